"""What a text is read as: the values of YAML and JSON, and what is refused with its place."""

import json

import pytest
import yaml

from apidocs.document import yaml_events
from apidocs.document.parse import malformed, parse
from apidocs.problems import JsonValue, ProblemsError

PLAIN_SCALARS = [
    ("200", 200),
    ("-7", -7),
    ("0", 0),
    ("-0", 0),
    ("18.0", 18.0),
    ("1e3", 1000.0),
    ("1E-2", 0.01),
    ("-1.5e+2", -150.0),
    ("true", True),
    ("True", True),
    ("FALSE", False),
    ("null", None),
    ("Null", None),
    ("NULL", None),
    ("~", None),
    ("", None),
    # YAML 1.1 would make something else of these; JSON has no such spelling
    ("yes", "yes"),
    ("no", "no"),
    ("on", "on"),
    ("Off", "Off"),
    ("y", "y"),
    ("tRUE", "tRUE"),
    ("012", "012"),
    ("0o14", "0o14"),
    ("0x1F", "0x1F"),
    ("0b11", "0b11"),
    ("1_000", "1_000"),
    ("12:30:45", "12:30:45"),
    ("+12", "+12"),
    (".5", ".5"),
    ("5.", "5."),
    ("1e", "1e"),
    ("-a", "-a"),
    (".inf", ".inf"),
    ("-.INF", "-.INF"),
    (".nan", ".nan"),
    ("=", "="),
    ("2025-01-15", "2025-01-15"),
    ("2025-01-15T12:34:56Z", "2025-01-15T12:34:56Z"),
    ("3.1.0", "3.1.0"),
    ("\u0661\u0662", "\u0661\u0662"),  # digits, and none that JSON has
    ("<<", "<<"),
]


def read(text: str, name: str = "a.yaml") -> JsonValue:
    return parse(text, name, is_json=name.endswith(".json"))[0]


def complaint(text: str, name: str = "a.yaml") -> str:
    with pytest.raises(ProblemsError) as caught:
        read(text, name)
    return str(caught.value)


def typed(value: JsonValue) -> str:
    """Tell 1, 1.0 and True apart, which Python calls equal."""
    return json.dumps(value, ensure_ascii=False)


@pytest.mark.parametrize(("written", "value"), PLAIN_SCALARS)
def test_a_plain_value_is_what_json_would_make_of_it(written: str, value: JsonValue) -> None:
    assert typed(read(f"a: {written}")) == typed({"a": value})


@pytest.mark.parametrize(
    "written", ["200", "012", "1.10", "1e3", "1e999", "true", "on", "null", "~", "2025-01-15", ".5", "5XX"]
)
def test_a_key_is_a_string_as_it_is_written(written: str) -> None:
    assert list(read(f"{written}: x")) == [written]
    assert list(read(f"? {written}\n: x")) == [written]


@pytest.mark.parametrize("written", ['"200"', "'200'", "!!str 200", "|-\n    200", "!!timestamp 200"])
def test_a_quoted_block_or_tagged_value_is_a_string(written: str) -> None:
    assert read(f"a: {written}") == {"a": "200"}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ('!!int "12"', 12),
        ("!!float 1.5", 1.5),
        ("!!null ''", None),
        ("!!bool true", True),
        ("!!int 0x1F", "0x1F"),
    ],
)
def test_a_tag_of_json_reads_a_quoted_value_as_a_plain_one(written: str, value: JsonValue) -> None:
    assert typed(read(f"a: {written}")) == typed({"a": value})


def test_lists_and_mappings_keep_their_order_and_nesting() -> None:
    text = "b:\n- x: 1\n  y: [1, {z: ~}]\n- - []\n  - {}\na: >\n  two\n  lines\n"
    assert typed(read(text)) == typed({"b": [{"x": 1, "y": [1, {"z": None}]}, [[], {}]], "a": "two lines\n"})


