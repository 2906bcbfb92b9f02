"""Stories with known rewrites, made by a seed from our own samples: what copies of reports look like, and what only seems one.

A story is a sample report (or an article about other things) with its names, numbers and days drawn anew, and a few own
sentences put in. Many stories come of one sample, so that most texts have dozens of others in the same words about other
events: the outlet's template is theirs, the story is not. Each story is rewritten three times:

- *light*: a few words changed, punctuation, another byline;
- *medium*: another lead, a paragraph dropped or put in, sentences in another order;
- *heavy*: half of the sentences reworded or dropped, and the end cut off.
"""

from __future__ import annotations

import random
import re
import tomllib
from pathlib import Path
from typing import NamedTuple

from benchmarks.corpus import DIGITS, WORD, varied
from daftar.intake import take

ROOT = Path(__file__).resolve().parent.parent
LEVELS = ("light", "medium", "heavy")
NAME = re.compile(r"\b[A-Z][a-z]{2,}\b|\b[A-Z]{4,}\b")
SLOTS = 12  # with fewer names and numbers to change, a template tells of one event only
CLOCK = re.compile(r"\b\d{1,2}(?=:\d\d)|(?<=:)\d\d\b")
PERSON = re.compile(r" [A-Z][a-z]+")
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"“])")
HEADER = re.compile(r"(?:---\n)?(?:title|publisher|date): ")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
#: Names that an outlet's texts share whatever they tell of.
KEPT = frozenset(
    "Example Wire Northern Courier Orient Ledger Radio Nahr Orontes Monitor Field Relief Civil Defence Syria Syrian "
    "Iraq Iraqi Russia Russian Moscow Damascus Islamic State United Nations Daftar Sample The And But For Its His Her "
    "There This They That When What Some Many One Two Three Four Five Six Seven Nine Eleven About More Nobody Among "
    "January February March April May June July August September October November December".split()
)
SYLLABLES = "bar dal kef mor tal shu qam zir han rub jas nem far gol dur wen lis tob ker sum".split()
#: Words and what another desk may write for them.
OTHERWISE = {
    "killed": "left dead", "people": "persons", "wounded": "hurt", "said": "told reporters", "were": "have been",
    "was": "has been", "when": "as", "town": "settlement", "bombed": "struck", "hit": "slammed into", "near": "close to",
    "after": "following", "before": "ahead of", "about": "around", "house": "home", "children": "minors", "had": "has",
    "dead": "victims", "in": "inside", "of": "from", "the": "that", "a": "one", "and": "as well as", "on": "last",
    "who": "which", "his": "the man's", "her": "the woman's", "their": "the family's", "is": "remains", "at": "by",
    "for": "because of", "with": "alongside", "from": "out of", "by": "through", "to": "towards", "it": "this",
    "not": "hardly", "more": "further", "out": "outside", "has": "is said to have", "are": "stay", "no": "not any",
}  # fmt: skip
ASIDES = ("reportedly", "also", "meanwhile", "it seems", "once more", "still")
LEADS = (
    "What follows was put together by our desk from what others have told.",
    "It has been another hard day for the people who live there, and the news is slow to come out.",
    "Phones were down for hours, so that word of it travelled late.",
    "Here is what we know so far, and what remains to be learned.",
)
BYLINES = ("By our own staff", "From the news desk", "Compiled by the night editor", "Agencies")


class Text(NamedTuple):
    """One text: its key, which story it tells, how it was made (``story`` or a level) and its words."""

    key: str
    story: int
    made: str
    text: str


def stories(count: int, seed: int) -> list[str]:
    """``count`` texts about as many events, from our samples' templates in turn."""
    chance = random.Random(seed)
    templates, pool = _templates(), _sentences()
    return [_story(templates[n % len(templates)], pool, chance) for n in range(count)]


def of_one_template(count: int, seed: int) -> list[str]:
    """``count`` texts about as many events in one template's words."""
    chance = random.Random(seed)
    template, pool = _templates()[0], _sentences()
    return [_story(template, pool, chance) for _ in range(count)]


