"""What a register's ``daftar.toml`` says, read once by the command line and handed down as values."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from daftar.codebook.outlets import Outlet, load_outlets
from daftar.codebook.sheets import column
from daftar.errors import SettingsError

__all__ = [
    "FILE_NAME",
    "GAZETTEERS",
    "LlmSettings",
    "Settings",
    "added_folder",
    "find_register",
    "load_settings",
]

FILE_NAME = "daftar.toml"
GAZETTEERS = "gazetteers"  # the folder of a register that its added gazetteers are in
_KNOWN: dict[str, tuple[str, ...]] = {
    "reading": ("conventions", "extractor", "grades", "languages", "day_first"),
    "columns": (
        *("id", "text", "title", "published", "publisher"),
        *("author", "url", "language"),
    ),
    "gazetteers": ("files", "countries"),
    "outlets": ("file",),
    "store": ("path",),
    "llm": (
        *("endpoint", "model", "key_variable", "timeout", "retries", "price_in", "price_out"),
        *("chunk", "answer", "cache"),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LlmSettings:
    """What ``[llm]`` says; None where it says nothing. ``key_variable`` names an environment variable; no key is written.

    ``timeout`` is in seconds, prices are per million tokens, ``chunk`` is in characters, ``answer`` in tokens;
    ``cache`` is the folder of answers.
    """

    endpoint: str | None = None
    model: str | None = None
    key_variable: str | None = None
    timeout: float | None = None
    retries: int | None = None
    price_in: float | None = None
    price_out: float | None = None
    chunk: int | None = None
    answer: int | None = None
    cache: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The choices of one register, or the defaults where there is none (``register`` is None).

    ``grades`` is the name of a grading scheme, looked for in ``grades_dir`` in the same way.
    ``conventions`` is the name of a convention set, looked for in ``conventions_dir`` (the register's own copies) before
    the built-in ones; ``languages`` are ISO 639-1 codes, none of them
    standing for all; ``store`` is a path or a database URL. ``added`` are the gazetteers that ``daftar gazetteer add``
    made in the register, ``gazetteers`` the CSV files that it names, ``countries`` the ISO 3166 codes of those that its reports are about. ``columns`` are the names that the register's sheets
    give to the fields of a report, ``day_first`` says how 05/02/2015 is meant in what is read (None: not said).
    """

    register: Path | None = None
    conventions: str = "default"
    conventions_dir: Path | None = None
    grades: str = "airwars"
    grades_dir: Path | None = None
    extractor: str = "rules"
    languages: tuple[str, ...] = ()
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    day_first: bool | None = None
    gazetteers: tuple[Path, ...] = ()
    added: tuple[Path, ...] = ()
    countries: tuple[str, ...] = ()
    outlets: tuple[Outlet, ...] = ()
    store: str | None = None
    llm: LlmSettings = LlmSettings()


def find_register(start: Path) -> Path | None:
    """Find the nearest folder at or above ``start`` that holds a ``daftar.toml``, or None."""
    here = start.resolve()
    return next((folder for folder in (here, *here.parents) if (folder / FILE_NAME).is_file()), None)


def added_folder(register: Path | None) -> Path:
    """Where added gazetteers are: in the register, or without one where ``$DAFTAR_GAZETTEERS`` or the system says."""
    if register is not None:
        return register / GAZETTEERS
    if chosen := os.environ.get("DAFTAR_GAZETTEERS"):
        return Path(chosen)
    from platformdirs import user_data_path  # noqa: PLC0415 - not needed in a register

    return user_data_path("daftar") / GAZETTEERS


