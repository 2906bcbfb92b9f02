"""Make the vendored web assets again: Leaflet, and country outlines of Natural Earth.

    python tools/vendor.py

Needs npm (only to fetch the two packages by name and version, whose integrity npm checks). Writes into
src/daftar/publish/site/static/vendor/ and says in VENDORED.md what is there, from where, under which licence, and with
which sha256. The files are committed; nobody who installs Daftar runs this. The same versions give the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import subprocess
import tarfile
import tempfile
from pathlib import Path

LEAFLET = "leaflet@1.9.4"
ATLAS = "world-atlas@2.0.2"
TARGET = Path(__file__).resolve().parents[1] / "src" / "daftar" / "publish" / "site" / "static" / "vendor"

LEAFLET_FILES = {
    "package/dist/leaflet.js": "leaflet/leaflet.js",
    "package/dist/leaflet.css": "leaflet/leaflet.css",
    "package/dist/images/layers.png": "leaflet/images/layers.png",
    "package/dist/images/layers-2x.png": "leaflet/images/layers-2x.png",
    "package/dist/images/marker-icon.png": "leaflet/images/marker-icon.png",
    "package/LICENSE": "leaflet/LICENSE",
}
STEPS = (
    100  # positions are kept in hundredths of a degree, about a kilometre: finer than the outlines are drawn
)
LIMIT = 700_000  # bytes: the page opens it at once, on a phone too


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--to", type=Path, default=TARGET, help="folder to write into")
    folder: Path = parser.parse_args().to
    with tempfile.TemporaryDirectory() as scratch:
        leaflet = package(LEAFLET, Path(scratch))
        atlas = package(ATLAS, Path(scratch))
    files = {name: leaflet[member] for member, name in LEAFLET_FILES.items()}
    files["leaflet/leaflet.js"] = without_source_map(files["leaflet/leaflet.js"])
    outlines = compact(json.loads(atlas["package/countries-50m.json"]))
    files["natural-earth/outlines.js"] = outlines
    files["natural-earth/LICENSE"] = atlas["package/LICENSE"]
    if len(outlines) > LIMIT:
        raise SystemExit(f"the outlines take {len(outlines)} bytes, more than {LIMIT}")
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (folder / "VENDORED.md").write_text(described(files), encoding="utf-8")
    for name, content in files.items():
        print(f"{len(content):>8}  {name}")


def package(name: str, scratch: Path) -> dict[str, bytes]:
    """The files of an npm package, by their names in the archive."""
    done = subprocess.run(
        ["npm", "pack", name, "--json", "--silent", "--pack-destination", str(scratch)],
        check=True,
        capture_output=True,
        text=True,
    )
    with tarfile.open(scratch / json.loads(done.stdout)[0]["filename"]) as archive:
        return {
            member.name: content.read()
            for member in archive.getmembers()
            if member.isfile() and (content := archive.extractfile(member)) is not None
        }


def without_source_map(script: bytes) -> bytes:
    """The script without the comment that makes a browser ask for a source map that is not there."""
    kept = [line for line in script.splitlines(keepends=True) if not line.startswith(b"//# sourceMappingURL")]
    return b"".join(kept)


def compact(topology: dict) -> bytes:
    """TopoJSON of countries as a script that sets ``window.DAFTAR_OUTLINES``.

    ``arcs``: each a flat list x0, y0, dx, dy, dx, dy ... in hundredths of a degree. ``countries``: rows of name,
    longitude and latitude of the label, and polygons as lists of rings, a ring being a list of arcs (~n: arc n
    backwards), as in TopoJSON. Sharing arcs between neighbours halves the size and leaves no slits.
    """
    arcs = [rounded(arc, topology["transform"]) for arc in topology["arcs"]]
    countries = []
    for country in topology["objects"]["countries"]["geometries"]:
        if "arcs" not in country:
            continue
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        polygons = [rings for rings in polygons if area(ring(rings[0], arcs)) > 0]
        if polygons:
            largest = max((ring(rings[0], arcs) for rings in polygons), key=area)
            countries.append([country["properties"]["name"], *middle(largest), polygons])
    data = {"steps": STEPS, "arcs": [deltas(arc) for arc in arcs], "countries": countries}
    text = json.dumps(data, separators=(",", ":"), ensure_ascii=True)
    return f"/* Natural Earth 1:50m countries, public domain, from world-atlas */\nwindow.DAFTAR_OUTLINES={text};\n".encode()


def rounded(arc: list, transform: dict) -> list[tuple[int, int]]:
    """The arc's points in hundredths of a degree, without repeated ones. Its ends stay its ends."""
    (scale_x, scale_y), (shift_x, shift_y) = transform["scale"], transform["translate"]
    x = y = 0
    points: list[tuple[int, int]] = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        point = (round((x * scale_x + shift_x) * STEPS), round((y * scale_y + shift_y) * STEPS))
        if not points or points[-1] != point:
            points.append(point)
    return points


def deltas(points: list[tuple[int, int]]) -> list[int]:
    flat = list(points[0])
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        flat += [x1 - x0, y1 - y0]
    return flat


def ring(indexes: list[int], arcs: list) -> list[tuple[int, int]]:
    points: list[tuple[int, int]] = []
    for index in indexes:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    return points


def area(points: list[tuple[int, int]]) -> float:
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in itertools.pairwise(points))) / 2


def middle(points: list[tuple[int, int]]) -> tuple[float, float]:
    """The centre of gravity of a ring, in degrees: where its country's name is written."""
    twice = sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in itertools.pairwise(points))
    pairs = list(itertools.pairwise(points))
    x = sum((x0 + x1) * (x0 * y1 - x1 * y0) for (x0, y0), (x1, y1) in pairs) / (3 * twice)
    y = sum((y0 + y1) * (x0 * y1 - x1 * y0) for (x0, y0), (x1, y1) in pairs) / (3 * twice)
    return round(x / STEPS, 2), round(y / STEPS, 2)


def described(files: dict[str, bytes]) -> str:
    rows = "\n".join(
        f"| `{name}` | `{hashlib.sha256(content).hexdigest()}` |" for name, content in files.items()
    )
    return f"""# Vendored web assets

Made by `python tools/vendor.py`; do not edit by hand. The published site loads nothing from anywhere else.

| what | npm package | licence | changed |
|---|---|---|---|
| Leaflet | {LEAFLET.replace("@", " ")} | BSD-2-Clause (`leaflet/LICENSE`) | the comment that names a source map is taken out |
| Natural Earth 1:50m country outlines | {ATLAS.replace("@", " ")} | data: public domain; package: ISC (`natural-earth/LICENSE`) | rounded to hundredths of a degree, written as a script; label points added |

| file | sha256 |
|---|---|
{rows}
"""


if __name__ == "__main__":
    main()
