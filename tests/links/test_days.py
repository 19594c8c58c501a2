"""What days of looks make of an address, and what of it stands in files."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import escape

from macros.editions import Edition
from macros.links import files
from macros.links.answers import Chain, finding
from macros.links.checking import Check, Outcome, Wishes
from macros.links.judging import APART, STRIKES, is_due, judged
from macros.links.replies import Reply, title_of
from macros.links.states import Finding, State, Status
from tests.links.looks import DAY, EASY
from tests.links.webs import Play, Web, leads, running, says

ADDRESS = "https://example.org/page"
FOUND = {
    ".": Finding(state=State.OK),
    "x": Finding(state=State.UNREACHABLE, reason="404 Not Found", is_strike=True),
    "t": Finding(state=State.UNREACHABLE, reason="no safe connection"),
    "b": Finding(state=State.BLOCKED, reason="403 Forbidden"),
    "s": Finding(state=State.SOFT_404, reason="home page"),
    "m": Finding(state=State.MOVED, moved_to="https://example.org/new"),
}


def after(looks: str, every: int = 1) -> Status:
    """What is known after one look each `every` days, as the letters say; a blank is no look."""
    status = None
    for number, letter in enumerate(looks):
        if letter in FOUND:
            day = DAY + timedelta(days=number * every)
            status = judged(ADDRESS, status, FOUND[letter], day)
    assert status
    return status


@pytest.mark.parametrize(
    ("looks", "state"),
    [
        ("x", State.UNREACHABLE),
        ("xxxxxx", State.UNREACHABLE),
        ("x  x  ", State.UNREACHABLE),
        ("x  x  x", State.GONE),
        ("xxxxxxx", State.GONE),
        ("x  x  .", State.OK),
        ("x  x  .  x", State.UNREACHABLE),
        ("x  x  m  x", State.UNREACHABLE),
        ("x  x  b", State.BLOCKED),
        ("x  x  bx", State.GONE),
        ("x  x  x  b", State.BLOCKED),
        ("x  x  x  .", State.OK),
        ("ttttttttttttttttttttt", State.UNREACHABLE),
        ("bbbbbbbbbbbbbbbbbbbbb", State.BLOCKED),
        ("sssssssssssssssssssss", State.SOFT_404),
    ],
)
def test_three_strikes_on_days_apart_make_an_address_gone(looks: str, state: State) -> None:
    assert after(looks).state is state


def test_looks_on_one_day_are_one_strike() -> None:
    assert after("x" * 20, every=0).strikes == (DAY,)


@settings(deadline=None, max_examples=100)
@given(st.lists(st.tuples(st.sampled_from([*FOUND]), st.integers(0, 5)), min_size=1))
def test_whatever_happens_only_three_strikes_apart_make_gone(looks: list[tuple[str, int]]) -> None:
    status, day = None, DAY
    for letter, days in looks:
        day += timedelta(days=days)
        status = judged(ADDRESS, status, FOUND[letter], day)
        strikes = status.strikes
        assert all(b - a >= APART for a, b in pairwise(strikes))
        assert status.since <= status.checked == day
        assert status.is_gone == (letter == "x" and len(strikes) == STRIKES)
        assert (letter in ".m") <= (not strikes)


@pytest.mark.parametrize(
    ("looks", "days", "due"),
    [(".", 6, False), (".", 7, True), ("x", 2, False), ("x", 3, True), ("b", 3, False)],
)
def test_an_address_is_looked_at_again_when_its_time_has_come(
    looks: str, days: int, due: bool
) -> None:
    assert is_due(after(looks), DAY + timedelta(days=days)) is due
    assert is_due(None, DAY)


def test_a_clock_that_was_ahead_keeps_nobody_from_looking() -> None:
    later = judged(ADDRESS, None, FOUND["x"], DAY + timedelta(days=900))
    assert is_due(later, DAY)
    status = later
    for day in (0, 3, 6):
        status = judged(ADDRESS, status, FOUND["x"], DAY + timedelta(days=day))
    assert (status.is_gone, status.strikes[0]) == (True, DAY)


def test_since_tells_when_the_state_began() -> None:
    assert after("..").since == DAY
    assert after(".x").since == DAY + timedelta(days=1)
    assert after("x  x  x  x").since == DAY + timedelta(days=6)


# --- files ---

STATUSES = [
    judged(f"https://example.org/{name}?a=1,2&b=[3]#x", None, found, DAY)
    for name, found in FOUND.items()
]


def written(root: Path, statuses: Iterable[Status], place: str = "data") -> str:
    (root / place).mkdir(parents=True, exist_ok=True)
    files.write(root / place / files.LINKS, statuses)
    return (root / place / files.LINKS).read_text("utf-8")


def test_results_are_read_as_they_were_written(tmp_path: Path) -> None:
    said = [*STATUSES, after("x  x  x").model_copy(update={"archived": "https://a.org/1"})]
    text = written(tmp_path, said)
    known = files.read(tmp_path, Edition.PUBLIC)
    assert known.statuses == {one.address: one for one in said}
    assert not known.advice
    assert written(tmp_path, reversed(said)) == text


@settings(deadline=None, max_examples=100)
@given(st.text())
def test_no_title_of_another_site_spoils_the_file(title: str) -> None:
    page = Reply(status=200, title=title_of(f"<title>404 {escape(title)}</title>"))
    found = finding(Chain(ADDRESS), page)
    assert found.state is State.SOFT_404
    status = judged(ADDRESS, None, found, DAY)
    with TemporaryDirectory() as folder:
        written(Path(folder), [status])
        known = files.read(Path(folder), Edition.PUBLIC)
    assert (known.statuses, known.advice) == ({ADDRESS: status}, [])


def test_what_is_gone_stands_first_and_the_rest_on_a_line_each(tmp_path: Path) -> None:
    text = written(
        tmp_path, [after("."), after("x  x  x").model_copy(update={"address": "https://a.org/"})]
    )
    assert text == files.HEAD + (
        "gone:\n"
        "  - address: https://a.org/\n"
        "    since: 2026-11-28\n"
        "    checked: 2026-11-28\n"
        "    reason: 404 Not Found\n"
        "    strikes: [2026-11-22, 2026-11-25, 2026-11-28]\n"
        "ok:\n"
        '  - {address: "https://example.org/page", since: 2026-11-22, checked: 2026-11-22}\n'
    )  # fmt: skip


def test_a_build_reads_what_is_gone_and_nothing_else(tmp_path: Path) -> None:
    text = written(tmp_path, [*STATUSES, after("x  x  x")])
    path = tmp_path / "data" / files.LINKS
    path.write_text(text + "this: [is: no {YAML\n", "utf-8")
    known = files.gone(tmp_path, Edition.PUBLIC)
    assert [*known.statuses] == [ADDRESS]
    assert not known.advice
    path.write_text(written(tmp_path, STATUSES))
    assert not files.gone(tmp_path, Edition.PUBLIC).statuses


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("gone:\n<<<<<<< HEAD\n- {address: 'https://a.org/'}\n", "2:"),
        ("gone:\n- {address: 'javascript:1', since: 2026-11-22, checked: 2026-11-22}\n", "2:3"),
        ("gone:\n- {address: 'https://a.org/', since: 2026-13-45, checked: 2026-11-22}\n", "2:3"),
        ("gone:\n- https://a.org/\n", "2:3"),
        ("gone: 7\n", "1:"),
        ("gone:\n- *x\n", "2:3"),
    ],
)
def test_what_cannot_be_read_is_advice_with_its_place(
    tmp_path: Path, text: str, place: str
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / files.LINKS).write_text(text)
    for known in (files.read(tmp_path, Edition.PUBLIC), files.gone(tmp_path, Edition.PUBLIC)):
        assert not known.statuses
        assert len(known.advice) == 1
        assert str(known.advice[0]).startswith(f"data/link-status.yml:{place}")
        assert "guide links" in known.advice[0].message


def test_what_is_no_text_is_advice(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / files.LINKS).write_bytes(b"gone:\n- \xff\n")
    assert len(files.gone(tmp_path, Edition.PUBLIC).advice) == 1


def test_a_fork_has_a_file_of_its_own_and_the_later_look_counts(tmp_path: Path) -> None:
    written(tmp_path, [after("x  x  x")])
    assert files.own_path(tmp_path) == tmp_path / "data/link-status.yml"
    assert [*files.gone(tmp_path, Edition.PUBLIC).statuses] == [ADDRESS]
    written(tmp_path, [judged(ADDRESS, None, FOUND["."], DAY + timedelta(days=9))], "data/local")
    assert files.own_path(tmp_path) == tmp_path / "data/local/link-status.yml"
    assert not files.gone(tmp_path, Edition.PUBLIC).statuses


def test_only_the_staff_edition_reads_what_is_private(tmp_path: Path) -> None:
    written(tmp_path, [after("x  x  x")], "data/private")
    assert not files.gone(tmp_path, Edition.PUBLIC).statuses
    assert [*files.gone(tmp_path, Edition.STAFF).statuses] == [ADDRESS]
    (tmp_path / "data/link-status.yml").symlink_to("private/link-status.yml")
    assert not files.gone(tmp_path, Edition.PUBLIC).statuses


# --- whole checks, day by day ---


def checked(root: Path, web: Web, days: int, *paths: str, archive: str = "") -> Outcome:
    standing = {f"{web.at()}{path}": ("data/site.yml",) for path in paths}
    wishes = Wishes(EASY, DAY + timedelta(days=days), archive=archive)
    return Check(root, standing).run(wishes, lambda total: lambda: None)


def test_an_address_that_fails_for_days_is_gone_and_comes_back(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with running(Web({"/a": says(404), "/b": says()})) as web:
        states = []
        for day in range(8):
            outcome = checked(tmp_path, web, day, "/a", "/b")
            states.append(outcome.statuses[f"{web.at()}/a"].state)
        assert states == [State.UNREACHABLE] * 6 + [State.GONE] * 2
        assert (web.count("/a", "GET"), web.count("/b", "GET")) == (3, 2)
        web.plays["/a"] = leads(301, "/b")
        outcome = checked(tmp_path, web, 20, "/a", "/b")
    status = outcome.statuses[f"{web.at()}/a"]
    assert (status.state, status.moved_to, status.strikes) == (State.MOVED, f"{web.at()}/b", ())


def test_what_no_longer_stands_in_the_guide_leaves_the_file(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with running(Web({"/page-a": says(), "/page-b": says()})) as web:
        checked(tmp_path, web, 0, "/page-a", "/page-b")
        checked(tmp_path, web, 1, "/page-b")
    known = files.read(tmp_path, Edition.PUBLIC)
    assert [*known.statuses] == [f"{web.at()}/page-b"]


def test_a_computer_that_is_offline_strikes_nobody(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with running(Web({"/page": says()})) as web:
        pass
    outcome = checked(tmp_path, web, 0, "/page", "/other")
    assert outcome.found.is_offline
    assert not outcome.statuses
    assert not (tmp_path / "data/link-status.yml").exists()
    assert not [*(tmp_path / ".cache/links").iterdir()]


def test_one_that_answers_tells_that_the_others_are_down(tmp_path: Path) -> None:
    """Only what failed is due, and nothing of it answers: others are asked whether we are there."""
    (tmp_path / "data").mkdir()
    dead = "http://127.0.0.1:9/page"
    with running(Web({"/page": says()})) as web:
        for day in (0, 3, 6):
            standing = {f"{web.at()}/page": ("a",), dead: ("b",)}
            wishes = Wishes(EASY, DAY + timedelta(days=day))
            outcome = Check(tmp_path, standing).run(wishes, lambda total: lambda: None)
            assert not outcome.found.is_offline
    assert outcome.statuses[dead].is_gone
    assert outcome.statuses[f"{web.at()}/page"].checked == DAY


def test_where_most_sites_are_down_it_is_the_line(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with running(Web({"/page": says()}), 4) as web:
        hosts = [web.at(f"127.0.0.{1 + number}") for number in range(12)]
        assert run_over(tmp_path, hosts).found.is_offline
        assert not (tmp_path / "data/link-status.yml").exists()
        outcome = run_over(tmp_path, hosts[:7])
    assert not outcome.found.is_offline
    assert outcome.statuses[f"{hosts[6]}/page"].strikes == (DAY,)


def run_over(root: Path, hosts: Iterable[str]) -> Outcome:
    standing = {f"{host}/page": ("a",) for host in hosts}
    return Check(root, standing).run(Wishes(EASY, DAY), lambda total: lambda: None)


# --- archives ---

COPY = "http://web.archive.org/web/2024/http://a.org/"
ANSWER = '{"archived_snapshots": {"closest": {"available": true, "status": "%s", "url": "%s"}}}'


def says_json(text: str) -> Play:
    return says(headers={"Content-Type": "application/json"}, body=text.encode())


@pytest.mark.parametrize(
    ("answer", "copy"),
    [
        (says_json(ANSWER % (200, COPY)), COPY.replace("http:", "https:", 1)),
        (says_json(ANSWER % (404, COPY)), None),
        (says_json(ANSWER % (200, "javascript:alert(1)")), None),
        (says_json('{"archived_snapshots": {}}'), None),
        (says_json("[1]"), None),
        (says(503), None),
        (says(429), None),
    ],
)
def test_an_archive_is_asked_for_what_is_gone_and_for_nothing_else(
    tmp_path: Path, answer: Play, copy: str | None
) -> None:
    (tmp_path / "data").mkdir()
    with running(Web({"/a": says(404), "/page": says(), "/archive": answer})) as web:
        for day in (0, 3, 6):
            outcome = checked(tmp_path, web, day, "/a", "/page", archive=f"{web.at()}/archive")
            assert len([one for one in web.asked if "archive" in one.path]) == (day == 6)
        asked = [one.path for one in web.asked if "archive" in one.path]
    status = outcome.statuses[f"{web.at()}/a"]
    assert (status.is_gone, status.archived) == (True, copy)
    assert asked == [f"/archive?url=http%3A%2F%2F127.0.0.1%3A{web.port}%2Fa"]


def test_nobody_asks_an_archive_unless_told(tmp_path: Path) -> None:
    assert Wishes(EASY, date(2026, 1, 1)).archive == ""
