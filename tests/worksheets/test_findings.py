"""What a filled form shows, in words."""

import json

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.projects import Project
from tests.watching import on_a_stick
from tests.worksheets.sheets import OFFERS, Sheet, opened

# --- one form ---


def test_a_gap_names_who_of_this_guide_fills_it(town: Sheet, address: str) -> None:
    town.field("skills/digital-literacy/gap").check()
    town.field("skills/unions/gap").check()
    findings = town.show()
    expect(findings.get_by_role("heading", name="What this shows")).to_be_focused()
    known, own = town.found("gaps")
    assert known.startswith("Digital literacy") and own.startswith("Unions")
    assert "Town Library (new tab)" in known and "Mapping Guide (new tab)" in known
    assert "cannot look up a row of your own" in own
    link = findings.get_by_role("link", name="Town Library")
    assert link.get_attribute("rel") == "noopener noreferrer"
    with town.page.context.expect_page() as other:
        link.click()
    expect(other.value.get_by_role("heading", level=1)).to_have_text("Town Library")
    other.value.close()
    assert town.field("skills/unions/gap").is_checked()


def test_a_gap_says_what_one_noted_and_what_is_not_sure_about_a_record(town: Sheet) -> None:
    town.field("skills/digital-literacy/gap").check()
    town.field("skills/digital-literacy/by-whom").fill("Ask the library")
    town.show()
    (gap,) = town.found("gaps")
    assert gap.startswith("Digital literacy: Ask the library")
    assert "not checked yet" in gap


def test_where_nothing_is_listed_it_says_so(project: Project, browser: Browser) -> None:
    project.write("data/worksheets/offers.yml", OFFERS.replace("digital-literacy", "cash-help"))
    taxonomy = project.root / "data/taxonomy.yml"
    text = taxonomy.read_text("utf-8")
    taxonomy.write_text(
        text.replace("practices:\n", "practices:\n  - {id: cash-help, label: Cash help}\n", 1)
    )
    page = browser.new_page()
    page.goto(on_a_stick(project.build().site).joinpath("worksheets/offers/index.html").as_uri())
    sheet = Sheet(page, "worksheets/offers")
    sheet.field("skills/cash-help/gap").check()
    sheet.show()
    assert "lists no partner and no resource for it yet" in sheet.found("gaps")[0]
    page.close()


def test_a_map_says_what_both_offer_and_what_nobody_answered(page: Page, address: str) -> None:
    sheet = opened(page, address, "worksheets/offers")
    sheet.show()
    assert sheet.found("silent") == ["Digital literacy", "Own row"]
    expect(sheet.part("[data-finding=gaps]")).to_contain_text("No row is marked as a gap.")
    for column in ("ours", "others", "gap"):
        sheet.field(f"skills/own/{column}").check()
    expect(sheet.part("[data-finding=both] li")).to_have_text("Own row")
    assert sheet.found("both") == ["Own row"]
    assert sheet.found("silent") == ["Digital literacy"]
    assert "Also ticked: We do, Others do." in sheet.found("gaps")[0]


def test_own_rows_count_once_they_have_a_name(town: Sheet) -> None:
    town.field("skills/_2/_name").fill("Choir")
    town.field("skills/_2/by-whom").fill("Ask in May")
    town.show()
    assert town.found("steps") == ["Choir: Ask in May"]
    assert town.found("silent") == ["Digital literacy", "Unions"]
    town.field("skills/_1/gap").check()
    expect(town.part("[data-finding=gaps] li").first).to_contain_text("Other 1 in Skills")


def test_the_referral_list_grows_shrinks_and_is_saved(town: Sheet) -> None:
    town.field("skills/digital-literacy/gap").check()
    findings = town.show()
    add = findings.get_by_role("button", name="Add to the referral list Town Library")
    add.click()
    expect(add).to_have_attribute("aria-pressed", "true")
    expect(add).to_be_focused()
    town.hears("Added to the referral list.")
    lines = town.part("[data-referrals] li")
    expect(lines).to_have_count(1)
    expect(lines).to_contain_text("for Digital literacy")
    content = town.save()[1]
    findings.get_by_role("button", name="Remove Town Library").click()
    expect(town.part("[data-referrals]")).to_be_hidden()
    expect(add).to_have_attribute("aria-pressed", "false")
    expect(findings.get_by_role("heading", name="What this shows")).to_be_focused()
    town.load(content)
    town.agree()
    expect(lines).to_contain_text("Town Library")
    expect(lines.get_by_role("link")).to_have_attribute("target", "_blank")
    expect(add).to_have_attribute("aria-pressed", "true")
    town.press("clear")
    town.agree()
    expect(findings).to_be_hidden()
    expect(lines).to_have_count(0)


def test_the_referral_list_is_copied_as_text(
    town: Sheet, address: str, context: BrowserContext
) -> None:
    town.field("skills/digital-literacy/gap").check()
    findings = town.show()
    findings.get_by_role("button", name="Add to the referral list Town Library").click()
    if address.startswith("http"):
        context.grant_permissions(["clipboard-read", "clipboard-write"])
    town.press("copy")
    town.hears("The list is copied.")
    if address.startswith("http"):
        text = town.page.evaluate("navigator.clipboard.readText()")
        assert text.startswith("Town Library") and "for Digital literacy" in text


