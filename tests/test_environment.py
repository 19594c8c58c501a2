"""Templates print what Jinja would print, and say what they cannot."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from jinja2 import Environment as Jinja
from jinja2 import StrictUndefined, TemplateAssertionError, UndefinedError
from markupsafe import Markup, escape

from macros.environment import Environment, escaped
from macros.words import Text

BOTH = (Environment, Jinja)
SETTINGS: dict[str, Any] = {"autoescape": True, "undefined": StrictUndefined}
TEMPLATE = """
{%- macro quoted(words, mark='"') %}{{ mark }}{{ words }}{{ mark }}{% endmacro -%}
{%- macro around() %}<p>{{ caller() }}</p>{% endmacro -%}
{%- set kept %}<p>{{ value }}</p>{% endset -%}
{%- for one in [value, kept, 5, none] %}
{{ quoted(one) }}{{ one ~ "<b>" }}{{ one | upper }}
{%- endfor -%}
{% call around() %}<i>{{ quoted(value, mark="&") }}</i>{% endcall %}
{% autoescape false %}{{ value }}{{ quoted(value) | e }}{% endautoescape %}
"""
texts = some.text("a<>&\"' é")


class Drawn:
    def __html__(self) -> str:
        return "<b>drawn</b>"


@settings(deadline=None, max_examples=50)
@given(texts)
def test_all_that_templates_print_is_escaped(text: str) -> None:
    class Other(str):
        pass

    for value in (text, Text(text), Markup(text), Other(text), Drawn(), 5, 1.5, None, [text]):
        assert escaped(value) == escape(value)


@settings(deadline=None, max_examples=20)
@given(some.one_of(texts, texts.map(Text), texts.map(Markup)))
def test_a_template_says_what_jinja_makes_of_it(value: str) -> None:
    ours, plain = (made(**SETTINGS).from_string(TEMPLATE) for made in BOTH)
    assert ours.render(value=value) == plain.render(value=value)


def test_an_unknown_name_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        Environment(**SETTINGS).from_string("{{ nothing }}").render()


def test_an_unknown_filter_is_found_before_a_page_is_drawn() -> None:
    with pytest.raises(TemplateAssertionError, match="No filter named 'nothing'") as told:
        Environment(**SETTINGS).from_string("a\n{% if b %}{{ b | nothing }}{% endif %}")
    assert told.value.lineno == 2


@pytest.mark.parametrize("call", ["quoted()", "quoted(1, 2, 3)", "quoted(1, other=2)"])
def test_a_macro_that_is_called_wrongly_says_what_jinja_says(call: str) -> None:
    defined = "{% macro quoted(words, mark='\"') %}{{ mark }}{{ words }}{% endmacro %}"
    told = []
    for environment in BOTH:
        with pytest.raises((UndefinedError, TypeError)) as error:
            environment(**SETTINGS).from_string(f"{defined}{{{{ {call} }}}}").render()
        told.append((error.type, str(error.value)))
    assert told[0] == told[1]


@pytest.mark.parametrize("call", ["told(1)", "told(1, '<b>')", "told(1, other=2)"])
def test_a_macro_may_take_all_that_it_is_given(call: str) -> None:
    defined = "{% macro told(one) %}{{ [one, varargs, kwargs] }}{% endmacro %}"
    ours, plain = (made(**SETTINGS).from_string(f"{defined}{{{{ {call} }}}}") for made in BOTH)
    assert ours.render() == plain.render()
