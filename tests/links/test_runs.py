"""A run is polite, and whoever ends it early has nothing asked twice."""

import asyncio
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from macros.links.states import State
from macros.links.turns import host_of
from tests.links.cases import reset
from tests.links.looks import EASY, looked, round_of
from tests.links.webs import Play, Request, Web, Writer, leads, rules, running, says
from tests.projects import Project

ADDRESSES, HOSTS = 500, 50


def slow(play: Play, seconds: float) -> Play:
    async def later(request: Request, writer: Writer) -> None:
        await asyncio.sleep(seconds)
        await play(request, writer)

    return later


# --- politeness ---


def test_no_host_is_asked_two_things_at_once(tmp_path: Path) -> None:
    """Some addresses lead on to other hosts, where others are being asked."""
    web = Web({"/page": slow(says(), 0.002)})
    with running(web, HOSTS):
        web.plays["/on"] = slow(leads(302, f"{web.at('127.0.0.7')}/page?on"), 0.002)
        paths = [f"/page?{number}" for number in range(ADDRESSES - HOSTS)]
        paths += [f"/on?{number}" for number in range(HOSTS)]
        addresses = [
            f"{web.at(f'127.0.0.{1 + number % HOSTS}')}{path}" for number, path in enumerate(paths)
        ]
        found = round_of(addresses, tmp_path)
    assert len(addresses) == len(set(addresses)) == ADDRESSES
    assert Counter(one.state for one in found.findings.values()) == {State.OK: ADDRESSES}
    assert len(web.busiest) == HOSTS
    assert set(web.busiest.values()) == {1}
    assert web.busiest_of_all > 1
    asked = Counter((one.host, one.method, one.path) for one in web.asked)
    assert set(asked.values()) == {1}
    assert sum(path == "/robots.txt" for _, _, path in asked) == HOSTS


@pytest.mark.parametrize(
    ("pause", "robots"),
    [(0.05, says(404)), (0, rules("User-agent: *\nCrawl-delay: 0.05"))],
)
def test_a_host_has_a_pause_between_requests(tmp_path: Path, pause: float, robots: Play) -> None:
    with running(Web({"/page": says()}, {"127.0.0.1": robots})) as web:
        looked(web, tmp_path, "/page?1", "/page?2", manners=replace(EASY, pause=pause))
    begun = [one.at for one in web.asked if one.path != "/robots.txt"]
    assert len(begun) == 4
    assert all(later - earlier >= 0.05 for earlier, later in pairwise(begun))


def in_turn(*plays: Play) -> Play:
    left = list(plays)

    async def play(request: Request, writer: Writer) -> None:
        await (left.pop(0) if len(left) > 1 else left[0])(request, writer)

    return play


def test_a_host_that_says_when_to_come_back_is_asked_then(tmp_path: Path) -> None:
    busy = says(429, headers={"Retry-After": "1"})
    with running(Web({"/page": in_turn(busy, says())})) as web:
        found = looked(web, tmp_path, "/page", "/page?2")
    assert {one.state for one in found.values()} == {State.OK}
    first, second = [one.at for one in web.asked if one.path == "/page"][:2]
    assert second - first >= 1


@pytest.mark.parametrize(
    "busy",
    [
        says(429),
        says(429, headers={"Retry-After": "3600"}),
        says(503, headers={"Retry-After": "Fri, 31 Dec 2100 23:59:59 GMT"}),
    ],
)
def test_a_host_that_has_enough_is_left_for_another_day(tmp_path: Path, busy: Play) -> None:
    with running(Web({"/page": busy})) as web:
        paths = [f"{web.at()}/page?{number}" for number in range(5)]
        found = round_of(paths, tmp_path)
    assert list(found.findings) == paths[:1]
    assert found.left == paths[1:]
    assert not found.findings[paths[0]].is_strike
    assert {one.path for one in web.asked} == {"/robots.txt", "/page?0"}


def test_a_run_that_goes_on_leaves_alone_who_had_enough(tmp_path: Path) -> None:
    with running(Web({"/page": says(429)})) as web:
        paths = [f"{web.at()}/page?{number}" for number in range(5)]
        first = round_of(paths, tmp_path)
        count = len(web.asked)
        second = round_of(paths, tmp_path)
    assert (second.findings, second.left) == (first.findings, first.left)
    assert len(web.asked) == count


def test_a_host_that_never_answers_does_not_hold_up_a_run(tmp_path: Path) -> None:
    with running(Web({"/page": reset})) as web:
        found = round_of([f"{web.at()}/page?{number}" for number in range(20)], tmp_path)
    assert web.count("/page") == 5
    assert len(found.findings) == 2
    assert len(found.left) == 18
    assert not any(one.is_strike for one in found.findings.values())


def test_a_run_ends_when_its_time_is_over(tmp_path: Path) -> None:
    with running(Web({"/page": slow(says(), 0.05)})) as web:
        paths = [f"{web.at()}/page?{number}" for number in range(200)]
        found = round_of(paths, tmp_path, replace(EASY, until=time.monotonic() + 1))
    assert found.findings
    assert found.left
    assert [*found.findings, *found.left] == paths
    assert not found.is_stopped


