"""Which reports speak of one incident, its roots and its toll: held against ``own/links.toml``, which says its form.

``python -m evaluation.own_links`` reads all reports into one store and prints the figures of both parts; ``--misses``
lists what is not right in the first. The settings of the first part may be looked at when something is mended; those of the
second are a score only. Metrics, each of one part:

- *pair_f1*, *b3_f1*: reports brought together by what they are mainly about; a report about none of the incidents is alone;
- *told_f1*: pairs of an incident and a report whose record says that the report tells of it, as its lead or beside it;
- *root_counts*: share of incidents with as many independent origins behind the toll as there are; *roots*: with just these, by name;
- *tolls*, *children*: share of incidents with low, best and high of the killed, and of children among them, as they should be;
- *part_of*: F1 over pairs of an incident and the larger one that it lies in;
- *day*, *place*: share of incidents on their day, and near their place.

An incident's record is the one that most of the reports about it are in; one record stands for one incident.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from daftar.model.origins import fold

PATH = Path(__file__).with_name("own") / "links.toml"
DAFTAR = Path(sys.executable).with_name("daftar")
SEEN = (
    *("sudan", "ukraine", "myanmar", "yemen", "haiti", "congo", "toledo", "strip"),
    *("nigeria", "colombia", "pakistan", "germany"),
)
EARTH_KM, NEAR_KM = 6371.0, 25.0
Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """The incidents and reports of one part, the reports in order."""

    incidents: dict[str, Row]
    reports: list[Row]


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What Daftar made of all reports: each report's lead, the records by id, and the claims that tell of harm."""

    lead: dict[str, str]
    records: dict[str, Row]
    harm: frozenset[str]


@dataclass(slots=True)
class Found:
    """The figures of one part, how many things each was counted over, and what is not right, in words."""

    values: dict[str, float] = field(default_factory=dict)
    counted: dict[str, int] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)


class Score(NamedTuple):
    """One comparison: what was found, what should have been, and what both hold."""

    right: int
    found: int
    wanted: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 where there is nothing to find and nothing was found."""
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 1.0


def parts(path: Path = PATH) -> dict[str, Truth]:
    """The truth of the settings that may be looked at (``seen``) and of the others (``unseen``)."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    seen = {i["key"]: i["setting"] in SEEN for i in data["incident"]}
    of_setting = {key.partition("-")[0]: flag for key, flag in seen.items()}
    return {
        name: Truth(
            incidents={i["key"]: i for i in data["incident"] if seen[i["key"]] is flag},
            reports=[r for r in data["report"] if of_setting[r["id"].partition("-")[0]] is flag],
        )
        for name, flag in (("seen", True), ("unseen", False))
    }


def read(folder: Path, path: Path = PATH) -> Read:
    """Read and link all reports in a store of their own in ``folder``."""
    given, store = folder / "own_links.jsonl", folder / "own_links.db"
    store.unlink(missing_ok=True)  # of an earlier run in a folder that is kept
    reports = tomllib.loads(path.read_text(encoding="utf-8"))["report"]
    keys = ("id", "title", "text", "published", "publisher")
    given.write_text(
        "".join(json.dumps({key: r[key] for key in keys}, default=str) + "\n" for r in reports),
        encoding="utf-8",
    )
    for command in (
        ("run", given, "--store", store),
        ("clusters", "--store", store, "-o", folder / "own_links.leads.jsonl"),
        ("incidents", "--store", store, "--format", "json", "-o", folder / "own_links.records.jsonl"),
        ("read", given, "-o", folder / "own_links.read.jsonl"),
    ):
        subprocess.run([DAFTAR, *map(str, command)], check=True, capture_output=True)
    leads, records, claims = (
        [json.loads(line) for line in (folder / f"own_links.{name}.jsonl").read_text("utf-8").splitlines()]
        for name in ("leads", "records", "read")
    )
    return Read(
        lead={row["report"]: row["incident"] or f"none-{row['report']}" for row in leads},
        records={row["id"]: row for row in records},
        harm=frozenset(c["id"] for row in claims for c in row["claims"] if c["kind"] == "harm"),
    )


