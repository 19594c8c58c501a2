"""Editions of a guide: the public one, and one for staff with what may not be public."""

from enum import StrEnum
from pathlib import Path

PRIVATE = "private"
"""The folder below that of the data, which only a staff edition opens."""
NOTICE = "STAFF-EDITION.txt"
"""Tells a folder that holds a staff edition from all others."""


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
    def store(self) -> str:
        """Where a project keeps the documents that it made; safe to delete."""
        return ".cache/documents-staff" if self.is_staff else ".cache/documents"

    def overlays(self, data: Path) -> tuple[Path, ...]:
        """The folders that it reads besides `data`."""
        return (data / PRIVATE,) if self.is_staff else ()


def leads_into(path: Path, folder: Path) -> bool:
    """Whether what `path` links to stands in `folder`, or has it inside."""
    target, folder = path.resolve(), folder.resolve()
    return target.is_relative_to(folder) or folder.is_relative_to(target)
