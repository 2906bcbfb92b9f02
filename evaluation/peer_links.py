"""What linking is compared with: TF-IDF vectors of whole texts, pairs from a cosine on within some days, connected components.

The usual way to bring news of one event together (as in news clustering baselines); unlike Daftar's, its weights come from all
the texts at hand. ``python -m evaluation.peer_links GOLD OUT`` writes the incident of each report.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import math
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

if TYPE_CHECKING:
    from collections.abc import Sequence

COSINE = 0.25
DAYS = 7
_WORD = re.compile(r"\w\w+")


def groups(texts: Sequence[str], days: Sequence[int | None]) -> list[int]:
    """The number of the group that each text is in."""
    vectors = tf_idf(texts)
    pairs = (vectors @ vectors.T).tocoo()
    when = np.array([math.nan if day is None else day for day in days])
    row, column = pairs.coords
    alike = (pairs.data >= COSINE) & ~(np.abs(when[row] - when[column]) > DAYS)
    graph = coo_array((np.ones(alike.sum()), (row[alike], column[alike])), shape=pairs.shape)
    return [int(n) for n in connected_components(graph, directed=False)[1]]


def tf_idf(texts: Sequence[str]) -> Any:
    """One row a text: (1 + log of how often) x log of how few texts have the word, of length 1."""
    counts = [Counter(_WORD.findall(text.casefold())) for text in texts]
    spread = Counter(word for count in counts for word in count)
    at = {word: number for number, word in enumerate(sorted(spread))}
    rows = [n for n, count in enumerate(counts) for _ in count]
    columns = [at[word] for count in counts for word in count]
    values = [
        (1 + math.log(n)) * math.log(len(texts) / spread[w]) for count in counts for w, n in count.items()
    ]
    table = csr_array((values, (rows, columns)), shape=(len(texts), len(at)))
    length = np.sqrt((table * table).sum(axis=1))
    return csr_array(table.multiply(1 / np.maximum(length, 1e-12)[:, None]))


def day(value: str | None) -> int | None:
    """A day of publication as a number; None where there is none, or none in this form."""
    try:
        return dt.date.fromisoformat((value or "")[:10]).toordinal()
    except ValueError:
        return None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.gold.read_text(encoding="utf-8").split("\n") if line]
    texts = [f"{row.get('title') or ''}\n{row['text']}" for row in rows]
    days = [day(row.get("published")) for row in rows]
    lines = [
        json.dumps({"report": row["id"], "incident": f"group-{number}"})
        for row, number in zip(rows, groups(texts, days), strict=True)
    ]
    options.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
