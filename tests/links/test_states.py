"""One look at an address shows what it must, whatever a server does."""

import socket
import ssl
import tracemalloc
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

import pytest
import trustme
from hypothesis import given, settings
from hypothesis import strategies as st
from protego import Protego

from macros.links.answers import SOFT, Chain, finding
from macros.links.inside import is_public
from macros.links.replies import Reply, asked_wait, decoded, title_of
from macros.links.robots import Rules
from macros.links.states import Finding, State
from tests.links.cases import CASES, OK, UNREACHED
from tests.links.looks import EASY, HASTE, looked, round_of
from tests.links.webs import Request, Web, Writer, leads, rules, running, says

HOSTS = len(CASES)
TAKEN = 8 * 1024 * 1024
"""What buffers on the way may swallow of a body that nobody reads."""


@dataclass
class Played:
    web: Web
    findings: dict[str, Finding]

    def at(self, path: str) -> str:
        """Each case has a host of its own, so that none waits for another."""
        return self.web.at(f"127.0.0.{1 + [*CASES].index(path)}")


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    """Each case, looked at once in one run."""
    plays = {path: case.play for path, case in CASES.items()} | {"/": says(title="Home")}
    with running(Web(plays), HOSTS) as web:
        played = Played(web, {})
        addresses = {path: played.at(path) + path for path in CASES}
        manners = replace(HASTE, hosts=HOSTS)
        found = round_of(addresses.values(), tmp_path_factory.mktemp("links"), manners).findings
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
    agent = "resource-guide-links (Test; +https://example.org/)"
    manners = replace(EASY, agent=agent)
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


# --- networks that are not public ---


@pytest.mark.parametrize("host", ["127.0.0.1", "inside.example", "[::ffff:127.0.0.1]"])
def test_nobody_makes_us_ask_machines_of_our_own_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    look_up = socket.getaddrinfo
    names = {"inside.example": "127.0.0.1"}
    monkeypatch.setattr(
        "socket.getaddrinfo",
        lambda name, *rest, **more: look_up(names.get(name, name), *rest, **more),
    )
    with running(Web({"/page": says()})) as web:
        address = f"http://{host}:{web.port}/page"
        found = looked(web, tmp_path, address, manners=replace(EASY, is_inside_asked=False))
    assert not web.asked
    assert (found[address].state, found[address].is_strike) == (UNREACHED, False)
    assert "not public" in found[address].reason


@pytest.mark.parametrize(
    ("number", "public"),
    [
        ("9.9.9.9", True),
        ("2620:fe::fe", True),
        ("64:ff9b::9.9.9.9", True),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:10.1.2.3", False),
        ("64:ff9b::10.1.2.3", False),
        ("2002:a01:203::1", False),
        ("no number", False),
    ],
)
def test_a_number_is_public_or_not(number: str, public: bool) -> None:
    assert is_public(number) is public


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
        address = web.at().replace("http:", "https:") + "/page"
        found = looked(web, tmp_path, address, manners=HASTE)
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
    "to nonsense": (leads(302, "http://[::1"), OK, ""),
    "in circles": (leads(302, "/robots.txt"), OK, ""),
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
    """Bombs, and bodies and headers without an end, at many hosts at once."""
    names = ("/endless", "/bomb", "/one-endless-header")
    plays = {name: CASES[name].play for name in names}
    with running(Web(plays), 20) as web:
        addresses = {web.at(f"127.0.0.{1 + n}") + name: name for n in range(20) for name in names}
        tracemalloc.start()
        found = round_of(addresses, tmp_path).findings
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert {(addresses[at], one.state) for at, one in found.items()} == {
        (name, CASES[name].state) for name in names
    }
    assert len(found) == len(addresses)
    assert most < 60 * 2**20


@pytest.mark.parametrize(
    "page",
    ["<title{spaces}>It</title>", "<h1{spaces}>It</h1>", "<title>{spaces}It</title>"],
)
def test_a_title_is_looked_for_where_titles_are(page: str) -> None:
    """Without an end to that, a page of nothing but its start would hold up a run."""
    assert title_of(page.format(spaces=" " * 100)) == "It"
    assert not title_of(page.format(spaces=" " * 2000))


