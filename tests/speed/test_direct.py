"""Templates say the same whether they ask their view in Jinja's way or directly."""

from pathlib import Path

import jinja2
import pytest

from apidocs.document.load import load
from apidocs.model.api import Api
from apidocs.pages import render
from apidocs.pages.addresses import Addresses
from apidocs.pages.pages import PageMaker, iter_plans
from apidocs.pages.problem_marks import Marks
from apidocs.pages.render import environment
from apidocs.pages.speed.template_compiler import DirectGenerator
from documents import SPEC, SPECS, TEMPLATES, WORDS


def texts(path: Path, templates: jinja2.Environment) -> list[str]:
    api = Api.from_spec(load(str(path)))
    addresses = Addresses.from_api(api)
    plans = iter_plans(api, addresses, Marks.from_api(api, (), {}), WORDS, is_whole_site=True)
    return [PageMaker(api, addresses, templates, WORDS).page(plan).text for plan in plans]


@pytest.mark.parametrize("path", [SPEC, *sorted(SPECS.glob("*.yaml"))[::4]], ids=lambda path: path.name)
def test_the_pages_are_the_same(path: Path) -> None:
    quick, plain = environment(TEMPLATES), environment(TEMPLATES)
    plain.code_generator_class = render._Generator  # noqa: SLF001 - the one that sandboxes have
    assert texts(path, quick) == texts(path, plain)


class View:
    """Has functions of ours."""

    def count(self, *numbers: int) -> int:
        return len(numbers)

    def text(self, number: int) -> int:
        return number

    def named(self, a: int) -> int:
        return a


def test_only_the_view_is_asked_directly() -> None:
    found = jinja2.Environment(autoescape=True)
    found.code_generator_class = DirectGenerator
    text = "{{ view.count(1, 2) }} {{ view.text(*[3]) }} {{ view.named(a=4) }}"
    text += " {{ other.key }} {{ other.get('key') }}"
    view = View()
    assert found.from_string(text).render(view=view, other={"key": "value"}) == "2 3 4 value value"
    code = found.compile(text, raw=True)
    assert ".count(1, 2, )" in code
    assert "l_0_other), 'key')" in code
