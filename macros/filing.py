"""Files written whole: whoever is interrupted leaves the old file or the new one, never a half."""

import os
from pathlib import Path

BEING_WRITTEN = ".{name}.new"
"""Hidden, so that no reader of folders takes it for data; the next run writes over it."""


def put(path: Path, content: str | bytes, lasting: bool = True) -> bool:
    """Write `content` to `path`, whose folder is made if need be; whether anything changed.

    What is `lasting` outlives a power cut, and takes its time: leave that to what people wrote.
    """
    data = content.encode() if isinstance(content, str) else content
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    new = beside(path)
    with new.open("wb") as file:
        file.write(data)
        file.flush()
        if lasting:
            os.fsync(file.fileno())
    new.replace(path)
    return True


def beside(path: Path) -> Path:
    """Where the new content of `path` stands until it is whole."""
    return path.with_name(BEING_WRITTEN.format(name=path.name))
