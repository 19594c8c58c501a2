"""Who checked something: a role, and no person."""

import re

ROLE = re.compile(
    r"""\b(?:administrator|advocate|agency|alliance|assistant|attorney|board|case|center|city
    |coalition|commission|committee|coordinator|council|counsel|counselor|county|department|desk
    |director|editor|guide|intern|lawyer|lead|librarian|liaison|library|manager|navigator|network
    |office|officer|organizer|partner|partnership|program|project|resource|service|specialist|staff
    |supervisor|team|translator|volunteer|worker)s?\b""",
    re.I | re.X,
)
ADDRESS = re.compile(r"@|\d[\d ().-]{6}|^(?:Mr|Mrs|Ms|Mx|Dr)\b")


def looks_like_a_person(by: str) -> bool:
    """Whether it is a person's name, number or e-mail address rather than a role."""
    words = by.split()
    is_name = 2 <= len(words) <= 4 and all(word[0].isupper() for word in words)
    return bool(ADDRESS.search(by)) or (is_name and not ROLE.search(by))
