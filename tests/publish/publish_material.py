"""Invented reports, and the records that hand-made claims about them come to. Nobody and nothing in them is real."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from dataclasses import dataclass, field, replace

from daftar.model import (
    Bound,
    Claim,
    Clock,
    Conflict,
    Count,
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
    Report,
    Root,
    SumCheck,
    Tally,
    TimeWindow,
    Victim,
)
from daftar.publish.base import Publication

MADE_AT = dt.datetime(2031, 5, 20, 9, 30, tzinfo=dt.UTC)

MORNING = """At least 22 people were killed and dozens wounded when warplanes struck five towns in the south of Qamar \
district on Tuesday, a rescue official told Ardan News.

"Nine people were killed in Tell Sarin, six were killed in Bidar and five others were killed in Maaran," said \
Karim Doss, a spokesman for the Rescue Corps. One person was killed in Kanays and another in Shamsa, he added.

Those killed in Bidar included a woman and her three children. "My brother Omar Haddad was standing at the door," \
said Salma Haddad, a resident of Bidar. Omar, 31, died on the way to hospital.

The market in Maaran was hit shortly after 7am local time (04:00 GMT). Videos shared by residents and verified by \
Ardan News showed barrels falling from a helicopter. The strikes were carried out by government forces, the Rescue \
Corps said. More than 1,000 civilians have been killed in the district since February, according to the United Nations.
"""

WIRE = """Government warplanes killed 22 people in five towns of Qamar district on Tuesday, the Rescue Corps said in a \
statement. The army denied that it had struck any of the towns and said that no civilians were killed.

A doctor at the hospital in Bidar, who asked not to be named, said that he had counted eight bodies from the town.
"""

CAMP = """Two shells landed on the Amal camp near Zaytun on Monday night, and three people were injured, camp \
residents said. A shelter for displaced families was burnt down. Nobody was killed, according to the Red Crescent.
"""

TOLL = """The death toll of a bomb at a bus station in Port Nadir rose to 31 on Friday, the health ministry said, up \
from 27 a day earlier. At least four of the dead were children, the ministry added. Police gave the toll as 24.
"""

PLACES = {
    "Tell Sarin": (35.62, 36.74, 1),
    "Bidar": (35.80, 36.22, 1),
    "Maaran": (35.72, 36.63, 1),
    "Kanays": (35.68, 36.60, 1),
    "Shamsa": (35.56, 36.70, 2),
    "Qamar": (35.65, 36.65, 3),
    "Amal camp": (36.137, 36.689, 1),
    "Port Nadir": (34.89, 35.88, 1),
}


def place(name: str, *, kind: str = "populated") -> Place:
    lat, lon, _ = PLACES[name]
    return Place(
        id=f"x:{name}",
        name=name,
        lat=lat,
        lon=lon,
        kind=kind,
        country="SY",
        admin=("Idlib",),
        gazetteer="test@1",
    )


@dataclass
class Desk:
    """Makes reports and claims about them, finding each quote's offsets by its words."""

    reports: dict[str, Report] = field(default_factory=dict)
    readings: list[Reading] = field(default_factory=list)

    def report(self, name: str, text: str, title: str, publisher: str, day: dt.date, **more: str) -> Report:
        found = Report(
            id=name,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            text=text,
            source=f"/home/somebody/{name}.txt",
            media_type="text/plain",
            title=title,
            publisher=publisher,
            url=more.get("url", f"https://news.example/{name}"),
            published=day,
            language=more.get("language", "en"),
        )
        self.reports[name] = found
        return found

    def quote(self, report: str, words: str, *, nth: int = 0) -> Quote:
        start = -1
        for _ in range(nth + 1):
            start = self.reports[report].text.index(words, start + 1)
        return Quote(start=start, end=start + len(words), text=words)

    def sentence(self, report: str, quote: Quote) -> Quote:
        text = self.reports[report].text
        before = [text.rfind(". ", 0, quote.start) + 2, text.rfind("\n", 0, quote.start) + 1]
        start = max(at for at in (0, *before) if at != 1)
        stops = [
            at + 1 for at in (text.find(". ", quote.end - 1), text.find(".\n", quote.end - 1)) if at >= 0
        ]
        end = min(stops, default=len(text))
        return Quote(start=start, end=end, text=text[start:end])

    def claim(
        self,
        report: str,
        words: str,
        *,
        at: str | None = None,
        day: dt.date | None = None,
        **more: object,
    ) -> str:
        number = sum(reading.claim.report == report for reading in self.readings) + 1
        quote = self.quote(report, words)
        claim = Claim(
            id=f"{report}#c{number}",
            report=report,
            kind=str(more.pop("kind", "harm")),
            quote=quote,
            passage=self.sentence(report, quote),
            extractor="test/en@1",
            place=self.quote(report, at) if at else None,
            **more,  # type: ignore[arg-type]
        )
        self.readings.append(
            Reading(
                claim=claim,
                place=self.located(report, at) if at else None,
                time=None if day is None else TimeWindow(start=day, end=day, precision=1, rule="weekday"),
            )
        )
        return claim.id

    def located(self, report: str, name: str, *, kind: str = "populated") -> PlaceReading:
        quote = self.quote(report, name)
        if name not in PLACES:
            return PlaceReading(quote=quote, name=name, precision=6)
        return PlaceReading(quote=quote, name=name, precision=PLACES[name][2], place=place(name, kind=kind))


