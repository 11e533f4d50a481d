"""The focus operation's page carries the text of the page that readers know, in its order."""

import pytest

from browser import seed
from browser.pages import OperationPage, find_missing_line
from browser.unfolded import unfold


def test_the_seed_is_read_whole() -> None:
    assert [response.status for response in seed.RESPONSES] == ["200", "400", "401", "403", "404", "501"]


def test_the_text_contains_the_seed_line_by_line_in_order(operation_page: OperationPage) -> None:
    operation_page.open(seed.ADDRESS)
    unfold(operation_page.page)
    lines = operation_page.lines()
    assert find_missing_line(seed.LINES, lines) is None, "\n".join(lines)


def test_the_article_alone_contains_the_seed_from_the_title_on(operation_page: OperationPage) -> None:
    operation_page.open(seed.ADDRESS)
    unfold(operation_page.page)
    wanted = seed.LINES[seed.LINES.index(seed.TITLE) :]
    lines = operation_page.lines(operation_page.article)
    assert find_missing_line(wanted, lines) is None, "\n".join(lines)


def test_the_seed_is_there_on_a_telephone_too(operation_page: OperationPage) -> None:
    operation_page.page.set_viewport_size({"width": 390, "height": 844})
    operation_page.open(seed.ADDRESS)
    unfold(operation_page.page)
    wanted = seed.LINES[seed.LINES.index(seed.TITLE) :]
    lines = operation_page.lines(operation_page.article)
    assert find_missing_line(wanted, lines) is None, "\n".join(lines)


@pytest.mark.parametrize("part", ["shape", "example"])
def test_every_code_block_of_a_response_is_exactly_that_of_the_seed(
    operation_page: OperationPage, part: str
) -> None:
    operation_page.open(seed.ADDRESS)
    unfold(operation_page.page)
    shown = [operation_page.code_after(f"response-{found.status}-{part}") for found in seed.RESPONSES]
    assert shown == [getattr(found, part) for found in seed.RESPONSES]


def test_a_line_out_of_order_is_missing() -> None:
    assert find_missing_line(["a", "b", "a"], ["a", "x", "b", "a"]) is None
    assert find_missing_line(["a", "b", "a"], ["a", "a", "b"]) == "a"
