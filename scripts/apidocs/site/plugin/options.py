"""The options of the plugin, below `apidocs` in mkdocs.yml."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any, Final

from mkdocs.config import config_options
from mkdocs.config.base import BaseConfigOption, Config, ConfigErrors, ConfigWarnings, ValidationError

from apidocs.model.api import Api
from apidocs.pages.choices import Choices
from apidocs.requests.samples import NAMES

LINKED, NAVIGATION = "linked", "navigation"
# What may stand at each place of the list of tags: a tag, or a group with its tags.
TAGS_FORM: Final = "write a list of tags, or of groups such as `- Shop: [orders, carts]`"


class Words(BaseConfigOption[tuple[str, ...]]):
    """A list of texts, of those that are known where these are given."""

    def __init__(self, known: Sequence[str] = ()) -> None:
        super().__init__()
        self.default, self._known = (), known

    def run_validation(self, value: object) -> tuple[str, ...]:
        """Return the texts. Raises ValidationError."""
        if not isinstance(value, (list, tuple)) or not all(isinstance(each, str) for each in value):
            raise ValidationError(f"write a list such as [{', '.join(self._known[:2]) or 'a, b'}]")
        for each in value:
            if self._known and each not in self._known:
                raise ValidationError(f"there is no {each!r}{near(each, self._known)}")
        return tuple(value)


class OneOf(BaseConfigOption[str]):
    """One of some texts, the first by default."""

    def __init__(self, *known: str) -> None:
        super().__init__()
        self.default, self._known = known[0], known

    def run_validation(self, value: object) -> str:
        """Return the text. Raises ValidationError."""
        if value not in self._known:
            raise ValidationError(f"there is no {value!r}{near(str(value), self._known)}")
        return str(value)


class Tags(BaseConfigOption[tuple[Any, ...]]):
    """A list of tags, or of groups with their tags."""

    def __init__(self) -> None:
        super().__init__()
        self.default = ()

    def run_validation(self, value: object) -> tuple[Any, ...]:
        """Return the entries: each a tag, or a pair of a group and its tags. Raises ValidationError."""
        return tuple(map(_tag_or_group, value if isinstance(value, (list, tuple)) else [None]))


class PluginOptions(Config):  # type: ignore[no-untyped-call]
    """Each has a default that suits most sites; they hold for every description of the site."""

    samples = Words(tuple(NAMES))
    servers = Words()
    tags = Tags()
    schemas = OneOf(LINKED, NAVIGATION)
    internal = config_options.Type(bool, default=False)
    repeat_descriptions = config_options.Type(bool, default=False)

    def validate(self) -> tuple[ConfigErrors, ConfigWarnings]:
        """Refuse what is no option, which MkDocs only warns of."""
        known = [key for key, _ in self._schema]
        unknown = [key for key in self if key not in known]
        failed, warnings = super().validate()
        failed += [(key, ValidationError(f"there is no such option{near(key, known)}")) for key in unknown]
        return failed, [each for each in warnings if each[0] not in unknown]

    def choices(self, title: str) -> Choices:
        """Return what they say of the reference of this title."""
        groups = [entry for entry in self.tags if isinstance(entry, tuple)]
        return Choices(
            title=title,
            languages=self.samples,
            servers=self.servers,
            tags=self.tag_names(),
            tag_groups=dict(groups) if groups else None,
            lists_schemas=self.schemas == NAVIGATION,
            shows_internal=self.internal,
            repeats=self.repeat_descriptions,
        )

    def tag_names(self) -> tuple[str, ...]:
        """Return every tag that is named, in their order."""
        entries = (entry[1] if isinstance(entry, tuple) else (entry,) for entry in self.tags)
        return tuple(name for names in entries for name in names)

    def iter_faults(self, apis: Sequence[Api]) -> Iterable[str]:
        """Say what is named that none of the descriptions of the site has."""
        tags = [tag.name for api in apis for tag in api.declared_tags or api.tags]
        tags += [tag.name for api in apis for tag in api.tags]
        servers = [server.url for api in apis for server in api.servers]
        servers += [server.url for api in apis for each in api.operations for server in each.servers]
        for option, names, known in (("tags", self.tag_names(), tags), ("servers", self.servers, servers)):
            for name in names:
                if name not in known:
                    yield f"{option}: no description of `nav` has {name!r}{near(name, known)}"


def near(name: str, known: Iterable[str]) -> str:
    """Return what a message says of the name that was most likely meant, else of all there are."""
    names = list(dict.fromkeys(known))
    close = get_close_matches(name, names, 1)
    if close:
        return f": did you mean {close[0]!r}?"
    return f": write one of {', '.join(names)}" if names else ""


def _tag_or_group(entry: object) -> Any:  # noqa: ANN401 - a text, or a pair
    if isinstance(entry, str):
        return entry
    if isinstance(entry, dict) and len(entry) == 1:
        ((group, tags),) = entry.items()
        if isinstance(tags, list) and all(isinstance(tag, str) for tag in tags):
            return str(group), tuple(tags)
    raise ValidationError(TAGS_FORM)
