"""Turns what a template asks of the view of its page into plain Python: no other value is asked so often."""

from __future__ import annotations

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

# The value that every template of a page is given: an object of ours, all of whose attributes are known.
VIEW = "view"


class DirectGenerator(CodeGenerator):
    """Leaves out Jinja's search for keys of the view, and for what its functions may want of the context."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - the name that Jinja calls
        """Write the value of an attribute."""
        if not _is_view(node.node):
            super().visit_Getattr(node, frame)
            return
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802, FBT001, FBT002 - Jinja's
        """Write the value that a function gives."""
        is_plain = not node.kwargs and node.dyn_args is None and node.dyn_kwargs is None
        if not (is_plain and isinstance(node.node, nodes.Getattr) and _is_view(node.node.node)):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")


def _is_view(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name) and node.name == VIEW
