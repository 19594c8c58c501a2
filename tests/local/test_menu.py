"""What the head of a page says about the menu, read as it stands there."""

import pytest

from macros.menu import Wish, arranged


@pytest.mark.parametrize("title", ["no", "2024", "2026-02-30", "On", "1:30"])
def test_a_title_is_what_stands_there(title: str) -> None:
    text = f"---\ntitle: A\nmenu: top\nmenu_title: {title}\n---\n\n# A\n"
    assert Wish.of(text) == Wish(section="top", title=title)
    assert arranged(["index.md"], {"a.md": Wish.of(text)}, ()) == ["index.md", {title: "a.md"}]


@pytest.mark.parametrize("text", ["# A\n", "---\n- menu\n---\n", "---\nmenu: [top]\n---\n"])
def test_a_head_that_says_nothing_wishes_nothing(text: str) -> None:
    assert Wish.of(text).after == ""
