"""Files that no text file can stand for: wrong bytes, wrong sizes, folders, files nobody may read.

The cases that a text file can hold stand in `tests/problems/`.
"""

import os
import shutil
from pathlib import Path

import pytest
import yaml

from macros import parsing
from macros.parsing import parse
from macros.problems import Problem, nearest, report
from macros.project import read
from macros.reading import SIZE_LIMIT
from tests.projects import SMALL, Project
from tests.test_problems import CASES, lay

BANK = "data/partners/bank.yml"
FINE = "name: Bank\ndescription: A bank.\nsources: [survey]\n"
ODD = "\ufffd"
ONE = "\n1 problem found; nothing was changed."


def said(project: Project) -> str:
    return report(read(project.root).problems)


def said_of(project: Project, data: bytes | str, path: str = BANK) -> str:
    target = project.write(path, "")
    target.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return said(project)


# --- bytes ---


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            b"name: Ni\xf1o\ndescription: El Ni\xf1o.\n",
            "1:9: a character here is not saved as UTF-8 (0xF1): save the file again as UTF-8\n"
            "    name: Ni\ufffdo\n"
            "            ^",
        ),
        (
            "name: Bank\r\ndescription: 100 €\r\n".encode("cp1252"),
            "2:18: a character here is not saved as UTF-8 (0x80): save the file again as UTF-8\n"
            "    description: 100 \ufffd\n"
            "                     ^",
        ),
        (FINE.encode("utf-16"), "1:1: is saved as UTF-16: save it again as UTF-8"),
        (FINE.encode("utf-16-be"), "1:1: is no text file: save it again as text in UTF-8"),
        (b"PK\x03\x04\x14\x00\x06\x00", "1:1: is no text file: save it again as text in UTF-8"),
        (
            b"name: Bank\0\ndescription: A bank.\n",
            "1:11: an invisible character (U+0000) stands here: delete it\n"
            "    name: Bank\ufffd\n"
            "              ^",
        ),
        (
            bytes(range(128, 256)),
            "1:1: a character here is not saved as UTF-8 (0x80): save the file again as UTF-8\n"
            f"    {ODD * 99}…\n"
            "    ^",
        ),
    ],
    ids=["latin-1", "windows-1252", "utf-16", "utf-16 without mark", "xlsx", "one zero", "binary"],
)
def test_a_record_that_is_no_utf_8_text(data: bytes, message: str, project: Project) -> None:
    assert said_of(project, data) == f"{BANK}:{message}{ONE}"


def test_a_page_that_is_no_utf_8_text(project: Project) -> None:
    assert said_of(project, b"# About\n\nEl Ni\xf1o.\n", "docs/about.md") == (
        "docs/about.md:3:6: a character here is not saved as UTF-8 (0xF1): "
        "save the file again as UTF-8\n"
        "    El Ni\ufffdo.\n"
        f"         ^{ONE}"
    )


def test_a_page_saved_as_utf_16(project: Project) -> None:
    page = "# About\n".encode("utf-16")
    message = "is saved as UTF-16: save it again as UTF-8"
    assert said_of(project, page, "docs/about.md") == f"docs/about.md:1:1: {message}{ONE}"


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["bare", "with mark"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old mac"])
def test_lines_may_end_in_any_way(mark: str, end: str, project: Project) -> None:
    text = f"{mark}{FINE}wesbite: x\n".replace("\n", end)
    assert said_of(project, text) == (
        f"{BANK}:4:1: unknown field 'wesbite', did you mean 'website'?\n    wesbite: x\n    ^{ONE}"
    )


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["unix", "windows"])
def test_lines_of_a_page_may_end_in_any_way(end: str, project: Project) -> None:
    page = "---\ntitle: About\n---\n\n{{ partners() }}\n\n{{ partnerz() }}\n".replace("\n", end)
    assert said_of(project, page, "docs/about.md") == (
        "docs/about.md:7:4: unknown macro 'partnerz', did you mean 'partner'?\n"
        f"    {{{{ partnerz() }}}}\n       ^{ONE}"
    )


# --- sizes ---


