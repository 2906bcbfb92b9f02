"""``daftar init``: a folder with everything about a register that a person decides, explained where they decide it."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

from daftar.codebook import vocabularies
from daftar.codebook.conventions import KNOWN
from daftar.codebook.grades import KNOWN as SCHEMES
from daftar.errors import SettingsError
from daftar.settings import FILE_NAME, GAZETTEERS

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["FOLDERS", "write_register", "written_by_init"]

_SETTINGS = """\
# The settings of this register. daftar finds this file in the folder it is called in or above it, or by
# daftar --register FOLDER. Lines that begin with # are notes; take the # away to use one.

[reading]
# How counting words are read ("dozens", "at least 9"): a set of codebook/conventions, by its name.
# default, acled, ucdp, airwars and idmc are there; copy one under a new name to make your own.
conventions = "default"

# What reads claims out of reports: rules, llm (a language model that you name below), or both: "rules,llm" marks
# where they disagree.
# extractor = "rules"

# How records are graded: a scheme of codebook/grades, by its name. airwars and ibc are there; copy one under a new name
# to make your own.
# grades = "airwars"

# Read only reports in these languages (two-letter codes, ISO 639-1); the others are kept, and nothing is read in
# them. A report whose language is not known is read.
# languages = ["en"]

# How your reports write days of publication in numbers: true for 05/02/2015 as 5 February, false for May 2. Where nothing
# tells, and you do not say it here, such a day is left out, with a warning.
# day_first = true

# What the columns of your sheets are called, where Daftar does not know it: text, title, published, publisher, author, url,
# language, id. One name or several.
# [columns]
# text = "What we heard"
# publisher = ["Heard from", "Contact"]
# In sheets of figures also day, place, district, province, killed, injured, missing, abducted, killed civilians, killed min ...
# "killed civilians" = "CIV_D"

[gazetteers]
# CSV files of places that you know better than the built-in gazetteer. Earlier files win over later ones.
files = ["gazetteer.csv"]

# The countries that your reports are about (two-letter codes, ISO 3166), whether they say so or not: of two towns of one name the
# one there is likelier meant.
# countries = ["YE"]

[outlets]
# The publishers of your reports, and of what kind each is: media, ngo, monitor, rescue_service ...
file = "outlets.toml"

[store]
# Where daftar run keeps what it reads: a file beside this one, or postgresql://user@host/database for a team.
path = "casualties.db"

[llm]
# A language model, if you have one: any OpenAI-compatible endpoint. Reports are sent to it, and nowhere else, when you
# read with the extractor llm. The key stays in the environment; only the name of its variable is written here.
# endpoint = "http://127.0.0.1:11434/v1"
# model = "qwen3:14b"
# key_variable = "MY_LLM_KEY"
# timeout = 300      # seconds for one answer
# price_in = 0.0     # what a million tokens cost, read and written, to have the cost shown
# price_out = 0.0
# cache = "llm-cache"  # answers are kept here, by model, prompt and text; delete it to ask again
"""

_OUTLETS = """\
# The publishers of your reports. The kind says what the first link of every chain of origins is; it is one of:
# {kinds}.
# domains are the web addresses an outlet publishes under: they name the publisher where a report only has a link. A plain text whose
# first line is the name, alone or before a date, is taken for that outlet's. List them before their reports are read: a report
# that is kept stays as it was.

# [[outlet]]
# name = "Example Wire"
# kind = "media"
# domains = ["example-wire.example"]
"""

_GAZETTEER = """\
name,other names,lat,lon,admin,country,kind,note
Kabkabiya,Kebkabiya;Kabkabiyah,13.6500,24.0833,North Darfur;Kabkabiya,SD,populated,"An example: other names \
apart by semicolons; admin from the largest division down; the note is for people. Delete this line or keep it."
"""

_README = """\
# A casualty register

Made by `daftar init`. Every file here is yours to edit, and belongs under version control; the store and `llm-cache` do not.

| file | what it decides |
|---|---|
| `daftar.toml` | the choices: conventions, languages, gazetteers, outlets, where the store is |
| `outlets.toml` | who publishes your reports, and of what kind they are |
| `gazetteer.csv` | places that you know better than the built-in gazetteer |
| `gazetteers/` | gazetteers made by `daftar gazetteer add` |
| `codebook/conventions/*.toml` | what counting words count: "dozens", "at least", "several" |
| `codebook/grades/*.toml` | what makes a record confirmed, fair, weak, contested or discounted |
| `codebook/vocabularies.toml` | the words that records are coded in, to read; the lists are closed |
| `casualties.db` | the store, once `daftar run` has made it |
| `llm-cache/` | a language model's answers, where one is asked; they quote the reports |

First steps, in this folder:

    daftar doctor                       # is everything in order?
    daftar run reports/                 # read what you have into the store
    daftar incidents                    # what came of it
    daftar explain INCIDENT             # where each number comes from
    daftar export --format site page/   # a page to open in a browser

A change of any of these files is taken up by the next `daftar run`: reports are then read again.
"""


FOLDERS = ("codebook", GAZETTEERS, "llm-cache")
"""The folders of a register that hold no reports."""


def written_by_init() -> tuple[str, ...]:
    """The names of the files that a new register has, in order, relative to it."""
    return tuple(_contents())


def write_register(folder: Path) -> tuple[Path, ...]:
    """Write a new register into ``folder``, making it where needed; give back the files, in order.

    Raises SettingsError where any of the files is there already (then none is written) or cannot be written.
    """
    contents = _contents()
    there = [name for name in contents if (folder / name).exists()]
    if there:
        raise SettingsError(
            f"{folder}: nothing is written over, and these are there: {', '.join(there)}; name another folder"
        )
    try:
        for name, text in contents.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise SettingsError(f"{folder}: cannot be written: {error.strerror}") from error
    return tuple(folder / name for name in contents)


def _contents() -> dict[str, str]:
    """The text of each file of a new register, by name."""
    package = resources.files("daftar.codebook")
    contents = {
        FILE_NAME: _SETTINGS,
        "outlets.toml": _OUTLETS.format(kinds=", ".join(vocabularies().origin_kind)),
        "gazetteer.csv": _GAZETTEER,
        "README.md": _README,
        "codebook/vocabularies.toml": (package / "vocabularies.toml").read_text(encoding="utf-8"),
    }
    for name in KNOWN:
        text = (package / "sets" / f"{name}.toml").read_text(encoding="utf-8")
        contents[f"codebook/conventions/{name}.toml"] = text
    for name in SCHEMES:
        text = (package / "schemes" / f"{name}.toml").read_text(encoding="utf-8")
        contents[f"codebook/grades/{name}.toml"] = text
    return contents
