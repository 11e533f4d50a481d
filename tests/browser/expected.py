"""Turn the project's document into what the pages of its operations have to show."""

from functools import cache

from apidocs.document.load import load
from apidocs.model.api import Api
from apidocs.model.operation import Operation
from apidocs.pages.addresses import Addresses
from apidocs.pages.context import Shared
from apidocs.requests.samples import samples
from support.documents import WORDS
from support.project import ROOT


@cache
def shared() -> Shared:
    """Return the model of the document and what makes requests from it."""
    api = Api.from_spec(load(str(ROOT / "spec" / "openapi.yaml")))
    return Shared.from_api(api, Addresses.from_api(api), WORDS)


def operation_of(address: str) -> Operation:
    """Return the operation of `tag/operationId`."""
    operation_id = address.split("/")[1]
    return next(found for found in shared().api.operations if found.operation_id == operation_id)


def curl_of(address: str) -> str:
    """Return the command that calls the operation of `tag/operationId`."""
    return samples_of(address)["curl"]


def samples_of(address: str) -> dict[str, str]:
    """Return the samples of the operation of `tag/operationId` by the labels of their tabs."""
    request = shared().requests.request(operation_of(address))
    return {sample.label: sample.text for sample in samples(request)}
