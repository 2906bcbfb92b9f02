"""One invented attack told by several outlets over a week, read by the program itself: tolls that rise and are corrected."""

from __future__ import annotations

import json
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from daftar.pipeline import Recipe, run, take
from daftar.publish.base import Publication
from daftar.store import open_store

#: (report, publisher, day of May 2031, text). A resident who gives a figure is a source whose name is withheld.
TOLD = (
    (
        "ardan",
        "Ardan News",
        13,
        (
            "An air strike on a market in Saraqib on Monday killed 22 people, including three children, the Civil Defence said. "
            "The army carried out the strike, residents said."
        ),
    ),
    (
        "coast",
        "Coast Herald",
        14,
        (
            "The army said that no civilians were killed in the air strike on a market in Saraqib on Monday. The health ministry "
            'said 31 people were killed in the strike. "Four people were killed beside me," said Salma Haddad, a resident.'
        ),
    ),
    (
        "delta",
        "Delta Wire",
        15,
        "The death toll from Monday's air strike on a market in Saraqib rose to 25 from 22, the Civil Defence said on Thursday.",
    ),
    (
        "harbour",
        "Harbour Post",
        16,
        (
            "The death toll from Monday's air strike on a market in Saraqib rose to 25 from 22, the Civil Defence said on "
            "Thursday, according to Delta Wire."
        ),
    ),
    (
        "later",
        "Delta Wire",
        18,
        (
            "The toll of the air strike on the market in Saraqib on 12 May was revised down to 23 people killed, the Civil Defence "
            'said. "Five people were killed, I counted again," said Salma Haddad, a resident. The army admitted that its '
            "warplanes killed 12 civilians in the market in Saraqib on 12 May."
        ),
    ),
)


@cache
def retold() -> Publication:
    """What the reports come to in a store, as a publication for the public."""
    return published_as_read(
        "Retold",
        [
            {"id": name, "publisher": publisher, "published": f"2031-05-{day}", "text": text}
            for name, publisher, day, text in TOLD
        ],
    )


def published_as_read(title: str, rows: list[dict[str, str]]) -> Publication:
    """Reports as the program reads, links and reckons them. Each row has id, publisher, published, text, perhaps a title."""
    with TemporaryDirectory() as folder:
        source = Path(folder) / "reports.jsonl"
        source.write_text(
            "".join(json.dumps({"language": "en"} | row) + "\n" for row in rows), encoding="utf-8"
        )
        with closing(open_store(str(Path(folder) / "s.db"), create=True)) as store:
            run(take([str(source)]), store, Recipe())
            state = store.state()
            assert state is not None
            return Publication(
                title=title,
                made_at=state.made_at,
                reports=tuple(store.reports()),
                readings=tuple(reading for _, some in store.readings(state.reader) for reading in some),
                records=tuple(store.records()),
            )
