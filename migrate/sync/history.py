"""What a state says of its job, for people and for what watches over jobs."""

from __future__ import annotations

from pathlib import Path

from migrate.errors import UsageError
from migrate.state import State
from migrate.sync import prints
from migrate.sync.lock import holder_of


def status(path: Path) -> dict[str, object]:
    """The job, its last run, what it has, and who holds its lock. Raises UsageError where there was no run."""
    state = _opened(path)
    try:
        meta, pages, runs = state.meta(), state.pages().values(), state.runs()
        redirects = [row for row in state.redirects().values() if row.dropped is None]
    finally:
        state.close()
    holder = holder_of(path.absolute().with_name(f"{path.name}.lock"))
    return {
        "source": meta.get("source"),
        "target": meta.get("target"),
        "out": meta.get("out"),
        "run": int(meta.get("run", 0)),
        "ended": runs[0].ended if runs else None,
        "pages": sum(row.gone is None for row in pages),
        "gone": sum(row.what == "gone" for row in pages),
        "redirects": len(redirects),
        "lock": None if holder is None else str(holder),
    }


def history(path: Path) -> list[dict[str, object]]:
    """The runs that changed something, the last one first. Raises UsageError where there was none at all."""
    state = _opened(path)
    try:
        runs = state.runs()
    finally:
        state.close()
    return [
        {"run": run.number, "started": run.started, "ended": run.ended, "counts": prints.loaded(run.counts)}
        for run in runs
    ]


def _opened(path: Path) -> State:
    if not path.is_file():
        raise UsageError(f"{path}: there is no state; run `ssi-migrate sync` first, or name the state with --state")
    return State.open(path)
