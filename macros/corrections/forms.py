"""The form in which readers with an account report a mistake (`.github/ISSUE_TEMPLATE`)."""

from urllib.parse import urlencode, urlsplit

from macros.corrections.questions import BY_HAND, LABELS

NAME = "correction.yml"
HEADINGS = {
    "record": "Which entry",
    "service": "Which service, if it is about one",
    "field": "What is wrong",
    "now": "What it says now",
    "right": "What is right",
    "how": "How do you know",
    "promise": "Before you send it",
}
"""The fields of the form, by their ids, with the headings under which their answers come."""
CHOICES = {label: name for name, label in reversed([*LABELS.items(), ("other", BY_HAND["other"])])}
"""What may be wrong, in the form's words, and the first field that readers call so."""
HOST = "github.com"
"""Other hosts have forms of their own, or none."""


def report_at(issues: str, key: str) -> str:
    """Where to report a mistake in the record: its form, begun, or the list of issues."""
    if urlsplit(issues).hostname != HOST:
        return issues
    begun = {"template": NAME, "title": f"Correction: {key}", "record": key}
    return f"{issues.rstrip('/')}/new?{urlencode(begun)}"
