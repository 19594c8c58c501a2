"""Invented records as every search takes them, and the queries that all of them answer."""

import re
from collections.abc import Iterable, Sequence
from random import Random
from typing import TypedDict

from macros.places import language_name
from tests.bench.generator import Fields, records, taxonomy

SERVICE_TEXTS = ("name", "description", "eligibility_description", "fees_description")


class Document(TypedDict):
    """What can be searched and filtered of one record; no text stands in two fields."""

    id: str
    title: str
    names: str
    summary: str
    topics: str
    publisher: str
    audience: str
    body: str
    facets: dict[str, list[str]]


def documents(count: int, seed: int = 1) -> list[Document]:
    labels = {term["id"]: term["label"] for terms in taxonomy().values() for term in terms}
    return [_document(f"{kind}/{id}", record, labels) for kind, id, record in records(count, seed)]


def queries(documents: Sequence[Document], count: int = 60, seed: int = 1) -> list[str]:
    """One to three words each that stand together in some record."""
    random = Random(seed)
    return [_query(random, random.choice(documents), 1 + number % 3) for number in range(count)]


def _query(random: Random, document: Document, length: int) -> str:
    text = f"{document['title']} {document['summary']} {document['body']}".lower()
    return " ".join(random.sample(sorted(set(re.findall(r"\b[^\W\d_]{4,}\b", text))), length))


def _document(id: str, record: Fields, labels: dict[str, str]) -> Document:
    services = record.get("services", [])
    practices = [*record.get("practices", []), *(p for s in services for p in s["practices"])]
    areas = [area["name"] for area in record.get("service_areas", [])]
    texts = [service[name] for service in services for name in SERVICE_TEXTS]

    def labelled(ids: Iterable[str]) -> list[str]:
        return [labels[id] for id in dict.fromkeys(ids)]

    return {
        "id": id,
        "title": record.get("name") or record["title"],
        "names": ", ".join(record.get("alternate_names", [])),
        "summary": record.get("description") or record["summary"],
        "topics": ", ".join(labelled([*record["topics"], *practices])),
        "publisher": record.get("publisher", ""),
        "audience": ", ".join(labelled(record["audiences"])),
        "body": " ".join([*texts, *areas, record.get("fees_description", "")]).strip(),
        "facets": {
            "kind": [id.partition("/")[0]],
            "sector": labelled(record.get("sectors", [])),
            "format": labelled(filter(None, [record.get("format")])),
            "topic": labelled(record["topics"]),
            "practice": labelled(practices),
            "audience": labelled(record["audiences"]),
            "area": areas,
            "language": [language_name(code) for code in record["languages"]],
            "checked": ["yes" if "assured_date" in record else "no"],
        },
    }
