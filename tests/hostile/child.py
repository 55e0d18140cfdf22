"""Runs the command line in processes with bounds: `python child.py` reads a request a line, answers with what it cost.

A request is a JSON object: `arguments`, `folder` to stand in, `out` and `err` to write to, `cpu` seconds, `memory`
bytes. The answer: `code` (negative for the signal that ended it), `cpu`, `memory` in use at most. Every run is a fork
of a process that has the program loaded already, so that a hundred of them take no longer than their work does.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import traceback
from typing import Any, NoReturn

WALL = 10  # times the seconds of CPU: what waits for ever uses none


def serve() -> None:
    for line in sys.stdin:
        print(json.dumps(_answer(json.loads(line))), flush=True)


def _answer(request: dict[str, Any]) -> dict[str, object]:
    child = os.fork()
    if child == 0:
        _run(request)
    _, status, used = os.wait4(child, 0)
    code = os.waitstatus_to_exitcode(status)
    return {"code": code, "cpu": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss * 1024}


def _run(request: dict[str, Any]) -> NoReturn:
    code = 70  # the program ended in a way that it never should
    try:
        _bounded(request)
        code = _code(request["arguments"])
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _bounded(request: dict[str, Any]) -> None:
    os.setpgid(0, 0)
    os.chdir(request["folder"])
    for number, path in enumerate([os.devnull, request["out"], request["err"]]):
        opened = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    signal.alarm(request["cpu"] * WALL)
    resource.setrlimit(resource.RLIMIT_CPU, (request["cpu"], request["cpu"] + 1))
    resource.setrlimit(resource.RLIMIT_AS, (request["memory"], request["memory"]))


def _code(arguments: list[str]) -> int:
    from migrate.cli import main

    sys.argv = ["ssi-migrate", *arguments]
    try:
        main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    return 0


def _load() -> None:
    """What most runs import."""
    import migrate.cli.app
    import migrate.cli.check
    import migrate.cli.export
    import migrate.cli.inspect
    import migrate.exporters.json
    import migrate.importers.isomer
    import migrate.kramdown
    import migrate.pipeline
    import migrate.report  # noqa: F401


if __name__ == "__main__":
    _load()
    serve()
