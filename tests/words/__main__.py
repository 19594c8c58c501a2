"""Print the reading grade of each page, and what it may be."""

import sys

import yaml

from tests.words.ratchet import FILE, allowed, lowered, measured


def main() -> None:
    now, held = measured(), allowed()
    for text in now:
        print(f"{text.grade:5.1f}  at most {held.get(text.path, text.limit):3.1f}  {text.path}")
    if "--lower" in sys.argv:
        FILE.write_text(HEAD + yaml.safe_dump(lowered(now)), "utf-8")


HEAD = "# The grade that each page may have; `python -m tests.words --lower` writes this file.\n"

if __name__ == "__main__":
    main()
