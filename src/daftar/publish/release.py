"""The one door through which anything is published: checked, redacted, checked again, written, hashed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from daftar.model import Release
from daftar.publish.base import Withheld, exporter
from daftar.publish.checks import check
from daftar.publish.files import digest
from daftar.publish.redact import redact

if TYPE_CHECKING:
    from daftar.publish.base import Publication

__all__ = ["Published", "release"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A release with the files that were written for it and what was withheld from them."""

    release: Release
    files: tuple[Path, ...]
    withheld: Withheld


def release(publication: Publication, exporter_name: str, destination: Path) -> Published:
    """Publish through the exporter of that name.

    What comes in is checked, then redacted for its audience, then checked again as it will be read. The release's id
    is made of its content: the same publication to the same exporter has the same id. Raises UnknownName, and
    PublishError where a check fails or a file cannot be written; then no exporter has run, or the error names the file.
    """
    export = exporter(exporter_name)
    check(publication)
    published = redact(publication)
    check(published)
    files = export.export(published, destination)
    sha256 = digest(files, destination)
    stamp = f"{exporter_name}\0{publication.audience}\0{publication.made_at.isoformat()}\0{sha256}"
    return Published(
        release=Release(
            id=hashlib.sha256(stamp.encode()).hexdigest()[:16],
            at=publication.made_at,
            audience=publication.audience,
            records=tuple(record.incident.id for record in publication.records),
            sha256=sha256,
        ),
        files=files,
        withheld=published.withheld or Withheld(),
    )
