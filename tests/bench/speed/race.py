"""Runs the contestants in turns, so that whatever else the machine does falls on all alike.

Each run is a process of its own, and cold: without site and without caches, but with what Python
compiled, templates among it. Runs of ours are strict builds, without PDF and Word files.
"""

import json
import os
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.measuring import table
from tests.bench.speed.contents import Contents
from tests.bench.speed.contestants import CONTESTANTS, Contestant
from tests.bench.speed.results import DOUBLED, GROWN, LINEAR, Results
from tests.bench.speed.serving import SERVERS, Server

FEW = 10


@dataclass(frozen=True)
class Start:
    """One contestant with as many records as it gets."""

    contestant: Contestant
    contents: Contents

    @property
    def project(self) -> str:
        return f"{self.contents.count}/{self.contestant.project}"


@dataclass(frozen=True)
class Race:
    """Some of all that can be measured, in a folder that it fills."""

    contestants: Sequence[Contestant]
    servers: Sequence[Server]
    rounds: int
    folder: Path

    @classmethod
    def among(cls, only: Sequence[str], rounds: int, folder: Path) -> "Race":
        """Those that have one of the words of `only` in their names; all where there are none."""

        def chosen(name: str) -> bool:
            return not only or any(word.lower() in name.lower() for word in only)

        contestants = [one for one in CONTESTANTS if chosen(one.name)]
        return cls(contestants, [one for one in SERVERS if chosen(one.name)], rounds, folder)

    def run(self, sizes: Sequence[int], say: Callable[[str], None]) -> Results:
        results = Results(say)
        self._build(self._starts(FEW), Results(), rounds=1)
        for count in sizes:
            self._build(self._starts(count), results, self.rounds)
            self._serve(Contents(count), results)
        return results

    def _starts(self, count: int) -> list[Start]:
        contents = Contents(count)
        starts = [Start(one, contents) for one in self.contestants]
        if count == LINEAR:
            twice = Contents(count * DOUBLED)
            starts += [Start(one, twice) for one in self.contestants if one.name == GROWN]
        return starts

    def _build(self, starts: Sequence[Start], results: Results, rounds: int) -> None:
        with self._projects(starts) as folder:
            for number in range(rounds):
                for start in starts:
                    if number and start.contestant.once:
                        continue
                    # What others wrote is on the disk before this one starts.
                    os.sync()
                    cost = start.contestant.run(start.contents, folder / start.project)
                    results.add(start.contestant.name, start.contents.count, cost)

    def _serve(self, contents: Contents, results: Results) -> None:
        with self._projects([Start(server.of, contents) for server in self.servers]) as folder:
            for server in self.servers:
                project = folder / Start(server.of, contents).project
                for cost in server.edits(contents, project, self.rounds):
                    results.add(server.name, contents.count, cost)

    @contextmanager
    def _projects(self, starts: Sequence[Start]) -> Iterator[Path]:
        """A folder with what each of them builds from."""
        with TemporaryDirectory(dir=self.folder) as folder:
            for project, start in {start.project: start for start in starts}.items():
                root = Path(folder, project)
                root.mkdir(parents=True)
                start.contestant.write(start.contents, root)
            yield Path(folder)


def main(words: Sequence[str]) -> None:
    given = _parser().parse_args(words)
    sizes = [int(size) for size in given.sizes.split(",")]
    if given.folder:
        given.folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=given.folder) as folder:
        race = Race.among(given.only, given.rounds, Path(folder))
        results = race.run(sizes, lambda line: print(line, file=sys.stderr, flush=True))
    print(table([*results.costs()]), end="\n\n")
    if verdicts := [*results.verdicts()]:
        print(table(verdicts))
    given.json.parent.mkdir(parents=True, exist_ok=True)
    given.json.write_text(json.dumps(results.as_json(), indent=1, ensure_ascii=False), "utf-8")


def _parser() -> ArgumentParser:
    parser = ArgumentParser("python -m tests.bench", description="Whole builds side by side.")
    parser.add_argument("--sizes", default="100,1000,10000", help="numbers of records")
    parser.add_argument("--rounds", type=int, default=3, help="how often each builds")
    parser.add_argument("--only", action="append", default=[], help="a word in a name")
    parser.add_argument("--folder", type=Path, help="where to build; the disk counts")
    parser.add_argument("--json", type=Path, default=Path(".cache/bench/results.json"))
    return parser
