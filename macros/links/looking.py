"""One look at an address: redirects are followed by hand, and each step asks for leave."""

from macros.links.addresses import is_address
from macros.links.answers import Chain, finding, lost, refused
from macros.links.asking import joined
from macros.links.line import Line
from macros.links.replies import Reply, Trouble
from macros.links.robots import Robots
from macros.links.states import Finding

HOPS = 10


class Looking:
    """Looks at the addresses of one run."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._robots = Robots(line)

    async def look(self, address: str) -> Finding:
        chain = Chain(address)
        while True:
            if refusal := await self._robots.refuses(chain.last):
                return refused(refusal)
            reply = await self._answer(chain.last)
            if not reply.is_redirect:
                return finding(chain, reply)
            target = joined(chain.last, reply.location)
            if complaint := _complaint(chain, target, reply):
                return lost(complaint)
            chain.steps.append((reply.status, target))

    async def _answer(self, address: str) -> Reply:
        """What a HEAD says, or a GET where that fails or where a title may tell more."""
        head = await self._line.get("HEAD", address, 0)
        is_final = head.is_redirect or head.is_busy or (head.is_fine and not head.is_page)
        if is_final or head.trouble in (Trouble.NOWHERE, Trouble.CLOSED):
            return head
        return await self._line.get("GET", address, self._line.manners.page_limit)


def _complaint(chain: Chain, target: str, reply: Reply) -> str:
    if not reply.location:
        return f"{reply.status} without an address to go to"
    if not is_address(target):
        return "it leads to what is no web address"
    if target in chain.seen:
        return "it leads back to itself"
    return f"more than {HOPS} redirects" if len(chain.steps) >= HOPS else ""
