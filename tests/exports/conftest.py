import pytest

from macros.guide import Guide
from macros.project import read
from tests.exports.inventing import small
from tests.projects import ROOT


@pytest.fixture(scope="package", params=["small", "ours"])
def guide(request: pytest.FixtureRequest) -> Guide:
    """The small guide, then this project's own."""
    found = small() if request.param == "small" else read(ROOT).guide
    assert found
    return found