def tally(outcome: str, group: str, low: int, best: int | None, high: int | None, *claims: str) -> Tally:
    return Tally(
        outcome=outcome,
        group=group,
        low=Bound(value=low, claims=claims),
        best=None if best is None else Bound(value=best, claims=claims[:1]),
        high=Bound(value=high, claims=() if high is None else claims),
    )


def exactly(number: int) -> Count:
    return Count.exactly(number)


def sample() -> Publication:
    """Four reports: five towns that add up, one conflict, a denial, a running total, a camp, and a rising toll."""
    desk = Desk()
    desk.report(
        "morning", MORNING, "22 killed in air strikes on five towns", "Ardan News", dt.date(2031, 5, 14)
    )
    desk.report("wire", WIRE, "Strikes kill 22, rescuers say", "Delta Wire", dt.date(2031, 5, 14))
    desk.report("camp", CAMP, "Shells hit camp near Zaytun", "Ardan News", dt.date(2031, 5, 13))
    desk.report("toll", TOLL, "Bus station bomb: toll rises", "Coast Herald", dt.date(2031, 5, 16))
    records = (*_strikes(desk), *_shelling(desk), _bomb(desk))
    desk.claim(
        "morning", "More than 1,000 civilians have been killed", outcome="killed", count=Count(low=1000, best=1000),
        count_worded="More than 1,000", group=Group(status="civilian", worded="civilians"), scope="cumulative",
        since=desk.quote("morning", "since February"), origin=(Origin(kind="un", name="United Nations"),),
    )  # fmt: skip
    desk.claim(
        "wire", "denied that it had struck any of the towns", kind="context", polarity="denied", action="denied",
        parties=(Party(name="The army", role="attacker"),), origin=(Origin(kind="military", name="The army"),),
    )  # fmt: skip
    return Publication(
        title="Qamar register (invented)",
        made_at=MADE_AT,
        reports=tuple(desk.reports.values()),
        readings=tuple(desk.readings),
        records=records,
    )


