"""Where: a gazetteer, the names of places in a text, and what they mean.

``open_gazetteer`` gives the gazetteer, ``find_places`` the names in a text, ``resolve_places`` what they mean in their
report. ``places_of`` does both for a whole report, ``sites_of`` tells the sites in places (``find_sites``); ``where`` asks for a name by hand.
"""

from daftar.resolve.places.capitals import in_capitals
from daftar.resolve.places.choose import Settled, resolve_places
from daftar.resolve.places.compiled import compile_gazetteer
from daftar.resolve.places.gazetteer import Gazetteer, open_gazetteer
from daftar.resolve.places.listing import places_of, sites_of, where
from daftar.resolve.places.names import find_places
from daftar.resolve.places.sites import FoundSite, find_sites
from daftar.resolve.places.user import UserPlace, load_user_gazetteer
from daftar.resolve.places.villages import Spans, villages_of

__all__ = [
    "FoundSite",
    "Gazetteer",
    "Settled",
    "Spans",
    "UserPlace",
    "compile_gazetteer",
    "find_places",
    "find_sites",
    "in_capitals",
    "load_user_gazetteer",
    "open_gazetteer",
    "places_of",
    "resolve_places",
    "sites_of",
    "villages_of",
    "where",
]
