"""The stamp that a run leaves for the next one, and when it stops to hold."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from migrate.model import Site
from migrate.ours import FOLDER_MARK
from migrate.sync import quick
from migrate.sync.job import Job
from migrate.sync.out import put
from migrate.sync.scan import Scan
from migrate.sync.stats import digest_of, stat_of

MOST_RACY = 200  # files that the quick way reads; of more the next run tells which are still to be read
MOST_CALLS = 8


def leave(job: Job, meta: Mapping[str, str], seen: Scan, started: int) -> None:
    """Writes the stamp of a run that began at `started` (ns); none where too much would have to be read.

    Calls that are known stay known, as long as they gave the same.
    """
    racy = seen.racy(os.path.realpath(job.source))
    if len(racy) > MOST_RACY:
        return
    before = quick.read(str(job.stamp)) or {}
    known = before.get("calls") if before.get("inputs") == meta.get("inputs") else []
    calls = [call for call in known if call != job.call] if isinstance(known, list) else []
    calls += [job.call] if job.call else []
    own = [str(job.root / FOLDER_MARK), str(job.state.absolute())]
    own += [str(job.root / job.document)] if job.document is not None else []
    others = [(str(path), seen.of(str(path))) for path in job.paths]  # as they were when they were read
    stamp: quick.Stamp = {
        "calls": calls[-MOST_CALLS:],
        "inputs": meta.get("inputs"),
        "source": str(job.source.absolute()),
        "root": os.path.realpath(job.source),
        "skip": sorted(job.ours),
        "tree": seen.tree,
        "paths": [*[path for path, _ in others], *own],
        "seen": digest_of([*others, *((path, stat_of(path)) for path in own)]),
        "tool": quick.tool(),
        "racy": racy,
        "due": int(meta.get("due", 0)),
        "since": started,
        "said": f"nothing changed: {meta['said']}",
    }
    put(job.stamp, [quick.encoded(stamp)])


def holds(job: Job) -> bool:
    """Whether output, state, mapping and project are as the last run left them, by what the system says of them."""
    stamp = quick.read(str(job.stamp))
    paths = stamp.get("paths") if stamp is not None else None
    if stamp is None or not isinstance(paths, list) or str(job.root / FOLDER_MARK) not in paths:
        return False
    return stamp["seen"] == digest_of([(path, stat_of(path)) for path in paths])


def due(site: Site, now: int) -> int:
    """When a run has to look again though no file changed, in seconds: at the next midnight of the site, on which dates
    that leave things out depend, or when a page that waits for its date is published, if that is sooner.
    """
    try:
        zone: tzinfo = ZoneInfo(site.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        zone = UTC
    here = datetime.fromtimestamp(now, UTC).astimezone(zone)
    today = datetime(here.year, here.month, here.day, tzinfo=zone)
    found = int(today.timestamp()) + 24 * 3600  # on the days when clocks change, an hour is no matter
    dates = (page.date for page in site.pages if page.date is not None and not page.published)
    return min([found, *(int(date.timestamp()) + 1 for date in dates if now < date.timestamp() < found)])
