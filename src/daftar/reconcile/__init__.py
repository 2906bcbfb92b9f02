"""Reconcile: what the claims about one incident come to."""

from daftar.reconcile.record import reconcile

__all__ = ["reconcile"]
