from macros.documents.excerpts import Excerpt, Links, anchor_in, body, inner_body, settled

NOWHERE = Links()


def excerpt(html: str, url: str = "chapters/vetting/") -> Excerpt:
    return Excerpt(url, "Vetting", html)


def shown(html: str, links: Links = NOWHERE, deeper: int = 0) -> str:
    """What becomes of `html` below the title of a page."""
    level = 1 + deeper
    return body(excerpt("<h1>T</h1>" + html), links, deeper).removeprefix(f"<h{level}>T</h{level}>")


def test_words_and_structure_stay() -> None:
    html = "\n<p>Look <em>first</em> &amp; ask.</p>\n<ul><li>a</li></ul>"
    assert shown(html) == html


def test_what_only_works_on_a_screen_is_left_out() -> None:
    html = (
        '<h2 id="a">A<a class="headerlink" href="#a">¶</a></h2><!-- downloads -->'
        '<nav>trail</nav><form><input name="q"></form><p class="screen-only">Click here</p>'
        '<script>x()</script><a class="back" href="#cite-1">↩</a><p>kept</p>'
    )
    assert shown(html) == '<h2 id="chapters-vetting-a">A</h2><p>kept</p>'


def test_text_behind_what_is_left_out_stays() -> None:
    html = '<p>One<span class="visually-hidden"> hidden</span> two</p>'
    assert shown(html) == "<p>One two</p>"


def test_what_leads_on_to_other_pages_is_left_out() -> None:
    html = '<p>a</p><h2 id="related">Related</h2><ul><li>b</li></ul><p>c</p>'
    assert shown(html) == "<p>a</p><p>c</p>"


def test_links_to_other_sites_stay() -> None:
    html = '<a href="https://example.org/">x</a> <a href="mailto:a@example.org">y</a>'
    assert shown(html) == html


def test_links_inside_the_document_lead_to_their_place_in_it() -> None:
    links = Links(frozenset({"chapters/vetting/", "partners/bank-on/"}))
    html = '<a href="../../partners/bank-on/">x</a> <a href="#why">y</a>'
    assert shown(html, links) == (
        '<a href="#partners-bank-on">x</a> <a href="#chapters-vetting-why">y</a>'
    )


def test_other_links_lead_to_the_published_site_or_are_words() -> None:
    html = '<p><a href="../../terms/mapping/#all">x</a></p>'
    published = Links(site="https://guide.example.org/")
    assert shown(html, published) == (
        '<p><a href="https://guide.example.org/terms/mapping/#all">x</a></p>'
    )
    assert shown(html) == "<p>x</p>"


def test_notes_side_by_side_stay_apart() -> None:
    html = "<p>Said<sup>1</sup><sup>2</sup> twice<sup>3</sup></p>"
    assert shown(html) == ("<p>Said<sup>1</sup> <sup>2</sup> twice<sup>3</sup></p>")


def test_headings_go_down_and_no_further_than_the_last_level() -> None:
    html = "<h2>b</h2><h6>c</h6>"
    assert shown(html, NOWHERE, 1) == "<h3>b</h3><h6>c</h6>"


def test_ids_of_two_pages_do_not_meet() -> None:
    assert anchor_in("partners/bank-on/", "note-1") == "partners-bank-on-note-1"
    assert anchor_in("", "top") == "home-top"


def test_a_document_inside_another_keeps_its_names_its_own() -> None:
    document = '<html><body><h1 id="a">A</h1><input name="head/date"></body></html>'
    assert inner_body(document, "checklists/visit", 1) == (
        '<h2 id="checklists-visit-a">A</h2><input name="checklists/visit/head/date">'
    )


def test_a_picture_is_said_in_words() -> None:
    html = '<p><img src="../map.png" alt="The map"> <img src="x"></p>'
    assert shown(html) == "<p><span>The map</span> <span></span></p>"


def test_a_page_without_a_heading_gets_its_title() -> None:
    assert body(excerpt("<p>a</p>"), NOWHERE) == "<h1>Vetting</h1><p>a</p>"


def test_links_that_lead_nowhere_on_paper_are_words() -> None:
    for address in ("javascript:alert(1)", "file:///etc/passwd", "http://[bad", "data:text/html,x"):
        html = f'<p><a href="{address}">x</a></p>'
        assert shown(html) == "<p>x</p>"


def test_a_form_that_stands_alone_is_named_in_its_place() -> None:
    html = '<p class="document-only" hidden>The form is elsewhere.</p><form>x</form>'
    assert shown(html) == ('<p class="document-only">The form is elsewhere.</p>')


def test_a_link_without_a_place_leads_to_the_nearest_around_it() -> None:
    html = (
        '<html><body><h1 id="a-b">A</h1><a href="#a-b-c-d">x</a> <a href="#z">y</a></body></html>'
    )
    assert '<a href="#a-b">x</a> y' in settled(html)
