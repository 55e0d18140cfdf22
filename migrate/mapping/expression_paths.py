"""Which fields an expression looks at, told from its parsed form alone."""

from __future__ import annotations

from collections.abc import Sequence

Path = tuple[str, ...]
_OF_ELEMENTS = frozenset(("projection", "value_projection", "filter_projection"))


def paths(parsed: object) -> tuple[Path, ...]:
    """The names that lead to the fields of the whole that a parsed expression looks at, each path once.

    What is relative to something else has none: within a projection or a filter, behind `&`, behind a pipe that takes
    a new value.
    """
    found: dict[Path, None] = {}
    _consume(_Look(found).at(parsed, ((),)), found)
    return tuple(found)


def _consume(paths: Sequence[Path], found: dict[Path, None]) -> None:
    found.update(dict.fromkeys(path for path in paths if path))


class _Look:
    """Walks an expression with the paths at which its value may stand: those that are used up are `found`."""

    def __init__(self, found: dict[Path, None]) -> None:
        self._found = found

    def at(self, node: object, here: Sequence[Path]) -> Sequence[Path]:
        """Where the value of `node` stands when it is asked of what stands `here`; nowhere if it is a new one."""
        if not isinstance(node, dict):
            return ()
        kind, children = node["type"], node.get("children") or []
        if kind == "field":
            return [(*path, str(node["value"])) for path in here]
        if kind in ("current", "identity"):
            return here
        if kind in ("subexpression", "pipe"):
            for child in children:
                here = self.at(child, here)
            return here
        if kind in ("or_expression", "and_expression", "key_val_pair"):
            return [path for child in children for path in self.at(child, here)]
        return self._new(kind, children, here)

    def _new(self, kind: str, children: Sequence[object], here: Sequence[Path]) -> Sequence[Path]:
        for number, child in enumerate(children):
            of_elements = kind == "expref" or (kind in _OF_ELEMENTS and number > 0)
            _consume(self.at(child, () if of_elements else here), self._found)
        return ()
