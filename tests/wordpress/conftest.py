"""A real WordPress for the tests of a module."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.wordpress.server import Site, missing, running


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    if reason := missing():
        pytest.skip(reason)
    with running(tmp_path_factory.mktemp("wp") / "site") as started:
        yield started
