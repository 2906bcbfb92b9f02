"""Link: which claims speak of one incident, within a report and across reports."""

from daftar.link.across import across

__all__ = ["across"]
