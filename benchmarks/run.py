"""`make bench`: what an export costs beside a floor, the naive stack and Jekyll, in ratios of CPU time.

Usage: python -m benchmarks [--pages 1000] [--pairs 3] [--json FILE] [--quick] [--no-markdown]
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import platform
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks import jobs, markdown, stages, targets, transmute
from benchmarks.measure import Command, CommandFailed, Cost, median_cpu, peak, ratio, run, take_turns

ROOT = Path(__file__).resolve().parent.parent
OURS = "ssi-migrate export"
SIZES, QUICK_SIZES = (1_000, 10_000), (200, 2_000)  # pages of the two sites that are compared
MEMORY_TARGET = 1.5  # peak memory at ten times the pages: more says that a site is held as a whole
COST_TARGET = 1.15  # cost of a page at ten times the pages: more says that something is looked for among all pages
Report = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """Where a run works (`folder` goes away afterwards) and how long it takes."""

    folder: Path
    pages: int
    pairs: int
    sizes: tuple[int, int]
    seed: int
    markdown: bool


def main(words: list[str] | None = None) -> int:
    """Prints the report; 0 when ours and the yardsticks of Python ran, else 1."""
    asked = _parser().parse_args(words)
    compileall.compile_dir(ROOT / "migrate", quiet=1)  # as an installed program is, and the libraries of the others are
    with tempfile.TemporaryDirectory(prefix="bench-", dir=_memory_disk()) as folder:
        report = measured(
            Bench(
                folder=Path(folder),
                pages=200 if asked.quick else asked.pages,
                pairs=2 if asked.quick else asked.pairs,
                sizes=QUICK_SIZES if asked.quick else SIZES,
                seed=asked.seed,
                markdown=asked.markdown,
            )
        )
    if asked.json:
        asked.json.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    failed = report["failed"]
    assert isinstance(failed, dict)
    for reason in failed.values():
        print(f"FAILED {reason}", file=sys.stderr)
    return 1 if failed else 0


def measured(bench: Bench) -> Report:
    """All measurements, each printed as soon as it is known."""
    report: Report = {"machine": _machine(), "pages": bench.pages, "pairs": bench.pairs, "seed": bench.seed}
    failed: dict[str, str] = {}
    print(f"{bench.pages} pages, {bench.pairs} rounds after a warm-up; CPU is user and system of all processes")
    parts = (_throughput, _targets, _plone, _jobs, _growth, _start_up, _stages)
    for part in (*parts, *((_markdown,) if bench.markdown else ())):
        figures, reasons = part(bench)
        report[part.__name__.strip("_")] = figures
        failed |= reasons
    return report | {"failed": failed}


def _throughput(bench: Bench) -> tuple[Report, dict[str, str]]:
    site = _site(bench, bench.pages)
    commands = [_floor(bench, site), _ours(bench, site), _naive(bench, site), *_jekyll(bench, site)]
    costs, failed = take_turns(commands, bench.pairs)
    if not _has_jekyll():
        print("jekyll is not installed: left out")
    ours = costs.get(OURS)
    print(f"\n{'':20} {'CPU':>9} {'a page':>10} {'memory':>9}  CPU against ours")
    rows = {name: _row(name, series, ours, bench.pages) for name, series in costs.items()}
    shutil.rmtree(site)
    return {"commands": rows}, failed


def _row(name: str, series: list[Cost], ours: list[Cost] | None, pages: int) -> Report:
    cpu, memory = median_cpu(series), peak(series)
    against = ratio(series, ours) if ours else None
    shown = f"× {against:.2f}" if against else "unknown, ours failed"
    print(f"{name:20} {cpu:7.2f} s {cpu / pages * 1e6:7.0f} µs {memory / 2**20:6.0f} MB  {shown}")
    return {"cpu_s": cpu, "us_a_page": cpu / pages * 1e6, "memory_bytes": memory, "cpu_against_ours": against}


def _targets(bench: Bench) -> tuple[Report, dict[str, str]]:
    site = _site(bench, bench.pages)
    try:
        return targets.measured(bench.folder, site, bench.pairs)
    finally:
        shutil.rmtree(site)


def _plone(bench: Bench) -> tuple[Report, dict[str, str]]:
    return transmute.measured(bench.folder, 2 * bench.pages, bench.pairs, bench.seed)


def _jobs(bench: Bench) -> tuple[Report, dict[str, str]]:
    """Of the larger site: the start of the program would hide what a file costs in a small one."""
    site = _site(bench, bench.sizes[1])
    try:
        return jobs.measured(bench.folder, site, bench.pairs)
    finally:
        shutil.rmtree(site)


def _growth(bench: Bench) -> tuple[Report, dict[str, str]]:
    """Peak memory of ours at both sizes, and what a page costs there."""
    try:
        start, small, large = (_least(bench, pages) for pages in (1, *bench.sizes))
    except CommandFailed as error:
        return {"sizes": bench.sizes, "memory": None, "cost": None}, {f"{OURS}, growing": str(error)}
    memory = large.memory / small.memory
    each = [(cost.cpu - start.cpu) / (n - 1) * 1e6 for n, cost in zip(bench.sizes, (small, large), strict=True)]
    cost = each[1] / max(each[0], 1e-6)
    fewer, more = (f"{pages:,} pages" for pages in bench.sizes)
    peaks = f"{fewer} {small.memory / 2**20:.0f} MB, {more} {large.memory / 2**20:.0f} MB"
    print(f"\npeak memory: {peaks}: × {memory:.2f}, {_verdict(memory, MEMORY_TARGET)}")
    costs = f"{fewer} {each[0]:.0f} µs, {more} {each[1]:.0f} µs"
    print(f"cost a page, start-up taken out: {costs}: × {cost:.2f}, {_verdict(cost, COST_TARGET)}")
    sizes = {"sizes": bench.sizes, "bytes": [small.memory, large.memory], "us_a_page": each}
    return {**sizes, "memory": memory, "cost": cost}, {}


def _least(bench: Bench, pages: int) -> Cost:
    """Of two exports of a site of that size: the least time and the most memory. Raises CommandFailed."""
    site = _site(bench, pages)
    try:
        runs = [run(_ours(bench, site)) for _ in range(2)]
    finally:
        shutil.rmtree(site)
    return Cost(cpu=min(one.cpu for one in runs), wall=min(one.wall for one in runs), memory=peak(runs))


def _verdict(growth: float, target: float) -> str:
    return "flat" if growth <= target else f"NOT flat: more than × {target}"


def _stages(bench: Bench) -> tuple[Report, dict[str, str]]:
    site = _site(bench, bench.pages)
    try:
        return stages.measured(bench.folder, site, bench.pages, 3)
    finally:
        shutil.rmtree(site)


def _program() -> tuple[str, ...]:
    """The program as a user starts it; the module where it is not installed beside this Python."""
    script = Path(sys.executable).with_name("ssi-migrate")
    return (str(script),) if script.exists() else (sys.executable, "-m", "migrate")


def _start_up(bench: Bench) -> tuple[Report, dict[str, str]]:
    python = Command(name="python -c pass", words=(sys.executable, "-c", "pass"), folder=ROOT)
    helped = Command(name="--help", words=(*_program(), "--help"), folder=ROOT)
    costs, failed = take_turns([python, helped], max(bench.pairs, 5))
    if failed:
        return {"help_against_python": None}, failed
    times = ratio(costs[helped.name], costs[python.name])
    milliseconds = {name: median_cpu(series) * 1000 for name, series in costs.items()}
    shown = ", ".join(f"{name} {figure:.0f} ms" for name, figure in milliseconds.items())
    print(f"start-up: {shown}: × {times:.1f}")
    return {"help_against_python": times, "ms": milliseconds}, {}


def _markdown(bench: Bench) -> tuple[Report, dict[str, str]]:
    return markdown.measured(bench.folder, bench.pairs, bench.pages)


def _site(bench: Bench, pages: int) -> Path:
    """A generated site, made by a process of its own: this one has to stay small (see measure.run)."""
    site = bench.folder / f"site-{pages}"
    tail = ("--pages", str(pages), "--seed", str(bench.seed))
    words = (sys.executable, "-m", "benchmarks.generate", str(site), *tail)
    run(Command(name="generate", words=words, folder=ROOT, makes=site))
    return site


def _floor(bench: Bench, site: Path) -> Command:
    out = bench.folder / "floor.out"
    words = (sys.executable, "-m", "benchmarks.floor", str(site), str(out))
    return Command(name="read all, write one", words=words, folder=ROOT, makes=out)


def _ours(bench: Bench, site: Path) -> Command:
    """The export from nothing: what an earlier run left, the state too, is removed."""
    out = bench.folder / "ours" / "out.json"

    def clean() -> None:
        shutil.rmtree(out.parent, ignore_errors=True)
        out.parent.mkdir()

    tail = ("--to", "json", "--out", str(out), "--jobs", "1", "--force", "--quiet")
    words = (sys.executable, "-m", "migrate", "export", str(site), *tail)
    return Command(name=OURS, words=words, folder=ROOT, makes=out, clean=clean)


def _naive(bench: Bench, site: Path) -> Command:
    out = bench.folder / "naive.json"
    words = (sys.executable, "-m", "benchmarks.naive", str(site), str(out))
    return Command(name="naive stack", words=words, folder=ROOT, makes=out)


def _has_jekyll() -> bool:
    return shutil.which("jekyll") is not None


def _jekyll(bench: Bench, site: Path) -> list[Command]:
    """`jekyll build` without theme or plug-ins; its cache, which makes it six times as fast, is removed."""
    if not _has_jekyll():
        return []
    out, config = bench.folder / "jekyll", bench.folder / "jekyll.yml"
    config.write_text("permalink: none\nplugins: []\nquiet: true\n", encoding="utf-8")
    configs = ",".join(str(file) for file in (config, *sorted(site.glob("_*/collection.yml"))))

    def clean() -> None:
        for folder in (out, site / ".jekyll-cache"):
            shutil.rmtree(folder, ignore_errors=True)

    tail = ("--source", str(site), "--destination", str(out), "--config", configs, "--disable-disk-cache")
    words = ("jekyll", "build", "--quiet", *tail)
    proof = out / "index.html"
    return [Command(name="jekyll build", words=words, folder=bench.folder, makes=proof, clean=clean)]


def _memory_disk() -> Path | None:
    """A folder in memory where there is one: on a disk what one command wrote slows the next down."""
    shared = Path("/dev/shm")
    return shared if shared.is_dir() and os.access(shared, os.W_OK) else None


def _machine() -> Report:
    return {"python": platform.python_version(), "system": platform.platform(), "cpus": os.cpu_count()}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--pages", type=_some, default=1_000, help="of the site that all read (1000)")
    parser.add_argument("--pairs", type=_some, default=3, help="rounds, besides the first, which warms up (3)")
    parser.add_argument("--seed", type=int, default=1, help="of the generated sites (1)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there too")
    parser.add_argument("--no-markdown", dest="markdown", action="store_false", help="leave the Markdown engines out")
    parser.add_argument("--quick", action="store_true", help="200 pages and 2 rounds: does it run at all?")
    return parser


def _some(word: str) -> int:
    number = int(word)
    if number < 1:
        raise argparse.ArgumentTypeError("has to be 1 or more")
    return number


if __name__ == "__main__":
    sys.exit(main())
