"""The one door to HTML: templates, autoescaped, in which an unknown name is an error."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from babel.dates import format_date
from jinja2 import FileSystemLoader, StrictUndefined, TemplateSyntaxError
from jinja2.environment import TemplateModule
from markupsafe import Markup

from macros.compiled import Compiled, store
from macros.editions import LOCAL
from macros.environment import Environment
from macros.links.states import Status
from macros.places import US_STATES, language_name
from macros.problems import Problem
from macros.prose import to_html, to_inline_html, to_text

OURS = ("documents/", "fragments/")
"""What this door draws; the rest is the theme's."""
_COMPILED = Compiled(store("fragments"))
_SOUND: set[tuple[str, str]] = set()
"""Names of templates with their text, in which no fault was found."""


def entities(words: str) -> Markup:
    """`words` as text that neither HTML nor Markdown nor attribute lists can read as markup."""
    # Every character that could mean something becomes a number.
    return Markup(  # noqa: S704
        "".join(c if c.isalnum() or c == " " else f"&#{ord(c)};" for c in str(words))
    )


def lower_first(words: str) -> str:
    """`words` as they stand inside a sentence; acronyms stay as they are."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


@cache
def long_date(day: date) -> str:
    return format_date(day, format="long", locale="en_US")


class Renderer:
    """Draws fragments found in `folders`, the first folder that has one wins."""

    def __init__(self, folders: Sequence[Path | str]) -> None:
        self._folders = [Path(folder) for folder in folders]
        self._loader = FileSystemLoader(self._folders)
        self.environment = Environment(
            loader=self._loader,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            # Each build has a door of its own; within one, no template changes.
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=_COMPILED,
        )
        # A guide's logo, as an address that holds it.
        self.environment.globals["logo"] = ""
        # Where programs can ask what changed, if they can.
        self.environment.globals["feed"] = ""
        self.environment.filters |= {
            "prose": to_html,
            "prose_inline": to_inline_html,
            "plain": to_text,
            "entities": entities,
            "language": language_name,
            "state": US_STATES.__getitem__,
            "lower_first": lower_first,
            "day": long_date,
            "host": lambda address: address.split("://", 1)[1].rstrip("/"),
        }

    def check(self) -> list[Problem]:
        """Fragments that cannot be read as templates."""
        # Ours stand directly in `fragments/`; Material keeps its own in folders below.
        names = sorted(
            {
                f"{kind}{path.name}"
                for kind in OURS
                for folder in self._folders
                for path in folder.glob(f"{kind}*.html")
            }
        )
        own = [folder for folder in self._folders if folder.name == LOCAL]
        names += [p.relative_to(o).as_posix() for o in own for p in sorted(o.rglob("*.html"))]
        return [problem for problem in map(self._problem, dict.fromkeys(names)) if problem]

    def _problem(self, name: str) -> Problem | None:
        try:
            source, *_ = self._loader.get_source(self.environment, name)
            if (name, source) in _SOUND:
                return None
            if name.startswith(OURS):
                self.environment.get_template(name)
            else:  # the theme's: it has filters of its own
                self.environment.parse(source, name)
            _SOUND.add((name, source))
        except TemplateSyntaxError as error:
            line = (error.source or "").splitlines()[error.lineno - 1 : error.lineno]
            message = f"is no template that can be read: {error.message}"
            return Problem(self._named(error.name or name), error.lineno, 1, message, "".join(line))
        except UnicodeDecodeError:
            return Problem(self._named(name), 1, 1, "is not saved as UTF-8: save it as UTF-8")
        return None

    def keep(self) -> None:
        """What was compiled is there when the next build begins."""
        _COMPILED.keep()

    def _named(self, name: str) -> str:
        """The file that a template stands in, as its author knows it."""
        own = any(f.name == LOCAL and (f / name).is_file() for f in self._folders)
        return f"overrides/{LOCAL}/{name}" if own else f"overrides/{name}"

    def draw(self, fragment: str, **context: Any) -> str:
        """The fragment `fragments/FRAGMENT.html` with `context`."""
        return self._draw(f"fragments/{fragment}.html", context)

    def gone(self, words: Markup, status: Status) -> str:
        """What stands in the place of a link to an address that is gone."""
        return self.draw("gone", words=words, status=status)

    def document(self, name: str, **context: Any) -> str:
        """The document `documents/NAME.html`, whole, as PDF and Word are made from it."""
        return self._draw(f"documents/{name}.html", context)

    def shared(self, fragment: str, **context: Any) -> TemplateModule:
        """The macros of a fragment, for other fragments, with `context`."""
        return self.environment.get_template(f"fragments/{fragment}.html").make_module(context)

    def _draw(self, name: str, context: dict[str, Any]) -> str:
        template = self.environment.get_template(name)
        env = self.environment
        # `render` would take each global by itself, which is half the work of a small fragment.
        known = env.context_class(env, {**env.globals, **context}, name, template.blocks)
        try:
            return "".join(template.root_render_func(known)).strip()
        except Exception:
            self.environment.handle_exception()
