"""What is changed in a YAML file, and that nothing else is."""

import re
from collections.abc import Iterator

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from macros.changes import GONE, changed, differences
from macros.dumping import Style, block, dumped
from macros.editing import edited
from macros.model import Partner, Resource
from macros.parsing import parse
from macros.problems import HIDDEN
from macros.splicing import values
from macros.tree import Location, Value
from tests.projects import ROOT

QUICK = settings(deadline=None, max_examples=100)
BOUNDARIES = (
    "no", "07001", "~", "null", "", " ", "a: b", "a #b", "#", "- a", "a, b", "[x]", "it's", '"q"',
    "https://example.org/?a=b#c", "one\ntwo", "one\n\n\ntwo\n", " lead", "tail ", "1e3", "0o7",
    "2026-01-15", "=SUM(A1)", "...", "---", "a:", ": b", "\u00a0x", "x \u00a0y", "a\tb",
    "é 日本 🙂",
    "word " * 60, "word  double " * 20, ("line " * 30 + "\n") * 3 + "end", "\\n", "%a", "@a", "? b",
)  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from(BOUNDARIES),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=150).filter(
        lambda text: not HIDDEN.search(text)
    ),
    st.lists(st.sampled_from(["a", "long", "- x", "#", "b:", "é", "\n"]), max_size=60).map(
        " ".join
    ),
)
NAMES = st.sampled_from(["name", "summary", "phones", "odd name", "no", "x-1", "é"])
VALUES: st.SearchStrategy[Value] = st.recursive(
    TEXTS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(NAMES, inner, max_size=4)),
    max_leaves=12,
)
GROUPS = st.dictionaries(NAMES, VALUES, min_size=1, max_size=4)


@QUICK
@given(GROUPS)
def test_what_is_written_is_read_back(value: dict[str, Value]) -> None:
    text = dumped(value, Partner)
    tree, problems = parse(text, "x.yml")
    assert tree.value == value
    assert problems == []


def test_other_readers_take_no_text_for_something_else() -> None:
    texts: list[Value] = [text for text in BOUNDARIES if text != "2026-01-15"]
    assert yaml.safe_load(block({"texts": texts}, Style())) == {"texts": texts}


def test_a_record_looks_like_those_that_people_write() -> None:
    value: Value = {
        "assured_date": "2026-01-15",
        "services": [{"description": "Twelve evenings. " * 8 + "End.", "name": "Class"}],
        "locations": [{"latitude": "35.5951", "name": "Main", "postal_code": "28801"}],
        "caveats": ["Ask: first", "It's #1"],
        "changes": "town-library",
        "name": "Town Library",
        "languages": ["en", "no"],
    }
    assert isinstance(value, dict)
    assert dumped(value, Partner) == (
        """\
changes: town-library
name: Town Library
services:
  - name: Class
    description: >-
      Twelve evenings. Twelve evenings. Twelve evenings. Twelve evenings. Twelve evenings. Twelve
      evenings. Twelve evenings. Twelve evenings. End.
locations:
  - name: Main
    postal_code: "28801"
    latitude: 35.5951
languages: [en, "no"]
caveats: ["Ask: first", "It's #1"]
assured_date: 2026-01-15
"""
    )


@pytest.mark.parametrize("breaks", range(1, 5))
def test_a_long_text_keeps_each_of_its_line_breaks(breaks: int) -> None:
    said = "Help with rent. " * 12 + "End." + "\n" * breaks + "Ask first." + "\n" * 2 + "Or call."
    (tree, problems) = parse(dumped({"name": "Library", "description": said}, Partner), "a.yml")
    assert problems == []
    assert tree.value == {"name": "Library", "description": said}


# --- changes -----------------------------------------------------------------

FILE = """\
# The library.
name: 'Town Library'   # as it calls itself
summary: >-  # folded
  Lends books
  and tools.

  # indented less than the text? no: part of it
# about phones
phones:   # all of them
- number: "202-555-0143"   # desk
  # when
  description: Days
-
  number: "202-555-0144"
languages: [en,  'es', ]
site: {a: 1,  b: two}   # flow
empty:
last: |
  kept

  as it is
"""
CASES: dict[str, tuple[dict[Location, Value | object], list[tuple[str, str]]]] = {
    "scalar": ({("name",): "Library"}, [("'Town Library'", '"Library"')]),
    "item": (
        {("phones", 0, "number"): "no"},
        [('"202-555-0143" ', '"no" ')],
    ),
    "remove first of item": (
        {("phones", 0, "number"): GONE},
        [('- number: "202-555-0143"   # desk\n', "-   # desk\n")],
    ),
    "remove last of item": ({("phones", 0, "description"): GONE}, [("  description: Days\n", "")]),
    "add to item": (
        {("phones", 1, "extension"): "12"},
        [('"202-555-0144"\n', '"202-555-0144"\n  extension: "12"\n')],
    ),
    "add item": (
        {("phones", 2): {"number": "911"}},
        [('"202-555-0144"\n', '"202-555-0144"\n- number: "911"\n')],
    ),
    "flow item": ({("languages", 0): "fr, x"}, [("[en,", '["fr, x",')]),
    "flow remove": ({("languages", 0): GONE}, [("en,  ", "")]),
    "flow remove last": ({("languages", 1): GONE}, [(",  'es'", "")]),
    "flow add": ({("languages", 2): "fr"}, [("'es'", "'es', fr")]),
    "flow group": ({("site", "b"): GONE, ("site", "c"): "x"}, [(",  b: two", ", c: x")]),
    "fill": ({("empty",): "now"}, [("empty:", "empty: now")]),
    "at the end": ({("new",): ["a"]}, [("as it is\n", "as it is\nnew: [a]\n")]),
    "block text": ({("last",): "short"}, [("|\n  kept\n\n  as it is", "short")]),
    "remove field": ({("empty",): GONE}, [("empty:\n", "")]),
    "empty a list": ({("languages", 0): GONE, ("languages", 1): GONE}, [("[en,  'es', ]", "[]")]),
}


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("before", ["", "\ufeff"])
@pytest.mark.parametrize("name", CASES)
def test_all_other_bytes_stay(name: str, before: str, ends: str) -> None:
    changes, replacements = CASES[name]
    expected = FILE
    for old, new in replacements:
        assert expected.count(old) == 1
        expected = expected.replace(old, new)
    done = edited(before + FILE.replace("\n", ends), changes)  # type: ignore[arg-type]
    assert done == before + expected.replace("\n", ends)


