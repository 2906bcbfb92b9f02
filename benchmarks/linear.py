"""Whether reading takes time linear in length: the same text doubled and doubled again, in shapes that tempt a parser.

``python -m benchmarks.linear`` prints, for each shape, the processor seconds of each length and what the last doubling
cost (2.0 is linear). ``--long`` reads one line of 50 MB too.
"""

from __future__ import annotations

import argparse
import sys
import time
from typing import TYPE_CHECKING

from benchmarks.mutations import SENTENCES, made
from daftar.pipeline import Recipe, open_tools, read_report

if TYPE_CHECKING:
    from collections.abc import Callable

Shape = "Callable[[int], str]"
START, DOUBLINGS = 16_000, 5
LONG = 50_000_000
STEEP = 2.9  # times as long for twice the length: quadratic work has begun to show


def _numbered(template: str) -> Callable[[int], str]:
    """Pieces of which no two are the same, so that nothing is only remembered."""

    def text(size: int) -> str:
        pieces: list[str] = []
        length = number = 0
        while length < size:
            number += 1
            pieces.append(template.replace("{n}", str(number)).replace("{w}", _word(number)))
            length += len(pieces[-1])
        return "".join(pieces)[:size]

    return text


def _word(number: int) -> str:
    """A made-up name."""
    letters = "abdefghiklmnorst"
    found = ""
    while number:
        number, digit = divmod(number, len(letters))
        found += letters[digit] + "aeiou"[digit % 5]
    return found.capitalize()


SHAPES: dict[str, Callable[[int], str]] = {
    "reports, a sentence a line": _numbered("A raid killed {n} people in {w} on Tuesday, officials said.\n"),
    "sentences in one line": _numbered("A raid killed {n} people in {w} on Tuesday, officials said. "),
    "one sentence without an end": _numbered("a raid killed {n} people in {w} and "),
    "names in a list": _numbered("{w} {w}, {n}, "),
    "names of the dead": lambda size: "The dead are: " + _numbered("{w} Haddad, 34; ")(size),
    "figures and commas": _numbered("{n}, "),
    "figures in words": lambda size: ("two hundred thousand million " * (size // 20))[:size],
    "digits": lambda size: "9" * size,
    "digits with commas": lambda size: ("1" + ",000" * (size // 4))[:size],
    "letters": lambda size: "a" * size,
    "capitals": lambda size: "A" * size,
    "capitalised words": _numbered("{w} "),
    "lower-case words": lambda size: ("the road was long and the day was dry " * (size // 30))[:size],
    "killed": lambda size: ("killed " * (size // 6))[:size],
    "people killed": lambda size: ("people killed and " * (size // 15))[:size],
    "including": lambda size: ("including five children " * (size // 20))[:size],
    "destroyed houses": _numbered("{n} houses were destroyed and {n} damaged, "),
    "families displaced": _numbered("{n} families fled, "),
    "said": lambda size: ("he said she said that " * (size // 15))[:size],
    "dots": lambda size: "." * size,
    "dots and blanks": lambda size: ". " * (size // 2),
    "dots and capitals": lambda size: "A. " * (size // 3),
    "quotes": lambda size: "“" * size,
    "quotes and words": lambda size: "“a ” b " * (size // 7),
    "straight quotes": lambda size: '" a ' * (size // 4),
    "brackets": lambda size: "(" * size,
    "brackets and figures": lambda size: "(3 " * (size // 3),
    "blanks": lambda size: "a" + " " * size + "b",
    "blank lines": lambda size: "\n" * size,
    "lines of blanks": lambda size: " \n" * (size // 2),
    "hyphens": lambda size: "-" * size,
    "hyphened words": lambda size: "a-" * (size // 2),
    "apostrophes": lambda size: "a'" * (size // 2),
    "at signs": lambda size: "a@" * (size // 2),
    "slashes": lambda size: "1/" * (size // 2),
    "days": _numbered("on {n} May 2019, "),
    "clock times": lambda size: "12:30 " * (size // 6),
    "places": lambda size: ("in Homs, in Hama, near Idlib, " * (size // 25))[:size],
    "fields": lambda size: "title: a\n" * (size // 9),
    "combining marks": lambda size: "e" + "\u0301" * size,
    "Arabic": lambda size: (SENTENCES[6] * (size // 30))[:size],
    "Chinese": lambda size: ("在市场上有九人死亡" * (size // 8))[:size],
    "zero bytes": lambda size: "\x00" * size,
}  # fmt: skip


def seconds(text: str) -> float:
    """Processor seconds to read ``text``, with nothing remembered."""
    open_tools.cache_clear()
    tools = open_tools(Recipe())
    report = made(text)
    began = time.process_time()
    read_report(report, tools)
    return time.process_time() - began


def measured(shape: Callable[[int], str], limit: float) -> tuple[list[float], float]:
    """The seconds of each length, until one takes over ``limit``; and the cost of the last doubling."""
    found: list[float] = []
    for step in range(DOUBLINGS + 1):
        found.append(seconds(shape(START * 2**step)))
        if found[-1] > limit:
            break
    last = found[-1] / found[-2] if len(found) > 1 and found[-2] > 0.02 else 0.0
    return found, last


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("only", nargs="*", metavar="SHAPE", help="shapes whose name holds one of these words")
    parser.add_argument(
        "--limit", type=float, default=8.0, help="seconds after which no longer text is tried"
    )
    parser.add_argument("--long", action="store_true", help="read one line of 50 MB too")
    options = parser.parse_args()
    steep: list[str] = []
    seconds("Nine people were killed.")  # warms up
    for name, shape in SHAPES.items():
        if options.only and not any(word in name for word in options.only):
            continue
        found, last = measured(shape, options.limit)
        steep += [name] if last > STEEP else []
        times = " ".join(f"{one:7.3f}" for one in found)
        print(f"{name:<30} {times}  last doubling {last:4.1f}{' STEEP' if last > STEEP else ''}", flush=True)
    if options.long:
        for name in ("lower-case words", "letters", "digits"):
            took = seconds(SHAPES[name](LONG))
            print(f"50 MB in one line, {name:<20} {took:.1f} s, {LONG / took / 1e6:.1f} MB/s", flush=True)
    print(
        f"lengths {', '.join(f'{START * 2**step:,}' for step in range(DOUBLINGS + 1))}; steep: {', '.join(steep) or 'none'}"
    )
    return 1 if steep else 0


if __name__ == "__main__":
    sys.exit(main())