def score(truth: Truth, made: Read) -> Found:
    """All figures of one part."""
    found = Found()
    record_of = matched(truth, made)
    _clusters(truth, made, found)
    _told(truth, made, record_of, found)
    _shares(truth, made, record_of, found)
    _parts(truth, made, record_of, found)
    return found


def matched(truth: Truth, made: Read) -> dict[str, str]:
    """For each incident the record that stands for it: most reports in common first, each record once."""
    common = Counter((r["about"], made.lead[r["id"]]) for r in truth.reports if r["about"])
    record_of: dict[str, str] = {}
    for (key, record), _ in sorted(common.items(), key=lambda item: (-item[1], item[0])):
        if key not in record_of and record not in record_of.values() and record in made.records:
            record_of[key] = record
    return record_of


def _put(found: Found, name: str, value: float, counted: int) -> None:
    found.values[name], found.counted[name] = value, counted


def _clusters(truth: Truth, made: Read, found: Found) -> None:
    """Pairs of reports and B-cubed (Bagga and Baldwin 1998)."""
    gold = {r["id"]: r["about"] or f"alone-{r['id']}" for r in truth.reports}
    guess = {report: made.lead[report] for report in gold}
    cells = Counter((gold[r], guess[r]) for r in gold)
    of_gold, of_guess = Counter(gold.values()), Counter(guess.values())

    def pairs(counts: Counter[Any]) -> int:
        return sum(math.comb(n, 2) for n in counts.values())

    both = Score(pairs(cells), pairs(of_guess), pairs(of_gold))
    precision = sum(n * n / of_guess[guessed] for (_, guessed), n in cells.items()) / len(gold)
    recall = sum(n * n / of_gold[wanted] for (wanted, _), n in cells.items()) / len(gold)
    _put(found, "pair_f1", both.f1, both.wanted)
    _put(found, "pair_precision", both.right / both.found if both.found else 0.0, both.found)
    _put(found, "pair_recall", both.right / both.wanted, both.wanted)
    _put(found, "b3_f1", 2 * precision * recall / (precision + recall), len(gold))
    apart: defaultdict[str, list[list[str]]] = defaultdict(list)
    for (wanted, guessed), _ in sorted(cells.items()):
        apart[wanted].append([r for r in gold if (gold[r], guess[r]) == (wanted, guessed)])
    found.misses += [
        f"{key}: in {len(groups)} incidents {groups}" for key, groups in apart.items() if len(groups) > 1
    ]
    for guessed, n in of_guess.items():
        together = {gold[r] for r in gold if guess[r] == guessed}
        if n > 1 and len(together) > 1:
            found.misses.append(f"{guessed}: one incident for {sorted(together)}")


def _told(truth: Truth, made: Read, record_of: dict[str, str], found: Found) -> None:
    wanted = {(key, r["id"]) for r in truth.reports for key in (r["about"], *r.get("also", ())) if key}
    told = {(key, report) for key, name in record_of.items() for report in made.records[name]["reports"]}
    both = Score(len(wanted & told), len(told), len(wanted))
    _put(found, "told_f1", both.f1, both.wanted)
    found.misses += [f"{key}: {report} tells of it: not found" for key, report in sorted(wanted - told)]
    found.misses += [f"{key}: {report} tells of it: not so" for key, report in sorted(told - wanted)]


def _shares(truth: Truth, made: Read, record_of: dict[str, str], found: Found) -> None:
    right: defaultdict[str, list[bool]] = defaultdict(list)
    for key, incident in truth.incidents.items():
        record = made.records.get(record_of.get(key, ""), {})
        for metric, wrong in _facts(incident, record, made.harm):
            right[metric].append(wrong is None)
            if wrong is not None:
                found.misses += [f"{key}: {metric}: {wrong}"] if metric != "root_counts" else []
    for metric in ("root_counts", "roots", "tolls", "children", "day", "place"):
        _put(found, metric, sum(right[metric]) / len(right[metric]), len(right[metric]))


