"""What a job costs that has nothing to do, beside `git status`; and one with 1 % of the pages changed, beside that.

Usage: python -m benchmarks.jobs [--pages 10000] [--rounds 3]
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.measure import Command, CommandFailed, median_cpu, ratio, run, take_turns

ROOT = Path(__file__).resolve().parent.parent
GIT, NOTHING, SOME, ALL = "git status", "sync, nothing changed", "sync, 1 % changed", "export"
STATUS_TARGET = 6.0  # CPU of a run with nothing to do against `git status`
SOME_TARGET = 4.0  # with 1 % of the pages changed, against one with nothing to do
ALL_TARGET = 10.0  # an export from nothing, against one with nothing to do
SETTLED = 2.5  # seconds after which the time of a file can be trusted
MAPPING = """\
mapping: 1
name: lines
exporter: jsonl
types:
  - name: page
    otherwise: true
    unmapped: keep
    fields: {id: {from: id}, title: {from: title}, url: {from: url}, body: {from: body.html}}
"""
Report = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A checkout, and a folder for the output of a target; `target` are the options that name it."""

    folder: Path
    site: Path
    target: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        script = Path(sys.executable).with_name("ssi-migrate")
        program = (str(script),) if script.exists() else (sys.executable, "-m", "migrate")
        return (
            *program,
            "sync",
            str(self.site),
            *self.target,
            "--out",
            str(self.folder / "out"),
            "--quiet",
            "--jobs",
            "1",
        )


def main(words: list[str] | None = None) -> int:
    """Prints the table; 0 when all ran, else 1."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.jobs", description=__doc__)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3, help="besides the first, which warms up (3)")
    asked = parser.parse_args(words)
    shared = Path("/dev/shm")
    with tempfile.TemporaryDirectory(prefix="bench-", dir=shared if shared.is_dir() else None) as folder:
        site = Path(folder) / "site"
        generate = ("-m", "benchmarks.generate", str(site), "--pages", str(asked.pages), "--seed", "1")
        subprocess.run([sys.executable, *generate], cwd=ROOT, check=True)
        _, failed = measured(Path(folder), site, asked.rounds)
    for reason in failed.values():
        print(f"FAILED {reason}", file=sys.stderr)
    return 1 if failed else 0


def measured(folder: Path, site: Path, rounds: int) -> tuple[Report, dict[str, str]]:
    """The tables of a document and of a folder of files, printed, and the reasons of what failed."""
    checkout(site)
    (folder / "lines.yml").write_text(MAPPING)
    report: Report = {}
    failed: dict[str, str] = {}
    for name, target in (("jsonl", ("--mapping", str(folder / "lines.yml"))), ("tree", ("--to", "hugo"))):
        place = Place(folder=folder / f"job-{name}", site=site, target=(*target, "--fail-on", "never"))
        place.folder.mkdir()
        figures, reasons = _job(place, name, rounds)
        report[name] = figures
        failed |= reasons
        shutil.rmtree(place.folder)
    return report, failed


def checkout(site: Path) -> None:
    """Makes a Git repository of a site, with its index fresh."""
    own = ("-c", "user.name=bench", "-c", "user.email=bench@lights.example")
    for words in (("init", "--quiet"), ("add", "--all"), ("commit", "--quiet", "--message", "all")):
        subprocess.run(["git", *own, *words], cwd=site, check=True)
    time.sleep(SETTLED)
    subprocess.run(["git", "status"], cwd=site, check=True, stdout=subprocess.DEVNULL)


def _job(place: Place, name: str, rounds: int) -> tuple[Report, dict[str, str]]:
    try:
        run(Command(name="sync", words=place.words, folder=ROOT))
    except CommandFailed as error:
        return {}, {f"sync, {name}": str(error)}
    costs, failed = take_turns([_git(place), _nothing(place), _some(place), _all(place)], rounds)
    print(f"\n{f'jobs, {name}':24} {'CPU':>9}")
    for command, series in costs.items():
        print(f"{command:24} {median_cpu(series) * 1000:6.0f} ms")
    figures: Report = {command: {"cpu_s": median_cpu(series)} for command, series in costs.items()}
    for one, other, target, least in (
        (NOTHING, GIT, STATUS_TARGET, False), (SOME, NOTHING, SOME_TARGET, False), (ALL, NOTHING, ALL_TARGET, True),
    ):  # fmt: skip
        if one in costs and other in costs:
            figures[f"{one} / {other}"] = times = ratio(costs[one], costs[other])
            missed = times < target if least else times > target
            bound = f"{'at least' if least else 'at most'} × {target:g} is wanted"
            print(f"{one} against {other}: × {times:.1f}{f', {bound}' if missed else ''}")
    return figures, failed


def _git(place: Place) -> Command:
    return Command(name=GIT, words=("git", "status", "--porcelain"), folder=place.site)


def _nothing(place: Place) -> Command:
    """Before it a run that is not measured takes in what the last round changed, when its time can be trusted."""

    def settle() -> None:
        time.sleep(SETTLED)
        subprocess.run([*place.words, "--force"], check=True)
        subprocess.run(["git", "status"], cwd=place.site, check=True, stdout=subprocess.DEVNULL)

    return Command(name=NOTHING, words=place.words, folder=ROOT, clean=settle)


def _some(place: Place) -> Command:
    rng = Random(1)
    pages = sorted(place.site.rglob("*.md"))

    def edit() -> None:
        for page in rng.sample(pages, len(pages) // 100):
            page.write_bytes(page.read_bytes() + b"\nOne line more.\n")

    return Command(name=SOME, words=place.words, folder=ROOT, clean=edit)


def _all(place: Place) -> Command:
    out = place.folder / "plain"
    words = [word for word in place.words if word != "sync"]
    words.insert(words.index(str(place.site)), "export")
    words[words.index(str(place.folder / "out"))] = str(out)

    def clean() -> None:
        shutil.rmtree(out, ignore_errors=True)
        out.unlink(missing_ok=True)

    return Command(name=ALL, words=tuple(words), folder=ROOT, makes=out, clean=clean)


if __name__ == "__main__":
    sys.exit(main())
