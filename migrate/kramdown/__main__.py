"""`python -m migrate.kramdown`: Markdown on standard input, HTML on standard output.

With `--jsonl` each line in is {"id", "src"[, "opts"]} and each line out {"id", "html", "warnings"}.
"""

from __future__ import annotations

import json
import sys
from typing import TextIO

from migrate.kramdown import convert


def main(arguments: list[str], source: TextIO, target: TextIO) -> int:
    """The exit code: 0, or 2 for arguments that are not known."""
    if arguments == ["--jsonl"]:
        for line in filter(str.strip, source):
            target.write(answer(line) + "\n")
        return 0
    if arguments:
        sys.stderr.write("usage: python -m migrate.kramdown [--jsonl]\n")
        return 2
    target.write(convert(source.read()).html)
    return 0


def answer(line: str) -> str:
    """The line that answers a line of `--jsonl`; one that cannot be read is answered by its error."""
    try:
        asked = json.loads(line)
        opts = asked.get("opts")
        done = convert(str(asked["src"]), opts if isinstance(opts, dict) else None)
    except (ValueError, KeyError, AttributeError) as error:
        return json.dumps({"id": None, "error": f"not a line of {{id, src}}: {error}"})
    return json.dumps({"id": asked.get("id"), "html": done.html, "warnings": [list(found) for found in done.warnings]})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], sys.stdin, sys.stdout))
