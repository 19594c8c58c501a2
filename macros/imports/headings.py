"""Headings of a plain list → fields of the model."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from rapidfuzz import fuzz, process

from macros.fields import part_in
from macros.imports.incoming import Match, Unreadable
from macros.imports.privacy import DOUBTFUL
from macros.imports.synonyms import ABOUT_ROWS, SYNONYMS
from macros.model import Partner
from macros.problems import allowed, quoted

LEAVE_OUT = "-"
SURE, SYNONYM, LEAST = 100, 95, 80
SINGLE = frozenset({"name", "description", "website", "email", "hours", "assured_date"})
"""Fields of a partner that hold one value: the surest heading gets it."""
NOT_READ = ("id", "sources", "private_notes", "address_evidence", "address_match", "identifiers")
POSTAL = re.compile(r"^(mail|mailing|postal) (?!code)|^p ?o box")
UPDATED = re.compile(
    r"^(date |last )?(updated?|modified|changed|entered|created)( on| date)?$",
)
"""When a row was changed, which is not when a person checked it."""


def doubtful(matches: Iterable[Match]) -> list[str]:
    """The headings that may say what must not be published, where it is not clear how."""
    return [
        match.heading
        for match in matches
        if match.sure < SYNONYM and _may_hide(plain(match.heading))
    ]


def _may_hide(words: str) -> bool:
    about = [known for known, (path, _) in _known().items() if path in ABOUT_ROWS]
    near = process.extractOne(words, about, scorer=fuzz.ratio, score_cutoff=LEAST)
    return words not in _known() and bool(near or DOUBTFUL.search(words))


@cache
def fields() -> dict[str, str]:
    """The paths of the fields of a partner that a column can fill, by their own words."""
    found: dict[str, str] = {}
    leaves: dict[str, list[str]] = defaultdict(list)
    for name, info in Partner.model_fields.items():
        inner = part_in(info.annotation)
        if name in NOT_READ:
            continue
        if not inner:
            found.setdefault(plain(name), name)
        for part_name, part_info in inner.model_fields.items() if inner else ():
            deeper = part_in(part_info.annotation)
            path = f"{name}.{part_name}" + (".number" if part_name == "phones" else "")
            if part_name not in NOT_READ and (not deeper or part_name == "phones"):
                found.setdefault(f"{plain(name).removesuffix('s')} {plain(part_name)}", path)
                found.setdefault(plain(path), path)
                leaves[plain(part_name)].append(path)
    leaves.pop("url")  # In a list it is the organization's.
    lone = {leaf: paths[0] for leaf, paths in leaves.items() if len(paths) == 1}
    return lone | found


@cache
def _known() -> dict[str, tuple[str, int]]:
    """Fields, and how sure they are, by the words that stand for them."""
    known = {words: (path, SURE) for words, path in fields().items()}
    for path, synonyms in SYNONYMS.items():
        for words in synonyms.split("|"):
            known.setdefault(plain(words), (path, SYNONYM))
    return known


@cache
def _guessable() -> list[str]:
    """What a heading may be near to: nothing that is about secrecy."""
    return [words for words, (path, _) in _known().items() if path not in ABOUT_ROWS]


def plain(heading: str) -> str:
    """A heading in small letters, without signs and numbers that only count (`Phone #2`)."""
    words = re.sub(r"[^\w]+|_", " ", heading.casefold()).split()
    if words[-2:] in (["y", "n"], ["yes", "no"]):
        words = words[:-2]
    counted = len(words) > 1 and words[-1].isdecimal() and words[0] not in ("address", "street")
    return " ".join(words[:-1] if counted else words)


def matched(headings: Iterable[str], chosen: Mapping[str, str] | None = None) -> list[Match]:
    """The field that each heading stands for; `chosen` ones as the person said."""
    said = _checked(list(headings), chosen or {})
    matches = [said.get(heading) or _match(heading) for heading in said]
    return _once(matches, {heading for heading, match in said.items() if match})


def _checked(headings: list[str], chosen: Mapping[str, str]) -> dict[str, Match | None]:
    known = sorted({*fields().values(), *ABOUT_ROWS})
    wrong = [
        f"the sheet has no heading {quoted(heading)}{allowed(heading, headings)}"
        for heading in chosen
        if heading not in headings
    ]
    wrong += [
        f"{quoted(heading)}: there is no field {quoted(path)}{allowed(path, known)}"
        for heading, path in chosen.items()
        if path not in (*known, LEAVE_OUT)
    ]
    if wrong:
        raise Unreadable("\n".join(wrong))
    said = {h: Match(h, chosen[h], SURE) if h in chosen else None for h in headings}
    return said


def _match(heading: str) -> Match:
    words, known = plain(heading), _known()
    if words in known:
        return Match(heading, *known[words])
    if POSTAL.search(words) or UPDATED.search(words):
        return Match(heading, "", 0)
    near = process.extractOne(words, _guessable(), scorer=fuzz.ratio, score_cutoff=LEAST)
    if not near:
        return Match(heading, "", 0)
    return Match(heading, known[near[0]][0], min(int(near[1]), SYNONYM - 6))


def _once(matches: list[Match], chosen: set[str]) -> list[Match]:
    """Where two headings stand for a field that holds one value, the surer one gets it."""
    best: dict[str, Match] = {}
    for match in matches:
        first = best.setdefault(match.field, match)
        if (match.heading in chosen, match.sure) > (first.heading in chosen, first.sure):
            best[match.field] = match
    return [
        match
        if match.field not in SINGLE or best[match.field] is match
        else Match(match.heading, "", 0)
        for match in matches
    ]
