"""A language model from the command line: named by the user or not asked, checked, counted, and kept apart from tolls."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from tests.model_server import EIGHT, NINE, ModelServer, claims, completion, killed, refused, shown, well

from daftar.cli.llm import options_of
from daftar.errors import SettingsError
from daftar.settings import LlmSettings, Settings, load_settings
from daftar.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from click.testing import Result
    from tests.model_server import Answer


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No endpoint and no cache but the test's own."""
    for name in ("DAFTAR_LLM_ENDPOINT", "DAFTAR_LLM_MODEL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("daftar.cli.llm._cache_folder", lambda: tmp_path / "cache")


@pytest.fixture
def server() -> Iterator[ModelServer]:
    made = ModelServer()
    yield made
    made.close()


@pytest.fixture
def asked(server: ModelServer) -> tuple[str, ...]:
    """The options that name the test's model."""
    return ("--llm-endpoint", server.url, "--llm-model", "tiny")


def rows(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def wrong(body: dict[str, Any]) -> Answer:
    """Say what is there, and as much again that is not."""
    found = [killed(p["n"], "Ninety people were killed", "Ninety", "people") for p in shown(body)["passages"]]
    return claims(
        *json.loads(json.loads(well(body).body)["choices"][0]["message"]["content"])["claims"], *found
    )


@pytest.mark.parametrize("extractor", ["llm", "rules,llm"])
def test_without_a_named_endpoint_nothing_is_read_and_the_user_is_told_what_to_do(
    daftar: Callable[..., Result], reports: Path, extractor: str
) -> None:
    for verb in (["read", reports], ["run", reports, "--store", "s.db"]):
        done = daftar(*verb, "--extractor", extractor)
        assert done.exit_code == 2
        assert done.stdout == ""
        assert "no language model is named" in done.stderr
        assert "--llm-endpoint http://127.0.0.1:11434/v1 and --llm-model NAME" in done.stderr
    done = daftar("read", reports, "--extractor", extractor, "--llm-endpoint", "http://127.0.0.1:9")
    assert done.exit_code == 2
    assert "no model; give --llm-model NAME" in done.stderr


def test_reading_by_rules_asks_no_model_that_is_named(
    daftar: Callable[..., Result], reports: Path, server: ModelServer, asked: tuple[str, ...]
) -> None:
    done = daftar("read", reports, *asked)
    assert done.stdout == daftar("read", reports).stdout
    assert server.requests == []


def test_a_model_s_claims_are_printed_as_the_schema_promises_and_the_cost_is_told(
    daftar: Callable[..., Result], reports: Path, server: ModelServer, asked: tuple[str, ...]
) -> None:
    server.answer = wrong
    done = daftar("read", reports, "--extractor", "llm", *asked)
    assert done.exit_code == 0
    schema = Draft202012Validator(json.loads(daftar("schema").stdout))
    for row in rows(done):
        schema.validate(row)
    first, second, third = rows(done)
    assert [c["extractor"].startswith("llm/tiny@") for c in first["claims"] + second["claims"]] == [
        True,
        True,
    ]
    assert [len(row["rejected"]) for row in (first, second, third)] == [2, 1, 1]
    assert first["rejected"][0]["words"] == "Ninety people were killed"
    assert first["rejected"][0]["reason"] == "not_in_report"
    (toll,) = [incident["toll"]["killed"]["all"] for incident in first["incidents"]]
    assert (toll["low"], toll["high"]) == (9, 9)  # what was rejected counts nowhere
    assert done.stderr == (
        "language model: 3 requests, 0 answers from the cache, 3,000 tokens in, 600 out, "
        "2 claims kept, 4 rejected\n"
    )


def test_what_was_asked_once_is_not_asked_again(
    daftar: Callable[..., Result], reports: Path, server: ModelServer, asked: tuple[str, ...]
) -> None:
    first = daftar("read", reports, "--extractor", "llm", *asked)
    again = daftar("read", reports, "--extractor", "llm", *asked)
    assert again.stdout == first.stdout
    assert len(server.requests) == 3
    assert "0 requests, 3 answers from the cache, 0 tokens in, 0 out" in again.stderr


def test_two_processes_read_the_same_and_the_cost_of_both_is_told(
    daftar: Callable[..., Result], reports: Path, server: ModelServer, asked: tuple[str, ...], tmp_path: Path
) -> None:
    one = daftar("read", reports, "--extractor", "llm", *asked)
    (tmp_path / "cache").rename(tmp_path / "old")
    two = daftar("read", reports, "--extractor", "llm", *asked, "--jobs", 2)
    assert two.stdout == one.stdout
    assert two.stderr == one.stderr
    assert len(server.requests) == 6


def test_rules_and_model_together_make_one_claim_or_are_marked(
    daftar: Callable[..., Result], reports: Path, asked: tuple[str, ...]
) -> None:
    first, second, third = rows(daftar("read", reports, "--extractor", "rules,llm", *asked))
    nine = next(c for c in first["claims"] if c["outcome"] == "killed" and c["count"]["best"] == 9)
    assert nine["extractor"].startswith("rules/en@1+llm/tiny@")
    assert nine["review"] == []
    three = next(c for c in first["claims"] if c["outcome"] == "killed" and c["count"]["best"] == 3)
    assert [(mark["field"], mark["reason"]) for mark in three["review"]] == [("claim", "only_one")]
    assert first["incidents"][0]["toll"]["killed"]["all"]["best"] == 9
    assert second["incidents"][0]["toll"]["killed"]["all"]["best"] == 8
    assert third["claims"] == []


def test_a_report_without_an_answer_is_one_line_and_the_rest_goes_on(
    daftar: Callable[..., Result], reports: Path, server: ModelServer, asked: tuple[str, ...]
) -> None:
    server.answer = lambda body: completion("") if NINE in body["messages"][1]["content"] else well(body)
    done = daftar("read", reports, "--extractor", "llm", *asked)
    assert done.exit_code == 1
    assert [row["report"] for row in rows(done)] == ["c1", "s1"]
    told = done.stderr.splitlines()
    assert told[0] == f"daftar: {reports}#row 1: the answer is empty"
    assert "1 report without an answer" in told[1]
    assert "Saraqib" not in done.stderr


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_endpoint_that_refuses_ends_the_reading_with_one_line(
    daftar: Callable[..., Result], reports: Path, server: ModelServer, asked: tuple[str, ...], jobs: int
) -> None:
    server.answer = lambda _: refused(401, "no")
    done = daftar("read", reports, "--extractor", "llm", *asked, "--jobs", jobs)
    assert done.exit_code == 1
    assert done.stdout == ""
    assert f"daftar: {server.url}: refuses the key" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_run_keeps_readings_and_rejections_and_asks_again_for_what_had_no_answer(
    daftar: Callable[..., Result], reports: Path, server: ModelServer, asked: tuple[str, ...]
) -> None:
    words = ("--store", "s.db", "--extractor", "llm", *asked)
    server.answer = lambda body: completion("") if EIGHT in body["messages"][1]["content"] else wrong(body)
    first = daftar("run", reports, *words)
    assert first.exit_code == 1
    assert "row 2: the answer is empty; the next run asks again" in first.stderr
    assert "reports: 3 new, 1 without an answer; read 2; incidents: 1" in first.stderr
    with closing(open_store("s.db", create=False)) as kept:
        reader = kept.state().reader
        assert {name: len(found) for name, found in kept.rejected(reader)} == {"w1": 2, "s1": 1}
        assert kept.unread(reader) == ["c1"]
    server.answer = wrong
    before = len(server.requests)
    second = daftar("run", *words)
    assert second.exit_code == 0
    assert len(server.requests) == before + 1
    assert "read 1" in second.stderr
    third = daftar("run", *words, "--jobs", 2)
    assert "read 0" in third.stderr
    listed = daftar("incidents", "--store", "s.db", "--format", "csv").stdout
    assert "Ninety" not in listed
    assert ",90," not in listed


def test_a_run_by_another_model_reads_again(
    daftar: Callable[..., Result], reports: Path, server: ModelServer, asked: tuple[str, ...]
) -> None:
    daftar("run", reports, "--store", "s.db", "--extractor", "llm", *asked)
    done = daftar("run", "--store", "s.db", "--extractor", "llm", *asked[:3], "other", "--jobs", 2)
    assert "read 3" in done.stderr
    assert {body["model"] for body in server.requests} == {"tiny", "other"}


def test_explain_shows_what_is_to_be_reviewed(
    daftar: Callable[..., Result], reports: Path, asked: tuple[str, ...]
) -> None:
    daftar("run", reports, "--store", "s.db", "--extractor", "rules,llm", *asked)
    (incident, *_) = (
        daftar("incidents", "--store", "s.db", "--format", "csv").stdout.splitlines()[1].split(",")
    )
    assert (
        "to review, claim: only rules/en@1 reads this"
        in daftar("explain", incident, "--store", "s.db").stdout
    )


def test_the_queue_lists_what_extractors_differ_over_however_sure_it_is(
    daftar: Callable[..., Result], reports: Path, asked: tuple[str, ...]
) -> None:
    daftar("run", reports, "--store", "s.db", "--extractor", "rules,llm", *asked)
    done = daftar("queue", "--store", "s.db", "--below", 0, "--format", "json")
    tasks = [json.loads(line) for line in done.stdout.splitlines()]
    assert any("only rules/en@1 reads this" in doubt for task in tasks for doubt in task["doubts"])


def test_the_register_names_the_model_and_keeps_the_answers(
    daftar: Callable[..., Result],
    reports: Path,
    server: ModelServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    register = tmp_path / "register"
    daftar("init", register)
    settings = register / "daftar.toml"
    settings.write_text(
        settings.read_text().replace('# extractor = "rules"', 'extractor = "rules,llm"')
        + f'endpoint = "{server.url}"\nmodel = "tiny"\nkey_variable = "MY_KEY"\nprice_in = 2.0\nprice_out = 10\n'
    )
    monkeypatch.setenv("MY_KEY", "secret-9")
    done = daftar("--register", register, "read", reports)
    assert done.exit_code == 0
    assert "cost 0.0120" in done.stderr
    assert server.headers[0]["authorization"] == "Bearer secret-9"
    assert list((register / "llm-cache").rglob("*.json"))
    for verb in ("places", "dates"):  # they need no model
        assert daftar("--register", register, verb, reports).exit_code == 0
    assert len(server.requests) == 3
    monkeypatch.delenv("MY_KEY")
    done = daftar("--register", register, "read", reports)
    assert done.exit_code == 2
    assert "MY_KEY, which is not set" in done.stderr


def test_doctor_asks_the_endpoint_only_when_told_to(
    daftar: Callable[..., Result], server: ModelServer, tmp_path: Path
) -> None:
    assert "ok     language model: none named; none is asked" in daftar("doctor").stdout
    assert "wrong  language model: no endpoint is named" in daftar("doctor", "--llm").stdout
    (tmp_path / "daftar.toml").write_text(
        f'[reading]\nextractor = "llm"\n[llm]\nendpoint = "{server.url}"\nmodel = "tiny"\n'
    )
    plain = daftar("doctor")
    assert plain.exit_code == 0
    assert f"ok     language model: tiny at {server.url}; not asked" in plain.stdout
    told = daftar("doctor", "--llm")
    assert told.exit_code == 0
    assert f"ok     language model: {server.url} has tiny" in told.stdout
    assert server.requests == []  # neither sends a text
    server.close()
    gone = daftar("doctor", "--llm")
    assert gone.exit_code == 1
    assert "cannot be reached" in gone.stdout


def test_texts_that_leave_the_machine_are_told_of_before_any_is_sent(
    daftar: Callable[..., Result], tmp_path: Path
) -> None:
    (tmp_path / "empty.jsonl").write_text("")
    words = ("read", tmp_path / "empty.jsonl", "--extractor", "llm", "--llm-model", "m", "--llm-endpoint")
    here = daftar(*words, "http://localhost:9/v1")
    assert "sent" not in here.stderr
    away = daftar(*words, "https://models.example/v1")
    assert away.stderr.startswith("daftar: texts of the reports are sent to models.example\n")
    plain = daftar(*words, "http://10.0.0.2:8000")
    assert plain.stderr.startswith("daftar: texts of the reports are sent to 10.0.0.2:8000, unencrypted\n")


def test_a_key_is_not_sent_to_another_endpoint_than_the_one_it_is_written_beside(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("K", "secret-9")
    said = LlmSettings(endpoint="https://a.example/v1", model="m", key_variable="K")
    for address, key in ((None, "K"), ("https://a.example", "K"), ("https://b.example/v1", None)):
        made = options_of(Settings(llm=said), address, None)
        assert made is not None
        assert made.key_variable == key


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("timeout = 0", "llm.timeout must be a number, 1 or more"),
        ("timeout = true", "llm.timeout must be a number"),
        ("timeout = nan", "llm.timeout must be a number"),
        ("retries = 1.5", "llm.retries must be a whole number, 0 or more"),
        ("price_in = -1", "llm.price_in must be a number, 0 or more"),
        ("key = 'sk-9'", "unknown key llm.key"),
        ("endpoint = 9", "llm.endpoint must be text"),
    ],
)
def test_a_fault_in_the_settings_of_the_model_names_it(tmp_path: Path, line: str, complaint: str) -> None:
    (tmp_path / "daftar.toml").write_text(f"[llm]\n{line}\n")
    with pytest.raises(SettingsError, match=complaint) as caught:
        load_settings(tmp_path)
    assert "sk-9" not in str(caught.value)


def test_help_loads_nothing_that_asks_over_a_network() -> None:
    code = (
        "import sys\nfrom click.testing import CliRunner\nfrom daftar.cli import main\n"
        "CliRunner().invoke(main, ['--help'])\nCliRunner().invoke(main, ['read', '--help'])\nprint(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"httpx", "pydantic", "msgspec", "ssl"} & set(done.stdout.split())
