"""The row of a field table as a value."""

from __future__ import annotations

import re
from dataclasses import dataclass

from apidocs.model.schema.schema import Schema
from apidocs.pages.fields.type_names import TypeName
from apidocs.schemas.constraints import Constraint, constraints_of, letters
from apidocs.schemas.labels import Label


@dataclass(frozen=True)
class Field:
    """One part of a value: `path` is how it is reached from the schema, "" for the schema itself.

    `roles` say what it is to the value at that path, when it is not the value. `only_in` are the alternatives
    of which all of this is said: a path may have several rows. `required` is empty when nothing says, or when
    only the alternatives `required_in` require it. `rest` is the schema whose page has the members that are
    not listed here, when the type does not name it. `depth` is how many rows it is inside of.
    """

    path: str
    type: TypeName
    required: tuple[bool, ...]
    schema: Schema
    is_recursive: bool
    roles: tuple[str, ...] = ()
    only_in: tuple[str, ...] = ()
    rest: str | None = None
    required_in: tuple[str, ...] = ()
    depth: int = 0

    @property
    def constraints(self) -> tuple[Constraint, ...]:
        """Keyword and value of all that narrows the field, in the order of the specification."""
        return constraints_of(self.schema)

    @property
    def title(self) -> str | None:
        """The schema's title, where it says more than the names do."""
        title = self.schema.title
        base = (role.values.get("role", "") for role in self.roles if isinstance(role, Label))
        names = (*self.roles, *base, *self.only_in, self.schema.name or "", re.split(r"[.\]]", self.path)[-1])
        return None if title is None or letters(title) in map(letters, names) else title
