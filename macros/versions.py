"""The version of the data: which fields it knows."""

from macros.model import SCHEMA_VERSION
from macros.problems import Problem, quoted
from macros.tree import Tree, Value

FIELD = "schema_version"


def version_problem(site: Tree) -> Problem | None:
    """What keeps these programs from reading the data of a `site.yml`, if anything does."""
    if not isinstance(site.value, dict) or FIELD not in site.value:
        return None
    complaint = _complaint(site.value[FIELD])
    return site.at((FIELD,), f"{FIELD}: {complaint}") if complaint else None


def _complaint(given: Value) -> str:
    if not isinstance(given, str) or not given.isdecimal():
        return f"must be a whole number, such as {SCHEMA_VERSION}"
    if int(given) > SCHEMA_VERSION:
        known = (
            f"these programs know version {SCHEMA_VERSION} of the data, and this is {quoted(given)}"
        )
        return f"{known}: they are older than the data, so take the newest release of the guide"
    return ""