def test_a_file_may_have_a_megabyte_and_no_more(project: Project) -> None:
    fine = FINE + "#" * (SIZE_LIMIT - len(FINE))
    assert said_of(project, fine) == "0 problems found; nothing was changed."
    assert said_of(project, fine + "#") == f"{BANK}:1:1: is larger than 1 MB: split it{ONE}"


def test_a_text_may_have_five_thousand_characters(project: Project) -> None:
    text = "a" * 5_001
    assert said_of(project, f"name: Bank\ndescription: {text}\n") == (
        f"{BANK}:2:14: 'description' has 5001 characters; at most 5000 are allowed\n"
        f"    description: {'a' * 86}…\n"
        f"                 ^{ONE}"
    )


def test_the_end_of_a_long_line_is_shown(project: Project) -> None:
    assert said_of(project, f'name: Bank\ndescription: "{"a" * 5_000}" x\n') == (
        f"{BANK}:2:5017: text goes on after the closing quote: "
        "put single quotes (') around the whole value\n"
        f'    …{"a" * 46}" x\n'
        f"    {' ' * 49}^{ONE}"
    )


def test_ten_thousand_unknown_fields_are_all_named(project: Project) -> None:
    text = FINE + "".join(f"field_{number}: x\n" for number in range(10_000))
    assert said_of(project, text).endswith("\n10000 problems found; nothing was changed.")


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_a_hundred_thousand_levels_are_too_many(opening: str, project: Project) -> None:
    text = f"{FINE}topics:\n  {opening * 100_000}"
    assert "lists and groups stand too deep inside one another here" in said_of(project, text)


def test_a_number_of_five_thousand_digits(project: Project) -> None:
    worksheet = (
        "title: Map\nsummary: A map.\nrow_label: Practice\n"
        "columns: [{id: a, label: A, kind: tick}]\n"
        "groups:\n  - id: a\n    title: A\n"
        f"    write_in_rows: {'9' * 5_000}\n"
        "    rows: [{term: digital-literacy}]\n"
    )
    assert said_of(project, worksheet, "data/worksheets/map.yml") == (
        "data/worksheets/map.yml:8:20: 'write_in_rows' is too large a number\n"
        f"    {' ' * 4}write_in_rows: {'9' * 80}…\n"
        f"    {' ' * 19}^{ONE}"
    )


@pytest.mark.parametrize(
    "call", ["(" * 5_000, "f(" + "[" * 3_000, "-" * 5_000, "9" * 5_000, '"' * 4_999, "{{" * 500]
)
def test_a_monstrous_call_is_refused(call: str, project: Project) -> None:
    assert "docs/about.md:1:1: " in said_of(project, f"{{{{ {call} }}}}\n", "docs/about.md")


# --- folders and files ---


def test_the_data_folder_is_missing(project: Project) -> None:
    shutil.rmtree(project.root / "data")
    message = "is missing: the folder that holds the guide's records"
    assert said(project) == f"data:1:1: {message}{ONE}"


def test_the_data_folder_is_a_file(project: Project) -> None:
    shutil.rmtree(project.root / "data")
    project.write("data", "name: Bank\n")
    message = "is missing: the folder that holds the guide's records"
    assert said(project) == f"data:1:1: {message}{ONE}"


@pytest.mark.parametrize("name", ["site.yml", "taxonomy.yml", "glossary.yml"])
def test_a_folder_stands_in_place_of_a_file(name: str, project: Project) -> None:
    (project.root / "data" / name).unlink()
    (project.root / "data" / name).mkdir()
    message = "is a folder; a file of this name is expected here"
    assert said(project) == f"data/{name}:1:1: {message}{ONE}"


@pytest.mark.parametrize("name", ["more", "bank.yml"])
def test_a_folder_stands_among_records(name: str, project: Project) -> None:
    project.write(f"data/partners/{name}/bank.yml", FINE)
    message = "is a folder; the files of records stand side by side"
    assert said(project) == f"data/partners/{name}:1:1: {message}{ONE}"


def test_hidden_files_and_private_folders_are_left_alone(project: Project) -> None:
    project.write("data/.DS_Store", "\0")
    project.write("data/partners/.bank.yml.swp", "\0")
    project.write("data/private/contacts.csv", "\0")
    assert said(project) == "0 problems found; nothing was changed."


