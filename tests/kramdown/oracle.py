"""Real kramdown with Jekyll's options, asked through the oracle of the shared folder."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ORACLES

_FOLDER = ORACLES / "oracles" / "kramdown"


def needs_oracle() -> None:
    """Skips the test where real kramdown cannot be asked, and says so."""
    if shutil.which("ruby") is None:
        pytest.skip("ruby is missing: real kramdown was not asked")
    if not (_FOLDER / "oracle.rb").is_file():
        pytest.skip(f"no oracle at {_FOLDER} (SSI_ORACLES): real kramdown was not asked")


def real_html(rows: Iterable[tuple[str, Mapping[str, Any]]]) -> list[str | None]:
    """The HTML of each source under its options; None where kramdown itself fails."""
    asked = [{"id": number, "src": source, "opts": options or None} for number, (source, options) in enumerate(rows)]
    lines = "".join(json.dumps(row) + "\n" for row in asked)
    command = ["ruby", str(_FOLDER / "oracle.rb")]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, encoding="utf-8", check=True)
    answers = [json.loads(line) for line in done.stdout.split("\n") if line]
    return [answer.get("html") for answer in answers]


def dom_of() -> Callable[[str], object]:
    """The comparison of the shared folder: HTML to a value that is equal for equal documents."""
    pytest.importorskip("selectolax", reason="selectolax is missing: documents were not compared")
    spec = importlib.util.spec_from_file_location("kramdown_compare", _FOLDER / "compare.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    tokens: Callable[[str], object] = module.tokens
    return tokens


def corpus_folder() -> Path:
    """The folder of the real sites; skips the test where it is missing."""
    folder = ORACLES / "corpus"
    if not folder.is_dir():
        pytest.skip(f"no corpus at {folder} (SSI_ORACLES): no real page was compared")
    return folder
