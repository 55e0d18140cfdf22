"""Every body of every site as Jekyll itself renders it: Liquid and Markdown, compared as documents."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ORACLES, PROJECT, corpus_sites
from tests.run import run

pytestmark = [pytest.mark.oracle, pytest.mark.slow]

FIXTURES = [PROJECT / "fixtures" / name for name in ("isomer-mini", "jekyll-odd")]
_WRAPPED = re.compile(
    r'<div class="language-([^ "]+) highlighter-rouge"><div class="highlight">'
    r'<pre class="highlight"><code>(.*?)</code></pre></div>\s*</div>',
    re.S,
)


@pytest.mark.parametrize("site", FIXTURES, ids=lambda site: site.name)
def test_fixture(site: Path) -> None:
    assert differing(site) == []


@pytest.mark.corpus
@pytest.mark.parametrize("site", corpus_sites(), ids=lambda site: site.name)
def test_corpus(site: Path) -> None:
    assert differing(site) == []


def differing(site: Path) -> list[str]:
    """The paths of the pages whose HTML is not the same document as Jekyll's."""
    theirs = {row["path"]: row["html"] for row in _jekyll(site) if "html" in row}
    ours = [json.loads(line) for line in run("inspect", str(site), "--format", "jsonl", "--render").out.splitlines()]
    same = _comparison()
    assert theirs.keys() <= {row["path"] for row in ours}
    return [
        row["path"]
        for row in ours
        if row["path"] in theirs
        and row["html"] != theirs[row["path"]]
        and not same(unwrapped(theirs[row["path"]]), row["html"] or "")
    ]


def unwrapped(html: str) -> str:
    """Jekyll's HTML without what its highlighter puts around and into code: a content system wants the plain code.

    A language that nobody named (`plaintext`) is the highlighter's own word as well.
    """

    def plain(found: re.Match[str]) -> str:
        name = "" if found[1] == "plaintext" else f' class="language-{found[1]}"'
        return f"<pre><code{name}>{re.sub(r'</?span[^>]*>', '', found[2])}</code></pre>"

    return _WRAPPED.sub(plain, html).replace('<code class="language-plaintext highlighter-rouge">', "<code>")


def _jekyll(site: Path) -> list[dict[str, str]]:
    dump = ORACLES / "oracles" / "jekyll" / "dump.rb"
    if shutil.which("jekyll") is None or not dump.is_file():
        pytest.skip(f"needs jekyll and {dump}")
    done = subprocess.run(["ruby", str(dump), str(site)], capture_output=True, check=True, env=_environment())
    return [json.loads(line) for line in done.stdout.splitlines()]


def _environment() -> dict[str, str]:
    import os

    return {**os.environ, "TZ": "UTC", "LANG": "C.UTF-8"}


@cache
def _comparison() -> Callable[[str, str], bool]:
    """Strict equality of two documents, as the oracle of kramdown understands it."""
    folder = ORACLES / "oracles" / "kramdown"
    if not (folder / "compare.py").is_file():
        pytest.skip(f"needs {folder}")
    sys.path.insert(0, str(folder))
    import compare  # type: ignore[import-not-found]

    return lambda one, two: bool(compare.levels(one, two)["strict"])
