"""Invented attacks as they come: told by two, by eight who disagree, by twenty-five with one spokesman; no day, no place."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from retold_material import published_as_read

if TYPE_CHECKING:
    from daftar.publish.base import Publication

__all__ = ["MANY", "told"]

LONG = "The Very Long Established Evening Chronicle and Commercial Advertiser of the Northern Provinces"
MANY = (
    "Harbour Post", "Delta Wire", "Ardan News", "Coast Herald", "Radio Nahr", "شبكة أخبار الساحل", LONG, "Orient Ledger",
    "Field Relief", "Morning Star", "Northern Courier", "City Desk", "Valley Times", "River Gazette", "Sahel Today",
    "Crossroads Weekly", "Southern Mail", "The Lantern", "Ridge Radio", "Tell FM", "Border Bulletin", "Plains Dispatch",
    "חדשות הצפון", "Steppe Monitor", "Upland Courier",
)  # fmt: skip
_CLOSING = (
    "Smoke rose over the old quarter.",
    "Shops stayed shut the next day.",
    "Schools were closed in the town.",
    "Ambulances came from three towns.",
    "Power was out until evening.",
)
_DISPUTED = (
    ("Ardan News", "Shelling killed at least 9 people in Kafr Nabl on Wednesday, the Rescue Corps said."),
    ("Delta Wire", "Shelling killed 9 people in Kafr Nabl on Wednesday, the Rescue Corps said in a statement."),
    ("Coast Herald", "Shelling on Kafr Nabl killed 15 people on Wednesday, the health ministry said. Six were women."),
    ("Radio Nahr", "Shelling on Kafr Nabl killed 15 people on Wednesday, the health ministry said, Coast Herald reported."),
    ("Harbour Post", "Shelling in Kafr Nabl on Wednesday killed 12 people, said Lina Saleh, director of the town's hospital."),
    ("Orient Ledger", "Shelling in Kafr Nabl on Wednesday killed 12 people, the interior ministry said."),
    ("Field Relief", "Shelling in Kafr Nabl killed dozens of people on Wednesday, residents said."),
    ("Northern Courier", "The police said 7 people died when shells hit Kafr Nabl on Wednesday."),
)  # fmt: skip
_OTHERS = (
    ("two1", "Ardan News", 16, "A drone strike on a car killed 2 people in Hass on Thursday, the Rescue Corps said."),
    ("two2", "Delta Wire", 16, "Two people were killed by a drone strike on a car in Hass on Thursday, the police said."),
    ("noday", "Field Relief", 20, "Three people were killed by shelling in Morek, residents said, without saying when."),
    ("noplace", "Delta Wire", 20, "Five people were killed in a drone strike on Monday, officials said."),
    ("rtl", MANY[5], 20, "Six people were shot dead at a market in سراقب on Friday, police said."),
    ("open", "Ardan News", 21, "Hundreds of people were killed when shells hit a camp near Sarmada on Tuesday, aid workers said."),
    ("total", "Ardan News", 21, "More than 3,000 people have been killed in the province since January, the United Nations said."),
)  # fmt: skip


@cache
def told() -> Publication:
    """All of it as the program reads it, for the public."""
    spoken = [
        {
            "id": f"one{number}",
            "publisher": outlet,
            "published": f"2031-05-{12 + number // 12}",
            "title": f"Strike on a bakery kills 14 ({number})",
            "text": (
                "An air strike on a bakery in Saraqib killed 14 people and wounded 30 on Monday, Karim Doss, a spokesman for "
                f"the Rescue Corps, told reporters. {_CLOSING[number % 5]} The dead included four children, he said."
            ),
        }
        for number, outlet in enumerate(MANY)
    ]
    disputed = [
        {
            "id": f"eight{number}",
            "publisher": outlet,
            "published": f"2031-05-{14 + number // 3}",
            "text": text,
        }
        for number, (outlet, text) in enumerate(_DISPUTED)
    ]
    others = [
        {"id": name, "publisher": outlet, "published": f"2031-05-{day}", "text": text}
        for name, outlet, day, text in _OTHERS
    ]
    long = {"id": "long", "publisher": "Harbour Post", "published": "2031-05-20", "title": "L" * 200,
            "text": "Four people were killed on Sunday in an air strike on Taftanaz, the police said."}  # fmt: skip
    return published_as_read("Told", [*spoken, *disputed, *others, long])