def test_an_alias_stands_for_the_value_of_its_anchor() -> None:
    value = read("a: &a {x: 1}\nb: *a\nc: &t 200\nd: *t\n&k key: 1\ne: *k\nf: {*k : 2}")
    assert value == {"a": {"x": 1}, "b": {"x": 1}, "c": 200, "d": 200, "key": 1, "e": "key", "f": {"key": 2}}


def test_an_anchor_may_be_given_again() -> None:
    assert read("[&a 1, *a, &a 2, *a]") == [1, 1, 2, 2]


def test_a_merge_key_takes_in_what_the_mapping_does_not_have() -> None:
    value = read("one: &one {a: 1, b: 1}\ntwo: &two {b: 2, c: 2}\nall:\n  c: 3\n  <<: [*one, *two]\n  d: 3\n")
    assert value["all"] == {"a": 1, "b": 1, "c": 3, "d": 3}
    assert value["one"] == {"a": 1, "b": 1}


def test_several_merge_keys_work_like_one_with_a_list() -> None:
    assert read("- &one {a: 1}\n- &two {a: 2, b: 2}\n- {<<: *one, <<: *two}\n")[2] == {"a": 1, "b": 2}


def test_a_merged_mapping_can_be_merged_again() -> None:
    assert read("- &one {a: 1}\n- &two {<<: *one, b: 2}\n- {<<: *two}\n")[2] == {"a": 1, "b": 2}


def test_a_quoted_merge_key_is_an_ordinary_key() -> None:
    assert read('{"<<": {a: 1}}') == {"<<": {"a": 1}}


@pytest.mark.parametrize("name", ["openapi.json", "openapi.yaml", "openapi"])
def test_json_is_read_the_same_under_every_name(name: str) -> None:
    text = ' \n{"a": [1, 1.0, -2e3, true, null, "\\ud83d\\ude00\\u0000"], "200": {"": {}}}'
    value, is_json = parse(text, name, is_json=True if name.endswith(".json") else None)
    assert is_json
    assert typed(value) == typed({"a": [1, 1.0, -2000.0, True, None, "\U0001f600\0"], "200": {"": {}}})


def test_a_yaml_mapping_in_braces_is_no_broken_json() -> None:
    assert parse("{openapi: 3.1.0, # why not\n paths: {}}", "a", is_json=None) == (
        {"openapi": "3.1.0", "paths": {}},
        False,
    )


BROKEN_JSON = [
    (
        '{"a": 1 "b": 2}',
        ("1:9 a `,` is expected before this, or a bracket or quote before it was never closed"),
    ),
    ("[1", "1:3 a `,` is expected before this, or a bracket or quote before it was never closed"),
    (
        "{'a': 1}",
        (
            "1:2 a key in double quotes is expected here; look for a comma too many before it, a "
            "comment, or single quotes"
        ),
    ),
    ('{"a" 1}', "1:6 a `:` is expected between a key and its value"),
    (
        '{"a":\n  }',
        ("2:3 a value is expected here; look for a comma too many before it, or a text without quotes"),
    ),
    ('{"a": "b}', "1:7 the text that starts here has no closing quote"),
    (
        '{"a": "\t"}',
        (
            "1:8 a text holds a line break, tab or other control character: write it as an escape "
            "such as \\n or \\t"
        ),
    ),
    (
        '{"a": "\\x"}',
        ("1:8 a text has a backslash before a character that cannot be escaped: write \\\\ for a backslash"),
    ),
    ('{"a": "\\u00g0"}', "1:9 a \\u escape needs four hexadecimal digits"),
    ("{}\n{}", "2:1 the JSON value ends before this: remove what follows"),
]


@pytest.mark.parametrize(("text", "explained"), BROKEN_JSON)
def test_broken_json_is_explained_in_the_words_of_the_file(text: str, explained: str) -> None:
    place, _, message = explained.partition(" ")
    assert complaint(text, "a.json") == f"a.json:{place}: error: this is not JSON: {message} [not-json]"


