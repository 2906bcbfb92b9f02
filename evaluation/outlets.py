"""Outlets that copy each other: 200 generated reports on 40 invented incidents, with what is true of each.

``python -m evaluation.outlets`` writes them into a temporary folder, runs ``daftar run`` over them and compares every
record: how many independent roots it has, how many stand behind each number, and who has it from whom. All of it is
generated from the templates below by a seed; the towns are real, so that they are found, and nothing else is. Every report
says so in its last line.

Eight situations, five incidents each, five reports an incident:

- *wire*: a wire story quoting one spokesman, printed by others with and without credit, with another lead, and quoted;
- *scene*: a wire story, its copy, and an outlet whose own reporter counted; one outlet repeats that one;
- *hospital*: a spokesman and a doctor with two numbers, each repeated by another outlet, and one that mixes the two;
- *correction*: a spokesman who corrects himself the next day, with copies of both versions;
- *residents*: unnamed residents in two outlets, who may be the same, beside a spokesman;
- *unsaid*: two outlets that do not say whom they have it from, which may be the same;
- *reporters*: two outlets with reporters of their own, and copies of both;
- *translation*: a story that another outlet translates, a third prints again and a fourth has a passage of.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from daftar.model.origins import fold

DAFTAR = Path(sys.executable).with_name("daftar")
SITUATIONS = ("wire", "scene", "hospital", "correction", "residents", "unsaid", "reporters", "translation")
EACH = 5
FIRST_DAY = dt.date(2031, 3, 3)
MARK = "Generated report for tests of Daftar; the events are invented."
OUTLETS = (
    "Northern Courier",
    "Orient Ledger",
    "Radio Nahr",
    "Delta Post",
    "Harbour Times",
    "Lowland Star",
    "Mesa Tribune",
)
WIRE = "Example Wire"
TOWNS = (
    "Saraqib", "Binnish", "Hama", "Raqqa", "Manbij", "Palmyra", "Baqubah", "Samarra", "Fallujah", "Ramadi", "Tikrit", "Mosul",
    "Kirkuk", "Najaf", "Karbala", "Taiz", "Hodeidah", "Marib", "Misrata", "Sirte", "Benghazi", "Derna", "Kutum", "Zalingei",
    "Nyala", "Kandahar", "Kunduz", "Jalalabad", "Ghazni", "Herat", "Maiduguri", "Gao", "Timbuktu", "Mopti", "Kidal", "Baidoa",
    "Kismayo", "Beledweyne", "Goma", "Bunia",
)  # fmt: skip
#: An attack as four desks put it, what it hit, and what stood there.
EVENTS = (
    (("an air strike hit a market", "warplanes bombed the vegetable market", "a missile fell on a crowded market", "jets struck the market"), "the market", "stalls"),
    (("shells fell on a bakery", "artillery hit the queue at a bakery", "the bakery was shelled", "mortar shells struck the bakery"), "the bakery", "ovens"),
    (("a car bomb exploded outside a bus station", "a booby-trapped car blew up at the bus station", "a car bomb tore through the bus station", "a vehicle packed with explosives went off by the buses"), "the bus station", "buses"),
    (("gunmen opened fire in a mosque", "men with rifles shot at worshippers in the mosque", "attackers stormed a mosque and shot at people", "armed men attacked the mosque"), "the mosque", "carpets"),
    (("a drone strike hit a school", "a drone fired a missile at a school", "the school was struck by a drone", "an armed drone attacked a school"), "the school", "classrooms"),
)  # fmt: skip
SPOKESMEN = (
    ("Karim Aziz, a spokesman for the Civil Defence", "the Civil Defence", "Aziz"),
    ("Nadia Sabbagh, a spokeswoman for the health ministry", "the health ministry", "Sabbagh"),
    ("Captain Omar Saleh of the Provincial Police", "the Provincial Police", "Saleh"),
    ("Samir Khoury, a spokesman for the Red Crescent", "the Red Crescent", "Khoury"),
)
DOCTORS = ("Lina Haddad", "Yusuf Barakat", "Mariam Daher", "Tariq Mansour", "Huda Nasser")
DETAILS = (
    "Windows broke in the streets around {it} and a column of smoke stood over the roofs until the evening.",
    "Shopkeepers carried water from the well, since the mains had been cut by the blast near {it}.",
    "A teacher from the street behind {it} said he had sent his pupils home an hour before.",
    "The road to {town} was closed, and lorries waited in a long line at the bridge.",
    "Shoes and schoolbags lay between {it} and the gate, where a fire had been put out.",
    "The power failed in half of {town}, and neighbours searched with the lamps of their telephones.",
    "By nightfall diggers had come from two villages to clear what was left of {it}.",
    "It was the first attack of this kind in {town} since a truce was agreed in the autumn.",
    "Boys on bicycles brought bread and tea to those who were still digging at {it}.",
    "The call to prayer was heard over loudspeakers while ambulances went to and fro through {town}.",
)
LEADS = (
    "It began as an ordinary morning in {town}, and it ended in a way that nobody there will forget.",
    "Another town has joined the long list of places where people went out for bread and did not come home.",
    "For the second time this spring {town} is in the news, and again for a bad reason.",
    "In {town} they had hoped that the worst was over.",
)
WORDS = (
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "eleven",
    "twelve",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
)
NUMBERS = dict(zip(WORDS, (5, 6, 7, 8, 9, 11, 12, 14, 15, 16, 17, 18), strict=True))


@dataclass(slots=True, kw_only=True)
class Truth:
    """What is so of one incident: its reports, its roots, the roots of each number killed, and who has it from whom."""

    situation: str
    reports: list[str] = field(default_factory=list)
    roots: set[str] = field(default_factory=set)
    numbers: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    edges: set[tuple[str, str]] = field(default_factory=set)

    def tells(self, number: str, root: str) -> None:
        """Note that ``root`` is a root, and of this number (a word)."""
        self.roots.add(root)
        self.numbers[NUMBERS[number]].add(root)


class Desk:
    """Writes the reports of one incident, and keeps what is true of them."""

    def __init__(self, number: int, chance: random.Random, rows: list[dict[str, Any]]) -> None:
        self.chance, self.rows, self.number = chance, rows, number
        self.situation = SITUATIONS[number % len(SITUATIONS)]
        self.town = TOWNS[number % len(TOWNS)]
        self.day = FIRST_DAY + dt.timedelta(days=9 * number)
        self.happened, self.it, self.spot = EVENTS[number // len(SITUATIONS) % len(EVENTS)]
        self.used: list[str] = []
        self.full, self.body, self.short = chance.choice(SPOKESMEN)
        self.doctor = chance.choice(DOCTORS)
        self.killed, self.other = chance.sample(WORDS[(at := chance.randrange(len(WORDS) - 2)) : at + 3], 2)
        self.outlets = chance.sample(OUTLETS, 6)
        self.details = [d.format(it=self.it, town=self.town) for d in chance.sample(DETAILS, len(DETAILS))]
        self.truth = Truth(situation=self.situation)

    def file(self, outlet: str, paragraphs: list[str], *, later: int = 0, has_from: str | None = None) -> str:
        """Keep a report; its id."""
        name = f"g{self.number:02d}-{len(self.truth.reports) + 1}"
        text = "\n\n".join([*paragraphs, MARK])
        published = self.day + dt.timedelta(days=later)
        self.rows.append({"id": name, "text": text, "published": published.isoformat(), "publisher": outlet})
        self.truth.reports.append(name)
        if has_from is not None:
            self.truth.edges.add((name, has_from))
        return name

    @property
    def weekday(self) -> str:
        return self.day.strftime("%A")

    def lead(self, killed: str, said: str) -> str:
        """A lead sentence in words of its own: each call in other words than the wire's and the calls before."""
        number, town, day = killed.capitalize(), self.town, self.weekday
        happened = self.happened[len(self.used) % 3 + 1]
        told = (
            f"{said[0].upper()}{said[1:]} said {killed} people were killed in {town} on {day} when {happened}.",
            f"{number} people died in {town} as {happened} on {day}, according to {said}.",
            f"In {town}, {happened} on {day}, and {killed} people were killed, {said} said.",
        )[len(self.used) % 3]
        self.used.append(told)
        return told

    def flat(self, way: int) -> str:
        """The number without anybody who says it."""
        if way:
            return f"On {self.weekday} {self.happened[3]} in {self.town}. {self.killed.capitalize()} people were killed."
        return f"{self.killed.capitalize()} people were killed in {self.town} when {self.happened[2]} on {self.weekday}."

    def reported(self, outlet: str) -> str:
        """The number as another outlet is said to have it."""
        return f"{outlet} reported {self.killed} people killed on {self.weekday} in {self.town}, where {self.happened[0]}."

    def wire_story(self, details: list[str] | None = None) -> list[str]:
        """What the wire sends: a spokesman's number and his words."""
        dateline = f"{self.town.upper()}, {self.day.strftime('%b')} {self.day.day} ({WIRE}) - "
        return [
            dateline
            + f"{self.killed.capitalize()} people were killed on {self.weekday} when {self.happened[0]} in {self.town}, "
            f"{self.body} said.",
            f'"We came as soon as the road was open, and the {self.spot} were still burning," {self.short} told {WIRE}.',
            f"{self.full}, said the search had gone on all night and would go on.",
            " ".join(details or self.details[:3]),
        ]

    def relaid(self, story: list[str]) -> list[str]:
        """A story with another lead before it and a paragraph dropped."""
        return [self.chance.choice(LEADS).format(town=self.town), *story[:2], story[3]]


