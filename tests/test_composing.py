"""The quick reader says what the careful one says, or leaves the file to it."""

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from macros import composing
from macros.composing import STEEP, composed
from macros.parsing import _placed, parse
from tests.projects import ROOT

DATA = sorted((ROOT / "data").rglob("*.yml"))
SIGNS = (
    *("a", "b", "name", "null", "~", "#", "-", ":", "?", ",", "[", "]", "{", "}", "'", '"'),
    *("&", "*", "!", "|", ">", "%", "@", "`", "\\", "\n", "\r", "\t", " ", "  ", "---", "..."),
    *("\u00a0", "\u200b", "é", "<<", "1", "- ", ": ", " #", "\n- ", "\n  ", "\na: ", "!!str "),
)
"""What YAML is made of, and what may stand where it should not."""
texts = st.lists(st.sampled_from(SIGNS), max_size=14).map("".join)


@settings(deadline=None, max_examples=100)
@given(texts)
@example("a: b\na: c\n")
@example("a: &b c\n")
@example("a: ! b\n")
@example("a: 12 Main St # 4\n")
@example("a: #0f5257\n")
@example('"a":#b\n')
@example("a: {b: c, d}\n")
@example("a: b\n  - c\n")
@example('a: "\\u200b"\n')
@example("a\u00a0b: c\n")
@example("[a]: b\n")
@example("' ': b\n")
@example("a: b\n---\nc: d\n")
@example("~\n")
@example("# a\n\n- b\n")
@example("[" * 20 + "a" + "]" * 20)
@example("[" * 21 + "a" + "]" * 21)
def test_what_it_reads_is_what_the_careful_one_reads(text: str) -> None:
    found = composed(text)
    tree, problems = _placed(text, "x.yml")
    if found:
        assert not problems
        assert found == (tree.value, tree.mark(()))


@settings(deadline=None, max_examples=50)
@given(
    st.recursive(
        st.sampled_from(["a", "b c", "é", "2020", "x: y", "# z", "a\nb", "", "no"]),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["a", "b", "c d"]), inner, max_size=3)
        ),
    )
)
def test_what_was_dumped_is_read_the_same(value: object) -> None:
    text = yaml.safe_dump(value, allow_unicode=True)
    tree, problems = parse(text, "x.yml")
    careful, same = _placed(text, "x.yml")
    assert (tree.value, problems) == (careful.value, same)


def test_it_reads_all_of_our_data() -> None:
    assert DATA
    left = [path.name for path in DATA if not composed(path.read_text("utf-8"))]
    assert len(left) < len(DATA) // 10, left


@pytest.mark.parametrize("levels", [10, 2 * STEEP, 100_000])
@pytest.mark.parametrize("sign", ["[", "- ", "? ", "{a: "])
def test_a_deep_file_takes_no_stack(sign: str, levels: int) -> None:
    text = sign * levels
    assert composed(text) is None or levels == 10


@pytest.mark.parametrize("sign", ["[", "- ", "? "])
def test_nor_where_the_parser_is_python(sign: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Composer(yaml.SafeLoader):
        resolve = descend_resolver = ascend_resolver = staticmethod(composing._nothing)

    monkeypatch.setattr(composing, "_Composer", Composer)
    assert composed("a: [b]\n") == ({"a": ["b"]}, (1, 1))
    assert composed(sign * (STEEP - 1)) is None


def test_places_are_worked_out_when_someone_asks() -> None:
    text = "# A bank.\nname: Bank\nservices:\n- id: one\n  name: Help\n"
    tree, _ = parse(text, "x.yml")
    careful, _ = _placed(text, "x.yml")
    assert tree.mark(()) == careful.mark(()) == (2, 1)
    assert (tree.marks, tree.keys, tree.lines) == (careful.marks, careful.keys, careful.lines)