@pytest.mark.parametrize("address", ["http://EXAMPLE.org:8080/", "https://example.org./"])
def test_a_name_is_one_host_however_it_is_spelled(address: str) -> None:
    assert host_of("https://www.example.org/a") == host_of(address) == "example.org"


# --- interruptions ---

COMMAND = [sys.executable, "-m", "macros.cli", "links", "--pause", "0", "--inside"]
PATHS = [f"/page?{number:02}" for number in range(30)]


def listing(project: Project, web: Web) -> Project:
    """A project whose resources list the addresses."""
    lines = "".join(f"- [Page {path}]({web.at()}{path})\n" for path in PATHS)
    project.write("docs/links.md", f"# Links\n\n{lines}")
    return project


def started(project: Project) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        COMMAND, cwd=project.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def wait_for(is_so: Callable[[], object]) -> None:
    end = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.01)


def asked(web: Web) -> Counter[tuple[str, str]]:
    return Counter((one.method, one.path) for one in web.asked)


def test_ctrl_c_asks_nothing_twice(quiet: Project) -> None:
    with running(Web({"/page": slow(says(), 0.02)})) as web:
        running_ = started(listing(quiet, web))
        wait_for(lambda: len(web.asked) > 20)
        running_.send_signal(signal.SIGINT)
        _, errors = running_.communicate(timeout=30)
        assert running_.returncode == 130, errors
        assert errors.index("Stopping: ") < errors.index("goes on from here and")
        assert "Traceback" not in errors
        assert not (quiet.root / "data/link-status.yml").exists()
        assert 20 < len(web.asked) < 2 * len(PATHS)
        assert quiet.run(*COMMAND[2:]).returncode == 0
    assert set(asked(web).values()) == {1}
    assert {path for _, path in asked(web)} == {*PATHS, "/robots.txt"}
    assert not [*(quiet.root / ".cache/links").iterdir()]


def test_a_program_that_is_killed_asks_nothing_twice(quiet: Project) -> None:
    """But for the one thing that it had asked, and whose answer it never got."""
    held = PATHS[12]
    web = Web()

    async def hold(request: Request, writer: Writer) -> None:
        if request.path == held and asked(web)["HEAD", held] == 1:
            await asyncio.sleep(60)
        await says()(request, writer)

    web.plays["/page"] = hold
    with running(web):
        running_ = started(listing(quiet, web))
        wait_for(lambda: asked(web)["HEAD", held] == 1)
        running_.kill()
        running_.communicate(timeout=30)
        assert quiet.run(*COMMAND[2:]).returncode == 0
    again = {what: count for what, count in asked(web).items() if count > 1}
    assert again == {("HEAD", held): 2}
    assert {path for _, path in asked(web)} == {*PATHS, "/robots.txt"}


def test_half_a_line_in_the_journal_is_asked_again(tmp_path: Path) -> None:
    with running(Web({"/page": says()})) as web:
        looked(web, tmp_path, "/page?1", "/page?2")
        journal = tmp_path / "run.jsonl"
        journal.write_bytes(journal.read_bytes()[:-20])
        for _ in range(2):
            looked(web, tmp_path, "/page?1", "/page?2")
    assert {what for what, count in asked(web).items() if count > 1} == {("GET", "/page?2")}


@pytest.mark.parametrize(
    "line",
    [
        '{"method": "GET"}',
        '{"method": [], "address": "a", "reply": {}}',
        '{"method": "GET", "address": "a", "reply": {"status": "no"}}',
        '{"method": "GET", "address": "a", "reply": 7}',
        "[1]",
        "\ufffd\0",
    ],
)
def test_a_damaged_journal_stops_nobody(tmp_path: Path, line: str) -> None:
    with running(Web({"/page": says()})) as web:
        looked(web, tmp_path, "/page")
        with (tmp_path / "run.jsonl").open("a", encoding="utf-8") as journal:
            journal.write(f"\n{line}\n")
        looked(web, tmp_path, "/page")
    assert set(asked(web).values()) == {1}


def test_two_runs_at_once_are_one(quiet: Project) -> None:
    is_done = threading.Event()

    async def held(request: Request, writer: Writer) -> None:
        while not is_done.is_set():
            await asyncio.sleep(0.01)
        await says()(request, writer)

    with running(Web({"/page": held})) as web:
        first = started(listing(quiet, web))
        wait_for(lambda: web.count("/page"))
        second = quiet.run(*COMMAND[2:])
        is_done.set()
        first.communicate(timeout=60)
    assert (first.returncode, second.returncode) == (0, 1)
    assert "another 'guide links'" in second.stderr
    assert set(asked(web).values()) == {1}


@pytest.mark.parametrize(("day", "count"), [("2026-11-21", 1), ("2026-11-20", 2)])
def test_older_answers_are_not_taken(tmp_path: Path, day: str, count: int) -> None:
    with running(Web({"/page": says()})) as web:
        looked(web, tmp_path, "/page")
        journal = tmp_path / "run.jsonl"
        journal.write_text(journal.read_text().replace("2026-11-22", day))
        looked(web, tmp_path, "/page")
    assert set(asked(web).values()) == {count}
