import pytest

from tests.corrections.letters import Site
from tests.projects import Project

ADDRESSES = """\
website: https://guide.example.org/county/
issues: https://github.com/example/guide/issues
"""


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The small guide with all the ways in which a reader may write; read it only."""
    project = Project.small(tmp_path_factory.mktemp("told"))
    site = project.root / "data/site.yml"
    site.write_text(site.read_text("utf-8") + ADDRESSES, "utf-8")
    return Site(project.build().site)


@pytest.fixture(scope="session")
def site_without(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The small guide where nobody said where to write."""
    project = Project.small(tmp_path_factory.mktemp("untold"))
    site = project.root / "data/site.yml"
    site.write_text(site.read_text("utf-8").replace("email: guide@example.org\n", ""), "utf-8")
    return Site(project.build().site)
