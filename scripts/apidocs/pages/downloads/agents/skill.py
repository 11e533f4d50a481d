"""Write a skill for agents: when to use an API, how to call it, what may go wrong, and which rules hold."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from typing import Final

from apidocs.model.api import Api
from apidocs.model.error_codes import error_index
from apidocs.model.operation import Operation
from apidocs.pages.downloads.agent_hints import error_table, unconfirmed_of
from apidocs.pages.downloads.agents.guide_sections import Guide, iter_sections
from apidocs.pages.downloads.agents.options import AgentOptions
from apidocs.requests.request import RequestMaker, owner_of
from apidocs.requests.samples.curl import curl
from apidocs.schemas.shape.shape import Shaper

SKILLS: Final = ".well-known/agent-skills"
SCHEMA: Final = "https://schemas.agentskills.io/discovery/0.2.0/schema.json"
# What the form of skills allows a description.
LONGEST: Final = 1024


def skill_files(api: Api, guides: Sequence[Guide], options: AgentOptions) -> Iterator[tuple[str, str]]:
    """Make the skill and the index by which agents find it, with the digest of its bytes."""
    name, text = owner_of(api.title).lower(), skill_text(api, guides, options)
    address = f"{name}/SKILL.md"
    yield f"{SKILLS}/{address}", text
    entry = {
        "name": name,
        "type": "skill-md",
        "description": _description(api, options),
        "url": address,
        "digest": f"sha256:{hashlib.sha256(text.encode()).hexdigest()}",
    }
    yield f"{SKILLS}/index.json", json.dumps({"$schema": SCHEMA, "skills": [entry]}, indent=2) + "\n"


def skill_text(api: Api, guides: Sequence[Guide], options: AgentOptions) -> str:
    """Write the skill from the description, and its rules from a guide."""
    return "\n".join(_iter_lines(api, guides, options)).rstrip("\n") + "\n"


def _iter_lines(api: Api, guides: Sequence[Guide], options: AgentOptions) -> Iterator[str]:
    owner = owner_of(api.title)
    description = json.dumps(_description(api, options), ensure_ascii=False)
    yield from ("---", f"name: {owner.lower()}", f"description: {description}", "---", "")
    yield from (f"# {_line(api.title)}", "", *(api.description or "").splitlines(), "")
    yield from ("## When to use it", "")
    yield from (f"- {_line(tag.title)}: {_line(tag.description or '')}" for tag in api.tags)
    yield from ("", "## Modes", "", *_iter_modes(api, options), "", "## Common tasks", "")
    yield (
        f"The address of the API is in `{owner}_BASE_URL`, if it is not the one shown here. Take secrets "
        "from the environment, and never print them."
    )
    for operation in _own(api, options):
        yield from ("", f"### {_line(operation.title)}", "", "```bash", *_call(api, operation), "```")
    yield from ("", "## Errors", "", "| Error | Status | What it means | What to do |", "|---|---|---|---|")
    yield from _iter_errors(api)
    yield from ("", "## Unconfirmed", "", "What follows was inferred, and may be otherwise:", "")
    yield from _iter_unconfirmed(api)
    yield from ("", "## Rules", "", *_rules(guides, options))


def _iter_errors(api: Api) -> Iterator[str]:
    for key, entry in error_table(error_index(api)).items():
        if len(entry) > 1:  # it has more than its status
            cells = [f"`{key}`", *(entry.get(name, "") for name in ("status", "means", "do"))]
            yield f"| {' | '.join(_line(cell.replace('|', ' ')) for cell in cells)} |"


def _iter_unconfirmed(api: Api) -> Iterator[str]:
    for operation in api.operations:
        if parts := unconfirmed_of(operation):
            what = "all of it" if "operation" in parts else ", ".join(parts)
            yield f"- {operation.operation_id}: {what}"


def _description(api: Api, options: AgentOptions) -> str:
    """Say what the skill is for and when to use it, which is all that an agent sees before it chooses."""
    tasks = "; ".join(operation.title for operation in _own(api, options))
    text = f"{api.summary or api.title} Use it when the user asks for one of these, or the like: {tasks}."
    return _line(text)[:LONGEST]


def _iter_modes(api: Api, options: AgentOptions) -> Iterator[str]:
    """List the operations by the role or mode that they require."""
    by_role: dict[str, list[str]] = {}
    for operation in api.operations:
        for role in operation.roles:
            by_role.setdefault(role, []).append(operation.operation_id)
    yield from (f"- `{role}`: {', '.join(names)}" for role, names in by_role.items())
    if options.mode is not None:
        mode = options.mode
        yield from ("", f"`{mode.value}` in the answer of {mode.operation} is the mode in effect.")


def _own(api: Api, options: AgentOptions) -> list[Operation]:
    known = {operation.operation_id: operation for operation in api.operations}
    return [known[name] for name in options.tools if name in known]


def _call(api: Api, operation: Operation) -> list[str]:
    """Write the call as curl, its secrets as variables of the environment."""
    request = RequestMaker(api, Shaper(api.schemas)).request(operation)
    text = curl(request)
    for secret in request.credentials:
        variable = f"{secret.prefix}${request.owner}_{secret.variable}"
        text = text.replace(f"'{secret.name}: {secret.value}'", f'"{secret.name}: {variable}"')
    return text.splitlines()


def _rules(guides: Sequence[Guide], options: AgentOptions) -> list[str]:
    """Take the section that a project names; a quotation in it is what is meant to be copied."""
    page, _, heading = (options.rules or "").partition("#")
    for section in iter_sections([guide for guide in guides if guide.src_uri == page]):
        if re.sub(r"\W+", "-", section.heading.lower()) == heading:
            quoted = re.findall(r"(?m)^> ?(.*)$", section.text)
            return quoted or section.text.splitlines()
    return []


def _line(text: str) -> str:
    return " ".join(text.split())
