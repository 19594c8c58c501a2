"""The records of a guide: THE list of fields, each with a description and an example.

Checks, the page of fields (`docs/adapt/data.md`) and whatever reads or writes data derive from
here. Names follow Open Referral HSDS 3.1 where it has the thing.
"""

from typing import Annotated, Any, ClassVar, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from macros.colours import HexColour
from macros.exits import WEATHER, ExitAddress, ExitLabel, ExitWords, exit_words
from macros.intervals import Interval
from macros.places import Language, UsState, text_direction
from macros.redirects import NewAddress, OldAddress
from macros.values import (
    ANY_KIND,
    Email,
    Id,
    IsoDate,
    OnlyPrivate,
    PhoneNumber,
    Ref,
    SecureAddress,
    WebAddress,
    shorthand,
)
from macros.words import Name, Prose, Text, wrong

TopicId = Annotated[str, Ref("terms", "topics")]
PracticeId = Annotated[str, Ref("terms", "practices")]
AudienceId = Annotated[str, Ref("terms", "audiences")]
FormatId = Annotated[str, Ref("terms", "formats")]
SectorId = Annotated[str, Ref("terms", "sectors")]
PrincipleId = Annotated[str, Ref("terms", "principles")]
TermId = Annotated[str, Ref("terms")]
PartnerId = Annotated[str, Ref("partners")]
ResourceId = Annotated[str, Ref("resources")]
CaseStudyId = Annotated[str, Ref("case_studies")]
ChecklistId = Annotated[str, Ref("checklists")]
WorksheetId = Annotated[str, Ref("worksheets")]
TemplateId = Annotated[str, Ref("templates")]
GlossaryId = Annotated[str, Ref("glossary")]
SourceId = Annotated[str, Ref("sources")]
FigureId = Annotated[str, Ref("figures")]
RecordKey = Annotated[str, Ref(ANY_KIND)]
"""`KIND/ID`: a record of any kind that has a page."""

SCHEMA_VERSION = 1
"""Goes up by one when a field gets another name or goes."""
OWN_SCHEME = "guide"
"""The scheme of a guide's own ids in its HSDS."""

Vocabulary = Literal["practices", "topics", "audiences", "formats", "sectors", "principles"]
VOCABULARIES: tuple[str, ...] = get_args(Vocabulary)


def about(description: str, example: object, default: Any = ..., **limits: Any) -> Any:
    """A field that says what it means and how it looks."""
    return Field(default, description=description, examples=[example], **limits)


def several(description: str, example: object, **limits: Any) -> Any:
    """A field that holds a list, empty unless given."""
    return about(description, [example], (), **limits)


_GIVEN: dict[frozenset[str], set[str]] = {}


class Part(BaseModel):
    """Anything that has fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    def model_post_init(self, context: Any) -> None:
        """Parts that give the same fields share the names of these: thousands give the same."""
        given = self.model_fields_set
        shared = _GIVEN.setdefault(frozenset(given), given)
        # What is frozen takes this only so, and changes none of them.
        object.__setattr__(self, "__pydantic_fields_set__", shared)

    @model_validator(mode="before")
    @classmethod
    def _without_empty_fields(cls, value: object) -> object:
        """A field without a value counts as left out; a name that is no field is reported."""
        if not isinstance(value, dict) or None not in value.values():
            return value
        known = cls.model_fields
        return {
            name: inner for name, inner in value.items() if inner is not None or name not in known
        }


class Record(Part):
    """A thing with an identity and an address of its own in the guide."""

    kind: ClassVar[str]
    named_by: ClassVar[str] = "title"
    described_by: ClassVar[str] = "summary"

    id: Id = about(
        "What addresses the record. In a file of its own the file's name is the id (`bank-on.yml`) "
        "and no `id` stands in it; in a list file each record starts with one.",
        "bank-on",
    )
    former_ids: tuple[Id, ...] = several(
        "Ids that it had before; their addresses lead here. `guide rename` writes them.",
        "bank-accounts",
    )

    @property
    def key(self) -> str:
        return f"{self.kind}/{self.id}"

    @property
    def path(self) -> str:
        """The address of the record's page inside the site."""
        return f"{self.key}/"

    @property
    def heading(self) -> str:
        return str(getattr(self, self.named_by))

    @property
    def blurb(self) -> str:
        return str(getattr(self, self.described_by) or "")

    @property
    def tags(self) -> tuple[str, ...]:
        """The ids of the topics and practices the record is about."""
        return tuple(getattr(self, "topics", ())) + tuple(getattr(self, "practices", ()))