def _strikes(desk: Desk) -> tuple[Record, ...]:
    tuesday = dt.date(2031, 5, 13)
    day = TimeWindow(
        start=tuesday, end=tuesday, precision=1, rule="weekday", quote=desk.quote("morning", "Tuesday"),
        clock=Clock(local="07:00", utc="04:00", offset="+03:00"),
    )  # fmt: skip
    corps = Origin(
        kind="rescue_service",
        name="Karim Doss",
        organisation="Rescue Corps",
        quote=desk.quote("morning", "Karim Doss"),
    )
    ardan, delta = Origin(kind="media", name="Ardan News"), Origin(kind="media", name="Delta Wire")
    resident = Origin(kind="witness", name="Salma Haddad", quote=desk.quote("morning", "Salma Haddad"))
    forces = Perpetrator(name="government forces", quote=desk.quote("morning", "government forces"))
    videos = Evidence(
        kind="video",
        verification="verified by Ardan News",
        by="Ardan News",
        quote=desk.quote("morning", "Videos"),
    )
    people, common = (
        Group(worded="people"),
        {"day": tuesday, "method": "air_strike", "origin": (ardan, corps)},
    )
    total = desk.claim(
        "morning", "At least 22 people were killed", at="Qamar", outcome="killed", count=Count(low=22, best=22),
        count_worded="At least 22", group=people, perpetrators=(forces,), evidence=(videos,), **common,
    )  # fmt: skip
    wounded = desk.claim(
        "morning", "dozens wounded", at="Qamar", outcome="injured", count=Count(low=24, high=99),
        count_worded="dozens", **common,
    )  # fmt: skip
    towns = [
        ("Nine people were killed in Tell Sarin", "Tell Sarin", 9, "Nine"),
        ("six were killed in Bidar", "Bidar", 6, "six"),
        ("five others were killed in Maaran", "Maaran", 5, "five others"),
        ("One person was killed in Kanays", "Kanays", 1, "One"),
        ("another in Shamsa", "Shamsa", 1, "another"),
    ]
    parts = [
        desk.claim(
            "morning", words, at=town, outcome="killed", count=exactly(number), count_worded=worded, group=people,
            part_of=total, relation="part", target="market" if town == "Maaran" else None, **common,
        )
        for words, town, number, worded in towns
    ]  # fmt: skip
    children = desk.claim(
        "morning", "three children", outcome="killed", count=exactly(3), count_worded="three", day=tuesday,
        group=Group(age="child", worded="children"), part_of=parts[1], relation="among", origin=(ardan, corps),
    )  # fmt: skip
    omar = Victim(
        outcome="killed", name="Omar Haddad", age=31, age_group="adult", sex="man", relation="brother of Salma Haddad",
        quote=desk.quote("morning", "Omar Haddad"),
    )  # fmt: skip
    brother = desk.claim(
        "morning", "My brother Omar Haddad was standing at the door", outcome="killed", at="Bidar", day=tuesday,
        part_of=parts[1], relation="among", origin=(ardan, resident), victims=(omar,),
    )  # fmt: skip
    again = desk.claim(
        "wire", "killed 22 people in five towns", at="Qamar", day=tuesday, outcome="killed", count=exactly(22),
        count_worded="22", group=people, method="air_strike", origin=(delta, Origin(kind="rescue_service", organisation="Rescue Corps")),
    )  # fmt: skip
    none = desk.claim(
        "wire", "no civilians were killed", day=tuesday, outcome="killed", count=exactly(0), count_worded="no",
        group=Group(status="civilian", worded="civilians"), origin=(delta, Origin(kind="military", name="The army")),
        polarity="denied",
    )  # fmt: skip
    doctor = desk.claim(
        "wire", "counted eight bodies", at="Bidar", day=tuesday, outcome="killed", count=exactly(8),
        count_worded="eight", origin=(delta, Origin(kind="witness", name="A doctor at the hospital in Bidar")),
    )  # fmt: skip
    lead = Incident(
        id="i1", lead=True, date=day, place=desk.located("morning", "Qamar"), method="air_strike",
        claims=(total, wounded, *parts, children, brother, again, none, doctor), reports=("morning", "wire"),
        perpetrators=(forces,),
    )  # fmt: skip
    whole = Record(
        incident=lead,
        tallies=(
            tally("killed", "all", 22, 22, 24, total, *parts, again, doctor),
            tally("killed", "child", 3, 3, None, children),
            tally("killed", "woman", 1, None, None, children),
            tally("injured", "all", 24, None, 99, wounded),
        ),
        sums=(
            SumCheck(
                outcome="killed", group="all", total=total, parts=tuple(parts), agrees=True,
                words="9 + 6 + 5 + 1 + 1 = 22, as claimed",
            ),
        ),
        conflicts=(
            Conflict(
                outcome="killed", group="civilian", claims=(total, none),
                words="The Rescue Corps says at least 22 people were killed; the army says no civilians were.",
            ),
        ),
        roots=(
            Root(origin=corps, claims=(total, wounded, *parts, children, again), reports=("morning", "wire")),
            Root(origin=resident, claims=(brother,), reports=("morning",)),
            Root(origin=Origin(kind="military", name="The army"), claims=(none,), reports=("wire",)),
            Root(origin=Origin(kind="witness", name="A doctor at the hospital in Bidar"), claims=(doctor,), reports=("wire",)),
        ),
        grade="fair",
        grade_why="two independent origins, one of them on the spot; denied by the army",
    )  # fmt: skip
    towns_records = [
        Record(
            incident=Incident(
                id=f"i1.{number}", part_of="i1", date=day, place=desk.located("morning", town), method="air_strike",
                claims=(claim, *((children, brother, doctor) if town == "Bidar" else ())), reports=("morning",) if town != "Bidar" else ("morning", "wire"),
                target="market" if town == "Maaran" else None, victims=(omar,) if town == "Bidar" else (),
            ),
            tallies=(
                tally("killed", "all", 6, 6, 8, claim, doctor) if town == "Bidar" else tally("killed", "all", count, count, count, claim),
            ),
            conflicts=(
                Conflict(outcome="killed", group="all", claims=(claim, doctor), words="The Rescue Corps says six; a doctor counted eight."),
            ) if town == "Bidar" else (),
            roots=(Root(origin=corps, claims=(claim,), reports=("morning",)),),
        )
        for number, ((_, town, count, _), claim) in enumerate(zip(towns, parts, strict=True), start=1)
    ]  # fmt: skip
    return (whole, *towns_records)


