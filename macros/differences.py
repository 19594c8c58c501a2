"""What a local guide has of its own, and what upstream says anew where it differs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import shorten

from macros.checks import ONE_OF
from macros.editions import LOCAL, Edition
from macros.joining import HIDES, NAMED_BY, REASON, name_of
from macros.loading import Loaded, load
from macros.model import Site
from macros.overlay import Change, Draft, Hidden
from macros.taken import Taken
from macros.tree import Value

SITE = "site"
VALUE_LIMIT = 70
STEP = " › "
"""Stands between the names of a field and of the group that holds it."""


@dataclass(frozen=True)
class FieldChange:
    """A field that says something else here; empty words where one side has nothing."""

    field: str
    upstream: str
    here: str


@dataclass(frozen=True)
class Added:
    """A record that upstream does not have."""

    key: str
    heading: str
    file: str


@dataclass(frozen=True)
class Changed:
    """A record of upstream that says something else here; the site's settings are one, too."""

    key: str
    heading: str
    file: str
    upstream: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class LeftOut:
    """A record of upstream that is hidden here."""

    key: str
    heading: str
    file: str
    upstream: str
    reason: str


@dataclass(frozen=True)
class News:
    """A record that is changed or hidden here, and that upstream has changed since."""

    key: str
    heading: str
    file: str
    upstream: str
    fields: tuple[str, ...]
    """Those in which upstream says something new."""
    both: tuple[str, ...]
    """Those of them that are changed here, too."""


@dataclass(frozen=True)
class Differences:
    """All that makes a local guide another than upstream's."""

    added: tuple[Added, ...]
    changed: tuple[Changed, ...]
    hidden: tuple[LeftOut, ...]
    replaced_pages: tuple[str, ...]
    added_pages: tuple[str, ...]
    hidden_pages: tuple[str, ...]
    news: tuple[News, ...]
    unnoted: tuple[str, ...]
    """Keys of records of which nobody noted what upstream said."""


def differences(loaded: Loaded, root: Path, docs: Path) -> Differences:
    local = loaded.local
    upstream = upstream_values(loaded)
    taken = Taken.read(root)
    changed = [*_site(loaded), *map(_changed, local.changed)]
    hidden = [_left_out(one) for one in local.hidden]
    own = [path.relative_to(docs / LOCAL).as_posix() for path in _files(docs / LOCAL)]
    return Differences(
        added=tuple(Added(one.key, _heading(one), _file(one)) for one in local.added),
        changed=tuple(changed),
        hidden=tuple(hidden),
        replaced_pages=tuple(path for path in own if (docs / path).is_file()),
        added_pages=tuple(path for path in own if not (docs / path).is_file()),
        hidden_pages=tuple(_hidden_pages(loaded)),
        news=tuple(_news([*changed, *hidden], upstream, taken)),
        unnoted=tuple(key for key in upstream if key not in taken.records),
    )


def upstream_values(loaded: Loaded) -> dict[str, Mapping[str, Value]]:
    """What upstream says in the records that are changed or hidden here, by their keys."""
    local = loaded.local
    old = [*(one.old for one in local.changed), *(one.old for one in local.hidden)]
    found = {draft.key: draft.whole for draft in old}
    if local.site and isinstance(local.site.old.value, dict):
        found[SITE] = local.site.old.value
    return dict(sorted(found.items()))


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name[0] != ".")


def _site(loaded: Loaded) -> Iterator[Changed]:
    site = loaded.local.site
    if site and (fields := tuple(_fields(_whole(site.old.value), site.by.value))):
        yield Changed(SITE, "The guide's settings", site.by.path, site.old.path, fields)


def _whole(site: Value) -> Value:
    """With what holds where a file says nothing, such as where “Leave now” leads."""
    fields = Site.model_fields.items()
    unsaid = {name: info.default for name, info in fields if isinstance(info.default, str)}
    return {**unsaid, **site} if isinstance(site, dict) else site


