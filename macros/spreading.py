"""One kind of work on many things, shared out to the processor's cores."""

import gc
import multiprocessing
import os
import signal
import sys
import threading
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from macros import collecting

Result = TypeVar("Result")
Work = Callable[[Iterable[str]], Result]
Shown = Callable[[Iterable[int], int], Iterable[int]]
"""Wraps the numbers of the turns that this process takes, of so many in all."""

WORTH_IT = 250
"""So many things for each process: with fewer it takes longer to start than it saves."""
MOST = 4
"""Each process comes to hold a copy of much that it reads."""
TURNS = 1_000
NUMBER = "I"
"""For `array`; so many of them fit a pipe that nobody reads yet."""


class LostError(Exception):
    """A process ended without a word."""


def spread(work: Work[Result], things: Sequence[str]) -> list[Result]:
    """What `work` makes of the things, an equal share of them in each process.

    All processes know what this one knows; what they change in memory is theirs alone.
    """
    # What takes long often stands together, so each process takes every nth.
    count = processes(len(things))
    return _all_done(work, [things[number::count] for number in range(count)])


def take_turns(
    work: Work[Result], things: Sequence[str], shown: Shown | None = None
) -> list[Result]:
    """The same, but that each process takes the next things whenever it is free.

    What takes longest is to stand first: then all end at about the same time.
    """
    count = min(len(things), TURNS)
    with _turns(processes(len(things)), count) as (own, *others):
        own = shown(own, count) if shown else own
        shares = [_of_turns(things, turns, count) for turns in (own, *others)]
        return _all_done(work, shares)


def _of_turns(things: Sequence[str], turns: Iterable[int], count: int) -> Iterator[str]:
    for turn in turns:
        yield from things[turn::count]


@contextmanager
def _turns(processes: int, count: int) -> Iterator[list[Iterable[int]]]:
    """The numbers below `count`; of all processes that ask for the next, one gets it."""
    if processes == 1:
        yield [range(count)]
        return
    asked, told = os.pipe()
    try:
        with os.fdopen(told, "wb") as pipe:
            pipe.write(array(NUMBER, range(count)))
        yield [_read(asked) for _ in range(processes)]
    finally:
        os.close(asked)


def _read(asked: int) -> Iterator[int]:
    """No process reads a part of a number, nor a number that another one has read."""
    while data := os.read(asked, array(NUMBER).itemsize):
        yield from array(NUMBER, data)


def _all_done(work: Work[Result], shares: Sequence[Iterable[str]]) -> list[Result]:
    own, *others = shares
    if others:
        collecting.give_back()
    # Collecting garbage would look through all that is here, and copy it for each process.
    gc.freeze()
    helpers = [_Helper.start(work, share) for share in others]
    try:
        return [work(own), *(helper.result() for helper in helpers)]
    finally:
        for helper in helpers:
            helper.stop()
        gc.unfreeze()


def cores() -> int:
    """Those that this process may use, where the system can tell."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def processes(things: int) -> int:
    """How many share so many things."""
    return max(1, min(cores(), MOST, things // WORTH_IT)) if _can_fork() else 1


def _can_fork() -> bool:
    """macOS offers it, but its own libraries break; so may a lock that another thread holds."""
    return sys.platform == "linux" and threading.active_count() == 1


@dataclass(frozen=True)
class _Helper:
    """A process that does one share."""

    process: BaseProcess
    answer: Connection

    @classmethod
    def start(cls, work: Work[Any], things: Iterable[str]) -> "_Helper":
        answer, to_answer = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.get_context("fork").Process(
            target=_help, args=(work, things, to_answer), daemon=True
        )
        process.start()
        to_answer.close()
        return cls(process, answer)

    def result(self) -> Any:
        try:
            result, error = self.answer.recv()
        except EOFError:
            told = "a process that did a part of the work ended; is memory short?"
            raise LostError(told) from None
        if error:
            raise error
        return result

    def stop(self) -> None:
        self.process.terminate()
        self.process.join()


def _help(work: Work[Any], things: Iterable[str], answer: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=end_with_the_build, daemon=True).start()
    try:
        answer.send((work(things), None))
    except Exception as error:
        answer.send((None, error))


def end_with_the_build() -> None:
    """Wait for the process that started this one; with it, this one ends."""
    if parent := multiprocessing.parent_process():
        parent.join()
    os._exit(1)
