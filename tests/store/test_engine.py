"""Opening a store: what is refused, and how tables come to be."""

from __future__ import annotations

import datetime as dt
import hashlib
import sqlite3
import zlib
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import event

from daftar.errors import StoreError
from daftar.model import Report
from daftar.store import open_store
from daftar.store.engine import migrate, open_engine
from daftar.store.schema import REVISION

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("these are my notes, not a database\n" * 50)
    with pytest.raises(StoreError, match=r"notes\.txt: this is no store"):
        open_store(file)
    assert file.read_text().startswith("these are my notes")


def test_a_database_of_something_else_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "recipes.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE cakes (name TEXT)")
    before = file.read_bytes()
    with pytest.raises(StoreError, match="belongs to something else"):
        open_store(file)
    assert file.read_bytes() == before


def test_a_store_that_is_not_there_is_not_made_by_looking_for_it(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store here"):
        open_store(tmp_path / "casualties.db", create=False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", [".", "no/such/folder/casualties.db"])
def test_a_place_where_no_file_can_be_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(StoreError, match="no store can be here"):
        open_store(tmp_path / name)


@pytest.mark.parametrize("url", ["mysql://host/db", "http://host/db", "://", "postgresql://host:port/db"])
def test_a_url_that_is_no_store_s_is_refused(url: str) -> None:
    with pytest.raises(StoreError):
        open_store(url)


def test_a_password_is_in_no_message() -> None:
    with pytest.raises(StoreError) as caught:
        open_store("postgresql://somebody:geheim@127.0.0.1:1/none")
    assert "geheim" not in str(caught.value)
    assert "127.0.0.1" in str(caught.value)


def test_the_revision_that_the_code_knows_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", "daftar.store:migrations")
    assert ScriptDirectory.from_config(config).get_current_head() == REVISION


def test_a_migration_that_fails_half_way_leaves_nothing_behind(tmp_path: Path) -> None:
    moment = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    statements = 0
    for stop in (3, 12, 20):
        engine = open_engine(tmp_path / "casualties.db", create=True)
        statements = 0

        def count(_c: object, _k: object, statement: str, *_: object, stop: int = stop) -> None:
            nonlocal statements
            if statement.lstrip().startswith(("CREATE", "INSERT")):
                statements += 1
                if statements == stop:
                    raise RuntimeError("the power went")

        event.listen(engine, "before_cursor_execute", count)
        with pytest.raises(RuntimeError, match="the power went"):
            migrate(engine, moment)
        engine.dispose()
        with closing(sqlite3.connect(tmp_path / "casualties.db")) as connection:
            assert connection.execute("SELECT name FROM sqlite_master").fetchall() == []
    with closing(open_store(tmp_path / "casualties.db")) as store:
        assert store.counts()["reports"] == 0


def test_a_store_is_written_ahead_and_holds_its_references(tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "casualties.db")) as store, store.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


@pytest.mark.parametrize("body", [b"not even compressed", zlib.compress(b"y")])
def test_changed_bytes_in_the_archive_are_found(tmp_path: Path, body: bytes) -> None:
    digest = hashlib.sha256(b"x").hexdigest()
    with closing(open_store(tmp_path / "casualties.db")) as store:
        store.admit([(Report(id="r", sha256=digest, text="x", source="a", media_type="text/plain"), b"x")])
        store.verify()
        with store.engine.begin() as connection:
            connection.exec_driver_sql("DROP TRIGGER archive_no_update")
            connection.exec_driver_sql("UPDATE archive SET body = ?", (body,))
        with pytest.raises(StoreError, match=digest):
            store.verify()
        with pytest.raises(StoreError, match=digest):
            store.content(digest)
