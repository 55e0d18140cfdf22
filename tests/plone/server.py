"""A real Plone in a process of its own: a new site as often as one is wanted, and what is in it.

with running(FOLDER) as plone:
    plone.fresh("volto")
    plone.imported(EXPORT)
    plone.dump()

python -m tests.plone.server EXPORT [volto|classic|...]     prints what an import of EXPORT says, and the dump
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, NamedTuple

from tests.plone.install import FOLDER, missing, python

USER, PASSWORD = "admin", "admin-of-tests-1"
_CHILD = Path(__file__).parent / "inside" / "child.py"
Dump = dict[str, Any]


class Import(NamedTuple):
    """What the importer said. `log` are its warnings and worse, `raised` what ended it."""

    report: list[str]
    incomplete: Mapping[str, list[str]]
    dropped: list[str]
    raised: str | None
    log: list[str]

    @property
    def faults(self) -> list[str]:
        """All that is not well, none where all went in."""
        incomplete = [f"{path}: without {', '.join(fields)}" for path, fields in self.incomplete.items()]
        dropped = [f"{path}: dropped" for path in self.dropped]
        return [*([self.raised] if self.raised else []), *incomplete, *dropped, *self.log]


class Plone:
    """Asks the process, and waits for its answer. `url` is that of the current site."""

    def __init__(self, process: subprocess.Popen[str], said: IO[str]) -> None:
        self._process, self._said = process, said
        self.url = f"http://127.0.0.1:{self._answer()['port']}/Plone"

    def fresh(self, kind: str, languages: Sequence[str] = ("en",)) -> None:
        """An empty site in place of the current one. The kinds are those of `inside/sites.py`."""
        self._ask("fresh", kind=kind, languages=list(languages))

    def imported(self, folder: Path) -> Import:
        """Imports what plone.exportimport or collective.exportimport wrote, with that very program."""
        return Import(**self._ask("import", folder=str(folder)))

    def dump(self) -> Dump:
        """All that the site holds."""
        found: Dump = self._ask("dump")
        return found

    def run(self, code: str) -> Any:
        """What a piece of Python leaves in `result`; it knows `app` and `site`, and its changes stay."""
        return self._ask("run", code=code)

    def _ask(self, do: str, **given: object) -> Any:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": do, **given}) + "\n")
        self._process.stdin.flush()
        answer = self._answer()
        if "failed" in answer:
            raise RuntimeError(answer["failed"])
        return answer["answer"]

    def _answer(self) -> Any:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            self._said.seek(0)
            raise RuntimeError(f"Plone has ended: {self._said.read()[-3000:]}")
        return json.loads(line)


@contextmanager
def running(folder: Path) -> Iterator[Plone]:
    """A Plone for as long as the block runs; what it needs on disk, and what it said, lies in `folder`."""
    if reason := missing():
        raise RuntimeError(reason)
    folder.mkdir(parents=True, exist_ok=True)
    words = [str(python(FOLDER)), "-W", "ignore", str(_CHILD), str(folder / "zope")]
    own = {**os.environ, "TZ": "UTC", "TMPDIR": str(folder)}
    with open(folder / "log", "w+", encoding="utf-8", errors="replace") as said:
        process = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, text=True, encoding="utf-8", env=own
        )
        try:
            yield Plone(process, said)
        finally:
            process.communicate()  # its standard input ends, and with it the process


def main(export: str, kind: str = "volto") -> None:
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as plone:
        plone.fresh(kind)
        done = plone.imported(Path(export))
        print(json.dumps({**done._asdict(), "dump": plone.dump()}, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
