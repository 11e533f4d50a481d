"""What two sequences have in common."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from apidocs.preview.html_diff.longest_common_subsequence import (
    MOST_DIFFERENT,
    MOST_PAIRS,
    alike_pairs,
    equal_pairs,
)

LETTERS = st.text("abc", max_size=9)


def longest(before: str, after: str) -> int:
    """Count a longest common subsequence the slow way."""
    if not before or not after:
        return 0
    if before[0] == after[0]:
        return 1 + longest(before[1:], after[1:])
    return max(longest(before[1:], after), longest(before, after[1:]))


@given(before=LETTERS, after=LETTERS)
def test_no_longer_common_part_is_there(before: str, after: str) -> None:
    pairs = equal_pairs(before, after)
    assert all(before[first] == after[second] for first, second in pairs)
    assert all(one[0] < two[0] and one[1] < two[1] for one, two in pairwise(pairs))
    assert len(pairs) == longest(before, after)


def test_of_what_has_hardly_anything_in_common_beginning_and_end_are_enough() -> None:
    before = ["head", *map(str, range(MOST_DIFFERENT)), "tail"]
    after = ["head", *map(str, range(MOST_DIFFERENT, 0, -1)), "tail"]
    assert equal_pairs(before, after) == [(0, 0), (MOST_DIFFERENT + 1, MOST_DIFFERENT + 1)]


def alike(one: str, other: str) -> float:
    return len({*one} & {*other}) / len({*one, *other})


def test_those_most_alike_belong_together_in_the_order_of_both() -> None:
    assert alike_pairs(["abc", "xyz", "pq"], ["abd", "xy", "zzz"], alike) == [(0, 0), (1, 1)]
    assert alike_pairs(["ab"], ["cd", "abc", "ab"], alike) == [(0, 2)]
    assert alike_pairs([], ["ab"], alike) == []


def test_of_very_many_those_in_the_same_place_belong_together() -> None:
    many = ["ab"] * (MOST_PAIRS // 10)
    assert alike_pairs(many, [*many, "ab"], alike) == [(at, at) for at in range(len(many))]
