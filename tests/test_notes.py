"""Pages: how they write the addresses of others."""

from urllib.parse import urljoin

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from macros.notes import PageState

HOME = "https://guide.example.org/county/"
folders = st.lists(st.sampled_from(["a", "b", "ab"]), max_size=4).map(
    lambda names: "".join(f"{name}/" for name in names)
)
paths = st.tuples(folders, st.sampled_from(["", "", "c.pdf"]), st.sampled_from(["", "", "#d"]))


@settings(deadline=None)
@given(folders, paths.map("".join).filter(lambda path: path[:1] not in ("", "#")))
@example("a/b/", "a/")
@example("a/", "a/#d")
def test_an_address_leads_where_it_should(page: str, path: str) -> None:
    address = PageState(page).address(path)
    assert urljoin(HOME + page, address) == HOME + path
    assert not address.startswith("/")


@pytest.mark.parametrize(
    ("page", "address"), [("", "./"), ("about/", ".."), ("partners/bank-on/", "../..")]
)
def test_the_start_of_the_site_has_an_address_too(page: str, address: str) -> None:
    assert PageState(page).address("") == address
