"""A real Plone in an environment of its own. Needs nothing but PyPI, and a minute.

    python -m tests.plone.install [FOLDER]      FOLDER is $SSI_PLONE, else .venv/plone of the project

Does nothing where it is there already.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).parent
FOLDER = Path(os.environ.get("SSI_PLONE") or HERE.parent.parent / ".venv" / "plone").resolve()
REQUIREMENTS = HERE / "requirements.txt"
_STAMP = "installed"


def missing(folder: Path = FOLDER) -> str | None:
    """Why there is no Plone, None where there is one."""
    stamp = folder / _STAMP
    if not stamp.is_file():
        return f"no Plone at {folder}; `make plone` installs one"
    return None if stamp.read_text() == _wanted() else f"the Plone at {folder} is an old one; `make plone` renews it"


def python(folder: Path = FOLDER) -> Path:
    """Its interpreter."""
    return folder / "bin" / "python"


def install(folder: Path = FOLDER) -> None:
    """Installs what is missing. Raises CalledProcessError; pip has said by then what went wrong."""
    if missing(folder) is None:
        return
    (folder / _STAMP).unlink(missing_ok=True)
    venv.create(folder, with_pip=True)
    pip = ["-m", "pip", "--disable-pip-version-check", "-qq", "install", "--no-deps"]
    subprocess.run([python(folder), *pip, "--requirement", REQUIREMENTS], check=True)
    (folder / _STAMP).write_text(_wanted())


def _wanted() -> str:
    return hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()


if __name__ == "__main__":
    install(*map(Path, sys.argv[1:2]))
