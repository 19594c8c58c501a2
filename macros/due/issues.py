"""What is due, as Markdown for issues: one for each role, with a list to tick off."""

from collections.abc import Iterator, Sequence
from datetime import date

from macros.due.records import address_of
from macros.due.rows import Group, Row, State, by_role
from macros.due.tables import NOBODY, STAFF_ONLY, counted
from macros.model import Site
from macros.problems import visible

LISTED = 80
"""How many entries all issues together name: an issue holds no more than 65,536 characters."""
LOOK_AT = {
    "hotlines": "numbers, hours and website, as its own site gives them",
    "partners": "name, address, phones, hours, who may use it, cost, languages",
    "resources": "website, title, cost, whether it still holds",
    "case_studies": "whether the program still runs, partners, figures",
    "checklists": "each item, the sources",
    "worksheets": "each row, the sources",
    "templates": "each section, whether the law has changed, the sources",
    "glossary": "what the word means, whether the law has changed, the sources",
    "sources": "website, a newer edition",
    "pages": "facts and figures, links, sources",
}
INTRO = (
    "Hold each entry against the world: call, visit or read. Never call an emergency number or a "
    "crisis line to try it: someone may need it. Mend what has changed, run the command that "
    "stands behind the entry, and tick it off."
)


def issues(
    found: Sequence[Row], site: Site, day: date, is_staff: bool, limit: int = LISTED
) -> dict[str, str]:
    """The issues by role."""
    groups = [group for group in by_role(found, limit) if group.listed]
    return {g.role: "\n".join(_issue(g, site, day, is_staff)) + "\n" for g in groups}


def _issue(group: Group, site: Site, day: date, is_staff: bool) -> Iterator[str]:
    who = in_code(group.role) if group.role else NOBODY.lower()
    yield f"# Look again, {day}: {who} ({len(group.rows):,})\n"
    if is_staff:
        yield f"**{STAFF_ONLY}**\n"
    yield f"{counted(group.rows).capitalize()}. {INTRO}\n"
    yield from (_item(row, site) for row in group.listed)
    if group.left:
        yield f"\n… and {group.left:,} more: `uv run guide due --all`"


def _item(row: Row, site: Site) -> str:
    thing = row.thing
    again = thing.review.again
    when = f"{row.state}, by {again}" if row.state is not State.NEVER else "never checked"
    page = address_of(row, site)
    where = f", [page](<{page}>)" if page else ""
    head = f"- [ ] {in_code(thing.title)} ({when}{where})"
    return f"{head}: {LOOK_AT[thing.kind]}. `uv run guide assure {thing.key}`"


def in_code(words: str) -> str:
    """So that no words of the data are read as markup, or call somebody."""
    return f"`{visible(words).replace('`', chr(39))}`"
