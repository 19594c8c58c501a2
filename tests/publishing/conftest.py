"""A small guide that moved a page and knows its address, built once."""

import pytest

from tests.projects import Project

WEBSITE = "https://example.org/some/path/"
AWAY = "https://example.org/their-new-site"
REDIRECTS = f"""  - {{old: jobs.html, new: "partners/town-library/#services"}}
  - {{old: gone/agency/, new: "{AWAY}"}}
"""


@pytest.fixture(scope="session")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Read it only. Besides these redirects it has the one of the small guide."""
    project = Project.small(tmp_path_factory.mktemp("moved"))
    site = project.root / "data/site.yml"
    site.write_text(f"{site.read_text('utf-8')}{REDIRECTS}website: {WEBSITE}\n", "utf-8")
    return project.build()