def test_yaml_under_the_name_of_json_is_told_its_name() -> None:
    assert complaint("openapi: 3.1.0", "a.json") == (
        "a.json:1:1: error: the file is named .json and holds no JSON: name a YAML file .yaml [not-json]"
    )


BROKEN_YAML = [
    (
        "a: b: c",
        (
            "1:5 a `: ` stands where no value can begin: put a text that holds `: ` in quotes, or "
            "look at the indentation"
        ),
    ),
    (
        "a:\n  b: 1\n c: 2",
        (
            "3:2 a key is expected here: look at the indentation, quotes and brackets of this line "
            "and the lines above"
        ),
    ),
    ("a: 1\nb\nc: 2", "3:1 a key without `:` and value: add them, or look for a quote that is never closed"),
    ("a: [1, 2", "1:8 a `,` or a closing bracket is missing before this"),
    ("a: 'x\nb: 1\n", "1:4 the quote that opens here is never closed"),
    (
        'a: "\\d"',
        (
            "1:5 a backslash in double quotes begins an escape that YAML does not have: use single "
            "quotes, or write \\\\"
        ),
    ),
    ('a: "\\ud83d"', "1:7 a \\u escape gives half a character: write the character itself"),
    ("a: @b", "1:4 no value can begin with this character: put the text in quotes"),
    ("a: **bold**", "1:5 a text that begins with `*` or `&` needs quotes"),
    ("a: !foo!bar x", "1:4 a text that begins with `!` needs quotes"),
    ("- 1\nb: 2", "2:1 a `- ` is expected here: look at the indentation of this line"),
    ("a: - b", "1:4 a list cannot begin behind a key: put its `- ` on a line of its own"),
    ("a: |x\n b", "1:5 the text begins on the next line: put nothing behind `|` or `>` here"),
    ("a: ]", "1:4 a value is expected here: put a text that begins with a special character in quotes"),
    ("a\n... b", "2:5 the document ends before this: look at the indentation"),
    (
        "%YAML 2.0\n---\na: 1",
        ("1:1 found incompatible YAML document: look at the indentation, quotes and brackets of this line"),
    ),
]


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="the wording of libyaml is expected")
@pytest.mark.parametrize(("text", "explained"), BROKEN_YAML)
def test_broken_yaml_is_explained_in_the_words_of_the_file(text: str, explained: str) -> None:
    place, _, message = explained.partition(" ")
    assert complaint(text) == f"a.yaml:{place}: error: this is not YAML: {message} [not-yaml]"


@pytest.mark.parametrize(
    ("text", "place"),
    [("\ta: 1", "1:1"), ("a:\n\t- b", "2:1"), ("a:\n  b: 1\n  \tc: 2", "3:3"), ("a: >\n\tx", "2:1")],
)
def test_a_tab_in_the_indentation_is_found_where_it_is(text: str, place: str) -> None:
    assert complaint(text) == (
        f"a.yaml:{place}: error: a tab in the indentation: YAML wants spaces, replace each tab by two of "
        "them [yaml-tab]"
    )


@pytest.mark.parametrize(
    "text", ["a:\tb", "a: 1\n \t\nb: 2", "a: 1 \t# why", '{\n\t"a":\n\t[1]}', "a: |\n x\ty"]
)
def test_a_tab_elsewhere_does_no_harm(text: str) -> None:
    assert "a" in read(text)


@pytest.mark.parametrize("key", ["? [a]\n: b", "{{id}}: b", "? {a: b}\n: c", "a: &a [1]\n*a : b"])
def test_a_mapping_or_list_is_no_key(key: str) -> None:
    assert complaint(key).endswith("[yaml-key]")


def test_every_duplicate_key_is_found_in_one_run() -> None:
    found = complaint("a: 1\nb: {c: 1, 'c': 2}\na: 2\n*x : 3")
    assert [line.split(": ")[0] + line[line.rindex(" ") :] for line in found.split("\n")] == [
        "a.yaml:2:11 [duplicate-key]",
        "a.yaml:3:1 [duplicate-key]",
        "a.yaml:4:1 [unknown-alias]",
    ]


