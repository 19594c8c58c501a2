"""The same pages from Hugo, in a frame that is ours to the byte.

The frame is a page of ours with what differs from page to page left open: head, menu, guard script
and footer cost Hugo nothing to make, and each page weighs what ours does. Each record is a Markdown
file headed by JSON, which Hugo reads faster than one file of all through a content adapter.
"""

import json
import re
import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urljoin

from macros.places import language_name
from tests.bench.generator import LANGUAGES
from tests.bench.speed import ours
from tests.bench.speed.contents import KINDS, PER_LIST, Contents, Entry
from tests.projects import ROOT, Project

LAYOUTS = Path(__file__).parent / "layouts"
TAXONOMIES = ("topics", "practices", "audiences", "sectors", "formats")
HEAD = "---\ntitle: {}\n---\n"
SETTINGS = {
    "baseURL": "https://example.org/",
    "title": "Safe Work Toolkit",
    "disableKinds": ["rss"],
    "taxonomies": {name: name for name in TAXONOMIES},
    "pagination": {"pagerSize": PER_LIST, "disableAliases": True},
    # What ours share, too: the more of these words, the closer.
    "related": {
        "threshold": 1,
        "includeNewer": True,
        "indices": [{"name": name, "weight": 10} for name in TAXONOMIES],
    },
    # Off unless a contestant asks for it: at 10,000 records they take Hugo minutes.
    "params": {"related": False},
}
OPENED = {
    r"<title>.*?</title>": "<title>{{ .Title }} - {{ site.Title }}</title>",
    r'<meta name="description" content=".*?">': (
        '<meta name="description" content="{{ .Plain | truncate 155 }}">'
    ),
    r"(<article\b[^>]*)>.*?(</article>)": (
        r'\1{{ if .IsPage }} data-pagefind-body{{ end }}>{{ block "main" . }}{{ end }}\2'
    ),
    r'(<p class="md-nav__title">.*?</p>)\s*<ul>.*?(</nav>)': r'\1{{ block "toc" . }}{{ end }}\2',
}
"""What differs from page to page, and what Hugo puts there."""


def write(contents: Contents, root: Path) -> None:
    shutil.copytree(LAYOUTS, root / "layouts")
    shutil.copytree(ROOT / "docs/assets", root / "static/assets")
    names = {code: language_name(code) for code in ("en", *LANGUAGES)}
    project = Project(root)
    project.write("layouts/baseof.html", frame(contents.seed))
    project.write("hugo.json", json.dumps(SETTINGS))
    project.write("data/labels.json", json.dumps(contents.labels))
    project.write("data/languages.json", json.dumps(names))
    for kind in KINDS:
        project.write(f"content/{kind}/_index.md", HEAD.format(kind.capitalize()))
    for entry in contents.entries:
        project.write(f"content/{entry.kind}/{entry.id}.md", _page(entry))
    project.write("content/_index.md", HEAD.format("Home"))
    for chapter in contents.chapters:
        project.write(f"content/{chapter.path}", HEAD.format(chapter.title) + chapter.markdown)


def _page(entry: Entry) -> str:
    head = {name: value for name, value in entry.fields.items() if value != entry.text}
    own = [head["format"]] if "format" in head else []
    head |= {"title": entry.title, "practices": entry.practices, "formats": own}
    return f"{json.dumps(head, default=str)}\n\n{entry.text}\n"


@cache
def frame(seed: int) -> str:
    """Hugo's base template: a page of ours, opened."""
    contents = Contents(10, seed)
    path = contents.entries[0].page
    with TemporaryDirectory() as folder:
        root = Path(folder)
        ours.write(contents, root)
        # Its chapters are the menu, which does not depend on the number of records.
        html = (Project(root).build().site / path).read_text("utf-8")
    html = re.sub(r'\b(href|src)="(\.[^"]*)"', lambda link: _from_root(link, f"/{path}"), html)
    for differing, opened in OPENED.items():
        html, count = re.subn(differing, opened, html, count=1, flags=re.S)
        if not count:
            raise RuntimeError(f"our pages have changed: nothing in them is like {differing}")
    return html


def _from_root(link: re.Match[str], page: str) -> str:
    return f'{link[1]}="{urljoin(page, link[2])}"'
