"""Mail (EML) and saved pages (MHTML): the message itself, with what its header tells."""

from __future__ import annotations

import email
import email.policy
import email.utils
import re
from typing import TYPE_CHECKING

from daftar.errors import TooLarge, UnreadableInput
from daftar.intake import webpage
from daftar.intake.base import Draft
from daftar.intake.days import parse_day
from daftar.intake.encoding import decode, universal_newlines
from daftar.intake.tongue import language_code

if TYPE_CHECKING:
    from email.message import EmailMessage

    from daftar.intake.base import Limits

__all__ = ["document"]

# The standard library's parser of structured header fields lets these through on malformed ones.
_TRIPS = (email.errors.MessageError, LookupError, ValueError, TypeError, AttributeError, RecursionError)
_LIST = re.compile(r"\s*([^<]*?)\s*(?:<[^>]*>)?\s*$", re.DOTALL)


def document(content: bytes, name: str, limits: Limits) -> Draft:
    """The text of a message: its plain part, else its HTML part (the other way round for a saved page).

    ``Subject`` gives the title, ``From`` the author's name (never the address), ``Organization`` or the mailing list's
    name the publisher, ``Date`` the day, ``Content-Location`` the address of a saved page. Attachments are not read.

    Raises UnreadableInput when there is no message with text in it.
    """
    try:
        message = email.message_from_bytes(content, policy=email.policy.default)
    except _TRIPS as error:
        raise UnreadableInput(
            name, "is no mail message", remedy="save it from the mail program again"
        ) from error
    url = _web(_field(message, "Snapshot-Content-Location") or _field(message, "Content-Location"))
    draft = _body(message, name, limits, url=url)
    draft.title = _field(message, "Subject") or draft.title
    draft.author = _name(_field(message, "From")) or draft.author
    draft.publisher = (
        _field(message, "Organization") or _list_name(_field(message, "List-Id")) or draft.publisher
    )
    draft.url = draft.url or url
    draft.language = language_code(_field(message, "Content-Language")) or draft.language
    sent = parse_day(_field(message, "Date") or "")
    if draft.published is None and sent is not None:
        draft.published, draft.published_rule = sent, "metadata"
    if len(draft.text) > limits.text_chars:
        raise TooLarge(
            name, f"its text has {len(draft.text):,} characters; at most {limits.text_chars:,} are read"
        )
    return draft


def _body(message: EmailMessage, name: str, limits: Limits, *, url: str | None) -> Draft:
    try:
        part = message.get_body(("html", "plain") if url else ("plain", "html"))
        payload = part.get_payload(decode=True) if part is not None else None
        charset = part.get_content_charset() if part is not None else None
        kind = part.get_content_type() if part is not None else ""
    except _TRIPS as error:
        raise UnreadableInput(name, "is damaged", remedy="save it from the mail program again") from error
    if not isinstance(payload, bytes) or not payload.strip():
        raise UnreadableInput(
            name, "the message has no text", remedy="save its attachments as files and read those"
        )
    if kind == "text/html":
        if url:
            return webpage.document(payload, name, limits, charset=charset, url=url)
        text = webpage.fragment_text(decode(payload, name, declared=charset))
    else:
        text = universal_newlines(decode(payload, name, declared=charset)).strip()
    if not text:
        raise UnreadableInput(
            name, "the message has no text", remedy="save its attachments as files and read those"
        )
    return Draft(text=text)


def _field(message: EmailMessage, field: str) -> str | None:
    try:
        value = message[field]
    except _TRIPS:
        return None
    # A lone surrogate stands for a byte that is in no encoding the header names.
    return " ".join(str(value).encode("utf-8", "replace").decode("utf-8").split()) or None if value else None


def _name(sender: str | None) -> str | None:
    """The name in ``From``; an address alone is a person's, and kept out of the record."""
    name, _ = email.utils.parseaddr(sender or "")
    return name.strip() or None


def _list_name(value: str | None) -> str | None:
    match = _LIST.match(value or "")
    return match[1].strip("\"' ") or None if match else None


def _web(url: str | None) -> str | None:
    return url if url and url.startswith(("http://", "https://")) else None
