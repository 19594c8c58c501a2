"""Streets that may be secret: of places where people live who hide from someone.

Words tell, and words may be wrong either way: it is advice, and whoever knows better says so with
`address_is_public`. An import, which nobody looks at line by line, leaves such streets out.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from macros.editions import PRIVATE
from macros.loading import Loaded
from macros.model import Location, Partner, Service
from macros.problems import Problem, quoted
from macros.tree import Location as Place
from macros.words import Text

_KIND = "(?:emergency|transitional|temporary|safe|supportive|crisis)"
_HOUSE = (
    rf"\b(?<!non-)(?<!non )(?<!food, )(?<!food and )(?:shelter|refuge|safe[ -]?(?:house|home)|"
    rf"{_KIND} (?:housing|living|lodging|accommodations?|apartments?|beds?)|residential|"
    r"place to stay|albergue|refugio|casas? seguras?|vivienda (?:transitoria|temporal))\b"
    r"(?! (?:assistance|vouchers?|referrals?))"
)
HOUSE = re.compile(_HOUSE, re.I)
HOUSE_IN_SMALL = re.compile(_HOUSE)
"""Finds the same in small letters, in a third of the time: most texts hold none."""
_CLOSE = "(?:domestic|family|partner|dating|relationship|sexual|gender[- ]based)"
_ACT = "(?:violence|abuse|assault|exploitation)"
_THREAT = "(?:violen(?:ce|t)|abus(?:e|ers?|ive)|traffickers?|exploitation|pimps?)"
HARM = re.compile(
    rf"\b(?:{_CLOSE} (?:(?:and|or) \w+ )?{_ACT}|traffick(?:ing|ed)|battered|"
    rf"(?:flee(?:ing|s)?|fled|escap(?:e|es|ed|ing)) (?:from )?(?:[\w'-]+ ){{0,2}}{_THREAT}|"
    r"(?:confidential|undisclosed|secret) (?:[\w-]+ )?(?:shelter|safe house|location|address)|"
    r"sexually (?:assaulted|abused|exploited)|abused (?:wom[ae]n|partners?|spouses?|adults)|"
    r"abusive (?:relationship|partner|home)s?|rape|stalking|prostitution|violence against|"
    r"(?:victims|survivors) of (?:violence|abuse)|violencia|trata de personas|"
    r"(?:agresi[oó]n|abuso|explotaci[oó]n) sexual)\b",
    re.I,
)
ELSEWHERE = re.compile(
    r"\binformation and referral|\b(?:referred|referrals?) (?:to|from|for)\b", re.I
)
"""Who sends people to a shelter is not one."""
HEADING = "Streets that may have to stay secret"
BOX = re.compile(r"\W*(?:p\W*o\W*|post office )box\b|\W*apartado\b", re.I)
SENTENCE = re.compile(r"(?<=[.!?;])\s|\n")
TELLING = ("address_1", "address_2", "postal_code", "latitude", "longitude", "transportation")
"""What leads to a door, or near it."""


@dataclass(frozen=True)
class Words:
    """What is said of a place: what it is called, and in how many sentences."""

    names: tuple[str, ...]
    texts: tuple[str, ...]
    around: tuple[str, ...] = ()
    """What whoever runs it says of itself."""

    def tell(self) -> str:
        """The words that tell of people in hiding, or nothing."""
        if not any(HOUSE_IN_SMALL.search(text.lower()) for text in (*self.names, *self.texts)):
            return ""
        for sentence in self._sentences():
            house = HOUSE.search(sentence)
            harm = HARM.search(sentence) if house else None
            if house and harm and not ELSEWHERE.search(sentence):
                return f"{house[0]} … {harm[0]}"
        house = next(filter(None, map(HOUSE.search, self.names)), None)
        harms = map(HARM.search, (*self.names, *self.texts, *self.around)) if house else ()
        harm = next(filter(None, harms), None)
        return f"{house[0]} … {harm[0]}" if house and harm else ""

    def _sentences(self) -> Iterator[str]:
        for text in self.texts:
            yield from SENTENCE.split(text)


def streets(partner: Partner) -> Iterator[tuple[Place, str]]:
    """The places of `partner` whose streets may be secret, and the words that tell so."""
    own = _of_partner(partner)
    around = (*own.names, *own.texts)
    services = [(one.locations, _of_service(one, around)) for one in partner.services]
    without = [words for places, words in services if not places]
    for number, place in enumerate(partner.locations):
        yield from _told(place, ("locations", number), (own, *without))
    for nth, (places, words) in enumerate(services):
        for number, place in enumerate(places):
            yield from _told(place, ("services", nth, "locations", number), (words,))


def _told(place: Location, at: Place, said: Iterable[Words]) -> Iterator[tuple[Place, str]]:
    if not place.address_1 or place.address_is_public or BOX.match(place.address_1):
        return
    here, texts = _texts(place.name), _texts(place.description)
    for words in said:
        whole = Words((*words.names, *here), (*words.texts, *texts), words.around)
        if told := whole.tell():
            yield at, told
            return


def _of_partner(partner: Partner) -> Words:
    return Words(_texts(partner.name, *partner.alternate_names), _texts(partner.description))


def _of_service(service: Service, around: tuple[str, ...]) -> Words:
    texts = (service.description, service.eligibility_description, service.application_process)
    names = _texts(service.name, service.alternate_name)
    return Words(names, _texts(*texts), around)


def _texts(*texts: Text | str | None) -> tuple[str, ...]:
    """In all languages."""
    return tuple(words for text in texts if text for words in _languages(text))


def _languages(text: Text | str) -> Iterable[str]:
    return (text.translations.values() if isinstance(text, Text) else ()) or (text,)


def advise(loaded: Loaded) -> list[Problem]:
    """Advice on each such street in data that is public."""
    found = (
        entry.problem((*place, "address_1"), _message(told))
        for entry in loaded.entries
        if isinstance(entry.record, Partner)
        for place, told in streets(entry.record)
    )
    return sorted(one for one in found if PRIVATE not in PurePosixPath(one.path).parts)


def _message(told: str) -> str:
    return (
        f"address_1: this may be where people hide from someone ({quoted(told)}). If so, take the "
        "street out, or move the place to data/private/. If anyone may know it, as an office, "
        "write 'address_is_public: yes' below it"
    )
