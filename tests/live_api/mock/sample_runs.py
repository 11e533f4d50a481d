"""Runs of the generated samples against a mock: whether the request arrives that they stand for."""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from apidocs.document.document import Document
from apidocs.live_api.mock.messages import Answer, Message
from apidocs.live_api.mock.mock_api import MockApi
from apidocs.live_api.mock.routes import base_path
from apidocs.live_api.mock.server import MockServer, running
from apidocs.model.api import Api
from apidocs.model.operation import Operation
from apidocs.requests.credentials import Credential
from apidocs.requests.request import Request, RequestMaker
from apidocs.requests.samples import Sample, samples
from apidocs.requests.serialization import QueryPair
from apidocs.schemas.shape.shape import Shaper
from live_api.mock.comparison import differences

TOKEN: Final = "mock-token"  # noqa: S105 - of the mock
# The bytes that stand for any file a sample reads.
CONTENT: Final = bytes(range(256))
# A request for a path below this one says which sample comes next.
NEXT: Final = "/-/next/"
SECONDS: Final = 120


@dataclass(frozen=True)
class Language:
    """How the samples of a language are run: a command, and its program that calls one after the other."""

    label: str
    suffix: str
    command: tuple[str, ...]
    program: str


BASH: Final = """\
for sample in *.sh; do
  curl --silent --noproxy '*' --output /dev/null "$MARKER$sample"
  bash "$sample" >/dev/null 2>"$sample.log" </dev/null
done
"""
PYTHON: Final = """\
import os, pathlib, runpy, traceback, urllib.request, contextlib, io
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
for sample in sorted(pathlib.Path().glob("*.py")):
    with contextlib.suppress(OSError):
        opener.open(os.environ["MARKER"] + sample.name)
    try:
        with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())):
            runpy.run_path(str(sample))
    except BaseException as error:
        pathlib.Path(f"{sample}.log").write_text(repr(error), encoding="utf-8")
"""
NODE: Final = """\
import { readdirSync, writeFileSync } from "node:fs";
console.log = () => {};
process.stdout.write = () => true;
for (const sample of readdirSync(".").filter((name) => name.endsWith(".mjs")).sort()) {
  await fetch(process.env.MARKER + sample);
  await import(`${process.cwd()}/${sample}`).catch((error) => writeFileSync(`${sample}.log`, String(error)));
}
"""
POWERSHELL: Final = """\
foreach ($sample in Get-ChildItem -Filter *.ps1 | Sort-Object Name) {
  try { Invoke-WebRequest -Uri ($env:MARKER + $sample.Name) -SkipHttpErrorCheck | Out-Null } catch { }
  try { & $sample.FullName | Out-Null } catch { Set-Content "$($sample.Name).log" $_.ToString() }
}
"""
LANGUAGES: Final = (
    Language("curl", ".sh", ("bash", "-c"), BASH),
    Language("Python", ".py", (sys.executable, "-c"), PYTHON),
    Language("JavaScript", ".mjs", ("node", "--input-type=module", "-e"), NODE),
    Language("PowerShell", ".ps1", ("pwsh", "-NoProfile", "-Command"), POWERSHELL),
)


@dataclass(frozen=True)
class SampleRun:
    """One sample that was run.

    `problem` says what arrived otherwise than it should, and `refusal` why the mock did not accept it; ""
    stands for nothing.
    """

    operation: Operation
    sample: Sample
    problem: str = ""
    refusal: str = ""


def runnable() -> tuple[Language, ...]:
    """Return the languages that this machine can run."""
    return tuple(each for each in LANGUAGES if shutil.which(each.command[0]) is not None)


def run_samples(document: Document, languages: Sequence[Language]) -> Iterator[SampleRun]:
    """Run every sample of a description in these languages, against a mock of it."""
    with running(MockServer(0, lambda _: MockApi(document, TOKEN))) as server:
        api = server.mock.api
        maker = RequestMaker(api, Shaper(api.schemas))
        requests = [_here(maker.request(operation), server.origin) for operation in api.operations]
        for language in languages:
            arrived = _Arrived()
            server.watch = arrived.take
            texts = dict(_iter_texts(requests, language))
            shown = dict(_iter_shown(api, maker, language))
            with TemporaryDirectory() as folder:
                logs = _run(Path(folder), language, texts, requests, server.origin + NEXT)
            for index in texts:
                exchanges = arrived.by_sample.get(index, [])
                problem = _problem(exchanges, requests[index], logs.get(index, ""))
                refusal = exchanges[0][1].reason if exchanges else ""
                yield SampleRun(api.operations[index], shown[index], problem, refusal)