def _wire(desk: Desk) -> None:
    story = desk.wire_story()
    a, b, c, d, *_ = desk.outlets
    first = desk.file(WIRE, story)
    desk.file(a, story, has_from=first)
    uncredited = [p.replace(f" ({WIRE})", "").replace(f"told {WIRE}", "said") for p in desk.relaid(story)]
    desk.file(b, uncredited, later=1, has_from=first)
    desk.file(c, [desk.lead(desk.killed, desk.body), " ".join(desk.details[5:7])])
    desk.file(d, [desk.reported(WIRE), " ".join(desk.details[7:9])], has_from=first)
    desk.truth.tells(desk.killed, desk.body)


def _scene(desk: Desk) -> None:
    story = desk.wire_story()
    a, b, c, d, *_ = desk.outlets
    first = desk.file(WIRE, story)
    desk.file(a, story, has_from=first)
    own = [desk.lead(desk.killed, f"a {b} reporter at the scene"), " ".join(desk.details[4:7])]
    scene = desk.file(b, own)
    desk.file(c, [desk.reported(b), desk.details[8]], later=1, has_from=scene)
    desk.file(d, [desk.lead(desk.killed, desk.body), desk.details[9]])
    desk.truth.tells(desk.killed, desk.body)
    desk.truth.tells(desk.killed, b)


