"""Exports of mail programs (mbox): many messages in one file, each a report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from daftar.errors import InputError
from daftar.intake import mail
from daftar.intake.base import finish, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from daftar.intake.base import Given, Limits, Taken

__all__ = ["rows"]

# RFC 4155: a line "From " and a sender above each message, behind an empty line. Only before a field of a header, as a
# message may begin a paragraph so ("From here on ..."), and not every program writes ">From" then.
_POSTED: Final = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\n]*\n(?=[A-Za-z][A-Za-z0-9-]*:)")


def rows(given: Given, limits: Limits) -> Iterator[Taken | InputError]:
    """Each message as a report, read as a mail that is a file of its own; one without text is an error in its place.

    Raises TooLarge when the export is over ``limits.file_bytes``.
    """
    content = whole(given, limits.file_bytes)
    starts = [(match.start(), match.end()) for match in _POSTED.finditer(content)]
    ends = [start for start, _ in starts[1:]] + [len(content)]
    for number, ((_, start), end) in enumerate(zip(starts, ends, strict=True), 1):
        message = content[start:end].rstrip(b"\r\n") + b"\n"
        where = f"message {number}"
        try:
            draft = mail.document(message, given.name, limits)
        except InputError as error:
            yield type(error)(given.name, error.problem, where=where, remedy=error.remedy)
            continue
        yield finish(
            draft, given=given, content=message, source=f"{given.name}#{where}", media_type="message/rfc822"
        )
