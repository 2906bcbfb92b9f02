"""Link: which claims speak of one incident, within a report and across reports; and which reports repeat each other."""

from daftar.link.across import across
from daftar.link.provenance import lineage
from daftar.link.within import within

__all__ = ["across", "lineage", "within"]
