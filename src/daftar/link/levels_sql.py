"""The levels of ``levels.py`` once more, as SQL: for training, and for machines that are many.

Each comparison is a list of levels with the condition under which it holds where none before it does; ``unknown`` comes first,
``ELSE`` is what is left. Columns are those of ``features.Item``, ``_l`` for the one with the smaller key and ``_r`` for the other. A test
holds that both say the same of every pair. The few functions over lists that databases name differently stand in ``DIALECTS``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from daftar.link.levels import (
    ALIKE,
    BARE,
    CITY,
    ELSEWHERE,
    FRESH,
    GENERAL,
    HEADLINES,
    NAMES,
    PUBLISHED,
    SITES,
    SOON,
    THINGS,
    TOWN,
    UNKNOWN,
    WORDS,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["COLUMNS", "DIALECTS", "Dialect", "sql_levels"]

ELSE = "ELSE"
#: The columns that comparisons look at, and their kind: whole number, number, text, truth, list of texts, list of whole numbers.
COLUMNS: Mapping[str, str] = {
    "main": "bool",
    "published": "int",
    "first": "int",
    "last": "int",
    "day_precision": "int",
    "day_part": "text",
    "late": "bool",
    "denied": "bool",
    "answers": "bool",
    "place_id": "text",
    "place_name": "text",
    "place_sound": "text",
    "place_precision": "int",
    "spot": "bool",
    "population": "int",
    "lat": "float",
    "lon": "float",
    "reach": "float",
    "country": "text",
    "killed": "int",
    "killed_high": "int",
    "injured": "int",
    "injured_high": "int",
    "taken": "int",
    "taken_high": "int",
    "earlier": "texts",
    "method": "text",
    "target": "text",
    "perpetrators": "texts",
    "names": "texts",
    "ages": "ints",
    "words": "texts",
    "phrases": "texts",
    "things": "texts",
    "sites": "texts",
    "headline": "texts",
    "place_words": "texts",
    "told": "ints",
}


class Dialect(NamedTuple):
    """How a database names what it can do with lists."""

    length: str
    shared: str
    holds: str
    text: str

    def size(self, column: str) -> str:
        """How many there are in a list."""
        return self.length.format(a=column)

    def common(self, column: str) -> str:
        """How many there are in both lists of a column."""
        return self.length.format(a=self.shared.format(a=f"{column}_l", b=f"{column}_r"))

    def told(self, column: str) -> str:
        """The points of what is in both lists of a column of words, added up."""
        return self.points(self.shared.format(a=f"{column}_l", b=f"{column}_r"))

    def points(self, words: str) -> str:
        """The points of a list of words, added up.

        Each word begins with its points and has no other digit: each digit counts as often as it stands in all of them.
        """
        both = self.text.format(a=words)
        counted = (f"{d} * (length({both}) - length(replace({both}, '{d}', '')))" for d in range(1, 10))
        return f"({' + '.join(counted)})"

    def inside(self, some: str, others: str) -> str:
        """Whether a list that holds anything is all in another."""
        both = self.length.format(a=self.shared.format(a=some, b=others))
        return f"({self.size(some)} > 0 AND {both} = {self.size(some)})"

    def contains(self, column: str, value: str) -> str:
        """Whether a list holds a value."""
        return self.holds.format(a=column, b=value)


DIALECTS: Mapping[str, Dialect] = {
    "duckdb": Dialect(
        "len({a})",
        "list_intersect({a}, {b})",
        "list_contains({a}, {b})",
        "array_to_string({a}, ' ')",
    ),
    "spark": Dialect(
        "size({a})",
        "array_intersect({a}, {b})",
        "array_contains({a}, {b})",
        "concat_ws(' ', {a})",
    ),
}


def sql_levels(dialect: str) -> dict[str, list[tuple[str, str]]]:
    """For each comparison its levels with their conditions, in the order in which they are asked."""
    d = DIALECTS[dialect]
    return {
        "day": _DAY,
        "published": _published(),
        "place": _place(d),
        "lead": [
            ("denied", _denied(d)),
            ("both", "coalesce(main_l, false) AND coalesce(main_r, false)"),
            ("one", "coalesce(main_l, false) OR coalesce(main_r, false)"),
            ("neither", ELSE),
        ],
        **{outcome: _figures(outcome, d) for outcome in ("killed", "injured", "taken")},
        "method": _method(),
        "target": [
            (UNKNOWN, "target_l IS NULL OR target_r IS NULL"),
            ("same", "target_l = target_r"),
            ("differ", ELSE),
        ],
        "perpetrator": [
            (UNKNOWN, _either_empty("perpetrators", d)),
            ("same", f"{d.common('perpetrators')} > 0"),
            ("differ", ELSE),
        ],
        "people": _people(d),
        "names": _points("phrases", NAMES, d, bare=True),
        "words": _points("words", WORDS, d, bare=True),
        "things": _points("things", THINGS, d, bare=True),
        "sites": _points("sites", SITES, d, most="several"),
        "headline": _points("headline", HEADLINES, d, most="much"),
        "age": [
            (UNKNOWN, _either_empty("ages", d)),
            ("bare", f"{d.common('ages')} = 0 AND least({d.size('ages_l')}, {d.size('ages_r')}) = 1"),
            ("none", f"{d.common('ages')} = 0"),
            ("one", f"{d.common('ages')} = 1"),
            ("several", ELSE),
        ],
        "text": _text(d),
    }


_GAP = "(greatest(first_l, first_r) - least(last_l, last_r))"
_SURE = " AND ".join(
    f"(coalesce(day_precision_{side}, 5) = 1 AND (published_{side} IS NULL"
    f" OR published_{side} - last_{side} BETWEEN 0 AND {FRESH}) AND NOT coalesce(late_{side}, false))"
    for side in "lr"
)
_DATED = "first_l IS NOT NULL AND last_l IS NOT NULL AND first_r IS NOT NULL AND last_r IS NOT NULL"
_NIGHT = (
    "CASE WHEN last_l < first_r THEN coalesce(day_part_l = 'night', false) OR coalesce(day_part_r = 'dawn', false)"
    " ELSE coalesce(day_part_r = 'night', false) OR coalesce(day_part_l = 'dawn', false) END"
)
_DAY = [
    (UNKNOWN, f"NOT ({_DATED})"),
    ("same", f"{_GAP} <= 0 AND coalesce(day_precision_l, 5) = 1 AND coalesce(day_precision_r, 5) = 1"),
    ("overlap", f"{_GAP} <= 0 AND greatest(coalesce(day_precision_l, 5), coalesce(day_precision_r, 5)) <= 3"),
    ("loose", f"{_GAP} <= 0"),
    ("night", f"{_GAP} = 1 AND {_NIGHT}"),
    ("next", f"{_GAP} = 1"),
    ("week", f"{_SURE} AND {_GAP} <= 7"),
    ("apart", _SURE),
    ("week_late", f"{_GAP} <= 7"),
    ("apart_late", ELSE),
]
_SAME_ID = "coalesce(place_id_l = place_id_r, false)"
_SAME_NAME = (
    "(coalesce(place_name_l, '') = coalesce(place_name_r, '') OR (length(coalesce(place_name_l, '')) > 4"
    " AND coalesce(place_sound_l, '') = coalesce(place_sound_r, '')"
    " AND levenshtein(coalesce(place_name_l, ''), coalesce(place_name_r, ''))"
    " <= 0.4 * greatest(length(coalesce(place_name_l, '')), length(coalesce(place_name_r, '')))))"
)
_ONE_IN_OTHER = " OR ".join(
    f"instr(concat(' ', coalesce(place_name_{one}, ''), ' '), concat(' ', coalesce(place_name_{other}, ''), ' ')) > 0"
    for one, other in ("lr", "rl")
)
_NOWHERE = "(lat_l IS NULL OR lon_l IS NULL OR lat_r IS NULL OR lon_r IS NULL)"
# The haversine of features.kilometres.
_KM = (
    "(12742.0 * asin(least(1.0, sqrt(pow(sin(radians(lat_r - lat_l) / 2), 2)"
    " + cos(radians(lat_l)) * cos(radians(lat_r)) * pow(sin(radians(lon_r - lon_l) / 2), 2)))))"
)


def _published() -> list[tuple[str, str]]:
    apart = "abs(published_l - published_r)"
    after = (
        "CASE WHEN published_l > published_r THEN coalesce(late_l, false) ELSE coalesce(late_r, false) END"
    )
    late = [(f"{name}_late", f"{after} AND {apart} <= {most}") for most, name in PUBLISHED if most > SOON]
    the_day = f"{_DATED} AND ({dict(_DAY)['same']})"
    untold = "published_l IS NULL AND published_r IS NULL"
    return [
        (UNKNOWN, f"({untold}) OR ((published_l IS NULL OR published_r IS NULL) AND NOT ({the_day}))"),
        *((name, f"{apart} <= {most}") for most, name in PUBLISHED if most <= SOON),
        ("dated", the_day),
        *late,
        ("later_late", after),
        *((name, f"{apart} <= {most}") for most, name in PUBLISHED if most > SOON),
        ("later", ELSE),
    ]


def _points(
    column: str, bands: tuple[tuple[int, str], ...], d: Dialect, *, bare: bool = False, most: str = "most"
) -> list[tuple[str, str]]:
    told = d.told(column)
    fewer = f"least({d.points(f'{column}_l')}, {d.points(f'{column}_r')})"
    return [
        (UNKNOWN, _either_empty(column, d)),
        *([("bare", f"{told} = 0 AND {fewer} < {BARE}")] if bare else []),
        ("none", f"{told} = 0"),
        *((name, f"{told} <= {up_to}") for up_to, name in bands),
        (most, ELSE),
    ]


def _denied(d: Dialect) -> str:
    """Of one place and day, and one of the two begins by denying it."""
    one = "coalesce(answers_l, false) <> coalesce(answers_r, false)"
    when = f"({_DATED} AND {dict(_DAY)['overlap']})"
    how = " OR ".join(
        f"({condition})" for level, condition in _method() if level in {UNKNOWN, "same", "covered", "alike"}
    )
    unsure = f"({dict(_place(d))[UNKNOWN]})"
    far, area = (f"({dict(_place(d))[level]})" for level in ("far", "same_area"))
    where = f"NOT {unsure} AND NOT {far} AND NOT {area} AND ({_SAME_ID} OR {_SAME_NAME})"
    return f"{one} AND {when} AND ({how}) AND {where}"


def _place(d: Dialect) -> list[tuple[str, str]]:
    abroad = "coalesce(country_l <> '' AND country_r <> '' AND country_l <> country_r, false)"
    away = f"{_KM} > coalesce(reach_l, 0.0) + coalesce(reach_r, 0.0)"
    far = f"NOT {_SAME_ID} AND NOT {_NOWHERE} AND ({abroad} OR {away})"
    named = f"{d.inside('place_words_l', 'words_r')} OR {d.inside('place_words_r', 'words_l')}"
    one = f"({_SAME_ID} OR {_SAME_NAME})"
    area = " OR ".join(
        f"(place_id_{side} IS NOT NULL AND coalesce(place_precision_{side}, 1) >= 3)" for side in "lr"
    )
    people = "greatest(coalesce(population_l, 0), coalesce(population_r, 0))"
    spots = "coalesce(spot_l, false) AND coalesce(spot_r, false)"
    unlisted = "(place_id_l IS NULL AND place_id_r IS NULL)"
    roughest = "greatest(coalesce(place_precision_l, 1), coalesce(place_precision_r, 1))"
    unnamed = "place_name_l IS NULL OR place_name_r IS NULL"
    return [
        (UNKNOWN, f"{unnamed} OR ({_NOWHERE} AND NOT {one})"),
        ("named", f"{far} AND ({named})"),
        ("far", far),
        ("same_area", f"{one} AND ({area})"),
        ("same_town", f"{one} AND {people} <= {TOWN}"),
        ("same_city", f"{one} AND {people} <= {CITY}"),
        ("same_metropolis", one),
        ("unlisted", f"{spots} AND {unlisted} AND NOT ({_ONE_IN_OTHER})"),
        ("near", f"{spots} AND NOT {unlisted} AND {roughest} = 2"),
        ("neighbours", spots),
        ("inside", ELSE),
    ]


def _elsewhere(d: Dialect) -> str:
    """Whether the places are far apart, or of different names that no gazetteer knows."""
    before: list[str] = []
    found = []
    for level, condition in _place(d):
        if level in ELSEWHERE:
            found.append(" AND ".join([f"({condition})", *(f"NOT ({other})" for other in before)]))
        if condition != ELSE:
            before.append(condition)
    return "coalesce(" + " OR ".join(f"({one})" for one in found) + ", false)"


def _figures(outcome: str, d: Dialect) -> list[tuple[str, str]]:
    a, b = f"{outcome}_l", f"{outcome}_r"
    high, low = f"greatest({a}, {b})", f"least({a}, {b})"
    same = f"{a} = {b} AND coalesce({outcome}_high_l, -1) = coalesce({outcome}_high_r, -1)"
    told = [
        d.contains("earlier_l", f"concat('{outcome} ', cast({b} AS string))"),
        d.contains("earlier_r", f"concat('{outcome} ', cast({a} AS string))"),
    ]
    marked = {
        (side, word): d.contains(f"earlier_{side}", f"'{outcome} {word}'")
        for side in "lr"
        for word in ("some", "risen")
    }
    other = (
        d.contains("earlier_l", f"concat('{outcome} another ', cast({b} AS string))"),
        d.contains("earlier_r", f"concat('{outcome} another ', cast({a} AS string))"),
    )
    another = f"{a} <> {b} AND ({' OR '.join(other)})"
    some = f"({a} < {b} AND {marked['l', 'some']}) OR ({b} < {a} AND {marked['r', 'some']})"
    after = {
        "l": "coalesce(published_l >= published_r, false)",
        "r": "coalesce(published_r >= published_l, false)",
    }
    risen = (
        f"({a} > {b} AND {marked['l', 'risen']} AND {after['l']})"
        f" OR ({b} > {a} AND {marked['r', 'risen']} AND {after['r']})"
    )
    held = f"({a} < {b} AND {outcome}_high_l >= {b}) OR ({b} < {a} AND {outcome}_high_r >= {a})"
    near = f"coalesce({held}, false) OR {risen}"
    open_end = (
        f"({a} < {b} AND {b} <= 2 * {a} AND {outcome}_high_l IS NULL)"
        f" OR ({b} < {a} AND {a} <= 2 * {b} AND {outcome}_high_r IS NULL)"
    )
    return [
        (UNKNOWN, f"{a} IS NULL OR {b} IS NULL OR {some}"),
        ("earlier", " OR ".join(told)),
        ("same_one", f"{same} AND {a} <= 1"),
        ("same_two", f"{same} AND {a} = 2"),
        ("same", same),
        (
            "differ",
            f"({another}) OR ({high} > 3 * greatest({low}, 1) AND {high} - {low} > 4 AND NOT ({near}))",
        ),
        ("close", f"{near} OR {high} - {low} <= greatest(2, {high} / 4.0) OR ({open_end})"),
        ("apart", ELSE),
    ]


def _listed(methods: Iterable[str]) -> str:
    return ", ".join(f"'{method}'" for method in sorted(methods))


def _method() -> list[tuple[str, str]]:
    kinds = [_listed(some) for some in ALIKE]
    alike = " OR ".join(f"(method_l IN ({some}) AND method_r IN ({some}))" for some in kinds)
    covered = " OR ".join(
        f"(method_{one} = '{word}' AND method_{other} IN ({_listed(some)}))"
        for word, some in GENERAL.items()
        for one, other in ("lr", "rl")
    )
    return [
        (UNKNOWN, "method_l IS NULL OR method_r IS NULL"),
        ("same", "method_l = method_r"),
        ("covered", covered),
        ("alike", alike),
        ("differ", ELSE),
    ]


def _people(d: Dialect) -> list[tuple[str, str]]:
    shared = d.common("names")
    all_named = " AND ".join(
        f"{d.size(f'names_{side}')} >= greatest(1, coalesce(killed_{side}, 0))" for side in "lr"
    )
    return [
        (UNKNOWN, f"{_either_empty('names', d)} OR ({shared} = 0 AND NOT ({all_named}))"),
        ("several", f"{shared} > 1"),
        ("one", f"{shared} = 1"),
        ("others", ELSE),
    ]


def _text(d: Dialect) -> list[tuple[str, str]]:
    shorter = f"least({d.size('told_l')}, {d.size('told_r')})"
    share = f"({d.common('told')} * 1.0 / {shorter})"
    return [
        (UNKNOWN, _either_empty("told", d)),
        ("form", f"{share} >= 0.25 AND (coalesce({_DATED} AND {_GAP} > 1, false) OR {_elsewhere(d)})"),
        ("copy", f"{share} >= 0.5"),
        ("much", f"{share} >= 0.25"),
        ("some", f"{share} >= 0.1"),
        ("none", ELSE),
    ]


def _either_empty(column: str, d: Dialect) -> str:
    return f"{d.size(f'{column}_l')} = 0 OR {d.size(f'{column}_r')} = 0"
