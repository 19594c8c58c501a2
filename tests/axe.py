"""axe-core in a page, best practices included."""

from playwright.sync_api import Page

from tests.checkers import node_modules

SCRIPT = node_modules() / "axe-core/axe.min.js"


def barriers(page: Page, state: str) -> list[str]:
    """What it holds against the page as it is now, as «state: rule: first element»."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(SCRIPT.read_text("utf-8"))
    violations = page.evaluate("axe.run({ resultTypes: ['violations'] })")["violations"]
    return [f"{state}: {found['id']}: {found['nodes'][0]['html']}" for found in violations]
