"""The tables of a state, narrow ones, and the steps that lead from each version to the next."""

from __future__ import annotations

from typing import NamedTuple

# known by `file` and by us: "SSIs" in ASCII
APPLICATION = 0x53534973

# one script a version: a state of version N has seen the first N of them
MIGRATIONS = (
    """
    CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE file (
        path TEXT PRIMARY KEY, size INTEGER, mtime INTEGER, ctime INTEGER, inode INTEGER, digest TEXT, sure INTEGER
    ) WITHOUT ROWID;
    CREATE TABLE page (
        id TEXT PRIMARY KEY, source TEXT NOT NULL, file TEXT NOT NULL, url TEXT, public INTEGER NOT NULL, digest TEXT,
        run INTEGER NOT NULL, what TEXT NOT NULL, was TEXT, gone INTEGER, files TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE UNIQUE INDEX page_source ON page (source) WHERE gone IS NULL;
    CREATE INDEX page_run ON page (run);
    CREATE TABLE made (
        id TEXT PRIMARY KEY, page TEXT NOT NULL, body TEXT NOT NULL, wide INTEGER NOT NULL, leans TEXT NOT NULL,
        uses TEXT NOT NULL, asked TEXT NOT NULL, told TEXT NOT NULL, print TEXT NOT NULL
    );
    CREATE TABLE record (
        id TEXT NOT NULL, number INTEGER NOT NULL, kind TEXT NOT NULL, type TEXT NOT NULL, path TEXT, content BLOB,
        PRIMARY KEY (id, number)
    );
    CREATE TABLE place (ref TEXT PRIMARY KEY, address TEXT) WITHOUT ROWID;
    CREATE TABLE redirect (
        old TEXT PRIMARY KEY, id TEXT NOT NULL, since INTEGER NOT NULL, dropped INTEGER
    ) WITHOUT ROWID;
    CREATE TABLE run (number INTEGER PRIMARY KEY, started TEXT NOT NULL, ended TEXT NOT NULL, counts TEXT NOT NULL);
    """,
    """
    ALTER TABLE made ADD COLUMN kept BLOB;
    ALTER TABLE made ADD COLUMN outline TEXT;
    CREATE INDEX page_file ON page (file) WHERE gone IS NULL;
    CREATE INDEX made_leans ON made (id, leans) WHERE leans != '[]';
    CREATE INDEX made_wide ON made (id) WHERE wide = 2;
    CREATE TABLE fact (name TEXT PRIMARY KEY, value BLOB NOT NULL);
    CREATE TABLE cached (file TEXT PRIMARY KEY, digest TEXT NOT NULL, kept BLOB NOT NULL);
    """,
)


class FileRow(NamedTuple):
    """A file of the source as it was seen: times in ns. `sure` is 0 where it may have changed within its last tick."""

    path: str
    size: int
    mtime: int
    ctime: int
    inode: int
    digest: str
    sure: int


class PageRow(NamedTuple):
    """Who a page is. `source` is its id in the source, `file` where it lies, `digest` that of its file.

    `run` is the last run that did `what` to it (`new`, `changed`, `moved`, `gone`, `removed`), `was` the address that
    it moved from. `gone` is the run that missed it: its id is never given again. `files` are the paths of the target's
    files that are made of it, as JSON.
    """

    id: str
    source: str
    file: str
    url: str | None
    public: int
    digest: str | None
    run: int
    what: str
    was: str | None
    gone: int | None
    files: str = "[]"


class MadeRow(NamedTuple):
    """What was made of a page, and of what: see `sync.reuse`. All but the keys is JSON.

    `kept` is the page itself, `outline` what the index takes of its file; None where only an index that is read anew
    can say it.
    """

    id: str
    page: str
    body: str
    wide: int
    leans: str
    uses: str
    asked: str
    told: str
    print: str
    kept: bytes | None = None
    outline: str | None = None


class RedirectRow(NamedTuple):
    """An address that the page `id` had; `dropped` is the run that found another page at it."""

    old: str
    id: str
    since: int
    dropped: int | None


class RunRow(NamedTuple):
    """A run that changed something; times in ISO 8601, `counts` is JSON."""

    number: int
    started: str
    ended: str
    counts: str
