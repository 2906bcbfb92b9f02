"""The types that every stage speaks. Nothing but the standard library and ``errors`` is imported here."""

from daftar.model.claim import (
    Claim,
    Evidence,
    Group,
    Origin,
    Party,
    Perpetrator,
    Reading,
    Rejected,
    Review,
    Victim,
)
from daftar.model.decision import Decision
from daftar.model.record import (
    Bound,
    Conflict,
    Descent,
    Incident,
    Record,
    Release,
    Root,
    SumCheck,
    Tally,
    Version,
)
from daftar.model.report import Passage, Report
from daftar.model.values import Candidate, Clock, Count, Place, PlaceMention, PlaceReading, Quote, TimeWindow

__all__ = [
    "Bound",
    "Candidate",
    "Claim",
    "Clock",
    "Conflict",
    "Count",
    "Decision",
    "Descent",
    "Evidence",
    "Group",
    "Incident",
    "Origin",
    "Party",
    "Passage",
    "Perpetrator",
    "Place",
    "PlaceMention",
    "PlaceReading",
    "Quote",
    "Reading",
    "Record",
    "Rejected",
    "Release",
    "Report",
    "Review",
    "Root",
    "SumCheck",
    "Tally",
    "TimeWindow",
    "Version",
    "Victim",
]
