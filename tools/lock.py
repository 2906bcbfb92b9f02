"""Write the three lock files from the ranges in pyproject.toml.

Each lock pins every package with the hashes of all its files, for every platform and Python that Daftar supports,
and names no index: pip takes the packages from whatever index it is configured with, and refuses a file whose hash
differs. ``requirements.lock`` is what Daftar needs to run, the extra ``llm`` included (and to be installed from a checkout), ``requirements-dev.lock``
what its tests and linters need on top, ``requirements-bench.lock`` what the benchmarks compare with. The dev and
bench locks hold the same versions of what they share with the first.

Usage: python tools/lock.py [--upgrade]   (``uv`` is taken from the PATH, or installed into a folder that is removed)
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEADER = """\
# {title}
# Written by tools/lock.py from pyproject.toml; `make lock` writes it again. Do not edit.
"""
LOCKS = (
    (
        "requirements.lock",
        "What Daftar runs on, with asking a language model, and what builds it from a checkout.",
        ("llm",),
    ),
    (
        "requirements-dev.lock",
        "What the tests, the linters and the document tools need, with what Daftar runs on.",
        ("llm", "dev"),
    ),
    ("requirements-bench.lock", "What the benchmarks compare Daftar with.", ("bench",)),
)


def uv_path(folder: Path) -> Path:
    """The ``uv`` on the PATH, or a new one inside ``folder``."""
    found = shutil.which("uv")
    if found:
        return Path(found)
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    subprocess.run([folder / "bin" / "python", "-m", "pip", "install", "-q", "uv"], check=True)
    return folder / "bin" / "uv"


def compile_lock(
    uv: Path, *, name: str, title: str, extras: tuple[str, ...], base: Path, upgrade: bool
) -> None:
    """Resolve one lock; ``base`` is the core lock whose versions the others keep."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    target = ROOT / name
    with tempfile.TemporaryDirectory() as folder:
        wanted, out = Path(folder, "wanted.in"), Path(folder, "lock")
        if name == "requirements-bench.lock":
            inputs = project["project"]["optional-dependencies"]["bench"]
        else:
            inputs = [
                *project["build-system"]["requires"],
                "editables>=0.5,<1",
                *project["project"]["dependencies"],
            ]
            for extra in extras:
                inputs += project["project"]["optional-dependencies"][extra]
        wanted.write_text("\n".join(inputs) + "\n", encoding="utf-8")
        if target.exists() and not upgrade:
            shutil.copy(target, out)
        command = [
            uv, "pip", "compile", wanted, "--universal", "--python-version", "3.11", "--generate-hashes",
            "--no-emit-index-url", "--no-header", "--no-annotate", "--quiet", "--output-file", out,
        ]  # fmt: skip
        if base != target:
            command += ["--constraint", base]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        text = out.read_text(encoding="utf-8")
    if "://" in text:
        sys.exit(f"{name}: the resolver wrote an address into the lock; it was left as it was")
    target.write_text(HEADER.format(title=title) + text, encoding="utf-8")
    print(f"{name}: {text.count('==')} packages")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--upgrade", action="store_true", help="take the newest versions that the ranges allow"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        uv = uv_path(Path(folder))
        for name, title, extras in LOCKS:
            compile_lock(
                uv, name=name, title=title, extras=extras, base=ROOT / LOCKS[0][0], upgrade=options.upgrade
            )


if __name__ == "__main__":
    main()