def load_settings(register: Path | None) -> Settings:
    """Load the settings of the register in this folder, or the defaults for None.

    Raises SettingsError naming the file, the key and what to do, for a file that is missing, is not TOML, has an
    unknown key, or points to a file that is not there.
    """
    added = tuple(sorted(added_folder(register).glob("*.gazetteer")))
    if register is None:
        return Settings(added=added)
    path = register / FILE_NAME
    data = _read(path)
    for table, keys in data.items():
        _check_table(path, table, keys)
    reading = data.get("reading", {})
    return Settings(
        register=register,
        conventions=_text(path, "reading.conventions", reading.get("conventions", "default")),
        conventions_dir=own if (own := register / "codebook" / "conventions").is_dir() else None,
        grades=_text(path, "reading.grades", reading.get("grades", "airwars")),
        grades_dir=graded if (graded := register / "codebook" / "grades").is_dir() else None,
        extractor=_text(path, "reading.extractor", reading.get("extractor", "rules")),
        languages=tuple(_texts(path, "reading.languages", reading.get("languages", []))),
        columns={
            name: tuple(_names(path, f"columns.{name}", value))
            for name, value in data.get("columns", {}).items()
        },
        day_first=_yes_or_no(path, "reading.day_first", reading.get("day_first")),
        gazetteers=tuple(
            _file(path, "gazetteers.files", name)
            for name in _texts(path, "gazetteers.files", data.get("gazetteers", {}).get("files", []))
        ),
        added=added,
        countries=_countries(path, data.get("gazetteers", {}).get("countries", [])),
        outlets=_outlets(path, data.get("outlets", {}).get("file")),
        store=_store(path, data.get("store", {}).get("path")),
        llm=_llm(path, data.get("llm", {})),
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise SettingsError(
            f"{path}: there is no such file; make a register with 'daftar init DIR'"
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read ({error}); it must be UTF-8 text") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: not valid TOML: {error}") from error


def _check_table(path: Path, table: str, keys: object) -> None:
    if table not in _KNOWN:
        raise SettingsError(f"{path}: unknown table [{table}]; known: {', '.join(sorted(_KNOWN))}")
    if not isinstance(keys, dict):
        raise SettingsError(f"{path}: {table} must be a table; write [{table}] on a line of its own")
    for key in keys:
        if key not in _KNOWN[table] and not (table == "columns" and column(key) is not None):
            known = ", ".join(_KNOWN[table])
            raise SettingsError(f"{path}: unknown key {table}.{key}; known in [{table}]: {known}")


def _text(path: Path, key: str, value: object) -> str:
    if not isinstance(value, str) or not value:
        raise SettingsError(f'{path}: {key} must be text in quotes, such as {key.rpartition(".")[2]} = "..."')
    return value


def _texts(path: Path, key: str, value: object) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise SettingsError(f'{path}: {key} must be a list of texts, such as ["..."]')
    return value


def _names(path: Path, key: str, value: object) -> list[str]:
    """One text, or a list of them."""
    return _texts(path, key, [value] if isinstance(value, str) and value else value)


def _yes_or_no(path: Path, key: str, value: object) -> bool | None:
    if value is not None and not isinstance(value, bool):
        raise SettingsError(f"{path}: {key} must be true or false, without quotes")
    return value


def _file(path: Path, key: str, name: str) -> Path:
    file = path.parent / name
    if not file.is_file():
        raise SettingsError(
            f"{path}: {key} names {name}, which is not there; correct the name or take it out"
        )
    return file


def _countries(path: Path, value: object) -> tuple[str, ...]:
    codes = tuple(_texts(path, "gazetteers.countries", value))
    for code in codes:
        if not (len(code) == 2 and code.isascii() and code.isalpha() and code.isupper()):
            raise SettingsError(
                f'{path}: gazetteers.countries: {code!r} is no code of ISO 3166; write two capitals, such as "YE" for Yemen'
            )
    return codes


def _store(path: Path, value: object) -> str | None:
    if value is None:
        return None
    text = _text(path, "store.path", value)
    return text if "://" in text else str(path.parent / text)


def _outlets(path: Path, value: object) -> tuple[Outlet, ...]:
    return (
        () if value is None else load_outlets(_file(path, "outlets.file", _text(path, "outlets.file", value)))
    )


def _llm(path: Path, table: dict[str, Any]) -> LlmSettings:
    texts = {
        key: _text(path, f"llm.{key}", table[key])
        for key in ("endpoint", "model", "key_variable")
        if key in table
    }
    least = {"timeout": 1, "retries": 0, "price_in": 0, "price_out": 0, "chunk": 200, "answer": 100}
    numbers = {
        key: _number(path, f"llm.{key}", table[key], low, whole=key in {"retries", "chunk", "answer"})
        for key, low in least.items()
        if key in table
    }
    cache = path.parent / _text(path, "llm.cache", table.get("cache", "llm-cache"))
    return LlmSettings(**texts, **numbers, cache=cache)  # type: ignore[arg-type] # whole numbers are checked above


def _number(path: Path, key: str, value: object, low: int, *, whole: bool) -> float:
    kinds = (int,) if whole else (int, float)
    if isinstance(value, bool) or not isinstance(value, kinds) or not low <= value < 1e9:
        raise SettingsError(f"{path}: {key} must be a {'whole ' if whole else ''}number, {low} or more")
    return value
