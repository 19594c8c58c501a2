"""Where a macro may stand on a page, and how it is called: what pages are checked by."""

from collections.abc import Callable
from functools import wraps
from inspect import Parameter, signature
from typing import Any, Literal, TypeVar, get_args, get_origin

from macros.values import Ref

F = TypeVar("F", bound=Callable[..., Any])


def block(method: F) -> F:
    """Draws something that stands alone on its line; nothing where it names a hidden record."""
    parameters = list(signature(method).parameters.values())[1:]
    names = [p.name for p in parameters]
    kinds = {p.name: ref.kind for p in parameters if (ref := _ref(p.annotation))}

    @wraps(method)
    def drawn(drawing: Any, *values: Any, **named: Any) -> Any:
        given = dict(zip(names, values, strict=False)) | named
        keys = [f"{kind}/{given[name]}" for name, kind in kinds.items() if name in given]
        return "" if any(map(drawing.hides, keys)) else method(drawing, *values, **named)

    drawn.placement = "block"  # type: ignore[attr-defined]
    return drawn  # type: ignore[return-value]  # it is called like the method


def inline(method: F) -> F:
    """Draws something that stands inside a sentence."""
    method.placement = "inline"  # type: ignore[attr-defined]
    return method


def placement(macro: Callable[..., Any]) -> str:
    return str(getattr(macro, "placement", ""))


def described(name: str, macro: Callable[..., Any]) -> dict[str, str]:
    """A macro as the page of macros shows it."""
    parameters = list(signature(macro).parameters.values())[1:]
    arguments = [p.name if p.default is Parameter.empty else f"{p.name}=…" for p in parameters]
    words = [
        f"`{p.name}` is {', '.join(get_args(p.annotation))}." for p in parameters if _closed(p)
    ]
    return {
        "call": f"{name}({', '.join(arguments)})",
        "placement": placement(macro),
        "says": " ".join([str(macro.__doc__), *words]),
    }


def _closed(parameter: Parameter) -> bool:
    return get_origin(parameter.annotation) is Literal


def _ref(annotation: Any) -> Ref | None:
    """What the ids of a parameter refer to."""
    return next((mark for mark in get_args(annotation) if isinstance(mark, Ref)), None)
