"""What several looks at an address, on different days, make of it."""

from datetime import date, timedelta

from macros.links.states import Finding, State, Status, youngest

STRIKES = 3
"""How often in a row it must fail before it counts as gone."""
APART = timedelta(days=3)
"""How far one strike must be from the one before: a server may be down for a weekend."""
EXPIRY = timedelta(days=7)
"""How long a look holds unless told otherwise."""


def is_due(status: Status | None, day: date, expiry: timedelta = EXPIRY) -> bool:
    """Whether it is time to look again; after a strike, as soon as the next one may count."""
    if not status:
        return True
    waits = min(expiry, APART) if status.strikes and not status.is_gone else expiry
    # A clock that was ahead of its time must not keep us from looking.
    return day >= status.checked + waits or day < status.checked


def judged(address: str, before: Status | None, finding: Finding, day: date) -> Status:
    """What is known after `finding`; only three strikes on days apart make an address gone."""
    strikes = _strikes(before, finding, day)
    is_gone = finding.is_strike and len(strikes) >= STRIKES
    state = State.GONE if is_gone else finding.state
    goes_on = before is not None and before.state is state
    return Status(
        address=address,
        state=state,
        since=before.since if before and goes_on else day,
        checked=day,
        reason=finding.reason,
        strikes=strikes,
        moved_to=finding.moved_to or None,
        archived=before.archived if before and is_gone else None,
    )


def _strikes(before: Status | None, finding: Finding, day: date) -> tuple[date, ...]:
    """A page that was reached wipes them out; what says nothing either way leaves them."""
    known = tuple(one for one in before.strikes if one <= day) if before else ()
    if finding.state in (State.OK, State.MOVED):
        return ()
    if not finding.is_strike or (known and day < youngest(known) + APART):
        return known
    return (*known, day)[-STRIKES:]
