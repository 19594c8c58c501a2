"""Python's garbage collector: held while much is made and nothing is thrown away, else rare."""

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager

# What ends with the process needs no collector, which would look through all of it once more.
atexit.register(gc.freeze)
# Loading modules and templates makes thousands of things that last.
gc.set_threshold(10_000, *gc.get_threshold()[1:])


@contextmanager
def held() -> Iterator[None]:
    """Looking for garbage among a million values takes half of the time, and there is none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
