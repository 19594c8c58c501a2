"""The records of lists, in their order."""

from macros.lists import Lists
from tests.test_guide import guide_of, partner, term


def test_a_term_may_be_called_as_a_kind_is() -> None:
    both = [partner("a", topics=["partners"]), partner("b")]
    lists = Lists(guide_of(term("partners"), *both))
    for _ in range(2):
        assert [record.id for record in lists.of_kind("partners")] == ["a", "b"]
        assert [record.id for record in lists.carriers("partners")] == ["a"]
