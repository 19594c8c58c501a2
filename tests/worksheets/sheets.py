"""Forms on a page as a reader uses them, and a small guide that has one of each sort."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.watching import page_at

TIES = """\
title: Who we know
summary: Whom we know where.
sources: [survey]
row_label: Sector
columns:
  - {id: person, label: One person, kind: write, means: lone-tie}
  - {id: team, label: A team, kind: write, means: tie}
  - {id: bring, label: What they bring, kind: write}
groups:
  - id: near
    title: Near
    rows:
      - {id: library, label: Library}
      - {id: unions, label: Unions}
      - {id: clinic, label: Clinic}
    write_in_rows: 1
"""
OFFERS = """\
title: Offers
summary: Who offers what.
sources: [survey]
row_label: Practice
columns:
  - {id: ours, label: We do, kind: tick, means: ours}
  - {id: others, label: Others do, kind: tick, means: others}
  - {id: gap, label: Gap, kind: tick, means: gap}
groups:
  - id: skills
    title: Skills
    rows:
      - term: digital-literacy
      - {id: own, label: Own row}
"""
FORMS = {
    "worksheets/town-map": "worksheets/town-map/",
    "worksheets/ties": "worksheets/ties/",
    "worksheets/offers": "worksheets/offers/",
    "checklists/visit": "checklists/visit/",
    "templates/pact": "templates/pact/",
}
ANSWER = {"name": "_head/date", "label": "Date", "value": "today"}


@dataclass(frozen=True)
class Sheet:
    """One form, its tools above and what it shows below."""

    page: Page
    key: str = "worksheets/town-map"

    def __post_init__(self) -> None:
        self.page.wait_for_selector(f"[data-sheet='{self.key}'] [data-needs-script]:not([hidden])")

    def part(self, selector: str) -> Locator:
        return self.page.locator(f"[data-sheet='{self.key}'] {selector}")

    def field(self, name: str) -> Locator:
        return self.page.locator(f"form[data-sheet='{self.key}'] [name='{name}']")

    def press(self, what: str) -> None:
        self.part(f"[data-do={what}]").first.click()

    def show(self) -> Locator:
        self.part("[data-do=show]").last.click()
        return self.part("[data-findings]")

    def found(self, name: str) -> list[str]:
        lines = self.part(f"[data-finding={name}] > ul[data-lines] > li").all_inner_texts()
        return [" ".join(line.split()) for line in lines]

    def hears(self, *words: str) -> None:
        """Wait until all of this is said, in one place."""
        said = self.part("[data-now]").filter(has_text=re.compile(".+"))
        for part in words:
            expect(said).to_contain_text(part)

    @property
    def values(self) -> dict[str, object]:
        """What is filled in, by name."""
        found: dict[str, object] = self.page.evaluate(
            """key => Object.fromEntries(
                [...document.querySelectorAll(`form[data-sheet='${key}'] [name]`)]
                .map(one => [one.name, one.type === 'checkbox' ? one.checked : one.value])
                .filter(([, value]) => value))""",
            self.key,
        )
        return found

    def save(self) -> tuple[str, bytes]:
        with self.page.expect_download() as download:
            self.press("save")
        return download.value.suggested_filename, Path(download.value.path()).read_bytes()

    def load(self, content: bytes | str, name: str = "saved.json") -> None:
        data = content.encode() if isinstance(content, str) else content
        file: FilePayload = {"name": name, "mimeType": "application/json", "buffer": data}
        self.part("[data-file]").set_input_files(file)

    def agree(self) -> None:
        self.part("[data-yes]").click()

    def fill_all(self, word: str) -> int:
        """Something in every field, the word with its number where words go."""
        fields = self.page.locator(f"form[data-sheet='{self.key}'] [name]").all()
        for number, one in enumerate(fields):
            if one.get_attribute("type") == "checkbox":
                one.check()
            else:
                one.fill(f"{word}{number}")
        return len(fields)


def saved(key: str = "worksheets/town-map", **changes: Any) -> str:
    """A file as this guide writes it, with some of it changed."""
    answer = {"name": "skills/unions/gap", "label": "Unions: Gap", "value": True}
    file = {
        "format": "guide-answers",
        "version": 1,
        "sheet": key,
        "copies": [[answer]],
        "referrals": [],
    }
    return json.dumps(file | changes)


def opened(page: Page, address: str, key: str = "worksheets/town-map") -> Sheet:
    page.goto(page_at(address, FORMS[key]))
    return Sheet(page, key)
