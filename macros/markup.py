"""A Markdown extension for hand-written pages.

Tables can be stacked on a phone: each cell carries the heading of its column, which the stylesheet
shows there. Where columns are aligned, cells have a class: the policy would block a style.
"""

from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor


class StackableTables(Treeprocessor):
    def run(self, root: Element) -> None:
        for table in root.iter("table"):
            self._label(table)
            self._align(table)

    def _label(self, table: Element) -> None:
        table.set("class", "stackable")
        headings = ["".join(heading.itertext()) for heading in table.iter("th")]
        for row in table.iter("tr"):
            for heading, cell in zip(headings, row.findall("td"), strict=False):
                cell.set("data-label", heading)

    def _align(self, table: Element) -> None:
        for cell in (*table.iter("th"), *table.iter("td")):
            name, _, value = cell.attrib.pop("style", "").partition(": ")
            if name == "text-align":
                cell.set("class", f"align-{value.rstrip(';')}")


class HandWritten(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        # After inline markup (20), so that headings are words.
        md.treeprocessors.register(StackableTables(md), "stackable", 8)


def makeExtension(**settings: Any) -> HandWritten:  # noqa: N802  (Python-Markdown's name)
    return HandWritten(**settings)
