"""What a whole report goes back to: its publisher, and the agency of its dateline, byline or credit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from daftar.extract.rules.sources import key_of
from daftar.extract.rules.speakers import starting_at
from daftar.extract.rules.wording import lower, tokenise
from daftar.model import Origin, Quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.extract.rules.sources import Known, SourceWords
    from daftar.model import Passage, Report

__all__ = ["opening_of"]

_HEAD, _END = 700, 160
# A dateline names its agency in brackets, with a dash or "[TEXT]" behind.
_DATELINE = re.compile(r"\((?P<who>[^()\n]{2,40})\)\s*(?P<dash>--?|–|—|:|\[)?")
_PLACE = re.compile(r"[A-Z][A-Z.'’-]+[,.)]?[^()\n]{0,30}\s*$")
_TRAILER = re.compile(
    r"(?:\bsources?\s*:\s*([^)\]\n]{2,60}?)|[(\[/–—-]\s*([\w .&'’-]{2,40}?))\s*[)\]]?\.?\s*$", re.IGNORECASE
)
_AFTER_NAME = re.compile(
    r"\s*(?:[-–—:/|]|\)?\s*(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\)\s*[-–—])", re.IGNORECASE
)
_REPEATS = re.compile(r"[,.]?\s*\breports?\s+((?:the\s+)?[\w-]+(?:\s[\w-]+){0,2})\s*\.?\s*$", re.IGNORECASE)
# "[COMMUNIQUE] [NATIONAL LIBERATION FRONT] [TEXT]": the whole text is somebody's own words.
_OWN_WORDS = re.compile(r"\[(?:STATEMENT|COMMUNIQUE|SPEECH|INTERVIEW)\]\s*\[([^\]]{3,120})\]\s*\[TEXT\]")


def opening_of(report: Report, passages: Sequence[Passage], lexicon: SourceWords) -> tuple[Origin, ...]:
    """The links that every claim of ``report`` shares, publisher first; empty where nothing tells them."""
    links: list[Origin] = []
    if report.publisher:
        kind = lexicon.publisher_kind(report.publisher, report.text)
        links.append(Origin(kind=kind, name=report.publisher))
    text = report.text
    credit = _dateline(text, lexicon) or _byline(text, lexicon) or _trailer(text, lexicon)
    if credit is None and not links:
        credit = _repeated(text, passages, lexicon)
    if credit is not None and not _is_publisher(credit, report, lexicon):
        links.append(credit)
    own = _OWN_WORDS.search(text, 0, _HEAD)
    if own is not None:
        links.append(_own_words(text, own, lexicon))
    return tuple(links)


def _is_publisher(credit: Origin, report: Report, lexicon: SourceWords) -> bool:
    if not report.publisher or not credit.name:
        return False
    entry = lexicon.lookup(report.publisher)
    return key_of(entry.name if entry else report.publisher) == key_of(credit.name)


def _origin(text: str, start: int, end: int, entry: Known | None = None) -> Origin:
    words = text[start:end]
    quote = Quote(start=start, end=end, text=words)
    name = entry.name if entry is not None else " ".join(words.split())
    return Origin(kind=entry.kind if entry is not None else "media", name=name, quote=quote)


def _dateline(text: str, lexicon: SourceWords) -> Origin | None:
    if "(" not in text[:_HEAD]:
        return None
    for found in _DATELINE.finditer(text, 0, _HEAD):
        if _PLACE.search(text, max(0, found.start() - 45), found.start()) is None:
            continue
        start, end = found.span("who")
        entry = lexicon.lookup(found["who"].replace(" - ", "-"))
        if entry is not None and entry.kind == "media":
            return _origin(text, start, end, entry)
        if found["dash"] in {"--", "["} and entry is None:
            return _origin(text, start, end)
    return None


def _byline(text: str, lexicon: SourceWords) -> Origin | None:
    """Read "Reuters - ...", "Afp - ...", "Reuters Sunday 12 June" near the beginning."""
    for found in lexicon.credit_in_small.finditer(lower(text[:300])):
        before = text[max(0, found.start() - 12) : found.start()].lower().rstrip().rsplit(None, 1)
        if before and before[-1] in {"told", "by", "to", "the", "with", "and", "an", "a"}:
            continue
        word = text[found.start() : found.end()]
        if not word[0].isupper() or _AFTER_NAME.match(text, found.end()) is None:
            continue
        if len(word) < 5 and not (
            word.isupper() or found.start() == 0 or before[-1].endswith((".", ")", "\n"))
        ):
            continue
        return _origin(text, *found.span(), lexicon.lookup(word))
    return None


def _trailer(text: str, lexicon: SourceWords) -> Origin | None:
    found = _TRAILER.search(text, max(0, len(text.rstrip()) - _END))
    if found is None:
        return None
    group = 1 if found.group(1) else 2
    start, end = found.span(group)
    entry = lexicon.lookup(text[start:end])
    if entry is not None:
        return _origin(text, start, end, entry)
    if group == 1 and text[start:end].lower() in {"agencies", "news agencies", "wires"}:
        return _origin(text, start, end)
    return None


def _repeated(text: str, passages: Sequence[Passage], lexicon: SourceWords) -> Origin | None:
    """The outlet that an opening sentence says it repeats: "..., reports Example Wire"."""
    seen = 0
    for passage in passages:
        if passage.part != "text" or passage.kind != "sentence":
            continue
        found = _REPEATS.search(passage.text)
        if (
            found is not None
            and (entry := lexicon.lookup(found.group(1))) is not None
            and entry.kind == "media"
        ):
            start, end = found.span(1)
            return _origin(text, passage.start + start, passage.start + end, entry)
        seen += 1
        if seen == 3:
            break
    return None


def _own_words(text: str, found: re.Match[str], lexicon: SourceWords) -> Origin:
    start, end = found.span(1)
    words = text[start:end]
    mention = starting_at(tokenise(words, lexicon), 0, lexicon)
    kind = lexicon.kind(words.lower().split())
    name, org = " ".join(words.split()), None
    if mention is not None and mention.form == "person":
        name, org, kind = mention.name or name, mention.org, mention.kind
    return Origin(kind=kind, name=name, organisation=org, quote=Quote(start=start, end=end, text=words))
