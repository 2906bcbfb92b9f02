"""Daftar turns reports of attacks on civilians into a casualty record whose every number keeps its source."""

__version__ = "0.1.0"

__all__ = ["__version__"]
