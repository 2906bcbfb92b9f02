"""``init`` and ``doctor``, and a register's part in every other verb."""

from __future__ import annotations

import json
import shutil
import tomllib
from typing import TYPE_CHECKING

import pytest

from daftar.codebook import vocabularies
from daftar.codebook.conventions import KNOWN

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result


@pytest.fixture
def register(daftar: Callable[..., Result], tmp_path: Path) -> Path:
    done = daftar("init", tmp_path / "register")
    assert done.exit_code == 0, done.stderr
    return tmp_path / "register"


def test_init_writes_everything_that_is_there_to_edit(register: Path) -> None:
    tomllib.loads((register / "daftar.toml").read_text())
    tomllib.loads((register / "outlets.toml").read_text())
    for kind in vocabularies().origin_kind:
        assert kind in (register / "outlets.toml").read_text()
    assert (register / "gazetteer.csv").read_text().startswith("name,other names,lat,lon,admin,country")
    assert {path.stem for path in (register / "codebook" / "conventions").iterdir()} == set(KNOWN)
    assert "daftar run" in (register / "README.md").read_text()


def test_a_fresh_register_is_in_order_and_reads(
    daftar: Callable[..., Result], register: Path, reports: Path
) -> None:
    done = daftar("--register", register, "doctor")
    assert done.exit_code == 0, done.stdout
    assert all(line.startswith("ok ") for line in done.stdout.splitlines())
    assert daftar("--register", register, "run", reports).exit_code == 0
    assert (register / "casualties.db").is_file()
    assert daftar("--register", register, "incidents").stdout.count("\n") > 1
    assert "3 reports" in daftar("--register", register, "doctor").stdout


def test_init_writes_nothing_over(daftar: Callable[..., Result], register: Path) -> None:
    (register / "outlets.toml").write_text("# mine\n")
    (register / "daftar.toml").unlink()
    done = daftar("init", register)
    assert done.exit_code == 2
    assert "outlets.toml" in done.stderr
    assert (register / "outlets.toml").read_text() == "# mine\n"
    assert not (register / "daftar.toml").exists()


def test_a_register_is_found_from_a_folder_inside_it(
    daftar: Callable[..., Result], register: Path, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (register / "incoming" / "today").mkdir(parents=True)
    monkeypatch.chdir(register / "incoming" / "today")
    assert daftar("run", reports).exit_code == 0
    assert (register / "casualties.db").is_file()


def test_a_register_s_own_gazetteer_and_outlets_are_honoured(
    daftar: Callable[..., Result], register: Path, tmp_path: Path
) -> None:
    with (register / "gazetteer.csv").open("a") as file:
        file.write("Tal Example,Tel Exemple,35.5,36.5,Idlib,SY,populated,\n")
    (register / "outlets.toml").write_text(
        '[[outlet]]\nname = "Rights Desk"\nkind = "monitor"\ndomains = ["rd.example"]'
    )
    text = "Nine people were killed in Tel Exemple on 5 November 2019."
    row = {"id": "r", "text": text, "url": "https://www.rd.example/1"}
    (tmp_path / "r.jsonl").write_text(json.dumps(row))
    (claim,) = json.loads(daftar("--register", register, "read", "r.jsonl").stdout)["claims"]
    assert (claim["place"]["lat"], claim["place"]["lon"]) == (35.5, 36.5)
    assert claim["origin"][0] | {"quote": None} == {
        "name": "Rights Desk",
        "organisation": None,
        "kind": "monitor",
        "quote": None,
    }


def test_a_register_s_own_conventions_are_honoured(
    daftar: Callable[..., Result], register: Path, tmp_path: Path
) -> None:
    sets = register / "codebook" / "conventions"
    (sets / "ours.toml").write_text('extends = "default"\n[words]\ndozens = { low = 30, high = 60 }\n')
    settings = register / "daftar.toml"
    settings.write_text(settings.read_text().replace('conventions = "default"', 'conventions = "ours"'))
    (tmp_path / "a.txt").write_text("Dozens of people were killed in Saraqib.")
    (claim,) = json.loads(daftar("--register", register, "read", "a.txt").stdout)["claims"]
    assert (claim["count"]["low"], claim["count"]["high"]) == (30, 60)


def test_a_row_of_the_gazetteer_that_is_no_place_is_told_and_reading_goes_on(
    daftar: Callable[..., Result], register: Path, reports: Path
) -> None:
    with (register / "gazetteer.csv").open("a") as file:
        file.write("Nowhere,,north,east,,SY,populated,\n")
    done = daftar("--register", register, "read", reports)
    assert done.exit_code == 0
    assert "gazetteer.csv, line 3" in done.stderr


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        (
            "[reading]\nconventions = 7",
            'reading.conventions must be text in quotes, such as conventions = "..."',
        ),
        (
            "[reading]\nlanguage = ['en']",
            "unknown key reading.language; known in [reading]: conventions, extractor",
        ),
        ("[reading]\nlanguages = 'en'", "reading.languages must be a list of texts"),
        ("[reading]\nday_first = 'yes'", "reading.day_first must be true or false, without quotes"),
        ("[columns]\nplaces = 'X'", "unknown key columns.places; known in [columns]: id, text"),
        ("[columns]\ntext = 7", "columns.text must be a list of texts"),
        ("[gazetteers]\nfiles = ['absent.csv']", "gazetteers.files names absent.csv, which is not there"),
        ("[gazetteers]\ncountries = ['Yemen']", "'Yemen' is no code of ISO 3166"),
        ("[outlets]\nfile = 'absent.toml'", "outlets.file names absent.toml, which is not there"),
        (
            "[colours]\nred = 1",
            "unknown table [colours]; known: columns, gazetteers, llm, outlets, reading, store",
        ),
        ("reading = 1", "reading must be a table"),
        ("[reading", "not valid TOML"),
    ],
)
def test_a_fault_in_the_settings_names_file_key_and_remedy(
    daftar: Callable[..., Result], register: Path, reports: Path, line: str, complaint: str
) -> None:
    (register / "daftar.toml").write_text(line)
    for words in (["read", reports], ["run", reports], ["incidents"]):
        done = daftar("--register", register, *words)
        assert done.exit_code == 2, words
        assert done.stderr.startswith(f"daftar: {register / 'daftar.toml'}: ")
        assert complaint in done.stderr
    sick = daftar("--register", register, "doctor")
    assert sick.exit_code == 1
    assert complaint in sick.stdout


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('[[outlet]]\nkind = "media"', 'outlet 1: name is missing; write name = "..."'),
        ('[[outlet]]\nname = "A"', "outlet 1: kind is missing"),
        ('[[outlet]]\nname = "A"\nkind = "rumour"', "outlet 1 (A): kind 'rumour' is none of rescue_service"),
        (
            '[[outlet]]\nname = "A"\nkind = "media"\nsite = "a"',
            "outlet 1: unknown key site; known: name, kind, domains",
        ),
        ('[[outlet]]\nname = "A"\nkind = "media"\ndomains = "a"', "domains must be a list of texts"),
        (
            '[[outlet]]\nname = "A"\nkind = "media"\ndomains = ["https://a.example/news"]',
            "https://a.example/news is no domain",
        ),
        ('[[outlet]]\nname = "A"\nkind = "media"\n' * 2, "A is there twice; keep one"),
        ("[outlets]\nname = 1", "nothing but outlets belongs here"),
        ("[[outlet", "not valid TOML"),
    ],
)
def test_a_fault_in_the_outlets_names_file_entry_and_remedy(
    daftar: Callable[..., Result], register: Path, reports: Path, text: str, complaint: str
) -> None:
    (register / "outlets.toml").write_text(text)
    done = daftar("--register", register, "read", reports)
    assert done.exit_code != 0
    assert done.stderr.startswith(f"daftar: {register / 'outlets.toml'}")
    assert complaint in done.stderr


