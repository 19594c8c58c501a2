"""What style sheets would fetch from other sites, however they write it."""

import pytest

from macros.sheets import elsewhere


@pytest.mark.parametrize(
    "rule",
    [
        "a { background: url(https://x.example/a.png) }",
        "@import '//x.example/a.css';",
        r"a { background: url(\2f\2f x.example/a.png) }",
        r"a { background: url(/\00002Fx.example/a.png) }",
        r"a { background: url(\5c\5cx.example) }",
        r"a { background: url(/\/x.example/a.png) }",
        "a { background: url('/\\\n/x.example/a.png') }",
    ],
)
def test_an_address_of_another_site_is_found(rule: str) -> None:
    [found] = elsewhere("docs/assets/mine.css", f"b {{ color: red }}\n{rule}\n")
    assert found.line == 2
    assert "is not loaded from another site" in found.message


@pytest.mark.parametrize(
    "rule",
    [
        "a { background: url(/assets/a.png) }",
        r"a { content: '\2060\a0' }",
        "a::after { content: '//x.example' }",
        "/* https://x.example */",
    ],
)
def test_all_else_is_passed_over(rule: str) -> None:
    assert list(elsewhere("docs/assets/mine.css", rule)) == []
