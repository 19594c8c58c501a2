"""Words that people read: names, texts, and one text in several languages."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Any, Self

from babel import Locale
from pydantic import AfterValidator, GetCoreSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from macros.problems import HIDDEN, quoted

SOFT_HYPHEN = "\u00ad"
"""In a name it only makes two that look the same."""
NAME_LIMIT = 250
PROSE_LIMIT = 5_000
NONE: Mapping[str, str] = {}
"""The translations of most texts."""
LINK_SCHEMES = ("https://", "http://", "mailto:", "tel:")


def wrong(message: str, language: str = "") -> PydanticCustomError:
    """The one way a value says what is wrong with it, or with its text in one `language`.

    Braces in the message are not placeholders.
    """
    return PydanticCustomError("value", "{words}", {"words": message, "language": language})


class Text(str):
    """Words that people read: a `str` in the guide's first language.

    In a file it is either one text or a text per language (`en: …`, `es: …`); `translations`
    holds all of them by language code, so that a second language needs no new model.
    """

    # A guide holds a hundred thousand of them.
    __slots__ = ("translations",)
    translations: Mapping[str, str]

    def __new__(cls, words: str, translations: Mapping[str, str] | None = None) -> Self:
        text = super().__new__(cls, words)
        text.translations = dict(translations) if translations else NONE
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
        if not all(map(_is_language, value)):
            raise PydanticCustomError("no_languages", "text")
        languages: tuple[str, ...] = (info.context or {}).get("languages", ("en",)) or tuple(value)
        dropped = (info.context or {}).get("dropped", ())
        given = {
            code: words
            for code, words in value.items()
            if words is not None and code not in dropped
        }
        texts = {code: _translation(code, words, languages) for code, words in given.items()}
        if not texts or languages[0] not in texts:
            first = languages[0] if languages else "en"
            raise wrong(f"lacks the text in the guide's first language ('{first}')")
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

    def by_language(self) -> tuple[tuple[str, str], ...]:
        """Each text with its language code; one text without a code stands for all."""
        return tuple(self.translations.items()) or (("", str(self)),)


def readable(words: str, language: str = "") -> str:
    """Composed letters, no characters that hide or reorder what is read."""
    if hidden := HIDDEN.search(words):
        message = f"holds an invisible character (U+{ord(hidden[0]):04X}); delete it"
        raise wrong(message, language)
    return unicodedata.normalize("NFC", words.strip())


def _is_language(code: object) -> bool:
    """Whether it can head a text in one language, and is no word of a text with a colon in it."""
    return isinstance(code, str) and code.split("-")[0].lower() in _language_codes()


@lru_cache(maxsize=1)
def _language_codes() -> frozenset[str]:
    return frozenset(Locale("en").languages)


def _translation(code: str, words: object, languages: tuple[str, ...]) -> str:
    if code not in languages:
        known = ", ".join(languages)
        raise wrong(f"'{code}' is not a language of this guide (site.yml: {known})", code)
    if not isinstance(words, str):
        raise wrong(f"must have one text after '{code}:', no list and no fields", code)
    return readable(words, code)


def _plain(text: Text) -> Text:
    for language, words in text.by_language():
        if not words:
            raise wrong("is empty", language)
        if "<" in words or ">" in words:
            raise wrong("is plain text: '<' and '>' are not allowed here", language)
        if "\n" in words:
            raise wrong("must stand on one line", language)
        if SOFT_HYPHEN in words:
            raise wrong("holds an invisible character (U+00AD); delete it", language)
        if len(words) > NAME_LIMIT:
            message = f"has {len(words)} characters; at most {NAME_LIMIT} are allowed"
            raise wrong(message, language)
    return text


HTML_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?=[\s/>])[^>]*>?")
INLINE_LINK = re.compile(r"\]\(\s*<?([^)\s>]*)")
NAMED_LINK = re.compile(r"(?m)^ {0,3}\[[^\]]+\]:\s*<?(\S+?)>?\s*$")


def _prose(text: Text) -> Text:
    for language, words in text.by_language():
        if not words:
            raise wrong("is empty", language)
        if len(words) > PROSE_LIMIT:
            message = f"has {len(words)} characters; at most {PROSE_LIMIT} are allowed"
            raise wrong(message, language)
        if tag := HTML_TAG.search(words):
            message = (
                f"holds HTML ({quoted(tag[0])}): write plain words, links as [words](https://…)"
            )
            raise wrong(message, language)
        for target in _link_targets(words):
            if not target.lower().startswith(LINK_SCHEMES):
                raise wrong(
                    f"links to {quoted(target) if target else 'nothing'}; "
                    "a link in a text starts with https://, mailto: or tel:",
                    language,
                )
    return text


def _link_targets(words: str) -> list[str]:
    if "](" not in words and "]:" not in words:
        return []
    return INLINE_LINK.findall(words) + NAMED_LINK.findall(words)


Name = Annotated[Text, AfterValidator(_plain)]
"""A name or a title: plain text on one line."""

Prose = Annotated[Text, AfterValidator(_prose)]
"""A text of up to 5,000 characters; **bold**, lists and [links](https://…) are allowed."""
