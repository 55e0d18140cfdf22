"""Which fields an expression looks at, told from its parsed form alone."""

from __future__ import annotations

from collections.abc import Sequence

Path = tuple[str, ...]
_OF_ELEMENTS = frozenset(("projection", "value_projection", "filter_projection"))


def looked_at(parsed: object) -> tuple[tuple[Path, ...], tuple[tuple[Path, object], ...]]:
    """The names that lead to the fields of the whole that a parsed expression looks at, each path once.

    What is relative to something else has none: within a projection or a filter, behind `&`, behind a pipe that takes
    a new value. Beside them the paths that are compared with a value which stands in the expression, and that value.
    """
    look = _Look()
    look.consume(look.at(parsed, ((),)))
    return tuple(look.found), tuple(look.compared)


class _Look:
    """Walks an expression with the paths at which its value may stand: those that are used up are `found`."""

    def __init__(self) -> None:
        self.found: dict[Path, None] = {}
        self.compared: list[tuple[Path, object]] = []

    def consume(self, paths: Sequence[Path]) -> None:
        self.found.update(dict.fromkeys(path for path in paths if path))

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
            self.consume(self.at(child, () if of_elements else here))
        if kind == "comparator":
            self._compare(children, here)
        return ()

    def _compare(self, children: Sequence[object], here: Sequence[Path]) -> None:
        nodes = [child for child in children if isinstance(child, dict)]
        values = [node["value"] for node in nodes if node["type"] == "literal"]
        paths = [path for node in nodes if node["type"] != "literal" for path in self.at(node, here)]
        self.compared += [(path, value) for path in paths for value in values]
