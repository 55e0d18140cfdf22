"""Whether there is anything to do, asked of the file system alone, before the program is loaded.

A run that ends well leaves a stamp beside its state: digests of what the system says of every file that it depends on.
The next one compares them. Whatever is not plainly the same (another option, a time that is too near to trust, a stamp
of another Python) is left to the long way, which knows better.
"""

from __future__ import annotations

import marshal
import os
import sys
import time

from migrate.sync.stats import Look, content_of, digest_of, digest_of_paths

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Stamp = dict[str, object]

HEAD = b"ssi-migrate/stamp 1\n"
PROJECT = "ssi-migrate.yml"
# the options of `sync` with a value, and those without; what is in neither is for the long way
VALUED = frozenset(
    (
        "--to", "--from", "--out", "--state", "--config", "--mapping", "--timezone", "--assets-list", "--assets",
        "--asset-base", "--split", "--markdown", "--active-html", "--own-host", "--fail-on", "--log-format", "--jobs",
    )
)  # fmt: skip
PLAIN = frozenset(("--prune", "--drafts", "--quiet", "-q", "--verbose", "-v", "--wait"))
# they change how a run is done or told, and nothing of what it gives
MUTE = frozenset(("--quiet", "-q", "--verbose", "-v", "--wait", "--log-format", "--jobs", "--fail-on"))
ONCE = ("--force", "--rebuild")
MARGIN = 2_000_000_000  # ns: the clocks of file systems are as coarse as that
LOOKS: list[Look] = []  # a look that showed a change: the long way need not look again


def nothing_changed(arguments: Sequence[str]) -> bool:
    """Whether `ssi-migrate sync ARGUMENTS` has nothing to do; then it has said so."""
    asked = _asked(arguments)
    if asked is None:
        return False
    call = call_of(arguments)
    stamp = read(stamp_of(_state(asked)))
    if call is None or stamp is None or not _holds(stamp, call):
        return False
    _say(str(stamp["said"]), asked)
    return True


def _asked(arguments: Sequence[str]) -> dict[str, str] | None:
    """The options with their last values, the source as ``; None where the long way has to look at them."""
    found: dict[str, str] = {}
    for name, value in _split(arguments):
        if name.startswith("-") and name not in VALUED | PLAIN:
            return None
        if name == "" and (name in found or value in ("status", "history")):
            return None
        if name in VALUED and not value:
            return None
        found[name] = value
    return found


def _split(arguments: Sequence[str]) -> Iterator[tuple[str, str]]:
    rest = iter(arguments)
    for argument in rest:
        name, equals, value = argument.partition("=")
        if not argument.startswith("-"):
            yield "", argument
        elif name in VALUED:
            yield name, value if equals else next(rest, "")
        else:
            yield argument, ""


def call_of(arguments: Sequence[str]) -> str | None:
    """What tells a call from others: its words but those of `MUTE`, where it is made, and what stands for the present.

    None for a call that the quick way does not understand. What is done once counts as if it had not been said.
    """
    arguments = [argument for argument in arguments if argument not in ONCE]
    asked = _asked(arguments)
    if asked is None:
        return None
    words = [(name, value) for name, value in _split(arguments) if name not in MUTE]
    config = asked.get("--config", PROJECT)
    return digest_of((words, os.getcwd(), os.environ.get("SOURCE_DATE_EPOCH", ""), os.path.exists(config)))


def _state(asked: dict[str, str]) -> str | None:
    """Where the state lies, by the options or by plain lines of the project file."""
    said = {name: asked[option] for name, option in (("state", "--state"), ("out", "--out")) if option in asked}
    if "state" not in said:
        said = {**_project(asked.get("--config", PROJECT)), **said}
    if "state" in said:
        return said["state"]
    return f"{said['out'].rstrip('/')}.state" if said.get("out", "").strip("/.") else None


