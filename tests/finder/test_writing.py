"""The files that the browser fetches."""

import json
from typing import Any

import pytest

from macros.finder.sections import Section
from macros.finder.writing import CARDS, DETAILS, files
from macros.guide import Guide
from macros.project import read
from tests.projects import SMALL, Project

GUIDE = read(SMALL).guide
assert GUIDE
SECTION = Section("a/b", "A page", "a/b/", "here", "Here", "Words of a section")


def written(guide: Guide, *sections: Section) -> dict[str, str]:
    return files(guide, sections, lambda entry: f"<p>{entry.key}</p>", lambda _: "<p>rest</p>")


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
