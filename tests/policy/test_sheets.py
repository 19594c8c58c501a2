"""Style sheets of a guide's own: what they would fetch from another site."""

import pytest

from macros.sheets import elsewhere
from tests.projects import Project


@pytest.mark.parametrize(
    ("rules", "place"),
    [
        ("@import 'https://example.org/a.css';", (1, 1)),
        ("\n @import url(//example.org/a.css) print;", (2, 2)),
        ("p { background: url(https://example.org/a.png) }", (1, 17)),
        ('p { background: URL( "https://example.org/a.png" ) }', (1, 17)),
        (r"p { background: u\72l(//example.org/a.png) }", (1, 17)),
        ("p { background: image-set('https://example.org/a.png' 1x) }", (1, 17)),
        ("@media print {\n@font-face {\nsrc: url(https://example.org/a.woff2) }}", (3, 6)),
        (r"p { background: url('\\\\example.org/a.png') }", (1, 17)),
        ("p { --a: url(https://example.org/a.png", (1, 10)),
    ],
)
def test_what_comes_from_another_site_is_named(rules: str, place: tuple[int, int]) -> None:
    (found,) = elsewhere("docs/local/assets/local.css", rules)
    assert (found.line, found.column) == place
    assert found.message.endswith("not loaded from another site: keep a copy in docs/local/assets/")


@pytest.mark.parametrize(
    "rules",
    [
        "@import 'more.css'; @import url(../more.css);",
        "p { background: url(a.png) } i { background: url('data:image/png;base64,AA//') }",
        "/* https://example.org @import 'https://example.org' */",
        'a::after { content: "https://example.org" } a[href^="https://"] { color: red }',
        "p {",
        "} p",
        "@charset 'utf-8'; @page { margin: 0 }",
        "",
    ],
)
def test_what_stands_in_the_guide_is_not(rules: str) -> None:
    assert not list(elsewhere("docs/assets/a.css", rules))


def test_a_strict_build_refuses_such_a_sheet(project: Project) -> None:
    project.write("docs/local/assets/local.css", "p {}\n@import 'https://example.org/a.css';\n")
    result = project.run("mkdocs", "build", "--strict")
    assert "docs/local/assets/local.css:2:1: 'https://example.org/a.css' is not" in result.stderr
    assert result.returncode == 1
    assert not project.site.exists()
