"""Our kramdown beside the real one and markdown-it-py, on the same texts: pages per CPU second and time to import.

The texts are the bodies of real sites where the environment variable SSI_ORACLES names a folder with them, else those
of a generated site. None holds Liquid, which is no Markdown.

Usage: python -m benchmarks.markdown [--pairs 3] [--pages 1000]
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import re
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from benchmarks.measure import Command, Cost, Series, take_turns

ROOT = Path(__file__).resolve().parent.parent
WORKER = ROOT / "migrate" / "kramdown" / "exact.rb"
OURS, REAL, OTHER = "migrate.kramdown", "kramdown (Ruby)", "markdown-it-py"
TARGETS = {REAL: 3.5, OTHER: 1.5}  # how many times as many pages a second ours has to render
IMPORT_TARGET = 50  # milliseconds
MOST = 2_000  # bodies: enough for a second of work, and the runs of Ruby stay under a minute
MATTER = re.compile(r"\A---[ \t]*\n.*?^(?:---|\.\.\.)[ \t]*$\n?", re.M | re.S)
Report = dict[str, object]


def main(words: list[str] | None = None) -> int:
    """Prints the report; 0 when ours and every yardstick that is installed ran, else 1."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.markdown", description=__doc__)
    parser.add_argument("--pairs", type=int, default=3, help="rounds, besides the first, which warms up (3)")
    parser.add_argument("--pages", type=int, default=1_000, help="of the generated site (1000)")
    parser.add_argument("--render", nargs=2, metavar=("ENGINE", "TEXTS"), help=argparse.SUPPRESS)
    asked = parser.parse_args(words)
    if asked.render:
        rendered(*asked.render)
        return 0
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        _, failed = measured(Path(folder), max(asked.pairs, 1), max(asked.pages, 1))
    for reason in failed.values():
        print(f"FAILED {reason}", file=sys.stderr)
    return 1 if failed else 0


def measured(folder: Path, pairs: int, pages: int) -> tuple[Report, dict[str, str]]:
    """All figures, printed as soon as they are known, and the reasons of what could not run."""
    compileall.compile_dir(ROOT / "migrate", quiet=1)  # as an installed program is
    source, count = _write_texts(folder, pages)
    engines = [OURS, *([REAL] if _has_ruby() else []), *([OTHER] if _has_other() else [])]
    commands = [_command(engine, folder / texts) for engine in engines for texts in ("none.jsonl", "texts.jsonl")]
    costs, failed = take_turns(commands, pairs)
    print(f"\nMarkdown: {count} bodies of {source}; CPU of whole processes less that of a run without a text")
    rows = {engine: _row(engine, costs, count) for engine in engines if _both(engine, costs)}
    imports, more = _imports(folder, max(pairs, 5))
    return {"source": source, "bodies": count, "engines": rows, "import_ms": imports}, failed | more


def _both(engine: str, costs: Series) -> bool:
    return all(f"{name} {texts}" in costs for name in (OURS, engine) for texts in ("none", "texts"))


def _row(engine: str, costs: Series, count: int) -> Report:
    work, ours = _work(engine, costs), _work(OURS, costs)
    times = statistics.median(one / base for one, base in zip(work, ours, strict=True))
    speed = count / statistics.median(work)
    target = TARGETS.get(engine)
    wanted = f"  {'reached' if times >= target else 'NOT reached'}: {target}" if target else ""
    print(f"{engine:20} {speed:7.0f} pages a CPU second  CPU against ours × {times:.2f}{wanted}")
    return {"pages_a_cpu_second": speed, "cpu_against_ours": times}


def _work(engine: str, costs: Series) -> list[float]:
    """CPU seconds that the texts cost in each round, without the start of the process."""
    full, empty = costs[f"{engine} texts"], costs[f"{engine} none"]
    return [max(one.cpu - base.cpu, 1e-6) for one, base in zip(full, empty, strict=True)]


def _imports(folder: Path, pairs: int) -> tuple[float | None, dict[str, str]]:
    """Milliseconds of CPU to import ours, with bytecode written."""
    bare = Command(name="python", words=(sys.executable, "-c", "pass"), folder=ROOT)
    full = Command(name="import", words=(sys.executable, "-c", "import migrate.kramdown"), folder=ROOT)
    costs, failed = take_turns([bare, full], pairs)
    if failed:
        return None, failed
    taken = 1000 * statistics.median(_differences(costs["import"], costs["python"]))
    verdict = "reached" if taken <= IMPORT_TARGET else "NOT reached"
    print(f"import {OURS}: {taken:.0f} ms  {verdict}: {IMPORT_TARGET} ms")
    return taken, {}


