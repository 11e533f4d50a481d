"""What a site chooses of its reference; each default suits most of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:  # commands that need no description wait for none of this
    from apidocs.model.api import Api
    from apidocs.model.server import Server


@dataclass(frozen=True)
class Choices:
    """The choices of one site.

    `title` is what the site calls the reference; without one, our own word for it. `languages` names those
    of the samples, in the order of their tabs; without any, all. `servers` are the URLs that are shown, as
    the description writes them; of a description, path or operation that names none of them all are. `tags`
    begin the list of tags, and `tag_groups` stand before those in no group; without any, the description's
    own order and groups hold. `lists_schemas`: the navigation has a section of schemas. `shows_internal`:
    what is marked `x-internal: true` is shown too. `repeats`: a short description stands on both sides of
    the call. `samples_run` are the digests of the samples that pages mark as run.
    """

    title: str = ""
    languages: tuple[str, ...] = ()
    servers: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    tag_groups: Mapping[str, tuple[str, ...]] | None = None
    lists_schemas: bool = False
    shows_internal: bool = False
    repeats: bool = False
    samples_run: frozenset[str] = frozenset()

    def chosen(self, api: Api) -> Api:
        """Return the API with the servers and the order of tags that were chosen."""
        if self.servers:
            api = replace(
                api,
                servers=self._shown(api.servers),
                operations=tuple(replace(each, servers=self._shown(each.servers)) for each in api.operations),
            )
        if self.tags:
            places = {name: place for place, name in enumerate(self.tags)}
            ordered = sorted(api.tags, key=lambda tag: places.get(tag.name, len(places)))
            api = replace(api, tags=tuple(ordered))
        if self.tag_groups is not None:
            groups = [{"name": name, "tags": list(tags)} for name, tags in self.tag_groups.items()]
            api = replace(api, extensions={**api.extensions, "x-tagGroups": groups})
        return api

    def _shown(self, servers: tuple[Server, ...]) -> tuple[Server, ...]:
        found = [server for server in servers if server.url in self.servers]
        return tuple(sorted(found, key=lambda server: self.servers.index(server.url))) or servers


DEFAULTS: Final = Choices()