def corpus(count: int, seed: int) -> list[Text]:
    """``count`` texts, a quarter of them stories and the others their rewrites, in an order drawn by the seed."""
    chance = random.Random(f"rewrites {seed}")
    found = []
    for number, text in enumerate(stories(-(-count // 4), seed)):
        found.append(Text("", number, "story", text))
        found += [Text("", number, level, rewrite(text, level, chance)) for level in LEVELS]
    chance.shuffle(found)
    return [one._replace(key=f"t{n:06d}") for n, one in enumerate(found[:count])]


def rewrite(text: str, level: str, chance: random.Random) -> str:
    """``text`` as another desk prints it."""
    return {"light": _light, "medium": _medium, "heavy": _heavy}[level](text, chance)


def _templates() -> list[str]:
    reports = [
        taken.report.text for taken in take([str(ROOT / "samples" / "reports")]) if hasattr(taken, "report")
    ]
    articles = [
        path.read_text(encoding="utf-8") for path in sorted((ROOT / "benchmarks" / "ordinary").glob("*.txt"))
    ]
    bodies = [
        "\n\n".join(p for p in text.strip().split("\n\n") if not HEADER.match(p))
        for text in (*reports, *articles)
    ]
    return [body for body in bodies if len(body.split()) > 60 and len(_slots(body)) >= SLOTS]


def _slots(text: str) -> set[str]:
    """The names and numbers that tell one event's text from another's of the same template."""
    names = {m[0] for m in NAME.finditer(text) if m[0] not in KEPT and not _begins(text, m.start())}
    return names | {m[0] for m in (*WORD.finditer(text), *DIGITS.finditer(text))}


def _sentences() -> list[str]:
    data = tomllib.loads((ROOT / "evaluation" / "own" / "sentences.toml").read_text(encoding="utf-8"))
    return [report["text"] for report in data["report"] if 8 < len(report["text"].split()) < 40]


def _story(template: str, pool: list[str], chance: random.Random) -> str:
    paragraphs = template.split("\n\n")
    paragraphs.insert(
        chance.randrange(1, len(paragraphs) + 1), " ".join(chance.sample(pool, chance.randrange(1, 4)))
    )
    text = varied("\n\n".join(paragraphs), chance)
    names: dict[str, str] = {}

    def other(found: re.Match[str]) -> str:
        word = found[0]
        if word in DAYS:
            return names.setdefault(word, chance.choice(DAYS))
        if word in KEPT or (_begins(text, found.start()) and not PERSON.match(text, found.end())):
            return names.get(word, word)
        return names.setdefault(word, _name(chance))

    return NAME.sub(
        other, CLOCK.sub(lambda found: f"{chance.randrange(1, 12 if found.start() else 60):02d}", text)
    )


def _begins(text: str, at: int) -> bool:
    before = text[:at].rstrip(" \"“'(")
    return not before or before[-1] in ".!?\n:"


def _name(chance: random.Random) -> str:
    return "".join(chance.choice(SYLLABLES) for _ in range(chance.randrange(2, 4))).capitalize()


def _light(text: str, chance: random.Random) -> str:
    changed = _touched(text, chance)
    return f"{chance.choice(BYLINES)}\n\n{changed}" if chance.random() < 0.7 else changed


def _touched(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    for at in chance.sample(range(len(words)), max(2, len(words) // 25)):
        words[at] = OTHERWISE.get(words[at], words[at])
    changed = " ".join(words).replace('"', "'" if chance.random() < 0.5 else '"')
    return changed.replace(" - ", " — ").replace("...", "…")


def _medium(text: str, chance: random.Random) -> str:
    lead, *rest = _touched(text, chance).split("\n\n")
    sentences = SENTENCE.split(lead)
    paragraphs = [
        chance.choice(LEADS) + " " + " ".join([_reworded(sentences[0], chance), *sentences[1:]]),
        *rest,
    ]
    if len(paragraphs) > 3 and chance.random() < 0.5:
        del paragraphs[chance.randrange(1, len(paragraphs))]
    else:
        paragraphs.insert(chance.randrange(1, len(paragraphs) + 1), " ".join(chance.sample(LEADS, 2)))
    at = chance.randrange(len(paragraphs))
    some = SENTENCE.split(paragraphs[at])
    chance.shuffle(some)
    paragraphs[at] = " ".join(some)
    return "\n\n".join(paragraphs)


def _heavy(text: str, chance: random.Random) -> str:
    told = []
    for paragraph in text.split("\n\n"):
        kept = []
        for sentence in SENTENCE.split(paragraph):
            fate = chance.random()
            if fate < 0.3:
                kept.append(_reworded(sentence, chance))
            elif fate >= 0.5:
                kept.append(sentence)
        if kept:
            told.append(" ".join(kept))
    body = "\n\n".join(told) or text
    words = body.split(" ")
    return (
        f"{chance.choice(LEADS)}\n\n{' '.join(words[: max(40, int(len(words) * chance.uniform(0.6, 0.9)))])}"
    )


def _reworded(sentence: str, chance: random.Random) -> str:
    """A sentence said otherwise: other words, clauses in another order, something put between."""
    clauses = sentence.rstrip(".").split(", ")
    if len(clauses) > 1 and chance.random() < 0.7:
        chance.shuffle(clauses)
    words = []
    for word in ", ".join(clauses).split(" "):
        words.append(OTHERWISE.get(word, word))
        if len(word) > 3 and chance.random() < 0.15:
            words.append(chance.choice(ASIDES))
    return " ".join(words) + "."
