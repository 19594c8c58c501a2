"""Answers of a run that is not done: whoever is interrupted asks nothing twice."""

import json
from datetime import date, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pydantic import ValidationError

from macros.links.replies import Reply

VERSION = 1
NAME = "run.jsonl"


class Journal:
    """Each answer, kept as soon as it is there: the program may be ended at any moment."""

    def __init__(self, folder: Path, day: date) -> None:
        self._path = folder / NAME
        self._day = day
        self._replies: dict[tuple[str, str], Reply] = {}

    def __enter__(self) -> Self:
        self._replies = self._read()
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._file = self._path.open("a" if self._replies else "w", encoding="utf-8")
        if not self._replies:
            self._write({"version": VERSION, "day": self._day.isoformat()})
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._file.close()

    def __len__(self) -> int:
        return len(self._replies)

    def find(self, method: str, address: str) -> Reply | None:
        return self._replies.get((method, address))

    def keep(self, method: str, address: str, reply: Reply) -> None:
        self._replies[method, address] = reply
        said = reply.model_dump(mode="json", exclude_defaults=True)
        self._write({"method": method, "address": address, "reply": said})

    def forget(self) -> None:
        """The run is done, or showed nothing."""
        self._file.close()
        self._path.unlink(missing_ok=True)

    def _is_fresh(self, head: dict[str, Any]) -> bool:
        days = [(self._day - timedelta(days=age)).isoformat() for age in (0, 1)]
        return head.get("version") == VERSION and head.get("day") in days

    def _write(self, line: dict[str, Any]) -> None:
        # It begins a line of its own after the half of one, too, which a run may have left.
        self._file.write("\n" + json.dumps(line))
        self._file.flush()

    def _read(self) -> dict[tuple[str, str], Reply]:
        """What was asked since yesterday; older answers no longer tell how things are."""
        try:
            with self._path.open(encoding="utf-8", errors="replace") as file:
                lines = [*filter(None, map(_line, file))]
        except FileNotFoundError:
            return {}
        if not lines or not self._is_fresh(lines[0]):
            return {}
        return dict(filter(None, map(_asked, lines[1:])))


def _asked(line: dict[str, Any]) -> tuple[tuple[str, str], Reply] | None:
    """What was asked and what came, or nothing where the line is damaged."""
    try:
        return (str(line["method"]), str(line["address"])), Reply.model_validate(line["reply"])
    except (KeyError, ValidationError):
        return None


def _line(text: str) -> dict[str, Any] | None:
    """A line, or nothing where it was cut off."""
    try:
        line = json.loads(text)
    except ValueError:
        return None
    return line if isinstance(line, dict) else None
