"""One run of a command: how long it takes, what it costs the machine, and whether it worked."""

import os
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

POLLED = 0.05
KIB = 1024
UNKEPT = "PYTHONDONTWRITEBYTECODE"


@dataclass(frozen=True)
class Cost:
    """Of one run, or the medians of several."""

    seconds: float
    cpu: float = 0
    """Of all its processes, in seconds."""
    peak: float = 0
    """Bytes at the worst moment; see `_Memory`."""
    files: float = 0
    """Of the site that it wrote."""
    size: float = 0
    """Of all these, in bytes."""

    def __add__(self, other: "Cost") -> "Cost":
        """One after the other."""
        peak = max(self.peak, other.peak)
        return Cost(self.seconds + other.seconds, self.cpu + other.cpu, peak)


class FailedError(RuntimeError):
    """A contestant did not do its work."""


def run(command: Sequence[str], folder: Path, variables: Mapping[str, str]) -> Cost:
    log = folder / "run.log"
    start = time.perf_counter()
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=folder, env=_environment() | variables, stdout=output, stderr=output
        )
        with _watched(process.pid) as memory:
            _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise FailedError(f"{' '.join(command)}:\n{log.read_text('utf-8', 'replace')[-2000:]}")
    return Cost(seconds, used.ru_utime + used.ru_stime, memory.peak)


def _environment() -> dict[str, str]:
    """Python may keep what it compiles, as it does wherever a guide is built more than once."""
    return {name: value for name, value in os.environ.items() if name != UNKEPT}


@dataclass
class _Memory:
    """The kernel keeps the peak of one process; what several hold at once is looked up.

    A page that processes share counts once (PSS). What `wait4` says would not do: it counts what
    this process held when it started the other one.
    """

    peak: int = 0
    done: threading.Event = field(default_factory=threading.Event)

    def watch(self, pid: int) -> None:
        while not self.done.wait(POLLED):
            processes = [pid, *_descendants(pid)]
            held = [_figure(f"/proc/{one}/status", "VmHWM:") for one in processes]
            if len(processes) > 1:
                held.append(sum(_figure(f"/proc/{one}/smaps_rollup", "Pss:") for one in processes))
            self.peak = max(self.peak, *held)


@contextmanager
def _watched(pid: int) -> Iterator[_Memory]:
    memory = _Memory()
    watcher = threading.Thread(target=memory.watch, args=[pid])
    watcher.start()
    try:
        yield memory
    finally:
        memory.done.set()
        watcher.join()


def _descendants(pid: int) -> Iterator[int]:
    # Any of them may end while it is looked for.
    with suppress(FileNotFoundError):
        for listed in Path(f"/proc/{pid}/task").glob("*/children"):
            for child in map(int, _read(listed).split()):
                yield child
                yield from _descendants(child)


def _figure(file: str, name: str) -> int:
    found = [line.split()[1] for line in _read(Path(file)).splitlines() if line.startswith(name)]
    return int(found[0]) * KIB if found else 0


def _read(path: Path) -> str:
    """Nothing where the process has ended by now."""
    try:
        return path.read_text()
    except OSError:
        return ""
