"""All benchmarks, one table: ``make bench``. Nothing is asserted; the figures are for reading and comparing."""

from __future__ import annotations

from benchmarks import arithmetic, memory, neardup, places, reading, startup


def main() -> None:
    for part in (
        startup,
        memory,
        arithmetic,
        neardup,
        reading,
        places,
    ):  # the last two tie this process to one core
        for name, figure in part.main():
            print(f"{name:<44} {figure}", flush=True)


if __name__ == "__main__":
    main()
