import subprocess
import sys

from tests.projects import Project


def test_check_says_how_much_it_checked(project: Project) -> None:
    done = project.run("macros.cli", "check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "22 records and 13 pages checked: no problems.\n"


def test_check_lists_every_problem_and_builds_nothing(project: Project) -> None:
    project.write("data/partners/bad.yml", "nmae: Bad\n")
    project.write("docs/extra.md", "{{ partnrs() }}\n")
    done = project.run("macros.cli", "check")
    assert done.returncode == 1
    assert done.stdout == ""
    assert "data/partners/bad.yml:1:1: unknown field 'nmae', did you mean 'name'?" in done.stderr
    assert "docs/extra.md:1:4: unknown macro 'partnrs', did you mean 'partners'?" in done.stderr
    assert done.stderr.rstrip().endswith("problems found; nothing was changed.")
    assert not project.site.exists()


def test_commands_start_without_what_only_builds_need(project: Project) -> None:
    script = "import sys, macros.cli; print({'mkdocs', 'coloraide', 'weasyprint'} & {*sys.modules})"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=project.root, capture_output=True, text=True, check=True
    )
    assert done.stdout == "set()\n"


IMPATIENT = """
import sys

class Stopped:
    def find_spec(self, name, *_):
        if name == "macros.cli":
            raise KeyboardInterrupt

sys.meta_path.insert(0, Stopped())
from macros.entry import main
main()
"""


def test_whoever_stops_a_command_while_it_loads_sees_no_traceback(project: Project) -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPATIENT], cwd=project.root, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "Aborted!\n")


def test_check_of_an_empty_folder_says_what_is_missing(project: Project) -> None:
    empty = project.root / "empty"
    empty.mkdir()
    done = project.run("macros.cli", "check", "--folder", str(empty))
    assert done.returncode == 1
    assert "data:1:1: is missing" in done.stderr
    assert "Traceback" not in done.stderr
