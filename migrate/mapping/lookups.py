"""The look-up tables that a mapping names: files of keys and values beside it."""

from __future__ import annotations

import yaml

from migrate.mapping.document import Document, is_null, nearest
from migrate.mapping.files import content
from migrate.mapping.inclusion import Inclusion
from migrate.mapping.steps.tables import MISSING, ColumnError, Missing, Table, read_table

MAX_TABLE_BYTES = 8 * 1024 * 1024


class Lookups:
    """Reads the tables of the files of a mapping; together they are no larger than one may be."""

    def __init__(self, files: Inclusion) -> None:
        self._files = files
        self._bytes = 0

    def tables(self) -> dict[str, Table]:
        """The tables by their names."""
        tables: dict[str, Table] = {}
        for document, top in self._files.innermost_first():
            found = document.pairs(top.get("lookups"), "`lookups`")
            if found:
                document.count(top["lookups"], "look-ups", len(found))
            for name, node in found:
                # one that is wrong is told, and stands for itself where a step names it
                tables[name] = self._table(document, node, name) or Table(name=name, rows={})
        return tables

    def _table(self, document: Document, node: yaml.Node, name: str) -> Table | None:
        known = ("file", "key", "value", "missing")
        names = [str(key.value) for key, _ in node.value] if isinstance(node, yaml.MappingNode) else []
        if names and not any(nearest(one, known).startswith("did") for one in names):
            document.misshapen(
                node, f"the look-up `{name:.80}` names no file; write the table into one: `{{file: {name:.80}.csv}}`"
            )
            return None
        keys = document.map(node, known, f"the look-up `{name:.80}`")
        missing = self._missing(document, keys.get("missing"))
        file = document.text(keys.get("file"))
        if not file:
            where = keys.get("file", node)
            document.lacks(where, f"the look-up `{name:.80}` has no `file`; name a CSV or YAML file beside the mapping")
            return None
        path = self._files.inside(document, keys["file"], file)
        if path is None:
            return None
        try:
            if self._bytes > MAX_TABLE_BYTES:
                return None  # told already
            raw = content(path, MAX_TABLE_BYTES + 1)
            self._files.read.append(path)
            self._bytes += len(raw)
            if self._bytes > MAX_TABLE_BYTES:
                raise ValueError(f"the tables together are larger than {MAX_TABLE_BYTES:,} bytes; make them smaller")
            return read_table(
                raw,
                path.name,
                key=document.text(keys.get("key")),
                value=document.text(keys.get("value")),
                missing=missing,
            )
        except OSError as error:
            document.fault(
                keys["file"], f"`{file:.200}` cannot be read ({error.strerror}); name a file beside the mapping"
            )
        except ColumnError as error:
            document.fault(keys[error.role], f"`{file:.200}`: {error}")
        except ValueError as error:
            document.fault(keys["file"], f"`{file:.200}`: {error}")
        return None

    def _missing(self, document: Document, node: yaml.Node | None) -> Missing:
        text = "report" if node is None else document.text(node)
        for policy in MISSING:
            if text == policy:
                return policy
        if node is not None and is_null(node):
            return "null"  # YAML's word for nothing is a policy like any other
        near = nearest(text or "", MISSING)
        document.fault(node or self._files.root.root, f"`missing` is one of {', '.join(MISSING)}; {near}")
        return "report"
