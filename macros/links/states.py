"""What is known of an address, and what one look at it showed."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

from macros.values import IsoDate, SecureAddress, WebAddress


class State(StrEnum):
    """In the order in which files and reports list them: what needs a person comes first."""

    GONE = "gone"
    UNREACHABLE = "unreachable"
    SOFT_404 = "soft-404"
    MOVED = "moved"
    BLOCKED = "blocked"
    OK = "ok"


class Finding(BaseModel):
    """What one look at an address showed; one look alone never shows that it is gone."""

    model_config = ConfigDict(frozen=True)

    state: State
    reason: str = ""
    moved_to: str = ""
    is_strike: bool = False
    """Whether it counts towards «gone»: only what no wall against programs would do."""
    is_answer: bool = True
    """Whether anything at all answered."""


def _absent(value: object) -> object:
    return None if value == "" else value


class Status(BaseModel):
    """What is known of an address, as a file of results says it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    address: WebAddress
    state: State
    since: IsoDate
    checked: IsoDate
    reason: str = ""
    strikes: tuple[IsoDate, ...] = ()
    moved_to: Annotated[WebAddress | None, BeforeValidator(_absent)] = None
    archived: Annotated[SecureAddress | None, BeforeValidator(_absent)] = None

    @property
    def is_gone(self) -> bool:
        return self.state is State.GONE


Statuses = dict[str, Status]
"""By address."""


def newer(one: Statuses, other: Statuses) -> Statuses:
    """Both together; of two that speak of one address, the later look, or `other`'s."""
    found = dict(one)
    for address, status in other.items():
        known = found.get(address)
        if not known or status.checked >= known.checked:
            found[address] = status
    return found


def youngest(days: tuple[date, ...]) -> date:
    return max(days, default=date.min)
