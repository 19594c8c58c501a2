"""`guide rename`: one id changes everywhere, and nothing else does."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.drawing import macros
from macros.editions import Edition
from macros.folder import Folder
from macros.project import read
from macros.rename.mentions import mentions
from macros.rename.pages import renamed
from macros.rename.plan import Plan, Planning
from tests.history.guides import add, run
from tests.projects import ROOT, Project, snapshot
from tests.websites import dead_links

MACROS = macros()
BOTH = ("partners/town-library", "town-books")


def rename(project: Project, *words: str, fails: bool = False) -> str:
    return run(project, "rename", *words, fails=fails)


def sources(root: Path) -> dict[str, bytes]:
    return {f"{name}/{p}": b for name in ("data", "docs") for p, b in snapshot(root / name).items()}


def test_every_place_that_names_the_record_follows(project: Project) -> None:
    add(
        project,
        "docs/index.md",
        "\n[«Old»](partners/index.md) {{ link('partners/town-library', 'town-library') }}\n",
    )
    before = sources(project.root)
    old = before.pop("data/partners/town-library.yml")
    told = rename(project, *BOTH)
    after = sources(project.root)
    assert after.pop("data/partners/town-books.yml") == old + b"former_ids: [town-library]\n"
    assert after.keys() == before.keys()
    for path, was in before.items():
        if was != after[path]:
            assert path in told
            assert after[path].replace(b"town-books", b"town-library") == was
    assert b"{{ link('partners/town-books', 'town-library') }}" in after["docs/index.md"]
    assert b"new: partners/town-books/" in after["data/site.yml"]
    assert not dead_links(project.build().site)
    assert 'url=../town-books/"' in project.page("partners/town-library")
    assert 'url=../town-books/"' in project.page("partners/library")


def test_a_term_is_renamed_in_its_list_and_in_heads_of_pages(project: Project) -> None:
    page = (
        "---\ntitle: Maps\ntopics: [mapping]  # mapping\n---\n\n# Maps\n\n{{ term('mapping') }}\n"
    )
    project.write("docs/maps.md", page)
    rename(project, "terms/mapping", "maps")
    text = (project.root / "docs/maps.md").read_text("utf-8")
    assert text == page.replace("[mapping]", "[maps]").replace("'mapping'", "'maps'")
    guide = read(project.root).guide
    assert guide and guide.terms["maps"].former_ids == ("mapping",)


def test_back_again_leaves_no_circle(project: Project) -> None:
    rename(project, *BOTH)
    rename(project, "partners/town-books", "town-library")
    guide = read(project.root).guide
    assert guide and guide.partners["town-library"].former_ids == ("town-books",)


def test_two_records_are_never_made_one(project: Project) -> None:
    rename(project, *BOTH)
    project.write("data/partners/town-library.yml", "name: Another library\nsources: [survey]\n")
    before = sources(project.root)
    told = " ".join(rename(project, *BOTH, fails=True).split())
    assert "town-books.yml stands in that folder already and says something else" in told
    assert sources(project.root) == before


def test_a_file_that_changes_another_record_is_not_written_over(project: Project) -> None:
    project.write("data/local/partners/own.yml", "name: Own\nsources: [survey]\n")
    project.write("data/local/partners/notes.yml", "changes: town-library\nhours: Never\n")
    before = sources(project.root)
    told = rename(project, "partners/own", "notes", fails=True)
    assert "notes.yml stands in that folder already" in " ".join(told.split())
    assert sources(project.root) == before


def test_in_a_list_two_records_are_never_made_one(project: Project) -> None:
    twins = "- {id: one, name: One, sources: [survey]}\n- {id: two, name: Two, sources: [survey], "
    project.write("data/partners.yml", f"{twins}former_ids: [one]}}\n")
    before = sources(project.root)
    told = rename(project, "partners/one", "two", fails=True)
    assert "'two' is the id of another record" in told
    assert sources(project.root) == before


def test_a_change_of_a_record_is_no_record_that_was_meant(project: Project) -> None:
    project.write("data/local/partners.yml", "- changes: town-library\n  hours: Never\n")
    assert "did you mean" not in rename(project, "partners/nope", "x", fails=True)


@pytest.mark.parametrize("cut", [1, 4])
@pytest.mark.parametrize("both", [BOTH, ("terms/mapping", "maps")])
def test_a_run_that_was_cut_off_is_finished(
    cut: int, both: tuple[str, str], project: Project
) -> None:
    whole = Project.small(project.root.parent / "whole")
    rename(whole, *both)
    plan = Planning.of(project.root, *both).plan()
    steps = list(plan.texts.items())[:cut]
    assert len(steps) == cut < len(plan.texts)
    Plan(dict(steps), {}).write()
    done = rename(project, *both)
    assert sources(project.root) == sources(whole.root), done
    assert "has this id already" in rename(project, *both)


def test_a_page_without_macros_stays_as_it_is(project: Project) -> None:
    page = '---\nrender_macros: false\n---\n# P\n\n{{ partner("town-library") }} {{ link(\n'
    project.write("docs/plain.md", page)
    rename(project, *BOTH)
    assert (project.root / "docs/plain.md").read_text("utf-8") == page


def test_a_dry_run_changes_nothing(project: Project) -> None:
    before = sources(project.root)
    assert "data/partners/town-library.yml goes" in rename(project, *BOTH, "--dry-run")
    assert sources(project.root) == before


@pytest.mark.parametrize(
    ("key", "new", "told"),
    [
        ("partners/town-libary", "x", "no record 'partners/town-libary', did you mean"),
        ("partner/town-library", "x", "must be KIND/ID, did you mean 'partners'"),
        ("partners/town-library", "Town Books", "'town-books' would do"),
        ("partners/town-library", "index", "the name of a list page"),
        ("partners/town-library", "credit-union", "is the id of another record"),
        ("partners/town-library", "savings", "was the id of the record in"),
    ],
)
def test_what_cannot_be_is_refused(key: str, new: str, told: str, project: Project) -> None:
    add(project, "data/partners/credit-union.yml", "former_ids: [savings]\n")
    before = sources(project.root)
    assert told in " ".join(rename(project, key, new, fails=True).split())
    assert sources(project.root) == before


def test_overlays_follow(project: Project) -> None:
    """A record of a fork's own, which its private files change."""
    project.write("data/local/partners/ours.yml", "name: Ours\nsources: [survey]\n")
    project.write("data/private/partners/ours.yml", "changes: ours\nprivate_notes: Kind.\n")
    rename(project, "partners/ours", "ours-too")
    staff = read(project.root, edition=Edition.STAFF).guide
    assert staff and staff.partners["ours-too"].private_notes == "Kind."
    told = rename(project, *BOTH, fails=True)
    assert "belongs to the guide that yours is made from" in told


