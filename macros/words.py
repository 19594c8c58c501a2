"""Words that people read: names, texts, and one text in several languages."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import AfterValidator, GetCoreSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

NAME_LIMIT = 250
PROSE_LIMIT = 5_000
LINK_SCHEMES = ("https://", "http://", "mailto:", "tel:")


def wrong(message: str) -> PydanticCustomError:
    """The one way a value says what is wrong with it; braces are not placeholders."""
    return PydanticCustomError("value", "{words}", {"words": message})


class Text(str):
    """Words that people read: a `str` in the guide's first language.

    In a file it is either one text or a text per language (`en: …`, `es: …`); `translations`
    holds all of them by language code, so that a second language needs no new model.
    """

    translations: Mapping[str, str]

    def __new__(cls, words: str, translations: Mapping[str, str] | None = None) -> Self:
        text = super().__new__(cls, words)
        text.translations = dict(translations or {})
        return text

    def in_language(self, language: str) -> str:
        return self.translations.get(language, str(self))

    @classmethod
    def parse(cls, value: object, info: ValidationInfo) -> Self:
        if isinstance(value, cls):
            return value
        if isinstance(value, str):
            return cls(readable(value))
        if not isinstance(value, Mapping):
            raise PydanticCustomError("string_type", "text")
        languages: tuple[str, ...] = (info.context or {}).get("languages", ("en",))
        for code in value:
            if code not in languages:
                raise wrong(
                    f"'{code}' is not a language of this guide (site.yml: {', '.join(languages)})"
                )
        if languages[0] not in value:
            raise wrong(f"the text in the guide's first language ('{languages[0]}') is missing")
        if not all(isinstance(words, str) for words in value.values()):
            raise PydanticCustomError("string_type", "text")
        texts = {code: readable(words) for code, words in value.items()}
        return cls(texts[languages[0]], texts)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(
            cls.parse,
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda text: dict(text.translations) or str(text)
            ),
        )

    def every_language(self) -> tuple[str, ...]:
        return tuple(self.translations.values()) or (str(self),)


def readable(words: str) -> str:
    """Composed letters, no characters that hide or reorder what is read."""
    for character in words:
        category = unicodedata.category(character)
        if (
            category == "Cc" and character not in "\n\t"
        ) or character in "\u202a\u202b\u202d\u202e":
            raise wrong(f"holds an invisible character (U+{ord(character):04X}); delete it")
    return unicodedata.normalize("NFC", words.strip())


def _plain(text: Text) -> Text:
    for words in text.every_language():
        if not words:
            raise wrong("is empty")
        if "<" in words or ">" in words:
            raise wrong("is plain text: '<' and '>' are not allowed here")
        if "\n" in words:
            raise wrong("must stand on one line")
        if len(words) > NAME_LIMIT:
            raise wrong(f"has {len(words)} characters; at most {NAME_LIMIT} are allowed")
    return text


def _prose(text: Text) -> Text:
    for words in text.every_language():
        if not words:
            raise wrong("is empty")
        if len(words) > PROSE_LIMIT:
            raise wrong(f"has {len(words)} characters; at most {PROSE_LIMIT} are allowed")
        for target in _link_targets(words):
            if not target.lower().startswith(LINK_SCHEMES):
                raise wrong(
                    f"links to '{target}'; a link in a text starts with https://, mailto: or tel:"
                )
    return text


def _link_targets(words: str) -> list[str]:
    inline = re.findall(r"\]\(\s*<?([^)\s>]*)", words)
    named = re.findall(r"(?m)^ {0,3}\[[^\]]+\]:\s*<?(\S+?)>?\s*$", words)
    return inline + named


Name = Annotated[Text, AfterValidator(_plain)]
"""A name or a title: plain text on one line."""

Prose = Annotated[Text, AfterValidator(_prose)]
"""A text of up to 5,000 characters; **bold**, lists and [links](https://…) are allowed."""
