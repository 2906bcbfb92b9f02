"""HTML: the article in a page, and what the page says about itself."""

from __future__ import annotations

import json
import logging
import re
from typing import TYPE_CHECKING, Any

import lxml.etree
import lxml.html
import trafilatura
from trafilatura.metadata import extract_metadata

from daftar.errors import TooLarge, UnreadableInput
from daftar.intake.base import Draft
from daftar.intake.days import is_open, parse_day
from daftar.intake.encoding import decode, html_charset, universal_newlines
from daftar.intake.tongue import language_code
from daftar.intake.years import Seen, day_in_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from daftar.intake.base import Limits

__all__ = ["document", "fragment_text"]

# They log what they were reading: addresses and words of reports do not belong in a log.
for _name in ("trafilatura", "htmldate", "courlan", "justext"):
    logging.getLogger(_name).setLevel(logging.CRITICAL + 1)

_PUBLISHED_META = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date.issued",
    "dcterms.issued", "dcterms.date", "dcterms.created", "dc.date.issued", "dc.date", "dc:date", "citation_publication_date",
    "citation_online_date", "parsely-pub-date", "sailthru.date", "publication_date", "publishdate", "pubdate",
    "publish-date", "date", "article.published", "cxenseparse:recs:publishtime",
)  # fmt: skip
_CHANGED_META = (
    "article:modified_time",
    "og:updated_time",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
)
_LANGUAGE_META = ("content-language", "og:locale", "dc.language", "dcterms.language", "inlanguage")
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "br", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol",
    "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
_SILENT = frozenset(("head", "iframe", "link", "math", "meta", "noscript", "script", "style", "svg", "template", "title"))  # fmt: skip
_SPACES = re.compile(r"[^\S\n]+")
_BLANKS = re.compile(r"\s*\n\s*")
# What trafilatura's rules let through when they meet a page that they cannot take apart.
_TRIPS = (
    lxml.etree.LxmlError, ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError,
)  # fmt: skip
_NO_TEXT = "no text was found in it"


def document(
    content: bytes, name: str, limits: Limits, *, charset: str | None = None, url: str | None = None
) -> Draft:
    """The article in an HTML page: menus, advertising and comments left out, one blank line between paragraphs.

    Title, publisher, author, address, day and language are those that the page itself gives (meta tags, JSON-LD, the
    ``lang`` attribute); a day that merely stands in the page, such as that of a copyright line, is not taken for that
    of publication. ``charset`` and ``url`` are what the transport said, where there was one.

    Raises UnreadableInput when the page has no text, TooLarge when it is over ``limits.text_chars``.
    """
    markup = decode(content, name, declared=charset or html_charset(content)).replace("\x00", "")
    tree = _tree(markup, name)
    meta = _meta(tree)
    linked = list(_linked_data(tree))
    told = _told(tree, url)
    days = _published(meta, linked, tree)
    published = next((day for told in days if (day := parse_day(told)) is not None), None)
    title = _clean(told.title)
    draft = Draft(
        text="",
        title=title,
        publisher=_clean(told.sitename),
        author=_clean(told.author),
        url=_clean(told.url) or url,
        published=published,
        published_rule="metadata",
        published_told=next(filter(is_open, days), None),
        language=_language(tree, meta, linked),
        seen=_seen(meta, linked, _clean(told.url) or url),
    )
    draft.text = _without_title(_article(tree) or fragment_text(markup), title)
    if not draft.text:
        raise UnreadableInput(
            name, _NO_TEXT, remedy="it may be built by scripts: save the page from a browser"
        )
    if len(draft.text) > limits.text_chars:
        raise TooLarge(
            name, f"its text has {len(draft.text):,} characters; at most {limits.text_chars:,} are read"
        )
    return draft


def fragment_text(markup: str) -> str:
    """All text in a piece of HTML, one blank line between blocks; scripts, styles and the head are left out."""
    try:
        tree = lxml.html.document_fromstring(markup)
    except (lxml.etree.LxmlError, ValueError, AssertionError):
        return ""
    pieces: list[str] = []
    silent: list[Any] = []
    for event, element in lxml.etree.iterwalk(tree, events=("start", "end")):
        block = element.tag in _BLOCKS
        if event == "start":
            if element.tag in _SILENT:
                silent.append(element)
            if block:
                pieces.append("\n")
            if not silent and isinstance(element.tag, str):
                pieces.append(_SPACES.sub(" ", (element.text or "").replace("\n", " ")))
            continue
        if silent and silent[-1] is element:
            silent.pop()
        if block:
            pieces.append("\n")
        if not silent:
            pieces.append(_SPACES.sub(" ", (element.tail or "").replace("\n", " ")))
    return _paragraphs("".join(pieces))


