"""Files of redirects, and what a mapping says of them under `redirects`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from migrate.diagnostics import Finding
from migrate.redirects.address import host
from migrate.redirects.formats import FORMATS
from migrate.redirects.rule import Rule

SCHEMA: dict[str, object] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "formats": {
            "type": "array",
            "items": {"enum": list(FORMATS)},
            "uniqueItems": True,
            "description": "the forms in which redirects of old addresses are written",
        },
        "hosts": {
            "type": "array",
            "items": {"type": "string"},
            "description": "hosts that redirects may lead to, beside the site's own",
        },
    },
}
"""The JSON Schema of `redirects` in a mapping."""


class Written(NamedTuple):
    """A file of redirects: its name, its content, how many redirects are in it, and what it could not say."""

    file: str
    content: bytes
    rules: int
    findings: tuple[Finding, ...]


def written(name: str, rules: Sequence[Rule]) -> Written:
    """The file of the format `name`, one of FORMATS. What it cannot say is left out, and told."""
    chosen = FORMATS[name]
    findings: list[Finding] = []
    kept: list[Rule] = []
    for rule in rules:
        why = chosen.refusal(rule)
        if why is None:
            kept.append(rule)
        else:
            findings.append(_unwritten(name, rule, why))
    if chosen.most is not None and len(kept) > chosen.most:
        message = f"`{name}` has {len(kept):,} redirects, and {chosen.most:,} are heeded; {chosen.remedy}"
        findings.append(Finding(code="redirect.many", message=message))
    return Written(chosen.file, chosen.text(kept).encode(), len(kept), tuple(findings))


def _unwritten(name: str, rule: Rule, why: str) -> Finding:
    file, line = (None, None) if rule.source is None else (rule.source.file, rule.source.line)
    message = f"{str(rule)[:200]} to {rule.new[:200]} is not in `{name}`: {why}"
    return Finding(code="redirect.unwritten", message=message, file=file, line=line)


def checked(value: object) -> list[str]:
    """What is wrong with `redirects` in a mapping, each as what is so and what to do; empty where nothing is."""
    if not isinstance(value, dict):
        return ["`redirects` should be a map with `formats`, and `hosts` if redirects lead to others; write one"]
    faults = [f"`redirects` has no key `{key!s:.60}`; there are: formats, hosts" for key in value if key not in _KEYS]
    for key, is_known in _KEYS.items():
        entries = value.get(key, [])
        if not isinstance(entries, list):
            faults.append(f"`{key}` of `redirects` should be a list; write one")
            continue
        faults += [fault for entry in entries if (fault := is_known(entry)) is not None]
    return faults


def _format_fault(entry: object) -> str | None:
    known = isinstance(entry, str) and entry in FORMATS
    return None if known else f"there is no format `{entry!s:.60}` of redirects; there are: {', '.join(FORMATS)}"


def _host_fault(entry: object) -> str | None:
    known = isinstance(entry, str) and host(entry) is not None
    return None if known else f"`{entry!s:.60}` is no host; write its name alone, such as www.example.org"


_KEYS = {"formats": _format_fault, "hosts": _host_fault}
