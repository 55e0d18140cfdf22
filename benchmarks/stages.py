"""Where the time of an export goes: microseconds of CPU a page by stage, all in one process.

The stages are those of `migrate.pipeline`, page by page as it goes through them. What is done once for a site (its
index, its own links, the end of the document) is shared out among the pages.

Usage: python -m benchmarks.stages SITE OUT.json [--rounds 3]
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
import time
from pathlib import Path

from benchmarks.measure import Command, CommandFailed, run

ROOT = Path(__file__).resolve().parent.parent
STAGES = ("index", "read and render", "normalise", "map", "encode", "write")
Report = dict[str, object]


def main(words: list[str] | None = None) -> int:
    """Writes the least that each stage cost of all rounds."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stages", description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--rounds", type=int, default=3, help="the least of them counts (3)")
    asked = parser.parse_args(words)
    rounds = [_round(asked.site, asked.out.with_suffix(".site.json")) for _ in range(max(asked.rounds, 1))]
    least = {stage: min(one[stage] for one in rounds) for stage in STAGES}
    asked.out.write_text(json.dumps(least) + "\n", encoding="utf-8")
    return 0


def measured(folder: Path, site: Path, pages: int, rounds: int) -> tuple[Report, dict[str, str]]:
    """The table, printed; the work is done by a process of its own, since this one has to stay small."""
    out = folder / "stages.json"
    words = (sys.executable, "-m", "benchmarks.stages", str(site), str(out), "--rounds", str(rounds))
    try:
        run(Command(name="stages", words=words, folder=ROOT, makes=out))
    except CommandFailed as error:
        return {"us_a_page": None}, {"stages": str(error)}
    spent: dict[str, int] = json.loads(out.read_text(encoding="utf-8"))
    each = {stage: spent[stage] / pages / 1000 for stage in STAGES}
    together = sum(each.values())
    print(f"\nstages of one process, the least of {rounds} rounds")
    for stage, cost in [*each.items(), ("together", together)]:
        print(f"{stage:20} {cost:7.0f} µs a page {cost / together:6.0%}")
    return {"us_a_page": each, "together": together}, {}


class _Clock:
    """CPU nanoseconds of this process by stage."""

    def __init__(self) -> None:
        self.spent = dict.fromkeys(STAGES, 0)
        self._last = time.process_time_ns()

    def lap(self, stage: str) -> None:
        """What has passed since the last lap was spent on `stage`."""
        now = time.process_time_ns()
        self.spent[stage] += now - self._last
        self._last = now


def _round(site: Path, out: Path) -> dict[str, int]:
    """One export of the site. The first round imports what the others find there, and is never the least."""
    from datetime import UTC, datetime

    from migrate import output, pipeline, registry
    from migrate.diagnostics import Finding
    from migrate.interfaces import Ending, ReadOptions, Record, Written
    from migrate.mapping import page_fields
    from migrate.normalise import NormaliseOptions

    exporter, mapping = registry.exporter("json"), pipeline.mapping_for("json", None)
    gc.unfreeze()
    gc.collect()
    clock = _Clock()
    source = pipeline.open_source(site, "auto", ReadOptions(now=datetime.now(UTC)))
    clock.lap("index")
    passes = pipeline.normaliser(source, NormaliseOptions())
    whole = passes.site(source.site)
    clock.lap("normalise")
    gc.freeze()  # as the pipeline does before it goes through the pages
    records: list[Written] = []
    told: list[Finding] = []
    for page in whole.site.pages:
        body, findings, _ = source.body(page)
        told.extend(findings)
        clock.lap("read and render")
        done = passes.page(page, body)
        told.extend(done.findings)
        clock.lap("normalise")
        taken = mapping.taken(page_fields(done.page, done.body, done.links, page.url))
        clock.lap("map")
        for made in taken.records:
            content = exporter.encode(Record("page", made.type.name, made.values), lambda code, message: None)
            records.append(Written("page", made.type.name, content))
        clock.lap("encode")
    ending = Ending(links=whole.links, assets=source.assets(), findings=lambda: [*source.findings, *told])
    output.sink(out, dry_run=False)(exporter.document(whole.site, records, ending))
    clock.lap("write")
    return clock.spent


if __name__ == "__main__":
    sys.exit(main())
