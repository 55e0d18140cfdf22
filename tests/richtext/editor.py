"""WordPress's own block editor, asked what it makes of contents of posts: the scripts of a WordPress, run by Node."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

PROGRAM = Path(__file__).with_name("editor.mjs")
# where Debian's package `wordpress` lies; another folder that holds wp-includes can be named
WORDPRESS = Path(os.environ.get("WORDPRESS_FROM", "/usr/share/wordpress"))
# a folder with node_modules/jsdom; else where Node looks from here
JSDOM = os.environ.get("JSDOM_FROM", str(PROGRAM.parent))


def missing() -> str | None:
    """Why the editor cannot be asked; None when it can."""
    if shutil.which("node") is None:
        return "Node is not there"
    if not (WORDPRESS / "wp-includes/js/dist").is_dir():
        return f"no WordPress at {WORDPRESS} (WORDPRESS_FROM)"
    asked = subprocess.run(["node", "-e", "require.resolve('jsdom')"], cwd=JSDOM, capture_output=True, check=False)
    return None if asked.returncode == 0 else f"no jsdom in {JSDOM} (JSDOM_FROM): npm install jsdom"


def version() -> tuple[int, int]:
    """The version of that WordPress."""
    text = (WORDPRESS / "wp-includes/version.php").read_text()
    major, minor = text.split("$wp_version = '")[1].split("'")[0].split(".")[:2]
    return int(major), int(minor.split("-")[0])


def told(contents: Mapping[str, str], tmp_path: Path) -> dict[str, Any]:
    """What the editor says of `contents`: see editor.mjs."""
    posts = tmp_path / "posts.json"
    posts.write_text(json.dumps(contents))
    command = ["node", str(PROGRAM), str(WORDPRESS), str(posts)]
    done = subprocess.run(command, env={**os.environ, "JSDOM_FROM": JSDOM}, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    answer = json.loads(done.stdout)
    assert isinstance(answer, dict)
    return answer
