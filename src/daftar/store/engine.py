"""Opening a database: where it is, how it is spoken to, and bringing its tables up to date."""

from __future__ import annotations

import sqlite3
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from daftar.errors import StoreError
from daftar.store.schema import REVISION, audit, metadata

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["address_of", "faults_as_store_errors", "migrate", "of_one_moment", "open_engine", "writing"]

_CACHE = 65_536  # KiB of a file's pages kept in memory at most
_BUSY = 30  # seconds to wait for another writer before giving up
_NO_DATABASE = "file is not a database"  # as SQLite says it
_ASK_AGAIN = 0.02  # seconds


def open_engine(path_or_url: str | Path, *, create: bool) -> sa.Engine:
    """An engine for an SQLite file or a ``postgresql://`` URL. Raises StoreError where there can be none."""
    text = str(path_or_url)
    if "://" not in text:
        return _sqlite(Path(text), create=create)
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as error:
        raise StoreError("the store's URL makes no sense; write postgresql://user@host/database") from error
    if url.get_backend_name() == "sqlite" and url.database:
        return _sqlite(Path(url.database), create=create)
    if url.get_backend_name() not in {"postgresql", "postgres"}:
        raise StoreError(
            f"{url.drivername} stores are not known; give the path of an SQLite file or postgresql://..."
        )
    return sa.create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True)


def _sqlite(path: Path, *, create: bool) -> sa.Engine:
    if path.is_dir() or not path.parent.is_dir():
        raise StoreError(f"{path}: no store can be here; name a file in a folder that is there")
    if not create and not path.exists():
        raise StoreError(
            f"{path}: there is no store here; make one with 'daftar run INPUT... --store {path}'"
        )
    if not create and path.is_file() and not path.stat().st_size:  # SQLite would make a database of it
        raise StoreError(f"{path}: the file is empty, and no store; name the one that 'daftar run' made")
    engine = sa.create_engine(sa.URL.create("sqlite", database=str(path)), connect_args={"timeout": _BUSY})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver must not begin transactions by itself: it would leave changes of tables outside of them.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("foreign_keys=ON", "synchronous=FULL", f"cache_size=-{_CACHE}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: sa.Connection) -> None:
    # A writer takes its lock at once: one that reads first and writes later can be refused half-way.
    writes = connection.get_execution_options().get("daftar_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def address_of(engine: sa.Engine) -> str:
    """The store's path or URL, without its password."""
    url = engine.url
    return url.database or "" if engine.dialect.name == "sqlite" else url.render_as_string(hide_password=True)


@contextmanager
def faults_as_store_errors(engine: sa.Engine) -> Iterator[None]:
    """Turn the database's own errors into StoreError, naming the store."""
    try:
        yield
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        if reason == _NO_DATABASE:
            reason = "this is no store; name the file that 'daftar run' made"
        raise StoreError(f"{address_of(engine)}: {reason}") from error


@contextmanager
def of_one_moment(engine: sa.Engine) -> Iterator[sa.Connection]:
    """One transaction that only reads, all of whose answers are of the moment of the first.

    SQLite's always are; PostgreSQL's by themselves are each of its own moment.
    """
    with faults_as_store_errors(engine), engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """One transaction that writes: committed at the end, undone by any exception."""
    with (
        faults_as_store_errors(engine),
        engine.connect().execution_options(daftar_writes=True) as connection,
        connection.begin(),
    ):
        yield connection


def migrate(engine: sa.Engine, at: Any) -> None:
    """Bring the tables up to date, in one transaction with the record of it, or find that they are.

    Raises StoreError for a database that belongs to something else or was made by a newer Daftar.
    """
    with faults_as_store_errors(engine), engine.connect() as connection:
        if _revision(connection, engine) == REVISION:
            return
    if engine.dialect.name == "sqlite":
        _write_ahead(engine)
    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":
            # Two people opening a new store at once: the second waits here and then finds it made.
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(748927364)"))
        before = _revision(connection, engine)
        if before == REVISION:
            return
        _upgrade(connection)
        words = f"from {before or 'nothing'} to {REVISION}"
        connection.execute(audit.insert().values(at=at, who="daftar", what="migrate", detail=words))


def _write_ahead(engine: sa.Engine) -> None:
    """Let readers go on while one writes (WAL). The file remembers it, so only a new store asks.

    SQLite does not wait for others here as it does elsewhere: of two that make a store at once, one must ask again.
    """
    until = time.monotonic() + _BUSY
    with faults_as_store_errors(engine):
        while True:
            connection = engine.raw_connection()
            try:
                connection.cursor().execute("PRAGMA journal_mode=WAL").close()
            except sqlite3.OperationalError as error:
                if time.monotonic() > until:
                    raise StoreError(
                        f"{address_of(engine)}: {error}; is another program using it?"
                    ) from error
                time.sleep(_ASK_AGAIN)
            else:
                return
            finally:
                connection.close()


def _revision(connection: sa.Connection, engine: sa.Engine) -> str | None:
    tables = set(sa.inspect(connection).get_table_names())
    if not {"alembic_version", "archive", "reports"} <= tables:
        # A PostgreSQL database may hold other people's tables beside ours; an SQLite file is ours alone.
        ours = {"alembic_version", *metadata.tables}
        if tables & ours or (tables and engine.dialect.name == "sqlite"):
            raise StoreError(f"{address_of(engine)}: this database belongs to something else; name another")
        return None
    revision: str | None = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
    if revision is not None and revision > REVISION:
        raise StoreError(
            f"{address_of(engine)}: made by a newer Daftar (tables {revision}); install that one"
        )
    return revision


def _upgrade(connection: sa.Connection) -> None:
    from alembic import command  # noqa: PLC0415 - only a new or an older store pays for loading Alembic
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", "daftar.store:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
