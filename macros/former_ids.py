"""Ids that records had before: where their old addresses lead, and what may not be one."""

from collections.abc import Mapping

from macros.checks import ONE_OF, OWN
from macros.guide import PAGED, Guide
from macros.loading import Entry
from macros.model import Redirect, Site
from macros.problems import Problem, quoted
from macros.rename.accepting import FIELD
from macros.tree import Tree

WINS = "so that the old address leads nowhere else: delete one of the two"


def former_keys(guide: Guide) -> dict[str, str]:
    """The key that a record had → the one it has; what is there itself leads nowhere."""
    return {
        f"{record.kind}/{old}": record.key
        for records in guide.records.values()
        for record in records.values()
        for old in record.former_ids
        if old not in records
    }


def former_addresses(guide: Guide) -> set[str]:
    """Where pages of records stood before."""
    return set(_moved(guide))


def redirects(guide: Guide) -> tuple[Redirect, ...]:
    """Where old addresses lead: those that `site.yml` knows, then those of renamed records."""
    moved = _moved(guide)
    said = (Redirect(old=one.old, new=moved.get(one.new, one.new)) for one in guide.site.redirects)
    every = {one.old: one for one in said}
    for old, new in moved.items():
        every.setdefault(old, Redirect(old=old, new=new))
    return tuple(every.values())


def _moved(guide: Guide) -> dict[str, str]:
    keys = former_keys(guide).items()
    return {f"{old}/": f"{new}/" for old, new in keys if old.partition("/")[0] in PAGED}


class FormerIds:
    """Looks at every former id; each may stand once, and for nothing that is there."""

    def __init__(self, entries: Mapping[str, Entry], site: Site, site_tree: Tree) -> None:
        self.problems: list[Problem] = []
        self.advice: list[Problem] = []
        """Where upstream and a local guide meet: neither can know the other."""
        self._entries = entries
        self._redirects = {redirect.old: n for n, redirect in enumerate(site.redirects)}
        self._site, self._site_tree = site, site_tree
        self._seen: dict[str, tuple[Entry, int]] = {}

    def check(self) -> "FormerIds":
        for entry in self._entries.values():
            for number, old in enumerate(entry.record.former_ids):
                self._check(entry, number, f"{entry.record.kind}/{old}")
        return self

    def _check(self, entry: Entry, number: int, key: str) -> None:
        if living := self._entries.get(key):
            what = (
                "has this id itself" if living is entry else f"has this id now ({_place(living)})"
            )
            self._say(entry, number, f"a {ONE_OF[living.record.kind]} {what}", living.tree.path)
        elif first := self._seen.get(key):
            other, _ = first
            self._say(entry, number, f"{_place(other)} says so already", other.tree.path)
        elif (at := self._redirects.get(f"{key}/")) is not None:
            self._redirected(entry, number, at)
        self._seen.setdefault(key, (entry, number))

    def _redirected(self, entry: Entry, number: int, at: int) -> None:
        redirect = self._site.redirects[at]
        place = ("redirects", at, "old")
        file, _ = self._site_tree.origin(place)
        line, _ = self._site_tree.mark(place)
        leads = f"{file.path}:{line} leads {quoted(redirect.old)} to {quoted(redirect.new)}"
        if redirect.new != entry.record.path:
            self._say(entry, number, f"{leads}, {WINS}", file.path)

    def _say(self, entry: Entry, number: int, why: str, other: str) -> None:
        location = (FIELD, number)
        file, _ = entry.tree.origin(entry.place + location)
        problem = entry.problem(location, f"{FIELD}: {quoted(_id(entry, number))}: {why}")
        same = _is_own(file.path) == _is_own(other)
        (self.problems if same else self.advice).append(problem)


def _id(entry: Entry, number: int) -> str:
    return entry.record.former_ids[number]


def _is_own(path: str) -> bool:
    return not OWN.isdisjoint(path.split("/"))


def _place(entry: Entry) -> str:
    line, _ = entry.tree.mark(entry.place)
    return f"{entry.tree.path}:{line}"
