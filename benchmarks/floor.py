"""The least that any migration can cost: read every file, write one.

Usage: python -m benchmarks.floor SITE OUT
"""

import os
import sys


def main(site: str, out: str) -> None:
    """All `.md` files of the site, one after the other, into one file."""
    with open(out, "wb", buffering=1 << 16) as sink:
        for folder, folders, names in os.walk(site):
            folders.sort()
            for name in sorted(names):
                if name.endswith(".md"):
                    with open(os.path.join(folder, name), "rb", buffering=0) as file:
                        sink.write(file.read())


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
