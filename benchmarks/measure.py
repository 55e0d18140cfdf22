"""What a whole process costs, its children with it, and how two that took turns compare."""

from __future__ import annotations

import os
import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from typing import IO


class CommandFailed(Exception):
    """A measured command ended badly or left no output; the text says which and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Seconds of CPU (user and system) and of the clock, and bytes of the largest single process."""

    cpu: float
    wall: float
    memory: int


Series = dict[str, list[Cost]]  # by the command's name, a cost for each round


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command to measure: `makes` proves that it worked, `clean` removes what an earlier round left."""

    name: str
    words: tuple[str, ...]
    folder: Path
    makes: Path | None = None
    clean: Callable[[], None] | None = None


def run(command: Command) -> Cost:
    """Runs the command once, cleaned up before; raises CommandFailed.

    os.wait4 answers for the process and for all its children that it waited for: CPU added up, memory as the
    largest of them. Linux counts the parent's size at the fork too, so the caller has to stay small.
    """
    if command.clean:
        command.clean()
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        try:
            process = subprocess.Popen(command.words, cwd=command.folder, stdout=said, stderr=said, env=_environment())
        except OSError as error:
            reason = f"{command.name}: cannot start {command.words[0]}: {error.strerror}"
            raise CommandFailed(reason) from None
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        _check(command, process.returncode, _read(said))
    return Cost(cpu=used.ru_utime + used.ru_stime, wall=wall, memory=used.ru_maxrss * 1024)


def _read(said: IO[bytes]) -> bytes:
    said.seek(0)
    return said.read()


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"}


def _check(command: Command, code: int, said: bytes) -> None:
    shown = " ".join(command.words)
    if code:
        last = said.decode("utf-8", "replace").strip().splitlines()[-1:] or ["it said nothing"]
        raise CommandFailed(f"{command.name}: exit {code}: {last[0]}\n    {shown}")
    if command.makes and not (command.makes.exists() and command.makes.stat().st_size):
        raise CommandFailed(f"{command.name}: exit 0, but no output at {command.makes.name}\n    {shown}")


def take_turns(commands: Sequence[Command], pairs: int) -> tuple[Series, dict[str, str]]:
    """Costs of each command, and the reasons of those that failed, which sit out from then on.

    Every round runs each command once, every other round backwards. The first, to warm up, is not counted.
    """
    costs: Series = {command.name: [] for command in commands}
    failed: dict[str, str] = {}
    for number in range(pairs + 1):
        for command in commands if number % 2 else commands[::-1]:
            if command.name in failed:
                continue
            try:
                cost = run(command)
            except CommandFailed as error:
                failed[command.name] = str(error)
                del costs[command.name]
            else:
                costs[command.name] += [cost] if number else []
    return costs, failed


def ratio(costs: Sequence[Cost], base: Sequence[Cost]) -> float:
    """The median of CPU over the base's CPU, round by round: what slows the machine slows both."""
    return statistics.median(one.cpu / max(other.cpu, 1e-6) for one, other in zip(costs, base, strict=True))


def median_cpu(costs: Sequence[Cost]) -> float:
    """Seconds."""
    return statistics.median(cost.cpu for cost in costs)


def peak(costs: Sequence[Cost]) -> int:
    """Bytes: the largest of all rounds."""
    return max(cost.memory for cost in costs)
