"""What the hostile tests share: a run that must end in order, and what its output holds."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from tests.run import Done, run

PAGE = "---\ntitle: Hello\n---\nBody\n"
UTC = "timezone: UTC\n"
# what a terminal would obey; a tab and the end of a line are fine
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def orderly(*arguments: str) -> Done:
    """Runs the command line; whatever it met, it said so without a traceback and without control characters."""
    done = run(*arguments)
    assert done.code in (0, 1, 2, 3, 4, 5), done
    assert "Traceback" not in done.err
    assert not _CONTROL.search(done.err), done.err
    return done


def exported(site: Path, *arguments: str) -> dict[str, Any]:
    """The document of an export that ended with findings or without."""
    done = orderly("export", str(site), "--to", "json", "--out", "-", *arguments)
    assert done.code in (0, 1), done.err
    document: dict[str, Any] = json.loads(done.out, parse_constant=_no_constant)
    return document


def told(document: dict[str, Any]) -> list[str]:
    """The findings of a document as `file:line code`, the place as far as it is known."""
    told = []
    for one in document["findings"]:
        place = ":".join(str(part) for part in (one["file"], one["line"]) if part is not None)
        told.append(f"{place} {one['code']}".strip())
    return told


def _no_constant(name: str) -> None:
    raise AssertionError(f"{name} is no JSON")
