"""What DOCX and XLSX have in common: a ZIP archive of XML that must be looked at before it is unpacked."""

from __future__ import annotations

import re
import zipfile
import zlib
from typing import TYPE_CHECKING, BinaryIO

import lxml.etree

from daftar.errors import TooLarge, UnreadableInput

if TYPE_CHECKING:
    from daftar.intake.base import Limits

__all__ = ["DAMAGE", "check_archive"]

# What python-docx and openpyxl let through, beside their own exceptions, when a part is damaged (zip, zlib, lxml), is not
# there (LookupError), or is of another kind than another part says (the rest).
DAMAGE = (
    zipfile.BadZipFile, zlib.error, lxml.etree.LxmlError, EOFError, OSError, LookupError, ValueError, TypeError,
    AttributeError, ArithmeticError, NotImplementedError, RecursionError,
)  # fmt: skip

_MEGABYTE = 1024 * 1024
_PROLOG = 4096
# The office formats forbid document types, and honest files have none: it is where XML bombs keep their entities.
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def check_archive(stream: BinaryIO, name: str, limits: Limits) -> None:
    """Refuse an office file that is damaged, encrypted, a ZIP bomb or an XML bomb; leaves ``stream`` at its start.

    The sizes are those of the archive's directory. One that lies about them is found out later: Python's unpacking
    stops at the size given there and fails.
    """
    try:
        with zipfile.ZipFile(stream) as archive:
            members = archive.infolist()
            _check_sizes(members, name, limits)
            for member in members:
                if member.filename.endswith((".xml", ".rels")):
                    _check_prolog(archive, member, name)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, zlib.error, ValueError) as error:
        raise UnreadableInput(name, "is damaged or cut short", remedy="fetch it again") from error
    except (
        RuntimeError,
        NotImplementedError,
    ) as error:  # zipfile says so of encrypted members and unknown packing
        raise UnreadableInput(
            name, "is encrypted or packed in an unknown way", remedy="save it anew"
        ) from error
    stream.seek(0)


def _check_sizes(members: list[zipfile.ZipInfo], name: str, limits: Limits) -> None:
    if len(members) > limits.zip_members:
        raise TooLarge(name, f"has {len(members):,} parts; at most {limits.zip_members:,} are unpacked")
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if unpacked > limits.zip_bytes:
        raise TooLarge(
            name,
            f"would unpack to {unpacked // _MEGABYTE:,} MB; at most {limits.zip_bytes // _MEGABYTE:,} MB are unpacked",
            remedy="if it is genuine, split it or save it as CSV or text",
        )
    for member in members:
        if member.file_size > limits.file_bytes and _read_whole(member.filename):
            raise TooLarge(
                name,
                f"would unpack to {member.file_size // _MEGABYTE:,} MB; at most {limits.file_bytes // _MEGABYTE:,} MB of it"
                " can be read whole",
                where=member.filename,
                remedy="if it is genuine, split it or save it as CSV or text",
            )
    # Small files may well shrink a lot: a megabyte is harmless whatever it came from.
    if unpacked > _MEGABYTE and unpacked > limits.zip_ratio * max(packed, 1):
        raise TooLarge(
            name,
            f"would unpack to over {limits.zip_ratio} times its size, as a ZIP bomb does",
            remedy="if it is genuine, save it as CSV or text",
        )


def _read_whole(part: str) -> bool:
    """Whether the part becomes a tree in memory: all XML does but the sheets, which are read row by row."""
    return part.endswith((".xml", ".rels")) and not part.startswith("xl/worksheets/sheet")


def _check_prolog(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> None:
    with archive.open(member) as part:
        prolog = part.read(_PROLOG).replace(b"\x00", b"")
    if _DOCTYPE.search(prolog):
        raise UnreadableInput(
            name,
            "declares XML entities, which office files never do",
            where=member.filename,
            remedy="do not trust it",
        )
