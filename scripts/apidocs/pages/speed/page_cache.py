"""A cache of rendered pages while a site is served."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from apidocs.document.document import Document
from apidocs.model.api import Api
from apidocs.model.operation import Operation
from apidocs.model.schema.schema import Schemas
from apidocs.pages.pages import Page, PageMaker, Plan

# Pages that say nothing of other operations but what they are given: all others are made each time.
OF_ONE_THING: Final = frozenset({"operation", "webhook", "schema"})

Make = Callable[[Sequence[Plan]], Iterable[Page]]
"""Makes the pages of plans, in their order."""


class KnownPages:
    """The pages of one build after the other; an edit of one operation leaves most of them as they were."""

    def __init__(self) -> None:
        self._common: object = None
        self._last: tuple[Document, Api] | None = None
        self._made: dict[str, tuple[Plan, Page]] = {}

    def settled(self, document: Document, api: Api) -> Api:
        """Put parts of the last build in the place of those that are written as they were.

        Then whatever is made from them is known to be the same.
        """
        if self._last is not None and _is_same_around(document, self._last[0]):
            api = _settled(document, api, *self._last)
        self._last = (document, api)
        return api

    def pages(self, plans: Sequence[Plan], maker: PageMaker, make: Make) -> tuple[Page, ...]:
        """Return the page of each plan; `make` makes those that are not known or made from something else."""
        common = _common(maker)
        if common != self._common:
            self._common, self._made = common, {}
        missing = [plan for plan in plans if not self._is_known(plan)]
        self._made |= {plan.src_uri: (plan, page) for plan, page in zip(missing, make(missing), strict=True)}
        return tuple(self._made[plan.src_uri][1] for plan in plans)

    def _is_known(self, plan: Plan) -> bool:
        known = self._made.get(plan.src_uri)
        return known is not None and known[0] == plan and plan.kind in OF_ONE_THING and not _leads_on(plan)


def _is_same_around(document: Document, last: Document) -> bool:
    """Tell whether nothing but paths may be written otherwise, and nothing refers to a part of a path."""
    if document.leads_into("/paths/") or document.version != last.version:
        return False
    values, others = (
        {uri: source.value for uri, source in each.sources.items()} for each in (document, last)
    )
    root, other = values.pop("", None), others.pop("", None)
    if not isinstance(root, dict) or not isinstance(other, dict):
        return False
    return {**root, "paths": None} == {**other, "paths": None} and values == others


def _settled(document: Document, api: Api, last_document: Document, last: Api) -> Api:
    paths, others = (_paths(each) for each in (document, last_document))
    known = {operation.location: operation for operation in last.operations}
    return replace(
        api,
        operations=tuple(
            known.get(operation.location, operation)
            if operation.path in others and paths[operation.path] == others[operation.path]
            else operation
            for operation in api.operations
        ),
        webhooks=last.webhooks,
        schemas=Schemas({place: last.schemas.get(place, schema) for place, schema in api.schemas.items()}),
        components={name: last.components.get(name, schema) for name, schema in api.components.items()},
    )


def _paths(document: Document) -> dict[str, object]:
    root = document.root.value
    paths = root.get("paths") if isinstance(root, dict) else None
    return paths if isinstance(paths, dict) else {}


def _leads_on(plan: Plan) -> bool:
    """Tell whether the page shows next calls, which name other operations, or may."""
    operation = plan.given.get("operation")
    if not isinstance(operation, Operation):
        return False
    return bool(operation.callbacks) or any(response.links for response in operation.responses)


def _common(maker: PageMaker) -> tuple[object, ...]:
    """Return all that any page of a maker may tell of."""
    templates, loader = maker.templates.html, maker.templates.html.loader
    names = templates.list_templates(extensions=["jinja"])
    texts = {name: loader.get_source(templates, name)[0] for name in names if loader is not None}
    return (
        replace(maker.api, operations=(), webhooks=()),
        maker.addresses,
        maker.words.texts,
        texts,
        maker.choices,
    )
