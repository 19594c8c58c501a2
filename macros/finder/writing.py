"""The files that the finder fetches; whoever asks for the first waits for the index."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, cached_property
from typing import Any

from babel.dates import format_date

from macros.finder import packing
from macros.finder.analysis import ASKING, stem, words
from macros.finder.entries import SECTION, SUMMARY_LIMIT, Entry, entries
from macros.finder.facets import DIMENSIONS, ONE_OF_A_KIND, Dimension, in_order, label
from macros.finder.index import Index, index
from macros.finder.meanings import Meanings
from macros.finder.sections import Section
from macros.fingerprints import fingerprint
from macros.guide import Guide
from macros.lots import Whole
from macros.pages import shortened

FOLDER, ENDING = "finder", ".js"
CARDS, DETAILS = 4, 10
"""How many entries share a part."""
SHORTEST = 3
"""Letters of the shortest word that is offered for another."""

Parts = dict[str, Any]
"""What the browser gets, by the name of the part."""
Values = Mapping[str, Mapping[str, Sequence[int]]]
"""Dimension → value → the numbers of the entries that have it."""


class FinderFiles(Whole):
    """A lot; `detail` draws what an entry says, `rest` what stands below the box.

    Parts have a folder of their own for each state of the guide, so that a browser never mixes
    two. Its name tells of details what they are made of; `look` is what they are made with.
    """

    folder = f"{FOLDER}/"

    def __init__(
        self,
        guide: Guide,
        sections: Iterable[Section],
        detail: Callable[[Entry], str],
        rest: Callable[[Sequence[Dimension]], str],
        look: str = "",
    ) -> None:
        self._guide = guide
        self._sections = tuple(sections)
        self._detail = detail
        self._rest = rest
        self._look = look

    def made_of(self) -> str:
        return fingerprint([FOLDER, self._guide.fingerprint, self._look, repr(self._sections)])

    def paths(self) -> list[str]:
        _, texts = self._made
        return [*texts, *self._details]

    def draw(self, path: str) -> bytes | None:
        if not path.startswith(f"{FOLDER}/"):
            return None
        folder, texts = self._made
        if found := self._details.get(path):
            name = path.removeprefix(folder).removesuffix(ENDING)
            return packing.script(name, list(map(self._detail, found))).encode()
        text = texts.get(path)
        return text.encode() if text else None

    @cached_property
    def _found(self) -> list[Entry]:
        return entries(self._guide, self._sections)

    @cached_property
    def _details(self) -> Mapping[str, Sequence[Entry]]:
        """The entries in each file of details."""
        folder, _ = self._made
        chunks = _chunks("d", DETAILS, self._found)
        return {f"{folder}{name}{ENDING}": chunk for name, chunk in chunks.items()}

    @cached_property
    def _made(self) -> tuple[str, Mapping[str, str]]:
        """The folder of the parts, and all files but the details."""
        guide, found = self._guide, self._found
        meanings, values = Meanings(guide), _values(guide, found)
        made = index(found, guide, meanings)
        shards = list(packing.parts(made.postings))
        kinds = list(values.get("kind", ()))
        parts: Parts = {f"t/{number}": part for number, part in enumerate(shards)}
        parts |= {"words": _vocabulary(made, meanings), "facets": _facets(values)}
        parts |= _chunks("c", CARDS, [_card(entry, kinds, meanings) for entry in found])
        scripts = {name: packing.script(name, value) for name, value in parts.items()}
        version = _version(scripts.values(), guide, found, self._look)
        starts = [next(iter(shard)) for shard in shards]
        manifest = {
            "version": version,
            "count": len(found),
            "starts": starts,
            **_manifest(guide, meanings, values),
            "markup": self._rest([d for d in DIMENSIONS if d.id in values]),
        }
        folder = f"{FOLDER}/{version}/"
        texts = {f"{folder}{name}{ENDING}": text for name, text in scripts.items()}
        return folder, {f"{FOLDER}/manifest.js": packing.script("manifest", manifest), **texts}


def _version(texts: Iterable[str], guide: Guide, found: Iterable[Entry], look: str) -> str:
    """Changes with `texts`, and with whatever may change a detail."""
    sections = (repr(entry) for entry in found if entry.kind == SECTION)
    return fingerprint([look, guide.fingerprint, *texts, *sections])[:10]


def _manifest(guide: Guide, meanings: Meanings, values: Values) -> Parts:
    """What does not hang on how many entries there are."""
    return {
        "cards": CARDS,
        "details": DETAILS,
        "scale": [packing.LOWEST, packing.HIGHEST, packing.LEVELS],
        "kinds": list(values.get("kind", ())),
        "asking": words(" ".join(ASKING)),
        "crisis": [own for text in guide.site.crisis_words if (own := _every_word(text))],
        "meanings": [[m.label, "".join(m.acronyms[:1]), m.path] for m in meanings.all],
        "phrases": meanings.by_phrase(),
        "dimensions": [_dimension(guide, name, held) for name, held in values.items()],
    }


def _every_word(text: str) -> list[str]:
    """Stems, and stop words as they are: «not safe» is not «safe»."""
    return [stem(word) or word for word in words(text)]


def _values(guide: Guide, found: Sequence[Entry]) -> Values:
    values: dict[str, defaultdict[str, list[int]]] = {
        dimension.id: defaultdict(list) for dimension in DIMENSIONS
    }
    for number, entry in enumerate(found):
        for dimension, own in entry.facets.items():
            for value in own:
                values[dimension][value].append(number)
    return {
        dimension: {value: held[value] for value in in_order(guide, held)}
        for dimension, held in values.items()
        if held
    }


def _dimension(guide: Guide, name: str, held: Mapping[str, Sequence[int]]) -> dict[str, Any]:
    pairs = [[label(guide, name, value), len(numbers)] for value, numbers in held.items()]
    return {"id": name, "values": pairs}


def _facets(values: Values) -> list[list[str]]:
    return [[packing.gaps(numbers) for numbers in held.values()] for held in values.values()]


def _card(entry: Entry, kinds: Sequence[str], meanings: Meanings) -> list[Any]:
    title, publisher = _heading(entry)
    return [
        kinds.index(entry.kind),
        entry.key.split("/", 1)[1],
        title,
        " · ".join(_about(entry, publisher)),
        shortened(entry.summary, SUMMARY_LIMIT),
        ", ".join(entry.names[:4]),
        packing.packed(_meant(entry, meanings)),
        str(entry.review.again or ""),
    ]


def _heading(entry: Entry) -> tuple[str, str]:
    """The title, and who it is from; a section's title alone would not say what it is about."""
    if entry.kind == SECTION and entry.publisher:
        return f"{entry.publisher}: {entry.title}", ""
    return entry.title, entry.publisher


