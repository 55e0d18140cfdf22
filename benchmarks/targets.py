"""What an export costs to each target beside the one to JSON, all of the same site and taking turns.

Usage: python -m benchmarks.targets SITE [--rounds 5]
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import Command, median_cpu, peak, ratio, take_turns

ROOT = Path(__file__).resolve().parent.parent
BASE, OTHERS = "json", ("wxr",)
WXR_TARGET = 1.4  # CPU of an export to WordPress against that of one to JSON
Report = dict[str, object]


def main(words: list[str] | None = None) -> int:
    """Prints the table for a site; 0 when all targets were written, else 1."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.targets", description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("--rounds", type=int, default=5, help="besides the first, which warms up (5)")
    asked = parser.parse_args(words)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        _, failed = measured(Path(folder), asked.site.resolve(), asked.rounds)
    for reason in failed.values():
        print(f"FAILED {reason}", file=sys.stderr)
    return 1 if failed else 0


def measured(folder: Path, site: Path, rounds: int) -> tuple[Report, dict[str, str]]:
    """The table, printed, and the reasons of those that failed."""
    costs, failed = take_turns([_export(folder, site, target) for target in (BASE, *OTHERS)], rounds)
    base = costs.get(BASE)
    print(f"\n{'target':20} {'CPU':>9} {'memory':>9}  CPU against {BASE}")
    rows: Report = {}
    for target, series in costs.items():
        against = ratio(series, base) if base else None
        shown = f"× {against:.2f}{_verdict(target, against)}" if against else f"unknown, {BASE} failed"
        print(f"{target:20} {median_cpu(series):7.2f} s {peak(series) / 2**20:6.0f} MB  {shown}")
        rows[target] = {"cpu_s": median_cpu(series), "memory_bytes": peak(series), "cpu_against_json": against}
    return {"targets": rows}, failed


def _verdict(target: str, against: float) -> str:
    return f", more than × {WXR_TARGET}" if target == "wxr" and against > WXR_TARGET else ""


def _export(folder: Path, site: Path, target: str) -> Command:
    """The export from nothing, as a user starts it."""
    place = folder / target
    out = place / "out"

    def clean() -> None:
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()

    tail = ("--to", target, "--out", str(out), "--jobs", "1", "--force", "--quiet", "--fail-on", "never")
    words = (sys.executable, "-m", "migrate", "export", str(site), *tail)
    return Command(name=target, words=words, folder=ROOT, makes=out, clean=clean)


if __name__ == "__main__":
    sys.exit(main())
