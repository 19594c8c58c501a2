"""Private records with a value of its own in every field that the model knows.

Fields come from the model, so a new one is watched from its first day.
"""

import gzip
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pypdf import PdfReader

from macros.fields import choices, example, holds, part_in
from macros.model import BY_KIND, VOCABULARIES, Part, Row, Site, Term
from tests.projects import Project
from tests.test_model import accept

SIGN = "zqcanary"
"""Stands in no other word."""
DAYS_FROM = date(1990, 1, 1)
NOT_WORDS = ("languages", "logo", "hidden_pages")
"""Fields of a site that name something which is there."""


@dataclass
class Canaries:
    """Makes values and remembers of each to which field it was given."""

    given: dict[str, str] = field(default_factory=dict)

    def of(self, part: type[Part], without: tuple[str, ...] = ()) -> dict[str, Any]:
        if part is Row:
            without = ("term",)
        return {
            name: self._value(part, name, info)
            for name, info in part.model_fields.items()
            if name not in ("vocabulary", *without)
        }

    def _value(self, part: type[Part], name: str, info: FieldInfo) -> object:
        held = holds(info)
        if inner := part_in(info.annotation):
            made: object = self.of(inner)
        elif choices(info.annotation) or (found := self._canary(part, name, held)) is None:
            made = example(part, name)
        else:
            made = found
        return [made] if held.startswith("list: ") else made

    def _canary(self, part: type[Part], name: str, held: str) -> str | None:
        """A value that nothing else in the guide has; nothing where only known words can stand."""
        kind = held.removeprefix("list: ")
        if reference := re.fullmatch(r"id \((\w+)\)", kind):
            return id_of(reference[1])
        number = len(self.given)
        shapes = {
            "text": f"{SIGN}{number:04}",
            "name (one line, plain)": f"{SIGN}{number:04}",
            "id": f"{SIGN}{number:04}",
            "web address": f"https://{SIGN}{number:04}.example.org/",
            "https address": f"https://{SIGN}{number:04}.example.com/",
            "e-mail address": f"{SIGN}{number:04}@example.org",
            "phone number": f"1-203-4{number // 1000:02}-{number % 1000:04}",
            "date": (DAYS_FROM + timedelta(number)).isoformat(),
        }
        # Longer than the numbers that PDF files hold anyway.
        shaped = {"postal_code": f"80000-{number:04}", "extension": f"{46700000 + number}"}
        made = shaped.get(name) or shapes.get(kind)
        if not made or not _fits(part, name, made, is_list=held != kind):
            return None
        self.given[made] = f"{part.__name__}.{name}"
        return made


def _fits(part: type[Part], name: str, made: str, is_list: bool) -> bool:
    try:
        accept(part, name, [made] if is_list else made)
    except ValidationError:
        return False
    return True


def id_of(name: str) -> str:
    """The id of the private record of a kind, or of the private term of a vocabulary."""
    return f"{SIGN}-{name.replace('_', '-')}"


def plant(project: Project, public: dict[str, str]) -> dict[str, str]:
    """Fill `data/private/`: new records, changes of those in `public` (id by kind), a site, terms.

    Answers each canary with the field that it stands in.
    """
    canaries = Canaries()
    for kind, record in BY_KIND.items():
        if record is Term:
            continue
        made = canaries.of(record, without=("id",))
        _write(project, f"{kind}/{id_of(kind)}.yml", made)
        changes = {"changes": public[kind], **canaries.of(record, without=("id",))}
        _write(project, f"{kind}/{SIGN}-changes-{kind.replace('_', '-')}.yml", changes)
    _write(project, "taxonomy.yml", {name: _terms(canaries, name) for name in VOCABULARIES})
    site = canaries.of(Site, without=NOT_WORDS)
    for redirect in site["redirects"]:
        redirect["new"] = f"partners/{public['partners']}/"
    _write(project, "site.yml", site)
    return canaries.given


def _terms(canaries: Canaries, vocabulary: str) -> list[dict[str, Any]]:
    broad = canaries.of(Term, without=("parent",)) | {"id": id_of(vocabulary)}
    narrow = canaries.of(Term) | {"parent": id_of(vocabulary)}
    return [broad, narrow]


def _write(project: Project, path: str, value: object) -> None:
    project.write(f"data/private/{path}", yaml.safe_dump(value, sort_keys=False))


def found(folder: Path, words: set[str]) -> dict[str, set[str]]:
    """Which of `words` stand in the files below `folder`, by the paths of these."""
    pattern = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
    hits = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            text = f"{path.relative_to(folder)}\n{_said(path)}"
            if here := set(pattern.findall(text)):
                hits[path.relative_to(folder).as_posix()] = here
    return hits


def _said(path: Path) -> str:
    """All that the file says, packed and described words included."""
    data = path.read_bytes()
    if path.suffix == ".gz":
        data = gzip.decompress(data)
    if path.suffix in (".docx", ".zip"):
        with zipfile.ZipFile(BytesIO(data)) as packed:
            return "\n".join(_plain(packed.read(name)) for name in packed.namelist())
    return "\n".join([_plain(data), *(_of_pdf(data) if path.suffix == ".pdf" else ())])


def _of_pdf(data: bytes) -> Iterator[str]:
    reader = PdfReader(BytesIO(data))
    yield str(reader.metadata)
    yield str(reader.outline)
    yield str(reader.get_fields())
    for page in reader.pages:
        yield page.extract_text()
        for note in page.get("/Annots") or ():
            yield str(note.get_object())


def _plain(data: bytes) -> str:
    return data.decode("utf-8", "replace")