def test_every_id_in_our_own_data_is_known_as_one() -> None:
    """What the model finds in checked records, the eye for unchecked ones finds, too."""
    guide = read(ROOT).guide
    assert guide
    folder = Folder(ROOT / "data", ROOT).read()
    found = {(d.key, one.key) for d in folder.drafts for one in mentions(d)}
    known = {(m.record.key, key) for key, all_ in guide.mentions.items() for m in all_}
    assert found == known


WORDS = st.sampled_from(
    ["town-library", "town-library-2", "{{ ", " }}", '"', "'", "\n", "\r\n", " ", "(", ")", ",",
     "link", "partner", "partners/town-library", '{{ partner("town-library") }}',
     "{{ link('partners/town-library', words='town-library') }}", "{# town-library #}",
     '{{ link(words="x", key="partners/town-library") }}', "{% raw %}", "{% endraw %}", "é",
     "---\n",
     '{{ resource("town-library") }}', "topics: [town-library]\n", "\ufeff"]
)  # fmt: skip


@settings(deadline=None, max_examples=100)
@given(st.lists(WORDS, max_size=12).map("".join))
def test_pages_keep_all_other_bytes(text: str) -> None:
    done, count = renamed(text, MACROS, "partners", "town-library", "zz")
    assert len(text) - len(done) == count * (len("town-library") - len("zz"))
    assert done.replace("zz", "town-library") == text
    assert renamed(done, MACROS, "partners", "town-library", "zz") == (done, 0)


IDS = st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,5}){0,2}", fullmatch=True)
LINES = st.sampled_from(["# a note: town-library\n", "\n", "hours: town-library  # town-library\n"])


@settings(deadline=None, max_examples=25)
@given(IDS, st.lists(LINES, max_size=3, unique=True), st.sampled_from(["\n", "\r\n"]))
def test_data_keeps_all_other_bytes(
    tmp_path_factory: pytest.TempPathFactory, new: str, lines: list[str], end: str
) -> None:
    root = tmp_path_factory.mktemp("rename")
    texts = {
        "partners/town-library.yml": "name: Town\n" + "".join(lines),
        "resources.yml": "- id: a  # town-library\n  partner: town-library\n  title: partner\n",
        "case_studies.yml": "- id: b\n  partners: [x, town-library,  y]\n"
        "  summary: town-library\n" + "".join(f"  {line}" for line in lines if line.strip()),
    }
    for path, text in texts.items():
        file = root / "data" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.replace("\n", end).encode())
    (root / "docs").mkdir()
    plan = Planning.of(root, "partners/town-library", new).plan()
    told = {p.relative_to(root / "data").as_posix(): text for p, text in plan.texts.items()}
    own = told.pop(f"partners/{new}.yml").replace(f"former_ids: [town-library]{end}", "", 1)
    assert own == texts.pop("partners/town-library.yml").replace("\n", end)
    for path, text in texts.items():
        expected = text.replace("partner: town-library", f"partner: {new}").replace("\n", end)
        assert told.pop(path) == expected.replace("x, town-library", f"x, {new}")