def _hospital(desk: Desk) -> None:
    story = desk.wire_story()
    a, b, c, d, *_ = desk.outlets
    first = desk.file(WIRE, story)
    doctor = f"{desk.doctor}, a doctor at the town's hospital,"
    lead = f"{doctor} told {a} that {desk.other} people were killed after {desk.happened[3]} in {desk.town} on {desk.weekday}."
    ward = desk.file(a, [lead, " ".join(desk.details[4:7])])
    desk.file(b, story, has_from=first)
    desk.file(c, [lead, desk.details[9], desk.details[8]], later=1, has_from=ward)
    both = [
        desk.lead(desk.killed, desk.body),
        f"But {doctor} put the death toll at {desk.other}.",
        desk.details[7],
    ]
    desk.file(d, both, later=1)
    desk.truth.tells(desk.killed, desk.body)
    desk.truth.tells(desk.other, desk.doctor)


def _correction(desk: Desk) -> None:
    story = desk.wire_story()
    a, b, c, *_ = desk.outlets
    first = desk.file(WIRE, story)
    desk.file(a, story, has_from=first)
    said = f"{desk.body[0].upper()}{desk.body[1:]}"
    corrected = [
        f"{desk.lead(desk.other, desk.body)} It had said {desk.killed} before.",
        f"{desk.full}, said that lists of two clinics had been added up wrongly.",
        " ".join(desk.details[6:9]),
        f"{said} apologised to the families.",
    ]
    second = desk.file(WIRE, corrected, later=1)
    desk.file(b, [*corrected, f"({WIRE})"], later=1, has_from=second)
    desk.file(c, [desk.lead(desk.other, desk.body), desk.details[9]], later=2)
    desk.truth.tells(desk.other, desk.body)
    desk.truth.tells(desk.killed, desk.body)


