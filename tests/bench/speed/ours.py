"""This guide as a fork has it: everything of ours, and the records in `data/local/`."""

import shutil
from pathlib import Path
from typing import Any

import yaml
from mkdocs.utils.yaml import yaml_load

from tests.bench.generator import generate
from tests.bench.speed.contents import Contents
from tests.projects import ROOT, Project

PAGES = ("find.md", "partners/index.md", "resources/index.md", "terms/index.md", "sources.md")
HERE = Path(__file__).parent
LESS = ("only_pages", "pages_and_index")
"""Hooks by which a build leaves something out, each with a configuration beside `mkdocs.yml`."""


def write(contents: Contents, root: Path) -> None:
    for name in ("macros", "overrides"):
        (root / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "docs/assets", root / "docs/assets")
    generate(root, contents.count, contents.seed, inside="local")
    (root / "data/glossary.yml").unlink()
    project = Project(root)
    for path in PAGES:
        page = (ROOT / "docs" / path).read_text("utf-8")
        project.write(f"docs/{path}", _without_links(page))
    project.write("docs/index.md", "# Home\n\n{{ hotlines() }}\n")
    for chapter in contents.chapters:
        project.write(f"docs/{chapter.path}", chapter.page)
    project.write("mkdocs.yml", yaml.safe_dump(_config(contents), sort_keys=False))
    for name in LESS:
        shutil.copy(HERE / f"{name}.py", root)
        less = {"INHERIT": "mkdocs.yml", "hooks": ["macros/hooks.py", f"{name}.py"]}
        project.write(f"{name}.yml", yaml.safe_dump(less))


def _config(contents: Contents) -> dict[str, Any]:
    config: dict[str, Any] = yaml_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    return config | {"nav": menu(contents, PAGES)}


def menu(contents: Contents, lists: tuple[str, ...]) -> list[dict[str, Any]]:
    """The same entries for all who have one."""
    prose = [{chapter.title: chapter.path} for chapter in contents.chapters]
    find = [{Path(path).with_suffix("").as_posix().capitalize(): path} for path in lists]
    return [{"Home": "index.md"}, {"Find": find}, {"The guide": prose}]


def _without_links(page: str) -> str:
    """Without the sentences that name this guide's own records."""
    paragraphs = page.split("\n\n")
    return "\n\n".join(text for text in paragraphs if "{{ link(" not in text)
