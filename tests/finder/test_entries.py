"""What can be found of the small guide, by which words, narrowed by what."""

from macros.finder.analysis import stems, words
from macros.finder.entries import KINDS, Entry, entries, plain
from macros.finder.facets import DIMENSIONS, KIND_NAMES, ONE_OF_A_KIND, in_order, label
from macros.finder.index import index
from macros.finder.meanings import Meanings
from macros.finder.sections import Section
from macros.project import read
from tests.projects import SMALL

GUIDE = read(SMALL).guide
assert GUIDE
MEANINGS = Meanings(GUIDE)
SECTION = Section("a/b", "A page", "a/b/", "here", "Here", "Words of a section", ("mapping",))
FOUND = entries(GUIDE, [SECTION])
INDEX = index(FOUND, GUIDE, MEANINGS)


def entry(key: str) -> Entry:
    return next(entry for entry in FOUND if entry.key == key)


def holders(text: str) -> set[str]:
    """The entries that hold every word of `text`."""
    postings = [INDEX.postings.get(stem) for stem in stems(words(text))]
    numbers = [set(posting.numbers) if posting else set() for posting in postings]
    return {FOUND[number].key for number in set.intersection(*numbers)}


def test_every_record_that_has_a_page_and_is_no_term_can_be_found() -> None:
    records = {record.key for kind in KINDS for record in GUIDE.records[kind].values()}
    assert {entry.key for entry in FOUND} == records | {"pages/a/b#here"}


def test_every_kind_has_its_names() -> None:
    assert {entry.kind for entry in FOUND} == set(KIND_NAMES) == set(ONE_OF_A_KIND)


def test_each_entry_is_found_by_its_own_title() -> None:
    for each in FOUND:
        if stems(words(each.title)):
            assert each.key in holders(each.title), each.title


def test_a_record_is_found_by_any_text_in_it() -> None:
    partner = GUIDE.partners["town-library"]
    for service in partner.services:
        assert partner.key in holders(service.name)


def test_a_section_is_found_by_its_words_and_says_where_it_is() -> None:
    assert holders("section words") == {"pages/a/b#here"}
    found = entry("pages/a/b#here")
    assert (found.address, found.anchor, found.publisher) == ("a/b/", "here", "A page")
    assert found.facets == {"kind": ("pages",), "topic": ("mapping",)}


def test_an_acronym_of_the_glossary_means_its_entry() -> None:
    by_phrase = MEANINGS.by_phrase()
    meant = [MEANINGS.all[coded // 4].label for coded in by_phrase["mou"]]
    assert meant[0] == GUIDE.glossary["mou"].term
    assert by_phrase["mou"][0] % 4 == 0


def test_everyday_words_of_a_term_mean_it_and_weigh_less_than_its_name() -> None:
    term = next(term for term in GUIDE.terms.values() if term.synonyms)
    key = " ".join(sorted(stems(words(term.synonyms[0]))))
    number = MEANINGS.number(MEANINGS.of(term.key) or MEANINGS.all[0])
    assert 4 * number + 1 in [coded & ~2 for coded in MEANINGS.by_phrase()[key]]


def test_a_text_that_names_a_meaning_carries_it() -> None:
    name = next(meaning for meaning in MEANINGS.all if meaning.names)
    said = list(MEANINGS.said(list(min(name.names))))
    assert name.token in said


def test_facets_are_of_known_dimensions_and_never_empty() -> None:
    known = {dimension.id for dimension in DIMENSIONS}
    for each in FOUND:
        assert set(each.facets) <= known
        assert all(each.facets.values())


def test_a_partner_says_who_can_use_it_and_a_resource_whom_it_is_written_for() -> None:
    assert "audience" not in entry("partners/town-library").facets
    assert entry("partners/town-library").facets["eligible"]
    assert all("eligible" not in each.facets for each in FOUND if each.kind == "resources")


def test_what_belongs_to_a_practice_belongs_to_what_holds_it() -> None:
    parents = {term.id: term.parent for term in GUIDE.terms.values() if term.parent}
    practices = [each.facets.get("practice", ()) for each in FOUND]
    held = [(tags, tag) for tags in practices for tag in tags if tag in parents]
    assert held
    assert all(parents[tag] in tags for tags, tag in held)


def test_values_stand_in_the_order_of_the_taxonomy() -> None:
    ids = [term.id for term in GUIDE.terms.values()]
    assert in_order(GUIDE, reversed(ids)) == ids
    assert in_order(GUIDE, ["Zebra", "apple"]) == ["apple", "Zebra"]
    assert label(GUIDE, "kind", "partners") == "Partners"


def test_a_text_without_markup_stays_as_it_is() -> None:
    assert plain("Plain words.") == "Plain words."
    assert plain("**Bold** and [a link](https://example.org)") == "Bold and a link"
