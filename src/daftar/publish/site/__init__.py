"""A static site that needs nothing but a browser: no server, no network, no tiles; it opens from a disk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from daftar.publish.files import write_folder
from daftar.publish.site.pages import site_files

if TYPE_CHECKING:
    from pathlib import Path

    from daftar.publish.base import Publication

__all__ = ["SITE", "Site"]


class Site:
    """Pages in a folder: ``index.html``, a page an incident and a page a report.

    Every number is a link to the sentences it rests on. Report text is treated as hostile: all of it is escaped, no
    page holds an inline script, and a content security policy forbids everything that does not lie beside the page.
    """

    name = "site"

    def export(self, publication: Publication, destination: Path) -> tuple[Path, ...]:
        """Write the site. Raises PublishError."""
        return write_folder(destination, site_files(publication), publication)


SITE: Final = Site()
