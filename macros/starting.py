"""The beginning of a local guide: its `site.yml`, examples to copy from, and what to do next."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from pydantic import ValidationError

from macros import palette
from macros.additions import DEPTH, KINDS
from macros.changes import differences
from macros.checks import ONE_OF
from macros.drafting import Sheet, template
from macros.dumping import dumped
from macros.editing import edited
from macros.editions import Layer
from macros.filing import put
from macros.joining import Notes, change
from macros.known import Known
from macros.layout import EXAMPLES, README, SUFFIX
from macros.loading import languages_of
from macros.model import SCHEMA_VERSION, Site
from macros.parsing import decode, parse
from macros.problems import Problem
from macros.project import Reading
from macros.reading import LOCAL_FOLDER, SITE
from macros.samples import sample
from macros.site_checks import check_site
from macros.tree import Tree, Value
from macros.versions import FIELD
from macros.wording import explain

SHOWN = ("partners", "resources", "case_studies", "checklists", "worksheets")
"""The kinds of which a new guide gets an example."""


NOTICE = (
    "An example, made up from end to end. Nothing reads this folder, so it is not published.\n"
    f"To use it, copy it into {LOCAL_FOLDER}{{}}/ under a name of its own."
)


OVER_OURS = f" (changes data/{SITE}:1)"
"""What a problem with a file says of ours; nobody asked for a file yet."""


class UnreadableError(Exception):
    """A `site.yml` that nothing can be added to."""


@dataclass
class Start:
    """A local guide in the project at `root`, as far as it has been begun."""

    root: Path
    reading: Reading
    answers: dict[str, Value] = field(default_factory=dict)
    """What is new."""

    shown = LOCAL_FOLDER + SITE

    @property
    def path(self) -> Path:
        return self.root / self.shown

    @cached_property
    def text(self) -> str:
        """What stands in the file already, with its line ends."""
        return self.path.read_bytes().decode("utf-8") if self.path.exists() else ""

    @cached_property
    def there(self) -> dict[str, Value]:
        """The values that stand in the file already."""
        value = _read(self.path, self.root).value if self.path.exists() else {}
        return value if isinstance(value, dict) else {}

    @cached_property
    def _base(self) -> Tree:
        return _read(self.root / "data" / SITE, self.root)

    def ours(self, name: str) -> Value:
        """What the guide says that this one is made from."""
        return self._base.value.get(name) if isinstance(self._base.value, dict) else None

    # --- answers ---

    def complaints(self, new: Mapping[str, Value]) -> list[str]:
        """What is wrong with new values, beside those that are there; taken if nothing is."""
        tried = {**self.answers, **new}
        problems = self._problems({**self.there, **tried})
        found = [problem.message.removesuffix(OVER_OURS) for problem in problems]
        if not found:
            self.answers = tried
        return found

    def _problems(self, values: Mapping[str, Value]) -> list[Problem]:
        tree, problems = parse(dumped(values, Site), self.shown)
        notes = Notes(problems)
        laid = change(self._base, tree, Layer.LOCAL, notes, Site)
        try:
            context = {"languages": languages_of(laid.value)}
            site = Site.model_validate(laid.value, context=context)
        except ValidationError as error:
            return sorted({*notes.problems, *explain(error, laid, (), Site)})
        style_sheet = self.root / "docs" / palette.STYLE_SHEET
        entries = self.reading.loaded.entries
        return [*notes.problems, *check_site(site, laid, entries, style_sheet, date.today())]

    # --- files ---

    def files(self, known: Known) -> Iterator[tuple[str, str]]:
        """What is missing, and `site.yml`: path below the project's folder and content."""
        for kind in (kind for kind in KINDS.values() if kind.kind in SHOWN):
            name = f"Example {ONE_OF[kind.kind]}"
            sheet = Sheet(kind, known, sample(kind, name, known), notice=NOTICE.format(kind.kind))
            path = f"{LOCAL_FOLDER}{EXAMPLES}/{kind.kind}{SUFFIX}"
            yield from self._missing(path, sheet.text(kind.kind, DEPTH))
        folders = [(kind, kind.replace("_", " ")) for kind in SHOWN]
        readme = template(README).render(
            name=self.values.get("name", "this guide"), folders=folders
        )
        yield from self._missing(LOCAL_FOLDER + README, readme)
        if self.answers:
            yield self.shown, self._site(known)

    def _missing(self, path: str, content: str) -> Iterator[tuple[str, str]]:
        if not (self.root / path).exists():
            yield path, content

    @property
    def values(self) -> dict[str, Value]:
        return {**self.there, **self.answers}

    def _site(self, known: Known) -> str:
        if self.text:
            return edited(self.text, differences(self.there, self.values), Site)
        values = {FIELD: str(SCHEMA_VERSION), **self.answers}
        return Sheet(Site, known, values, is_partial=True).text("site", DEPTH - 1)

    def write(self, known: Known) -> list[str]:
        """Write what is missing; the paths of the files that changed."""
        return [path for path, text in self.files(known) if put(self.root / path, text)]


def _read(path: Path, root: Path) -> Tree:
    shown = path.relative_to(root).as_posix()
    text = decode(path.read_bytes(), shown)
    if isinstance(text, Problem):
        raise UnreadableError(str(text))
    tree, problems = parse(text, shown)
    if problems:
        raise UnreadableError("\n".join(map(str, problems)))
    return tree