def test_a_duplicate_key_is_found_before_what_is_broken_further_on() -> None:
    assert complaint('{"x": {"a": 1,\n"a": 2},\n"\\d": 3,}', "a.json").startswith(
        "a.json:2:1: error: the key `a` is "
    )


def test_the_same_key_in_another_mapping_is_no_duplicate() -> None:
    assert read('{"a": {"a": 1}, "b": [{"a": 1}, {"a": 1}], "c": "a"}', "a.json")["b"] == [{"a": 1}, {"a": 1}]
    assert read("- a: {a: a}\n  b: a\n- a: 1\n") == [{"a": {"a": "a"}, "b": "a"}, {"a": 1}]


@pytest.mark.parametrize("number", ["1" * 5000, "-1e9999", "1e+999999999", "9" * 4100 + ".0"])
@pytest.mark.parametrize(("name", "key"), [("a.json", '"a"'), ("a.yaml", " a ")])
def test_a_number_nobody_can_hold_is_refused(number: str, name: str, key: str) -> None:
    assert complaint(f"{{\n {key}: {number}}}", name).startswith(
        f"{name}:2:7: error: the number `{number[:77]}"
    )


@pytest.mark.parametrize(
    ("number", "value"), [("1e400", 10**400), ("-1.5E+999", -15 * 10**998), ("9" * 400 + ".0", 10**400 - 1)]
)
@pytest.mark.parametrize(("name", "key"), [("a.json", '"a"'), ("a.yaml", "a")])
def test_a_power_beyond_the_floats_stays_exact(name: str, key: str, number: str, value: int) -> None:
    assert read(f"{{{key}: {number}}}", name) == {"a": value}


@pytest.mark.parametrize(
    "text",
    [
        'a: "\\ud83c\\udf4e"\n',
        'a: {\n  "b": "\\uD83C\\uDF4E!"\n}\n',
        "\"\\ud83c\\udf4e\": ['\\ud83c', x]\n",
    ],
)
def test_halves_of_a_character_in_yaml_are_joined(text: str) -> None:
    expected = yaml.safe_load(
        text.replace('\\ud83c\\udf4e"', '\U0001f34e"').replace("\\uD83C\\uDF4E", "\U0001f34e")
    )
    assert read(text) == expected


def test_half_a_character_beside_a_whole_one_is_refused_at_its_place() -> None:
    assert complaint('a: "\\ud83c\\udf4e"\nb: "\\ud83c"\n').startswith(
        "a.yaml:2:4: error: this is not YAML: a \\u"
    )


@pytest.mark.parametrize(("name", "key"), [("a.json", '"a"'), ("a.yaml", "a")])
def test_a_large_integer_stays_exact(name: str, key: str) -> None:
    assert read(f"{{{key}: {10**400 + 1}}}", name) == {"a": 10**400 + 1}


def nested(depth: int) -> str:
    return '{"a": ' + "[" * (depth - 1) + "]" * (depth - 1) + "}"