def _shelling(desk: Desk) -> tuple[Record, ...]:
    monday = dt.date(2031, 5, 12)
    residents = Origin(kind="witness", name="camp residents")
    hurt = desk.claim(
        "camp", "three people were injured", at="Amal camp", day=monday, outcome="injured", count=exactly(3),
        count_worded="three", method="shelling", target="camp", origin=(residents,),
    )  # fmt: skip
    burnt = desk.claim(
        "camp", "A shelter for displaced families was burnt down", at="Zaytun", day=monday, outcome="homes_destroyed",
        count=exactly(1), count_worded="A", target="shelter", origin=(residents,),
    )  # fmt: skip
    nobody = desk.claim(
        "camp", "Nobody was killed", day=monday, outcome="killed", count=exactly(0), count_worded="Nobody",
        origin=(Origin(kind="ngo", name="Red Crescent"),),
    )  # fmt: skip
    window = TimeWindow(start=monday, end=monday, precision=1, rule="weekday")
    return (
        Record(
            incident=Incident(
                id="i2", claims=(hurt, nobody), reports=("camp",), lead=True, date=window, method="shelling",
                target="camp", place=desk.located("camp", "Amal camp", kind="camp"),
            ),
            tallies=(tally("killed", "all", 0, 0, 0, nobody), tally("injured", "all", 3, 3, 3, hurt)),
            roots=(Root(origin=residents, claims=(hurt,), reports=("camp",)),),
        ),
        Record(
            incident=Incident(
                id="i3", claims=(burnt,), reports=("camp",), date=window, target="shelter",
                place=desk.located("camp", "Zaytun"),
            ),
            tallies=(tally("homes_destroyed", "all", 1, 1, 1, burnt),),
        ),
    )  # fmt: skip


def _bomb(desk: Desk) -> Record:
    thursday = dt.date(2031, 5, 15)
    ministry, police = (
        Origin(kind="health_authority", name="the health ministry"),
        Origin(kind="police", name="Police"),
    )
    common = {"at": "Port Nadir", "day": thursday, "outcome": "killed", "method": "remote_explosive"}
    late = desk.claim(
        "toll", "rose to 31", count=exactly(31), count_worded="31", origin=(ministry,), **common
    )
    early = desk.claim(
        "toll", "27 a day earlier", count=exactly(27), count_worded="27", origin=(ministry,), **common
    )
    children = desk.claim(
        "toll", "At least four of the dead were children", count=Count(low=4, best=4), count_worded="At least four",
        group=Group(age="child", worded="children"), part_of=late, relation="among", origin=(ministry,), **common,
    )  # fmt: skip
    lower = desk.claim(
        "toll", "gave the toll as 24", count=exactly(24), count_worded="24", origin=(police,), **common
    )
    return Record(
        incident=Incident(
            id="i4", claims=(late, early, children, lower), reports=("toll",), lead=True, method="remote_explosive",
            date=TimeWindow(start=thursday, end=dt.date(2031, 5, 17), precision=2, rule="relative"),
            place=desk.located("toll", "Port Nadir"),
        ),
        tallies=(tally("killed", "all", 24, 31, 31, late, lower), tally("killed", "child", 4, 4, None, children)),
        conflicts=(
            Conflict(
                outcome="killed", group="all", claims=(late, lower),
                words="The health ministry says 31 were killed, the police 24.",
            ),
        ),
        roots=(
            Root(origin=ministry, claims=(late, early, children), reports=("toll",)),
            Root(origin=police, claims=(lower,), reports=("toll",)),
        ),
    )  # fmt: skip


