"""Own material with hand-written expectations: the sample reports, and single sentences.

An expectation file lists reports, each either a file of samples/reports (``file``, with ``title`` where the file holds
several) or words of its own (``text``, ``published``), and of each the facts that a careful reader finds::

    [[report]]
    file = "01-example-wire-saraqib.txt"
    lead.killed = [9, "open"]            # the toll of the lead incident: low and high; "open" for at least
    lead.killed.child = [3, 3]           # ... or of one group of it (then .all for the toll itself)
    lead.place = "Saraqib"               # also lead.date, lead.method, lead.target
    [[report.claim]]                     # some claim has all of these
    outcome = "killed"
    count = [9, "open"]
    origin = "Khaled Barmada"            # also place, date, polarity, scope, group, kind, quote (words inside it)

    [[report]]
    text = "..."
    nothing = true                       # no harm at all is read out of it

Every key is one fact, every ``[[report.claim]]`` one fact; the score is the share of facts that were found.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

Row = dict[str, Any]
OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One expected fact of one report, and whether it was found."""

    report: str
    fact: str
    found: bool


def expectations(path: Path) -> list[Row]:
    """The reports of an expectation file, each with an ``id`` of its own."""
    reports: list[Row] = tomllib.loads(path.read_text(encoding="utf-8"))["report"]
    for number, report in enumerate(reports, 1):
        report["id"] = f"{path.stem}-{number:03d}"
    return reports


def write_rows(reports: list[Row], target: Path) -> None:
    """The reports that bring words of their own, as JSONL that ``daftar read`` takes."""
    with target.open("w", encoding="utf-8") as out:
        for report in reports:
            row = {key: report[key] for key in ("id", "text", "title", "published") if key in report}
            out.write(json.dumps(row, default=str, ensure_ascii=False) + "\n")


def read_of(report: Row, rows: list[Row]) -> Row:
    """What was read of this report; empty where nothing came out."""
    if "text" in report:
        return next((row for row in rows if row["report"] == report["id"]), {})
    found = [row for row in rows if report["file"] in (row.get("source") or "")]
    if "title" in report:
        found = [row for row in found if row.get("title") == report["title"]]
    return found[0] if found else {}


def check(report: Row, read: Row) -> Iterator[Checked]:
    """Every fact expected of ``report``, looked for in what was ``read``."""
    name = report.get("title") or report.get("file") or report["text"][:60]
    lead = next((one for one in read.get("incidents", []) if one.get("lead")), {})
    for key, wanted in report.get("lead", {}).items():
        for fact, found in _lead(lead, key, wanted):
            yield Checked(report=name, fact=f"lead {fact}", found=found)
    for wanted in report.get("claim", []):
        found = any(_matches(claim, wanted) for claim in read.get("claims", []))
        yield Checked(report=name, fact=f"a claim with {wanted}", found=found)
    for wanted in report.get("no_claim", []):
        found = not any(_matches(claim, wanted) for claim in read.get("claims", []))
        yield Checked(report=name, fact=f"no claim with {wanted}", found=bool(read) and found)
    if report.get("nothing"):
        harm = [claim for claim in read.get("claims", []) if claim.get("kind") == "harm"]
        yield Checked(report=name, fact="nothing to record", found=bool(read) and not _people(harm))


def _people(harm: list[Row]) -> list[Row]:
    """The harm claims that speak of somebody: "no one was hurt" is a claim, of nobody."""
    return [claim for claim in harm if (claim.get("count") or {}).get("high") != 0]


def _lead(lead: Row, key: str, wanted: object) -> Iterator[tuple[str, bool]]:
    if key in ("place", "date", "method", "target"):
        yield f"{key} {wanted}", _told(lead, key, wanted)
        return
    groups = wanted if isinstance(wanted, dict) else {"all": wanted}
    for group, bounds in groups.items():
        tally = ((lead.get("toll") or {}).get(key) or {}).get(group)
        yield f"{key} {group} {bounds}", _is(tally, bounds)


def _is(count: Mapping[str, Any] | None, bounds: object) -> bool:
    if not count or not isinstance(bounds, list):
        return False
    low, high = bounds
    return count.get("low") == low and count.get("high") == (None if high == OPEN else high)


def _told(row: Row, key: str, wanted: object) -> bool:
    if key == "place":
        place = row.get("place") or {}
        return wanted in (place.get("name"), place.get("worded"))
    if key == "date":
        days = row.get("date") or row.get("time") or {}
        first, _, last = str(wanted).partition("/")
        return (days.get("start"), days.get("end")) == (first, last or first)
    return bool(row.get(key) == wanted)


def _matches(claim: Row, wanted: Mapping[str, Any]) -> bool:
    return all(_claim_fact(claim, key, value) for key, value in wanted.items())


def _claim_fact(claim: Row, key: str, wanted: Any) -> bool:
    match key:
        case "count":
            return _is(claim.get("count"), wanted)
        case "group":
            group = claim.get("group") or {}
            return wanted in (group.get("status"), group.get("age"), group.get("sex"), group.get("role"))
        case "origin":
            names = [
                text
                for link in claim.get("origin", [])
                for text in (link.get("name"), link.get("organisation"))
            ]
            return any(wanted in text for text in names if text)
        case "perpetrator":
            return any(wanted in one["name"] for one in claim.get("perpetrators", []))
        case "quote":
            return wanted in claim["quote"]["text"]
        case _:
            return _told(claim, key, wanted)
