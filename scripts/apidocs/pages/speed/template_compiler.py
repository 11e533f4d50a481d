"""Compile what templates ask of the view into direct attribute access."""

from __future__ import annotations

from keyword import iskeyword
from typing import Final

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

# Values that templates are given, of ours, all of whose attributes are known.
OBJECTS: Final = frozenset({"view", "field"})
# Functions of ours, by themselves and as attributes: they want nothing of the context.
FUNCTIONS: Final = frozenset({"say"})


class DirectGenerator(CodeGenerator):
    """Leaves out Jinja's search for keys of our objects, and for what their functions may want."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - the name that Jinja calls
        """Write the value of an attribute."""
        if not _is_one_of(node.node, OBJECTS):
            super().visit_Getattr(node, frame)
            return
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802, FBT001, FBT002 - Jinja's
        """Write the value that a function gives."""
        is_method = isinstance(node.node, nodes.Getattr) and _is_one_of(node.node.node, OBJECTS)
        is_plain = node.dyn_args is None and node.dyn_kwargs is None and not forward_caller
        is_python = not any(iskeyword(argument.key) for argument in node.kwargs)
        if not (is_plain and is_python and (is_method or _is_one_of(node.node, FUNCTIONS))):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        for named in node.kwargs:
            self.write(f"{named.key}=")
            self.visit(named.value, frame)
            self.write(", ")
        self.write(")")


def _is_one_of(node: nodes.Node, names: frozenset[str]) -> bool:
    return isinstance(node, nodes.Name) and node.name in names
