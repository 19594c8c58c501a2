"""When something was checked, by whom, and when to look again."""

from dataclasses import dataclass
from datetime import date

from macros.intervals import after
from macros.model import Checked


@dataclass(frozen=True)
class Review:
    """A person's last check of something; without one there is no day to look again by."""

    day: date | None = None
    by: str = ""
    again: date | None = None

    def is_overdue(self, today: date) -> bool:
        return self.again is not None and self.again < today


NEVER = Review()


def review(checked: Checked, otherwise: str) -> Review:
    """`otherwise` is how long a check holds where the record itself does not say."""
    day = checked.assured_date
    if not day:
        return NEVER
    return Review(day, checked.assured_by or "", after(day, checked.review_every or otherwise))
