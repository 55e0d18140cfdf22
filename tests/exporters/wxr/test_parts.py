"""What an item hangs on, in the order in which it has to stand."""

from __future__ import annotations

from migrate.exporters.wxr.parts import Entry, parts
from migrate.exporters.wxr.spool import Span

NOTHING, BIG = Span(0, 0), Span(0, 10)


def _parts(entries: list[Entry], size: int) -> list[list[str]]:
    by_id = {entry.id: entry for entry in entries}
    return [[placed.entry.id for placed in part] for part in parts(entries, by_id, size)]


def test_what_is_needed_stands_before_and_once_in_each_part() -> None:
    last = Entry("c", BIG, NOTHING, ("b", "a", "gone"))
    entries = [Entry("a", BIG, NOTHING), Entry("b", BIG, NOTHING, ("a",)), last]
    assert _parts(entries[::-1], 0) == [["a", "b", "c"]]
    assert _parts(entries, 20) == [["a", "b"], ["a", "b", "c"]]


def test_a_chain_may_be_longer_than_calls_can_be_nested() -> None:
    chain = [Entry("0", BIG, NOTHING), *(Entry(str(at), BIG, NOTHING, (str(at - 1),)) for at in range(1, 1_500))]
    assert _parts(chain[::-1], 0) == [[str(at) for at in range(1_500)]]
