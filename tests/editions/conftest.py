import shutil

import pytest

from macros.editions import Edition
from macros.project import read
from tests.editions.canaries import SIGN, plant
from tests.editions.planted import Planted, contents
from tests.projects import Project


@pytest.fixture(scope="session")
def planted(small: Project, tmp_path_factory: pytest.TempPathFactory) -> Planted:
    project = Project.small(tmp_path_factory.mktemp("planted"))
    # What did not change need not be made again.
    shutil.copytree(small.root / ".cache", project.root / ".cache")
    guide = read(project.root).guide
    assert guide
    public = {kind: next(iter(records)) for kind, records in guide.records.items() if records}
    planted = Planted(project, plant(project, public))
    junk = project.write(f"data/private/{SIGN}.txt", "zqcanary-junk: [\n")
    planted.public = planted.build("macros.cli", "build")
    junk.unlink()
    planted.build("macros.cli", "build", "--edition", "staff")
    planted.public_again = planted.build("mkdocs", "build", "--strict")
    planted.store = contents(project.root / Edition.PUBLIC.store)
    return planted
