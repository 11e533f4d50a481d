"""A template is compiled once, and again when its text is another."""

from pathlib import Path

import jinja2
import pytest

from apidocs.pages.speed.template_cache import Compiled


def render(folder: Path, cache: Compiled) -> str:
    return (
        jinja2.Environment(loader=jinja2.FileSystemLoader(folder), bytecode_cache=cache, autoescape=True)
        .get_template("a.html")
        .render(name="<you>")
    )


def test_the_next_environment_compiles_only_what_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Compiled()
    compiled: list[str] = []
    compile_source = jinja2.Environment._compile  # noqa: SLF001

    def count(self: jinja2.Environment, source: str, filename: str) -> object:
        compiled.append(Path(filename).name)
        return compile_source(self, source, filename)

    monkeypatch.setattr(jinja2.Environment, "_compile", count)
    (tmp_path / "a.html").write_text("Hello {{ name }}")
    assert [render(tmp_path, cache) for _ in range(2)] == ["Hello &lt;you&gt;"] * 2
    assert compiled == ["a.html"]
    (tmp_path / "a.html").write_text("Bye {{ name }}")
    assert render(tmp_path, cache) == "Bye &lt;you&gt;"
    assert compiled == ["a.html"] * 2
