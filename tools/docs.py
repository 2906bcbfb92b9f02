"""Write the generated documents: docs/cli.md from ``--help``, and the tables of docs/codebook.md from the TOML files.

Usage: python tools/docs.py [--check]   (``--check`` writes nothing and fails where a document is stale)

The codebook's prose is written by hand around the tables; every value of every vocabulary must be explained in it.
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCS = Path(__file__).resolve().parent.parent / "docs"
SETS = ("default", "acled", "ucdp", "airwars", "idmc")
SCHEMES = ("airwars", "ibc")
CLI_HEADER = """\
# The command line

<!-- Written by tools/docs.py from the commands' own help; `make docs` writes it again. -->

Exit status: 0 all went well, 1 some inputs failed (each with one line on standard error), 2 the call made no sense.
"""


def contexts(context: click.Context) -> Iterator[click.Context]:
    """The context of every command, groups before what is in them."""
    yield context
    if isinstance(context.command, click.Group):
        for name, command in sorted(context.command.commands.items()):
            yield from contexts(click.Context(command, info_name=name, parent=context))


def cli_page() -> str:
    from daftar.cli import main

    root = click.Context(
        main, info_name="daftar", terminal_width=100, max_content_width=100, **main.context_settings
    )
    parts = [CLI_HEADER]
    for context in contexts(root):
        text = "\n".join(line.rstrip() for line in context.get_help().splitlines())
        parts.append(f"## {context.command_path}\n\n```text\n{text}\n```\n")
    return "\n".join(parts)


def data(*path: str) -> dict[str, Any]:
    """One TOML file of the codebook."""
    return tomllib.loads(resources.files("daftar.codebook").joinpath(*path).read_text(encoding="utf-8"))


def rows(head: tuple[str, ...], body: list[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *body]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def methods() -> str:
    table = data("vocabularies.toml")["method"]
    return rows(
        ("method", "ACLED sub-event", "PLOVER assault mode"),
        [(f"`{name}`", entry["acled"], entry["plover"]) for name, entry in table.items()],
    )


def precisions(kind: str) -> str:
    return rows(
        ("code", "meaning"), [(code, words) for code, words in data("vocabularies.toml")[kind].items()]
    )


def bounds(entry: dict[str, Any]) -> str:
    best = f", best {entry['best']}" if "best" in entry else ""
    return f"{entry['low']} to {entry['high']}{best}"


def convention_set(name: str) -> str:
    """One set's rules; rules that differ from another only in wording share a row."""
    loaded = data("sets", f"{name}.toml")
    merged: dict[tuple[str, str], list[str]] = {}
    for kind, suffix in (("qualifiers", " N"), ("words", "")):
        for wording, entry in loaded.get(kind, {}).items():
            merged.setdefault((bounds(entry), entry.get("source", "")), []).append(f"*{wording}{suffix}*")
    plural = loaded.get("plural")
    body = [(", ".join(wordings), counted, source) for (counted, source), wordings in merged.items()]
    if plural:
        body.insert(
            0, ("an unnumbered plural (*civilians were killed*)", bounds(plural), plural.get("source", ""))
        )
    return rows(("words", "count", "source"), body)


def grading(name: str) -> str:
    """One grading scheme's rules, in their order."""
    body = []
    for rule in data("schemes", f"{name}.toml")["rule"]:
        when = ", ".join(f"`{fact}` {str(value).lower()}" for fact, value in rule["when"].items())
        body.append((rule["grade"], when, rule["why"], rule["source"]))
    return rows(("grade", "where", "why, in words", "source"), body)


def codebook_page(text: str) -> str:
    """The codebook with its tables written anew."""
    tables = {
        "methods": methods,
        "date_precision": lambda: precisions("date_precision"),
        "place_precision": lambda: precisions("place_precision"),
        **{f"scheme {name}": lambda name=name: grading(name) for name in SCHEMES},
        **{f"set {name}": lambda name=name: convention_set(name) for name in SETS},
    }
    for name, make in tables.items():
        pattern = re.compile(rf"(<!-- table: {name} -->\n).*?(<!-- end -->)", re.DOTALL)
        text, count = pattern.subn(lambda found, make=make: f"{found[1]}{make()}\n{found[2]}", text)
        if count != 1:
            sys.exit(f"docs/codebook.md: the table {name!r} has {count} places; it needs exactly one")
    return text


def unexplained(text: str) -> list[str]:
    """The values of the vocabularies that the codebook does not have in a table's first column."""
    explained = set(re.findall(r"^\| `([\w ]+)` \|", text, re.MULTILINE))
    wanted = [
        (name, value)
        for name, table in data("vocabularies.toml").items()
        if "precision" not in name
        for value in (table if name == "method" else [v for values in table.values() for v in values])
    ]
    return [f"{name} {value}" for name, value in wanted if value not in explained]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a document is stale")
    options = parser.parse_args()
    codebook = DOCS / "codebook.md"
    pages = {DOCS / "cli.md": cli_page(), codebook: codebook_page(codebook.read_text(encoding="utf-8"))}
    missing = unexplained(pages[codebook])
    if missing:
        print(f"docs/codebook.md does not explain: {', '.join(missing)}")
        return 1
    stale = [
        path for path, text in pages.items() if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    if options.check and stale:
        print(f"stale: {', '.join(path.name for path in stale)}; run make docs")
        return 1
    for path in stale:
        path.write_text(pages[path], encoding="utf-8")
        print(f"wrote docs/{path.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
