"""What of an export is no item: counted, and told."""

from __future__ import annotations

from migrate.accounting import Ledger, said
from migrate.diagnostics import Finding
from migrate.importers.plone.exports import ERRORS, Export
from migrate.importers.plone.items import ItemReader
from migrate.importers.plone.values import items, mapping, parsed, text


def count_unread(reader: ItemReader, export: Export, ledger: Ledger, findings: list[Finding]) -> None:
    """Notes what could not be read, and what Plone itself says that it could not export."""
    for file, count in reader.unread.items():
        ledger.read(file, count)
        ledger.column(file, "reported")[""] += count
    unexported = [*reader.unexported, *([(ERRORS, 1, _errors(export))] if "errors" in export.beside else [])]
    for file, line, value in unexported:
        count = said(value) or 1
        ledger.read(file, count)
        ledger.column(file, "reported")["unexported_paths"] += count
        for message in _messages(value):
            findings.append(Finding(code="plone.unexported", message=message, file=file, line=line))


def _errors(export: Export) -> object:
    try:
        return parsed((export.root / ERRORS).read_bytes())
    except (OSError, ValueError) as error:
        return {"message": f"cannot be read ({error!s:.100})"}


def _messages(value: object) -> list[str]:
    entries = mapping(value).get("unexported_paths", value)
    found: list[str] = []
    for entry in items(entries) or [entries]:
        path, why = text(mapping(entry).get("path")), text(mapping(entry).get("message"))
        found.append(f"{path or f'{entry!r:.200}'}: {why or 'no reason is given'}"[:400])
    return found
