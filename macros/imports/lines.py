"""Addresses that stand on one line → their parts."""

import re

from macros.imports.ledger import Ledger
from macros.imports.rows import Draft, Said
from macros.places import US_STATES

WHOLE_ADDRESS = re.compile(r"(.+?),\s*([^,\d]+),\s*([A-Za-z]{2})\.?,?\s+(\d{5}(?:-\d{4})?)")
CITY_LINE = re.compile(r"([^,\d]+?)(?:,\s*|\s+)([A-Za-z]{2})\.?(?:,?\s+(\d{5}(?:-\d{4})?))?")


def take_address_apart(location: Draft, address: Said) -> None:
    """`100 Main Street, Asheville, NC 28801` in one cell."""
    whole = WHOLE_ADDRESS.fullmatch(" ".join(address.split("\n")))
    if whole:
        street, city, state, code = (address.saying(part.strip()) for part in whole.groups())
        location.update(address_1=street, city=city, postal_code=code)
        location["state_province"] = state.saying(state.upper())


def state_code(name: str) -> str:
    """The two letters of a state."""
    if len(name) == len("NC"):
        return name.upper()
    codes = {state.casefold(): code for code, state in US_STATES.items()}
    return codes.get(name.casefold(), name)


def take_city_apart(location: Draft, ledger: Ledger) -> None:
    """`Asheville, NC 28801` in one cell."""
    city = location["city"]
    whole = CITY_LINE.fullmatch(city)
    if whole and whole[2].upper() in US_STATES and "state_province" not in location:
        location["city"] = city.saying(whole[1].strip())
        location["state_province"] = city.saying(whole[2].upper())
        if whole[3]:
            location.put("postal_code", city.saying(whole[3]))
    elif re.search(r"[\d,]", city):
        del location["city"]
        ledger.refuse_value(city, "write it as City, ST 12345, or in columns of their own")
