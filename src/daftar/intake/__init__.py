"""Bytes to reports: files, folders, patterns and standard input, of every kind that reports come in.

What cannot be read comes out as an InputError in its place, and the rest goes on.
"""

from daftar.intake.base import Guide, Limits, Taken
from daftar.intake.take import take

__all__ = ["Guide", "Limits", "Taken", "take"]
