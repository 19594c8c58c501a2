"""Run by the Python of the PDF checkers: says as JSON what they hold against each file named."""

import json
import sys

import outloud
import page


def errors(path: str) -> list[str]:
    """What breaks PDF/UA-1 in the file at `path`; warnings are left out."""
    report = page.validate_pdf(path, profile=page.ValidationProfile.PDF_UA_1)
    found = [f"{failure.rule_id}: {failure.message}" for failure in report.failures]
    heard = outloud.check(path)
    if heard.error:
        found.append(heard.error)
    return found + [f"{f.rule}: {f.message}" for f in heard.findings if f.severity == "error"]


if __name__ == "__main__":
    print(json.dumps({path: errors(path) for path in sys.argv[1:]}))
