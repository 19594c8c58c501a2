"""What Python packs, the browser's script unpacks."""

import random
from pathlib import Path

import pytest

from macros.finder import packing
from macros.finder.index import Posting
from tests.finder.scripts import run

NUMBERS = [0, 1, 56, 57, 58, 91, 92, 93, 127, 128, 2_047, 2_048, 55_000, 55_259, 55_260, 70_000]


def test_numbers_come_back(tmp_path: Path) -> None:
    assert run(tmp_path, "finder.unpacked(text)", text=packing.packed(NUMBERS)) == NUMBERS


def test_rising_numbers_come_back(tmp_path: Path) -> None:
    rising = sorted(random.Random(1).sample(range(200_000), 3_000))
    assert run(tmp_path, "finder.rising(text)", text=packing.gaps(rising)) == rising
    assert run(tmp_path, "finder.rising(text)", text=packing.gaps([])) == []


def test_words_come_back(tmp_path: Path) -> None:
    words = sorted(["a", "abuse", "abused", "account", "über", "日本", "job", "jobs", "z"])
    assert run(tmp_path, "finder.unfolded(coded)", coded=packing.front_coded(words)) == words


def test_no_character_has_to_be_escaped_or_is_half_of_one() -> None:
    text = packing.packed(range(60_000))
    assert packing.to_json(text) == f'"{text}"'
    assert text.encode().decode() == text


@pytest.mark.parametrize("total", [0.11, 0.5, 1, 3.3, 17, 63])
def test_a_level_is_near_the_sum_it_stands_for(total: float) -> None:
    share = packing.level(total) / (packing.LEVELS - 1)
    back = packing.LOWEST * (packing.HIGHEST / packing.LOWEST) ** share
    assert abs(back - total) / total < 0.02


def test_sums_beyond_the_scale_keep_to_its_ends() -> None:
    assert packing.level(0.0001) == 0
    assert packing.level(1_000) == packing.LEVELS - 1


def test_parts_are_stretches_of_the_alphabet_that_leave_nothing_out() -> None:
    postings = {f"w{n:05}": Posting(1.0) for n in range(2_000)}
    for number, posting in enumerate(postings.values()):
        posting.add(number, 1.0)
        posting.add(number + 1, 2.0)
    parts = list(packing.parts(postings))
    assert len(parts) > 1
    assert [stem for part in parts for stem in part] == sorted(postings)
    assert all(len(packing.to_json(part)) < 2 * packing.PART_SIZE for part in parts)
