"""Reconcile: what the claims about one incident come to."""

from daftar.reconcile.record import WIDEST, reconcile

__all__ = ["WIDEST", "reconcile"]
