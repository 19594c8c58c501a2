import pytest

from tests.projects import Project
from tests.reviews.guides import checked


@pytest.fixture(scope="package")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Read it only."""
    return checked(Project.small(tmp_path_factory.mktemp("reviews"))).build()
