"""The pages for those who keep a guide of their own, and what they tell readers to type."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.projects import ROOT

FOLDER = ROOT / "docs/adapt"
PAGES = {path.relative_to(FOLDER).as_posix(): path for path in sorted(FOLDER.rglob("*.md"))}
FENCED = re.compile(r"^```(\w+)\n(.*?)^```", re.M | re.S)
INLINE = re.compile(r"`(?:[A-Z_]+=\w+ )?(?:uv run )?(guide [a-z][^`]*)`")
LINE = re.compile(r"^ *(?:[A-Z_]+=\w+ )?uv run (guide .*)$", re.M)
OWN_FILE = re.compile(r"`((?:data|docs)/local/[\w/-]+\.(?:yml|md))`")


@dataclass(frozen=True)
class Example:
    """A file that a page shows whole, with the path that the page names before it."""

    page: str
    path: str
    text: str


def text_of(page: str) -> str:
    return PAGES[page].read_text("utf-8")


def blocks(page: str, language: str) -> list[str]:
    return [text for found, text in FENCED.findall(text_of(page)) if found == language]


def commands(page: str) -> Iterator[list[str]]:
    """The words of each `guide` command that a page names, from a block or within a sentence."""
    text = text_of(page)
    for line in (*LINE.findall(text), *INLINE.findall(" ".join(text.split()))):
        yield shlex.split(line)[1:]


def examples(page: str) -> Iterator[Example]:
    text = text_of(page)
    for block in FENCED.finditer(text):
        named = OWN_FILE.findall(text, 0, block.start())
        if named and block[1] in (Path(named[-1]).suffix[1:].replace("yml", "yaml"), "markdown"):
            yield Example(page, named[-1], block[2])
