"""Documents of someone who wants scripts to run, files to be written, words to be hidden, time to be lost."""

import json
from collections.abc import Iterator
from typing import Any

OFF_SITE = "https://off-site.example"
MARKUP = [
    "<script>window.stolen=1</script>",
    "<script>alert(1)</script>",
    f"<script src={OFF_SITE}/a.js></script>",
    "<img src=x onerror=window.stolen=1>",
    f"<img src={OFF_SITE}/a.png>",
    "<svg/onload=window.stolen=1>",
    f"<iframe src={OFF_SITE}></iframe>",
    "<iframe srcdoc='<script>parent.stolen=1</script>'></iframe>",
    f"<link rel=stylesheet href={OFF_SITE}/a.css>",
    f"<style>@import '{OFF_SITE}/b.css'; body {{background: url({OFF_SITE}/c.png)}}</style>",
    f"<base href={OFF_SITE}/>",
    f"<meta http-equiv=refresh content='0;url={OFF_SITE}'>",
    f"<form action={OFF_SITE}><button autofocus onfocus=window.stolen=1>x</button></form>",
    f"<object data={OFF_SITE}/a.swf></object><embed src={OFF_SITE}/b>",
    "<details open ontoggle=window.stolen=1><summary>x</summary></details>",
    "<a href=javascript:window.stolen=1>x</a>",
    "<a href='data:text/html,<script>1</script>'>x</a>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--><img src=x onerror=window.stolen=1>'>",
    "[x](javascript:window.stolen=1)",
    "[x](<java\nscript:window.stolen=1>)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x) [x](JaVaScRiPt:window.stolen=1) [x](\x01javascript:window.stolen=1)",
    f"![x]({OFF_SITE}/d.png)",
    f"[x]: {OFF_SITE} 'onclick=x'\n\n[x]",
    "`</code><script>window.stolen=1</script>`",
    "```\n</code></pre><script>window.stolen=1</script>\n```",
    "```{.x onclick=window.stolen=1}\nx\n```",
    "x {: onclick=window.stolen=1 style='position:fixed' }",
    "x\n{: #__search }",
    "</article></main></body></html><script>window.stolen=1</script>",
    "<!-- <script>window.stolen=1</script>",
    "--> <script>window.stolen=1</script> <!--",
    "<![CDATA[<script>window.stolen=1</script>]]>",
    "<?php system('id') ?> <% x %> ${7*7} #{7*7}",
    "{{ config.__class__.__init__.__globals__ }} {% for x in range(9**9) %}x{% endfor %} {# x #} {{ 7*7 }}",
    "---\ntitle: x\ntemplate: ../../x.html\nhide: [navigation]\n---\nx",
    '--8<-- "/etc/passwd"\n\n;--8<--\n/etc/passwd\n;--8<--',
    '=== "tab"\n    x\n\n!!! danger "x"\n    x\n\n???+ x\n    x\n\n/// html | script\nwindow.stolen=1\n///',
    "[TOC]\n\n[^1]\n\n[^1]: x\n\n*[x]: y\n\n:material-skull: :smile:",
    "# a\n## b\nc\n=\nd\n-",
    "a | b\n--|--\n<script>window.stolen=1</script> | c",
    "' onmouseover='window.stolen=1' x='",
    '" onmouseover="window.stolen=1" x="',
    "$(touch stolen) `touch stolen` ; touch stolen # ' \" \\",
    "&lt;script&gt;window.stolen=1&lt;/script&gt; &#60;script&#62;",
    "\u202e\u2066evil\u2069\u202c \u200f \ufeff \u2028 \U000e0041",
    "\x00\x07\x08\x1b[2J\x7f\x85\ufffe",
]
NAMES = [
    *(
        "../../../../../../tmp/stolen",
        "..",
        "",
        " ",
        "/etc/passwd",
        "C:\\Windows\\stolen",
        "schemas",
        "index.md",
    ),
    *("NUL", "%2e%2e%2fstolen", "a\x00b", "é" * 300, "x" * 5_000, "A", "a", "<b>"),
]
# So many hostile texts share a page.
TOGETHER = 9
LONG = [
    "`" * 20_000,
    "<" * 20_000,
    "word " * 6_000,
    "[" * 20_000,
    "**a " * 6_000,
    "x\n\n" * 6_000,
    "x" * 30_000,
]
PATTERNS = [
    "(a+)+$",
    "(a|a)*$",
    "^(([a-z])+.)+[A-Z]([a-z])+$",
    "(.*)*x",
    "a{1,999}{1,999}",
    "(" * 500,
    "[",
    "\\",
    "a{99999999}",
]


