"""A real nginx that shows a finished site with the settings that `guide nginx` prints."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import debian

WHOLE = """
{user}
daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
events {{}}
http {{
    types {{
        text/html html;
        text/css css;
        text/javascript js;
        application/json json;
        application/pdf pdf;
    }}
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        include {folder}/guide.conf;
    }}
}}
"""


def find_or_install_nginx() -> str:
    if not (found := _found()):
        debian.install("nginx-light")
        found = _found()
    if not found:
        raise RuntimeError("No nginx was found and none could be installed. Install one.")
    return found


def _found() -> str:
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin") or ""


@contextmanager
def nginx(settings: str, folder: Path) -> Iterator[str]:
    """The address of an nginx that does what `settings` say for one server."""
    port = _free_port()
    (folder / "guide.conf").write_text(settings, "utf-8")
    # Where root starts it, it would read the guide as someone who may not.
    user = "user root;" if os.geteuid() == 0 else ""
    whole = WHOLE.format(user=user, folder=folder, port=port)
    (folder / "nginx.conf").write_text(whole, "utf-8")
    command = [find_or_install_nginx(), "-p", str(folder), "-c", str(folder / "nginx.conf")]
    with subprocess.Popen([*command, "-e", str(folder / "error.log")]) as server:
        try:
            _wait_for(port, server, folder / "error.log")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait_for(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    while server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            time.sleep(0.02)
        else:
            return
    raise RuntimeError(log.read_text("utf-8"))