# --- parts that several records share ----------------------------------------


class _Citation(Part):
    """Where a statement comes from."""

    source: SourceId = about("Id of a record in `sources.yml`.", "collaboration-toolkit")
    at: Name | None = about("The place in the source.", "section 7", None)


Citation = Annotated[_Citation, shorthand("source")]


class _Statement(Part):
    """One thing said, and who says so."""

    text: Prose = about("The statement.", "Interns plan the next step with a job coach.")
    sources: tuple[Citation, ...] = several("Where it is from.", "collaboration-toolkit")


Statement = Annotated[_Statement, shorthand("text")]


class Link(Part):
    """An address worth having beside the main one."""

    title: Name = about("What the reader finds there.", "List of certified accounts")
    website: WebAddress = about("The address.", "https://joinbankon.org/accounts/")


class Addressed(Part):
    """What has an address on the web, and how sure we are of it."""

    website: WebAddress | None = about(
        "Web address, https where there is one; empty if nobody found it.",
        "https://joinbankon.org/",
        None,
    )
    address_evidence: Literal["stored-page", "linked-from", "well-known"] | None = about(
        "How the address is known before a person has checked it: a stored copy of the page, "
        "a link on another page, or general knowledge.",
        "linked-from",
        None,
    )
    address_match: Literal["exact", "probable", "landing"] | None = about(
        "What the address leads to: the thing itself, very likely the thing, or a page about it.",
        "exact",
        None,
    )
    related_links: tuple[Link, ...] = several(
        "Further addresses.",
        {"title": "List of certified accounts", "website": "https://joinbankon.org/accounts/"},
    )

    @property
    def address_status(self) -> Literal["checked", "unchecked", "unknown"]:
        if not self.website:
            return "unknown"
        return "checked" if getattr(self, "assured_date", None) else "unchecked"


class Checked(Part):
    """When a person last held it against the world, and how long that holds."""

    assured_date: IsoDate | None = about(
        "The day a person last checked the facts; empty if nobody has.", "2026-11-21", None
    )
    assured_by: Name | None = about(
        "Who checked: a role, never a person's name.", "Partnership coordinator", None
    )
    review_every: Interval | None = about(
        "How soon to look at it again; unless given, as `review_every` in `site.yml` says.",
        "6 months",
        None,
    )


class Assured(Checked):
    """What a person can check against the world."""

    caveats: tuple[Prose, ...] = several(
        "What a reader should know before relying on it.",
        "Ask about the monthly fee: the program certifies low-cost accounts, not free ones.",
    )
    sources: tuple[Citation, ...] = several(
        "Where this is from.", {"source": "partnership-design-chapter", "at": "asset building"}
    )


class Searched(Part):
    """What people look for in words of their own."""

    keywords: tuple[Name, ...] = several(
        "Words people type when they look for it, and that its text does not say; they are not "
        "shown.",
        "job center near me",
    )


class Noted(Part):
    """What only staff may read."""

    private_notes: Annotated[Prose | None, OnlyPrivate()] = about(
        "What staff found out about it, such as how it was vetted. It stands in `data/private/` "
        "only, and no public edition shows it.",
        "Visited in March; keeps its promises.",
        None,
    )


class Phone(Part):
    """A number to call or write to."""

    number: PhoneNumber = about("The number as people dial it.", "1-888-373-7888")
    extension: str | None = about("Extension.", "12", None, pattern=r"^\d{1,8}$")
    type: Literal["voice", "text", "tty", "fax"] = about("What answers there.", "voice", "voice")
    description: Name | None = about("When or for what to use it.", "Intake", None)
    languages: tuple[Language, ...] = several("Languages spoken on this number.", "es")


class Contact(Part):
    """Whom to ask for."""

    name: Name | None = about(
        "A person's name; never without that person's consent.", "Alex Example", None
    )
    title: Name | None = about("The role to ask for.", "Partnership coordinator", None)
    department: Name | None = about("The unit.", "Economic empowerment", None)
    email: Email | None = about("E-mail address.", "partners@example.org", None)
    phones: tuple[Phone, ...] = several("Numbers.", {"number": "1-888-373-7888"})


class Identifier(Part):
    """What another directory calls the same thing, so that a later import finds it again."""

    scheme: Name = about("The directory, or who gives the number.", "Open211 Miami")
    identifier: Name = about("What it is called there.", "136")

    @field_validator("scheme")
    @classmethod
    def _of_another(cls, scheme: Text) -> Text:
        if str(scheme).casefold() == OWN_SCHEME:
            raise wrong(f"'{OWN_SCHEME}' is how open data names ids of guides: name the directory")
        return scheme


