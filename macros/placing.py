"""Puts downloads on pages: once they are made, their sizes are known."""

from collections.abc import Mapping, Sequence

from macros.documents.catalog import Download
from macros.documents.compiling import CHAPTERS
from macros.drawing import ALL_DOWNLOADS, DOWNLOADS, Drawing

HEADING_END = "</h1>"


def place(
    content: str,
    url: str,
    key: str,
    downloads: Mapping[str, Sequence[Download]],
    drawing: Drawing,
) -> str:
    """`content` of the page at `url`, with its own downloads, or with all, where they belong."""
    if url.startswith(CHAPTERS):
        before, end, after = content.partition(HEADING_END)
        # Without a heading of its own, the theme puts one above.
        content = before + end + DOWNLOADS + after if end else DOWNLOADS + content
    if DOWNLOADS in content:
        box = drawing.downloads_box(url, downloads.get(key, ()))
        content = content.replace(DOWNLOADS, box, 1)
    if ALL_DOWNLOADS in content:
        content = content.replace(ALL_DOWNLOADS, drawing.all_downloads(url, downloads), 1)
    return content
