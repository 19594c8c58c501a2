"""What the last build of a site wrote, so that what is made of the same is not made again.

The notes may be deleted at any time; where they do not fit what is there, all is made anew.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from macros import collecting
from macros.filing import put

STORE = ".cache/written.json"
Stamp = tuple[int, int]
"""The size and the date of a file, in nanoseconds."""
Notes = Mapping[str, Mapping[str, Stamp]]
"""The files of each lot of a site, by what the lot was made of."""


def read(store: Path, site: Path) -> Notes:
    """Nothing where there are none of this site, or none that can be read."""
    try:
        noted = json.loads(store.read_bytes())
        if noted["site"] != str(site):
            return {}
        return {
            made_of: {path: (size, date) for path, (size, date) in files.items()}
            for made_of, files in noted["lots"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


@collecting.held()
def write(store: Path, site: Path, notes: Notes) -> None:
    """Where nothing can be written, the next build makes all anew."""
    text = json.dumps({"site": str(site), "lots": notes}, separators=(",", ":"))
    with suppress(OSError):
        put(store, text.encode(), lasting=False)
