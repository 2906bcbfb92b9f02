"""How the built-in gazetteer is laid out in its files.

==================  ===============================================================================================
``places.bin``      one RECORD a place: position, population, GeoNames id, parent, name offset, kind, country
``text.bin``        names (UTF-8); one line a place, ``name`` or ``name<tab>id``
``names.marisa``    folded names; a key's number leads to its postings
``names.bin``       offsets, then postings: place number * 2, + 1 where the name is not the place's own first name
``bones.marisa``    ``SY:mrtnmn``: country and skeleton; a key's number leads to ``bones.bin``
``bones.bin``       offsets, then postings: numbers of keys of ``names.marisa``
``words.json``      country codes in order, adjectives, abbreviations, and the lists of words.toml and scripts.toml
``words.marisa``    the long lists: ``given:ahmed``, ``ordinary:reading``
==================  ===============================================================================================
"""

from __future__ import annotations

import struct

__all__ = ["FORMAT", "KINDS", "RECORD", "SCALE"]

FORMAT = 7
KINDS = ("populated", "admin1", "admin2", "admin3", "country", "region", "water", "camp", "site")
RECORD = struct.Struct("<iiIIiIBxH")
"""lat and lon in 1/SCALE degree, population, GeoNames id (0: none), parent (-1: none), offset of the name in
``text.bin``, kind, country (number + 1 in the list of codes, 0: none)."""
SCALE = 100_000
