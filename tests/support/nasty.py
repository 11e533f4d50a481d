"""Values that break samples written without care: whatever a shell or a language takes for its own."""

from hypothesis import strategies as st

NASTY = [
    "it's",
    '"quoted"',
    "$HOME ${x} $(id) `id`",
    "back\\slash\\n",
    "two\nlines\r\n",
    "é 😀 \u202e",
    "100% %41",
    " a  b ",
    "!bang !!",
    "#hash",
    "a&b=c+d;e",
    "@file",
    "<file",
    "(x",
    '"x";type=text/x',
    "~ * ? [a] {b,c}",
    "\t",
    "-X",
    "'",
    "''",
    "\\'",
    "${env:HOME} $env:HOME {0} {{x}}",
    "\u2018typographic\u2019 \u201cquotes\u201d \u201a\u201b\u201e",
    "\u2028\U000e0001\x85",
    "</script><!--",
    "true",
    "",
]
TEXT = st.sampled_from(NASTY) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20
)
# What a header can hold: printable, on one line.
HEADER = TEXT.map(lambda text: " ".join("".join(c if c.isprintable() else " " for c in text).split()))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
