"""What people write above the columns of a list, by the field that it stands for."""

CONFIDENTIAL = "confidential"
"""No field: a column that says which rows may not be public."""
PUBLIC = "public"
"""No field: a column that says which rows may be public."""
KEPT_PLACE = "confidential place"
"""No field: an address that nobody may know."""
ABOUT_ROWS = (CONFIDENTIAL, PUBLIC, KEPT_PLACE)
SYNONYMS = {
    "name": "organization|organisation|agency|agency name|organization name|partner|partner name|"
    "org name|name of organization|name of agency|agency organization|organization agency|"
    "facility|facility name|shelter name|provider|provider name|program provider|nonprofit|"
    "company|business|business name|org|resource name|resource|nombre|organización|organizacion",
    "alternate_names": "alternate name|also known as|aka|acronym|short name|other names|dba",
    "description": "about|summary|notes for public|what they do|mission|details|overview|"
    "descripción|descripcion",
    "website": "website url|url website|website address|web site|web|url|link|homepage|"
    "web address|web page|site|sitio web",
    "email": "e mail|email address|e mail address|general email|correo|correo electrónico",
    "phones.number": "phone|telephone|tel|phone number|telephone number|main phone|office phone|"
    "fax|fax number|hotline|hotline number|crisis line|toll free|toll free phone|cell|mobile|"
    "cell phone|cell number|mobile phone|contact number|24 hr hotline|24 hour hotline|24 7 hotline|"
    "24 hr crisis line|24 hour crisis line|24 hour line|"
    "text line|text number|tty|tdd|after hours phone|intake phone|ph|phone no|teléfono|telefono",
    "phones.extension": "ext|extension|phone extension",
    "locations.address_1": "address|street|street address|address 1|address line 1|"
    "physical address|location address|site address|full address|office address|dirección",
    "locations.address_2": "address 2|address line 2|suite|unit|floor|apt|building",
    "locations.city": "city state zip|city st zip|city state zip code|city state|city st|town|"
    "municipality|ciudad",
    "locations.state_province": "state|province|st|estado",
    "locations.postal_code": "zip|zip code|zipcode|postal code|postcode|código postal",
    "locations.name": "location|location name|site name|branch|office",
    "locations.latitude": "latitude|lat",
    "locations.longitude": "longitude|lng|lon|long",
    "locations.accessibility": "accessibility|disability access|ada|wheelchair access",
    "locations.transportation": "transportation|bus|directions|transit|public transit",
    "service_areas.name": "county|counties|area|area served|service area|coverage area|coverage|"
    "counties served|areas served|region|geographic area|condado",
    "services.name": "service|services|service name|program|programs|program name|services offered|"
    "services provided|type of service|offerings|servicios|programa",
    "services.description": "service description|program description|description of services",
    "services.practices": "practices|practice|service type|service category",
    "services.eligibility_description": "eligibility|who can use it|who is eligible|requirements|"
    "eligibility requirements|eligibility criteria|population served|who we serve|ages served|ages|"
    "target population|"
    "elegibilidad",
    "services.application_process": "application process|how to apply|intake|intake process|"
    "referral process|how to refer|how to access|application",
    "services.fees_description": "fees|cost|costs|fee|price|fee structure|payment|costo",
    "services.required_documents": "required documents|documents|documents required|what to bring",
    "services.languages": "languages spoken|languages offered|language services|service languages|"
    "idiomas",
    "services.url": "service website|service url|program website",
    "services.status": "status|service status",
    "languages": "language|languages",
    "hours": "hours|hours of operation|open|opening hours|schedule|days and hours|office hours|"
    "horario",
    "contacts.name": "contact|contact name|contact person|point of contact|poc|primary contact|"
    "main contact|staff contact|contacto",
    "contacts.title": "contact title|title|job title|position|role",
    "contacts.department": "department|division|unit name",
    "contacts.email": "contact email|contact e mail|email of contact",
    "contacts.phones.number": "contact phone|contact telephone|contact cell|contact cell phone|"
    "direct line|direct phone|direct number|direct dial",
    "sectors": "sector|type|category|organization type|agency type|partner type",
    "topics": "topic|topics|subject|focus area|focus areas|issue area",
    "audiences": "audience|audiences|clients|clientele",
    "keywords": "keyword|keywords|tags|search terms",
    "caveats": "caveat|caveats|warning|know before you go",
    "assured_date": "last verified|date verified|verified on|verified|last checked|date checked",
    CONFIDENTIAL: "confidential|is confidential|exclude|exclude from website|"
    "exclude from directory|"
    "not public|not for public|private|keep private|do not publish|do not share|do not list|hidden|"
    "secret|unlisted|confidential address|confidential location|address confidential|"
    "address is confidential|location confidential",
    PUBLIC: "public|is public|publish|ok to publish|okay to publish|can publish|may publish|"
    "ok to share|can share|may share|publish on website|show on website|include on website|"
    "list on website|include in directory|show in directory|list publicly|public listing",
    KEPT_PLACE: "shelter address|shelter location|safe house address|safehouse address|"
    "private address|secret address|hidden address",
}
"""What people write above a column; the model's own names are known besides."""
