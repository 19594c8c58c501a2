"""The JSON files: what they say of each record, and that their description is true."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator, ValidationError
from openapi_spec_validator import validate

from macros.exports import api, openapi
from macros.exports.plain import plain
from macros.fields import only_private
from macros.guide import Guide
from macros.model import BY_KIND, Part, Partner
from tests.exports.inventing import partner_of, partners, small
from tests.links.looks import gone

Json = dict[str, Any]


def files(guide: Guide) -> dict[str, Json]:
    return {path: json.loads(data) for path, data in api.files(guide).items()}


def described(guide: Guide) -> Json:
    return openapi.description(guide.site)


def validator(description: Json, schema: Json) -> Draft202012Validator:
    return Draft202012Validator({**schema, "components": description["components"]})


def schemas(description: Json) -> Iterator[tuple[str, Json]]:
    """Each path with what its answer holds."""
    for path, item in description["paths"].items():
        content = item["get"]["responses"]["200"]["content"]
        yield path.removeprefix("/"), content["application/json"]["schema"]


def test_the_description_is_one_of_openapi(guide: Guide) -> None:
    validate(described(guide))


def test_each_file_is_as_the_description_says(guide: Guide) -> None:
    found, description = files(guide), described(guide)
    checked = set()
    for path, schema in schemas(description):
        check = validator(description, schema)
        start, _, end = path.partition("{id}")
        for name in found:
            if name == path or (end and name.startswith(start)):
                check.validate(found[name])
                checked.add(name)
    assert checked == found.keys()


def test_the_description_refuses_what_is_not_in_it() -> None:
    description = described(small())
    library = files(small())["partners/town-library.json"]
    check = validator(description, {"$ref": "#/components/schemas/Partner"})
    check.validate(library)
    for wrong in ({"wesbite": ""}, {"name": None}, {"services": [{"status": "active"}]}):
        with pytest.raises(ValidationError):
            check.validate(library | wrong)


@settings(deadline=None, max_examples=40)
@given(partners())
def test_any_partner_is_as_the_description_says(partner: Partner) -> None:
    check = validator(described(small()), {"$ref": "#/components/schemas/Partner"})
    check.validate(json.loads(json.dumps(plain(partner, small().site))))


def test_every_record_and_every_value_is_there(guide: Guide) -> None:
    found = files(guide)
    for kind in api.KINDS:
        records = guide.records[kind.kind]
        listed = found[f"{kind.kind}.json"]
        assert [record["id"] for record in listed["records"]] == list(records)
        assert listed["count"] == len(records)
        for record in listed["records"]:
            assert found[f"{kind.kind}/{record['id']}.json"] == record
    assert {kind["kind"]: kind["count"] for kind in found["index.json"]["kinds"]} == {
        kind.kind: len(guide.records[kind.kind]) for kind in api.KINDS
    }


def test_the_index_lists_what_is_gone_and_records_keep_it() -> None:
    address, copy = "https://library.example.org/", "https://archive.example.org/1"
    status = gone(address, copy)
    guide = replace(small(), gone={address: status})
    found = files(guide)
    validator(described(guide), {"$ref": "#/components/schemas/Index"}).validate(
        found["index.json"]
    )
    listed = {"address": address, "since": status.since.isoformat(), "archived": copy}
    assert found["index.json"]["gone_addresses"] == [listed]
    assert found["partners/town-library.json"]["website"] == address
    assert files(small())["index.json"]["gone_addresses"] == []


def test_a_record_says_what_the_model_holds() -> None:
    library = files(small())["partners/town-library.json"]
    said = small().partners["town-library"].model_dump(mode="json", exclude_none=True)
    assert library.pop("kind") == "partners"
    assert library.pop("url") == "partners/town-library/"
    uris = [phone.pop("uri") for phone in phones_in(library)]
    assert sorted(uris)[0] == "tel:+1-202-555-0143"
    assert library == without_empty(said)


def phones_in(value: Any) -> Iterator[Json]:
    if isinstance(value, dict):
        if "number" in value:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from phones_in(inner)


def without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: without_empty(inner) for name, inner in value.items() if inner != []}
    return [without_empty(inner) for inner in value] if isinstance(value, list) else value


def test_texts_have_one_shape_and_their_translations_a_place() -> None:
    value = {
        "id": "school",
        "name": {"en": "School", "es": "Escuela"},
        "services": [{"name": "A"}, {"name": "B", "required_documents": [{"en": "C", "es": "D"}]}],
    }
    said = plain(partner_of(value), small().site)
    assert said["name"] == "School"
    assert said["translations"] == {
        "es": {"/name": "Escuela", "/services/1/required_documents/0": "D"}
    }


def test_addresses_are_whole_where_the_guide_knows_its_own() -> None:
    site = small().site.model_copy(update={"website": "https://guide.example.org/county"})
    said = plain(small().partners["town-library"], site)
    assert said["url"] == "https://guide.example.org/county/partners/town-library/"


def test_no_private_field_is_described() -> None:
    hidden = {name for kind in BY_KIND.values() for name in only_private(kind)}
    assert hidden
    known = described(small())["components"]["schemas"].values()
    assert not [schema for schema in known if hidden & schema["properties"].keys()]


def test_every_part_is_described_from_the_model() -> None:
    known = described(small())["components"]["schemas"]
    parts: list[type[Part]] = [*api.KINDS]
    assert {part.__name__ for part in parts} <= known.keys()
    assert known["Service"]["properties"]["status"]["enum"] == [
        "active",
        "inactive",
        "defunct",
        "temporarily closed",
    ]


def test_the_same_guide_gives_the_same_bytes() -> None:
    assert api.files(small()) == api.files(small())