def test_a_record_that_nobody_may_read(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        if path.name == "town-library.yml":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    read_bytes = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", refuse)
    library = "data/partners/town-library.yml"
    assert said(project) == f"{library}:1:1: cannot be read (Permission denied){ONE}"


@pytest.mark.parametrize("name", ["data", "data/partners"])
def test_a_folder_that_nobody_may_read(
    name: str, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> object:
        if path == project.root / name:
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    scandir = os.scandir
    monkeypatch.setattr(os, "scandir", refuse)
    assert said(project) == f"{name}:1:1: cannot be read (Permission denied){ONE}"


def test_a_link_that_leads_nowhere(project: Project) -> None:
    (project.root / BANK).symlink_to("nowhere.yml")
    assert said(project) == f"{BANK}:1:1: is missing{ONE}"


@pytest.mark.parametrize("path", [BANK, "data/site.yml", "data/taxonomy.yml", "data/partners.yml"])
def test_a_link_that_leads_to_itself(project: Project, path: str) -> None:
    link = project.root / path
    link.unlink(missing_ok=True)
    link.symlink_to(link.name)
    assert f"{path}:1:1: cannot be read (Too many levels" in said(project)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_file_that_never_ends(project: Project) -> None:
    os.mkfifo(project.root / BANK)
    assert said(project) == f"{BANK}:1:1: is no ordinary file{ONE}"


def test_a_line_that_goes_on_and_on() -> None:
    """Were it looked at anew at each of its spaces, that would take hours."""
    _, problems = parse(f"a: b\na: c\n{' ' * 500_000}\n", BANK)
    assert [problem.line for problem in problems] == [2]


def test_a_name_that_cannot_be_printed() -> None:
    problem = Problem("data/ni\udcf1o\n.yml", 1, 1, "is empty")
    assert report([problem]) == f"data/ni\ufffdo .yml:1:1: is empty{ONE}"


# --- anything at all ---

PIECES = (": ", "- ", "\t", '"', "'", "[", "]", "{", "}", " #", "@", "%", "*a", "&a ", "!!x ", "| ")
ODD_PIECES = ("?", "---\n", "...\n", "\n", "\r", "\0", "\u00a0", "\u2028", "\ufeff", "\\", "<<: ")


@pytest.mark.parametrize("loader", [parsing.LOADER, yaml.SafeLoader], ids=["usual", "python"])
@pytest.mark.parametrize("piece", [*PIECES, *ODD_PIECES], ids=repr)
def test_whatever_is_typed_gets_a_message(
    piece: str, loader: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slip anywhere in a file gives problems with a place, or nothing; it never ends the tool."""
    monkeypatch.setattr(parsing, "LOADER", loader)
    text = (SMALL / "data/checklists/visit.yml").read_text("utf-8")
    for at in range(0, len(text), 3):
        typed = text[:at] + piece + text[at:]
        _, problems = parse(typed, "visit.yml")
        lines = typed.count("\n") + typed.count("\r") + 1
        assert all(1 <= p.line <= lines + 1 and p.column >= 1 for p in problems)
        assert not any("cannot be read as" in problem.message for problem in problems)
        assert report(problems).encode("utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_every_bad_file_gets_a_message_without_libyaml_too(
    case: Path, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its messages may be plainer where PyYAML reads alone; there are some in any case."""
    monkeypatch.setattr(parsing, "LOADER", yaml.SafeLoader)
    edition, expected = lay(case, project)
    problems = read(project.root, edition=edition).problems
    assert expected.startswith("0 problems") or problems


@pytest.mark.parametrize(
    ("word", "choices", "choice"),
    [
        ("wesbite", ["name", "website"], "website"),
        ("Name", ["name"], "name"),
        ("di", ["id", "title"], "id"),
        ("price", ["practices", "phones"], ""),
        ("services", ["sources"], ""),
        ("", ["id", "name"], ""),
    ],
)
def test_a_field_is_offered_only_for_a_slip(word: str, choices: list[str], choice: str) -> None:
    assert nearest(word, choices, sure=True) == choice