@pytest.mark.parametrize(("name", "quote"), [("a.json", '"'), ("a.yaml", " ")])
def test_values_may_be_nested_up_to_the_limit(name: str, quote: str) -> None:
    assert "a" in read(nested(malformed.MAX_DEPTH).replace('"', quote), name)
    assert complaint(nested(malformed.MAX_DEPTH + 1).replace('"', quote), name) == (
        f"{name}:1:{6 + malformed.MAX_DEPTH}: error: mappings and lists are nested more than 200 levels deep "
        "here: move the inner ones to `components` and point to them with `$ref` [nested-too-deep]"
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (nested(10_000), "a.json"),
        (nested(10_000).replace('"', " "), "a.yaml"),
        ("[" * 10_000, "a.json"),
        ("[" * 100_000, "a.yaml"),
        ('{"a":' * 10_000 + "1" + "}" * 10_000, "a.json"),
        ("{a: " * 10_000 + "1" + "}" * 10_000, "a.yaml"),
        ("- " * 10_000 + "a", "a.yaml"),
        ("".join(f"{' ' * depth}a:\n" for depth in range(1000)), "a.yaml"),
        ("a0: &a0 {}\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 10_000)), "a.yaml"),
        ("a0: &a0 {}\n" + "".join(f"a{n}: &a{n} {{<<: *a{n - 1}}}\n" for n in range(1, 10_000)), "a.yaml"),
    ],
    ids=range(10),
)
def test_nesting_without_end_is_refused_and_no_crash(text: str, name: str) -> None:
    assert complaint(text, name).endswith("[nested-too-deep]")


def test_aliases_count_as_often_as_they_are_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(malformed, "MAX_VALUES", 16)
    text = "- &a [1, 2, 3]\n- &b [*a, *a]\n"  # 1 + 4 + 9 values
    assert read(text + "- 1\n- 2\n")
    assert complaint(text + "- *a").startswith(
        "a.yaml:3:3: error: the aliases of this file, written out, make more"
    )
    assert complaint(text + "- {<<: *a}").endswith("[alias-bomb]")


@pytest.mark.parametrize("text", ["&a [*a]", "a: &a {b: [{c: *a}]}", "- &a 1\n- &a [*a]", "&a {<<: *a}"])
def test_an_alias_inside_its_own_anchor_is_refused(text: str) -> None:
    assert complaint(text).endswith("[recursive-alias]")


@pytest.mark.parametrize("text", ["<<: 1", "<<: [{a: 1}, 2]", "<<:", "<<: *a"])
def test_only_mappings_can_be_merged(text: str) -> None:
    assert complaint(f"x: &a b\ny:\n  {text}").endswith("[yaml-merge]")


@pytest.mark.parametrize(
    "tag", ["!include", "!!set", "!!python/object:os.system", "!!omap", "!<tag:example.com>"]
)
@pytest.mark.parametrize("value", ["a", "[]", "{}"])
def test_a_tag_without_a_json_type_is_refused(tag: str, value: str) -> None:
    assert complaint(f"a: {tag} {value}").endswith("[yaml-tag]")


def test_the_tag_of_a_key_changes_nothing_or_is_refused() -> None:
    assert read("!!int 1: a\n!!str 2: b") == {"1": "a", "2": "b"}
    assert complaint("!include a: b").startswith("a.yaml:1:1: error: the tag `!include` ")


@pytest.mark.parametrize("character", ["\0", "\x07", "\x1b", "\x9f", "\ufffe"])
def test_a_control_character_is_found_where_it_is(character: str) -> None:
    found = complaint(f"a: ä\nbb: ä{character}")
    assert found.startswith(f"a.yaml:2:6: error: the character U+{ord(character):04X} ")


@pytest.mark.parametrize("text", ["", " \n\t\n", "# nothing\n", "---\n", "--- # nothing\n...\n"])
def test_a_text_without_a_value_is_null(text: str) -> None:
    assert parse(text, "a", is_json=None) == (None, False)


def test_half_a_surrogate_pair_is_found_and_a_whole_one_read() -> None:
    assert read('{"a": "\\uD83D\\uDE00 \\\\ud83d"}', "a.json") == {"a": "\U0001f600 \\ud83d"}
    assert complaint('{"a": "\\uD83D\\uDE00",\n"b": "\\uDE00\\uD83D"}', "a.json").startswith(
        "a.json:2:6: error: "
    )


def test_the_python_parser_reads_what_the_c_parser_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: &a {200: 012, b: [1, 'x', \"y\"]}\nc: {<<: *a, d: ~}\n"
    fast = read(text)
    monkeypatch.setattr(yaml_events, "_Loader", yaml.BaseLoader)
    assert read(text) == fast
