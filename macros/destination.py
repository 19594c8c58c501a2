"""Where a finished edition may go: not over the project's own files, nor where others look."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from mkdocs.utils.yaml import yaml_load

from macros import filing, swapping
from macros.editions import NOTICE, PRIVATE, Edition

STAFF_TAIL = "-staff"
"""What the name of a zip for staff ends in, so that nobody takes it for the public one."""


@dataclass(frozen=True)
class Layout:
    """Where the folders of a project stand that a build must keep apart."""

    root: Path
    data: Path
    docs: Path
    public: Path
    """Where the public edition goes unless told otherwise."""

    @classmethod
    def of(cls, root: Path) -> "Layout":
        with (root / "mkdocs.yml").open("rb") as file:
            settings = yaml_load(file)
        docs = settings.get("docs_dir") or "docs"
        site = settings.get("site_dir") or Edition.PUBLIC.site
        return cls(root, root / "data", (root / docs).resolve(), (root / site).resolve())

    def complaint(self, site: Path, edition: Edition) -> str:
        """Why the edition must not go into the folder `site`, or nothing."""
        if _is_inside(self.root, site):
            return f"{site} is the project's own folder, or one around it"
        for kept in (self.data.resolve(), (self.data / PRIVATE).resolve(), self.docs):
            if _overlap(site, kept):
                return f"{site} would mix with {kept}, which the guide is made from"
        for store in ((self.root / edition.store).resolve() for edition in Edition):
            if _overlap(site, store):
                return f"{site} would mix with {store}, where documents are kept"
        return self._staff_complaint(site) if edition.is_staff else self._public_complaint(site)

    def archive_complaint(self, archive: Path, site: Path | None, edition: Edition) -> str:
        """Why the edition, built into `site`, must not be packed into the file `archive`."""
        if archive.suffix != ".zip" or archive.is_dir():
            return f"{archive} is no name of a zip file, such as {edition.archive}"
        editions = (self.root / one.site for one in Edition)
        for folder in (self.data, self.docs, self.public, *editions, site or self.public):
            if _is_inside(archive, folder.resolve()):
                return f"{archive} would stand in {folder}: name a place outside of it"
        if archive.stem.endswith(STAFF_TAIL) != edition.is_staff:
            whose = "for staff ends" if edition.is_staff else "for the public does not end"
            return f"{archive.name}: the name of a zip {whose} in {STAFF_TAIL}.zip"
        places = (archive, filing.beside(archive)) if edition.is_staff else ()
        return next(filter(None, (_git_complaint(place, "") for place in places)), "")

    def _public_complaint(self, site: Path) -> str:
        if (site / NOTICE).exists():
            return f"{site} holds a staff edition: name another folder, or delete that one first"
        staff = self.root / Edition.STAFF.site
        return f"{site} would mix with {staff}, the staff edition" if _overlap(site, staff) else ""

    def _staff_complaint(self, site: Path) -> str:
        if _overlap(site, self.public):
            return f"{site} would mix with {self.public}, the public edition"
        if site.exists() and not _is_ours(site):
            return f"{site} holds something else than a staff edition: name an empty or new folder"
        store = self.root / Edition.STAFF.store
        for place in (self.data / PRIVATE, *swapping.places(site), store):
            if complaint := _git_complaint(place.resolve()):
                return complaint
        return ""


def _overlap(one: Path, other: Path) -> bool:
    return _is_inside(one, other) or _is_inside(other, one)


def _is_inside(path: Path, folder: Path) -> bool:
    """Many disks take `Site` and `site` for the same name."""
    return Path(str(path).casefold()).is_relative_to(str(folder).casefold())


def _is_ours(site: Path) -> bool:
    """A build empties the folder it writes to."""
    if not site.is_dir():
        return False
    return (site / NOTICE).is_file() or all(path.name[0] == "." for path in site.iterdir())


def _git_complaint(folder: Path, end: str = "/") -> str:
    """Why git might hand on what is in `folder`, or nothing; a file has no slash at its end."""
    if (folder / ".git").exists():
        return f"{folder} is a git checkout, and git could hand on what is in it"
    repository = next((path for path in folder.parents if (path / ".git").exists()), None)
    if not repository:
        return ""
    if not (git := shutil.which("git")):
        return f"{folder} lies in a git repository, and git is not there to say if it ignores it"
    asked = _Repository(repository, git, folder.relative_to(repository).as_posix() + end)
    return asked.complaint()


@dataclass(frozen=True)
class _Repository:
    """A git repository, asked about one folder or file in it."""

    path: Path
    git: str
    place: str

    def complaint(self) -> str:
        # The folder itself, so that nothing in it can be seen; not a file, which a pattern may fit.
        ignored = self._asked("check-ignore", "-q", "--no-index", self.place)
        kept = self._asked("ls-files", "--", self.place)
        for asked in (ignored, kept):
            if asked.returncode > 1:
                return f"git cannot say whether it ignores {self._named}: {asked.stderr.strip()}"
        if ignored.returncode:
            advice = f"write the line /{self.place} into {self.path / '.gitignore'}"
            return f"git does not ignore {self.path / self.place}: {advice}"
        if files := kept.stdout.splitlines():
            return f"git keeps {files[0]}: take it out with git rm -r --cached {self._named}"
        return ""

    @property
    def _named(self) -> str:
        return self.place.rstrip("/")

    def _asked(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = [self.git, "-C", str(self.path), *words]
        return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
