"""`guide diff`: what a local guide adds, changes and hides, and what is new upstream."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Literal

import click

from macros import straying
from macros.commands.options import FOLDER, sound
from macros.differences import Added, Changed, Differences, LeftOut, News, differences, remember

LIMIT = 20
"""How much of each sort is listed; `--format json` lists all."""
NONE = "Nothing here differs from the guide that this one is made from."
NOTED = (
    "Noted what the guide that this one is made from says now; `uv run guide diff` tells what "
    "follows."
)
UNNOTED = (
    "Nobody has noted yet what {count} of these said in the release that you took. Run\n"
    "`uv run guide diff --taken`: from then on, news of a release is shown here."
)
LOOKED = "When you have looked at these, run `uv run guide diff --taken`."


@click.command()
@FOLDER
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text")
@click.option("--taken", is_flag=True, help="Note that you have looked at all that is new.")
def diff(folder: Path, shape: Literal["text", "json"], taken: bool) -> None:
    """Show what this guide adds, changes and hides, and what is new where it differs."""
    root = folder.resolve()
    reading, _ = sound(root)
    if taken:
        remember(root, anew=True)
        return click.echo(NOTED)
    found = differences(reading.loaded, root, root / "docs")
    strays = straying.of_folder(root)
    if shape == "json":
        told = asdict(found) | {"not_yours": strays}
        return click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    lines = (f"  {path}{straying.where_to(path)}" for path in strays)
    click.echo("\n\n".join([*_told(found), *_section(straying.TITLE, lines)]) or NONE)


def _told(found: Differences) -> Iterator[str]:
    yield from _section("Added", map(_added, found.added))
    yield from _section("Changed", map(_changed, found.changed))
    yield from _section("Hidden", map(_hidden, found.hidden))
    yield from _section("Pages in place of the guide's", map(_page, found.replaced_pages))
    yield from _section("Pages added", map(_page, found.added_pages))
    yield from _section("Pages hidden", map(_page, found.hidden_pages))
    yield from _section("New in the guide that this one is made from", map(_new, found.news))
    if found.news:
        yield LOOKED
    if found.unnoted:
        yield UNNOTED.format(count=len(found.unnoted))


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    told = list(lines)
    if told:
        left = len(told) - LIMIT
        more = f"  … and {left} more: `uv run guide diff --format json` lists all"
        yield "\n".join([f"{title} ({len(told)})", *told[:LIMIT], *([more] if left > 0 else [])])


def _added(one: Added) -> str:
    return f"  {one.heading}, in {one.file}"


def _changed(one: Changed) -> str:
    fields = [f"    {f.field}: {f.upstream or '(nothing)'} → {f.here}" for f in one.fields]
    return "\n".join([f"  {one.heading}, in {one.file}", *fields])


def _hidden(one: LeftOut) -> str:
    return f"  {one.heading}, in {one.file}\n    because: {one.reason}"


def _page(path: str) -> str:
    return f"  {path}"


def _new(one: News) -> str:
    lines = [f"  {one.heading}, in {one.upstream}, says something new: {_listed(one.fields)}"]
    if one.both:
        lines.append(f"    You change {_listed(one.both)}, too: see whether {one.file} still holds")
    return "\n".join(lines)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names)
