"""What the answers at the end of a chain of redirects say about an address."""

import re
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import urldefrag, urlsplit

from macros.links.replies import Reply, Trouble
from macros.links.robots import Refusal
from macros.links.states import Finding, State
from macros.links.turns import host_of

PERMANENT = (301, 308)
NOT_THERE = (404, 410)
FOR_NOW = 503
"""What a site says that is busy; many say it to programs alone."""
SOFT = re.compile(
    r"^\W*(?:error|http)?\W*404\b(?!:)|\b404\W+(?:error|not found|page)|"
    r"\b(?:page|file|site|resource|content|document)\b(?: you \w+(?: \w+)?)?"
    r"(?: (?:can|could|was|is|does|did|has))?(?: ?not|n['’]t| no longer)"
    r"(?: be| been)? (?:found|available|exists?)\b|"
    r"^\W*not found\b|\bnot found\W*$|"
    r"p[aá]gina no (?:encontrada|existe)|no se encontr[oó] la p[aá]gina",
    re.I,
)
FOR_SALE = re.compile(
    r"\bdomain (name )?(is |may be |has )?(for sale|expired|parked)|\bbuy this domain\b|"
    r"\bparked (domain|free)\b|\bwebsite is for sale\b",
    re.I,
)
HOME = re.compile(r"/?|/(index|default|home)(\.\w+)?/?|/[a-z]{2}(-[a-z]{2})?/?", re.I)


@dataclass
class Chain:
    """The addresses that an address led to, one after the other, and what the last one said."""

    address: str
    steps: list[tuple[int, str]] = field(default_factory=list)
    """The status of each redirect and where it leads."""

    @property
    def last(self) -> str:
        return self.steps[-1][1] if self.steps else urldefrag(self.address).url

    @property
    def seen(self) -> set[str]:
        return {urldefrag(self.address).url, *(address for _, address in self.steps)}

    @property
    def moved_to(self) -> str:
        """Where it leads for good: what follows a passing redirect is not meant for links."""
        found = ""
        for status, address in self.steps:
            if status not in PERMANENT:
                break
            found = address
        anchor = urlsplit(self.address).fragment
        return f"{found}#{anchor}" if found and anchor and "#" not in found else found


def refused(refusal: Refusal) -> Finding:
    if refusal.reply:
        return unanswered(refusal.reply)
    return Finding(state=State.BLOCKED, reason=refusal.reason)


def unanswered(reply: Reply) -> Finding:
    return Finding(
        state=State.UNREACHABLE,
        reason=reply.reason,
        is_strike=reply.trouble is Trouble.NOWHERE,
        is_answer=False,
    )


def lost(reason: str) -> Finding:
    """Redirects that lead nowhere; many do so only for those who take no cookies."""
    return Finding(state=State.UNREACHABLE, reason=reason)


def finding(chain: Chain, reply: Reply) -> Finding:
    """What the last answer of a chain says."""
    if reply.trouble:
        return unanswered(reply)
    if reply.wall:
        return Finding(state=State.BLOCKED, reason=f"a wall against programs: {reply.wall}")
    if reply.status in NOT_THERE:
        return Finding(state=State.UNREACHABLE, reason=_named(reply.status), is_strike=True)
    if reply.status >= 500 and reply.status != 999:
        is_strike = reply.status != FOR_NOW and reply.wait is None
        return Finding(state=State.UNREACHABLE, reason=_named(reply.status), is_strike=is_strike)
    if not reply.is_fine:
        return Finding(state=State.BLOCKED, reason=_named(reply.status))
    return _soft(chain, reply) or _reached(chain)


def _named(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _soft(chain: Chain, reply: Reply) -> Finding | None:
    """A page that is not there, though the answer does not say so."""
    reason = ""
    if SOFT.search(reply.title):
        reason = f"the page calls itself “{reply.title[:60]}”"
    elif FOR_SALE.search(reply.title):
        reason = "somebody offers the name of the site for sale"
    elif chain.steps and _is_deep(chain.address) and not _is_deep(chain.last):
        reason = f"it leads to the home page of {host_of(chain.last)}"
    return Finding(state=State.SOFT_404, reason=reason) if reason else None


def _is_deep(address: str) -> bool:
    parts = urlsplit(address)
    return bool(parts.query) or not HOME.fullmatch(parts.path)


def _reached(chain: Chain) -> Finding:
    if moved_to := chain.moved_to:
        return Finding(state=State.MOVED, moved_to=moved_to)
    return Finding(state=State.OK)
