"""The grammar of time expressions, over the letters that tokens play (see ``lexicon``).

One pattern, made of named fragments, finds every expression in one pass. The group that matched says which family it
is, and ``build`` reads the tokens of that stretch into what they name.
"""

from __future__ import annotations

import re

__all__ = ["ANCHOR", "GRAMMAR"]

# Nothing is an expression without one of these. A unit ("days") or a part of the day needs a word that counts it.
_STRONG = r"(?:[MmbZWSDyYIcCVKXzPG*/RΩΔ]|[pu]|(?<=[13]t)o)"
ANCHOR = re.compile(
    r"[MmbZWSDyYI/CVKXzP*RΩ]|[13]to|[hx]Δ|[pWS]g|d3tu|[cChynN]L?[GT]|2~?[hy]|h[(\[]|[2~0]c|u[gelBF]|[sAjH<>=Q][^x|;]{0,3}[up]|[stAEBFi28~]p|Eu|itu|ku"
)

_MONTH = r"(?:[Mm]|[bZ](?:\.(?=[notryN,\[(]))?)"
_YEAR = r"(?:,?y|,?\[y\]|,?\(y\))"
_QTY = r"~{0,2}(?:ak3?|a|q|n|N|k)"
_EDGE = r"(?:E-?|Ei|d3)"
_TO = r"[-59]"
_END = r"(?=[.,;|)!]|$)"

# "10 October 2023", "7th of October", "8 JAN 90"; "October 7, 2023", "Oct. 7". After "in", "April 22" needs its year:
# "in April 22 people were killed".
_DATE = (
    rf"(?:I|/"
    rf"|n-{_MONTH}-[yNn]"
    rf"|(?:[no]|(?:q-)?O(?=3))3?{_MONTH}(?:{_YEAR}|(?<=[ZM])N(?![xu]))?"
    rf"|{_MONTH}t?[no]{_YEAR}|(?<!i){_MONTH}t?[no](?![u%])|{_MONTH}n(?=[at]))"
)
_LONGDATE = rf"(?:[WwS][.,]{{0,2}}(?:p,?)?1?t?)?{_DATE}(?:,?[sA]u)?"
_MONTHYEAR = rf"(?:{_EDGE})?t?{_MONTH}(?:3?{_YEAR}|3[Asj]u|,?[As]u)"
_BAREMONTH = rf"{_EDGE}[Mm](?!n)|[sAj][Mm](?!n)|(?<=[i8904BF~@])[Mm](?![n'])|(?<=i)[Mm](?=nx)|(?<=[ta])M(?=x|$)|sH[Mm]|^[Mm]$|u3[Mm](?:3?{_YEAR})?"

_RANGE = "|".join(
    (
        rf"6?r3?{_MONTH}{_YEAR}?",  # 12-14 March 2018
        rf"6?{_MONTH}r{_YEAR}?",  # May 13-15
        rf"6?t?[no](?:,[no]){{0,9}},?[-57ω]t?[no]3?{_MONTH}{_YEAR}?",  # between 13 and 15 May
        rf"6?{_MONTH}[no](?:,[no]){{0,9}},?[-57ω][no](?!{_MONTH}){_YEAR}?",  # October 9 and 10, 2023
        rf"6{_LONGDATE}7{_LONGDATE}",
        rf"{_LONGDATE}(?:{_TO}|ω)t?{_LONGDATE}",  # from June 3 to June 9
        rf"6{_EDGE}?[Mm]{_YEAR}?7{_EDGE}?[Mm]{_YEAR}?",
        rf"{_EDGE}?[Mm]{_YEAR}?(?:{_TO}|ω){_EDGE}?[Mm]{_YEAR}?(?!\.?n)",  # April to June 2014
        rf"(?<=[i8904])[Mm]{_YEAR}?7[Mm]{_YEAR}?(?!n)",  # in August and September
        r"6?y[-579]y|R",  # between 2011 and 2014
        r"6?(?:E-?)?Wp?(?:[-579]|ω1?)(?:E-?)?W(?:3?[As]u)?",  # Tuesday to Thursday; late Friday and early Saturday
    )
)

_ZONE = r"(?:L?T|GT?)"
# A clock, with its zone or the same in another zone: "7am local time (05:00 GMT)", "between 2 and 3 a.m."
_CLOCK = (
    rf"(?:6[ncC]7C|4?[ncC][-5]C|C|c(?={_ZONE}|u|[(\[][cChy]{_ZONE})|(?<=[2~0])c|[hyN]L?(?=G)|(?<=2)h|(?<=2~)h|h(?=[(\[][cChy])|(?:(?<=2)|(?<=2~))y(?=[,.;(\[]|$))"
    rf"(?:{_ZONE}|u)?(?:[(\[]~?[cChy](?:{_ZONE})?[)\]])?"
)
_NEAR = r"[20]?~{0,2}[BF]?~?"
# A part of the day: "early morning", "the night", "the early hours", "before dawn".
_PART = r"(?:Ei?t?|E-|[~BF]t?)?(?:E-?)?(?:p(?:u(?=[31]))?)|Eu(?=[31])|V"
_BEFORE = rf"(?:[12i]?t?(?:{_PART})(?:[314]t?|,)?|{_NEAR}(?:{_CLOCK}|P)(?:it(?:E-?)?p)?,?(?:[13]t?)?)"
_AFTER = rf"(?:,?(?:it)?(?:E-?)?p(?![u3])|,?V|,?{_NEAR}(?:{_CLOCK}|P))"

