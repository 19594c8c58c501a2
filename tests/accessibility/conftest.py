from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.websites import served


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """This guide, served."""
    with served(site) as address:
        yield address
