"""Cut a report into the stretches it is read in: sentences, headings, captions, bullets, with offsets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias, overload

from daftar.languages.furniture import furniture
from daftar.memo import Memo
from daftar.model import Passage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from daftar.model import Report

__all__ = ["Paragraphs", "Passages", "segment"]

# The passages of a paragraph, by its words: start, end, text and kind of each.
Paragraphs: TypeAlias = Memo[str, tuple[tuple[int, int, str, str], ...]]

# A sentence ends at . ! ? (with closing quotes or brackets) before white space and something that can begin one, or,
# in scraped pages that lost their line breaks, directly between a lower-case letter and a capital ("said.The").
# The run of closing signs is bounded, so that a page of dots takes time linear in its length.
_END = re.compile(
    r"""[.!?…؟]["'“”’»)\].!?…]{0,20}+(?:(?=\s+["'“‘«(\[#@*-]*[A-Z0-9\u00C0-\u00DE\u0400-\u042F\u0590-\u06FF(\[])|(?=[A-Z][a-z]))"""
)
# Words whose full stop ends no sentence. Months and titles before a name or number, Latin abbreviations, initials.
_NO_END = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|Gen|Lt|Col|Maj|Capt|Sgt|Cpl|Pvt|Adm|Brig|Rev|Hon|Gov|Sen|Rep|Pres|Msgr|Fr"
    r"|Det|Insp|Supt|Cmdr|Ofc|No|Nos|vs|approx|ca|e\.g|i\.e|etc|al|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec"
    r"|Mt|Ft|Ave|Blvd|Rd|Ste|Inc|Ltd|Corp|Co|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ill|Ind|Kan|Ky|La|Md|Mass|Mich|Minn"
    r"|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Wash|Wis|Wyo|DR|MR|MRS|GEN|LT|COL|MAJ|CAPT|SGT|NO)"
    r"|(?<![A-Za-z])[A-Z]|\b(?:[A-Za-z]\.)+[A-Za-z])$"
)
_BLANK = re.compile(r"\n[ \t\r\f\v\xa0]*\n\s*")
_LINE = re.compile(r"(?<![ \t\r])[ \t\r]*\n\s*")
_BULLET = re.compile(r"\s*(?:[-*•▪●◦–]|\d{1,2}[.)])\s+")
# In text broken at a fixed width only these begin an item: "12. Nine people" and "- he said" may be lines of prose.
_ITEM = re.compile(r"\n[ \t]*(?=(?:[-*–](?=[ \t]+[A-Z0-9\u00C0-\u00DE\u0400-\u042F])|[•▪●◦])[ \t]+\S)")
_ITEMS = re.compile(rf"{_BLANK.pattern}|{_ITEM.pattern}")
_CREDIT = re.compile(r"(?:--+|—|\(|\[)\s*(?:photo|image|picture|file)?[^()\n]{2,40}[)\]]?\s*$", re.IGNORECASE)
_CAPTION_WORD = re.compile(
    r"\b(?:photo|photograph|image|picture|pictured|file photo|getty|credit)\b", re.IGNORECASE
)
# "title: ...", "published: ...": fields that somebody wrote above the text; intake has taken what they tell.
_FIELDS = re.compile(
    r"(?:(?:title|headline|publisher|source|outlet|date|published|updated|author|by|byline|url|link|language|id"
    r"|section|subject)[ \t]*:[ \t]*\S[^\n]*\s*)+",
    re.IGNORECASE,
)
# A line of a form begins with its field: "killed: 8", "people injured: 34".
_FIELD = re.compile(r"[a-z]{3,12}(?: [a-z]{2,12}){0,2}:[ \t]")
# Longer than any sentence that anybody wrote: what has no end by then is cut, so that work on a sentence stays bounded.
_LONGEST = 5_000
_TERMINAL = tuple(".!?…:;\"”’'")


def segment(report: Report, memo: Paragraphs | None = None) -> tuple[Passage, ...]:
    """The passages of ``report`` in reading order: the title first, then the text. ``memo`` keeps paragraphs met.

    Together they cover every character of the text that is not white space between them; no two overlap, and
    ``passage.text == report.text[passage.start:passage.end]`` (or of the title).
    """
    passages = list(_title(report.title))
    on_top = True
    paragraphs = list(_paragraphs(report.text))
    around = furniture(report.text, paragraphs)
    for paragraph, (start, end) in enumerate(paragraphs):
        on_top = on_top and _FIELDS.fullmatch(report.text, start, end) is not None
        if on_top:
            words = report.text[start:end]
            passages.append(Passage(start=start, end=end, text=words, paragraph=paragraph, kind="header"))
        elif paragraph in around:
            words = report.text[start:end]
            passages.append(Passage(start=start, end=end, text=words, paragraph=paragraph, kind="furniture"))
        elif memo is None:
            passages.extend(_sentences(report.text, start, end, paragraph))
        else:
            passages.extend(_remembered(report.text, start, end, paragraph, memo))
    return tuple(passages)


