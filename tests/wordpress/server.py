"""A real WordPress from Debian's packages, in a folder of its own: database, files, PHP's server on 127.0.0.1.

    python -m tests.wordpress.server start DIR      prints the site as JSON; DIR is made, or has to be empty
    python -m tests.wordpress.server stop DIR       ends what runs there and removes DIR

`with running(DIR) as site` does both. It needs Debian's wordpress, mariadb-server-core, php-cli and php-mysql, no
service, no network, no rights but those of the user who runs it.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

CORE = Path(os.environ.get("SSI_WORDPRESS_CORE", "/usr/share/wordpress"))
PHP = Path(__file__).parent / "php"
PROGRAMS = ("mariadbd", "mariadb-install-db", "php")
_SECONDS = 60
_NOTE = "site.json"
_OURS: dict[int, subprocess.Popen[bytes]] = {}  # those that this process began, and has to wait for
_THEME = {
    "style.css": "/*\nTheme Name: plain\n*/\n",
    "index.php": "<!doctype html><title><?php wp_title(''); ?></title>"
    "<main><?php while (have_posts()) { the_post(); the_title('<h1>', '</h1>'); the_content(); } ?></main>\n",
}


class Site(NamedTuple):
    """A WordPress that runs. `password` is an application password of `user`, who is an administrator."""

    folder: Path
    url: str
    version: str
    user: str
    password: str
    processes: tuple[int, ...]

    def php(self, script: str | Path, given: str = "") -> str:
        """What a PHP script printed, with `given` on its standard input; a bare name is one of those in `php/`."""
        return _php(self.folder, self.url, PHP / script, given)


def missing() -> str | None:
    """What is not installed, None where all is there."""
    gone = [name for name in PROGRAMS if _program(name) is None]
    gone += [] if (CORE / "wp-load.php").is_file() else [str(CORE)]
    return f"not installed: {', '.join(gone)}" if gone else None


@contextmanager
def running(folder: Path) -> Iterator[Site]:
    """A WordPress in `folder` for as long as the block runs; the folder is removed at its end."""
    site = start(folder)
    try:
        yield site
    finally:
        stop(folder)


def start(folder: Path) -> Site:
    """Starts an empty WordPress. Raises RuntimeError, with what the programs said, where it does not come up."""
    folder = folder.resolve()
    if gone := missing():
        raise RuntimeError(gone)
    if len(os.fsencode(_socket(folder))) > 100:
        raise RuntimeError(f"{folder}: the path is too long for a socket; choose a shorter one")
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise RuntimeError(f"{folder}: is not empty; name another folder")
    processes: list[subprocess.Popen[bytes]] = []
    try:
        return _started(folder, processes)
    except BaseException:
        for process in reversed(processes):
            _end(process.pid)
        raise


def stop(folder: Path) -> None:
    """Ends what `start` left running in `folder` and removes it."""
    folder = folder.resolve()
    for number in reversed(json.loads((folder / _NOTE).read_text())["processes"]):
        if str(folder) in _command(number):  # the number may be another program's by now
            _end(number)
    shutil.rmtree(folder)


def _started(folder: Path, processes: list[subprocess.Popen[bytes]]) -> Site:
    _lay_files(folder)
    processes.append(_database(folder))
    _wait(processes[-1], socket.AF_UNIX, _socket(folder), folder)
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    installed = json.loads(_php(folder, url, PHP / "install.php"))
    _php(folder, url, PHP / "empty.php")
    processes.append(_web(folder, url, port))
    _wait(processes[-1], socket.AF_INET, ("127.0.0.1", port), folder)
    numbers = tuple(process.pid for process in processes)
    site = Site(folder, url, installed["version"], "admin", installed["password"], numbers)
    (folder / _NOTE).write_text(json.dumps({**site._asdict(), "folder": str(folder)}, indent=1))
    return site


def _lay_files(folder: Path) -> None:
    """Links to the core's files, and a `wp-content` of the site's own with a theme of two files."""
    root = folder / "www"
    root.mkdir()
    for path in CORE.iterdir():
        if path.name not in ("wp-config.php", "wp-content", ".htaccess"):
            (root / path.name).symlink_to(path)
    (root / "wp-config.php").symlink_to(PHP / "wp-config.php")
    for name in ("plugins", "mu-plugins", "uploads", "themes/plain"):
        (root / "wp-content" / name).mkdir(parents=True)
    for name, text in _THEME.items():
        (root / "wp-content" / "themes" / "plain" / name).write_text(text)


def _database(folder: Path) -> subprocess.Popen[bytes]:
    own = ["--no-defaults", f"--datadir={folder / 'db'}"]
    own += ["--user=root"] if os.getuid() == 0 else []  # it runs as root only where that is asked for
    # with --rpm a root's run leaves the files of the package alone
    _done(["mariadb-install-db", *own, "--rpm", "--auth-root-authentication-method=normal", "--skip-test-db"], folder)
    quick = ["--innodb-flush-log-at-trx-commit=0", "--innodb-doublewrite=0", "--skip-log-bin"]
    where = [f"--socket={_socket(folder)}", f"--pid-file={folder / 'db.pid'}", "--skip-networking"]
    return _begun(["mariadbd", *own, *where, *quick], folder, dict(os.environ))


def _web(folder: Path, url: str, port: int) -> subprocess.Popen[bytes]:
    root = folder / "www"
    command = ["php", *_php_options(), "-S", f"127.0.0.1:{port}", "-t", str(root), str(PHP / "router.php")]
    return _begun(command, folder, _environment(folder, url))


def _php(folder: Path, url: str, script: Path, given: str = "") -> str:
    return _done(["php", *_php_options(), str(script)], folder, given, _environment(folder, url))


def _php_options() -> list[str]:
    settings = {"auto_prepend_file": PHP / "prepend.php", "display_errors": "stderr", "memory_limit": "512M"}
    return [part for name, value in settings.items() for part in ("-d", f"{name}={value}")]


def _environment(folder: Path, url: str) -> dict[str, str]:
    own = {"ROOT": str(folder / "www"), "SOCKET": _socket(folder), "URL": url}
    return {**os.environ, **{f"SSI_WORDPRESS_{name}": value for name, value in own.items()}}


def _program(name: str) -> str | None:
    """Where a program is; Debian keeps servers where not every user looks."""
    return shutil.which(name, path=os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin")))


def _done(command: list[str], folder: Path, given: str = "", environment: dict[str, str] | None = None) -> str:
    full = [str(_program(command[0])), *command[1:]]
    done = subprocess.run(
        full, cwd=folder, input=given, env=environment, capture_output=True, text=True, timeout=_SECONDS, check=False
    )
    if done.returncode or done.stderr.strip():
        raise RuntimeError(f"{command[0]} {Path(command[-1]).name}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def _begun(command: list[str], folder: Path, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """A process that may outlive this one, what it says in a file beside its data."""
    with open(folder / f"{command[0]}.log", "wb") as log:
        process = subprocess.Popen(
            [str(_program(command[0])), *command[1:]],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    _OURS[process.pid] = process
    return process


def _wait(process: subprocess.Popen[bytes], family: int, address: str | tuple[str, int], folder: Path) -> None:
    """Returns when the process takes connections. Raises RuntimeError where it ends before, or takes too long."""
    end = time.monotonic() + _SECONDS
    while process.poll() is None and time.monotonic() < end:
        with socket.socket(family) as trial, suppress(OSError):
            trial.connect(address)
            return
        time.sleep(0.02)
    raise RuntimeError("\n".join(log.read_text("utf-8", "replace")[-2000:] for log in folder.glob("*.log")))


def _end(number: int) -> None:
    """Asks a process to end, and waits until it has."""
    with suppress(ProcessLookupError):
        os.kill(number, signal.SIGTERM)
    if process := _OURS.pop(number, None):
        process.wait(_SECONDS)
    end = time.monotonic() + _SECONDS
    while _command(number) and time.monotonic() < end:
        time.sleep(0.02)


def _command(number: int) -> str:
    """The command line of a process, empty where there is none or it has ended."""
    try:
        return Path(f"/proc/{number}/cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
    except OSError:
        return ""


def _socket(folder: Path) -> str:
    return str(folder / "db.sock")


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
        return port


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["start", folder]:
            start(Path(folder))
            print((Path(folder) / _NOTE).read_text())
        case ["stop", folder]:
            stop(Path(folder))
        case _:
            sys.exit(__doc__)
