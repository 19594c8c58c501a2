"""Hosts that read `_headers`, as Netlify and Cloudflare Pages do."""

from pathlib import Path

from playwright.sync_api import BrowserContext, Route


def headers(site: Path) -> dict[str, str]:
    """What `_headers` says for every page."""
    first, *lines = (site / "_headers").read_text("utf-8").partition("\n\n")[0].splitlines()
    assert first == "/*"
    named = (line.strip().split(": ", 1) for line in lines if line.startswith("  "))
    return {name.lower(): value for name, value in named}


def add_headers(context: BrowserContext, site: Path) -> None:
    """From now on everything arrives with the headers that its host would send."""
    sent = headers(site)

    def answer(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, headers=response.headers | sent)

    context.route("http://**", answer)
