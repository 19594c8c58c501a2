"""Pango, which WeasyPrint needs: the tests install it rather than skip."""

import os
import shutil
import subprocess
from functools import cache

from macros.documents import pdf


@cache
def require_pango() -> None:
    """Install Debian's packages where they are missing and can be had."""
    if pdf.missing():
        _install()
    if problem := pdf.missing():
        raise RuntimeError(problem)


def _install() -> None:
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if not shutil.which("apt-get") or (as_root and not shutil.which("sudo")):
        return
    packages = pdf.NEEDED.split()
    for words in (["update", "-q"], ["install", "-qy", "--no-install-recommends", *packages]):
        subprocess.run([*as_root, "apt-get", *words], check=False, timeout=900)
