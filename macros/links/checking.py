"""A check of all addresses of a guide: what is due is looked at, and the results are written."""

import unicodedata
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from macros.editions import Edition
from macros.links import files
from macros.links.addresses import Standing
from macros.links.asking import Manners
from macros.links.journal import Journal
from macros.links.judging import EXPIRY, is_due, judged
from macros.links.robots import TOKEN
from macros.links.run import Advance, Round, archived, look_at
from macros.links.states import State, Status, Statuses
from macros.model import Site
from macros.problems import Problem

AGENT_LIMIT = 60
WITNESSES = 3


@dataclass(frozen=True)
class Wishes:
    """What somebody wants of a check."""

    manners: Manners
    day: date
    expiry: timedelta = EXPIRY
    archive: str = ""
    """Where to ask for copies of what is gone; nobody is asked unless given."""


@dataclass
class Outcome:
    """What is known now, and how it came about."""

    statuses: Statuses
    places: Standing
    found: Round
    private: bool = False
    """Whether it names what only staff may see."""
    written: tuple[Path, ...] = ()
    advice: list[Problem] = field(default_factory=list)

    @property
    def left(self) -> list[str]:
        return self.found.left

    def of(self, state: State) -> list[Status]:
        """Those in `state`, the longest first."""
        found = (one for one in self.statuses.values() if one.state is state)
        return sorted(found, key=lambda one: (one.since, one.address))


@dataclass(frozen=True)
class Check:
    """The addresses of a project, those that only staff may see apart."""

    root: Path
    public: Standing
    private: Standing = field(default_factory=dict)
    edition: Edition = Edition.PUBLIC

    def run(self, wishes: Wishes, progress: Callable[[int], Advance]) -> Outcome:
        known = files.read(self.root, self.edition)
        places = {**self.public, **self.private}
        before = {one: known.statuses[one] for one in places if one in known.statuses}
        due = [one for one in places if is_due(before.get(one), wishes.day, wishes.expiry)]
        with Journal(self.root / STORES[self.edition], wishes.day) as journal:
            found = self._look_at(due, wishes.manners, journal, progress(len(due)))
            if not found.is_stopped:
                found.is_offline = self._is_offline(found, before, wishes.manners, journal)
            statuses = dict(before)
            if found.counts:
                statuses |= _judged(found, before, wishes.day)
                statuses |= self._with_copies(statuses, wishes, journal)
            if not found.is_stopped:
                journal.forget()
        outcome = Outcome(statuses, places, found, bool(self.private), advice=known.advice)
        outcome.written = self._write(statuses) if found.counts else ()
        return outcome

    def _is_offline(
        self, found: Round, before: Statuses, manners: Manners, journal: Journal
    ) -> bool:
        """Where hardly anything answered, ask some that did last time: our own line may be down."""
        if not found.is_silent:
            return False
        fine = [one.address for one in before.values() if one.state is State.OK]
        others = [one for one in fine if one in self.public and one not in found.findings]
        witnesses = look_at(others[:WITNESSES], manners, journal, lambda: None)
        return witnesses.is_silent or not witnesses.findings

    def _look_at(
        self, due: Collection[str], manners: Manners, journal: Journal, advance: Advance
    ) -> Round:
        """Whoever keeps a private page need not learn which guide lists it."""
        public = [address for address in due if address in self.public]
        found = look_at(public, manners, journal, advance)
        secret = [address for address in due if address in self.private]
        if secret and not found.is_stopped:
            unnamed = look_at(secret, replace(manners, agent=TOKEN), journal, advance)
            found = found.joined(unnamed)
        return found

    def _with_copies(self, statuses: Statuses, wishes: Wishes, journal: Journal) -> Statuses:
        """No archive is told of an address that is not public."""
        if not wishes.archive:
            return {}
        gone = [
            address
            for address, status in statuses.items()
            if status.is_gone and not status.archived and address in self.public
        ]
        copies = archived(gone, wishes.manners, journal, wishes.archive)
        return {
            address: statuses[address].model_copy(update={"archived": copy})
            for address, copy in copies.items()
        }

    def _write(self, statuses: Statuses) -> tuple[Path, ...]:
        written = [(files.own_path(self.root), self.public)]
        if self.edition.is_staff:
            written.append((files.private_path(self.root), self.private))
        for path, places in written:
            files.write(path, _of(statuses, places))
        return tuple(path for path, _ in written)


STORES = {
    Edition.PUBLIC: ".cache/links",
    Edition.STAFF: ".cache/links-staff",
}
"""Where the answers of a run stand until it is done."""


def _judged(found: Round, before: Statuses, day: date) -> Statuses:
    return {
        address: judged(address, before.get(address), finding, day)
        for address, finding in found.findings.items()
    }


def _of(statuses: Statuses, places: Iterable[str]) -> list[Status]:
    return [statuses[address] for address in places if address in statuses]


def agent(site: Site) -> str:
    """What we call ourselves: the guide's name, and where to complain."""
    where = site.website or site.email
    told = [_plain(site.name)[:AGENT_LIMIT], f"+{where}" if where else ""]
    return f"{TOKEN} ({'; '.join(filter(None, told))})"


def _plain(words: str) -> str:
    """`words` as the header of a request may hold them."""
    letters = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return " ".join("".join(c for c in letters if c.isalnum() or c in " -.,'&").split())
