"""The real kramdown over pipes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from migrate import kramdown
from migrate.kramdown.exact import ExactError, RealKramdown
from tests.conftest import SiteMaker
from tests.run import run

MARKDOWN = '# Hi *there*\n\na\nb | c\n\n{:.x}\nlast -- "line"\n'
needs_ruby = pytest.mark.skipif(shutil.which("jekyll") is None, reason="needs the real kramdown")


@needs_ruby
@pytest.mark.oracle
def test_both_render_the_same() -> None:
    real = RealKramdown({"hard_wrap": True})
    assert real.render(MARKDOWN) == kramdown.render(MARKDOWN, {"hard_wrap": True})
    real.close()


@needs_ruby
@pytest.mark.oracle
def test_an_option_that_fails_is_an_error_and_the_next_text_is_rendered() -> None:
    real = RealKramdown()
    real._options = {"input": "NoSuchParser"}
    with pytest.raises(ExactError, match="NoSuchParser"):
        real.render("a")
    real._options = {}
    assert real.render("a") == "<p>a</p>\n"
    real.close()


@needs_ruby
@pytest.mark.oracle
def test_check_tells_the_pages_that_differ(make_site: SiteMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    site = str(make_site({"a.md": f"---\n---\n{MARKDOWN}", "b.md": "---\n---\nodd\n"}, config="timezone: UTC\n"))
    assert run("check", site, "--markdown", "exact").out == (
        "2 pages: 2 page\n1 leaf of the source: 1 mapped, 0 kept, 0 discarded, 0 reported\nno findings\n"
    )
    whole = kramdown.convert
    monkeypatch.setattr(
        kramdown,
        "convert",
        lambda text, options: kramdown.Rendered("<p>other</p>", ()) if "odd" in text else whole(text, options),
    )
    told = run("check", site, "--markdown", "exact").out
    assert "b.md:3: the real kramdown makes something else of this page" in told
    assert "a.md" not in told


def test_without_ruby_it_says_what_to_install(
    make_site: SiteMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    done = run("check", str(make_site({"a.md": "---\n---\nx\n"})), "--markdown", "exact")
    assert (done.code, done.err) == (
        2,
        (
            "ssi-migrate: --markdown exact: there is no ruby on the PATH; install Ruby with the gems kramdown and "
            "kramdown-parser-gfm (Debian: ruby-kramdown-parser-gfm)\n"
        ),
    )
