"""Plone to Plone beside collective.transmute, which does the same for one form of exports and one of sites.

Usage: python -m benchmarks.transmute            prints the comparison alone
       python -m benchmarks.transmute install    brings the peer from PyPI, where a Python of 3.12 or newer is found
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import Command, Cost, median_cpu, peak, ratio, run, take_turns

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path(os.environ.get("SSI_TRANSMUTE") or ROOT / ".venv" / "transmute")
PINS = ("collective.transmute==1.0.0b3", "collective.html2blocks==1.0.0a8")
NEEDS = (3, 12)
OURS, PEER = "ssi-migrate, plone", "collective.transmute"
SPEED_TARGET = 5.0  # as many items a CPU second
MEMORY_TARGET = 1.0
Report = dict[str, object]


def measured(folder: Path, items: int, pairs: int, seed: int) -> tuple[Report, dict[str, str]]:
    """Prints what an export of Plone costs both; without the peer what it costs ours."""
    source = folder / "plone-export"
    words = (sys.executable, "-m", "benchmarks.plone_export", str(source), "--items", str(items), "--seed", str(seed))
    run(Command(name="generate", words=words, folder=ROOT, makes=source))
    peer = _program()
    if peer is None:
        print("\ncollective.transmute is not installed (`make transmute`, with Python 3.12 or newer): left out")
    commands = [_ours(folder, source), *([_theirs(folder, source, peer)] if peer else [])]
    costs, failed = take_turns(commands, pairs)
    shutil.rmtree(source)
    print(f"\nPlone to Plone, {items:,} items")
    return {
        "items": items,
        **{name: _row(name, series, items) for name, series in costs.items()},
        **_verdict(costs),
    }, failed


def install() -> None:
    """Brings the peer into an environment of its own. Ends the program where there is no Python for it."""
    if _program() is not None:
        return
    python = next((name for name in ("python3.14", "python3.13", "python3.12", sys.executable) if _runs(name)), None)
    if python is None:
        sys.exit("collective.transmute needs Python 3.12 or newer, and none is found: it will be left out")
    subprocess.run([python, "-m", "venv", FOLDER], check=True)
    pip = ["-m", "pip", "--disable-pip-version-check", "-qq", "install"]
    subprocess.run([FOLDER / "bin" / "python", *pip, *PINS], check=True)


def _runs(python: str) -> bool:
    """Whether there is such a Python, and a new one; some names are there and lead nowhere."""
    question = f"import sys; sys.exit(sys.version_info < {NEEDS})"
    return bool(shutil.which(python)) and not subprocess.run([python, "-c", question], capture_output=True).returncode


def _program() -> str | None:
    own = FOLDER / "bin" / "transmute"
    return str(own) if own.is_file() else shutil.which("transmute")


def _ours(folder: Path, source: Path) -> Command:
    out = folder / "plone-ours"
    words = (sys.executable, "-m", "migrate", "export", str(source), "--from", "plone", "--to", "plone")
    tail = ("--out", str(out), "--jobs", "1", "--quiet", "--fail-on", "never")

    def clean() -> None:
        shutil.rmtree(out, ignore_errors=True)

    proof = out / "import" / "content" / "__metadata__.json"
    return Command(name=OURS, words=(*words, *tail), folder=ROOT, makes=proof, clean=clean)


def _theirs(folder: Path, source: Path, program: str) -> Command:
    """With its own settings; it works in a folder that has them."""
    here, out = folder / "transmute", folder / "plone-theirs"
    here.mkdir()
    run(Command(name=f"{PEER}, settings", words=(program, "settings", "generate"), folder=here))

    def clean() -> None:
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir()

    proof = out / "content" / "__metadata__.json"
    words = (program, "run", str(source), str(out), "--no-ui")
    return Command(name=PEER, words=words, folder=here, makes=proof, clean=clean)


def _row(name: str, series: list[Cost], items: int) -> Report:
    cpu, memory = median_cpu(series), peak(series)
    print(f"{name:20} {cpu:7.2f} s {items / cpu:7,.0f} items a CPU second {memory / 2**20:6.0f} MB")
    return {"cpu_s": cpu, "items_a_cpu_s": items / cpu, "memory_bytes": memory}


def _verdict(costs: dict[str, list[Cost]]) -> Report:
    if costs.keys() != {OURS, PEER}:
        return {"speed": None, "memory": None}
    speed, memory = ratio(costs[PEER], costs[OURS]), peak(costs[OURS]) / peak(costs[PEER])
    fast = "as promised" if speed >= SPEED_TARGET else f"LESS than the promised × {SPEED_TARGET:g}"
    small = "as promised" if memory <= MEMORY_TARGET else "MORE than its own"
    print(f"ours against it: × {speed:.1f} as many items, {fast}; × {memory:.2f} of its memory, {small}")
    return {"speed": speed, "memory": memory}


if __name__ == "__main__":
    if sys.argv[1:] == ["install"]:
        install()
    else:
        with tempfile.TemporaryDirectory(prefix="bench-") as place:
            _, reasons = measured(Path(place), items=2_000, pairs=3, seed=1)
        sys.exit("\n".join(reasons.values()) or None)
