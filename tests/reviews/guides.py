"""The small guide, parts of it checked by somebody, and some of that long ago."""

from tests.projects import ROOT, Project

FACTS = """\
---
title: Facts
assured_date: 2026-05-04
assured_by: Partnership coordinator
review_every: 6 months
---

# What the town knows

It reads.{{ cite("survey") }}
"""
UNCHECKED = """\
# What the town guesses

It reads more.{{ cite("survey") }}
"""
APPENDED = {
    "resources/mapping-guide.yml": """\
assured_date: 2026-03-31
assured_by: Partnership coordinator
review_every: 6 months
""",
    "case_studies/library-cafe.yml": "assured_date: 2024-02-29\n",
    "checklists/visit.yml": "assured_date: 2026-05-04\nassured_by: The intake team\n",
    "worksheets/town-map.yml": "assured_date: 2025-05-04\nassured_by: DV advocates\n",
    "sources.yml": "  assured_date: 2026-05-04\n  assured_by: Example County\n",
}
NOW = "2026-11-22T12:00:00"
"""Past the day of a partner, its service, a resource, a case study, a worksheet and a page."""


def checked(project: Project) -> Project:
    """The guide with what people found out about it."""
    for path, lines in APPENDED.items():
        file = project.root / "data" / path
        file.write_text(file.read_text("utf-8").rstrip("\n") + "\n" + lines, "utf-8")
    site = project.root / "data/site.yml"
    lines = site.read_text("utf-8")
    called = lines.replace("    phone: 911\n", "    phone: 911\n    assured_date: 2026-05-04\n")
    assert called != lines
    site.write_text(called, "utf-8")
    project.write("docs/facts.md", FACTS)
    project.write("docs/guesses.md", UNCHECKED)
    project.write("docs/fresh.md", (ROOT / "docs/fresh.md").read_text("utf-8"))
    return project
