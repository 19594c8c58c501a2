"""A Markdown extension for hand-written pages.

Links to other sites tell them nothing of ours. Tables can be stacked on a phone: each cell carries
the heading of its column, which the stylesheet shows there.
"""

from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor


class OutboundLinks(Treeprocessor):
    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            if link.get("href", "").startswith(("https://", "http://")):
                link.set("rel", "noreferrer")


class StackableTables(Treeprocessor):
    def run(self, root: Element) -> None:
        for table in root.iter("table"):
            self._label(table)

    def _label(self, table: Element) -> None:
        table.set("class", "stackable")
        headings = ["".join(heading.itertext()) for heading in table.iter("th")]
        for row in table.iter("tr"):
            for heading, cell in zip(headings, row.findall("td"), strict=False):
                cell.set("data-label", heading)


class HandWritten(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        # After inline markup (20), so that links exist and headings are words.
        md.treeprocessors.register(OutboundLinks(md), "outbound", 9)
        md.treeprocessors.register(StackableTables(md), "stackable", 8)


def makeExtension(**settings: Any) -> HandWritten:  # noqa: N802  (Python-Markdown's name)
    return HandWritten(**settings)
