"""Whether what is read is a directory that the guide knows under another name."""

from collections import Counter, defaultdict

from macros.imports.incoming import Haul, Incoming
from macros.imports.plans import heading
from macros.imports.standing import Guests, names_of, standing
from macros.project import Reading


def known_as(haul: Haul, reading: Reading) -> str:
    """The scheme under which most of this stands already, though it comes under a new one."""
    guests = standing(reading)
    by_scheme: defaultdict[str, list[Incoming]] = defaultdict(list)
    for incoming in haul.records:
        for scheme in {scheme for scheme, _ in names_of(incoming.value)} - {""}:
            if not incoming.id:
                by_scheme[scheme].append(incoming)
    for scheme, records in by_scheme.items():
        if 2 * len(records) > len(haul.records) and not _stands(scheme, guests):
            found = Counter(other for one in records for other in _others(one, guests))
            for other, count in found.most_common(1):
                if 2 * count > len(records) and other not in by_scheme:
                    return other
    return ""


def _stands(scheme: str, guests: dict[str, Guests]) -> bool:
    return any(scheme == one for kind in guests.values() for one, _ in kind.by_number)


def _others(incoming: Incoming, guests: dict[str, Guests]) -> set[str]:
    """What the directories are called that know a record of its name."""
    kind = guests.get(incoming.kind.kind, Guests())
    alike = kind.by_name.get(heading(incoming).casefold(), [])
    return {scheme for one in alike if one.is_own for scheme, _ in names_of(one.plain)}
