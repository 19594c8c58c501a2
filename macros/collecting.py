"""Python's garbage collector, held while much is made and nothing is thrown away."""

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager

# What ends with the process needs no collector, which would look through all of it once more.
atexit.register(gc.freeze)


@contextmanager
def held(stays: bool = False) -> Iterator[None]:
    """Looking for garbage among a million values takes half of the time, and there is none.

    What `stays` as long as this process works on a site is not looked through afterwards, either.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if stays:
            gc.freeze()
        if was_on:
            gc.enable()
