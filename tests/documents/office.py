"""Where the tests find LibreOffice, which stands for every office that is not Word."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests import debian

VARIABLE = "GUIDE_SOFFICE"
NAMES = ("soffice", "libreoffice")
PACKAGE = "libreoffice-writer-nogui"


def converted(files: Mapping[str, bytes], folder: Path, to: str) -> dict[str, bytes]:
    """The Word files, opened by LibreOffice and saved in another format, by the same names."""
    folder.mkdir(parents=True)
    paths = {name: folder / f"{number}.docx" for number, name in enumerate(files)}
    for name, path in paths.items():
        path.write_bytes(files[name])
    # A profile of its own: two that run at once refuse to share one.
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    done = subprocess.run(
        [find_or_install_soffice(), profile, "--headless", "--convert-to", to, *paths.values()],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    ending = to.partition(":")[0]
    made = {name: path.with_suffix(f".{ending}") for name, path in paths.items()}
    assert all(path.is_file() for path in made.values()), done.stdout + done.stderr
    return {name: path.read_bytes() for name, path in made.items()}


def find_or_install_soffice() -> str:
    """The path of LibreOffice: named by the environment, on the PATH, or installed."""
    if not find_soffice():
        debian.install(PACKAGE)
    if found := find_soffice():
        return found
    raise RuntimeError(
        f"No LibreOffice was found and none could be installed. Install one, or set {VARIABLE}."
    )


def find_soffice() -> str:
    if named := os.environ.get(VARIABLE):
        if not Path(named).is_file():
            raise RuntimeError(f"{VARIABLE} names {named}, which is not there.")
        return named
    return next(filter(None, map(shutil.which, NAMES)), "")
