"""The SQLite file of a state: opened, brought to this version, read and written in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from migrate.errors import OutputError
from migrate.state.tables import APPLICATION, MIGRATIONS, FileRow, MadeRow, PageRow, RedirectRow, RunRow

ANEW = "name another with --state, or move it away: then every id is given anew"


class Rows(NamedTuple):
    """A record as it is kept: `path` where it is a file."""

    kind: str
    type: str
    path: str | None
    content: bytes


class State:
    """An open state. What is written is kept only when the transaction that `changing` opens ends well."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path, self._db = path, connection

    @classmethod
    def open(cls, path: Path) -> State:
        """The state in `path`, made where there is none. Raises OutputError for what is no state, or a newer one."""
        try:
            connection = sqlite3.connect(path, isolation_level=None, timeout=5)
            try:
                _migrate(path, connection)
            except BaseException:
                connection.close()
                raise
        except sqlite3.DatabaseError as error:
            raise OutputError(_said(path, error)) from error
        return cls(path, connection)

    def close(self) -> None:
        self._db.close()

    @contextmanager
    def changing(self, *, keep: bool = True) -> Iterator[None]:
        """One transaction: kept at its end, undone by what is raised in it; without `keep` always undone."""
        try:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                if self._db.in_transaction:  # a full disk ends it by itself
                    self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT" if keep else "ROLLBACK")
        except sqlite3.OperationalError as error:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise OutputError(_said(self.path, error)) from error

    # --- What is read ---

    def meta(self) -> dict[str, str]:
        """Single values by name."""
        return dict(self._all("SELECT name, value FROM meta"))

    def files(self) -> dict[str, FileRow]:
        return {row.path: row for row in map(FileRow._make, self._all("SELECT * FROM file"))}

    def pages(self) -> dict[str, PageRow]:
        """Every page that there ever was, by id."""
        return {row.id: row for row in map(PageRow._make, self._all("SELECT * FROM page ORDER BY id"))}

    def page(self, id: str) -> PageRow | None:
        row = self._db.execute("SELECT * FROM page WHERE id = ?", (id,)).fetchone()
        return None if row is None else PageRow(*row)

    def page_in(self, file: str) -> PageRow | None:
        """The page that is made of a file; None where there is none, or more than one."""
        rows = self._db.execute("SELECT * FROM page WHERE file = ? AND gone IS NULL", (file,)).fetchall()
        return PageRow(*rows[0]) if len(rows) == 1 else None

    def count(self) -> int:
        """How many pages there are."""
        return int(self._db.execute("SELECT count(*) FROM page WHERE gone IS NULL").fetchone()[0])

    def keys(self) -> dict[str, tuple[str, str, int, str, str]]:
        """What tells whether a page must be made anew, by id: page, body, wide, leans, print."""
        rows = self._all("SELECT id, page, body, wide, leans, print FROM made")
        return {id: (page, body, wide, leans, print) for id, page, body, wide, leans, print in rows}

    def outlines(self) -> dict[str, str | None]:
        """The outlines of pages by their ids, as `MadeRow` has them."""
        return dict(self._all("SELECT id, outline FROM made"))

    def made(self, id: str) -> MadeRow | None:
        row = self._db.execute("SELECT * FROM made WHERE id = ?", (id,)).fetchone()
        return None if row is None else MadeRow(*row)

    def leaning(self) -> dict[str, str]:
        """The pages that asked for anchors of others, with the ids of these."""
        return dict(self._all("SELECT id, leans FROM made WHERE leans != '[]'"))

    def looking(self) -> list[str]:
        """The pages that may show the bodies of others, or the time."""
        return [id for (id,) in self._all("SELECT id FROM made WHERE wide = 2")]

    def fact(self, name: str) -> bytes | None:
        """What the last run that read the index has left for those that do not."""
        row = self._db.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        return None if row is None else bytes(row[0])

    def cached(self) -> dict[str, tuple[str, bytes]]:
        """The digest that each file had, and what was kept of it then."""
        return {file: (digest, kept) for file, digest, kept in self._all("SELECT file, digest, kept FROM cached")}

    def records(self, id: str) -> list[Rows]:
        """The records of a page, in order."""
        query = "SELECT kind, type, path, content FROM record WHERE id = ? ORDER BY number"
        return [Rows(*row) for row in self._db.execute(query, (id,))]

    def places(self) -> dict[str, str | None]:
        return dict(self._all("SELECT ref, address FROM place"))

    def redirects(self) -> dict[str, RedirectRow]:
        return {row[0]: RedirectRow(*row) for row in self._all("SELECT * FROM redirect ORDER BY old")}

    def runs(self) -> list[RunRow]:
        """The runs that changed something, the last one first."""
        return [RunRow(*row) for row in self._all("SELECT * FROM run ORDER BY number DESC")]

    def touched(self, run: int) -> list[PageRow]:
        """The pages that a run did something to, if no later one did."""
        rows = self._db.execute("SELECT * FROM page WHERE run = ? ORDER BY id", (run,))
        return [PageRow(*row) for row in rows]

    def _all(self, query: str) -> Iterator[tuple]:  # type: ignore[type-arg]  # the rows of any table
        try:
            yield from self._db.execute(query)
        except sqlite3.DatabaseError as error:
            raise OutputError(_said(self.path, error)) from error

    # --- What is written ---

    def put_meta(self, values: Mapping[str, str]) -> None:
        self._db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", map(_kept, values.items()))

    def put_facts(self, values: Mapping[str, bytes]) -> None:
        self._db.executemany("INSERT OR REPLACE INTO fact VALUES (?, ?)", values.items())

    def put_cached(self, file: str, digest: str, kept: bytes) -> None:
        self._db.execute("INSERT OR REPLACE INTO cached VALUES (?, ?, ?)", (file, digest, kept))

    def forget_cached(self, files: Iterable[str]) -> None:
        self._db.executemany("DELETE FROM cached WHERE file = ?", ((file,) for file in files))

    def put_files(self, rows: Iterable[FileRow], gone: Iterable[str]) -> None:
        self._db.executemany("DELETE FROM file WHERE path = ?", ((path,) for path in gone))
        self._db.executemany("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    def put_pages(self, rows: Iterable[PageRow]) -> None:
        """Those that are gone come first, so that another may have their place in the source."""
        ordered = sorted(rows, key=lambda row: (row.gone is None, row.id))
        self._db.executemany("DELETE FROM page WHERE id = ?", ((row.id,) for row in ordered))
        self._db.executemany("INSERT INTO page VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", map(_kept, ordered))

    def put_made(self, row: MadeRow, records: Iterable[Rows]) -> None:
        self.forget([row.id])
        self._db.execute("INSERT INTO made VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _kept(row))
        numbered = (_kept((row.id, number, *record)) for number, record in enumerate(records))
        self._db.executemany("INSERT INTO record VALUES (?, ?, ?, ?, ?, ?)", numbered)

    def forget(self, ids: Iterable[str]) -> None:
        """What was made of some pages; who they were is kept."""
        for id in ids:
            self._db.execute("DELETE FROM made WHERE id = ?", (id,))
            self._db.execute("DELETE FROM record WHERE id = ?", (id,))

    def put_places(self, changed: Mapping[str, str | None], gone: Iterable[str]) -> None:
        self._db.executemany("DELETE FROM place WHERE ref = ?", ((ref,) for ref in gone))
        self._db.executemany("INSERT OR REPLACE INTO place VALUES (?, ?)", map(_kept, changed.items()))

    def put_redirects(self, rows: Iterable[RedirectRow]) -> None:
        self._db.executemany("INSERT OR REPLACE INTO redirect VALUES (?, ?, ?, ?)", map(_kept, rows))

    def put_run(self, row: RunRow) -> None:
        self._db.execute("INSERT OR REPLACE INTO run VALUES (?, ?, ?, ?)", row)


def as_text(text: str) -> str:
    """`text` as SQLite can keep it: names that are not UTF-8, and halves of characters, are written as escapes."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode()


def _kept(row: Iterable[object]) -> tuple[object, ...]:
    return tuple(as_text(value) if isinstance(value, str) else value for value in row)


def _migrate(path: Path, connection: sqlite3.Connection) -> None:
    """Brings a state to this version, whole or not at all."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if application != APPLICATION and (tables or version or application):
        raise OutputError(f"{path}: is no state of ssi-migrate; {ANEW}")
    if version > len(MIGRATIONS):
        said = f"was written by a newer ssi-migrate (format {version}, this one knows {len(MIGRATIONS)})"
        raise OutputError(f"{path}: {said}; install that, or {ANEW}")
    if version == len(MIGRATIONS):
        return
    script = "".join(MIGRATIONS[version:])
    end = f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {len(MIGRATIONS)};"
    connection.executescript(f"BEGIN IMMEDIATE; {script} {end} COMMIT;")


def _said(path: Path, error: sqlite3.Error) -> str:
    said = str(error)
    if "locked" in said:
        return f"{path}: another program has it open ({said}); close that, or wait for it"
    if "readonly" in said or "unable to open" in said:
        return f"{path}: cannot be written ({said}); name another with --state"
    if "full" in said or "disk I/O" in said:
        return f"{path}: cannot be written ({said}); make room, and run again: nothing of it was kept"
    return f"{path}: is no state of ssi-migrate, or damaged ({said}); {ANEW}"
