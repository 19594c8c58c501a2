"""Who shares the most tags: the same as by counting, without looking at all for each."""

from hypothesis import given, settings
from hypothesis import strategies as st

from macros.guide import RELATED_LIMIT
from macros.neighbours import Neighbours
from tests.test_guide import guide_of, partner, term

TAGS = "abcdef"
tagged = st.dictionaries(
    st.sampled_from([f"p{number}" for number in range(40)]),
    st.lists(st.sampled_from(TAGS), max_size=4, unique=True),
    max_size=40,
)


@settings(deadline=None, max_examples=100)
@given(tagged, st.lists(st.sampled_from(TAGS), max_size=6, unique=True), st.integers(1, 8))
def test_they_are_those_that_counting_finds(
    tags: dict[str, list[str]], asked: list[str], limit: int
) -> None:
    shared = {key: len({*tags[key]} & {*asked}) for key in tags}
    ranked = sorted((key for key in tags if shared[key]), key=lambda key: (-shared[key], key))
    neighbours = Neighbours({key: (key, tags[key]) for key in tags})
    assert list(neighbours.of(asked, limit)) == ranked[:limit]
    assert list(neighbours.of(asked, limit)) == ranked[:limit]


def test_a_record_shares_with_the_closest_in_the_order_of_its_own_terms() -> None:
    others = [partner(f"p{n}", topics=["y", "x"] if n % 2 else ["x"]) for n in range(9)]
    bank = partner("bank", topics=["x", "y"])
    found = guide_of(term("x"), term("y"), bank, *others).related(bank)
    assert [one.record.id for one in found] == ["p1", "p3", "p5", "p7", "p0", "p2"]
    assert [[t.id for t in one.terms] for one in found[3:5]] == [["x", "y"], ["x"]]
    assert len(found) == RELATED_LIMIT
