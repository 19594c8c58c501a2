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

    @property
    def who(self) -> str:
        """Who checked, as one says it behind «by»; what looks like a name stays as it is."""
        words = self.by.split()
        if not words or (len(words) > 1 and all(word[0].isupper() for word in words)):
            return self.by
        first = words[0] if words[0][1:2].isupper() else words[0].lower()
        article = "" if first in DETERMINERS else "the "
        return article + " ".join([first, *words[1:]])


DETERMINERS = frozenset(("a", "an", "the", "our", "one", "two", "three"))
NEVER = Review()


@dataclass(frozen=True)
class ReviewedPage:
    """A hand-written page that states facts, or says when a person checked them."""

    title: str
    checked: Checked


def review(checked: Checked, otherwise: str) -> Review:
    """`otherwise` is how long a check holds where the record itself does not say."""
    day = checked.assured_date
    if not day:
        return NEVER
    return Review(day, checked.assured_by or "", after(day, checked.review_every or otherwise))