class Location(Part):
    """A place that may be public; a shelter's address never is."""

    name: Name | None = about("What the place is called.", "Main office", None)
    description: Prose | None = about("What is there.", "Classes on two floors.", None)
    address_1: Name | None = about("Street and number.", "100 Main Street", None)
    address_2: Name | None = about("Floor, suite, building.", "Suite 4", None)
    city: Name | None = about("Town or city.", "Asheville", None)
    state_province: UsState | None = about("State, two letters.", "NC", None)
    postal_code: str | None = about("ZIP code.", "28801", None, pattern=r"^\d{5}(-\d{4})?$")
    latitude: float | None = about("Degrees north.", "35.5951", None, ge=-90, le=90)
    longitude: float | None = about(
        "Degrees east; minus is west.", "-82.5515", None, ge=-180, le=180
    )
    transportation: Prose | None = about("How to get there.", "Bus 5 stops at the door.", None)
    accessibility: Prose | None = about("How to get in and around.", "Step-free entrance.", None)
    hours: Name | None = about("When it is open.", "Monday to Friday, 9 to 5", None)
    phones: tuple[Phone, ...] = several("Its own numbers.", {"number": "1-888-373-7888"})
    address_is_public: bool | None = about(
        "That anyone may know the address of a place for people who hide: an office, say.",
        True,
        None,
    )

    @model_validator(mode="after")
    def _somewhere(self) -> Self:
        if not (self.name or self.address_1 or self.city):
            raise wrong("needs at least a 'city', an 'address_1' or a 'name'")
        return self


class ServiceArea(Part):
    """Where people can use it."""

    name: Name = about("The area, as people call it.", "Henderson County")
    state_province: UsState | None = about("State, two letters.", "NC", None)


class Service(Checked):
    """One thing that a partner does for people."""

    id: Id | None = about(
        "Unique among the partner's services; a local guide names it to change the service.",
        "life-works",
        None,
    )
    name: Name = about("What the service is called.", "Life Works")
    alternate_name: Name | None = about("Another name for it.", "Lifeworks Coaching", None)
    description: Prose | None = about("What it does.", "One-to-one career coaching.", None)
    practices: tuple[PracticeId, ...] = several(
        "What it covers, in the words of the resource map.", "career-exploration"
    )
    eligibility_description: Prose | None = about("Who may use it.", "Adults in the county.", None)
    application_process: Prose | None = about("How to get in.", "Call and ask for intake.", None)
    fees_description: Prose | None = about("What it costs.", "Free.", None)
    required_documents: tuple[Name, ...] = several("What to bring.", "Photo ID")
    languages: tuple[Language, ...] = several("Languages it is given in.", "es")
    interpretation_services: Prose | None = about(
        "What else there is to say of languages and interpreters, in plain words.",
        "Interpreters by phone for other languages.",
        None,
    )
    url: WebAddress | None = about("Its own page.", "https://joinbankon.org/accounts/", None)
    email: Email | None = about("Its own e-mail address.", "intake@example.org", None)
    phones: tuple[Phone, ...] = several("Its own numbers.", {"number": "1-888-373-7888"})
    contacts: tuple[Contact, ...] = several("Whom to ask for.", {"title": "Intake worker"})
    hours: Name | None = about("When it is open.", "Monday to Friday, 9 to 5", None)
    locations: tuple[Location, ...] = several(
        "Where it is given, if not at all places of the partner.",
        {"city": "Asheville", "state_province": "NC"},
    )
    service_areas: tuple[ServiceArea, ...] = several(
        "Where people can use it, if not wherever the partner works.", {"name": "Henderson County"}
    )
    status: Literal["active", "inactive", "defunct", "temporarily closed"] | None = about(
        "Whether it runs; empty if not known.", "active", None
    )
    identifiers: tuple[Identifier, ...] = several(
        "What other directories call it.", {"scheme": "Open211 Miami", "identifier": "136"}
    )
    caveats: tuple[Prose, ...] = several("What to know first.", "Ask whether it still runs.")


# --- records -----------------------------------------------------------------


class Term(Record, Searched):
    """A word of a closed vocabulary (`taxonomy.yml`)."""

    kind = "terms"
    named_by = "label"
    described_by = "definition"

    vocabulary: Vocabulary = about(
        "The list it stands in; never written, its heading in the file says it.", "practices"
    )
    label: Name = about("What readers see.", "Digital literacy")
    definition: Prose | None = about("What it means.", "Using a computer for work.", None)
    parent: TermId | None = about("The broader term of the same vocabulary.", "money-skills", None)
    synonyms: tuple[Name, ...] = several("Other words people use.", "computer classes")
    acronyms: tuple[Name, ...] = several("Short forms people type.", "DV")


