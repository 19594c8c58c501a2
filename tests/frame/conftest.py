from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.frame.screens import PHONE


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on a small phone."""
    context = browser.new_context(viewport=PHONE)
    yield context.new_page()
    context.close()
