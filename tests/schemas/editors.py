"""What an editor makes of a file: it reads YAML 1.2 and holds it against a schema."""

from functools import cache
from typing import Any, ClassVar

import yaml
from jsonschema import Draft7Validator

from macros.known import Known
from macros.project import read
from macros.schemas.files import schemas
from macros.schemas.values import Schema
from tests.projects import SMALL


class Yaml12(yaml.SafeLoader):
    """Without what YAML 1.2 reads as text: days, and `yes` or `no`."""

    yaml_implicit_resolvers: ClassVar = {
        first: [
            (tag, pattern)
            for tag, pattern in resolvers
            if not tag.endswith((":timestamp", ":bool")) or first in "tTfF"
        ]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
        if first not in {*"yYoO"}
    }


def as_read(text: str) -> Any:
    return yaml.load(text, Yaml12)


@cache
def known() -> Known:
    """What the small guide knows."""
    return Known.of(read(SMALL).loaded)


@cache
def made() -> dict[str, Schema]:
    return dict(schemas(known()))


def errors(name: str, value: object) -> list[str]:
    """What the schema `name` of the small guide says against `value`."""
    found = Draft7Validator(made()[name]).iter_errors(value)
    return [f"{list(error.absolute_path)}: {error.message}" for error in found]
