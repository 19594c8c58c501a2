"""A cell that holds several phone numbers → each of them."""

import re

from pydantic_core import PydanticCustomError

from macros.imports.rows import Said
from macros.imports.tables import single
from macros.values import PhoneNumber

EXTENSION = re.compile(r"(?i)^(.*?\d\D*?)[\s,;.]*(?:extension|ext|x|#)[\s.:#]*(\d{1,8})\.?$")
BETWEEN = re.compile(r"(?i)\s*(?:[/,;&\n]|\bor\b|\band\b)\s*")
LEAST_DIGITS = 7


def numbers(value: Said) -> list[Said]:
    """Further marks part numbers only where each part is a whole number."""
    parts = list(filter(None, BETWEEN.split(value)))
    if len(parts) > 1 and all(map(_is_whole, parts)):
        return [value.saying(part) for part in parts]
    return single(value, ";")


def _is_whole(part: str) -> bool:
    behind = EXTENSION.match(part)
    bare = behind[1].strip() if behind else part
    if sum(map(str.isdecimal, bare)) < LEAST_DIGITS:
        return False
    try:
        PhoneNumber.parse(bare)
    except PydanticCustomError:
        return False
    return True
