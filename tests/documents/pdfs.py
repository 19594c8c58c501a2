"""PDFs made for tests, and what two independent checkers hold against them."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from pypdf import PdfReader

from macros.documents import pdf
from macros.documents.pdf import Paper
from macros.forms import FORMS, Form, form
from macros.guide import Guide
from macros.loading import load
from macros.rendering import Renderer
from tests.documents.pango import require_pango
from tests.projects import ROOT, SMALL

STYLES = ROOT / "overrides/documents"
TEMPLATES = {"worksheets": "worksheet", "checklists": "checklist", "templates": "template"}
RENDERER = Renderer([ROOT / "overrides"])
REQUIREMENTS = Path(__file__).with_name("pdf-checkers.txt")
CHECKS = Path(__file__).with_name("pdf_checks.py")

CONTENTS = """
<header class="cover"><h1>Guide</h1></header>
<nav class="contents"><h2>Contents</h2><ul><li><a href="#one">One</a>
<ul><li><a href="#two">Two</a></li></ul></li></ul></nav>
<section class="part" id="one"><h1>One</h1><section class="chapter"><h2>First</h2></section>
<section class="chapter" id="two"><h2>Two</h2><p>Words</p></section></section>
"""
"""The frame of a whole guide."""


@dataclass(frozen=True)
class Sheet:
    """A form of one of the guides, and the document drawn from it."""

    form: Form = field(repr=False)
    guide: Guide = field(repr=False)
    name: str

    @property
    def html(self) -> str:
        record, site = self.form.record, self.guide.site
        template = TEMPLATES[record.kind]
        return RENDERER.document(
            template, record=record, form=self.form, guide=self.guide, site=site
        )

    def pdf(self, paper: Paper = Paper.LETTER) -> bytes:
        return made(self.html, paper)


@cache
def sheets() -> dict[str, Sheet]:
    """Every form of this guide and of the small one."""
    return {sheet.name: sheet for root in (ROOT, SMALL) for sheet in _sheets(root)}


def _sheets(root: Path) -> Iterator[Sheet]:
    loaded = load(root / "data", root)
    assert loaded.site and not loaded.problems
    guide = Guide.of(loaded.site, loaded.entries)
    for kind in FORMS:
        for record in guide.records[kind].values():
            yield Sheet(form(record, guide), guide, record.key)


@cache
def made(html: str, paper: Paper = Paper.LETTER) -> bytes:
    require_pango()
    return pdf.render(html, paper, STYLES)


def page_of(body: str, head: str = "<title>Trial</title>", site: str = "Guide") -> str:
    """A document of our own words."""
    start = f'<!doctype html><html lang="en"><head>{head}</head>'
    return f'{start}<body data-site="{site}">{body}</body></html>'


# --- checkers ---


def errors(files: Sequence[Path]) -> dict[Path, list[str]]:
    """What the checkers hold against each of `files`."""
    done = subprocess.run(
        [str(_python()), str(CHECKS), *map(str, files)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, list[str]] = json.loads(done.stdout.splitlines()[-1])
    return {Path(path): said for path, said in found.items()}


@cache
def _python() -> Path:
    """The Python of the checkers: they are heavy and pin other versions than we do."""
    digest = sha256(REQUIREMENTS.read_bytes()).hexdigest()[:12]
    folder = ROOT / ".cache" / f"pdf-checkers-{digest}"
    python = folder / "bin/python"
    if not (folder / "done").is_file():
        shutil.rmtree(folder, ignore_errors=True)
        _uv("venv", "-q", "--python", sys.executable, str(folder))
        options = ["--require-hashes", "-r", str(REQUIREMENTS)]
        _uv("pip", "install", "-q", "--python", str(python), *options)
        (folder / "done").touch()
    return python


def _uv(*words: str) -> None:
    uv = os.environ.get("UV") or shutil.which("uv")
    assert uv, "uv is not on the PATH: the PDF checkers cannot be installed without it"
    subprocess.run([uv, *words], check=True, timeout=900)


# --- what stands in a file ---


def objects(value: Any, seen: set[tuple[int, int]] | None = None) -> Iterator[Any]:
    """Every dictionary and stream below `value`, each once."""
    seen = set() if seen is None else seen
    if isinstance(value, pikepdf.Object) and value.is_indirect:
        if value.objgen in seen:
            return
        seen.add(value.objgen)
    if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        yield value
        below = [value[key] for key in value.keys()]  # noqa: SIM118  (no mapping)
    else:
        below = list(value) if isinstance(value, pikepdf.Array) else []
    for child in below:
        yield from objects(child, seen)


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(content))


def read(content: bytes) -> PdfReader:
    return PdfReader(BytesIO(content))


def squeezed(text: str) -> str:
    """Lines break anywhere on paper."""
    return re.sub(r"\s", "", text)


def page_texts(content: bytes, sheet: Sheet) -> list[str]:
    """The words of each page without its margins, which come last."""
    pages = [squeezed(page.extract_text()) for page in read(content).pages]
    title, site = squeezed(sheet.form.record.heading), squeezed(sheet.guide.site.name)
    if "survivors" in sheet.form.record.audiences:
        # Someone dangerous may see the sheet: its margins say neither its title nor whose it is.
        title = site = ""
    ends = [f"{site}Page{number}of{len(pages)}" for number in range(1, len(pages) + 1)]
    ends[1:] = [title + end for end in ends[1:]]
    for text, end in zip(pages, ends, strict=True):
        assert text.endswith(end)
    return [text.removesuffix(end) for text, end in zip(pages, ends, strict=True)]