class Resource(Record, Addressed, Assured, Noted, Searched):
    """Something to read, use or look things up in; laws and guidance too."""

    kind = "resources"

    title: Name = about("Its own title.", "Workforce Development Board Finder")
    alternate_titles: tuple[Name, ...] = several("Other titles it goes by.", "Board Finder")
    publisher: Name | None = about("Who publishes it; empty if not known.", "CareerOneStop", None)
    partner: PartnerId | None = about("The publisher's record, if it has one.", "bank-on", None)
    summary: Prose = about(
        "What it is and what it helps with.", "Finds the workforce board near you."
    )
    format: FormatId = about("What sort of thing it is.", "finder")
    topics: tuple[TopicId, ...] = several("What it is about.", "workforce-programs")
    practices: tuple[PracticeId, ...] = several("What it helps to offer.", "career-exploration")
    audiences: tuple[AudienceId, ...] = several("Who it is for.", "advocates")
    languages: tuple[Language, ...] = several("Languages it is in; empty if not known.", "en")
    fees_description: Name | None = about("What it costs; empty if not known.", "Free", None)


class Partner(Record, Addressed, Assured, Noted, Searched):
    """An organization to work with or refer to (HSDS: organization)."""

    kind = "partners"
    named_by = "name"
    described_by = "description"

    name: Name = about("Its name.", "Bank On")
    alternate_names: tuple[Name, ...] = several("Short forms and other names.", "CAO")
    description: Prose | None = about(
        "What it is; empty if not known.", "Certifies low-cost bank accounts.", None
    )
    sectors: tuple[SectorId, ...] = several("The part of the community it belongs to.", "finance")
    topics: tuple[TopicId, ...] = several("What it works on.", "financial-capability")
    audiences: tuple[AudienceId, ...] = several("Who it is there for.", "survivors")
    services: tuple[Service, ...] = several("What it offers.", {"name": "Certified accounts"})
    service_areas: tuple[ServiceArea, ...] = several("Where.", {"name": "Henderson County"})
    locations: tuple[Location, ...] = several(
        "Places open to all.", {"city": "Asheville", "state_province": "NC"}
    )
    contacts: tuple[Contact, ...] = several("Whom to ask for.", {"title": "Partner coordinator"})
    phones: tuple[Phone, ...] = several("Numbers.", {"number": "1-888-373-7888"})
    email: Email | None = about("General e-mail address.", "info@example.org", None)
    hours: Name | None = about("When it is open.", "Monday to Friday, 9 to 5", None)
    languages: tuple[Language, ...] = several("Languages of its pages; empty if not known.", "en")
    identifiers: tuple[Identifier, ...] = several(
        "What other directories call it.", {"scheme": "Open211 Miami", "identifier": "136"}
    )

    @property
    def practices(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(p for service in self.services for p in service.practices))

    @property
    def directories(self) -> tuple[str, ...]:
        """Those that list it, or a service of it."""
        listed = (*self.identifiers, *(one for each in self.services for one in each.identifiers))
        return tuple(dict.fromkeys(one.scheme for one in listed))


class CaseStudy(Record, Checked, Noted, Searched):
    """How one agency or coalition went about it, under the same headings as all others."""

    kind = "case_studies"

    title: Name = about("The agency or coalition.", "Safelight")
    place: Name = about("Where it works.", "Henderson County, North Carolina")
    summary: Prose = about("The story in two sentences.", "An agency that runs its own café.")
    topics: tuple[TopicId, ...] = several("What it shows.", "economic-empowerment")
    practices: tuple[PracticeId, ...] = several("What it offers.", "job-training")
    principles: tuple[PrincipleId, ...] = several("Which principles it shows.", "program-vetting")
    partners: tuple[PartnerId, ...] = several("Partners of this guide in the story.", "safelight")
    need: tuple[Statement, ...] = several("What was needed.", "Paid, supported first steps.")
    setting: tuple[Statement, ...] = several("The place and the agency.", "A rural county.")
    partnership: tuple[Statement, ...] = several("Who works together.", "A college trains.")
    money: tuple[Statement, ...] = several("What pays for it.", "Sales of the café.")
    steps: tuple[Statement, ...] = several("What was done, in order.", "A café opened.")
    outcomes: tuple[Statement, ...] = several("What came of it.", "Three places to train.")
    unknowns: tuple[Statement, ...] = several("What is not known.", "How many finish.")
    lessons: tuple[Statement, ...] = several("What others can take from it.", "Start small.")