def test_doctor_finds_a_store_that_is_none(daftar: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("not a database " * 100)
    done = daftar("doctor", "--store", "notes.db")
    assert done.exit_code == 1
    assert "wrong  store: notes.db: this is no store" in done.stdout


def test_a_register_moved_elsewhere_still_works(
    daftar: Callable[..., Result], register: Path, reports: Path, tmp_path: Path
) -> None:
    daftar("--register", register, "run", reports)
    shutil.move(register, tmp_path / "moved")
    assert daftar("--register", tmp_path / "moved", "run", reports).stderr.endswith("(as before)\n")


def test_a_run_over_the_registers_own_folder_reads_only_the_reports_in_it(
    daftar: Callable[..., Result], register: Path, reports: Path
) -> None:
    """A page that was published, read again as a report, would be one more source for what it repeats."""
    shutil.move(reports, register / "reports.jsonl")
    first = daftar("--register", register, "run", register)
    assert (first.exit_code, first.stderr.splitlines()[-1][:15]) == (0, "reports: 3 new;")
    for form in ("site", "csv", "json", "geojson"):
        assert (
            daftar("--register", register, "export", "--format", form, register / f"as {form}").exit_code == 0
        )
    (register / "as csv" / "later.txt").write_text("Two people were killed in Idlib on 4 May 2019.")
    again = daftar("--register", register, "run", register)
    assert again.exit_code == 0, again.stderr
    assert again.stderr.startswith("reports: 1 new, 3 known;"), "what others put into such a folder is read"


def test_what_a_verb_writes_into_the_folder_it_reads_is_not_read(
    daftar: Callable[..., Result], reports: Path
) -> None:
    folder = reports.parent
    assert daftar("run", folder, "--store", folder / "own.db").exit_code == 0
    assert daftar("run", ".", "--store", "own.db").exit_code == 0
    for kept in folder.glob("own.db*"):
        kept.unlink()
    assert daftar("read", folder, "--output", "claims.jsonl").exit_code == 0
    again = daftar("read", ".", "--output", "claims.jsonl")
    assert (again.exit_code, again.stderr) == (0, "")


def test_what_a_register_says_of_its_sheets_holds_in_every_run_and_an_option_goes_before_it(
    daftar: Callable[..., Result], register: Path, tmp_path: Path
) -> None:
    """Columns and the order of day and month, for good in daftar.toml or for one call."""
    settings = register / "daftar.toml"
    written = settings.read_text().replace("[reading]", "[reading]\nday_first = true", 1)
    settings.write_text(written + '\n[columns]\ntext = "Heard"\n')
    (tmp_path / "a.csv").write_text(
        "Heard;Said;Date\nTwo were killed in Saraqib.;Six were killed;04/03/2025\n"
    )

    def read(*options: str) -> tuple[str, str]:
        (line,) = daftar("--register", register, "read", "a.csv", *options).stdout.splitlines()
        told = json.loads(line)
        return told["published"], told["claims"][0]["count"]["worded"]

    assert read() == ("2025-03-04", "Two")
    assert read("--month-first", "--column", "text=Said") == ("2025-04-03", "Six")
    wrong = daftar("read", "a.csv", "--column", "words=Said")
    assert wrong.exit_code == 2
    assert "write FIELD=NAME, FIELD being one of id, text, title" in " ".join(wrong.stderr.split())
