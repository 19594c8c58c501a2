"""Where `guide` begins: whoever stops it while it still loads sees no traceback."""

import sys


def main() -> None:
    try:
        from macros.cli import main as guide
    except KeyboardInterrupt:
        sys.exit("Aborted!")
    guide()
