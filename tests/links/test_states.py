"""One look at an address shows what it must, whatever a server does."""

import resource
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme

from macros.links.asking import Manners
from macros.links.states import Finding, State
from tests.links.cases import CASES, OK, UNREACHED
from tests.links.looks import looked, round_of
from tests.links.webs import Web, leads, rules, running, says

HOSTS = 8
TAKEN = 8 * 1024 * 1024
"""What buffers on the way may swallow of a body that nobody reads."""


@dataclass
class Played:
    web: Web
    findings: dict[str, Finding]

    def at(self, path: str) -> str:
        """The cases are spread over several hosts, so that they need not wait for each other."""
        return self.web.at(f"127.0.0.{1 + [*CASES].index(path) % HOSTS}")


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    """Each case, looked at once in one run."""
    plays = {path: case.play for path, case in CASES.items()} | {"/": says(title="Home")}
    with running(Web(plays), HOSTS) as web:
        played = Played(web, {})
        addresses = {path: played.at(path) + path for path in CASES}
        found = round_of(addresses.values(), tmp_path_factory.mktemp("links")).findings
        played.findings |= {path: found[address] for path, address in addresses.items()}
        yield played


@pytest.mark.parametrize("path", CASES)
def test_a_look_shows_what_a_server_does(played: Played, path: str) -> None:
    case, found = CASES[path], played.findings[path]
    moved_to = played.at(path) + case.to if case.to else ""
    assert (found.state, found.is_strike, found.moved_to) == (case.state, case.strike, moved_to)
    assert case.reason in found.reason
    assert bool(found.reason) == (case.state not in (OK, State.MOVED))


@pytest.mark.parametrize("path", CASES)
def test_nothing_is_asked_twice_and_no_more_than_needed(played: Played, path: str) -> None:
    host = played.at(path).split("/")[2].split(":")[0]
    asked = [one for one in played.web.asked if (one.host, one.path) == (host, path)]
    assert [one.method for one in asked] == ["HEAD", *["GET"] * CASES[path].gets]


def test_no_more_is_read_than_a_title_needs(played: Played) -> None:
    assert 0 < played.web.sent["/endless"] < TAKEN
    assert 0 < played.web.sent["/one-endless-header"] < 2 * TAKEN


def test_servers_learn_who_asks_and_get_nothing_to_keep(tmp_path: Path) -> None:
    plays = {"/a": says(headers={"Set-Cookie": "id=1"}), "/b": says()}
    manners = Manners(agent="resource-guide-links (Test; +https://example.org/)", pause=0)
    with running(Web(plays)) as web:
        looked(web, tmp_path, "/a", "/b", manners=manners)
    for request in web.asked:
        assert request.headers["user-agent"] == manners.agent
        assert not {"cookie", "referer", "authorization"} & set(request.headers)


def test_a_name_without_a_server_and_a_closed_port_are_strikes(tmp_path: Path) -> None:
    with running(Web()) as web:
        closed = web.at()
    nowhere = "https://no-such-name.invalid/"
    found = looked(web, tmp_path, nowhere, f"{closed}/page")
    assert [one.state for one in found.values()] == [UNREACHED, UNREACHED]
    assert [one.is_strike for one in found.values()] == [True, True]
    assert not any(one.is_answer for one in found.values())


# --- safe connections ---


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.mark.parametrize(
    ("name", "lives", "trusted", "state", "reason"),
    [
        ("127.0.0.1", True, True, OK, ""),
        ("127.0.0.1", True, False, UNREACHED, "unable to get local issuer certificate"),
        ("127.0.0.1", False, True, UNREACHED, "certificate has expired"),
        ("example.org", True, True, UNREACHED, "IP address mismatch"),
    ],
)
def test_a_certificate_that_does_not_hold_is_no_strike(
    authority: trustme.CA,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    lives: bool,
    trusted: bool,
    state: State,
    reason: str,
) -> None:
    if trusted:
        authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    until = datetime.now(UTC) + timedelta(days=1 if lives else -1)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name, not_after=until).configure_cert(context)
    with running(Web({"/page": says()}), context=context) as web:
        found = looked(web, tmp_path, "/page")["/page"]
    assert (found.state, found.is_strike) == (state, False)
    assert reason in found.reason


def test_a_server_without_safe_connections_cannot_be_reached_safely(tmp_path: Path) -> None:
    with running(Web({"/page": says()})) as web:
        found = looked(web, tmp_path, web.at().replace("http:", "https:") + "/page")
    assert [one.is_strike for one in found.values()] == [False]
    assert [one.state for one in found.values()] == [UNREACHED]


# --- robots.txt ---

ROBOTS = {
    "nobody": (rules("User-agent: *\nDisallow: /"), State.BLOCKED, "stay away"),
    "others": (rules("User-agent: other\nDisallow: /"), OK, ""),
    "us": (rules("User-agent: resource-guide-links\nDisallow: /pa"), State.BLOCKED, "away"),
    "us only": (rules("User-agent: *\nAllow: /\n\nUser-agent: Resource-Guide-Links\nDisallow: /"),
                State.BLOCKED, "away"),
    "more exact": (rules("User-agent: *\nDisallow: /\nAllow: /page"), OK, ""),
    "no file": (says(404), OK, ""),
    "no entry": (says(403), OK, ""),
    "out of order": (says(500), State.BLOCKED, "500"),
    "elsewhere": (leads(301, "/rules"), State.BLOCKED, "away"),
    "nonsense": (rules("\0<html>\xff: :\nDisallow"), OK, ""),
    "too seldom": (rules("User-agent: *\nCrawl-delay: 900"), State.BLOCKED, "900 seconds"),
}  # fmt: skip


@pytest.mark.parametrize("name", ROBOTS)
def test_what_robots_txt_says_holds(tmp_path: Path, name: str) -> None:
    play, state, reason = ROBOTS[name]
    plays = {"/page": says(), "/rules": rules("User-agent: *\nDisallow: /page")}
    with running(Web(plays, {"127.0.0.1": play})) as web:
        found = looked(web, tmp_path, "/page")["/page"]
    assert found.state is state
    assert reason in found.reason
    assert not found.is_strike
    assert web.count("/robots.txt") == 1
    assert bool(web.count("/page")) == (state is OK)


def test_a_redirect_does_not_lead_past_robots_txt(tmp_path: Path) -> None:
    plays = {"/page": says(), "/a": leads(302, "http://127.0.0.2:{port}/page")}
    web = Web(plays, {"127.0.0.2": rules("User-agent: *\nDisallow: /")})
    with running(web, hosts=2):
        web.plays["/a"] = leads(302, f"{web.at('127.0.0.2')}/page")
        found = looked(web, tmp_path, "/a")["/a"]
    assert (found.state, web.count("/page")) == (State.BLOCKED, 0)


def test_robots_txt_without_an_end_is_read_as_far_as_it_must_be(tmp_path: Path) -> None:
    endless = CASES["/endless"].play
    with running(Web({"/page": says()}, {"127.0.0.1": endless})) as web:
        found = looked(web, tmp_path, "/page")
    assert found["/page"].state is OK
    assert web.sent["/robots.txt"] < TAKEN


# --- memory ---


def test_a_run_needs_little_memory(tmp_path: Path) -> None:
    """Bombs and bodies without an end, many of them."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    plays = {"/endless": CASES["/endless"].play, "/bomb": CASES["/bomb"].play}
    with running(Web(plays)) as web:
        paths = [f"{path}?{number}" for path in plays for number in range(40)]
        found = looked(web, tmp_path, *paths)
    assert {one.state for one in found.values()} == {OK}
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150 * 1024
