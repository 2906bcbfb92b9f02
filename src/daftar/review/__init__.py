"""What people are asked to look at, and what they say of it."""

from daftar.review.queue import Task, queue

__all__ = ["Task", "queue"]
