"""Small directories in each shape that can be read, all made up."""

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from macros.guide import Guide
from macros.imports.incoming import Haul
from macros.imports.reading import Options, read
from macros.project import read as read_project
from tests.projects import SMALL

Tables = Mapping[str, str]

HSDS_1 = {
    "organizations": """id,name,alternate_name,description,url,tax_id
1,Town Kitchen,TK,Cooks for the town.,www.kitchen.example.org,12-345
2,Job Room,,,https://jobs.example.org/,
""",
    "services": """id,organization_id,name,description,application_process,fees,url
10,1,Cooking class,Learn to cook.,Call.,Free.,
11,1,Meals,Hot meals.,Walk in.,,www.kitchen.example.org/meals
12,9,Lost service,Nobody runs it.,,,
""",
    "locations": """id,organization_id,name,description,latitude,longitude
20,1,Kitchen house,Two rooms.,35.5951,-82.5515
21,2,Job house,,,
""",
    "services_at_location": """id,service_id,location_id,description
30,10,20,
31,11,20,
32,12,20,
""",
    "physical_addresses": """id,location_id,address_1,city,state_province,postal_code,country
40,20,1 Main Street,Asheville,NC ,28801,US
41,21,2 Main Street,Asheville,NC,28801,US
""",
    "phones": """id,location_id,service_id,number,type,language
50,20,10,202-555-0101 x12,,
51,21,,202-555-0102,fax,
52,,77,202-555-0103,,
53,21,,12,,
""",
    "regular_schedules": """id,service_id,location_id,weekday,opens_at,closes_at,original_text
,10,,Monday,9:00am,5:00pm,"9:00am-5:00pm, Mon-Tue"
,10,,Tuesday,9:00am,5:00pm,"9:00am-5:00pm, Mon-Tue"
,,21,Monday,08:00,16:00,
,,21,Tuesday,08:00,16:00,
,,21,Thursday,08:00,16:00,
,,21,Wednesday,08:00,16:00,
,,21,Saturday,10:00,12:00,
""",
    "languages": """id,service_id,location_id,language
60,10,20,English
61,10,20,Haitian-Creole
62,10,20,Anything else
63,10,20,English
""",
    "contacts": """id,organization_id,service_id,name,title,email
70,1,,Pat Example,Cook,cook@example.org
71,2,,Kim Example,,
""",
    "eligibility": "id,service_id,eligibility\n80,10,All adults.\n81,,Nobody knows.\n",
    "accessibility_for_disabilities": "id,location_id,accessibility\n90,20,Step-free entrance.\n",
    "services_taxonomy": "id,service_id,taxonomy_id\n95,10,X-1\n96,11,X-2\n",
    "taxonomy": "id,name,parent_id\nX-1,Computer Classes,\nX-2,Unheard of,X-1\n",
    "programs": "id,organization_id,name\n97,1,Harvest\n",
}
OHANA = {
    "organizations": "id,name,description,website\n1,Town Kitchen,Cooks.,http://kitchen.example.org\n",
    "locations": """id,organization_id,name,accessibility,short_desc,admin_emails,languages
2,1,Kitchen house,"ramp, restroom",A house.,boss@example.org,English
""",
    "services": """id,location_id,name,description,eligibility,fees,languages,keywords,\
service_areas,status
3,2,Cooking class,Learn to cook.,Adults.,Free.,"English, Spanish","digital literacy, Soup",\
"Asheville, Candler",active
4,8,Lost class,No place.,,,,,,active
""",
    "addresses": "id,location_id,address_1,city,state_province,postal_code,country\n"
    "5,2,1 Main Street,Asheville,NC,28801,US\n",
    "mail_addresses": "id,location_id,address_1,city\n6,2,PO Box 1,Asheville\n",
    "phones": """id,location_id,contact_id,number,number_type,department,vanity_number
7,2,,202 555-0101,hotline,,
8,,9,202 555-0102,voice,Office,555-SOUP
""",
    "contacts": "id,location_id,name,title\n9,2,Pat Example,Cook\n",
    "regular_schedules": "id,location_id,service_id,weekday,opens_at,closes_at\n"
    "10,2,,Monday,08:00,17:00\n11,2,,Tuesday,08:00,17:00\n",
}
AIRS_COLUMNS = (
    *("ResourceAgencyNum", "PublicName", "TaxonomyLevelName", "ParentAgencyNum", "AgencyStatus"),
    *("AgencyDescription", "PhysicalAddress1", "PhysicalCity", "PhysicalStateProvince"),
    *("PhysicalPostalCode", "Phone1Number", "Phone1Name", "PhoneFax", "PhoneTollFree"),
    *("WebsiteAddress", "Eligibility", "LanguagesOffered", "TaxonomyTerms", "DocumentsRequired"),
    *("ExcludeFromWebsite", "AvailableForDirectory", "PhysicalAddressIsConfidential"),
    *("InternalNotes", "SeniorWorkerName", "SeniorWorkerTitle", "LastVerifiedOn"),
    *("LastVerifiedByName", "ConnectsToSiteNum", "HoursOfOperation", "CoverageAreaText"),
)
SECRET_STREETS = ("Canary Street 1", "Canary Street 2", "Canary Street 3", "Canary Street 4")
"""Addresses that no import may bring."""
AIRS_ROWS: tuple[dict[str, str], ...] = (
    {
        **{"ResourceAgencyNum": "100", "PublicName": "Harbor", "TaxonomyLevelName": "Agency"},
        **{"AgencyStatus": "Active", "AgencyDescription": "Helps.", "ExcludeFromWebsite": "No"},
        **{"Phone1Number": "202-555-0101 ext. 4", "Phone1Name": "Front desk"},
        **{"PhoneFax": "202-555-0102", "PhoneTollFree": "1-800-555-0199"},
        **{"InternalNotes": "Canary note", "SeniorWorkerName": "Pat Example"},
        **{"SeniorWorkerTitle": "Director", "LastVerifiedOn": "3/4/2024 10:15"},
        **{"LastVerifiedByName": "Kim Example", "WebsiteAddress": "harbor.example.org"},
    },
    {
        **{"ResourceAgencyNum": "101", "PublicName": "North", "TaxonomyLevelName": "Site"},
        **{"ParentAgencyNum": "100", "PhysicalAddress1": "1 Main Street"},
        **{"PhysicalCity": "Asheville", "PhysicalStateProvince": "NC"},
        **{"PhysicalPostalCode": "28801", "HoursOfOperation": "Mon to Fri"},
    },
    {
        **{"ResourceAgencyNum": "102", "PublicName": "Shelter", "TaxonomyLevelName": "Site"},
        **{"ParentAgencyNum": "100", "PhysicalAddress1": SECRET_STREETS[0]},
        **{"PhysicalCity": "Asheville", "ExcludeFromWebsite": "Yes"},
    },
    {
        **{"ResourceAgencyNum": "103", "PublicName": "Pantry", "TaxonomyLevelName": "Program"},
        **{"ParentAgencyNum": "101", "ConnectsToSiteNum": "101;102", "Eligibility": "All."},
        **{"LanguagesOffered": "English; Spanish", "DocumentsRequired": "Photo ID, proof"},
        **{"TaxonomyTerms": "Computer classes", "CoverageAreaText": "Buncombe County"},
    },
    {
        **{"ResourceAgencyNum": "104", "PublicName": "Quiet", "TaxonomyLevelName": "Site"},
        **{"ParentAgencyNum": "100", "PhysicalAddress1": SECRET_STREETS[1]},
        **{"PhysicalCity": "Asheville", "PhysicalAddressIsConfidential": "Y"},
    },
    {
        **{"ResourceAgencyNum": "105", "PublicName": "Night", "TaxonomyLevelName": "Program"},
        **{"ParentAgencyNum": "102", "PhysicalAddress1": SECRET_STREETS[2]},
    },
    {
        **{"ResourceAgencyNum": "106", "PublicName": "Gone", "TaxonomyLevelName": "Agency"},
        **{"AgencyStatus": "Inactive", "PhysicalAddress1": SECRET_STREETS[3]},
    },
    {
        **{"ResourceAgencyNum": "107", "PublicName": "Hidden", "TaxonomyLevelName": "Program"},
        **{"ParentAgencyNum": "106", "AvailableForDirectory": "No"},
    },
)
LIST = """Agency Name,Telephone,Fax,Web site,Street address,City,ST,Zip,Counties served,Programs,\
Eligibility,Contact person,Sector,Shoe size
Town Kitchen,202-555-0101,202-555-0102,www.kitchen.example.org,1 Main Street,Asheville,NC,28801,\
Buncombe County;Henderson County,Cooking class,Adults,Pat Example,,9
Job Room,12,,not a site,"2 Main Street, Asheville, NC 28801",,,,,,,,Nonsense,
"""
FOLDERS: dict[str, Tables] = {"hsds-csv": HSDS_1, "ohana": OHANA}


def airs(rows: Iterable[Mapping[str, str]] = AIRS_ROWS) -> str:
    return written([AIRS_COLUMNS, *([row.get(name, "") for name in AIRS_COLUMNS] for row in rows)])


def written(rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def folder(path: Path, tables: Tables) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    for name, text in tables.items():
        (path / f"{name}.csv").write_text(text, "utf-8")
    return path


def packed(path: Path, tables: Tables) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in tables.items():
            archive.writestr(f"data/{name}.csv", text)
    return path


def file(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@cache
def guide() -> Guide:
    found = read_project(SMALL).guide
    assert found
    return found


def haul(path: Path, **options: Any) -> Haul:
    return read(path, Options(**options), guide(), lambda rows: None)


def by_name(found: Haul) -> dict[str, Any]:
    return {str(record.value["name"]): record.value for record in found.records}


def reasons(found: Haul) -> dict[str, str]:
    return {str(refusal.cell): refusal.reason for refusal in found.refusals}
