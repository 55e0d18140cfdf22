"""`python -m tests.hostile.corpus DIR [NAME …]`: writes the hostile sites; without DIR it lists them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from tests.hostile.corpus import ATTACKS
from tests.hostile.corpus.attack import Attack, write


def main(arguments: list[str]) -> int:
    """What the program ends with: 0, or 2 where a name is none or a folder is there already."""
    if not arguments:
        print("\n".join(f"{attack.name}: {attack.what}" for attack in ATTACKS))
        return 0
    folder, names = Path(arguments[0]), arguments[1:]
    for fault in _faults(folder, names):
        print(fault, file=sys.stderr)
        return 2
    for attack in ATTACKS:
        if attack.name in names or not names:
            _write(attack, folder / attack.name)
    return 0


def _faults(folder: Path, names: list[str]) -> Iterator[str]:
    known = {attack.name for attack in ATTACKS}
    yield from (
        f"{name}: there is no such site; without arguments all of them are listed"
        for name in names
        if name not in known
    )
    if folder.exists() and any(folder.iterdir()):
        yield f"{folder}: is not empty; name a folder that is not there yet"


def _write(attack: Attack, folder: Path) -> None:
    write(attack, folder)
    (folder / "README.txt").write_text(f"{attack.what}\n\nA reader must {attack.must}.\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