def _hidden_pages(loaded: Loaded) -> Iterator[str]:
    """Those that upstream does not hide itself."""
    site = loaded.local.site
    if site and loaded.site and isinstance(site.old.value, dict):
        before = site.old.value.get("hidden_pages") or ()
        yield from (page for page in loaded.site.hidden_pages if page not in before)


def _changed(change: Change) -> Changed:
    old, by = change.old, change.by
    fields = tuple(_fields(old.whole, by.said))
    return Changed(old.key, _heading(old), _file(by), _file(old), fields)


def _left_out(hidden: Hidden) -> LeftOut:
    old = hidden.old
    return LeftOut(old.key, _heading(old), _file(hidden.by), _file(old), _line(hidden.reason))


def _file(draft: Draft) -> str:
    return draft.written_at


def _heading(draft: Draft) -> str:
    """«partner “Bank On”», or the id of a record without a readable name."""
    said = draft.value.get(draft.kind.named_by)
    if isinstance(said, dict):
        said = next(iter(said.values()), None)
    return f"{ONE_OF[draft.kind.kind]} “{said if isinstance(said, str) else draft.id}”"


def _news(
    told: Sequence[Changed | LeftOut], upstream: Mapping[str, Mapping[str, Value]], taken: Taken
) -> Iterator[News]:
    here: dict[str, set[str]] = {one.key: set() for one in told}
    for one in told:
        if isinstance(one, Changed):
            here[one.key].update(change.field.split(STEP)[0] for change in one.fields)
    for one in {one.key: one for one in told}.values():
        if fields := taken.news(one.key, upstream[one.key]):
            both = tuple(name for name in fields if name in here[one.key])
            yield News(one.key, one.heading, one.file, one.upstream, fields, both)


def remember(root: Path, anew: bool = False) -> bool:
    """Note what upstream says where this guide differs; whether anything was to be noted.

    What is noted already stays, so that news last until someone has looked at them: `anew`.
    """
    if not (root / "data" / LOCAL).is_dir():
        return False
    loaded = load(root / "data", root, Edition.PUBLIC.overlays(root / "data"))
    upstream, taken = upstream_values(loaded), Taken.read(root)
    noted = taken.noted(upstream, loaded.local.gone, anew)
    return bool(upstream or taken.records) and noted.write(root)


# --- values ---


def _fields(old: Value, new: Value, name: str = "") -> Iterator[FieldChange]:
    """What differs, field by field; things that have an id are compared with each other."""
    if isinstance(old, dict) and isinstance(new, dict):
        for inner, value in new.items():
            if inner not in NAMED_BY:
                yield from _fields(old.get(inner), value, _inside(name, inner))
    elif isinstance(new, list) and any(name_of(item) or _hides(item) for item in new):
        yield from _items(old if isinstance(old, list) else [], new, name)
    elif new != old:
        yield FieldChange(name, _shown(old), _shown(new))


def _items(old: list[Value], new: list[Value], name: str) -> Iterator[FieldChange]:
    known = {id: item for item in old if (id := name_of(item))}
    for item in new:
        if isinstance(item, dict) and HIDES in item:
            id = str(item[HIDES])
            yield FieldChange(
                _inside(name, id), _shown(known.get(id)), f"hidden: {_line(str(item[REASON]))}"
            )
        elif (id := name_of(item)) in known:
            yield from _fields(known[id], item, _inside(name, id))
        else:
            yield FieldChange(_inside(name, id or "new"), "", _shown(item))


def _hides(item: Value) -> bool:
    return isinstance(item, dict) and HIDES in item


def _inside(name: str, inner: str) -> str:
    return f"{name}{STEP}{inner}" if name else inner


def _shown(value: Value) -> str:
    return shorten(_flat(value), VALUE_LIMIT, placeholder="…")


def _line(words: str) -> str:
    return " ".join(words.split())


def _flat(value: Value) -> str:
    if isinstance(value, list):
        return ", ".join(map(_flat, value))
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_flat(inner)}" for name, inner in value.items())
    return value or ""
