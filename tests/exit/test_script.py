"""The script of the way out: one text for every page, typed, small, with nothing but its mark."""

import re
from pathlib import Path

from tests.finder.scripts import minified, type_errors
from tests.websites import pages

MOST_BYTES = 1_400
INLINE = re.compile(r"<script data-exit-address=[^>]*>(.*?)</script>", re.S)


def scripts(site: Path) -> list[str]:
    return [text for page in pages(site) for text in INLINE.findall(page.read_text("utf-8"))]


def extracted(site: Path, folder: Path) -> Path:
    script = folder / "guard.js"
    script.write_text(scripts(site)[0], "utf-8")
    return script


def test_every_page_has_the_same_text_before_its_body(bilingual: Path) -> None:
    found = scripts(bilingual)
    assert len(found) == len(pages(bilingual))
    assert len(set(found)) == 1
    for page in pages(bilingual):
        html = page.read_text("utf-8")
        assert html.index("data-exit-address") < html.index("</head>")


def test_its_types_hold_for_browsers_of_2018(bilingual: Path, tmp_path: Path) -> None:
    assert type_errors(tmp_path, extracted(bilingual, tmp_path), year="es2018") == ""


def test_it_stays_small(bilingual: Path, tmp_path: Path) -> None:
    assert len(minified(extracted(bilingual, tmp_path))) <= MOST_BYTES


def test_it_keeps_one_mark_and_asks_nobody(bilingual: Path) -> None:
    (text,) = set(scripts(bilingual))
    assert set(re.findall(r"\bkept\.(\w+)", text)) == {"guideExit"}
    for way in ("localStorage", "indexedDB", "cookie", "fetch(", "XMLHttp", "sendBeacon"):
        assert way not in text
