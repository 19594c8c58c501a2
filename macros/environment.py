"""Jinja as our templates need it: quick where they ask most, strict where Jinja looks too late."""

import re
from collections.abc import Sequence
from types import MethodType
from typing import Any

import jinja2
from jinja2 import TemplateAssertionError, nodes
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

from macros.words import Text

SPECIAL = re.compile("[&<>\"']")


def escaped(value: Any) -> str:
    """For what is joined next; most texts hold nothing to escape, and need not become `Markup`."""
    kind = type(value)
    if kind is Markup or ((kind is str or kind is Text) and not SPECIAL.search(value)):
        return value  # type: ignore[no-any-return]
    return escape(value)


class _Context(Context):
    """Calls macros and methods at once: most calls are theirs, and Jinja looks long at each."""

    def call(
        self,
        callee: Any,
        /,
        *given: Any,
        # What Jinja adds for callables that want to know the variables around them.
        _loop_vars: Any = None,
        _block_vars: Any = None,
        **named: Any,
    ) -> Any:
        if type(callee) is Macro:
            if named or not (self.eval_ctx.autoescape and _takes(callee, given)):
                return callee(self.eval_ctx, *given, **named)
            lacking = len(callee.arguments) - len(given)
            return Markup(callee._func(*given, *[missing] * lacking))  # noqa: S704  (as Jinja does)
        if type(callee) is not MethodType or hasattr(callee, "jinja_pass_arg"):
            around = {"_loop_vars": _loop_vars, "_block_vars": _block_vars}
            return super().call(callee, *given, **around, **named)
        return callee(*given, **named)


def _takes(macro: Macro, given: Sequence[Any]) -> bool:
    """Whether the macro takes what is given as it is, and asks for nothing besides."""
    asks = macro.caller or macro.catch_kwargs or macro.catch_varargs
    return not asks and len(given) <= len(macro.arguments)


class _Generator(CodeGenerator):
    """Writes templates as code that prints by `escaped`."""

    def visit_Template(self, node: nodes.Template, frame: Any = None) -> None:  # noqa: N802
        self.writeline("from macros.environment import escaped")
        super().visit_Template(node, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("escaped(")


class Environment(jinja2.Environment):
    code_generator_class = _Generator
    context_class = _Context

    def _generate(self, source: nodes.Template, name: str | None, *given: Any, **named: Any) -> str:
        self._require_filters(source, name)
        return super()._generate(source, name, *given, **named)

    def _require_filters(self, template: nodes.Template, name: str | None) -> None:
        """Inside a condition, Jinja would miss an unknown filter only when it draws."""
        for node in template.find_all(nodes.Filter):
            if node.name not in self.filters:
                raise TemplateAssertionError(f"No filter named '{node.name}'.", node.lineno, name)
