"""Writing a publication to disk: whole files only, nothing of an earlier release left, nothing of anybody else's lost."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from daftar.errors import PublishError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from daftar.publish.base import Publication

__all__ = ["MANIFEST", "credits_of", "digest", "write_file", "write_folder"]

MANIFEST: Final = "release.json"


def write_file(path: Path, content: bytes) -> Path:
    """Write one file so that it is there whole or not at all. Raises PublishError."""
    partial = path.with_name(path.name + ".partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(content)
        partial.replace(path)
    except OSError as error:
        raise PublishError(f"{path}: cannot be written ({error.strerror or error})") from error
    return path


def write_folder(
    folder: Path, files: Iterable[tuple[str, bytes]], publication: Publication
) -> tuple[Path, ...]:
    """Write ``files`` (relative name, content) into ``folder``, and a manifest of them beside.

    Everything is made in a hidden folder next to it first, so that a release that fails leaves the earlier one as it
    was. What the earlier one wrote and this one does not is removed, since a page that is now withheld must not stay;
    a run that is killed between is made good by the next. Nothing else is touched: a folder with other things in it
    and no manifest of ours is refused. Raises PublishError.
    """
    earlier = _earlier(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.resolve().parent) as scratch:
            written = _made(Path(scratch), files)
            # From here on every file of both releases is in the manifest: whoever comes next can clear them away.
            _write_manifest(folder, publication, dict.fromkeys(earlier, "") | written)
            for name in written:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (Path(scratch) / name).replace(folder / name)
        for name in earlier - written.keys():
            if (folder / name).resolve().is_relative_to(folder.resolve()):
                (folder / name).unlink(missing_ok=True)
    except OSError as error:
        raise PublishError(f"{folder}: cannot be written ({error})") from error
    _write_manifest(folder, publication, written)
    return tuple(folder / name for name in (*written, MANIFEST))


def _made(scratch: Path, files: Iterable[tuple[str, bytes]]) -> dict[str, str]:
    """Write files below ``scratch``; give back their names with their sha256."""
    written = {}
    for name, content in files:
        path = scratch / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        written[name] = hashlib.sha256(content).hexdigest()
    return written


def _write_manifest(folder: Path, publication: Publication, files: Mapping[str, str]) -> None:
    manifest = {**credits_of(publication), "files": files}
    write_file(folder / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1).encode() + b"\n")


def _earlier(folder: Path) -> set[str]:
    """The files that an earlier release wrote into ``folder``."""
    if folder.is_file():
        raise PublishError(f"{folder}: is a file; give a folder to write into")
    if not folder.is_dir() or not any(folder.iterdir()):
        return set()
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        return {str(name) for name in manifest["files"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PublishError(
            f"{folder}: holds files that no release wrote; give an empty or new folder, so that nothing of yours is lost"
        ) from error


def credits_of(publication: Publication) -> Mapping[str, Any]:
    """What every published form says of itself: title, moment, audience, what was withheld, whose places these are."""
    withheld = publication.withheld
    return {
        "title": publication.title,
        "made_at": publication.made_at.isoformat(),
        "audience": publication.audience,
        "reports": len(publication.reports),
        "records": len(publication.records),
        "withheld": None
        if withheld is None
        else {
            "victim_names": withheld.victims,
            "source_names": withheld.sources,
            "claims_with_words_withheld": withheld.claims,
            "links": withheld.links,
            "contacts": withheld.contacts,
            "reports_that_ask_for_it": withheld.asked,
            "positions_rounded": sorted(withheld.coarsened),
        },
        "credit": publication.gazetteer_credit,
    }


def digest(files: Iterable[Path], root: Path) -> str:
    """The sha256 of files by their names below ``root`` and their content, whatever the order they were written in."""
    whole = hashlib.sha256()
    for path in sorted(files):
        name = path.name if path == root else path.relative_to(root).as_posix()
        whole.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()
