"""Walls that keep programs out: a site behind one is there, though we cannot see it."""

import re
from collections.abc import Mapping

HEADERS = {
    "cf-mitigated": "Cloudflare",
    "x-amzn-waf-action": "AWS WAF",
    "x-sucuri-block": "Sucuri",
    "x-datadome": "DataDome",
    "x-dd-b": "DataDome",
}
"""What no page of a site itself carries, and whose it is."""
MARKS = {
    "Cloudflare": r"<title>\s*(just a moment|attention required! \| cloudflare)|cf-chl-|"
    r"challenges\.cloudflare\.com/",
    "Imperva": r"_incapsula_resource|incapsula incident id|<title>\s*pardon our interruption",
    "Akamai": r"<title>\s*access denied\s*</title>.{0,4000}errors\.edgesuite\.net",
    "PerimeterX": r"px-captcha|window\._pxappid",
    "DataDome": r"captcha-delivery\.com",
    "a check for humans": r"<title>[^<]*(verify(ing)? (that )?you are (a )?human|are you a robot|"
    r"checking your browser|security check|captcha|ddos protection|bot verification|"
    r"human verification)",
}
WORDS = {name: re.compile(mark, re.I | re.S) for name, mark in MARKS.items()}


def wall(headers: Mapping[str, str], text: str) -> str:
    """Whose wall answered, or nothing."""
    for name, owner in HEADERS.items():
        if name in headers and (name != "x-datadome" or "captcha" in text.lower()):
            return owner
    return next((name for name, mark in WORDS.items() if mark.search(text)), "")
