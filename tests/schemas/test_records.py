"""Generated records: what is sound is sound to both, and a fault in it is seen by both."""

import copy
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from macros.fields import references
from macros.layout import FOLDERS
from macros.model import BY_KIND
from macros.tree import Location, Value
from tests.schemas.editors import as_read, errors, known
from tests.schemas.generated import places, records

KINDS = [kind for kind in FOLDERS if kind not in ("figures", "wording")]
FEW = settings(deadline=None, max_examples=15)


def refused(kind: str, value: dict[str, Value]) -> bool:
    """Whether the loader has anything against the record, or against an id in it."""
    context = {"languages": known().languages}
    try:
        record = BY_KIND[kind].model_validate({**value, "id": "some-id"}, context=context)
    except ValidationError:
        return True
    return any(ref.id not in known().words(ref.ref) for ref in references(record))


def bare(value: Value) -> Any:
    """The value as an editor reads it where nothing stands in quotes."""
    if isinstance(value, dict):
        return {name: bare(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [bare(item) for item in value]
    read = as_read(value) if value and ":" not in value else value
    return read if isinstance(read, str | int | float | bool) else value


@pytest.mark.parametrize("kind", KINDS)
@FEW
@given(data=st.data())
def test_sound_record_is_sound_to_both(kind: str, data: st.DataObject) -> None:
    value = data.draw(records(BY_KIND[kind], known()))
    assume(not refused(kind, value))
    for layer in ("upstream", "local", "private"):
        assert errors(f"{layer}/{kind}.json", value) == []
        assert errors(f"{layer}/{kind}.json", bare(value)) == []


@pytest.mark.parametrize("kind", KINDS)
@FEW
@given(data=st.data())
def test_change_of_few_fields_is_sound(kind: str, data: st.DataObject) -> None:
    value = data.draw(records(BY_KIND[kind], known()))
    assume(not refused(kind, value) and known().ids.get(kind))
    kept = data.draw(st.sets(st.sampled_from(sorted(value))))
    changes = {"changes": min(known().ids[kind]), **{name: value[name] for name in kept}}
    assert errors(f"local/{kind}.json", changes) == []
    assert errors(f"upstream/{kind}.json", changes) != []


@pytest.mark.parametrize("kind", KINDS)
@FEW
@given(data=st.data())
def test_fault_is_seen_by_both(kind: str, data: st.DataObject) -> None:
    sound = data.draw(records(BY_KIND[kind], known()))
    assume(not refused(kind, sound))
    place = data.draw(st.sampled_from(places(sound)))
    bad = with_fault(copy.deepcopy(sound), place)
    assert refused(kind, bad), bad
    for layer in ("upstream", "local"):
        assert errors(f"{layer}/{kind}.json", bad) != []


def with_fault(value: dict[str, Value], place: Location) -> dict[str, Value]:
    """A field that nobody knows in a group; a group in the place of anything else."""
    holder: Any = value
    for step in place[:-1]:
        holder = holder[step]
    at = holder[place[-1]] if place else value
    if isinstance(at, dict):
        at["nmae"] = "x"
    else:
        holder[place[-1]] = {"nmae": "x"}
    return value
