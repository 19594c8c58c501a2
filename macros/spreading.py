"""One kind of work on many things, shared out to the processor's cores."""

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from macros import collecting

Result = TypeVar("Result")
Work = Callable[[Iterable[str]], Result]

WORTH_IT = 250
"""So many things for each process: with fewer it takes longer to start than it saves."""
MOST = 4
"""Each process comes to hold a copy of much that it reads."""


class LostError(Exception):
    """A process ended without a word."""


def spread(
    work: Work[Result],
    things: Sequence[str],
    shown: Callable[[Sequence[str]], Iterable[str]] = iter,
) -> list[Result]:
    """What `work` makes of the things, a share of them in each process.

    All processes know what this one knows; what they change in memory is theirs alone. `shown`
    wraps the share that this process does itself.
    """
    own, *others = _shares(things)
    if others:
        collecting.give_back()
    # Collecting garbage would look through all that is here, and copy it for each process.
    gc.freeze()
    helpers = [_Helper.start(work, share) for share in others]
    try:
        return [work(shown(own)), *(helper.result() for helper in helpers)]
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


def _shares(things: Sequence[str]) -> list[Sequence[str]]:
    """What takes long often stands together, so each process takes every nth."""
    count = processes(len(things))
    return [things[number::count] for number in range(count)]


def _can_fork() -> bool:
    """macOS offers it, but its own libraries break; so may a lock that another thread holds."""
    return sys.platform == "linux" and threading.active_count() == 1


@dataclass(frozen=True)
class _Helper:
    """A process that does one share."""

    process: BaseProcess
    answer: Connection

    @classmethod
    def start(cls, work: Work[Any], things: Sequence[str]) -> "_Helper":
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


def _help(work: Work[Any], things: Sequence[str], answer: Connection) -> None:
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
