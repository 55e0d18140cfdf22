"""The real nginx and the real Apache with a file of redirects, on this machine alone, asked for addresses."""

from __future__ import annotations

import contextlib
import http.client
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import pytest

Ask = Callable[[str], "Answer"]
_MODULES = Path("/usr/lib/apache2/modules")


class Answer(NamedTuple):
    """The status, and the address that a browser is sent to, without the host where it is the own one."""

    status: int
    location: str | None


def _program(name: str) -> str:
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    if found is None:
        pytest.skip(f"{name} is not there")
    return found


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    """A folder that the server can read, whoever it runs as."""
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o755)
        yield Path(name)


def _port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@contextlib.contextmanager
def _running(command: list[str], port: int) -> Iterator[Ask]:
    """The server, from when it answers until nobody asks any more."""
    with tempfile.TemporaryFile() as output, subprocess.Popen(command, stdout=output, stderr=output) as server:
        try:
            for _ in range(100):
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                    break
                with contextlib.suppress(subprocess.TimeoutExpired):
                    server.wait(0.1)
                    output.seek(0)
                    raise AssertionError(output.read().decode(errors="replace"))
            yield lambda target: _ask(port, target)
        finally:
            server.terminate()


def _ask(port: int, target: str) -> Answer:
    """What is answered to a request line with `target`, its characters beyond ASCII encoded and nothing else."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.putrequest("GET", quote(target, safe="".join(map(chr, range(0x21, 0x7F)))), skip_host=True)
    connection.putheader("Host", "new.example")
    connection.endheaders()
    with contextlib.closing(connection):
        response = connection.getresponse()
        location = response.getheader("Location")
        return Answer(response.status, None if location is None else location.removeprefix("http://new.example"))


@contextlib.contextmanager
def nginx(redirects: str) -> Iterator[Ask]:
    """nginx with the file in `http`, and in its server what the file's comment says."""
    program = _program("nginx")
    lines = [line[1:].strip() for line in redirects.splitlines() if line.startswith("#     if ")]
    with _folder() as folder:
        port = _port()
        (folder / "redirects.conf").write_text(redirects)
        (folder / "nginx.conf").write_text(
            f"daemon off; master_process off; pid {folder}/pid; error_log stderr;\nevents {{}}\n"
            f"http {{ access_log off; {_temporary(folder)} absolute_redirect off; include {folder}/redirects.conf;\n"
            f"server {{ listen 127.0.0.1:{port}; {' '.join(lines)}\nlocation / {{ return 200; }} }} }}\n"
        )
        command = [program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"]
        tested = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
        assert tested.returncode == 0, tested.stderr
        with _running(command, port) as ask:
            yield ask


def _temporary(folder: Path) -> str:
    names = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    return " ".join(f"{name}_temp_path {folder}/{name};" for name in names)


_APACHE = """
ServerName new.example
Listen 127.0.0.1:{port}
PidFile {folder}/pid
ErrorLog {folder}/error.log
LoadModule mpm_event_module {modules}/mod_mpm_event.so
LoadModule authz_core_module {modules}/mod_authz_core.so
LoadModule alias_module {modules}/mod_alias.so
LoadModule rewrite_module {modules}/mod_rewrite.so
LoadModule dir_module {modules}/mod_dir.so
DirectoryIndex index.php
User {user}
DocumentRoot {folder}/site
<Directory {folder}/site>
    AllowOverride All
    Require all granted
</Directory>
"""
_WORDPRESS = """\
# BEGIN WordPress
RewriteEngine On
RewriteBase /
RewriteRule ^index\\.php$ - [L]
RewriteCond %{REQUEST_FILENAME} !-f
RewriteCond %{REQUEST_FILENAME} !-d
RewriteRule . /index.php [L]
# END WordPress
"""


@contextlib.contextmanager
def apache(redirects: str) -> Iterator[Ask]:
    """Apache with the file as `.htaccess`, above what WordPress writes there."""
    program = _program("apache2")
    if not _MODULES.is_dir():
        pytest.skip(f"no modules of Apache in {_MODULES}")
    with _folder() as folder:
        port = _port()
        (folder / "site").mkdir()
        (folder / "site" / ".htaccess").write_text(redirects + _WORDPRESS)
        (folder / "site" / "index.php").write_text("the front page\n")
        (folder / "apache.conf").write_text(
            _APACHE.format(
                port=port, folder=folder, modules=_MODULES, user="www-data" if os.getuid() == 0 else "nobody"
            )
        )
        with _running([program, "-X", "-f", str(folder / "apache.conf")], port) as ask:
            yield ask
