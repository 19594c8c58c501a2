"""Where the browser tests find a Chromium; they never skip for want of one."""

import os
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests import debian

VARIABLE = "GUIDE_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def find_or_install_chromium() -> str:
    """The path of a Chromium: named by the environment, on the PATH, Playwright's, or installed."""
    if found := find_chromium():
        return found
    for install in (_install_playwrights, partial(debian.install, "chromium")):
        install()
        if found := find_chromium():
            return found
    raise RuntimeError(
        f"No Chromium was found and none could be installed. Install one, or set {VARIABLE}."
    )


def find_chromium() -> str:
    if named := os.environ.get(VARIABLE):
        if not Path(named).is_file():
            raise RuntimeError(f"{VARIABLE} names {named}, which is not there.")
        return named
    on_path = next(filter(None, map(shutil.which, NAMES)), "")
    return on_path or _playwrights()


def _playwrights() -> str:
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else ""


def _install_playwrights() -> None:
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    subprocess.run(command, check=False, timeout=300)
