"""What holds for any values: nothing is lost, and laying is associative where it should be.

Not so where two layers give one field values of different shapes, a text and a group, because the
model refuses one of them anyway; nor where an item is hidden, because a third layer may name it.
"""

from collections.abc import Sequence
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from macros.editions import Layer
from macros.joining import Joining, Notes, Overlaid, change
from macros.model import Partner
from macros.overlay import Draft, Overlay
from macros.tree import Tree, Value

quick = settings(deadline=None, max_examples=100)

Group = dict[str, Value]
words = st.sampled_from(["red", "green", "blue"])
ids = st.sampled_from(["one", "two", "three"])
plain = st.lists(words, min_size=1, max_size=3)
translated = st.dictionaries(st.sampled_from(["en", "es"]), words, min_size=1)
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "name": words,
    "phones": plain,
    "labels": translated,
}


def things(depth: int = 1) -> st.SearchStrategy[list[Group]]:
    """A list of things with ids, which may hold such a list again."""
    inner = {**FIELDS, "items": things(depth - 1)} if depth else FIELDS
    thing = st.tuples(ids, st.fixed_dictionaries({}, optional=inner))
    named = thing.map(lambda pair: {"id": pair[0], **pair[1]})
    return st.lists(named, min_size=1, max_size=3, unique_by=lambda item: item["id"])


groups = st.fixed_dictionaries({}, optional={**FIELDS, "items": things()})


def joined(old: Group, new: Group) -> Group:
    notes = Notes()
    tree = Overlaid.over(Tree("data/one.yml", [], old))
    value = Joining(tree, Tree("data/local/one.yml", [], new), Layer.LOCAL, notes)
    result = value.group(old, new, (), ())
    assert not notes.problems
    return result


@quick
@given(groups, groups, groups)
def test_laying_is_associative(base: Group, first: Group, second: Group) -> None:
    assert joined(joined(base, first), second) == joined(base, joined(first, second))


@quick
@given(groups, groups)
def test_what_a_change_does_not_name_stays(old: Group, new: Group) -> None:
    result = joined(old, new)
    assert {name: result[name] for name in old if name not in new} == {
        name: value for name, value in old.items() if name not in new
    }
    assert result.keys() == old.keys() | new.keys()
    assert _kept(old, new, result)


def _kept(old: Value, new: Value, result: Value) -> bool:
    """Whether each field of each thing says what `new` says of it, or else what `old` said."""
    if isinstance(old, dict) and isinstance(new, dict) and isinstance(result, dict):
        return all(
            _kept(old.get(name), new.get(name), result.get(name)) for name in {*old, *new, *result}
        )
    if isinstance(new, list) and isinstance(result, list) and isinstance(new[0], dict):
        before, named, after = map(_by_id, (old, new, result))
        return after.keys() == before.keys() | named.keys() and all(
            _kept(before.get(id), named.get(id), after[id]) for id in after
        )
    return result == (old if new is None else new)


def _by_id(items: Value) -> dict[str, Value]:
    listed = items if isinstance(items, list) else []
    return {str(item["id"]): item for item in listed if isinstance(item, dict)}


@quick
@given(groups, groups)
def test_each_value_knows_the_file_that_it_stands_in(old: Group, new: Group) -> None:
    base = Tree("data/site.yml", [], old)
    tree = change(base, Tree("data/local/site.yml", [], new), Layer.LOCAL, Notes())
    assert isinstance(tree.value, dict)
    for name, value in tree.value.items():
        file, place = tree.origin((name,))
        assert place == (name,)
        if isinstance(value, str):
            assert isinstance(file.value, dict)
            assert file.value[name] == value


@quick
@given(
    st.dictionaries(ids, groups, min_size=1),
    st.lists(st.tuples(ids, st.sampled_from(["name", "phones"]), words), max_size=4),
    st.randoms(),
)
def test_the_order_of_files_changes_nothing(
    base: dict[str, Group], said: list[tuple[str, str, str]], chance: Random
) -> None:
    changes: list[Group] = [{"changes": id, name: [word]} for id, name, word in said if id in base]
    own: list[Group] = [{"id": "own", "name": "red"}]
    own += [{"hides": "three", "reason": "No."}] if "three" in base else []
    drafts = [_draft(f"data/local/{n}.yml", each) for n, each in enumerate([*changes, *own])]
    shuffled = chance.sample(drafts, len(drafts))
    assert _laid(base, shuffled) == _laid(base, drafts)


def _draft(path: str, value: Group) -> Draft:
    return Draft(Partner, Tree(path, [], value), (), value)


def _laid(base: dict[str, Group], drafts: Sequence[Draft]) -> object:
    """What comes of it; where two files contradict each other, that they do."""
    old = [_draft(f"data/{id}.yml", {"id": id, **said}) for id, said in base.items()]
    overlay = Overlay(Layer.LOCAL, old, ())
    overlay.lay(drafts)
    if overlay.notes.problems:
        return "refused"
    return {draft.key: draft.value for draft in overlay.drafts}
