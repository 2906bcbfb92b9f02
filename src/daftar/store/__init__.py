"""What is kept: reports with their bytes, readings, decisions, and the records that follow from them."""

from daftar.store.base import Admission, AuditEntry, Derived, Source, Store
from daftar.store.sql import open_store

__all__ = ["Admission", "AuditEntry", "Derived", "Source", "Store", "open_store"]
