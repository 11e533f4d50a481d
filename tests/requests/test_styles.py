"""Parameters as text: every row of OpenAPI 3.1's style table (section 4.8.12.6), and what it leaves open."""

from typing import Any

import pytest

from apidocs.requests.serialization import encoded, header_text, path_text, query_pairs

VALUES: dict[str, Any] = {
    "empty": "",
    "string": "blue",
    "array": ["blue", "black", "brown"],
    "object": {"R": 100, "G": 200, "B": 150},
}
PATHS = [
    ("matrix", False, [";color", ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"]),
    ("matrix", True, [";color", ";color=blue", ";color=blue;color=black;color=brown", ";R=100;G=200;B=150"]),
    ("label", False, [".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"]),
    ("label", True, [".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"]),
    ("simple", False, ["", "blue", "blue,black,brown", "R,100,G,200,B,150"]),
    ("simple", True, ["", "blue", "blue,black,brown", "R=100,G=200,B=150"]),
]
QUERIES = [
    ("form", False, ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"]),
    ("form", True, ["color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"]),
    (
        "spaceDelimited",
        False,
        [None, None, "color=blue%20black%20brown", "color=R%20100%20G%20200%20B%20150"],
    ),
    ("pipeDelimited", False, [None, None, "color=blue%7Cblack%7Cbrown", "color=R%7C100%7CG%7C200%7CB%7C150"]),
    ("deepObject", True, [None, None, None, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"]),
]
OPEN = [
    ("form", True, None, "color="),
    ("form", True, 0, "color=0"),
    ("form", True, False, "color=false"),
    ("form", True, [], ""),
    ("form", False, [], "color="),
    ("form", False, ["a,b", "c"], "color=a%2Cb,c"),
    ("form", True, "a&b=c d/é", "color=a%26b%3Dc%20d%2F%C3%A9"),
    ("form", True, "<color>", "color=<color>"),
    ("form", True, [{"a": 1}], "color=%7B%22a%22%3A%201%7D"),
    ("tabDelimited", False, ["a", "b"], "color=a%09b"),
    ("deepObject", True, {"a": {"b": 1}, "c": [2]}, "color%5Ba%5D%5Bb%5D=1&color%5Bc%5D%5B0%5D=2"),
    ("deepObject", True, "text", "color=text"),
]
RESERVED = [
    ("a/b:c?d,e", "color=a/b:c?d,e"),
    ("a&b=c#d[e]+f", "color=a%26b%3Dc%23d%5Be%5D%2Bf"),
    ("50%25 of 10%", "color=50%25%20of%2010%25"),
]


@pytest.mark.parametrize(("style", "explode", "texts"), PATHS)
def test_a_path_parameter_is_written_as_the_table_says(style: str, explode: bool, texts: list[str]) -> None:  # noqa: FBT001
    assert [path_text("color", value, style, explode=explode) for value in VALUES.values()] == texts


@pytest.mark.parametrize(("style", "explode", "texts"), QUERIES)
def test_a_query_parameter_is_written_as_the_table_says(
    style: str,
    explode: bool,  # noqa: FBT001
    texts: list[str | None],
) -> None:
    found = [_query(style, value, explode=explode) for value in VALUES.values()]
    assert [
        text if expected is not None else None for text, expected in zip(found, texts, strict=True)
    ] == texts


@pytest.mark.parametrize(("style", "explode", "value", "text"), OPEN)
def test_what_the_table_leaves_open_has_a_form(style: str, explode: bool, value: object, text: str) -> None:  # noqa: FBT001
    assert _query(style, value, explode=explode) == text


@pytest.mark.parametrize(("value", "text"), RESERVED)
def test_reserved_characters_stay_where_they_do_not_end_the_value(value: str, text: str) -> None:
    assert _query("form", value, explode=True, allow_reserved=True) == text


def test_a_header_is_not_encoded_and_stands_on_one_line() -> None:
    assert header_text(["a b", "c\r\nX: d"], explode=False) == "a b,c X: d"
    assert header_text({"R": 1, "G": 2}, explode=True) == "R=1,G=2"
    assert header_text({"R": 1, "G": 2}, explode=False) == "R,1,G,2"


def test_a_path_keeps_its_segments_apart() -> None:
    assert path_text("id", "a/b?c", "simple", explode=False) == "a%2Fb%3Fc"
    assert path_text("id", "a:b/c", "simple", explode=False, allow_reserved=True) == "a:b%2Fc"
    assert path_text("id", "k=v", "simple", explode=True) == "k%3Dv"


def test_a_placeholder_stays_readable() -> None:
    assert encoded("<session-id>") == "<session-id>"
    assert encoded("<a/b>") == "%3Ca%2Fb%3E"


def _query(style: str, value: object, **options: bool) -> str:
    return "&".join(pair.text for pair in query_pairs("color", value, style, **options))