# Each family with the letters that it can begin with: a cheap look before the pattern is tried.
_FAMILIES = {
    "slice": (
        "OAκ",
        rf"(?:O|A)~?[nq]?[uJ]3t?(?:{_MONTH}(?:3?{_YEAR}|3[Asj]u)?|y|[sAj]u|\*&*(?:,?3?y)?)|κ3?,?y",
    ),
    "hijri": (
        "noqΩ*O",
        r"(?:[no]|(?:q-)?O(?=3))3?(?:Ω|\*)&*(?:,?[hx]Δ|,?h|(?![x'u&]))|(?:Ω|\*)&*(?:,?[hx]Δ|,?h)",
    ),
    "fiscal": ("U", r"U?Uu?[yR]"),
    "penult": ("WKu", r"[WKu]BA(?![WuMmXpKbZOnq])"),
    "upto": ("aqnNu", rf"(?:[nqN]u5|(?:[nqNa]?-?)uε1?)t?(?:W|{_LONGDATE})"),
    "sincestart": ("d", r"(?<=[128i]t)d3tu"),
    "range": ("6rRMmbZWwSnoOI/yEd", rf"(?=[^x|;]{{0,11}}[-579rRω])(?:{_RANGE})"),
    "weekof": ("u", rf"u3{_LONGDATE}"),
    "date": ("MmbZWwSnoOqI/E", rf"(?:E[-1]?)?(?:{_LONGDATE})"),
    "monthyear": ("MmbZEdO", _MONTHYEAR),
    "month": ("MmEdsAju", _BAREMONTH),
    "decade": ("YE", r"(?:E-?)?Y"),
    "season": (
        "XzEsAj~aqnNk",
        rf"{_QTY}Xg|[Xz]3?(?:{_YEAR}|R)|[Xz]3[sA]u|(?:[sAj]|E-?)[Xz]|(?<=[i8904]t)[Xz]",
    ),
    "year": ("yEd", rf"{_EDGE}y|(?<=[i8904BF])y|(?<=\()y(?=\))|(?<=3)y(?=[.,|);]|$)|(?<=[ta])y(?=[xq])|^y$"),
    "ago": ("~aqnNk", rf"(?<!J){_QTY}-?(?:ug(?:,?1?(?:[DW](?!')|su))?|pg|[WS]g)"),
    "beside": (
        "uqnNaWυ",
        rf"(?:{_QTY})?u[BF](?:D|t?W|t?{_LONGDATE}|\*&*)|W[BF]t?(?:{_LONGDATE}|\*&*)|υ3t?(?:W|{_LONGDATE}|\*&*)",
    ),
    "story": (
        "~aqnNkup<>j=Qlei",
        rf"{_QTY}u[el]|{_QTY}u[BF]{_END}|[up][BF]{_END}|[<>][up]|(?<=t)j[up]|[el]?t?[=Q][up]|[el]it[up]",
    ),
    "weekday": (
        "W<>Aj=sHEelS",
        r"(?<!η)(?:W,?3?[Asj]u|(?:[<>Aj=]|sH?|H|E-?|E1|[el]1?)?W|(?<![1k])S(?=x)|^S$)",
    ),
    "relative": ("EelDsAjdθ", r"θΘ[s]u|(?:[Eel]i?)?(?:D|[sA][up]|j[up])|d3[sAj]u"),
    "weekend": ("sAj<>K", rf"K3{_LONGDATE}|[sAj<>]?K"),
    "span": (
        "HAkj>",
        r"[j>]~?(?:k|q|n|N)-?u|H~?(?:ak|k|q|n|N|a)?-?u(?!7aJ)|A~?(?:k|q|n|N)-?u|(?<=[iv]t)Au(?!3|7aJ)|(?<=[iv])ku",
    ),
    "holiday": ("sAj*", r"[sAj]?\*&*(?:,?3?y|[sA]u|K(?:3?y)?)?"),
    "monthday": ("o", r"(?<=[13]t)o(?:3[sA]u|(?=[.,;)|]|$))"),
}
_DAY = "|".join(f"(?P<{name}>(?=[{firsts}])(?:{pattern}))" for name, (firsts, pattern) in _FAMILIES.items())
_ALONE = (
    rf"(?P<clock>{_NEAR}{_CLOCK})"
    r"|(?P<daypart>[28]~?(?:E-?)?p|it(?:E-?)?p(?!3)|[BF]t?p|2?[~BF]{0,2}(?<=[2~BF])P|V)"
)

# In order: since, until, by or from; a part of the day or a clock; on, in, at, before, after; the day; its hour.
# Nothing begins more than nine tokens before its strong letter, and no unknown word lies between.
GRAMMAR = re.compile(
    rf"(?=[^x.,;|)][^x|;]{{0,8}}{_STRONG}|{_STRONG})(?:"
    rf"(?P<bound>[8904])?+(?P<part>(?=[^x|;]{{0,5}}[pPVCcGu]){_BEFORE})?(?P<prep>[1i2BFv~]{{1,2}}+)?+t?+"
    rf"(?:{_DAY})(?:{_AFTER}){{0,2}}"
    rf"|(?=[^x|;]{{0,5}}[pPVCcGhy])(?:{_ALONE}))"
)