def test_a_list_that_cannot_be_copied_is_selected(town: Sheet) -> None:
    town.page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject())")
    town.field("skills/digital-literacy/gap").check()
    findings = town.show()
    findings.get_by_role("button", name="Add to the referral list Town Library").click()
    town.press("copy")
    town.hears("copy it with the keyboard")
    assert "Town Library" in town.page.evaluate("String(getSelection())")


def test_a_checklist_says_concerns_with_what_to_do_and_what_is_open(visit: Sheet) -> None:
    visit.field("at-the-door/step-free/yes").check()
    visit.field("at-the-door/step-free/no").check()
    visit.field("at-the-door/step-free/_notes").fill("Ask the owner")
    visit.show()
    (concern,) = visit.found("concerns")
    assert concern.startswith("Can everyone get in?")
    assert concern.index("Ask the owner") < concern.index("Warning signs to look for")
    assert "More than one box is ticked" in concern and "(Yes, No)" in concern
    assert "A locked gate" in concern and "Ask for another entrance." in concern
    assert visit.found("silent") == ["Are there signs?"]
    assert visit.found("steps") == ["Can everyone get in? Ask the owner"]
    visit.field("at-the-door/step-free/no").uncheck()
    expect(visit.part("[data-finding=concerns]")).to_contain_text("No concern is ticked.")
    expect(visit.part("[data-finding=steps]")).to_have_count(0)


def test_ties_show_who_is_missing_and_who_is_known_to_one_only(page: Page, address: str) -> None:
    sheet = opened(page, address, "worksheets/ties")
    sheet.field("near/library/person").fill("Ana")
    sheet.field("near/unions/person").fill("Bo")
    sheet.field("near/unions/team").fill("Night shift")
    sheet.field("near/clinic/bring").fill("Checkups")
    sheet.show()
    assert sheet.found("missing") == ["Clinic: Checkups"]
    assert sheet.found("lone") == ["Library: Ana"]
    matrix = sheet.part("[data-matrix]")
    assert matrix.locator("th[scope=col]").all_inner_texts() == ["Sector", "One person", "A team"]
    cells = [
        row.locator("td .visually-hidden").all_inner_texts()
        for row in matrix.locator("tbody tr").all()
    ]
    assert cells == [["yes", "no"], ["yes", "yes"], ["no", "no"]]
    assert matrix.locator("tbody th[scope=row]").count() == 3


# --- two candidates ---


def compared(visit: Sheet) -> None:
    visit.field("at-the-door/step-free/yes").check()
    visit.field("at-the-door/signs/_notes").fill("By the gate")
    visit.page.get_by_label("Second place").check()
    assert visit.values == {}
    visit.field("at-the-door/step-free/no").check()
    visit.field("at-the-door/signs/yes").check()


def test_two_candidates_stand_side_by_side(visit: Sheet) -> None:
    compared(visit)
    findings = visit.show()
    table = visit.part("table.compare")
    assert table.locator("thead th").all_inner_texts() == [
        "Question",
        "First place",
        "Second place",
        "Compared",
    ]
    assert [row.inner_text().split("\t") for row in table.locator("tbody tr").all()] == [
        ["Can everyone get in?", "Yes", "No", "Different"],
        ["Are there signs?", "Not answered. By the gate", "Yes", "One not answered"],
    ]
    titles = findings.locator("[data-copy-of]").all_inner_texts()
    assert titles == ["First place", "Second place"]
    visit.page.get_by_label("First place").check()
    assert visit.values == {
        "at-the-door/step-free/yes": True,
        "at-the-door/signs/_notes": "By the gate",
    }


def test_two_candidates_are_saved_in_one_file(visit: Sheet) -> None:
    compared(visit)
    content = visit.save()[1]
    assert [len(copy) for copy in json.loads(content)["copies"]] == [2, 2]
    visit.press("clear")
    visit.agree()
    expect(visit.page.get_by_label("First place")).to_be_checked()
    visit.load(content)
    visit.hears("The file is loaded.")
    assert len(visit.values) == 2
    visit.page.get_by_label("Second place").check()
    assert visit.values == {
        "at-the-door/step-free/no": True,
        "at-the-door/signs/yes": True,
    }


def test_a_candidate_is_called_by_the_first_line(project: Project, browser: Browser) -> None:
    head = "head:\n  - {id: place, label: Place}\nanswers:"
    visit = project.root / "data/checklists/visit.yml"
    visit.write_text(visit.read_text("utf-8").replace("answers:", head, 1), "utf-8")
    page = browser.new_page()
    page.goto(on_a_stick(project.build().site).joinpath("checklists/visit/index.html").as_uri())
    sheet = Sheet(page, "checklists/visit")
    sheet.field("_head/place").fill("Mill")
    expect(page.get_by_label("First place: Mill")).to_be_checked()
    page.get_by_label("Second place").check()
    sheet.field("_head/place").fill("Dock")
    sheet.show()
    first = sheet.part("table.compare tbody tr").first
    assert first.locator("th, td").all_inner_texts() == ["Place", "Mill", "Dock", ""]
    page.close()
