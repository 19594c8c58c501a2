"""New files, with all that may stand in them; what is said of each field comes from the model."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import get_origin

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from pydantic.fields import FieldInfo

from macros import provenance
from macros.dumping import Style, block
from macros.editions import LOCAL
from macros.fields import choices, holds, in_order, only_private, part_in, readable_name, ref_of
from macros.known import Known
from macros.model import VOCABULARIES, Part, Record
from macros.schemas.files import STORE
from macros.tree import Value
from macros.values import Ref

STARTERS = Path(__file__).parent / "starters"
WIDTH = 90
SHOWN = 12
"""How many records a file lists; the terms of a vocabulary stand there all."""
NEVER_WRITTEN = ("former_ids", "id", "vocabulary")
"""A new record has none of them to write: the file's name, or a heading, says the others."""

FILL_IN = "FILL THIS IN."
CHECKED = "FILL THIS IN once a person has checked it, or name 'sources'."
FROM = (
    "FILL THIS IN, unless a person has checked it; `uv run guide new source` begins a new source."
)


@dataclass(frozen=True)
class Field:
    """A field in a new file: what is said of it, and its lines."""

    notes: str
    yaml: str


@dataclass(frozen=True)
class Sheet:
    """A new file that holds a `part`, some `values` of which are known."""

    part: type[Part]
    known: Known
    values: Mapping[str, Value]
    changes: str = ""
    """The id of the record of ours that it changes."""
    is_partial: bool = False
    """Whether no field is needed, because ours stand below it."""
    notice: str = ""
    """What has to be known of the file before all else."""

    def text(self, schema: str, depth: int) -> str:
        """The file, which stands `depth` folders below the project's."""
        return (
            _templates()
            .get_template("file.yml")
            .render(
                schema=f"{'../' * depth}{STORE}/{LOCAL}/{schema}.json",
                intro=self._intro(),
                notice=self.notice,
                changes=self.changes,
                needed=[self._field(name) for name in self._names() if self._is_first(name)],
                optional=[self._field(name) for name in self._names() if not self._is_first(name)],
                shelves=[self._shelf(ref) for ref in self._refs()],
            )
        )

    def _intro(self) -> str:
        return f"{readable_name(self.part)}. {(self.part.__doc__ or '').strip()}"

    def _names(self) -> list[str]:
        left_out = {*NEVER_WRITTEN, *only_private(self.part)}
        return [name for name in in_order(self.part) if name not in left_out]

    def _is_first(self, name: str) -> bool:
        is_whole = not (self.changes or self.is_partial)
        is_asked = self.part.model_fields[name].is_required() or name in self._asked
        return name in self.values or (is_whole and is_asked)

    @property
    def _asked(self) -> tuple[str, ...]:
        """Where the record is from, one way or the other."""
        return provenance.asked(self.part) if issubclass(self.part, Record) else ()

    # --- fields ---

    def _field(self, name: str) -> Field:
        info = self.part.model_fields[name]
        is_open = self._is_first(name) and name not in self.values
        blank = None if name in self._asked else _blank(info)
        value = self.values.get(name) or (blank if is_open else _shown(info))
        notes = [*_wrapped(f"{self._prompt(name)} {_said(info)}" if is_open else _said(info))]
        return Field("\n".join([*notes, *_members(info)]), block({name: value}, Style(self.part)))

    def _prompt(self, name: str) -> str:
        if name not in self._asked:
            return FILL_IN
        return FROM if name == provenance.SOURCES else CHECKED

    # --- ids ---

    def _refs(self) -> list[Ref]:
        """What the fields refer to, each once."""
        found = {ref.label: ref for ref in _refs_in(self.part) if self.known.words(ref)}
        return list(found.values())

    def _shelf(self, ref: Ref) -> str:
        words = self.known.words(ref)
        limit = len(words) if ref.label in VOCABULARIES else SHOWN
        width = max(map(len, words))
        lines = [f"  {id:<{width}}  {label}" for id, label in list(words.items())[:limit]]
        left = len(words) - len(lines)
        tail = [f"  … and {left} more"] if left else []
        return "\n".join([f"{ref.label}:", *lines, *tail])


def _blank(info: FieldInfo) -> Value:
    inner = part_in(info.annotation)
    if not inner:
        return [None] if _is_list(info) else None
    fields = inner.model_fields
    needed = [name for name in fields if fields[name].is_required()] or list(fields)[:1]
    value: Value = {name: _blank(fields[name]) for name in needed}
    return [value] if _is_list(info) else value


def _shown(info: FieldInfo) -> Value:
    return as_text((info.examples or [None])[0])


def as_text(example: object) -> Value:
    """An example of the model as a file says it."""
    if isinstance(example, Mapping):
        return {str(name): as_text(value) for name, value in example.items()}
    if isinstance(example, Sequence) and not isinstance(example, str):
        return [as_text(item) for item in example]
    if isinstance(example, bool):
        return "yes" if example else "no"
    return None if example is None else str(example)


def _is_list(info: FieldInfo) -> bool:
    return get_origin(info.annotation) is tuple


# --- what is said ---


def _said(info: FieldInfo) -> str:
    words = choices(info.annotation)
    held = f"one of: {', '.join(words)}" if words else holds(info)
    return f"{info.description} [{held}]"


def _members(info: FieldInfo) -> Iterator[str]:
    """The fields of the part that stands in a field."""
    if not (inner := part_in(info.annotation)):
        return
    for name in in_order(inner):
        field = inner.model_fields[name]
        needed = " (needed)" if field.is_required() else ""
        yield from _wrapped(f"{name}{needed}: {_said(field)}", "  ", "      ")


def _wrapped(words: str, first: str = "", rest: str = "") -> list[str]:
    return textwrap.wrap(words, WIDTH, initial_indent=first, subsequent_indent=rest)


def _refs_in(part: type[Part]) -> Iterator[Ref]:
    for info in part.model_fields.values():
        if ref := ref_of(info):
            yield ref
        if inner := part_in(info.annotation):
            yield from _refs_in(inner)


# --- templates ---


def commented(text: str, sign: str) -> str:
    return "\n".join(f"{sign} {line}".rstrip() for line in text.splitlines())


def template(name: str) -> Template:
    return _templates().get_template(name)


@cache
def _templates() -> Environment:
    # YAML, not HTML: nothing of it reaches a page.
    environment = Environment(  # noqa: S701
        loader=FileSystemLoader(STARTERS),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["commented"] = commented
    return environment
