"""The heads of hand-written pages, changed in place."""

from collections.abc import Mapping

from macros.dumping import dumped
from macros.editing import BOM, edited
from macros.heads import HEAD
from macros.model import Checked
from macros.splicing import as_in, values
from macros.tree import Value


def with_fields(text: str, fields: Mapping[str, Value]) -> str:
    """A page whose head says this, too; all else stays as it is."""
    mark, body = (BOM, text[1:]) if text.startswith(BOM) else ("", text)
    head = HEAD.match(body)
    if head and values(head[1]):
        new = edited(head[1], {(name,): value for name, value in fields.items()}, Checked)
        return mark + body[: head.start(1)] + new + body[head.end(1) :]
    lines = dumped(fields, Checked)
    if head:
        return mark + body[: head.end(1)] + as_in(body, lines) + body[head.end(1) :]
    return mark + as_in(body, f"---\n{lines}---\n\n") + body
