"""Publishing: checked, redacted, and written by a named exporter.

:func:`daftar.publish.release.release` is the door; :mod:`daftar.publish.base` says what goes through it.
"""
