"""HSDS 3.0 as Open Referral publishes it: what a thing and what a table must be."""

import csv
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

HERE = Path(__file__).parent / "hsds-schema"
FORMATS = {
    "uuid": r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
    "uri": r"https?://\S+",
    "email": r"\S+@\S+",
}
TYPES = {"number": r"-?\d+(\.\d+)?", "date": r"\d{4}-\d\d-\d\d"}
Tables = Mapping[str, list[dict[str, str]]]


@cache
def _registry() -> Registry[Any]:
    found = ((path.name, json.loads(path.read_text("utf-8"))) for path in HERE.glob("*.json"))
    made = {name: Resource.from_contents(held, DRAFT202012) for name, held in found}
    return Registry().with_resources(made.items())


@cache
def validator(name: str) -> Draft202012Validator:
    """For things of a schema: `organization.json`, `openapi.json#/components/schemas/Page`."""
    checker = Draft202012Validator.FORMAT_CHECKER
    return Draft202012Validator({"$ref": name}, registry=_registry(), format_checker=checker)


def complaints(files: Mapping[str, bytes]) -> Iterator[str]:
    """What keeps `files` from being the tables of HSDS."""
    package = json.loads((HERE / "datapackage.json").read_text("utf-8"))
    known = {resource["path"]: resource for resource in package["resources"]}
    tables = {known[path]["name"]: read(data) for path, data in files.items()}
    for path, data in files.items():
        schema = known[path]["schema"]
        heading = next(csv.reader(StringIO(data.decode(), newline="")))
        if heading != [field["name"] for field in schema["fields"]]:
            yield f"{path}: other columns: {heading}"
        yield from _of_rows(path, schema, tables[known[path]["name"]])
        yield from _of_keys(path, schema, tables, known[path]["name"])


def read(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(data.decode(), newline="")))


def _of_rows(path: str, schema: Any, rows: list[dict[str, str]]) -> Iterator[str]:
    for field in schema["fields"]:
        name, limits = field["name"], field["constraints"]
        values = [row.get(name) or "" for row in rows]
        if limits["required"] and not all(values):
            yield f"{path}: {name} is missing"
        given = list(filter(None, values))
        if limits["unique"] and len(given) != len(set(given)):
            yield f"{path}: {name} stands twice"
        shape = FORMATS.get(field.get("format")) or TYPES.get(field["type"], r"(?s).*")
        wrong = [value for value in given if not re.fullmatch(shape, value)]
        wrong += [value for value in given if value not in limits.get("enum", [value])]
        yield from (f"{path}: {name} is {value!r}" for value in wrong)


def _of_keys(path: str, schema: Any, tables: Tables, own: str) -> Iterator[str]:
    for key in schema.get("foreignKeys", ()):
        there = {row["id"] for row in tables.get(key["reference"]["resource"] or own, ())}
        named = {row.get(key["fields"]) or "" for row in tables[own]} - {""}
        yield from (f"{path}: {key['fields']} {id} leads nowhere" for id in named - there)