def _residents(desk: Desk) -> None:
    a, b, c, d, *_ = desk.outlets
    one = desk.lead(desk.killed, "residents")
    first = desk.file(a, [one, " ".join(desk.details[:3])])
    desk.file(b, [desk.lead(desk.killed, "residents of the quarter"), " ".join(desk.details[3:5])])
    story = desk.wire_story(desk.details[5:8])
    wire = desk.file(WIRE, story)
    desk.file(c, story, has_from=wire)
    again = [desk.chance.choice(LEADS).format(town=desk.town), one, " ".join(desk.details[:2])]
    desk.file(d, again, later=1, has_from=first)
    desk.truth.tells(desk.killed, desk.body)
    desk.truth.tells(desk.killed, "residents")


def _unsaid(desk: Desk) -> None:
    a, b, c, d, e, _ = desk.outlets
    one = [desk.flat(0), " ".join(desk.details[:3])]
    first = desk.file(a, one)
    second = desk.file(b, [desk.flat(1), " ".join(desk.details[4:7])])
    desk.file(c, [*one, desk.details[8]], later=1, has_from=first)
    desk.file(d, [desk.reported(b), desk.details[9]], later=1, has_from=second)
    desk.file(e, [*one, f"Originally published by {a}."], later=1, has_from=first)
    desk.truth.tells(desk.killed, a)


def _reporters(desk: Desk) -> None:
    a, b, c, d, e, _ = desk.outlets
    counted = "Our correspondent counted the dead in the yard of the clinic."
    one = [desk.flat(0), " ".join([counted, *desk.details[:3]])]
    first = desk.file(a, one)
    saw = f"A {b} photographer who was there saw the bodies."
    two = [desk.flat(1), " ".join([saw, *desk.details[3:6]])]
    second = desk.file(b, two)
    relaid = [desk.chance.choice(LEADS).format(town=desk.town), one[0], " ".join(desk.details[:2])]
    desk.file(c, relaid, later=1, has_from=first)
    desk.file(d, [*two, f"Reporting by {b}."], later=1, has_from=second)
    desk.file(e, [desk.reported(a), desk.details[8]], later=1, has_from=first)
    desk.truth.tells(desk.killed, a)
    desk.truth.tells(desk.killed, b)


def _translation(desk: Desk) -> None:
    story = desk.wire_story()
    a, b, c, d, *_ = desk.outlets
    first = desk.file(WIRE, story)
    other = [
        desk.flat(1),
        desk.details[8],
        f"Translated from Arabic. Originally published in Arabic by {WIRE}.",
    ]
    translated = desk.file(a, other, later=1, has_from=first)
    desk.file(b, [*other[:2], f"First published by {a}."], later=2, has_from=translated)
    taken = [story[0].partition(" - ")[2], story[1].replace(f"told {WIRE}", "said")]
    passage = [" ".join(desk.details[3:5]), *taken, " ".join(desk.details[5:8])]
    desk.file(c, passage, later=1, has_from=first)
    desk.file(d, [desk.lead(desk.killed, desk.full), desk.details[9]])
    desk.truth.tells(desk.killed, desk.body)


