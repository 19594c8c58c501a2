"""Pages of records in a build of MkDocs: the theme draws one of a kind, and all others share it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from jinja2 import Environment
from markupsafe import escape
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from macros.drawing import Drawing
from macros.fingerprints import fingerprint
from macros.guide import Guide
from macros.pages import MadePage
from macros.session import Session
from macros.shells import SECRET, Content, Shape, Shell
from macros.writing import telling

SAMPLE = Shape(1, has_heading=True, levels=(2, 3, 2, 2))


@dataclass
class Frame:
    """The theme around a page, as the rest of the build has made it."""

    config: MkDocsConfig
    env: Environment
    files: Files
    nav: Navigation

    def page(self, kind: str, content: Content) -> str:
        """What `mkdocs build` makes of a page that says `content`."""
        page = self._page(kind, content)
        context = get_context(self.nav, self.files, self.config, page)
        plugins = self.config.plugins
        context = plugins.on_page_context(context, page=page, config=self.config, nav=self.nav)
        html = self.env.get_template("main.html").render(context)
        return plugins.on_post_page(html, page=page, config=self.config)

    def _page(self, kind: str, content: Content) -> Page:
        file = File.generated(self.config, f"{kind}/{content.place}.md", content="")
        file.edit_uri = f"../{content.data_file}"
        page = Page(None, file, self.config)
        page.meta = {"title": escape(content.title), "description": escape(content.description)}
        page.markdown, page.content = "", content.prose
        page.toc = get_toc(content.contents)
        return page


@dataclass
class RecordPages:
    """The pages of all records that share a shell; a lot."""

    made: dict[str, MadePage]
    """By their path inside the site."""
    guide: Guide
    drawing: Drawing
    frame: Frame
    look: str
    """Changes with the templates."""
    _shells: dict[tuple[str, Shape], Shell | None] = field(default_factory=dict)

    def made_of(self) -> str:
        kinds = sorted({page.kind for page in self.made.values()})
        # What the menu, the settings and other plugins bring shows on one page of each kind.
        pages = map(self._sample, kinds)
        return fingerprint([self.guide.fingerprint, self.look, *self.made, *pages])

    def paths(self) -> Sequence[str]:
        return tuple(self.made)

    def draw(self, path: str) -> bytes | None:
        page = self.made.get(path)
        if not page:
            return None
        content = _content(page, self.drawing)
        shell = self._shell(page.kind, content)
        html = self._filled(shell, content) if shell else self.frame.page(page.kind, content)
        return html.encode()

    def _sample(self, kind: str) -> str:
        with telling(f"{kind}/"):
            return self.frame.page(kind, SAMPLE.content).replace(SECRET, "")

    def _shell(self, kind: str, content: Content) -> Shell | None:
        """Nothing where a template does more with a text than print it: it would work on a mark."""
        key = kind, content.shape
        if key not in self._shells:
            shell = Shell.of(self.frame.page(kind, content.shape.content))
            is_true = self._filled(shell, content) == self.frame.page(kind, content)
            self._shells[key] = shell if is_true else None
        return self._shells[key]

    def _filled(self, shell: Shell, content: Content) -> str:
        return shell.filled(content.slots(self.drawing.outbound(content.prose)))


def _content(page: MadePage, drawing: Drawing) -> Content:
    prose, headings = drawing.page(page)
    return Content(
        page.url.removeprefix(f"{page.kind}/").rstrip("/"),
        " ".join(page.title.split()),
        page.description,
        page.data_file,
        prose,
        headings,
    )


def add(now: Session, env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Call it once all else is there that a page may show."""
    assert now.guide and now.drawing and now.nav  # noqa: S101  (MkDocs made them before)
    frame = Frame(config, env, files, now.nav)
    made = {f"{page.url}index.html": page for page in now.shelled}
    now.lots.append(RecordPages(made, now.guide, now.drawing, frame, now.look))
    env.globals["record_addresses"] = [page.url for page in now.shelled]