class HeadField(Part):
    """A line to fill in above the table."""

    id: Id = about("Unique in its worksheet.", "date")
    label: Name = about("What to write there.", "Date")


class _Answer(Part):
    """A box beside each item."""

    label: Name = about("What the box says; each is there once.", "Not yet")
    means: Literal["settled", "open", "concern"] | None = about(
        "What a tick says about the item: it is settled, it is still open, or it is a reason to "
        "worry. Without it the page works nothing out.",
        "open",
        None,
    )


Answer = Annotated[_Answer, shorthand("label")]


class ChecklistItem(Part):
    """One thing to find out or to do."""

    id: Id = about("Unique in its checklist.", "pay")
    text: Name = about("The question or task.", "Is every hour of work paid, training included?")
    help: Prose | None = about("How to find out.", "Ask to see a pay slip.", None)
    warning_signs: tuple[Name, ...] = several("What should worry you.", "Unpaid trial weeks")
    response: Prose | None = about("What to do about it.", "Ask for a paid trial instead.", None)
    sources: tuple[Citation, ...] = several("Where it is from.", "partnership-design-chapter")


class ChecklistGroup(Part):
    """Items that belong together."""

    id: Id = about("Unique in its checklist.", "safety")
    title: Name = about("Heading.", "Safety comes first")
    intro: Prose | None = about("What the group is about.", "Do this before any visit.", None)
    items: tuple[ChecklistItem, ...] = about(
        "The items.", [{"id": "pay", "text": "Is every hour of work paid?"}], min_length=1
    )


class Checklist(Record, Assured, Searched):
    """A list to go through, on the screen or on paper."""

    kind = "checklists"

    title: Name = about("Its title.", "Vetting a partner")
    summary: Prose = about("What it is for.", "Questions to settle before you refer anyone.")
    instructions: Prose | None = about("How to use it.", "Fill in one copy per partner.", None)
    audiences: tuple[AudienceId, ...] = several("Who it is for.", "advocates")
    topics: tuple[TopicId, ...] = several("What it is about.", "vetting")
    practices: tuple[PracticeId, ...] = several("What it helps to offer.", "job-training")
    head: tuple[HeadField, ...] = several("Lines above the items.", {"id": "date", "label": "Date"})
    answers: tuple[Answer, ...] = about(
        "The boxes beside each item.",
        [{"label": "Yes", "means": "settled"}, {"label": "Not yet", "means": "open"}],
        (_Answer(label="Done", means="settled"),),
        min_length=1,
    )
    candidate: Name | None = about(
        "What one copy is about, where it helps to compare two side by side on the screen.",
        "employer",
        None,
    )
    notes: bool = about("Whether each item has a line for notes.", True, True)
    groups: tuple[ChecklistGroup, ...] = about(
        "The groups of items.",
        [{"id": "safety", "title": "Safety", "items": [{"id": "pay", "text": "Is it paid?"}]}],
        min_length=1,
    )


class Column(Part):
    """A column to fill in."""

    id: Id = about("Unique in its worksheet.", "we-offer")
    label: Name = about("Heading.", "We offer this")
    kind: Literal["tick", "write"] = about("A box to tick or room to write.", "tick")
    help: Prose | None = about("What to put there.", "Tick it if staff do this today.", None)
    means: Literal["ours", "others", "gap", "tie", "lone-tie", "next-step"] | None = about(
        "What an entry says about its row: we offer it, others offer it, it is a gap; we have a "
        "tie to it, only one person has; what to do next. Without it the page works nothing out "
        "from the column.",
        "gap",
        None,
    )


class Row(Part):
    """A row: a term of the taxonomy, or words of its own."""

    term: TermId | None = about("The term the row asks about.", "digital-literacy", None)
    id: Id | None = about("Unique in its worksheet; only for rows without a term.", "other", None)
    label: Name | None = about("Words; only for rows without a term.", "Local unions", None)
    help: Prose | None = about("What the row means.", "Classes, devices, internet.", None)

    @model_validator(mode="after")
    def _one_or_the_other(self) -> Self:
        if self.term and (self.id or self.label):
            raise wrong("has a 'term': leave out 'id' and 'label', the term brings them")
        if not self.term and not (self.id and self.label):
            raise wrong("needs either 'term', or both 'id' and 'label'")
        return self

    @property
    def key(self) -> str:
        return self.term or self.id or ""


