"""What a record will say: what it says now, and what an import brings, told apart value by value.

Two ways of writing stand side by side: `plain` values compare, `said` ones are what files hold.
What says the same stays as it is written.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from macros.imports.standing import names_of
from macros.tree import Value


def merged(said: Value, plain: Any, new: Value, plain_new: Any) -> Value:
    """`new`, as far as it says something else than `said` does."""
    if plain == plain_new:
        return said
    if isinstance(said, dict) and isinstance(new, dict) and isinstance(plain_new, dict):
        return _group(said, plain if isinstance(plain, dict) else {}, new, plain_new)
    if isinstance(said, list) and isinstance(new, list) and len(plain) == len(said):
        return _items(said, plain, new, plain_new)
    return new


def _group(
    said: dict[str, Value], plain: Mapping[str, Any], new: dict[str, Value], plain_new: Any
) -> dict[str, Value]:
    kept = {name: v for name, v in said.items() if name in new or name not in plain}
    for name, value in new.items():
        if name in plain_new or name in plain:
            there = (kept.get(name), plain.get(name), value, plain_new.get(name))
            kept[name] = merged(*there) if name in plain else value
    return {name: value for name, value in kept.items() if value is not None}


def _items(said: list[Value], plain: Any, new: list[Value], plain_new: Any) -> list[Value]:
    if len(said) == len(new):
        return [merged(*four) for four in zip(said, plain, new, plain_new, strict=True)]
    left = list(range(len(said)))
    found = []
    for item, plain_item in zip(new, plain_new, strict=True):
        known = _known(plain_item, plain, left)
        same = known if known is None else merged(said[known], plain[known], item, plain_item)
        found.append(item if same is None else same)
        left = [n for n in left if n != known]
    return found


def _known(item: Any, plain: Any, left: list[int]) -> int | None:
    """The number of the old item that is the same, or has the same id."""
    id = item.get("id") if isinstance(item, dict) else None
    same = (n for n in left if plain[n] == item)
    return next(same, next((n for n in left if id and plain[n].get("id") == id), None))


# --- services, which find each other ------------------------------------------


def paired(old: Sequence[Any], new: Sequence[Any]) -> dict[int, int]:
    """The old item for each new one that is known: by what it is called elsewhere, id or name."""
    pairs: dict[int, int] = {}
    for known_by in (_numbers, _ids, _titles):
        old_names = [
            known_by(item) if n not in pairs.values() else [] for n, item in enumerate(old)
        ]
        new_names = [known_by(item) if n not in pairs else [] for n, item in enumerate(new)]
        olds = Counter(name for names in old_names for name in names)
        news = Counter(name for names in new_names for name in names)
        where = {name: n for n, names in enumerate(old_names) for name in names}
        for number, names in enumerate(new_names):
            sure = {where[name] for name in names if olds[name] == news[name] == 1}
            if len(sure) == 1 and not sure & set(pairs.values()):
                pairs |= {number: sure.pop()}
    return pairs


def _numbers(item: Any) -> list[object]:
    return list(names_of(item))


def _ids(item: Any) -> list[object]:
    return [item["id"]] if item.get("id") else []


def _titles(item: Any) -> list[object]:
    return [str(item.get("name")).casefold()]
