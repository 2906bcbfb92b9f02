"""Link: which claims speak of one incident, within a report and across reports."""

from daftar.link.across import across
from daftar.link.within import within

__all__ = ["across", "within"]