METHODS = ("air_strike", "shelling", "drone_strike", "shooting", "remote_explosive", "armed_clash", None)
TARGETS = ("market", "home", "school", "road", "health_facility", None, None)
TOWNS = (
    "Ashar",
    "Belen",
    "Corva",
    "Damil",
    "Ester",
    "Fanar",
    "Galim",
    "Hesna",
    "Ismer",
    "Jabal",
    "Kufra",
    "Lamas",
)


def many(incidents: int, *, seed: int = 7) -> Publication:
    """The sample with ``incidents`` more, each told by one report, spread over two years and a wide country."""
    chance = random.Random(seed)
    base = sample()
    desk = Desk()
    records = []
    for number in range(incidents):
        town = f"{chance.choice(TOWNS)} {chance.choice('ABCDEFGH')}{chance.randrange(20)}"
        killed, hurt = chance.choice([0, 1, 1, 2, 2, 3, 4, 5, 7, 9, 14]), chance.randrange(0, 12)
        day = dt.date(2029, 6, 1) + dt.timedelta(days=chance.randrange(700))
        name, method, target = f"m{number}", chance.choice(METHODS), chance.choice(TARGETS)
        text = f"At least {killed} people were killed and {hurt} were injured in {town} on {day:%A}, officials said."
        desk.report(
            name, text, f"Attack in {town}", chance.choice(["Ardan News", "Delta Wire", "Coast Herald"]), day
        )
        official = Origin(kind="official", name="officials")
        spot = Place(
            id=f"m:{town}", name=town, lat=round(chance.uniform(32.6, 37.2), 3), lon=round(chance.uniform(36, 42), 3),
            kind="populated", country="SY", admin=("North",),
        )  # fmt: skip
        reading = PlaceReading(
            quote=desk.quote(name, town), name=town, precision=chance.choice([1, 1, 1, 2, 3, 4]), place=spot
        )
        dead = desk.claim(
            name, f"At least {killed} people were killed", outcome="killed", count=Count(low=killed, best=killed),
            count_worded=f"At least {killed}", group=Group(worded="people"), origin=(official,), method=method, target=target,
        )  # fmt: skip
        wounded = desk.claim(
            name,
            f"{hurt} were injured",
            outcome="injured",
            count=exactly(hurt),
            count_worded=str(hurt),
            origin=(official,),
        )
        desk.readings[-2] = replace(desk.readings[-2], place=reading)
        records.append(
            Record(
                incident=Incident(
                    id=f"m{number}#i1", claims=(dead, wounded), reports=(name,), lead=True, method=method, target=target,
                    date=TimeWindow(start=day, end=day, precision=1, rule="weekday"), place=reading,
                ),
                tallies=(tally("killed", "all", killed, killed, None, dead), tally("injured", "all", hurt, hurt, hurt, wounded)),
                roots=(Root(origin=official, claims=(dead, wounded), reports=(name,)),),
            )
        )  # fmt: skip
    return replace(
        base,
        reports=(*base.reports, *desk.reports.values()),
        readings=(*base.readings, *desk.readings),
        records=(*base.records, *records),
    )


HOSTILE = "<script>alert(1)</script> </SCRIPT> <img src=x onerror=alert(1)> \"quoted\" 'single' & {{ 7*7 }} __proto__"


def hostile() -> Publication:
    """A publication in which every string that a report, a title or a source can carry is an attack."""
    desk = Desk()
    text = f"{HOSTILE} 3 people were killed. {HOSTILE}"
    day = dt.date(2031, 1, 1)
    report = desk.report("r", text, HOSTILE, HOSTILE, day, url="javascript:alert(1)")
    quote = desk.quote("r", "3 people were killed")
    claim = Claim(
        id=f"r#{HOSTILE}", report="r", kind="harm", quote=quote, passage=replace(quote, start=0, end=len(text), text=text),
        extractor=HOSTILE, outcome="killed", count=Count.exactly(3), count_worded=HOSTILE, origin=(Origin(kind="media", name=HOSTILE),),
    )  # fmt: skip
    place = replace(desk.located("r", "people"), name=HOSTILE)
    incident = Incident(
        id=HOSTILE,
        claims=(claim.id,),
        reports=("r",),
        place=place,
        date=TimeWindow(start=day, end=day, precision=1, rule="x"),
    )
    return Publication(
        title=HOSTILE, made_at=MADE_AT, reports=(report,), readings=(Reading(claim=claim, place=place),),
        records=(Record(incident=incident, tallies=(), grade_why=HOSTILE, grade="weak"),), gazetteer_credit=HOSTILE,
    )  # fmt: skip