class RowGroup(Part):
    """Rows that belong together."""

    id: Id = about("Unique in its worksheet.", "asset-building")
    title: Name = about("Heading.", "Asset building")
    intro: Prose | None = about("What the group is about.", "Savings, loans, cash.", None)
    rows: tuple[Row, ...] = about("The rows.", [{"term": "digital-literacy"}], min_length=1)
    write_in_rows: int = about("Empty rows to write in.", 1, 0, ge=0, le=10)


class Worksheet(Record, Assured, Searched):
    """A table to fill in together."""

    kind = "worksheets"

    title: Name = about("Its title.", "Resource map")
    summary: Prose = about("What it is for.", "Shows who offers what, and what is missing.")
    instructions: Prose | None = about("How to use it.", "Go row by row with partners.", None)
    audiences: tuple[AudienceId, ...] = several("Who it is for.", "advocates")
    topics: tuple[TopicId, ...] = several("What it is about.", "mapping")
    head: tuple[HeadField, ...] = several("Lines above the table.", {"id": "date", "label": "Date"})
    row_label: Name = about("Heading of the first column.", "Practice")
    columns: tuple[Column, ...] = about(
        "The columns.", [{"id": "gap", "label": "Gap", "kind": "tick"}], min_length=1
    )
    groups: tuple[RowGroup, ...] = about(
        "The groups of rows.",
        [{"id": "money", "title": "Money", "rows": [{"term": "digital-literacy"}]}],
        min_length=1,
    )

    @property
    def practices(self) -> tuple[str, ...]:
        return tuple(row.term for group in self.groups for row in group.rows if row.term)


class Choice(Part):
    """A box to tick."""

    id: Id = about("Unique in its section.", "by-phone")
    label: Name = about("What the box says.", "Call me by phone")


class TemplateSection(Part):
    """One point of a template."""

    id: Id = about("Unique in its template.", "purpose")
    title: Name = about("Heading.", "What we want to do together")
    guidance: Prose | None = about(
        "What to settle here and how; it is for those who write, not for the finished paper.",
        "Two sentences are enough.",
        None,
    )
    wording: Prose | None = about(
        "Words to start from.", "Both sides treat each referral as confidential.", None
    )
    choices: tuple[Choice, ...] = several(
        "Boxes to tick.", {"id": "by-phone", "label": "Call me by phone"}
    )
    blanks: tuple[HeadField, ...] = several(
        "Lines to fill in.", {"id": "contact", "label": "Contact person"}
    )
    notes: bool = about("Whether room to write follows.", True, False)


class Template(Record, Assured, Searched):
    """A paper to make one's own: an agreement, a protocol, an agenda."""

    kind = "templates"

    title: Name = about("Its title.", "Agreement between partners")
    summary: Prose = about("What it is for.", "An outline for a memorandum of understanding.")
    review: Prose = about(
        "Who has to look at it before it is used.",
        "Have counsel review this before you use it.",
        "Have counsel review this before you use it: a lawyer who knows the law where you work. "
        "It is a place to start, not legal advice.",
    )
    instructions: Prose | None = about("How to use it.", "Strike what does not fit.", None)
    audiences: tuple[AudienceId, ...] = several("Who it is for.", "advocates")
    topics: tuple[TopicId, ...] = several("What it is about.", "partnership-practice")
    head: tuple[HeadField, ...] = several("Lines at the top.", {"id": "date", "label": "Date"})
    sections: tuple[TemplateSection, ...] = about(
        "Its points, in order.", [{"id": "purpose", "title": "What we want"}], min_length=1
    )


class GlossaryEntry(Record, Checked, Searched):
    """A word or an acronym explained."""

    kind = "glossary"
    named_by = "term"
    described_by = "definition"

    term: Name = about("The word.", "Memorandum of understanding")
    acronyms: tuple[Name, ...] = several("Short forms.", "MOU")
    synonyms: tuple[Name, ...] = several("Other words people type.", "partnership agreement")
    definition: Prose = about("What it means.", "A written agreement between partners.")
    see_also: tuple[GlossaryId, ...] = several("Entries that belong to it.", "warm-referral")
    topics: tuple[TopicId, ...] = several("What it belongs to.", "partnership-practice")
    sources: tuple[Citation, ...] = several("Where it is from.", "collaboration-toolkit")


