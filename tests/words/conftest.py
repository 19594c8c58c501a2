import pytest

from macros.loading import Loaded
from macros.problems import report
from macros.project import Reading, read
from tests.projects import ROOT


@pytest.fixture(scope="session")
def own_reading() -> Reading:
    """What this project itself says."""
    reading = read(ROOT)
    assert not reading.problems, report(reading.problems)
    return reading


@pytest.fixture(scope="session")
def own(own_reading: Reading) -> Loaded:
    return own_reading.loaded
