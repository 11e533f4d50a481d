"""What a guide says of an API and the description does not: calls, parameters, body fields, answers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from apidocs.markdown.curl_reader import CurlRequest
from apidocs.markdown.guides import CodeBlock, iter_code_blocks, iter_curl_requests
from apidocs.model.api import Api
from apidocs.model.operation import Operation
from apidocs.requests.request import base_url_of
from apidocs.site.checks.code_calls import CodeCall, body_names, iter_code_calls
from apidocs.site.checks.request_check import Fault, RequestCheck

SHELLS: Final = frozenset({"bash", "sh", "shell", "console", "zsh"})
PROGRAMS: Final = frozenset(
    {"python", "py", "javascript", "js", "typescript", "ts", "powershell", "pwsh", "ps1", "ruby", "go", "php"}
)
EXPORT: Final = re.compile(r"""(?m)^\s*(?:export\s+)?(\w+)=["']?(https?://[^\s"']+)["']?\s*$""")
# A path that is so near to a real one is a misspelt call, and no call to something else.
NEAR: Final = 0.8


@dataclass(frozen=True)
class GuideFault:
    """What is wrong with a guide, and where."""

    line: int
    column: int
    message: str

    def placed(self, file: str) -> str:
        """Write it as a warning is written; who logs it adds the level."""
        return f"{file}:{self.line}:{self.column}: {self.message}"


class GuideCheck:
    """Checks guides against the descriptions of their site."""

    def __init__(self, apis: Sequence[Api]) -> None:
        self._checks = [RequestCheck(api) for api in apis]
        self._servers = {
            url for api in apis for each in api.operations for url in [base_url_of(each)] if "://" in url
        }
        self._logins = {
            url
            for api in apis
            for scheme in api.security_schemes.values()
            for flow in scheme.flows
            for url in (flow.token_url, flow.refresh_url, flow.device_authorization_url)
        }
        self._variables = {name: url for check in self._checks for name, url in check.variables.items()}

    def iter_faults(self, text: str) -> Iterator[GuideFault]:
        """Give what is wrong with a guide, in its order."""
        lines = text.splitlines()
        for line, fault in self._iter_faults(text):
            yield _placed(lines, line, fault)

    def _iter_faults(self, text: str) -> Iterator[tuple[int, Fault]]:
        variables = {**self._variables, **dict(EXPORT.findall(text))}
        asked: Operation | None = None
        for block in iter_code_blocks(text):
            if block.language == "json":
                yield from ((block.line, fault) for fault in self._json_faults(block, asked))
            elif block.language in SHELLS:
                for request in _curl_requests(block, variables):
                    asked, faults = self._judged(request)
                    yield from ((request.line, fault) for fault in faults)
            elif block.language in PROGRAMS:
                yield from self._program_faults(block)

    def _judged(self, request: CurlRequest) -> tuple[Operation | None, Iterable[Fault]]:
        """Find the operation of a request and what is wrong with it; a request to something else is right."""
        for check in self._checks:
            operation = check.find(request)
            if operation is not None:
                return operation, sorted(check.faults(request))
        url = f"{request.server}{request.path}"
        ours = [server for server in self._servers if url.startswith(f"{server}/")]
        if url in self._logins:
            return None, ()
        path = url.removeprefix(max(ours, key=len)) if ours else request.path
        return None, self._unknown(request.method, path, is_sure=bool(ours))

    def _program_faults(self, block: CodeBlock) -> Iterator[tuple[int, Fault]]:
        calls = list(iter_code_calls(block))
        for call in calls:
            check, fitting = self._fitting(call)
            if check is None:
                yield from (
                    (call.line, fault) for fault in self._unknown(call.method, call.path, is_sure=False)
                )
                continue
            known = {each.name for operation in fitting for each in operation.parameters}
            names = (name for name in call.query_names if name not in known)
            yield from ((call.line, Fault.of_name("parameter", name, known)) for name in names)
            if len(calls) == len(fitting) == 1:
                for line, name in body_names(block):
                    yield from ((line, fault) for fault in check.body_name_faults([name], fitting[0]))

    def _fitting(self, call: CodeCall) -> tuple[RequestCheck | None, list[Operation]]:
        """Find the operations that a call of a program may reach."""
        for check in self._checks:
            found = [each for each in check.operations if call.fits(each.method, each.path)]
            if found:
                return check, found
        return None, []

    def _unknown(self, method: str, path: str, *, is_sure: bool) -> Iterable[Fault]:
        """Say that there is no such operation, and which is nearest; without one it may be another API's."""
        calls = {f"{each.method} {each.path}": each for check in self._checks for each in check.operations}
        same_path = [name for name, each in calls.items() if CodeCall("", path, 0).fits("", each.path)]
        written = f"{method} {path}".strip()
        near = same_path[:1] or _nearest(path, method, calls)
        if near or is_sure:
            hint = f": did you mean {near[0]}?" if near else ": mend the call, or describe the operation"
            yield Fault(f"there is no operation {written}", path.rpartition("{}")[2] or path, hint)

    def _json_faults(self, block: CodeBlock, asked: Operation | None) -> Iterable[Fault]:
        """Hold a block against what the operation of the last call takes and answers."""
        try:
            value = json.loads(block.text)
        except ValueError as error:
            line = getattr(error, "lineno", 1)
            return [Fault(f"the block is no JSON ({error}): mend it, or call the block text", line=line - 1)]
        check = next((each for each in self._checks if asked in each.operations), None)
        return [] if asked is None or check is None else check.answer_faults(value, asked)


def _curl_requests(block: CodeBlock, variables: Mapping[str, str]) -> list[CurlRequest]:
    try:
        return list(iter_curl_requests(block, variables))
    except ValueError:  # a quotation that is not closed: a part of a command
        return []


def _nearest(path: str, method: str, calls: Mapping[str, Operation]) -> list[str]:
    """Find the call that was most likely meant; parameters count for nothing."""
    plain = {
        re.sub(r"\{[^}]*\}", "{}", each.path): name for name, each in calls.items() if each.method == method
    }
    plain = plain or {re.sub(r"\{[^}]*\}", "{}", each.path): name for name, each in calls.items()}
    return [plain[found] for found in get_close_matches(path, plain, 1, NEAR)]


def _placed(lines: Sequence[str], line: int, fault: Fault) -> GuideFault:
    """Find the name at fault, from the first line of its call on; without it, where that line begins."""
    for number in range(line + fault.line, min(line + 40, len(lines)) + 1):
        column = lines[number - 1].find(fault.name) if fault.name else -1
        if column >= 0:
            return GuideFault(number, column + 1, f"{fault.text}{fault.hint}")
        if lines[number - 1].lstrip().startswith(("```", "~~~")):
            break
    first = lines[line + fault.line - 1] if line + fault.line <= len(lines) else ""
    return GuideFault(line + fault.line, len(first) - len(first.lstrip()) + 1, f"{fault.text}{fault.hint}")