class Source(Record, Addressed, Checked):
    """What the guide's statements rest on."""

    kind = "sources"

    title: Name = about("Its title.", "Effects of Work on Hitting and Hurting")
    authors: Name | None = about("Who wrote it.", "Lisa D. Brush", None)
    publisher: Name | None = about(
        "Who published it, or the journal.", "Violence Against Women", None
    )
    published: Name | None = about("When; empty if not known.", "2003", None)
    summary: Prose | None = about("What it is.", "Interviews with women on welfare.", None)
    resource: ResourceId | None = about("Its record among the resources.", "wioa-primer", None)
    caveats: tuple[Prose, ...] = several("What to keep in mind.", "One state, one year.")

    @property
    def path(self) -> str:
        return f"sources/#source-{self.id}"


class Figure(Record):
    """A number, with all that keeps it honest."""

    kind = "figures"
    named_by = "value"
    described_by = "statement"

    value: Name = about("The number, as it is said.", "60 percent")
    statement: Prose = about("What it says.", "Survivors who lost or left a job.")
    scope: Name = about("Whom it is about.", "Domestic violence survivors in Maine")
    year: Name | None = about("When it was measured.", "2005", None)
    sample: Name | None = about("How many were asked.", "More than 120 women", None)
    limits: Prose = about("What it does not show.", "It is not about trafficking.")
    topics: tuple[TopicId, ...] = several("What it is about.", "economic-needs")
    sources: tuple[Citation, ...] = about("Where it is from.", ["ridley-2005"], min_length=1)


class WordingRule(Record):
    """Words that hurt or mislead, and what to say instead; `guide words` looks for them."""

    kind = "wording"
    named_by = "id"
    described_by = "because"

    avoid: tuple[Name, ...] = about(
        "The words, in each form that they take; capitals, blanks and hyphens do not matter.",
        ["addict", "addicts"],
        min_length=1,
    )
    instead: Name = about(
        "What to say, as it follows «better».", "«person with a substance use disorder»"
    )
    because: Prose = about("Why, in one line.", "A health condition is not who someone is.")
    exceptions: tuple[Name, ...] = several(
        "Names and phrases in which the words may stand; names of records are known.",
        "Office for Victims of Crime",
    )
    language: Language = about("The language of the texts it is about.", "es", "en")


class Hotline(Checked):
    """Someone to call right now."""

    id: Id = about("Unique among the help lines.", "national-domestic-violence-hotline")
    name: Name = about("Its name.", "National Domestic Violence Hotline")
    phone: PhoneNumber = about("The number to call.", "1-800-799-7233")
    text: PhoneNumber | None = about("The number to text.", "233733", None)
    tty: PhoneNumber | None = about("The number for TTY.", "711", None)
    website: SecureAddress | None = about("Its site.", "https://www.thehotline.org/", None)
    hours: Name | None = about("When it answers; empty if not known.", "24 hours a day", None)


class ReviewEvery(Part):
    """How soon things have to be looked at again, by what they are."""

    hotlines: Interval = about("Help lines.", "3 months", "3 months")
    partners: Interval = about("Partners and their services.", "6 months", "6 months")
    resources: Interval = about("Resources.", "1 year", "1 year")
    case_studies: Interval = about("Case studies.", "2 years", "2 years")
    checklists: Interval = about("Checklists.", "1 year", "1 year")
    worksheets: Interval = about("Worksheets.", "1 year", "1 year")
    templates: Interval = about("Templates.", "1 year", "1 year")
    glossary: Interval = about("Words explained.", "2 years", "2 years")
    sources: Interval = about("Sources.", "2 years", "2 years")
    pages: Interval = about("Hand-written pages.", "1 year", "1 year")


class Colors(Part):
    """The guide's own colours. Those that cannot be read on what they stand on are refused."""

    brand: HexColour | None = about(
        "The band at the top, in quotes; white words must be readable on it.", "#0f5257", None
    )
    link: HexColour | None = about(
        "Links and buttons; readable on white and on the light grounds of boxes.", "#0b5f66", None
    )
    brand_dark: HexColour | None = about(
        "The same for readers whose device is set to dark; worked out unless given.",
        "#0d3b3f",
        None,
    )
    link_dark: HexColour | None = about(
        "The same for links; worked out unless given.", "#7fd0d0", None
    )


class DataLicense(Part):
    """What others may do with the guide's data."""

    name: Name = about("The terms, by their name.", "Creative Commons Attribution 4.0")
    url: SecureAddress = about("Where they stand.", "https://creativecommons.org/licenses/by/4.0/")


class Redirect(Part):
    """An address of this guide at which a page once stood."""

    old: OldAddress = about(
        "The old address, without the guide's own in front.", "partners/job-center/"
    )
    new: NewAddress = about("The page that has it now, or an https address.", "partners/lake-jobs/")


