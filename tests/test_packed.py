"""What a packed file says is what it said before, whoever asks and how often."""

import pytest

from macros.model import Partner
from macros.overlay import Draft
from macros.packed import PackedTree, pack
from macros.parsing import PlacedLater, parse

TEXT = "# A note\nname: Bücherei\ntopics: [work, money]\nphones:\n- number: 911\nemail:\n"


@pytest.fixture
def plain() -> PlacedLater:
    tree, problems = parse(TEXT, "data/partners/library.yml")
    assert isinstance(tree, PlacedLater)
    assert not problems
    return tree


@pytest.fixture
def packed(plain: PlacedLater) -> PackedTree:
    return PackedTree(plain.text, plain.path, pack(plain.found))


def test_a_file_says_the_same(plain: PlacedLater, packed: PackedTree) -> None:
    assert packed.value == packed.value == plain.value
    assert packed.mark(()) == plain.mark(()) == (2, 1)
    assert packed.mark(("phones", 0, "number")) == plain.mark(("phones", 0, "number"))
    assert packed.whole


def test_nothing_that_is_changed_in_it_stays(packed: PackedTree) -> None:
    assert isinstance(packed.value, dict)
    packed.value.clear()
    assert packed.value


def test_a_record_says_the_same(plain: PlacedLater, packed: PackedTree) -> None:
    assert isinstance(plain.value, dict)
    draft = Draft(Partner, plain, (), {**plain.value, "id": "library"})
    small = draft.packed(packed)
    assert (small.key, small.whole, small.said) == (draft.key, draft.whole, draft.said)
    assert [*small.value] == [*draft.value]
    assert len(small.value) == len(draft.value)
    for name in (*draft.value, "hides", "website"):
        assert (name in small.value) is (name in draft.value)
        assert small.value.get(name) == draft.value.get(name)
    assert small.without(["name"]).value == draft.without(["name"]).value
