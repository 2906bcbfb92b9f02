"""``roots``: who stands behind the numbers of a store, and of one incident."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

WIRE = (
    "Nine people were killed on Tuesday when shells fell on a market in Saraqib, the Civil Defence said. "
    "Shopkeepers carried water from the well, since the mains had been cut. The road north was closed until dawn."
)
ROWS = [
    {"id": "w1", "publisher": "Example Wire", "published": "2019-11-05", "text": WIRE},
    {"id": "c1", "publisher": "Northern Courier", "published": "2019-11-06", "text": f"A day that Saraqib will not forget. {WIRE}"},
    {"id": "d1", "publisher": "Delta Post", "published": "2019-11-06",
     "text": "Nine people were killed by shells on a market in Saraqib on Tuesday. It was raining."},
]  # fmt: skip


@pytest.fixture
def store(daftar: Callable[..., Result], tmp_path: Path) -> Path:
    """A wire story, its copy, and an outlet that does not say whom it has it from."""
    rows, kept = tmp_path / "outlets.jsonl", tmp_path / "outlets.db"
    rows.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    assert daftar("run", rows, "--store", kept).exit_code == 0
    return kept


def test_every_origin_is_listed_with_what_rests_on_it(daftar: Callable[..., Result], store: Path) -> None:
    table = daftar("roots", "--store", store, "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [(r["origin"], r["incidents"], r["outlets"], r["numbers"], r["alone"]) for r in rows] == [
        ("Civil Defence", "1", "2", "1", "1"),
        ("Delta Post", "1", "1", "0", "0"),
    ]
    line = json.loads(daftar("roots", "--store", store, "--format", "json").stdout.splitlines()[0])
    assert line["reports"] == ["c1", "w1"]


def test_an_incident_is_shown_as_a_tree_with_the_words(daftar: Callable[..., Result], store: Path) -> None:
    incident = json.loads(daftar("incidents", "--store", store, "--format", "json").stdout)["id"]
    lines = daftar("roots", incident[:6], "--store", store).stdout.splitlines()
    assert lines[1] == "  9 killed, low and best and high: 1 independent origin: Civil Defence"
    tree = [line for line in lines if "[" in line]
    assert tree[0] == '    Example Wire 2019-11-05 [w1] names it: "the Civil Defence"'
    assert tree[1].startswith(
        '      Northern Courier 2019-11-06 [c1] copies it (100% of the shorter text, 1 sentence added): "Nine people'
    )
    assert lines.index("These may be one of them, or of each other; the words do not tell:") > lines.index(
        tree[1]
    )


def test_an_incident_is_given_as_nodes_and_edges(daftar: Callable[..., Result], store: Path) -> None:
    incident = json.loads(daftar("incidents", "--store", store, "--format", "json").stdout)["id"]
    graph = json.loads(daftar("roots", incident, "--store", store, "--format", "json").stdout)
    assert [node["id"] for node in graph["nodes"]] == ["o1", "o2", "w1", "c1", "d1"]
    copied = next(edge for edge in graph["edges"] if edge["kind"] == "copies")
    assert (copied["from"], copied["to"]) == ("c1", "w1")
    assert [one["text"] for one in copied["added"]] == ["A day that Saraqib will not forget."]
    assert ROWS[1]["text"][copied["quote"]["start"] : copied["quote"]["end"]] == copied["quote"]["text"]
    assert all(number["roots"] == ["o1"] for number in graph["numbers"])


def test_an_unknown_incident_says_what_to_do(daftar: Callable[..., Result], store: Path) -> None:
    done = daftar("roots", "nonsense", "--store", store)
    assert done.exit_code == 2
    assert "'daftar incidents' lists them" in done.stderr


TOWNS = [
    {"id": "w1", "publisher": "Example Wire", "published": "2031-05-06",
     "text": "Shelling hit several towns of Idlib province in Syria on Monday. In Harim, eight people were killed, the Civil "
     "Defence said. In Saraqib, five people were killed, the Syrian Observatory for Human Rights said."},
    {"id": "d1", "publisher": "Delta Post", "published": "2031-05-07",
     "text": "Eight people were killed in the shelling of Harim on Monday, the Health Ministry said."},
]  # fmt: skip


def test_a_sum_over_parts_shows_who_stands_behind_each(daftar: Callable[..., Result], tmp_path: Path) -> None:
    """Two vouch for one town's dead and one for the other's: the sum of both needs what one alone tells."""
    rows, kept = tmp_path / "towns.jsonl", tmp_path / "towns.db"
    rows.write_text("".join(json.dumps(row) + "\n" for row in TOWNS))
    assert daftar("run", rows, "--store", kept).exit_code == 0
    found = map(json.loads, daftar("incidents", "--store", kept, "--format", "json").stdout.splitlines())
    ids = {row["place"]["name"]: row["id"] for row in found}
    whole = ids.pop("Idlib")
    for part in ids.values():
        assert daftar("link", "--store", kept, "--part-of", part, whole).exit_code == 0
    lines = daftar("roots", whole, "--store", kept).stdout.splitlines()
    parts = [
        "8 people (incident in Ḩārim, 5 May 2031): Civil Defence; Health Ministry",
        "5 people (incident in Saraqib, 5 May 2031): Syrian Observatory for Human Rights",
    ]
    assert [line.strip() for line in lines[2:4]] == parts
    assert "These tell of incidents inside this one alone:" in lines
    explained = daftar("explain", whole, "--store", kept).stdout
    assert "killed: 13+   (13 needs 5 people, of whom one independent origin alone tells)" in explained
    assert "5 people (incident in Saraqib, 5 May 2031) [3]   Syrian Observatory for Human Rights" in explained
    table = daftar("roots", "--store", kept, "--format", "csv").stdout
    alone = {row["origin"]: row["alone"] for row in csv.DictReader(io.StringIO(table))}
    assert alone == {"Civil Defence": "0", "Health Ministry": "0", "Syrian Observatory for Human Rights": "2"}