def _project(path: str) -> dict[str, str]:
    """`out` and `state` of a project file that says them plainly; what it says otherwise, the long way reads."""
    found: dict[str, str] = {}
    try:
        with open(path, "rb", buffering=0) as stream:
            lines = stream.read(1 << 16).decode().split("\n")
    except (OSError, ValueError):
        return found
    folder = os.path.dirname(path)
    for line in lines:
        name, colon, value = line.partition(":")
        value = value.partition(" #")[0].strip()
        if colon and name in ("out", "state") and value.replace("/", "").replace("-", "").replace(".", "").isalnum():
            found[name] = os.path.join(folder, value)
    return found


def stamp_of(state: str | None) -> str | None:
    """The stamp of a state."""
    return None if state is None else f"{state}.stamp"


def read(path: str | None) -> Stamp | None:
    """A stamp; None where there is none that is whole and of this Python."""
    if path is None:
        return None
    try:
        with open(path, "rb", buffering=0) as stream:
            head, check, body = stream.read(len(HEAD)), stream.read(32), stream.readall()
        if head != HEAD or check != digest_of(body).encode():
            return None
        found = marshal.loads(body)
    except (OSError, ValueError, EOFError, TypeError):
        return None
    return found if isinstance(found, dict) and found.get("python") == sys.version else None


def encoded(stamp: Stamp) -> bytes:
    """A stamp as a file."""
    body = marshal.dumps({**stamp, "python": sys.version}, 2)
    return HEAD + digest_of(body).encode() + body


def present() -> int:
    """The time that the output depends on, in seconds: `SOURCE_DATE_EPOCH` where that is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(epoch) if epoch.isdecimal() else int(time.time())


def tool() -> str:
    """What tells this program from others: its version and those of all that is installed beside it, or its code."""
    if not _TOOL:
        _TOOL.append(_tool())
    return _TOOL[0]


_TOOL: list[str] = []


def _tool() -> str:
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    names = [_installed(folder) for folder in sys.path if folder.endswith(("site-packages", "dist-packages"))]
    code = [] if package.rpartition("/")[0].endswith(("site-packages", "dist-packages")) else _code(package)
    return digest_of((sys.version, names, code))


def _installed(folder: str) -> list[str]:
    try:
        return sorted(name for name in os.listdir(folder) if name.endswith((".dist-info", ".egg-info")))
    except OSError:
        return []


def _code(folder: str) -> list[tuple[str, int, int]]:
    """A checkout that is worked on: the names, sizes and times of its modules."""
    found: list[tuple[str, int, int]] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    found.extend(_code(entry.path))
            elif not entry.name.endswith(".pyc"):
                state = entry.stat()
                found.append((entry.path, state.st_size, state.st_mtime_ns))
    return sorted(found)


def _holds(stamp: Stamp, call: str) -> bool:
    """Whether all is as the stamp has it. What is told of files costs most, and comes last."""
    if stamp.get("tool") != tool():  # what another version has written may have another shape
        return False
    calls, due, since, racy = stamp["calls"], stamp["due"], stamp["since"], stamp["racy"]
    paths, skip = stamp["paths"], stamp["skip"]
    assert isinstance(calls, list)
    assert isinstance(paths, list)
    assert isinstance(skip, list)
    assert isinstance(racy, list)
    assert isinstance(due, int)
    assert isinstance(since, int)
    if call not in calls or present() >= due or time.time_ns() < since:
        return False
    if os.path.realpath(str(stamp["source"])) != stamp["root"]:
        return False
    if stamp["seen"] != digest_of_paths(paths):
        return False
    try:
        seen = Look(str(stamp["root"]), frozenset(skip))
    except OSError:
        return False
    if stamp["tree"] != seen.digest:
        LOOKS.append(seen)
        return False
    return all(content_of(path) == digest for path, digest in racy)


def _say(said: str, asked: dict[str, str]) -> None:
    if "--quiet" in asked or "-q" in asked:
        return
    if asked.get("--log-format") == "json":
        text = "".join(char if char not in '"\\' and char.isprintable() else "?" for char in said)
        print(f'{{"event": "sync.unchanged", "said": "{text}"}}', file=sys.stderr)
    else:
        print(said)
