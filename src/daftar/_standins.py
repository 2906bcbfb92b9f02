"""Empty stages that stand in until the real ones are there. This file goes away with the last of them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any
import datetime as dt

from daftar.model import Report, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    report: Report
    content: bytes


def take(inputs, **_: Any):
    for name in inputs:
        path = Path(name)
        files = sorted(path.rglob("*.txt")) if path.is_dir() else [path]
        for file in files:
            if file.suffix == ".jsonl":
                for number, line in enumerate(file.read_bytes().splitlines(), 1):
                    if line.strip():
                        row = json.loads(line)
                        day = row.get("published")
                        yield Taken(
                            report=Report(
                                id=row["id"],
                                sha256=hashlib.sha256(line).hexdigest(),
                                text=row["text"],
                                source=f"{file}, row {number}",
                                media_type="application/json",
                                title=row.get("title"),
                                publisher=row.get("publisher"),
                                url=row.get("url"),
                                language=row.get("language"),
                                published=dt.date.fromisoformat(day[:10]) if day else None,
                            ),
                            content=line,
                        )
            else:
                content = file.read_bytes()
                yield Taken(
                    report=Report(
                        id=file.stem,
                        sha256=hashlib.sha256(content).hexdigest(),
                        source=str(file),
                        text=content.decode("utf-8", "replace"),
                        media_type="text/plain",
                        language="en",
                    ),
                    content=content,
                )


def extractor(name: str):
    return SimpleNamespace(name=f"{name}/en@0", extract=lambda report, passages, mentions: ())


def within(report, readings):
    return ()


def across(*_args, **_kw):
    return ()


def reconcile(incident, readings, children=()):
    return Record(incident=incident, tallies=())


def find_places(text, gazetteer):
    return []


def open_gazetteer(extra=(), cache_dir=None):
    return SimpleNamespace(name="none@0")


def resolve_places(report, mentions, gazetteer):
    return {}


def find_times(text):
    return []


def resolve_time(*_args, **_kw):
    return None


def places_of(report, gazetteer):
    return []


def dates_of(report):
    return []
