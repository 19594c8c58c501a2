"""Headings of a plain list → fields of the model."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from rapidfuzz import fuzz, process

from macros.fields import part_in
from macros.imports.incoming import Match, Unreadable
from macros.model import Partner
from macros.problems import allowed, quoted

LEAVE_OUT = "-"
CONFIDENTIAL = "confidential"
"""No field: a column that says which rows may not be public."""
SURE, SYNONYM, LEAST = 100, 95, 80
SINGLE = frozenset({"name", "description", "website", "email", "hours", "assured_date"})
"""Fields of a partner that hold one value: the surest heading gets it."""
NOT_READ = ("id", "sources", "private_notes", "address_evidence", "address_match", "identifiers")
SYNONYMS = {
    "name": "organization|organisation|agency|agency name|organization name|partner|partner name|"
    "provider|provider name|program provider|nonprofit|company|business|business name|org|"
    "resource name|resource|nombre|organización|organizacion",
    "alternate_names": "alternate name|also known as|aka|acronym|short name|other names|dba",
    "description": "about|summary|notes for public|what they do|mission|details|overview|"
    "descripción|descripcion",
    "website": "web site|web|url|link|homepage|web address|web page|site|sitio web",
    "email": "e mail|email address|e mail address|general email|correo|correo electrónico",
    "phones.number": "phone|telephone|tel|phone number|telephone number|main phone|office phone|"
    "fax|fax number|hotline|hotline number|crisis line|toll free|toll free phone|cell|mobile|"
    "text line|text number|tty|tdd|after hours phone|intake phone|ph|phone no|teléfono|telefono",
    "phones.extension": "ext|extension|phone extension",
    "locations.address_1": "address|street|street address|address 1|address line 1|"
    "physical address|location address|site address|mailing address|full address|dirección",
    "locations.address_2": "address 2|address line 2|suite|unit|floor|apt|building",
    "locations.city": "city|town|municipality|ciudad",
    "locations.state_province": "state|province|st|estado",
    "locations.postal_code": "zip|zip code|zipcode|postal code|postcode|código postal",
    "locations.name": "location|location name|site name|branch|office",
    "locations.latitude": "latitude|lat",
    "locations.longitude": "longitude|lng|lon|long",
    "locations.accessibility": "accessibility|disability access|ada|wheelchair access",
    "locations.transportation": "transportation|bus|directions|transit|public transit",
    "service_areas.name": "county|counties|area|area served|service area|coverage area|coverage|"
    "counties served|areas served|region|geographic area|condado",
    "services.name": "service|services|service name|program|programs|program name|services offered|"
    "services provided|type of service|offerings|servicios|programa",
    "services.description": "service description|program description|description of services",
    "services.practices": "practices|practice|service type|service category",
    "services.eligibility_description": "eligibility|who can use it|who is eligible|requirements|"
    "eligibility requirements|eligibility criteria|population served|target population|"
    "elegibilidad",
    "services.application_process": "application process|how to apply|intake|intake process|"
    "referral process|how to refer|how to access|application",
    "services.fees_description": "fees|cost|costs|fee|price|fee structure|payment|costo",
    "services.required_documents": "required documents|documents|documents required|what to bring",
    "services.languages": "languages spoken|languages offered|language services|service languages|"
    "idiomas",
    "services.url": "service website|service url|program website",
    "services.status": "status|service status",
    "languages": "language|languages",
    "hours": "hours|hours of operation|open|opening hours|schedule|days and hours|office hours|"
    "horario",
    "contacts.name": "contact|contact name|contact person|point of contact|poc|primary contact|"
    "main contact|staff contact|contacto",
    "contacts.title": "contact title|title|job title|position|role",
    "contacts.department": "department|division|unit name",
    "contacts.email": "contact email|contact e mail|email of contact",
    "contacts.phones.number": "contact phone|contact telephone|direct line|direct phone",
    "sectors": "sector|type|category|organization type|agency type|partner type",
    "topics": "topic|topics|subject|focus area|focus areas|issue area",
    "audiences": "audience|audiences|clients|clientele",
    "keywords": "keyword|keywords|tags|search terms",
    "caveats": "caveat|caveats|warning|know before you go",
    "assured_date": "last verified|date verified|verified on|verified|last checked|date checked",
    CONFIDENTIAL: "confidential|exclude from website|not public|private|do not publish|hidden",
}
"""What people write above a column; the model's own names are known besides."""


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


def plain(heading: str) -> str:
    """A heading in small letters, without signs and numbers that only count (`Phone #2`)."""
    words = re.sub(r"[^\w]+|_", " ", heading.casefold()).split()
    counted = len(words) > 1 and words[-1].isdecimal() and words[0] not in ("address", "street")
    return " ".join(words[:-1] if counted else words)


def matched(headings: Iterable[str], chosen: Mapping[str, str] | None = None) -> list[Match]:
    """The field that each heading stands for; `chosen` ones as the person said."""
    said = _checked(list(headings), chosen or {})
    matches = [said.get(heading) or _match(heading) for heading in said]
    return _once(matches, {heading for heading, match in said.items() if match})


def _checked(headings: list[str], chosen: Mapping[str, str]) -> dict[str, Match | None]:
    known = sorted({*fields().values(), CONFIDENTIAL})
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
    near = process.extractOne(words, list(known), scorer=fuzz.ratio, score_cutoff=LEAST)
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
