"""What this project is made of: locked by hash, and nothing of others without name and licence."""

import json
import re
import subprocess
import sys
import tomllib
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.projects import ROOT

GITHUB = ROOT / ".github"
MORE = {
    "release": {"contents": "write"},
    "ask": {"pages": "read"},
    "publish": {"pages": "write", "id-token": "write"},
    "due": {"contents": "read", "issues": "write"},
    "links": {"contents": "write", "issues": "write", "pull-requests": "write"},
}
"""What jobs may do besides reading what everyone may read."""
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FOLDERS = {
    "docs/assets/vendor": "vendor.json",
    "overrides/documents/fonts": "fonts.json",
}
"""Where files of others stand, each with the list of them."""
OURS = ("fonts.conf",)

each_workflow = pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
each_folder = pytest.mark.parametrize("folder", FOLDERS)


@cache
def listed(folder: str) -> list[dict[str, Any]]:
    packages: list[dict[str, Any]] = json.loads((ROOT / folder / FOLDERS[folder]).read_text())
    return packages


# --- what is installed ---


def test_every_python_package_is_locked_by_hash_and_from_pypi() -> None:
    packages = tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))["package"]
    assert len(packages) > 50
    for package in packages:
        if package["source"] == {"editable": "."}:
            continue
        assert package["source"] == {"registry": "https://pypi.org/simple"}, package["name"]
        files = [*package.get("wheels", ()), *filter(None, [package.get("sdist")])]
        assert files, package["name"]
        for file in files:
            assert re.fullmatch("sha256:[0-9a-f]{64}", file["hash"]), file["url"]
            assert file["url"].startswith("https://files.pythonhosted.org/"), file["url"]


def test_every_checker_from_npm_is_locked_by_hash() -> None:
    lock = json.loads((ROOT / "tests/package-lock.json").read_text("utf-8"))
    packages = {path: package for path, package in lock["packages"].items() if path}
    assert len(packages) > 5
    for path, package in packages.items():
        assert package["integrity"].startswith("sha512-"), path


def test_there_is_a_group_for_the_audit() -> None:
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["dependency-groups"]
    assert groups["audit"][0].startswith("pip-audit")


# --- what the site and its documents carry ---


@each_folder
def test_every_file_of_others_is_listed_with_its_checksum(folder: str) -> None:
    licences = {package["license_file"] for package in listed(folder)}
    found = {
        path.name: sha256(path.read_bytes()).hexdigest()
        for path in (ROOT / folder).iterdir()
        if path.name not in {FOLDERS[folder], *licences, *OURS}
    }
    assert found == {
        name: digest for package in listed(folder) for name, digest in package["sha256"].items()
    }


@each_folder
def test_every_package_of_others_has_its_version_and_licence(folder: str) -> None:
    texts = {"MIT": "Permission is hereby granted", "OFL-1.1": "SIL OPEN FONT LICENSE"}
    texts["Bitstream-Vera"] = "Bitstream Vera"
    ours = (ROOT / "LICENSE").read_text("utf-8").replace("\n", " ")
    for package in listed(folder):
        assert re.fullmatch(r"\d+(\.\d+)+", package["version"])
        assert package["registry"] == "npm"
        licence = (ROOT / folder / package["license_file"]).read_text("utf-8")
        assert texts[package["license"]] in licence
        name = package["package"].split("/")[-1].split("-")[0]
        assert name in ours.lower(), f"LICENSE does not name {name}"


def test_a_release_says_what_it_is_made_of() -> None:
    command = [sys.executable, str(ROOT / ".ci/sbom.py")]
    done = subprocess.run(command, check=True, capture_output=True)
    bom = json.loads(done.stdout)
    assert (bom["bomFormat"], bom["specVersion"]) == ("CycloneDX", "1.5")
    purls = [part["purl"] for part in bom["components"]]
    assert len(purls) == len(set(purls))
    for start in ("pkg:pypi/mkdocs@", "pkg:pypi/pydantic@", "pkg:npm/lunr@2.3.9"):
        assert [purl for purl in purls if purl.startswith(start)], start
    assert [purl for purl in purls if "atkinson-hyperlegible-next" in purl]
    assert not [purl for purl in purls if purl.startswith("pkg:pypi/pytest@")]


# --- what runs elsewhere ---


@each_workflow
def test_actions_are_named_by_commit(workflow: Path) -> None:
    lines = [line for line in workflow.read_text("utf-8").splitlines() if "uses:" in line]
    for line in lines:
        assert re.fullmatch(r"\s*- uses: [\w./-]+@[0-9a-f]{40} # v\d+(\.\d+)*", line), line


@each_workflow
def test_workflows_may_do_no_more_than_they_need(workflow: Path) -> None:
    # YAML 1.1 reads the key «on» as true.
    content = yaml.safe_load(workflow.read_text("utf-8"))
    assert content["permissions"] == {"contents": "read"}
    for name, job in content["jobs"].items():
        assert job["timeout-minutes"] <= 120
        assert job.get("permissions") == MORE.get(name), name
        for step in job["steps"]:
            if "checkout" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False
            # What others can name must not become part of a command.
            assert "${{" not in step.get("run", "")


def test_updates_are_looked_for_wherever_versions_stand() -> None:
    content = yaml.safe_load((GITHUB / "dependabot.yml").read_text("utf-8"))
    places = {(one["package-ecosystem"], one["directory"]) for one in content["updates"]}
    assert places == {("github-actions", "/"), ("uv", "/"), ("npm", "/tests")}