def _differences(costs: list[Cost], base: list[Cost]) -> list[float]:
    return [one.cpu - other.cpu for one, other in zip(costs, base, strict=True)]


def _command(engine: str, texts: Path) -> Command:
    name = f"{engine} {texts.stem}"
    if engine == REAL:
        script = 'exec ruby "$0" < "$1" > "$2"'
        words: tuple[str, ...] = ("sh", "-c", script, str(WORKER), str(texts), os.devnull)
    else:
        words = (sys.executable, "-m", "benchmarks.markdown", "--render", engine, str(texts))
    return Command(name=name, words=words, folder=ROOT)


def rendered(engine: str, texts: str) -> None:
    """Renders each text of the file with one of the engines of Python; the HTML goes where Ruby's goes."""
    render = _ours() if engine == OURS else _other()
    with open(texts, encoding="utf-8") as lines, open(os.devnull, "w", encoding="utf-8") as sink:
        for line in lines:
            sink.write(json.dumps({"html": render(json.loads(line)["src"])}) + "\n")


def _ours() -> Callable[[str], str]:
    from migrate.kramdown import render

    return render


def _has_ruby() -> bool:
    if shutil.which("ruby"):
        return True
    print("ruby is not installed: the real kramdown is left out")
    return False


def _has_other() -> bool:
    if find_spec("markdown_it") is None:
        print("markdown-it-py is not installed: left out")
        return False
    if find_spec("mdit_py_plugins") is None:
        print("mdit-py-plugins is not installed: markdown-it-py runs without plug-ins, on which a page takes longer")
    return True


def _other() -> Callable[[str], str]:
    """markdown-it-py set up as near to Jekyll as its plug-ins come; those of mdit-py-plugins where they are there."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True, "typographer": True, "linkify": False})
    parser.enable(["table", "strikethrough", "replacements", "smartquotes"])
    for plugin, settings in _plugins():
        parser.use(plugin, **settings)
    return lambda text: str(parser.render(text))


PLUGINS: dict[str, dict[str, object]] = {
    "footnote": {},
    "deflist": {},
    "attrs": {},
    "anchors": {"max_level": 6},
}
"""Modules of mdit-py-plugins, whose plug-ins have their names, and their settings."""


def _plugins() -> list[tuple[Callable[..., None], dict[str, object]]]:
    """What is installed of `PLUGINS`."""
    found = []
    for name, settings in PLUGINS.items():
        try:
            module = import_module(f"mdit_py_plugins.{name}")
        except ImportError:
            return []
        found.append((getattr(module, f"{name}_plugin"), settings))
    return found


def _write_texts(folder: Path, pages: int) -> tuple[str, int]:
    """Writes `texts.jsonl`, and `none.jsonl` without a line; gives where the texts are from and how many there are."""
    source, site = _site(folder, pages)
    texts = _bodies(site)
    lines = [json.dumps({"src": text, "opts": {}}) + "\n" for text in texts]
    (folder / "texts.jsonl").write_text("".join(lines), encoding="utf-8")
    (folder / "none.jsonl").write_text("", encoding="utf-8")
    return source, len(texts)


def _site(folder: Path, pages: int) -> tuple[str, Path]:
    corpus = Path(os.environ.get("SSI_ORACLES") or ROOT.parent / "shared") / "corpus"
    if corpus.is_dir():
        return "real sites", corpus
    from benchmarks.generate import make_site

    make_site(folder / "site", pages, 1)
    return "a generated site", folder / "site"


def _bodies(site: Path) -> list[str]:
    """The Markdown of each page without its front matter; evenly chosen where there are more than `MOST`."""
    found = []
    for path in sorted(site.rglob("*.md")):
        text = path.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n")
        body = MATTER.sub("", text, count=1)
        if body.strip() and "{{" not in body and "{%" not in body:
            found.append(body)
    step = -(-len(found) // MOST) or 1
    return found[::step]


if __name__ == "__main__":
    sys.exit(main())
