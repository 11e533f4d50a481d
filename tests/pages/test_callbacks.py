"""An operation becomes the requests that the API sends back because of it."""

from apidocs.pages.next_calls import iter_answers
from support.documents import api_of_file, operation_of


def test_each_request_is_given_once_though_it_calls_back_itself() -> None:
    answers = iter_answers(api_of_file("callbacks-and-webhooks.yaml").operations[0])
    assert [(answer.place, answer.operation.path) for answer in answers] == [
        (("callback", "onEvent"), "{$request.body#/url}"),
        (("callback", "again"), "{$request.query.url}"),
    ]


def test_requests_of_one_callback_have_places_of_their_own() -> None:
    operation = operation_of("callbacks: {a: {'{$url}': {post: {}, put: {}}, '{$uri}': {post: {}}}}")
    assert [answer.place for answer in iter_answers(operation)] == [
        ("callback", "a"),
        ("callback", "a", "2"),
        ("callback", "a", "3"),
    ]


def test_an_operation_without_callbacks_has_no_answers() -> None:
    assert list(iter_answers(operation_of("summary: Nothing"))) == []