def hostile_document() -> str:
    """Write a document that builds: hostile in every text, name, value and address that it has."""
    texts = [*MARKUP, *LONG]
    groups = [texts[start : start + TOGETHER] for start in range(0, len(texts), TOGETHER)]
    names = zip(NAMES, MARKUP, strict=False)
    paths = {f"/{name}/{{id}}": {"get": _operation(name, [text])} for name, text in names}
    paths |= {f"/{number}": {"post": _operation("texts", group)} for number, group in enumerate(groups)}
    schemas = {name: _schema(MARKUP[number]) for number, name in enumerate((*NAMES, *MARKUP[:4]))}
    schemas |= {f"Pattern{number}": _pattern(text) for number, text in enumerate(PATTERNS)}
    schemas["Deep"] = _deep(80)
    document = {
        "openapi": "3.1.0",
        "info": {"title": MARKUP[0], "version": MARKUP[1], "description": "\n\n".join(MARKUP)},
        "servers": [{"url": "javascript:window.stolen=1"}, {"url": f"{OFF_SITE}/<script>"}],
        "tags": [{"name": name, "description": text} for name, text in zip(NAMES, MARKUP, strict=False)],
        "externalDocs": {"url": "javascript:window.stolen=1", "description": MARKUP[3]},
        "paths": paths,
        "webhooks": {MARKUP[0]: {"post": _operation("hook", MARKUP[:1])}},
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                MARKUP[0]: {"type": "apiKey", "in": "header", "name": MARKUP[3], "description": MARKUP[4]},
                "flow": {"type": "oauth2", "flows": {"implicit": _flow()}},
            },
        },
        "security": [{MARKUP[0]: [], "flow": [MARKUP[1]]}],
    }
    return json.dumps(document)


def _flow() -> dict[str, Any]:
    return {"authorizationUrl": "javascript:window.stolen=1", "scopes": {MARKUP[1]: MARKUP[2]}}


def _operation(name: str, texts: list[str]) -> dict[str, Any]:
    media_types = [_media_type(text) for text in texts]
    first = texts[0]
    content = {
        f"{text[:99]}/x{number}": found
        for number, (text, found) in enumerate(zip(texts, media_types, strict=True))
    }
    return {
        "operationId": name,
        "summary": first,
        "description": "\n\n".join(texts),
        "tags": [name],
        "externalDocs": {"url": "javascript:window.stolen=1", "description": first},
        "parameters": [found for text in texts for found in _parameters(text)],
        "requestBody": {"description": first, "content": {"application/json": media_types[0], **content}},
        "responses": {f"{number + 200}": _response(text) for number, text in enumerate(texts)},
        "x-codeSamples": [{"lang": text[:99], "label": text[:99], "source": text} for text in texts],
    }


def _parameters(text: str) -> list[dict[str, Any]]:
    return [
        {"name": text[:200], "in": "path", "required": True, "example": text[:500]},
        {"name": text[:200], "in": "query", "description": text, "schema": _schema(text)},
        {"name": text[:200], "in": "header", "description": text, "example": text[:500]},
    ]


def _media_type(text: str) -> dict[str, Any]:
    return {"schema": _schema(text), "examples": {text[:200]: {"summary": text, "value": text}}}


def _response(text: str) -> dict[str, Any]:
    return {
        "description": text,
        "headers": {text[:99]: {"description": text, "example": text}},
        "content": {"text/html": _media_type(text)},
        "links": {text[:99]: {"operationId": text[:99], "description": text, "parameters": {"id": text}}},
    }


def _schema(text: str) -> dict[str, Any]:
    return {
        "title": text[:500],
        "description": text,
        "type": "object",
        "properties": {text[:500]: {"type": "string", "description": text, "default": text, "enum": [text]}},
        "required": [text[:500]],
        "format": text[:99],
        "externalDocs": {"url": f"{OFF_SITE}/'\"><script>window.stolen=1</script>", "description": text},
        "x-note": text,
    }


def _pattern(pattern: str) -> dict[str, Any]:
    return {"type": "string", "pattern": pattern, "example": "a" * 40 + "!"}


def _deep(levels: int) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    for _ in range(levels):
        schema = {"type": "object", "properties": {"in": schema}}
    return schema


def iter_refused() -> Iterator[tuple[str, str, str]]:
    """Give documents that no page can be made of: the file's name, its text, and the rule that says why."""
    head = "openapi: 3.1.0\ninfo: {title: a, version: '1'}\npaths: {}\n"
    yield "openapi.yaml", f"{head}x: {'[' * 10_000}{']' * 10_000}\n", "nested-too-deep"
    yield (
        "openapi.json",
        '{"openapi": "3.1.0", "x": ' + '{"a":' * 10_000 + "1" + "}" * 10_001,
        "nested-too-deep",
    )
    bomb = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
    yield "openapi.yaml", f"{head}a0: &a0 x\n{bomb}", "alias-bomb"
    yield "openapi.yaml", f"{head}x: &x [*x]\n", "recursive-alias"
    yield "openapi.yaml", f"{head}x: !!python/object/apply:os.system ['touch stolen']\n", "yaml-tag"
    used = (
        "openapi: 3.1.0\ninfo: {{title: a, version: '1'}}\n"
        "paths: {{/a: {{get: {{parameters: [{{$ref: '{}'}}]}}}}}}\n"
    )
    yield "openapi.yaml", used.format("../secret.yaml"), "ref-outside-folder"
    yield "openapi.yaml", used.format("%2e%2e%2fsecret.yaml"), "ref-outside-folder"
    yield "openapi.yaml", used.format("/etc/hostname"), "ref-outside-folder"
    yield "openapi.yaml", used.format("file:///etc/hostname"), "unresolvable-ref"
    yield "openapi.yaml", used.format("http://127.0.0.1:9/a.yaml"), "unresolvable-ref"
    yield "openapi.yaml", used.format("#/paths/~1a/get/parameters/0"), "circular-ref-chain"
