"""Colours that a guide gives, and how well one can be read on another (WCAG 2.2, 1.4.3)."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator

from macros.problems import quoted
from macros.words import wrong

if TYPE_CHECKING:
    from coloraide import Color

LEAST = 4.5
"""The contrast that words need."""
STEPS = 200
"""In how many steps a colour is made darker or lighter, from black to white."""


def _colour(value: str) -> "Color":
    # It takes longer to load than all else that `guide check` needs, and few guides set colours.
    from coloraide import Color

    return Color(value)


def _hex_colour(value: str) -> str:
    if not value.startswith("#"):
        raise wrong(f"{quoted(value)} is not a color{_meant(value) or ', such as #0f5257'}")
    try:
        colour = _colour(value)
    except ValueError:
        message = "is not a color: after '#' stand 6 digits 0-9 or letters a-f, such as #0f5257"
        raise wrong(f"{quoted(value)} {message}") from None
    if colour.alpha() < 1:
        raise wrong(f"{quoted(value)} lets what lies below shine through: leave the end out")
    return _written(colour)


def _meant(value: str) -> str:
    """The tail of a message that offers the colour with this name, or with '#' before it."""
    for words in (value, f"#{value}"):
        try:
            return f" written like '#0f5257', did you mean '{_written(_colour(words))}'?"
        except ValueError:
            continue
    return ""


def _written(colour: "Color") -> str:
    return colour.convert("srgb").fit().to_string(hex=True, alpha=False)


HexColour = Annotated[str, AfterValidator(_hex_colour)]
"""A colour such as `#0f5257`."""


def contrast(one: str, other: str) -> float:
    return _colour(one).contrast(other, method="wcag21")


def readable(colour: str, others: Iterable[str]) -> bool:
    return all(contrast(colour, other) >= LEAST for other in others)


def nearest_readable(colour: str, others: Iterable[str]) -> str:
    """The shade of `colour` nearest to it that has contrast enough to all `others`, if one has."""
    grounds = list(others)
    return next((shade for shade in _shades(colour) if readable(shade, grounds)), "")


def _shades(colour: str) -> Iterator[str]:
    """`colour`, then darker and lighter ones, further and further from it."""
    start = _colour(colour).convert("oklch")
    steps = (sign * step / STEPS for step in range(STEPS + 1) for sign in (-1, 1))
    for lightness in (start["lightness"] + step for step in steps):
        if 0 <= lightness <= 1:
            yield _written(start.clone().set("lightness", lightness))
