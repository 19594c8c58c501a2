"""The columns of the export of 211 software, and what each is here."""

KEY = "ResourceAgencyNum"
LEVELS = {"agency": "organizations", "site": "locations", "program": "services"}
INTERNAL = "internal notes stay out of a public guide"
PERSON = "it is about a person who works there"
CLOSED = {
    "ExcludeFromWebsite": "the directory keeps it off its website",
    "ExcludeFromDirectory": "the directory keeps it out of its printed list",
    "AvailableForDirectory": "the directory keeps it out of its printed list",
    "AvailableForReferral": "the directory gives no referrals to it",
}
"""Columns that keep a row from the public, and how that is said."""
PARTNER = {
    "name": "PublicName",
    "alternate_name": "AlternateName",
    "description": "AgencyDescription",
    "website": "WebsiteAddress",
    "email": "EmailAddressMain",
    "keywords": "SearchHints",
    "assured_date": "LastVerifiedOn",
    "hours": "HoursOfOperation",
    "id": KEY,
}
SERVICE = PARTNER | {
    "eligibility_description": "Eligibility",
    "application_process": "ApplicationProcess",
    "fees_description": "FeeStructureSource",
    "languages": "LanguagesOffered",
    "taxonomy_terms": "TaxonomyTerms",
}
LOCATION = {
    "name": "PublicName",
    "transportation": "BusServiceAccess",
    "accessibility": "DisabilitiesAccess",
    "description": "PhysicalLocationDescription",
    "latitude": "Latitude",
    "longitude": "Longitude",
}
ADDRESS = {
    "address_1": "PhysicalAddress1",
    "address_2": "PhysicalAddress2",
    "city": "PhysicalCity",
    "state_province": "PhysicalStateProvince",
    "postal_code": "PhysicalPostalCode",
    "country": "PhysicalCountry",
}
NUMBERED = {
    f"Phone{n}Number": {"description": f"Phone{n}Name" if n < 5 else f"Phone{n}Description"}
    for n in range(1, 6)
}
NAMED = {
    "PhoneFax": "fax",
    "PhoneTTY": "tty",
    "PhoneTollFree": "",
    "PhoneNumberHotline": "",
    "PhoneNumberBusinessLine": "",
    "PhoneNumberAfterHours": "",
}
"""Columns for one sort of number, and its type where that is not a voice."""
PEOPLE = ("SeniorWorker", "MainContact")
CONTACT = {"name": "Name", "title": "Title", "email": "EmailAddress", "phone_number": "PhoneNumber"}
ONLY_INTERNAL = ("InternalNotes", "InternalNotesForEditorsAndViewers")
PLACE = ("PhysicalAddress", "Physical", "Address", "Location", "Site", "PhysicalLocation")
"""What columns such as `PhysicalAddressIsPrivate` call the place of a row."""