def _tree(markup: str, name: str) -> Any:
    try:
        # As bytes: lxml refuses a str that declares an encoding, and the declaration may be false after decoding.
        parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        return lxml.html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.LxmlError, ValueError, AssertionError) as error:
        raise UnreadableInput(name, _NO_TEXT, remedy="check that the file is the page itself") from error


def _told(tree: Any, url: str | None) -> Any:
    """What trafilatura finds in meta tags and JSON-LD. Its date is left aside: it takes one from anywhere in a page."""
    try:
        return extract_metadata(
            tree, default_url=url, date_config={"extensive_search": False, "original_date": True}
        )
    except _TRIPS:
        return trafilatura.settings.Document(url=url)


def _article(tree: Any) -> str:
    try:
        return _paragraphs(trafilatura.extract(tree, fast=True, include_comments=False) or "")
    except _TRIPS:
        return ""


def _paragraphs(text: str) -> str:
    return _BLANKS.sub("\n\n", universal_newlines(text)).strip()


def _without_title(text: str, title: str | None) -> str:
    """The headline stands in the title and mostly once more above the text: it is to be read once."""
    first, _, rest = text.partition("\n\n")
    return rest if title and rest and first.strip(" #").casefold() == title.casefold() else text


def _clean(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iterfind(".//meta"):
        key = (
            element.get("property")
            or element.get("name")
            or element.get("itemprop")
            or element.get("http-equiv")
        )
        value = element.get("content")
        if key and value:
            found.setdefault(key.strip().lower(), value)
    return found


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects that describe an article; the ones about the site, its menus and its logo are left out."""
    for script in tree.iterfind('.//script[@type="application/ld+json"]'):
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        todo = data if isinstance(data, list) else [data]
        for item in todo:
            if not isinstance(item, dict):
                continue
            graph = item.get("@graph")
            yield from (
                one for one in [item, *(graph if isinstance(graph, list) else [])] if _is_article(one)
            )


def _is_article(item: Any) -> bool:
    if not isinstance(item, dict):
        return False
    kinds = item.get("@type")
    return any(
        isinstance(kind, str) and kind.endswith(("Article", "Posting", "Report", "Page"))
        for kind in _listed(kinds)
    )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _published(meta: dict[str, str], linked: Iterable[dict[str, Any]], tree: Any) -> list[str]:
    """The days of publication that a page gives, as it words them, the surest first."""
    values = [meta[key] for key in _PUBLISHED_META if key in meta]
    values += [item["datePublished"] for item in linked if isinstance(item.get("datePublished"), str)]
    # <time> stands for many things: only one that says it is of publication, or the only one there is, counts.
    times = [element for element in tree.iterfind(".//time") if element.get("datetime")]
    marked = [
        one for one in times if one.get("itemprop") == "datePublished" or one.get("pubdate") is not None
    ]
    chosen = marked or (times if len(times) == 1 else [])
    return values + [one.get("datetime") for one in chosen[:1]]


def _seen(meta: dict[str, str], linked: Iterable[dict[str, Any]], url: str | None) -> tuple[Seen, ...]:
    """The days that a page bears beside that of publication: when it was changed, and the one in its address."""
    values = [meta[key] for key in _CHANGED_META if key in meta]
    values += [item["dateModified"] for item in linked if isinstance(item.get("dateModified"), str)]
    changed = [
        Seen(day, "when the page was changed") for value in values if (day := parse_day(value)) is not None
    ]
    return (*day_in_address(url), *changed)


def _language(tree: Any, meta: dict[str, str], linked: Iterable[dict[str, Any]]) -> str | None:
    root = tree.getroottree().getroot()
    told = [root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang"), root.get("xml:lang")]
    told += [meta.get(key) for key in _LANGUAGE_META]
    told += [item["inLanguage"] for item in linked if isinstance(item.get("inLanguage"), str)]
    return next((code for value in told if (code := language_code(value)) is not None), None)
