"""How work grows with the number of records: by calls, which do not hang on the machine."""

import sys
from collections.abc import Callable
from functools import partial
from types import FrameType

from macros.guide import Guide
from tests.test_guide import guide_of, partner, term

FEW = 100


def calls(work: Callable[[], object]) -> int:
    """How many functions `work` calls."""
    count = 0

    def note(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def growth(work: Callable[[Guide], object]) -> float:
    """How much more the second doubling of the records adds than the first: 2, where it is linear;
    4, where it is quadratic.
    """
    partners = [partner(f"p{number}", topics=["x"]) for number in range(4 * FEW)]
    guides = [guide_of(term("x"), *partners[:count]) for count in (FEW, 2 * FEW, 4 * FEW)]
    # What is remembered from one to the next would be counted once.
    work(guides[-1])
    few, more, many = [calls(partial(work, guide)) for guide in guides]
    return (many - more) / (more - few)
