"""Where the schemas stand, and which files of a guide each is for."""

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from macros.editions import Layer
from macros.filing import put
from macros.fingerprints import fingerprint
from macros.history.releases import Release
from macros.known import Known
from macros.layout import FOLDERS, HISTORY, SUFFIX
from macros.loading import Loaded
from macros.model import BY_KIND
from macros.reading import SITE, TAXONOMY
from macros.schemas.shapes import DEFINITIONS, Shapes
from macros.schemas.values import Schema

STORE = ".cache/schemas"
"""Below the project's folder; safe to delete, and git ignores it."""
NOTE = ".cache/schemas.txt"
"""Changes with what the schemas were made of, and with their files."""
DIALECT = "http://json-schema.org/draft-07/schema#"
"""The one that editors know best."""
NOTING = (Layer.UPSTREAM, Layer.LOCAL)
"""Layers that hold a history; people write into it, too."""


def schemas(known: Known) -> Iterator[tuple[str, Schema]]:
    """Every schema, and its file below the store."""
    for layer in Layer:
        shapes = Shapes(known, layer)
        definitions = shapes.definitions()
        for what, schema in _of(shapes):
            text = text_of(schema)
            used = {name: words for name, words in definitions.items() if f'/{name}"' in text}
            yield name_of(layer, what), {"$schema": DIALECT, **schema, DEFINITIONS: used}


def _of(shapes: Shapes) -> Iterator[tuple[str, Schema]]:
    for kind in FOLDERS:
        yield kind, shapes.record(BY_KIND[kind])
        yield f"{kind}-list", shapes.records(BY_KIND[kind])
    yield SITE.removesuffix(SUFFIX), shapes.site()
    yield TAXONOMY.removesuffix(SUFFIX), shapes.taxonomy()
    if shapes.layer in NOTING:
        yield HISTORY.removesuffix(SUFFIX), shapes.list_of(Release)


def name_of(layer: Layer, what: str) -> str:
    return f"{layer}/{what}.json"


def patterns() -> dict[str, str]:
    """The files that each schema is for, as editors want to be told: schema → pattern."""
    found = {}
    for layer in Layer:
        folder = f"data/{layer}" if layer.is_overlay else "data"
        for kind in FOLDERS:
            found[name_of(layer, kind)] = f"{folder}/{kind}/*{SUFFIX}"
            found[name_of(layer, f"{kind}-list")] = f"{folder}/{kind}{SUFFIX}"
        found[name_of(layer, "site")] = f"{folder}/{SITE}"
        found[name_of(layer, "taxonomy")] = f"{folder}/{TAXONOMY}"
        if layer in NOTING:
            found[name_of(layer, "history")] = f"{folder}/{HISTORY}"
    return {f"{STORE}/{name}": pattern for name, pattern in found.items()}


def write(root: Path, loaded: Loaded) -> int:
    """Write the schemas of the project in `root`; how many changed."""
    made = schemas(Known.of(loaded))
    return sum(put(root / STORE / name, text_of(one), lasting=False) for name, one in made)


def keep_up(root: Path, loaded: Loaded) -> None:
    """The same beside other work, which goes on where nothing can be written."""
    # Data alone, as tests and other programs read it, is no folder that somebody edits in.
    if not (root / "mkdocs.yml").is_file():
        return
    with suppress(OSError):
        if _noted(root) != _note(root, loaded):
            write(root, loaded)
            put(root / NOTE, _note(root, loaded), lasting=False)


def _noted(root: Path) -> bytes:
    return (root / NOTE).read_bytes() if (root / NOTE).is_file() else b""


def _note(root: Path, loaded: Loaded) -> bytes:
    """Making the schemas takes as long as checking a small guide."""
    known = Known.of(loaded)
    said = known.languages, known.ids, sorted(known.unsure)
    found = ((path, path.stat()) for path in sorted((root / STORE).rglob("*.json")))
    stamps = [(str(path), stat.st_size, stat.st_mtime_ns) for path, stat in found]
    return fingerprint([repr(said), repr(stamps)]).encode()


def text_of(schema: Schema) -> str:
    return json.dumps(schema, ensure_ascii=False) + "\n"