def _about(entry: Entry, publisher: str) -> Iterator[str]:
    mark = "for staff only" if entry.guarded else ""
    yield from filter(None, (ONE_OF_A_KIND[entry.kind], mark, publisher, _checked(entry)))


def _checked(entry: Entry) -> str:
    if not entry.checkable:
        return ""
    if not entry.review.day:
        return "nobody has checked this yet"
    return f"checked on {_day(entry.review.day)}"


@cache
def _day(day: date) -> str:
    return format_date(day, "long", "en_US")


def _meant(entry: Entry, meanings: Meanings) -> Iterator[int]:
    """The numbers of what the entry is about."""
    for term in (*entry.terms, *entry.audiences):
        if meaning := meanings.of(f"terms/{term}"):
            yield meanings.number(meaning)


def _chunks(name: str, size: int, items: Sequence[Any]) -> Parts:
    starts = range(0, len(items), size)
    return {f"{name}/{place}": items[start : start + size] for place, start in enumerate(starts)}


def _vocabulary(made: Index, meanings: Meanings) -> Parts:
    """Words that may be meant where another was typed, with the magnitude of their use."""
    uses = made.words.copy()
    uses.update(meanings.words())
    offered = sorted(word for word in uses if _may_be_offered(word))
    magnitudes = packing.packed(uses[word].bit_length() for word in offered)
    return {"words": packing.front_coded(offered), "uses": magnitudes}


def _may_be_offered(word: str) -> bool:
    """Whether it can stand for another; beyond U+FFFF, scripts and Python count differently."""
    return (
        len(word) >= SHORTEST
        and bool(stem(word))
        and not word.isdecimal()
        and max(word) <= "\uffff"
    )
