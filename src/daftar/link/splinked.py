"""Splink over items: the same comparisons and weights in a database, DuckDB on one machine or Spark on many.

Splink and DuckDB come with the extra ``link``; nothing here is needed to link, only to train weights and to do
the same on many machines.
"""

from __future__ import annotations

import logging
import tempfile
from typing import TYPE_CHECKING, Any

from msgspec.json import encode

from daftar.errors import SettingsError
from daftar.link.blocks import CROWD, open_keys
from daftar.link.comparisons import COMPARISONS, UNKNOWN
from daftar.link.levels_sql import COLUMNS, sql_levels

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from daftar.link.features import Item
    from daftar.link.weights import Weights

__all__ = ["as_shares", "duckdb_linker", "rows", "schema", "settings"]

_DUCKDB = {
    "int": "BIGINT",
    "float": "DOUBLE",
    "text": "VARCHAR",
    "bool": "BOOLEAN",
    "texts": "VARCHAR[]",
    "ints": "BIGINT[]",
}


#: Levels that training leaves as they are: they hold by what days are, so that among pairs that are one there are none.
_FIXED = {("text", "form")}


def settings(weights: Weights, dialect: str = "duckdb") -> dict[str, Any]:
    """Splink's settings: our levels as SQL, with these weights, over pairs that share a key."""
    conditions = sql_levels(dialect)
    return {
        "link_type": "dedupe_only",
        "probability_two_random_records_match": weights.prior,
        "blocking_rules_to_generate_predictions": [
            {
                "blocking_rule": "l.keys = r.keys AND l.report <> r.report",
                "arrays_to_explode": ["keys"],
            }
        ],
        "comparisons": [
            {
                "output_column_name": comparison.name,
                "comparison_levels": [
                    _level(comparison.name, level, sql, weights) for level, sql in conditions[comparison.name]
                ],
            }
            for comparison in COMPARISONS
        ],
        "additional_columns_to_retain": ["report"],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": False,
    }


def _level(comparison: str, level: str, sql: str, weights: Weights) -> dict[str, Any]:
    found: dict[str, Any] = {"sql_condition": sql, "label_for_charts": level}
    if level == UNKNOWN:
        return found | {"is_null_level": True}
    m, u = as_shares(weights.table[comparison, level])
    if (comparison, level) in _FIXED:
        found |= {"fix_m_probability": True, "fix_u_probability": True}
    return found | {"m_probability": m, "u_probability": u}


def as_shares(weight: float) -> tuple[float, float]:
    """An m and u whose log2(m / u) is a weight: what Splink is given, which knows of no weight beside them."""
    return (0.5, 0.5 / 2**weight) if weight > 0 else (0.5 * 2**weight, 0.5)


def schema() -> dict[str, str]:
    """The columns of the table of items with their kinds, in order."""
    return {"unique_id": "text", "report": "text", **COLUMNS, "keys": "ints"}


def rows(items: Sequence[Item], *, crowd: int = CROWD) -> Iterable[tuple[Any, ...]]:
    """Items as rows of a table with the columns of ``schema``."""
    keys = open_keys(items, crowd=crowd)
    for one in items:
        yield (one.key, one.report, *(_plain(getattr(one, name)) for name in COLUMNS), sorted(keys[one.key]))


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def duckdb_linker(items: Sequence[Item], given: dict[str, Any], *, crowd: int = CROWD) -> Any:
    """A Splink linker with ``given`` settings over ``items``, in a DuckDB of its own, in memory.

    Raises SettingsError without the extra ``link``.
    """
    try:
        import duckdb  # noqa: PLC0415 - an extra, and heavy
        from splink import DuckDBAPI, Linker  # noqa: PLC0415
    except ImportError as error:
        raise SettingsError(
            f"training needs Splink and DuckDB ({error.name} is not installed): pip install 'daftar[link]'"
        ) from error
    logging.getLogger("splink").setLevel(logging.ERROR)
    connection = duckdb.connect()
    connection.execute("SET threads = 1")  # so that random pairs are the same ones each time
    kinds = {name: _DUCKDB[kind] for name, kind in schema().items()}
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as file:  # many times as fast as rows one by one
        file.writelines(
            encode(dict(zip(kinds, row, strict=True))) + b"\n" for row in rows(items, crowd=crowd)
        )
        file.flush()
        connection.execute(
            "CREATE TABLE items AS SELECT * FROM read_json(?, columns = ?, format = 'newline_delimited')",
            [file.name, kinds],
        )
    api = DuckDBAPI(connection=connection)
    return Linker(api.register("items"), given, log_level=None)