def _facts(incident: Row, record: Row, harm: frozenset[str]) -> list[tuple[str, str | None]]:
    """Each metric that the incident is asked for, and what is wrong with its record there (None where nothing is)."""
    toll = (record.get("toll") or {}).get("killed") or {}
    found = [_names(o["origin"]) for o in record.get("origins", ()) if harm & set(o["claims"])]
    wanted = [[fold(name) for name in names.split("|")] for names in incident["roots"]]
    many = None if len(found) == len(wanted) else f"{len(found)}, not {len(wanted)}"
    facts = [("root_counts", many), ("roots", _wrong_roots(found, wanted))]
    for metric, key, group in (("tolls", "killed", "all"), ("children", "killed_child", "child")):
        if key in incident:
            tally = toll.get(group) or {}
            bounds = [tally.get(end) for end in ("low", "best", "high")]
            facts.append((metric, None if bounds == incident[key] else f"{bounds}, not {incident[key]}"))
    date, place = record.get("date") or {}, record.get("place") or {}
    day = str(incident["day"])
    same_day = (date.get("start"), date.get("end")) == (day, day)
    facts.append(("day", None if same_day else f"{date.get('start')} to {date.get('end')}, not {day}"))
    near = place.get("lat") is not None and _km(place, incident["at"]) <= incident.get("km", NEAR_KM)
    facts.append(("place", None if near else f"{place.get('name')}, not near {incident['at']}"))
    return facts


def _wrong_roots(found: list[set[str]], wanted: list[list[str]]) -> str | None:
    """What is wrong with the origins of the toll; each one wanted must be one of those found, by one of its names."""
    left = list(found)
    for names in wanted:
        one = next((o for o in left if any(f in name or name in f for f in names for name in o)), None)
        if one is not None:
            left.remove(one)
    if len(found) == len(wanted) and not left:
        return None
    return f"{[sorted(o) for o in found]}, not {wanted}"


def _names(origin: Row) -> set[str]:
    return {fold(name) for name in (origin["organisation"], origin["name"]) if name}


def _km(place: Row, at: list[float]) -> float:
    """Great-circle distance in km."""
    (lat, lon), (lat2, lon2) = (map(math.radians, pair) for pair in ((place["lat"], place["lon"]), at))
    half = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(half))


def _parts(truth: Truth, made: Read, record_of: dict[str, str], found: Found) -> None:
    wanted = {(key, i["part_of"]) for key, i in truth.incidents.items() if "part_of" in i}
    incident_of = {record: key for key, record in record_of.items()}
    said = {
        (key, incident_of.get(made.records[name]["part_of"], made.records[name]["part_of"]))
        for key, name in record_of.items()
        if made.records[name]["part_of"]
    }
    both = Score(len(wanted & said), len(said), len(wanted))
    _put(found, "part_of", both.f1, both.wanted)
    found.misses += [f"{part} is part of {whole}: not found" for part, whole in sorted(wanted - said)]
    found.misses += [f"{part} is part of {whole}: not so" for part, whole in sorted(said - wanted)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--misses", action="store_true", help="print what is not right in the part seen")
    parser.add_argument("--folder", type=Path, help="keep reports and records here")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        made = read(folder)
    scored = {name: score(truth, made) for name, truth in parts().items()}
    if options.misses:
        print("\n".join(scored["seen"].misses))
    print(f"{'metric':<16} {'seen':>7} {'n':>5} {'unseen':>7} {'n':>5}")
    for metric in scored["seen"].values:
        figures = " ".join(f"{s.values[metric]:>7.3f} {s.counted[metric]:>5}" for s in scored.values())
        print(f"{metric:<16} {figures}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
