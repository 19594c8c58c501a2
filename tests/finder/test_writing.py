"""The files that the browser fetches."""

import json
from dataclasses import replace
from typing import Any

import pytest

from macros.finder import writing
from macros.finder.entries import Entry
from macros.finder.index import Index
from macros.finder.index import index as real
from macros.finder.sections import Section
from macros.finder.writing import CARDS, DETAILS, FinderFiles
from macros.guide import Guide
from macros.project import read
from tests.finder.made import drawn, finder_files
from tests.growing import growth
from tests.projects import SMALL, Project

GUIDE = read(SMALL).guide
assert GUIDE
SECTION = Section("a/b", "A page", "a/b/", "here", "Here", "Words of a section")


def lot(guide: Guide, *sections: Section, look: str = "") -> FinderFiles:
    def detail(entry: Entry) -> str:
        return f"<p>{entry.key}</p>"

    return FinderFiles(guide, sections, detail, lambda _: "<p>rest</p>", look)


def written(guide: Guide, *sections: Section) -> dict[str, str]:
    return {path: data.decode() for path, data in drawn(lot(guide, *sections)).items()}


def held(text: str) -> Any:
    """What a part hands over."""
    assert text.startswith("guideFinder.take(")
    return json.loads(text.split(",", 1)[1].rstrip().removesuffix(");"))


def test_the_same_guide_gives_the_same_bytes() -> None:
    assert written(GUIDE, SECTION) == written(GUIDE, SECTION)


def test_another_text_gives_parts_another_folder() -> None:
    other = Section("a/b", "A page", "a/b/", "here", "Here", "Other words of a section")
    kept = set(written(GUIDE, SECTION)) & set(written(GUIDE, other))
    assert kept == {"finder/manifest.js"}


def test_what_only_details_say_gives_parts_another_folder() -> None:
    partner = GUIDE.partners["town-library"]
    moved = partner.model_copy(update={"website": "https://example.org/moved"})
    partners = dict(GUIDE.partners) | {partner.id: moved}
    before = written(GUIDE)
    after = written(replace(GUIDE, records=dict(GUIDE.records) | {"partners": partners}))
    assert set(before) & set(after) == {"finder/manifest.js"}
    assert list(before.values())[1:] == list(after.values())[1:]


def test_another_order_of_words_gives_parts_another_folder() -> None:
    """No index knows it, but whoever opens a section reads it."""
    long = "At first a few words that are told in its summary. " * 9
    texts = [f"{long} Call before you go.", f"{long} Go before you call."]
    one, other = (set(written(GUIDE, replace(SECTION, text=text))) for text in texts)
    assert one & other == {"finder/manifest.js"}


def test_another_template_gives_parts_another_folder() -> None:
    assert set(lot(GUIDE).paths()) & set(lot(GUIDE, look="b").paths()) == {"finder/manifest.js"}


def test_a_file_of_others_costs_no_index(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def index(*given: Any) -> Index:
        asked.append(given)
        return real(*given)

    monkeypatch.setattr(writing, "index", index)
    own = lot(GUIDE)
    assert own.draw("partners/town-library/index.html") is None
    assert not asked
    assert own.draw("finder/manifest.js")
    assert own.draw("finder/manifest.jsx") is None
    assert len(own.paths()) == len(drawn(own))
    assert len(asked) == 1


def test_twice_the_records_cost_twice_as_much() -> None:
    assert growth(finder_files) < 2.1


def test_every_entry_has_a_card_and_a_detail() -> None:
    parts = written(GUIDE, SECTION)
    manifest = held(parts["finder/manifest.js"])
    folder = f"finder/{manifest['version']}"
    cards = [card for n in range(100) for card in held_if(parts, f"{folder}/c/{n}.js")]
    details = [one for n in range(100) for one in held_if(parts, f"{folder}/d/{n}.js")]
    keys = [f"{manifest['kinds'][card[0]]}/{card[1]}" for card in cards]
    assert len(cards) == len(details) == manifest["count"]
    assert [f"<p>{key}</p>" for key in keys] == details
    assert len(held(parts[f"{folder}/c/0.js"])) == CARDS
    assert len(held(parts[f"{folder}/d/0.js"])) == DETAILS


def held_if(parts: dict[str, str], path: str) -> list[Any]:
    return held(parts[path]) if path in parts else []


def test_a_section_bears_the_name_of_its_page() -> None:
    parts = written(GUIDE, SECTION)
    cards = [card for path in parts if "/c/" in path for card in held(parts[path])]
    card = next(card for card in cards if card[1] == "a/b#here")
    assert card[2:4] == ["A page: Here", "Page of the guide"]


def test_filters_offer_only_what_exists() -> None:
    manifest = held(written(GUIDE)["finder/manifest.js"])
    for dimension in manifest["dimensions"]:
        assert dimension["values"]
        assert all(count for _, count in dimension["values"])


@pytest.mark.parametrize("kind", ["partners", "resources", "worksheets", "checklists"])
def test_a_guide_may_lack_a_kind(kind: str) -> None:
    records = dict(GUIDE.records) | {kind: {}}
    lacking = Guide(GUIDE.site, records, GUIDE.files, GUIDE.mentions)
    manifest = held(written(lacking)["finder/manifest.js"])
    assert kind not in manifest["kinds"]


def test_a_guide_may_hold_nothing() -> None:
    empty = Guide(GUIDE.site, {kind: {} for kind in GUIDE.records}, {})
    manifest = held(written(empty)["finder/manifest.js"])
    assert (manifest["count"], manifest["starts"], manifest["dimensions"]) == (0, [], [])


def test_a_page_may_stay_out(project: Project) -> None:
    project.write(
        "docs/hidden.md", "---\nsearch:\n  exclude: true\n---\n\n# Hidden\n\nZanzibarish.\n"
    )
    project.write("docs/shown.md", "---\ntopics: [mapping]\n---\n\n# Shown\n\nTimbuktuish.\n")
    project.build()
    known = "".join(path.read_text("utf-8") for path in project.site.glob("finder/*/t/*.js"))
    assert "timbuktuish" in known
    assert "zanzibarish" not in known


def test_an_unknown_topic_of_a_page_is_a_problem(project: Project) -> None:
    project.write("docs/shown.md", "---\ntopics: [mappings]\n---\n\n# Shown\n")
    problems = [str(problem) for problem in read(project.root).problems]
    assert len(problems) == 1
    assert problems[0].startswith("docs/shown.md:2:10: ")
    assert "mapping" in problems[0]
