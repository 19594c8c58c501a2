"""An ordinary Markdown page for each record: for MkDocs with Material, and for Zensical.

Only the lists and the prose stand in the menu, and a record's terms are plain words: both spare the
contestants what we do besides.
"""

from collections.abc import Iterator
from pathlib import Path

import yaml

from macros.places import language_name
from tests.bench.generator import Fields
from tests.bench.speed.contents import KINDS, PER_LIST, Contents, Entry
from tests.bench.speed.ours import menu
from tests.projects import Project

SETTINGS = {
    "site_name": "Safe Work Toolkit",
    "theme": {"name": "material", "font": False},
    "markdown_extensions": ["admonition", "attr_list", "tables"],
    # Else MkDocs names each page outside the menu.
    "validation": {"omitted_files": "ignore"},
}

BARE = "without_search"
"""A second configuration: MkDocs makes an index for a search unless told otherwise."""


def write(contents: Contents, root: Path) -> None:
    project = Project(root)
    lists = tuple(f"{kind}/index.md" for kind in KINDS)
    settings = SETTINGS | {"nav": menu(contents, lists)}
    project.write("mkdocs.yml", yaml.safe_dump(settings, sort_keys=False))
    project.write(f"{BARE}.yml", yaml.safe_dump({"INHERIT": "mkdocs.yml", "plugins": []}))
    project.write("docs/index.md", "# Home\n")
    for chapter in contents.chapters:
        project.write(f"docs/{chapter.path}", chapter.page)
    for entry in contents.entries:
        project.write(f"docs/{entry.kind}/{entry.id}.md", _page(entry, contents.labels))
    for kind in KINDS:
        for path, text in _lists(kind, contents.of(kind)):
            project.write(f"docs/{kind}/{path}", text)


def _page(entry: Entry, labels: dict[str, str]) -> str:
    facts = "\n".join(f"| {name} | {value} |" for name, value in _facts(entry.fields, labels))
    head = f"# {entry.title}\n\n{entry.text}\n\n| | |\n| --- | --- |\n{facts}\n"
    services = [_service(service, labels) for service in entry.services]
    return "\n".join([head, *(["## What it offers\n"] if services else []), *services])


def _facts(fields: Fields, labels: dict[str, str]) -> Iterator[tuple[str, str]]:
    yield "Web address", f"<{fields['website']}>"
    for phone in fields.get("phones", []):
        yield "Phone", f"[{phone['number']}](tel:+1-{phone['number']})"
    for area in fields.get("service_areas", []):
        yield "Area", f"{area['name']}, {area['state_province']}"
    for place in fields.get("locations", []):
        yield "Place", ", ".join(place.values())
    if "publisher" in fields:
        yield "From", fields["publisher"]
        yield "Format", labels[fields["format"]]
        yield "Cost", fields["fees_description"]
    for name in ("sectors", "audiences", "topics", "practices"):
        if name in fields:
            yield name.capitalize(), _labelled(fields[name], labels)
    yield "Languages", _languages(fields)
    yield "Last checked", str(fields.get("assured_date", "Nobody has checked this yet."))


def _service(service: Fields, labels: dict[str, str]) -> str:
    return (
        f"### {service['name']}\n\n{service['description']}\n\n| | |\n| --- | --- |\n"
        f"| Covers | {_labelled(service['practices'], labels)} |\n"
        f"| Who may use it | {service['eligibility_description']} |\n"
        f"| Cost | {service['fees_description']} |\n"
        f"| Languages | {_languages(service)} |\n"
    )


def _labelled(ids: list[str], labels: dict[str, str]) -> str:
    return ", ".join(labels[id] for id in ids)


def _languages(fields: Fields) -> str:
    return ", ".join(map(language_name, fields["languages"]))


def _lists(kind: str, entries: list[Entry]) -> Iterator[tuple[str, str]]:
    """A page for each hundred, all but the first beside it."""
    for number, start in enumerate(range(0, max(1, len(entries)), PER_LIST), 1):
        shown = entries[start : start + PER_LIST]
        links = "\n".join(f"- [{entry.title}]({entry.id}.md)" for entry in shown)
        path = f"list-{number}.md" if number > 1 else "index.md"
        further = f"[More](list-{number + 1}.md)" if start + PER_LIST < len(entries) else ""
        yield path, f"# {kind.capitalize()}\n\n{links}\n\n{further}\n"