# --- anything at all ---

LINES = st.sampled_from(
    [
        b"HTTP/1.1 200 OK\r\n",
        b"HTTP/1.1 301 Moved\r\nLocation: ",
        b"HTTP/1.1 429 No\r\nRetry-After: ",
        b"Content-Type: text/html; charset=",
        b"Content-Encoding: deflate\r\n",
        b"Transfer-Encoding: chunked\r\n",
        b"Content-Length: 7\r\n",
        b"<title>",
        b"\r\n",
    ]
)


@settings(deadline=None, max_examples=15)
@given(st.lists(st.lists(LINES | st.binary(max_size=20)).map(b"".join), max_size=20))
def test_whatever_servers_send_something_is_found(answers: list[bytes]) -> None:
    async def anything(request: Request, writer: Writer) -> None:
        writer.write(answers[int(request.path.partition("?")[2])])

    with running(Web({"/page": anything}), 20) as web, TemporaryDirectory() as folder:
        addresses = [
            f"{web.at(f'127.0.0.{1 + number}')}/page?{number}" for number in range(len(answers))
        ]
        found = round_of(addresses, Path(folder), replace(HASTE, patience=0))
    assert {*found.findings, *found.left} == {*addresses}


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=300), st.text(max_size=20))
def test_any_robots_txt_can_be_read(body: bytes, path: str) -> None:
    text = decoded(body, {}, 1000)
    Rules(Protego.parse(text)).refuses("https://example.org/" + quote(path))


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Sun, 22 Nov 2026 12:01:00 GMT", 60),
        ("Sun, 22 Nov 2026 11:00:00 GMT", 0),
        ("soon", None),
        ("-5", None),
        ("9" * 400, None),
        (None, None),
    ],
)
def test_a_retry_after_is_a_number_or_a_date(value: str | None, seconds: float | None) -> None:
    assert asked_wait(value, datetime(2026, 11, 22, 12, tzinfo=UTC)) == seconds


@pytest.mark.parametrize(
    "title",
    [
        "404",
        "404 - File or directory not found.",
        "Error 404",
        "HTTP 404 Not Found",
        "Page Not Found | U.S. Department of Labor",
        "Sorry, that page cannot be found",
        "This page isn't available",
        "The page you requested could not be found",
        "The page doesn’t exist",
        "This page is no longer available",
        "Not Found",
        "Página no encontrada",
    ],
)
def test_a_title_says_that_a_page_is_not_there(title: str) -> None:
    assert SOFT.search(title)


@pytest.mark.parametrize(
    "title",
    [
        "Form 404: Request for records",
        "Lost and found",
        "Route 404 shelter",
        "Help when no shelter can be found",
        "Resources not listed elsewhere",
        "Services available in your county",
        "If your job no longer exists",
        "Room 404",
        "What to do when a wage claim is not found in your favor",
        "I Am Not Available: A Survivor's Story",
    ],
)
def test_other_titles_say_nothing_of_the_kind(title: str) -> None:
    assert not SOFT.search(title)


@pytest.mark.parametrize(
    ("address", "last", "soft"),
    [
        ("https://a.org/deep/page", "https://a.org/", True),
        ("https://a.org/deep/page", "https://www.a.org/index.html", True),
        ("https://a.org/deep/page", "https://b.org/en/", True),
        ("https://a.org/?p=7", "https://a.org/", True),
        ("https://a.org/", "https://b.org/", False),
        ("https://a.org", "https://a.org/en-us/", False),
        ("https://a.org/deep/page", "https://b.org/other", False),
        ("https://a.org/deep/page", "https://b.org/?id=7", False),
    ],
)
def test_a_deep_link_that_ends_at_a_home_page(address: str, last: str, soft: bool) -> None:
    found = finding(Chain(address, [(301, last)]), Reply(status=200))
    assert (found.state is State.SOFT_404) == soft
