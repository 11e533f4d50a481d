"""The frame of a page has no indents; its article keeps every space."""

from apidocs.site.finish.trimming import lean_frame

ARTICLE = "<article>\n    <pre>a\n\n  b</pre>\n    </article>"


def test_indents_and_empty_lines_go_from_the_frame_only() -> None:
    html = f"<html>\n\n    <body>\n  {ARTICLE}\n      <p>\n  c</p>\n  </body>"
    assert lean_frame(html) == f"<html>\n<body>\n{ARTICLE}\n<p>\nc</p>\n</body>"


def test_code_of_the_frame_keeps_its_indents_and_the_themes_colors_go() -> None:
    html = f'<link rel="stylesheet" href="../palette.1.min.css"><pre>a\n  b</pre>\n  <i>{ARTICLE}'
    assert lean_frame(html) == f"<pre>a\n  b</pre>\n<i>{ARTICLE}"


def test_a_page_without_an_article_stays() -> None:
    assert lean_frame("<html>\n  <body>") == "<html>\n  <body>"