class Site(Part):
    """Who publishes this guide, and for whom (`site.yml`)."""

    schema_version: int = about(
        "The version of the fields with which the data was written; `guide init` writes it.",
        "1",
        SCHEMA_VERSION,
        ge=1,
    )
    name: Name = about("The guide's name.", "Safe Work Toolkit")
    summary: Prose = about("What it is, in one or two sentences.", "Helps survivors find work.")
    publisher: Name | None = about("Who publishes it.", "Example County", None)
    area: Name = about("The area it covers.", "United States")
    languages: tuple[Language, ...] = about(
        "Languages of the guide, the first one first.", ["en", "es"], ("en",), min_length=1
    )
    website: SecureAddress | None = about(
        "Where the guide is published.", "https://guide.example.org/", None
    )
    email: Email | None = about("Where to report a mistake.", "guide@example.org", None)
    issues: SecureAddress | None = about(
        "Where readers with an account report a mistake: the list of issues of the repository that "
        "holds the guide.",
        "https://github.com/example/guide/issues",
        None,
    )
    data_license: DataLicense | None = about(
        "What others may do with the guide's data; it goes along with what they fetch.",
        {
            "name": "Creative Commons Attribution 4.0",
            "url": "https://creativecommons.org/licenses/by/4.0/",
        },
        None,
    )
    exit_address: ExitAddress = about(
        "Where “Leave now” leads: a plain public site that anyone might look at and that shows "
        "nothing about help. Unless given, the US weather service: everybody looks up the "
        "weather, and it answers over https.",
        WEATHER,
        WEATHER,
    )
    exit_label: ExitLabel | None = about(
        "What “Leave now” is called, in each language of the guide, in up to 24 characters; needed "
        "only for languages other than English and Spanish.",
        "Leave now",
        None,
    )
    colors: Colors | None = about(
        "Colors of this guide's own, in place of those it comes with.",
        {"brand": "#0f5257", "link": "#0b5f66"},
        None,
    )
    logo: Name | None = about(
        "A small picture, .svg or .png, that stands beside the name in the header and on top of "
        "documents: its path below docs/local/ or docs/. Word shows a .png only.",
        "assets/logo.png",
        None,
    )
    footer: Prose | None = about(
        "What stands at the foot of each page and at the end of each document.",
        "Example County, Office for Victim Services, 12 Main Street.",
        None,
    )
    license: Prose | None = about(
        "Whose text this guide holds, and under which license; it stands below `footer`. A guide "
        "that builds on another keeps what that one says.",
        "Text: Safe Work Toolkit, [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/).",
        None,
    )
    hidden_pages: tuple[Name, ...] = several(
        "Pages that this guide does without, by their path in docs/; a folder with a slash at its "
        "end means all of its pages. Links to them become words.",
        "adapt/",
    )
    review_every: ReviewEvery = about(
        "How soon things have to be looked at again, by what they are; a record may say otherwise.",
        {"partners": "6 months", "hotlines": "3 months"},
        ReviewEvery(),
    )
    crisis_words: tuple[Name, ...] = several(
        "Words that bring the help lines above the results when someone types them.", "hurt me"
    )
    hotlines: tuple[Hotline, ...] = about(
        "Help lines, the most urgent first.",
        [{"id": "emergency", "name": "Emergency services", "phone": "911"}],
        min_length=1,
    )

    redirects: tuple[Redirect, ...] = several(
        "Old addresses and where they lead now, so that nobody's bookmark ends nowhere.",
        {"old": "partners/job-center/", "new": "partners/lake-jobs/"},
    )

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`, as the first language is written."""
        return text_direction(self.languages[0])

    def hides(self, page: str) -> bool:
        """Whether it does without the page of ours that stands there in docs/."""
        return any(
            page.startswith(name) if name.endswith("/") else page == name
            for name in self.hidden_pages
        )

    @property
    def exit_words(self) -> tuple[ExitWords, ...]:
        """What the way out says in each language of the guide in which it can speak."""
        label = self.exit_label
        given = (label.translations or {self.languages[0]: str(label)}) if label else {}
        return tuple(filter(None, (exit_words(code, given) for code in self.languages)))


RECORDS: tuple[type[Record], ...] = (
    Term,
    Resource,
    Partner,
    CaseStudy,
    Checklist,
    Worksheet,
    Template,
    GlossaryEntry,
    Source,
    Figure,
    WordingRule,
)
BY_KIND: dict[str, type[Record]] = {record.kind: record for record in RECORDS}
