"""What the tests share: sites written into a temporary folder, goldens, and where the oracles lie."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings

from migrate.importers.isomer import IsomerImporter
from migrate.importers.isomer.source import IsomerSource
from migrate.interfaces import ReadOptions
from tests.plone.install import missing as missing_plone

# a law says nothing of time, and machines are busy: no example fails for being slow
settings.register_profile("project", deadline=None)
settings.load_profile("project")

PROJECT = Path(__file__).parent.parent
GOLDENS = Path(__file__).parent / "goldens"
ORACLES = Path(os.environ.get("SSI_ORACLES", PROJECT.parent / "shared")).resolve()

# The present of all tests: between the fixture's posts of the past and of the future
NOW = datetime(2026, 6, 1, tzinfo=UTC)

SiteMaker = Callable[..., Path]
Opener = Callable[..., IsomerSource]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write the goldens anew; read the diff before you commit it")


def pytest_report_header() -> list[str]:
    """Says what the tests that ask a real system will find."""
    ruby = "there" if shutil.which("jekyll") else "missing, its tests are skipped"
    beside = Path(sys.executable).with_name("hugo")
    hugo = "there" if shutil.which("hugo") or beside.exists() else "missing, its tests are skipped"
    shared = ORACLES if (ORACLES / "oracles").is_dir() else f"none at {ORACLES}, their tests are skipped"
    plone = missing_plone() or "there"
    return [
        f"real Jekyll: {ruby}",
        f"real Hugo: {hugo}",
        f"real Plone: {plone}",
        f"oracles and corpus (SSI_ORACLES): {shared}",
    ]


@pytest.fixture(autouse=True)
def _present(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))


@pytest.fixture
def make_site(tmp_path: Path) -> SiteMaker:
    """Writes a site from a map of paths and texts (or bytes); an empty `_config.yml` is added."""

    def make(files: dict[str, str | bytes], *, config: str | None = "") -> Path:
        root = tmp_path / "site"
        root.mkdir(exist_ok=True)
        given = files if config is None else {"_config.yml": config, **files}
        for name, content in given.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return root

    return make


@pytest.fixture
def open_site(make_site: SiteMaker) -> Opener:
    """Writes a site as `make_site` does and opens it."""

    def opened(files: dict[str, str | bytes], *, config: str = "timezone: UTC\n", drafts: bool = False) -> IsomerSource:
        root = make_site(files, config=config)
        return IsomerImporter().open(root, ReadOptions(now=NOW, drafts=drafts))

    return opened


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, bytes], None]:
    """Compares bytes with a golden file; `--update` writes it instead."""

    def compare(name: str, actual: bytes) -> None:
        path = GOLDENS / name
        if request.config.getoption("--update"):
            path.write_bytes(actual)
        assert path.is_file(), f"no golden {name}; `make golden` writes it"
        assert actual.decode().split("\n") == path.read_text().split("\n")

    return compare


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the four documents that the project started from."""
    folder = ORACLES / "seeds"
    if not folder.is_dir():
        pytest.skip(f"no seeds at {folder}")
    return folder


def corpus_sites() -> list[Path]:
    """The sites of the corpus; none where it is not there."""
    corpus = ORACLES / "corpus"
    return sorted(path for path in corpus.iterdir() if path.is_dir()) if corpus.is_dir() else []
