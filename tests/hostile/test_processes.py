"""Real processes: closed and full streams, interrupts, killed workers, terminals that know no UTF-8."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from migrate.pipeline.work import Chunk, Work
from tests.conftest import PROJECT, SiteMaker
from tests.hostile.sites import PAGE, UTC, orderly

PROGRAM = [sys.executable, "-m", "migrate"]
SLOW = "para *one* [two](/three)\n\n" * 40
Environment = dict[str, str]


@pytest.fixture
def environment() -> Environment:
    return {**os.environ, "PYTHONPATH": str(PROJECT)}


def shell(line: str, folder: Path, environment: Environment) -> subprocess.CompletedProcess[str]:
    command = line.replace("ssi-migrate", " ".join(PROGRAM))
    return subprocess.run(
        ["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, timeout=60
    )


@pytest.mark.parametrize(
    ("line", "code", "err"),
    [
        ("ssi-migrate export --to json --out - -q | head -c 5 >&2; exit ${PIPESTATUS[0]}", 0, '{"for'),
        ("ssi-migrate inspect --format jsonl | head -c 5 >&2; exit ${PIPESTATUS[0]}", 0, '{"pat'),
        (
            "ssi-migrate export --to json --out - -q > /dev/full",
            5,
            "ssi-migrate: standard output cannot be written (No space left on device); name a file with --out\n",
        ),
        (
            "ssi-migrate check > /dev/full",
            5,
            "ssi-migrate: standard output cannot be written (No space left on device); name a file with --out\n",
        ),
        ("ssi-migrate inspect >&-", 5, "ssi-migrate: standard output is closed; name a file with --out\n"),
        (
            "ssi-migrate --help > /dev/full",
            5,
            "ssi-migrate: standard output cannot be written (no space is left); make room\n",
        ),
        ("ssi-migrate export --to jsn 2>&-", 2, ""),
        ("ssi-migrate export --to jsn 2>/dev/full", 2, ""),
    ],
)
def test_streams_that_end(make_site: SiteMaker, environment: Environment, line: str, code: int, err: str) -> None:
    site = make_site({f"{number}.md": f"---\n---\n{SLOW}" for number in range(60)}, config=UTC)
    done = shell(line, site, environment)
    assert (done.returncode, done.stdout, done.stderr) == (code, "", err)


@pytest.mark.parametrize(
    "settings",
    [
        {"LC_ALL": "C"},
        {"PYTHONIOENCODING": "ascii:strict"},
    ],
)
@pytest.mark.parametrize("command", ["check -v", "inspect", "export --to json -v --out -"])
def test_terminals_that_know_no_utf8(
    make_site: SiteMaker, environment: Environment, settings: Environment, command: str
) -> None:
    site = make_site({"灯塔\x1b[31m.md": PAGE, "b.md": "---\ntitle: é\npermalink: 3\n---\n"}, config=UTC)
    done = shell(f"ssi-migrate {command}", site, {**environment, **settings})
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    assert "\x1b" not in done.stdout + done.stderr


def test_file_names_must_be_read_as_utf8(make_site: SiteMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "getfilesystemencoding", lambda: "iso8859-1")
    done = orderly("check", str(make_site({"a.md": PAGE})))
    message = "ssi-migrate: file names are not read as UTF-8 here; set PYTHONUTF8=1 and run again\n"
    assert (done.code, done.out, done.err) == (2, "", message)


def test_a_file_that_may_not_grow(make_site: SiteMaker, environment: Environment, tmp_path: Path) -> None:
    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    out = tmp_path / "o.json"
    command = [*PROGRAM, "export", str(make_site({"a.md": PAGE})), "--to", "json", "--out", str(out)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, preexec_fn=limited, timeout=60)
    message = f"ssi-migrate: {out}: cannot be written (File too large); nothing of it was kept\n"
    assert (done.returncode, done.stdout, done.stderr) == (5, "", message)
    assert os.listdir(tmp_path) == ["site"]


@pytest.fixture
def slow_site(make_site: SiteMaker) -> Path:
    return make_site({f"{number}.md": f"---\n---\n{SLOW}" for number in range(1500)}, config=UTC)


def _started(site: Path, out: Path, jobs: int, environment: Environment) -> subprocess.Popen[str]:
    """An export that has begun to write and is far from its end."""
    process = subprocess.Popen(
        [*PROGRAM, "export", str(site), "--to", "json", "--out", str(out), "--jobs", str(jobs)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # a runner in the background of a shell ignores interrupts, and its children would too
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    while process.poll() is None:
        if any(name.startswith(".ssi-migrate") for name in os.listdir(out.parent)):
            return process
        time.sleep(0.01)
    raise AssertionError(f"the export ended at once: {process.communicate()}")


def _whole_group(process: subprocess.Popen[str]) -> None:
    os.killpg(process.pid, signal.SIGINT)


def _parent_alone(process: subprocess.Popen[str]) -> None:
    os.kill(process.pid, signal.SIGINT)


def _politely(process: subprocess.Popen[str]) -> None:
    os.kill(process.pid, signal.SIGTERM)


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    ("send", "code", "err"),
    [
        (_whole_group, 130, "ssi-migrate: interrupted; nothing was written\n"),
        (_parent_alone, 130, "ssi-migrate: interrupted; nothing was written\n"),
        (_politely, 143, ""),
    ],
)
def test_a_run_that_is_stopped_leaves_nothing(
    slow_site: Path,
    tmp_path: Path,
    environment: Environment,
    jobs: int,
    send: Callable[[subprocess.Popen[str]], None],
    code: int,
    err: str,
) -> None:
    process = _started(slow_site, tmp_path / "o.json", jobs, environment)
    send(process)
    out, told = process.communicate(timeout=60)
    assert (process.returncode, out, told) == (code, "", err)
    assert os.listdir(tmp_path) == ["site"]


def test_a_worker_that_is_killed(make_site: SiteMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parent, whole = os.getpid(), Work.chunk

    def killed(work: Work, span: tuple[int, int]) -> Chunk:
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return whole(work, span)

    monkeypatch.setattr(Work, "chunk", killed)
    site = make_site({f"{number}.md": PAGE for number in range(120)}, config=UTC)
    out = str(tmp_path / "o.json")
    done = orderly("export", str(site), "--to", "json", "--jobs", "2", "--out", out)
    message = "ssi-migrate: a worker process was killed, nothing was written; run again with --jobs 1\n"
    assert (done.code, done.out, done.err) == (5, "", message)
    assert os.listdir(tmp_path) == ["site"]
