"""Words are taken apart in Python as they are in the browser, with lunr.js itself."""

from pathlib import Path

import pytest

from macros.finder.analysis import fold, stem, stems, words, words_to_index
from tests.finder.scripts import run
from tests.projects import ROOT

HARD = [
    "Trauma-informed care",
    "it's the survivor’s choice",
    "U.S. 29 CFR 38.11",
    "Díaz, niño, Über, ÇEDİLLA, ﬁrst, ½ day",
    "co-op / coop (worker-owned)",
    "«english classes»…",
    "Привет мир 中文 نص",
    "constructor __proto__ toString",
    "trying tryying lay laying try tries sky skies yes",
    "",
    "-- ' . ’s",
]


def vocabulary() -> list[str]:
    """Every word of this guide's data and pages."""
    files = [*(ROOT / "data").rglob("*.yml"), *(ROOT / "docs").rglob("*.md")]
    texts = [path.read_text("utf-8") for path in files if path.parent.name != "local"]
    return sorted({word for text in texts for word in words(text)})


def test_every_word_of_this_guide_has_the_stem_that_lunr_js_gives(tmp_path: Path) -> None:
    known = vocabulary()
    assert len(known) > 3_000
    theirs = run(tmp_path, "words.map((word) => finder.stem(word))", words=known)
    assert dict(zip(known, theirs, strict=True)) == {word: stem(word) for word in known}


@pytest.mark.parametrize("text", HARD)
def test_texts_fall_into_the_same_words(text: str, tmp_path: Path) -> None:
    assert run(tmp_path, "[finder.fold(text), finder.words(text)]", text=text) == [
        fold(text),
        words(text),
    ]


def test_stop_words_stand_for_nothing() -> None:
    assert stems(words("What to do with a job")) == ["job"]


def test_accents_and_plurals_do_not_matter() -> None:
    assert stems(words("inglés Classes")) == stems(words("ingles class"))


def test_a_compound_is_found_in_one_word_and_in_two() -> None:
    assert words_to_index("worker co-op") == ["worker", "co", "op", "coop"]


def test_the_address_of_a_link_is_no_text() -> None:
    assert words_to_index("[Bank On](https://joinbankon.org/accounts/)") == ["bank", "on"]
