"""Python's garbage collector, held while much is made and nothing is thrown away; free memory."""

import atexit
import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager

# What ends with the process needs no collector, which would look through all of it once more.
atexit.register(gc.freeze)
# Loading modules and templates makes thousands of things that last.
gc.set_threshold(10_000, *gc.get_threshold()[1:])


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


def give_back() -> None:
    """The C library of Linux holds on to what was freed, unless the end of its memory is free."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim:
        trim(0)
