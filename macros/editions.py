"""Editions of a guide, and the layers of data that each is made of."""

import os
from enum import StrEnum
from pathlib import Path

LOCAL, PRIVATE = "local", "private"
"""The folders below that of the data: a local guide's own, and what only a staff edition opens."""
NOTICE = "STAFF-EDITION.txt"
"""Tells a folder that holds a staff edition from all others."""


class Layer(StrEnum):
    """Whose records a folder holds; each is laid over those before it."""

    UPSTREAM = "upstream"
    LOCAL = LOCAL
    PRIVATE = PRIVATE

    @property
    def is_overlay(self) -> bool:
        return self is not Layer.UPSTREAM


class Edition(StrEnum):
    """For whom a guide is built."""

    PUBLIC = "public"
    STAFF = "staff"

    @property
    def is_staff(self) -> bool:
        return self is Edition.STAFF

    @property
    def site(self) -> str:
        """The folder below the project's in which it stands unless told otherwise."""
        return "site-staff" if self.is_staff else "site"

    @property
    def archive(self) -> str:
        """The zip of it, below the project's folder unless told otherwise."""
        return f"{self.site}.zip"

    @property
    def store(self) -> str:
        """Where a project keeps the documents that it made; safe to delete."""
        return ".cache/documents-staff" if self.is_staff else ".cache/documents"

    def overlays(self, data: Path) -> tuple[Path, ...]:
        """The folders that it reads besides `data`, each laid over those before it."""
        local = data / LOCAL
        own = (local,) if local.is_symlink() or local.exists() else ()
        return (*own, data / PRIVATE) if self.is_staff else own


def leads_into(path: Path, folder: Path) -> bool:
    """Whether what `path` links to stands in `folder`, or has it inside."""
    # Unlike `resolve`, this takes links that lead to themselves.
    target, folder = (Path(os.path.realpath(one)) for one in (path, folder))
    return target.is_relative_to(folder) or folder.is_relative_to(target)
