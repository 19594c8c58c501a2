"""Work shared out to processes: all of it is done, and none of them stays behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from threading import Event, Thread

import pytest

from macros import collecting, spreading
from macros.spreading import LostError, spread, take_turns

THINGS = [str(number) for number in range(1_000)]
forks = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere one process does all")


class WrongError(Exception):
    """What work raises."""


def done(things: Iterable[str]) -> tuple[int, list[str]]:
    return os.getpid(), list(things)


@pytest.fixture
def cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two, however many there are; a browser's threads, which other tests leave, do not count."""
    monkeypatch.setattr(spreading, "cores", lambda: 2)
    monkeypatch.setattr(spreading, "_can_fork", lambda: True)


def of_one(things: Iterable[str]) -> int:
    (process, of_all), *others = spread(done, list(things))
    assert (process, of_all, others) == (os.getpid(), list(things), [])
    return process


@forks
def test_each_thing_is_done_once_by_one_of_two_processes(cores: None) -> None:
    (process, own), (other, rest) = spread(done, THINGS)
    assert process == os.getpid() != other
    assert len(own) == len(rest) == 500
    assert sorted(own + rest) == sorted(THINGS)
    assert_gone(other)


def test_few_things_and_what_cannot_be_shared_are_done_by_this_process_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    of_one(THINGS[:499])
    monkeypatch.setattr(spreading, "cores", lambda: 1)
    of_one(THINGS)
    monkeypatch.setattr(spreading, "cores", lambda: 2)
    ended = Event()
    # Another thread may hold a lock, which no process but this one would ever see opened.
    thread = Thread(target=ended.wait)
    thread.start()
    of_one(THINGS)
    ended.set()
    thread.join()
    monkeypatch.setattr(sys, "platform", "darwin")
    of_one(THINGS)


@forks
def test_what_takes_long_keeps_one_process_and_another_does_the_rest(
    cores: None, tmp_path: Path
) -> None:
    rest = tmp_path / "rest"

    def work(things: Iterable[str]) -> list[str]:
        done = []
        for thing in things:
            if thing == THINGS[0]:
                wait_for(rest)
            elif thing == THINGS[-1]:
                rest.write_text("done")
            done.append(thing)
        return done

    assert sorted(take_turns(work, THINGS), key=len) == [THINGS[:1], THINGS[1:]]


@forks
@pytest.mark.parametrize("count", [1_000, 2_345])
def test_however_many_things_there_are_each_is_done_in_its_turn(cores: None, count: int) -> None:
    things, shown = [str(number) for number in range(count)], []

    def show(turns: Iterable[int], of: int) -> Iterable[int]:
        for turn in turns:
            shown.append((turn, of))
            yield turn

    (_, own), (_, others) = take_turns(done, things, show)
    assert sorted(own + others) == sorted(things)
    assert {of for _, of in shown} <= {1_000}
    assert [turn for turn, _ in shown] == sorted({int(thing) % 1_000 for thing in own})


def test_one_process_takes_every_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreading, "cores", lambda: 1)
    for things in ([], THINGS):
        assert take_turns(done, things) == [(os.getpid(), things)]


@forks
def test_what_goes_wrong_in_another_process_is_told_as_if_it_were_in_this_one(cores: None) -> None:
    here = os.getpid()

    def fail(things: Iterable[str]) -> None:
        if os.getpid() != here:
            raise WrongError(f"at {next(iter(things))}")

    with pytest.raises(WrongError, match="at 1"):
        spread(fail, THINGS)


@forks
def test_what_goes_wrong_in_this_process_ends_the_others(cores: None, tmp_path: Path) -> None:
    here, other = os.getpid(), tmp_path / "other"

    def fail(things: Iterable[str]) -> None:
        if os.getpid() == here:
            wait_for(other)
            raise WrongError
        other.write_text(str(os.getpid()))
        time.sleep(60)

    with pytest.raises(WrongError):
        spread(fail, THINGS)
    assert_gone(int(other.read_text()))


@forks
def test_a_process_that_ends_without_a_word_is_missed(cores: None) -> None:
    here = os.getpid()

    def end(things: Iterable[str]) -> None:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(LostError, match="is memory short"):
        spread(end, THINGS)


LONG_WORK = """
import os, signal, time
from macros import collecting, spreading
# Programs in the background do not hear it otherwise.
signal.signal(signal.SIGINT, signal.default_int_handler)
spreading.cores = lambda: 2
def work(things):
    print(os.getpid(), flush=True)
    time.sleep(60)
spreading.spread(work, ["thing"] * 1_000)
"""


@forks
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_process_outlives_a_build_that_is_stopped(how: signal.Signals) -> None:
    """Ctrl-C reaches all of them at once, other signals the first alone."""
    command = [sys.executable, "-c", LONG_WORK]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, stdout=pipe, stderr=pipe, text=True, start_new_session=True
    ) as build:
        assert build.stdout and build.stderr
        processes = {int(build.stdout.readline()), int(build.stdout.readline())}
        stop = os.killpg if how == signal.SIGINT else os.kill
        stop(build.pid, how)
        assert build.wait(20) != 0
        assert build.stderr.read().count("Traceback") == (how == signal.SIGINT)
    for process in processes - {build.pid}:
        assert_gone(process)


def wait_for(file: Path) -> None:
    while not (file.exists() and file.read_text()):
        time.sleep(0.01)


def assert_gone(process: int) -> None:
    """A zombie, whom nobody buries in a container, is gone as well."""
    state = Path(f"/proc/{process}/stat")
    for _ in range(100):
        if not state.exists() or ") Z " in state.read_text():
            return
        time.sleep(0.1)
    raise AssertionError(f"process {process} is still there")


@forks
def test_free_memory_is_given_back_before_it_is_shared(
    cores: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[int] = []
    monkeypatch.setattr(collecting, "give_back", lambda: given.append(os.getpid()))
    of_one(THINGS[:499])
    assert not given
    spread(done, THINGS)
    assert given == [os.getpid()]


@forks
def test_giving_back_takes_nothing_that_is_held() -> None:
    held = [str(number) * 100 for number in range(10_000)]
    collecting.give_back()
    assert held == [str(number) * 100 for number in range(10_000)]
