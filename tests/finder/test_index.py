"""The weights are lunr's own: the same entries through lunr.py's builder rank the same."""

from lunr.builder import Builder
from lunr.index import Index as LunrIndex
from lunr.pipeline import Pipeline
from lunr.query import QueryPresence

from macros.finder.entries import entries
from macros.finder.index import BOOSTS, KIND_BOOSTS, Analysis, Document, index, weigh
from macros.finder.meanings import Meanings
from macros.guide import Guide
from macros.project import read
from tests.finder.made import sums
from tests.projects import ROOT

GUIDE = read(ROOT).guide
assert GUIDE
MEANINGS = Meanings(GUIDE)
FOUND = entries(GUIDE, [])
QUERIES = (["work"], ["financi", "account"], ["trauma", "inform"], ["visa"], ["~terms/mapping/"])


def by_lunr(guide: Guide, meanings: Meanings) -> LunrIndex:
    """The same tokens in lunr.py's own index."""
    builder = Builder()
    for name, boost in BOOSTS.items():
        builder.field(name, boost)
    analysis = Analysis(guide, meanings)
    for number, entry in enumerate(FOUND):
        fields = {name: list(tokens) for name, tokens in analysis.fields(entry).items()}
        builder.add({"id": number} | fields, {"boost": KIND_BOOSTS[entry.kind]})
    builder.search_pipeline = Pipeline()
    built: LunrIndex = builder.build()
    return built


def test_weights_are_those_of_lunr() -> None:
    theirs = by_lunr(GUIDE, MEANINGS)
    ours = index(FOUND, GUIDE, MEANINGS).postings
    for tokens in QUERIES:
        query = theirs.create_query()
        for token in tokens:
            query.clause(token, use_pipeline=False, presence=QueryPresence.REQUIRED)
        scores = {int(found["ref"]): found["score"] for found in theirs.query(query)}
        length = len(tokens) ** 0.5
        own = {
            number: sum(ours[token].rarity * sums(ours[token])[number] for token in tokens) / length
            for number in set.intersection(*(set(ours[token].numbers) for token in tokens))
        }
        assert own.keys() == scores.keys()
        assert scores
        for number, score in scores.items():
            assert abs(own[number] - score) < 0.02 * score + 0.01, (tokens, FOUND[number].key)


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    def document(words: str) -> Document:
        return Document({name: words.split() if name == "title" else [] for name in BOOSTS})

    postings = weigh([document("bank account"), document("bank job"), document("bank visa")])
    assert postings["visa"].rarity > postings["bank"].rarity
    assert list(postings["bank"].numbers) == [0, 1, 2]


def test_no_entry_at_all_is_no_error() -> None:
    assert weigh([]) == {}
