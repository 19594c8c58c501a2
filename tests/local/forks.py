"""Forks of this very guide: git repositories, with all that a local guide may hold."""

import shutil
import subprocess
from pathlib import Path

from tests.projects import NOT_COPIED, ROOT, Project

BUILT = ("site", "site-staff", "node_modules", "__pycache__")
NOT_UPSTREAM = (*NOT_COPIED, *BUILT, "private", "local")
IDENTITY = ("-c", "user.name=Someone", "-c", "user.email=someone@example.org")
LOCAL_FILES = {
    "data/local/site.yml": """\
name: Lake County Work Guide
area: Lake County
publisher: Lake County Library
logo: assets/lake.svg
footer: Lake County Library, for all who live here.
colors:
  brand: "#5b0f57"
  link: "#660b4f"
hidden_pages: [chapters/mapping.md]
""",
    "data/local/partners/lake-jobs.yml": """\
name: Lake Jobs
description: Helps people find work.
sectors: [workforce-system]
audiences: [survivors]
topics: [workforce-programs]
sources: [collaboration-toolkit]
""",
    "data/local/resources/wioa.yml": "changes: wioa\ntitle: The law on jobs, as we read it\n",
    "data/local/resources/u-visa.yml": "hides: u-visa\nreason: Our lawyers explain it in person.\n",
    "data/local/partners/bank-on.yml": """\
changes: bank-on
languages: [en, es]
assured_date: 2026-11-20
assured_by: Help desk
""",
    "data/local/history.yml": "- date: 2026-11-20\n  begins_with: 12\n",
    "data/local/link-status.yml": """\
gone:
  - address: https://joinbankon.org/
    since: 2026-11-20
    checked: 2026-11-20
    reason: 404 Not Found
    strikes: [2026-11-14, 2026-11-17, 2026-11-20]
""",
    "docs/local/chapters/vetting.md": """\
---
title: Vetting in Lake County
description: Whom to ask here.
---

# Vetting in Lake County

Ask the library first. Then read [why work is safety](work-is-safety.md).
""",
    "docs/local/lake/rides.md": """\
---
title: Rides to work
description: Buses and shared cars.
menu: The guide
---

# Rides to work

The bus is free. See [vetting](../chapters/vetting.md).
""",
    "docs/local/assets/lake.svg": (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4">'
        '<circle cx="2" cy="2" r="2"/></svg>'
    ),
    "docs/local/assets/local.css": ".md-footer { border-top: 4px solid #5b0f57; }\n",
    "overrides/local/fragments/imprint.html": (
        "<p>Printed by the lake.</p>{{ site.footer | prose }}{{ site.license | prose }}\n"
    ),
}
"""A record added, two changed and one of them checked, one hidden; what became of records, what is
known of addresses; a page replaced, one added, one hidden; a logo, colors, rules, a template."""


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", *IDENTITY, *words], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout


def commit(folder: Path, message: str) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)


def upstream(folder: Path) -> Path:
    """A repository that holds this project as it is, in one commit."""
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*NOT_UPSTREAM), symlinks=True)
    git(folder, "init", "--quiet", "--initial-branch", "main")
    commit(folder, "Begin")
    return folder


def fork(upstream: Path, folder: Path) -> Project:
    """A fork of it with local files of all sorts, committed."""
    git(upstream.parent, "clone", "--quiet", str(upstream), str(folder))
    return settled(Project(folder))


def settled(project: Project) -> Project:
    """The project with an identity for git, and with local files, committed."""
    git(project.root, "config", "user.name", "Someone")
    git(project.root, "config", "user.email", "someone@example.org")
    for path, text in LOCAL_FILES.items():
        project.write(path, text)
    commit(project.root, "Our own guide")
    return project