WRITE = {
    "wire": _wire, "scene": _scene, "hospital": _hospital, "correction": _correction, "residents": _residents,
    "unsaid": _unsaid, "reporters": _reporters, "translation": _translation,
}  # fmt: skip


def made(count: int = EACH * len(SITUATIONS), seed: int = 1) -> tuple[list[dict[str, Any]], list[Truth]]:
    """The rows of ``count`` incidents' reports as ``daftar run`` takes them, in an order drawn by the seed, and the truth."""
    chance = random.Random(seed)
    rows: list[dict[str, Any]] = []
    truths = []
    for number in range(count):
        desk = Desk(number, chance, rows)
        WRITE[desk.situation](desk)
        truths.append(desk.truth)
    chance.shuffle(rows)
    return rows, truths


def records_of(rows: list[dict[str, Any]], folder: Path) -> list[dict[str, Any]]:
    """What ``daftar run`` makes of ``rows``: the incidents of the store, as the record format."""
    given, store = folder / "outlets.jsonl", folder / "outlets.db"
    store.unlink(missing_ok=True)  # of an earlier run in a folder that is kept
    given.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    for command in (
        ("run", str(given)),
        ("incidents", "--format", "json", "-o", str(folder / "records.jsonl")),
    ):
        subprocess.run([DAFTAR, *command, "--store", str(store)], check=True, capture_output=True)
    return [json.loads(line) for line in (folder / "records.jsonl").read_text(encoding="utf-8").splitlines()]


def faults(truth: Truth, records: list[dict[str, Any]]) -> list[str]:
    """What is wrong with the record of one incident, in words; nothing where all is right."""
    mine = [r for r in records if set(r["reports"]) & set(truth.reports)]
    if len(mine) != 1 or set(mine[0]["reports"]) != set(truth.reports):
        return [f"{len(mine)} records for reports {truth.reports}: {[r['reports'] for r in mine]}"]
    (record,) = mine
    found = []
    named = [_names(o["origin"]) for o in record["origins"]]
    wanted = {fold(root) for root in truth.roots}
    if len(named) != len(wanted) or (truth.situation != "unsaid" and not all(n & wanted for n in named)):
        found.append(f"{len(named)} roots {named}, not {len(wanted)} {sorted(wanted)}")
    for end, ids in record["toll"].get("killed", {}).get("all", {}).get("roots", {}).items():
        value = record["toll"]["killed"]["all"][end]
        expected = truth.numbers.get(value)
        if value is not None and (expected is None or len(ids) != len(expected)):
            found.append(
                f"{end} {value}: {len(ids)} roots, not {'any' if expected is None else len(expected)}"
            )
    if truth.situation != "unsaid":
        unsure = [name for o in record["origins_unsure"] for name in _names(o["origin"])]
        allowed = "residents" if truth.situation == "residents" else None
        found += [f"unsure of {name}" for name in unsure if allowed is None or allowed not in name]
    edges = {(d["report"], d["source"]) for d in record["descents"] if d["source"] is not None}
    found += [f"{one} has it from {other}: not found" for one, other in sorted(truth.edges - edges)]
    found += [f"{one} has it from {other}: not so" for one, other in sorted(edges - truth.edges)]
    return found


def _names(origin: dict[str, Any]) -> set[str]:
    return {fold(name) for name in (origin["organisation"], origin["name"]) if name}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="keep reports and records here")
    options = parser.parse_args()
    rows, truths = made(seed=options.seed)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        records = records_of(rows, folder)
    wrong = 0
    for number, truth in enumerate(truths):
        for fault in faults(truth, records):
            print(f"incident {number} ({truth.situation}): {fault}")
            wrong += 1
    print(f"{len(rows)} reports on {len(truths)} incidents, {len(records)} records, {wrong} faults")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
