"""Networks that are not public: no record, and no site that it leads to, may have us ask there."""

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any
from urllib.parse import urlsplit

NAT64 = 0x64FF9B << 96
"""What stands before an address of the old kind in one of the new, on lines that know no other."""


class InsideError(OSError):
    """A connection into a network that is not public."""

    def __init__(self) -> None:
        # The same words for each: several failures that say the same are one.
        super().__init__("not a public network")


def is_public(number: str) -> bool:
    """Whether the machine with this number may be anybody's, on the open network."""
    try:
        address = ip_address(number.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, IPv6Address):
        inner = _inner(address)
        return is_public(str(inner)) if inner else address.is_global and not address.is_multicast
    return address.is_global and not address.is_multicast


def is_inside(address: str) -> bool:
    """Whether an address names a machine by a number that is not public."""
    host = urlsplit(address).hostname or ""
    try:
        ip_address(host)
    except ValueError:
        return False
    return not is_public(host)


def _inner(address: IPv6Address) -> IPv4Address | None:
    """The address of the old kind that one of the new stands for."""
    if int(address) >> 32 == NAT64 >> 32:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]


def outside(where: tuple[Any, ...]) -> socket.socket:
    """A socket for one of the numbers that a name has; refused where it leads inside.

    It is asked for each connection, so that no name can change its number behind our back.
    """
    family, kind, protocol, _, target = where
    if not is_public(str(target[0])):
        raise InsideError
    return socket.socket(family, kind, protocol)
