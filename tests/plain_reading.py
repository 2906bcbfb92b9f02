"""Reading a few sentences as the pipeline does, and writing what was read so that a person can compare it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from daftar.codebook.conventions import conventions
from daftar.extract.registry import extractor
from daftar.model import Claim, Count, Group, Report
from daftar.pipeline import ReadReport, Recipe, Tools, open_tools, read_report
from daftar.resolve.readings import Mentions
from daftar.segment import segment

if TYPE_CHECKING:
    from daftar.extract.base import Extractor


@cache
def tools(rules: str = "default") -> Tools:
    return open_tools(Recipe(conventions=rules))


@cache
def reader(rules: str = "default") -> Extractor:
    return extractor("rules", conventions(rules))


def report_of(text: str, **fields: Any) -> Report:
    return Report(
        **{"id": "r1", "sha256": "0", "text": text, "source": "a.txt", "media_type": "text/plain"} | fields
    )


def claims_of(text: str, *, rules: str = "default", **fields: Any) -> list[Claim]:
    """The claims of a report of these words, read with the gazetteer that comes with Daftar."""
    report = report_of(text, **fields)
    return list(reader(rules).extract(report, segment(report), Mentions(tools().gazetteer)))


def read(text: str, *, rules: str = "default", **fields: Any) -> ReadReport:
    """The whole way of a report of these words, to its records."""
    return read_report(report_of(text, **fields), tools(rules))


def number(count: Count | None) -> str:
    """``22+`` for at least 22, ``24-99`` for from and to, ``?`` where nothing was counted."""
    if count is None:
        return "?"
    if count.high is None:
        return f"{count.low}+"
    return str(count.low) if count.exact else f"{count.low}-{count.high}"


def people(group: Group | None) -> list[str]:
    return [] if group is None else [bit for bit in (group.status, group.age, group.sex, group.role) if bit]


def written(claim: Claim) -> str:
    """A claim in one line: outcome, count, people, how they stand to others, what kind of saying it is."""
    bits = [claim.outcome or claim.kind, number(claim.count), *sorted(people(claim.group))]
    bits += [claim.relation] if claim.relation else []
    bits += [claim.polarity] if claim.polarity != "asserted" else []
    bits += [claim.scope] if claim.scope != "incident" else []
    bits += ["context"] if claim.kind == "context" and claim.outcome else []
    return " ".join(bits)
