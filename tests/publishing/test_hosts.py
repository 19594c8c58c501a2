"""What Cloudflare Pages and Netlify read: the form and the limits of their two files."""

import re
from pathlib import Path

import pytest

from tests.projects import Project

LINE_LIMIT = 2_000
RULE_LIMIT = 100
REDIRECT_LIMIT = 1_000
"""What the stricter of the two allows: characters a line, rules, characters of a redirect."""
STATUS = {"200", "301", "302", "303", "307", "308"}


def rules(text: str) -> dict[str, list[str]]:
    """`_headers` as both read it: an address, and below it, indented, a header a line."""
    found: dict[str, list[str]] = {}
    for line in filter(str.strip, text.splitlines()):
        if line.startswith((" ", "\t")):
            found[list(found)[-1]].append(line.strip())
        else:
            found[line] = []
    return found


@pytest.fixture(params=["site", "moved"])
def finished(request: pytest.FixtureRequest) -> Path:
    given = request.getfixturevalue(request.param)
    return given.site if isinstance(given, Project) else given


def test_headers_keep_to_form_and_limits(finished: Path) -> None:
    text = (finished / "_headers").read_text("utf-8")
    assert max(map(len, text.splitlines())) <= LINE_LIMIT
    found = rules(text)
    assert 0 < len(found) <= RULE_LIMIT
    for address, headers in found.items():
        assert address.startswith("/"), address
        assert headers
        for header in headers:
            assert re.fullmatch(r"[A-Za-z-]+: \S.*", header), header


def test_redirects_keep_to_form_and_limits(moved: Project) -> None:
    lines = (moved.site / "_redirects").read_text("utf-8").splitlines()
    assert len(lines) == 5
    for line in lines:
        assert len(line) <= REDIRECT_LIMIT
        old, new, status = line.split(" ")
        assert old.startswith("/")
        assert new.startswith(("/", "https://"))
        assert status in STATUS


def test_a_guide_without_old_addresses_has_no_such_file(project: Project) -> None:
    site = project.root / "data/site.yml"
    text = site.read_text("utf-8")
    site.write_text(re.sub(r"(?m)^redirects:\n(  .*\n)+", "", text), "utf-8")
    assert not (project.build().site / "_redirects").exists()
