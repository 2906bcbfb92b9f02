"""From readings and decisions in a store to its incidents and records: what a run does once everything is read.

What was compared before is remembered in the store (:mod:`daftar.store.links`), so that a new report is compared with
those that share a key with it, and only what it touches is made anew: ``gather`` compares, ``groups`` joins, ``above``
finds which incident is part of which, ``derive`` reckons. The outcome is that of :func:`daftar.link.across` over
everything, in whatever order and portions the reports came.
"""

from daftar.linking.decided import WITHDRAWN, Decided, Step, decided, shaping, way_up
from daftar.linking.derive import reconcile_all
from daftar.linking.learn import learnt_weights
from daftar.linking.relink import Linked, LinkWith, relink
from daftar.linking.why import Anchor, PairWhy, anchor_of, joined_pairs, pair_why

__all__ = [
    "WITHDRAWN",
    "Anchor",
    "Decided",
    "LinkWith",
    "Linked",
    "PairWhy",
    "Step",
    "anchor_of",
    "decided",
    "joined_pairs",
    "learnt_weights",
    "pair_why",
    "reconcile_all",
    "relink",
    "shaping",
    "way_up",
]
