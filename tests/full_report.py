"""A reading of a report in which nothing that can be said is left out, and one in which everything is."""

from __future__ import annotations

import datetime as dt

from daftar.model import (
    Bound,
    Candidate,
    Claim,
    Clock,
    Conflict,
    Count,
    Descent,
    Evidence,
    Group,
    Incident,
    Origin,
    Party,
    Perpetrator,
    Place,
    PlaceReading,
    Quote,
    Reading,
    Record,
    Rejected,
    Report,
    Review,
    Root,
    SumCheck,
    Tally,
    TimeWindow,
    Version,
    Victim,
    WayOut,
)
from daftar.pipeline import ReadReport

QUOTE = Quote(start=0, end=4, text="nine")
SARAQIB = Place(
    id="g1", name="Saraqib", lat=35.86, lon=36.8, kind="populated", country="SY", admin=("Idlib", "Saraqib")
)
IDLIB = Place(id="g2", name="Idlib", lat=35.9, lon=36.6, kind="admin1", country="SY", admin=("Idlib",))
ORIGIN = Origin(kind="rescue_service", name="K. Barmada", organisation="Civil Defence", quote=QUOTE)
REPORT = Report(
    id="r1",
    sha256="0" * 64,
    text="nine people were killed",
    source="a.txt",
    media_type="text/plain",
    title="An attack",
    publisher="Example Wire",
    url="https://wire.example/1",
    published=dt.date(2024, 3, 2),
    published_rule="header",
    language="en",
)
WINDOW = TimeWindow(
    start=dt.date(2024, 3, 1),
    end=dt.date(2024, 3, 1),
    precision=1,
    rule="weekday",
    quote=QUOTE,
    clock=Clock(local="07:00", utc="05:00", offset="+02:00"),
)
VICTIM = Victim(
    outcome="killed",
    quote=QUOTE,
    name="A. Example",
    names_other=("أ",),
    age=7,
    age_group="child",
    sex="woman",
    relation="daughter of a baker",
    role="journalist",
)
CLAIM = Claim(
    id="r1#c1",
    report="r1",
    kind="harm",
    quote=QUOTE,
    passage=QUOTE,
    extractor="rules/en@1",
    outcome="killed",
    count=Count(low=9, high=None, best=9),
    count_worded="at least nine",
    group=Group(status="civilian", age="child", sex="woman", role="journalist", worded="people"),
    polarity="uncertain",
    scope="cumulative",
    since=QUOTE,
    part_of="r1#c0",
    relation="among",
    event=1,
    place=QUOTE,
    time=QUOTE,
    method="air_strike",
    target="market",
    action="began",
    parties=(Party(name="A", role="attacker", quote=QUOTE),),
    destination=QUOTE,
    perpetrators=(Perpetrator(name="A", status="claimed", quote=QUOTE),),
    origin=(Origin(kind="media", name="Example Wire"), ORIGIN),
    evidence=(Evidence(kind="video", verification="confirmed by residents", by="residents", quote=QUOTE),),
    victims=(VICTIM,),
    confidence=0.9,
    review=(Review(field="count", reason="differs", words="llm reads another count", claims=("r1#c2",)),),
)
PLACE = PlaceReading(
    quote=QUOTE,
    name="Saraqib",
    precision=1,
    place=SARAQIB,
    within=IDLIB,
    candidates=(Candidate(place=SARAQIB, score=0.9), Candidate(place=IDLIB, score=0.1)),
)
_BARE = Claim(id="r1#c2", report="r1", kind="context", quote=QUOTE, passage=QUOTE, extractor="rules/en@1")
_WHOLE = Incident(id="r1#i1", claims=("r1#c1", "r1#c2"), reports=("r1",))
_PART = Incident(
    id="r1#i2",
    claims=("r1#c1",),
    reports=("r1",),
    lead=True,
    part_of="r1#i1",
    date=WINDOW,
    place=PLACE,
    method="air_strike",
    target="market",
    perpetrators=CLAIM.perpetrators,
    victims=(VICTIM,),
)

FULL = ReadReport(
    report=REPORT,
    readings=(
        Reading(claim=CLAIM, place=PLACE, time=WINDOW),
        Reading(claim=_BARE),
    ),
    incidents=(_WHOLE, _PART),
    records=(
        Record(incident=_WHOLE, tallies=()),
        Record(
            incident=_PART,
            tallies=(
                Tally(
                    outcome="killed",
                    group="all",
                    low=Bound(value=9, claims=("r1#c1",), roots=("o1",), why="follows from 9 and 8"),
                    best=Bound(value=9, claims=("r1#c1",)),
                    high=Bound(value=None, claims=("r1#c1",)),
                ),
                Tally(
                    outcome="killed",
                    group="child",
                    low=Bound(value=0, claims=()),
                    best=None,
                    high=Bound(value=9, claims=("r1#c1",)),
                ),
            ),
            sums=(
                SumCheck(
                    outcome="killed",
                    group="all",
                    total="r1#c1",
                    parts=("r1#c2",),
                    agrees=False,
                    words="9 is not 8",
                ),
            ),
            conflicts=(
                Conflict(
                    outcome="killed",
                    group="all",
                    claims=("r1#c1", "r1#c2"),
                    words="9 and 8",
                    ways_out=(
                        WayOut(claims=("r1#c2",), origins=("police",), low=9, high=None, words="without 8"),
                    ),
                ),
            ),
            roots=(Root(id="o1", origin=ORIGIN, claims=("r1#c1",), reports=("r1",)),),
            unsure=(Root(id="o2", origin=ORIGIN, claims=("r1#c2",), reports=("r1",)),),
            descents=(
                Descent(
                    report="r1",
                    kind="copies",
                    source="r0",
                    outlet="Wire",
                    quote=QUOTE,
                    other=QUOTE,
                    share=0.5,
                ),
                Descent(report="r1", kind="gathers"),
            ),
            grade="fair",
            grade_why="two origins",
            history=(
                Version(
                    outcome="killed",
                    group="all",
                    on=dt.date(2019, 12, 18),
                    low=8,
                    best=None,
                    high=None,
                    kind="first",
                    claims=("r1#c1",),
                    origins=(),
                    words="at least 8 on 18 December 2019",
                ),
                Version(
                    outcome="killed",
                    group="all",
                    on=None,
                    low=9,
                    best=9,
                    high=None,
                    kind="raised",
                    claims=("r1#c1",),
                    origins=("Civil Defence",),
                    words="at least 8 → at least 9, Civil Defence, in reports without a publication day",
                ),
            ),
        ),
    ),
    rejected=(
        Rejected(
            report="r1",
            extractor="llm/tiny@1",
            reason="not_in_report",
            why="these words do not stand in the passage",
            field="count_words",
            words="ninety",
            kind="harm",
            outcome="killed",
            quote=QUOTE,
        ),
        Rejected(
            report="r1", extractor="llm/tiny@1", reason="bad_shape", why="not of the form", field="claim"
        ),
    ),
)
EMPTY = ReadReport(
    report=Report(id="r2", sha256="1" * 64, text="", source="-", media_type="text/plain"),
    readings=(),
    incidents=(),
    records=(),
)
