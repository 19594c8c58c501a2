"""What a workbook says about itself."""

ABOUT = {
    "id": "Which record it is. Leave it as it is; for a new record, leave it empty or make one up.",
    "record": "The record that this belongs to: its tab, a slash, its id.",
    "inside": "Where in the record, if not at its top: services.2 is its second service.",
    "number of": "Which one of its list. Leave it as it is; a new one needs none.",
}
READ_ME = (
    "How to use this workbook",
    "",
    "Each row is one thing. The tabs “partners” and “resources” hold the records; the other tabs",
    "hold what a record can have several of, such as phones.",
    "",
    "Change what you like below the two rows of headings, save, and take it back in:",
    "    uv run guide import THIS-FILE.xlsx           shows what would change",
    "    uv run guide import THIS-FILE.xlsx --write   changes it",
    "",
    "Only the cells that you changed change the guide; notes in its files stay.",
    "A deleted row deletes nothing: the import lists it, and you decide.",
    "An emptied cell takes the value away from records of your own. It takes nothing away from",
    "records that came with the guide: write other words, or hide the record.",
    "Where a cell may hold several values, write one a line (Alt and Enter).",
    "The tab “Allowed values” lists what may stand in columns that take no words of your own.",
    "Nothing in this workbook is a formula. What starts with = is text.",
)