def test_what_is_written_is_what_our_reader_takes() -> None:
    for changes, _ in CASES.values():
        done = edited(FILE, changes)  # type: ignore[arg-type]
        assert parse(done, "x.yml")[1] == []


@pytest.mark.parametrize("text", ["name: A", "phones:\n  - number: 1", "a: {b: c}", "a: >-\n  b"])
def test_a_file_without_a_last_line_end(text: str) -> None:
    assert edited(text, {("new",): "x"}) == f"{text}\nnew: x"


def noted(text: str, places: list[tuple[int, int]]) -> str:
    """`text` with notes and empty lines wherever they change nothing."""
    for number, depth in places:
        lines = text.split("\n")
        lines.insert(number % len(lines), " " * depth + f"# note {number}" if depth < 7 else "")
        with_note = "\n".join(lines)
        try:
            text = with_note if values(with_note) == values(text) else text
        except yaml.YAMLError:
            continue
    return text


NOTES = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 7)), max_size=6)
AS_OTHERS_WRITE = st.sampled_from(
    [
        lambda value: dumped(value, Partner),
        lambda value: yaml.safe_dump(value, allow_unicode=True),
        lambda value: yaml.safe_dump(value, default_flow_style=True, width=40),
        lambda value: yaml.safe_dump(value, default_flow_style=None, indent=4, width=40),
        lambda value: yaml.safe_dump(value, default_style="|"),
        lambda value: yaml.safe_dump(value, default_style="'"),
    ]
)


def places(value: Value, place: Location = ()) -> Iterator[Location]:
    """Every place in `value`, and one more for each group and list."""
    inner = value.items() if isinstance(value, dict) else ()
    inner = enumerate(value) if isinstance(value, list) else inner
    for step, one in inner:
        yield (*place, step)
        yield from places(one, (*place, step))
    if isinstance(value, dict):
        yield (*place, "added")
    elif isinstance(value, list):
        yield (*place, len(value))


@QUICK
@given(st.data(), GROUPS, AS_OTHERS_WRITE, NOTES)
def test_a_change_changes_just_that(data, value, write, notes) -> None:  # type: ignore[no-untyped-def]
    text = noted(write(value), notes)
    old = values(text)
    place = data.draw(st.sampled_from(sorted(places(old), key=str)))
    new = data.draw(VALUES | st.just(GONE))
    assume(not (new is GONE and (not _is_there(old, place) or old.keys() == set(place))))
    done = edited(text, {place: new})
    assert values(done) == changed(old, {place: new})
    touched = _lines_of(text, place[:1])
    kept = [line for n, line in enumerate(text.split("\n")) if n not in touched]
    written = iter(done.split("\n"))
    assert all(line in written for line in kept)


def _is_there(value: Value, place: Location) -> bool:
    for step in place:
        try:
            value = value[step]  # type: ignore[index,call-overload]
        except (KeyError, IndexError):
            return False
    return True


def _lines_of(text: str, place: Location) -> range:
    """The lines of a field of the file, up to the next one."""
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    assert isinstance(node, yaml.MappingNode)
    if node.flow_style:
        return range(len(text))
    starts = [(name.value, name.start_mark.line) for name, _ in node.value]
    lines = [*(line for _, line in starts), len(text)]
    for n, (name, line) in enumerate(starts):
        if name == place[0]:
            return range(line, lines[n + 1])
    return range(0)


@QUICK
@given(GROUPS, GROUPS)
def test_differences_lead_from_one_to_the_other(old: Value, new: Value) -> None:
    assert changed(old, differences(old, new)) == new


@QUICK
@given(GROUPS, GROUPS, AS_OTHERS_WRITE, NOTES)
def test_a_file_can_become_any_other(old, new, write, notes) -> None:  # type: ignore[no-untyped-def]
    text = noted(write(old), notes)
    assert values(edited(text, differences(values(text), new))) == new


def test_the_records_of_this_guide_survive_every_single_change() -> None:
    for path in sorted((ROOT / "data/resources").glob("*.yml"))[::9]:
        text = path.read_text("utf-8")
        old = values(text)
        for place in places(old):
            done = edited(text, {place: "New: #words"}, Resource)
            assert values(done) == changed(old, {place: "New: #words"})
            assert edited(done, differences(values(done), old), Resource).count("#") >= 0
            assert not re.search(r"[ \t]+$", done, re.M)
