"""Which items stand in which file. Each file can be imported by itself: what its items hang on is repeated in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from migrate.exporters.wxr.spool import Span


class Entry(NamedTuple):
    """An item that waits to be written. `needs` are the ids of the items that have to stand before it, first things
    first. `metas` are left out where it is repeated: the importer would add them once more.
    """

    id: str
    head: Span
    metas: Span
    needs: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        return self.head.size + self.metas.size


class Placed(NamedTuple):
    entry: Entry
    is_repeated: bool = False


Part = list[Placed]


def parts(entries: Iterable[Entry], by_id: Mapping[str, Entry], size: int) -> Iterator[Part]:
    """The entries in their order, in parts of at most `size` bytes if that can be; 0 is one part for all."""
    part: Part = []
    done: set[str] = set()
    there: set[str] = set() if size else done
    filled = 0
    for entry in entries:
        if entry.id in done:
            continue
        before = [by_id[id] for id in _needed(entry, by_id) if id not in there]
        adds = entry.size + sum(one.head.size for one in before)
        if size and part and filled + adds > size:
            yield part
            part, there, filled = [], set(), 0
            before = [by_id[id] for id in _needed(entry, by_id)]
        for one in before:
            part.append(Placed(one, is_repeated=one.id in done))
            filled += one.size
        part.append(Placed(entry))
        filled += entry.size
        there.update(one.id for one in (*before, entry))
        done.update(one.id for one in (*before, entry))
    if part:
        yield part


def _needed(entry: Entry, by_id: Mapping[str, Entry]) -> list[str]:
    """All that an entry hangs on, what they hang on themselves included."""
    found: dict[str, None] = {}
    opened: set[str] = set()
    waiting = [*reversed(entry.needs)]
    while waiting:
        id = waiting[-1]
        if id in by_id and id not in opened:
            opened.add(id)
            waiting += reversed(by_id[id].needs)
            continue
        if id in opened:
            found[id] = None
        waiting.pop()
    return list(found)
