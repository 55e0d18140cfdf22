"""What the tests of a file expect, held against its types before any test is run."""

from __future__ import annotations

from collections.abc import Sequence

import yaml

from migrate.mapping.document import Document
from migrate.mapping.kinds import PAGE
from migrate.mapping.names import nearest
from migrate.mapping.types import Type


def check_expected(document: Document, node: yaml.Node | None, types: Sequence[Type], of: str) -> None:
    """Tells of fields that no record of the kind `of` can have, and of a type that is not there."""
    own = [kind for kind in types if kind.of == of]
    if isinstance(node, yaml.MappingNode) and not node.value:
        document.fault(node, "`expect` is empty; write fields of the record, or `type`")
    named = None
    for name, key_node, value in document.entries(node, "`expect`"):
        if name == "type" and not any("type" in _fields(kind) for kind in own):
            named = _named(document, value, own)
            own = own if named is None else [named]
        elif name == "address" and of == PAGE:
            continue
        elif not any(name in _fields(kind) or kind.unmapped == "keep" for kind in own):
            known = tuple(dict.fromkeys(field for kind in own for field in _fields(kind)))
            records = "no record" if named is None else f"no record of the type `{named.name}`"
            document.fault(key_node, f"{records} has a field `{name:.80}`; {nearest(name, known)}")


def _named(document: Document, node: yaml.Node, types: Sequence[Type]) -> Type | None:
    """The type that a test names. Null stands for none: no type takes the thing."""
    name = document.plain(node)
    found = next((kind for kind in types if kind.name == name), None)
    if found is None and name is not None:
        document.fault(
            node, f"there is no type `{name!s:.80}`; {nearest(str(name), tuple(kind.name for kind in types))}"
        )
    return found


def _fields(kind: Type) -> list[str]:
    return [name for name, _ in kind.rules]