class Passages(Sequence[Passage]):
    """The passages of ``report``, as :func:`segment` gives them, cut when somebody first looks at one."""

    __slots__ = ("_cut", "_memo", "_report")

    def __init__(self, report: Report, memo: Paragraphs | None = None) -> None:
        self._report = report
        self._memo = memo
        self._cut: tuple[Passage, ...] | None = None

    def _passages(self) -> tuple[Passage, ...]:
        if self._cut is None:
            self._cut = segment(self._report, self._memo)
        return self._cut

    @overload
    def __getitem__(self, index: int) -> Passage: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Passage, ...]: ...
    def __getitem__(self, index: int | slice) -> Passage | tuple[Passage, ...]:
        return self._passages()[index]

    def __iter__(self) -> Iterator[Passage]:
        return iter(self._passages())

    def __len__(self) -> int:
        return len(self._passages())


def _remembered(text: str, start: int, end: int, paragraph: int, memo: Paragraphs) -> list[Passage]:
    words = text[start:end]
    known = memo.get(words)
    if known is None:
        found = list(_sentences(text, start, end, paragraph))
        if words[0] not in ".!?…؟":  # such a mark may belong to the paragraph before
            memo.keep(words, tuple((p.start - start, p.end - start, p.text, p.kind) for p in found))
        return found
    return [
        Passage(start=start + a, end=start + b, text=t, paragraph=paragraph, kind=k) for a, b, t, k in known
    ]


def _title(title: str | None) -> Iterator[Passage]:
    if title and title.strip():
        start = len(title) - len(title.lstrip())
        end = len(title.rstrip())
        yield Passage(start=start, end=end, text=title[start:end], paragraph=0, kind="title", part="title")


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    breaks = _LINE
    if _wrapped(text):
        breaks = _ITEMS if len(_ITEM.findall(text)) > 1 else _BLANK
    start = 0
    for gap in breaks.finditer(text):
        if breaks is _LINE and _goes_on(text, gap.start(), gap.end()):
            continue
        yield from _trim(text, start, gap.start())
        start = gap.end()
    yield from _trim(text, start, len(text))


def _goes_on(text: str, end: int, start: int) -> bool:
    """Whether one sentence stands on both sides of a line's end: no mark ends it, and a small letter goes on, and no field."""
    return (
        end > 0
        and _FIELD.match(text, start) is None
        and text[start : start + 1].islower()
        and (text[end - 1].isalnum() or text[end - 1] in ",-")
    )


def _wrapped(text: str) -> bool:
    """Whether lines were broken at a fixed width, as wires and e-mail do, so that a line end means nothing."""
    head = text[:4000]
    if head.count("\n") < 3:
        return False
    lines = [line for line in head.split("\n")[:-1] if line.strip()]
    long = [line for line in lines if 45 <= len(line.rstrip()) <= 90]
    if not long:
        return False
    run_on = sum(1 for line in long if not line.rstrip().endswith(_TERMINAL))
    return len(long) >= 0.5 * len(lines) and run_on >= 0.5 * len(long) and max(map(len, lines)) <= 100


def _trim(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _sentences(text: str, start: int, end: int, paragraph: int) -> Iterator[Passage]:
    kind = _line_kind(text, start, end)
    at = start
    for stop in _END.finditer(text, start, end):
        dot, cut = stop.span()
        glued = cut < end and not text[cut].isspace()
        if glued and not (text[dot - 1].islower() or text[dot - 1].isdigit() or cut - dot > 1):
            continue
        if text[dot] == "." and not glued and _NO_END.search(text, max(at, dot - 12), dot):
            continue
        for a, b in _pieces(text, at, cut):
            yield Passage(start=a, end=b, text=text[a:b], paragraph=paragraph, kind=kind)
        at = cut
    for a, b in _pieces(text, at, end):
        yield Passage(start=a, end=b, text=text[a:b], paragraph=paragraph, kind=kind)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentence without the white space around it; one too long for a sentence in pieces, cut between words."""
    while end - start > _LONGEST:
        cut = max(text.rfind(" ", start, start + _LONGEST), text.rfind("\n", start, start + _LONGEST))
        if cut <= start:
            cut = start + _LONGEST
        yield from _trim(text, start, cut)
        start = cut
    yield from _trim(text, start, end)


def _line_kind(text: str, start: int, end: int) -> str:
    length = end - start
    if _BULLET.match(text, start, end):
        return "bullet"
    last = text[end - 1]
    if length <= 300 and last != "." and _CREDIT.search(text, max(start, end - 60), end):
        return "caption"
    if length <= 300 and last in ")]" and _CAPTION_WORD.search(text, start, end):
        return "caption"
    if length <= 90 and not text[start:end].endswith(_TERMINAL):
        return "heading"
    return "sentence"
