"""The OpenAPI description of `api.py`'s files; its schemas derive from the model."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic.fields import FieldInfo
from pydantic.json_schema import (
    GenerateJsonSchema,
    JsonSchemaMode,
    JsonSchemaValue,
    models_json_schema,
)

from macros.exports.api import KINDS, OF_THE_GUIDE, VERSION
from macros.exports.plain import has_page, public_fields
from macros.fields import part_in, readable_name
from macros.model import Part, Phone, Record, Site

Schema = dict[str, Any]
REF = "#/components/schemas/{model}"
TEXT = {"type": "string"}
TRANSLATIONS = {
    "type": "object",
    "description": "Texts in further languages: language code → JSON pointer of a text → text.",
    "additionalProperties": {"type": "object", "additionalProperties": TEXT},
}
ADDRESS = TEXT | {"description": "Its page, from the start of the site where it is not whole."}


def description(site: Site, kinds: Sequence[type[Record]] = KINDS) -> Schema:
    info: Schema = {
        "title": str(site.name),
        "description": "The records of this guide, as files to read. No key is needed.",
        "version": VERSION,
    }
    if terms := site.data_license:
        info["license"] = {"name": str(terms.name), "url": terms.url}
    return {
        "openapi": "3.1.0",
        "info": info,
        "servers": [{"url": "./"}],
        "paths": _paths(kinds),
        "components": {"schemas": schemas(kinds)},
    }


def schemas(kinds: Sequence[type[Record]] = KINDS) -> dict[str, Schema]:
    whole: tuple[type[Part], ...] = (*kinds, Site)
    modes: list[tuple[type[Part], JsonSchemaMode]] = [(part, "serialization") for part in whole]
    _, made = models_json_schema(modes, ref_template=REF, schema_generator=_Plain)
    found: dict[str, Schema] = made["$defs"]
    parts = {part.__name__: part for part in _parts(whole)}
    known = {name: _as_written(found[name], part) for name, part in parts.items()}
    index = _index(known.pop(Site.__name__))
    lists = {_list_name(kind): _list(kind) for kind in kinds}
    return dict(sorted({**known, **lists, "Index": index}.items()))


class _Plain(GenerateJsonSchema):
    """Values of our own types are written as text."""

    def handle_invalid_for_json_schema(self, schema: Any, error_info: str) -> JsonSchemaValue:
        return dict(TEXT)

    def default_schema(self, schema: Any) -> JsonSchemaValue:
        """What is not known is not written, so no value stands for it."""
        return self.generate_inner(schema["schema"])

    def nullable_schema(self, schema: Any) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])


def _parts(kinds: Sequence[type[Part]]) -> list[type[Part]]:
    """`kinds` and all that they are made of."""
    found = list(kinds)
    for part in found:
        inner = (part_in(part.model_fields[name].annotation) for name in public_fields(part))
        found += dict.fromkeys(p for p in inner if p and p not in found)
    return found


def _as_written(schema: Schema, part: type[Part]) -> Schema:
    fields = {name: part.model_fields[name] for name in public_fields(part)}
    properties = {name: _described(schema["properties"][name], fields[name]) for name in fields}
    required = [name for name, info in fields.items() if _is_always_there(info)]
    if issubclass(part, Phone):
        properties["uri"] = TEXT | {"description": "The number as a link: tel:+1-888-373-7888."}
        required.append("uri")
    if issubclass(part, Record):
        properties["kind"] = {"const": part.kind}
        properties["translations"] = TRANSLATIONS
        required.append("kind")
    if issubclass(part, Record) and has_page(part):
        properties["url"] = ADDRESS
        required.append("url")
    return _object(properties, required, schema.get("description", readable_name(part)))


def _described(schema: Schema, info: FieldInfo) -> Schema:
    """Without the title, which is the name again; examples of parts may be in a shorter form."""
    unwanted = {"title", "examples"} if part_in(info.annotation) else {"title"}
    return {name: value for name, value in schema.items() if name not in unwanted}


def _is_always_there(info: FieldInfo) -> bool:
    return info.is_required() or info.default not in (None, ())


def _object(properties: Schema, required: list[str], about: str) -> Schema:
    return {
        "type": "object",
        "description": about,
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _index(site: Schema) -> Schema:
    properties = {name: site["properties"][name] for name in OF_THE_GUIDE}
    required = [name for name in OF_THE_GUIDE if name in site["required"]]
    guide = _object(properties | {"translations": TRANSLATIONS}, required, site["description"])
    kind = _all_there("A kind of record.", kind=TEXT, count={"type": "integer"}, **_ADDRESSES)
    return _all_there(
        "What there is to fetch.",
        schema_version={"const": VERSION},
        guide=guide,
        openapi=TEXT,
        kinds={"type": "array", "items": kind},
        gone_addresses={"type": "array", "items": _gone()},
    )


def _gone() -> Schema:
    properties = dict.fromkeys(("address", "since", "archived"), TEXT)
    about = "An address of another site that leads nowhere any more, since when, and a copy."
    return _object(properties, ["address", "since"], about)


_ADDRESSES = {"url": TEXT, "record_url": TEXT}


def _all_there(about: str, **properties: Any) -> Schema:
    return _object(properties, list(properties), about)


def _list_name(kind: type[Record]) -> str:
    return f"{kind.__name__}List"


def _list(kind: type[Record]) -> Schema:
    return _all_there(
        f"All of its kind: {kind.kind}.",
        schema_version={"const": VERSION},
        kind={"const": kind.kind},
        count={"type": "integer"},
        records={"type": "array", "items": _ref(kind.__name__)},
    )


def _ref(name: str) -> Schema:
    return {"$ref": REF.format(model=name)}


def _paths(kinds: Sequence[type[Record]]) -> Mapping[str, Schema]:
    paths = {"/index.json": _get("index", "What there is to fetch.", "Index")}
    for kind in kinds:
        name = readable_name(kind).lower()
        paths[f"/{kind.kind}.json"] = _get(kind.kind, f"All: {name}.", _list_name(kind))
        one = _get(f"{kind.kind}_by_id", f"One: {name}.", kind.__name__)
        path_id = {"name": "id", "in": "path", "required": True, "schema": TEXT}
        paths[f"/{kind.kind}/{{id}}.json"] = one | {"parameters": [path_id]}
    return paths


def _get(operation: str, summary: str, schema: str) -> Schema:
    answer = {
        "description": summary,
        "content": {"application/json": {"schema": _ref(schema)}},
    }
    return {"get": {"operationId": operation, "summary": summary, "responses": {"200": answer}}}
