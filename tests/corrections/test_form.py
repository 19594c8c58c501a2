"""The form for readers with an account: as GitHub takes it, and as `guide apply` reads it."""

import subprocess
import sys
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from macros.corrections.forms import CHOICES, HEADINGS, NAME, report_at
from macros.corrections.questions import BY_HAND, LABELS
from tests.corrections.letters import Site
from tests.projects import ROOT

FOLDER = ROOT / ".github/ISSUE_TEMPLATE"
FORM = yaml.safe_load((FOLDER / NAME).read_text("utf-8"))
FIELDS = {field["id"]: field for field in FORM["body"] if "id" in field}
ISSUES = "https://github.com/example/guide/issues"


@pytest.mark.parametrize(
    ("file", "schema"), [(NAME, "github-issue-forms"), ("config.yml", "github-issue-config")]
)
def test_github_takes_it(file: str, schema: str) -> None:
    words = ["--builtin-schema", f"vendor.{schema}", str(FOLDER / file)]
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", *words],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_its_headings_are_those_that_are_read() -> None:
    assert {id: field["attributes"]["label"] for id, field in FIELDS.items()} == HEADINGS


def test_its_choices_are_the_fields_of_the_model() -> None:
    every = [*dict.fromkeys([*LABELS.values(), BY_HAND["other"]])]
    assert FIELDS["field"]["attributes"]["options"] == every
    assert CHOICES.keys() == {*every}


def test_nobody_sends_it_without_a_promise() -> None:
    (promise,) = FIELDS["promise"]["attributes"]["options"]
    assert promise["required"]


def test_the_page_begins_it(told: Site) -> None:
    links = told.wrong("terms/mapping").xpath(".//a/@href")
    (link,) = (link for link in links if link.startswith("https:"))
    assert link.startswith(f"{ISSUES}/new?")
    begun = {name: value for name, (value,) in parse_qs(urlsplit(link).query).items()}
    assert begun.pop("template") == NAME
    assert begun.pop("title") == "Correction: terms/mapping"
    assert begun == {"record": "terms/mapping"}
    assert begun.keys() <= FIELDS.keys()


@pytest.mark.parametrize(
    "issues", ["https://gitlab.com/a/b/-/issues", "https://github.com.example.org/a/b/issues"]
)
def test_other_hosts_get_no_form_of_githubs(issues: str) -> None:
    assert report_at(issues, "terms/mapping") == issues