class _Arrived:
    """The requests that arrived and their answers, by the sample that was under way."""

    def __init__(self) -> None:
        self.by_sample: dict[int, list[tuple[Message, Answer]]] = {}
        self._index = -1

    def take(self, message: Message, answer: Answer) -> None:
        if message.path.startswith(NEXT):
            self._index = _index(message.path.removeprefix(NEXT))
        else:
            self.by_sample.setdefault(self._index, []).append((message, answer))


def _index(name: str) -> int:
    return int(name.partition(".")[0])


def _here(request: Request, origin: str) -> Request:
    return replace(request, base_url=origin + base_path(request.base_url))


def _iter_shown(api: Api, maker: RequestMaker, language: Language) -> Iterator[tuple[int, Sample]]:
    """Iterate over the samples as pages show them: what is run differs by the address, and by the secrets."""
    for index, operation in enumerate(api.operations):
        for sample in samples(maker.request(operation)):
            if sample.label == language.label:
                yield index, sample


def _iter_texts(requests: Sequence[Request], language: Language) -> Iterator[tuple[int, str]]:
    """Iterate over the samples by the number of their request; the reader puts the token into a command."""
    for index, request in enumerate(requests):
        for sample in samples(request):
            if sample.label == language.label:
                is_command = language.suffix == ".sh"
                yield index, _filled(sample.text, request.credentials) if is_command else sample.text


def _run(
    folder: Path, language: Language, texts: Mapping[int, str], requests: Sequence[Request], marker: str
) -> dict[int, str]:
    """Run the samples in a folder; return what was said by those that failed."""
    for index, text in texts.items():
        (folder / f"{index:05}{language.suffix}").write_text(text, encoding="utf-8")
    for name in _files(requests):
        (folder / name).write_bytes(CONTENT)
    subprocess.run(
        [*language.command, language.program],
        cwd=folder,
        env={**_environment(requests), "MARKER": marker},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=SECONDS,
        check=False,
    )
    return {
        _index(log.name): log.read_text(encoding="utf-8", errors="replace") for log in folder.glob("*.log")
    }


def _files(requests: Sequence[Request]) -> dict[str, bytes]:
    bodies = [request.body for request in requests if request.body is not None]
    names = [body.file for body in bodies if body.file is not None]
    names += [field.value for body in bodies for field in body.fields if field.is_file]
    return dict.fromkeys(names, CONTENT)


def _environment(requests: Sequence[Request]) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP") if name in os.environ}
    secrets = {
        f"{request.owner}_{credential.variable}": _secret(credential)
        for request in requests
        for credential in request.credentials
    }
    return {**kept, **secrets, "no_proxy": "127.0.0.1"}


def _secret(credential: Credential) -> str:
    """Return what takes the place of a placeholder: the token, for Basic with a user before it."""
    is_basic = credential.prefix.strip().lower() == "basic"
    return base64.b64encode(f"reader:{TOKEN}".encode()).decode() if is_basic else TOKEN


def _filled(text: str, credentials: tuple[Credential, ...]) -> str:
    for credential in credentials:
        text = text.replace(credential.value, credential.prefix + _secret(credential))
    return text


def _problem(exchanges: Sequence[tuple[Message, Answer]], request: Request, log: str) -> str:
    if len(exchanges) != 1:
        return f"{len(exchanges)} requests arrived in place of one. {log.strip()[-300:]}".strip()
    expected = replace(
        request,
        query=tuple(_filled_pair(pair, request.credentials) for pair in request.query),
        headers=tuple((name, _filled(value, request.credentials)) for name, value in request.headers),
        cookies=tuple((name, _filled(value, request.credentials)) for name, value in request.cookies),
        base_url=base_path(request.base_url),
    )
    return "; ".join(differences(exchanges[0][0], expected, _files([request])))


def _filled_pair(pair: QueryPair, credentials: tuple[Credential, ...]) -> QueryPair:
    return replace(pair, parts=tuple(_filled(part, credentials) for part in pair.parts))
