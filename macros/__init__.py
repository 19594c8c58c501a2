"""The edge to mkdocs-macros: it finds these three functions by their names."""

from typing import Any

from macros import (
    collecting,  # noqa: F401  (before all else, which takes less time then)
    drawing,
    session,
)


def define_env(env: Any) -> None:
    """Make each public method of the drawing a macro of the same name."""
    drawn = session.current.drawing
    for name in drawing.macros():
        env.macro(getattr(drawn, name), name)


def on_pre_page_macros(env: Any) -> None:
    if drawn := session.current.drawing:
        drawn.start(env.page.url)


def on_post_page_macros(env: Any) -> None:
    if drawn := session.current.drawing:
        env.markdown += drawn.notes()
