"""A guide names the address of the site that a reader has open."""

import pytest

from apidocs.site.own_address import moved

PUBLISHED = "https://docs.example/api/"
GUIDE = f"""---
title: A
---

Read `{PUBLISHED}llms.txt`.

```bash
curl {PUBLISHED}server.py
```
"""


@pytest.mark.parametrize(
    ("site_url", "root", "sentence", "command"),
    [
        (PUBLISHED, "", f"{PUBLISHED}llms.txt", f"{PUBLISHED}server.py"),
        ("http://127.0.0.1:8000/", "", "http://127.0.0.1:8000/llms.txt", "http://127.0.0.1:8000/server.py"),
        (PUBLISHED, "../", "../llms.txt", f"{PUBLISHED}server.py"),
    ],
)
def test_a_sentence_and_a_command_name_the_site_that_is_read(
    site_url: str, root: str, sentence: str, command: str
) -> None:
    text = moved(GUIDE, PUBLISHED, site_url, root)
    assert f"Read `{sentence}`." in text
    assert f"curl {command}\n" in text
    assert text.count("\n") == GUIDE.count("\n")


def test_a_project_that_names_no_address_has_its_guides_as_they_are() -> None:
    assert moved(GUIDE, "", "https://elsewhere.example/", "../") == GUIDE
