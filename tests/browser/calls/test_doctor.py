""" "Check connection" says why a call from the page fails: nine faults, from pages of four origins."""

import json
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from apidocs.live_api.mock.faults import Fault
from apidocs.live_api.mock.server import closed_origin
from browser.connection import ConnectionSettings
from browser.tabs import PATIENCE
from support.app_server import serving_app
from support.chromium import LAUNCH_ARGS, find_chromium
from support.mock_server import TOKEN, Mock, serving_session_dock

HOST = "docs.example"
ADDRESS = "errors-and-troubleshooting/index.html"
FINE = "Reads and writes are allowed."
REFUSED = "start the app, and enable its API."
# What the last line says of each fault, to a page that may reach apps on this computer.
VERDICTS = {
    None: FINE,
    Fault.SLOW: "gave no answer in 5 seconds: restart the app.",
    Fault.STALE_TOKEN: "refuses the token: copy it from the settings of the app again.",
    Fault.READ_ONLY: "You chose full-automation, but the app permits read-only:",
    Fault.NOT_FOUND: FINE,
    Fault.SERVER_ERROR: "failed with the status 500: restart the app.",
    Fault.NO_CORS: "It does not let this page read its answers:",
    Fault.NOT_JSON: "is none of this API: correct the base URL, or end the other program.",
    Fault.OTHER_VERSION: "The app describes version 0.1.0-other of its API, and these docs version 0.1.0:",
}
UNASKED = "The browser has not allowed this page to reach apps on this computer:"
DENIED = "The browser keeps this page from apps on this computer:"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def public(built_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Serve the site over https; the browser is told that it comes from the internet."""
    folder = tmp_path_factory.mktemp("certificate")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        f"/CN={HOST}",
    ]
    subprocess.run([*command, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    handler = partial(_Quiet, directory=str(built_project / "site"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def chromium(public: int, browser: Browser) -> Iterator[Browser]:
    arguments = [
        f"--host-resolver-rules=MAP {HOST} 127.0.0.1",
        f"--ip-address-space-overrides=127.0.0.1:{public}=public",
        "--ignore-certificate-errors",
    ]
    started = browser.browser_type.launch(executable_path=find_chromium(), args=[*LAUNCH_ARGS, *arguments])
    yield started
    started.close()


class Doctor:
    """The check of the connection on one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.settings = ConnectionSettings(page)
        self.lines = page.locator(".doctor li")
        self.said: list[str] = []
        page.on("console", lambda message: self.said.append(message.text))

    def open(self, url: str, origin: str) -> None:
        self.page.clock.install()
        self.page.goto(url)
        self.settings.button.click()
        self.aim(origin)
        self.settings.token.fill(TOKEN)

    def aim(self, origin: str) -> None:
        self.settings.base_url.fill(origin)
        self.settings.base_url.blur()  # which moves the port into its own field

    def check(self) -> None:
        self.settings.dialog.get_by_role("button", name="Check connection").click()

    def verdict(self) -> str:
        self.check()
        return self.last()

    def last(self) -> str:
        expect(self.page.locator(".doctor[aria-busy=false]")).to_be_attached(timeout=PATIENCE)
        return self.lines.last.text_content() or ""

    def slow_verdict(self) -> str:
        self.check()
        self.page.clock.fast_forward(6000)
        return self.last()


@contextmanager
def doctor_on(browser: Browser) -> Iterator[Doctor]:
    context = browser.new_context(ignore_https_errors=True)
    context.set_default_timeout(PATIENCE)
    yield Doctor(context.new_page())
    context.close()


def permit(doctor: Doctor, origin: str, setting: str) -> None:
    """Answer the question of the browser before it is asked."""
    session = doctor.page.context.new_cdp_session(doctor.page)
    context = session.send("Target.getTargetInfo")["targetInfo"]["browserContextId"]
    for name in ("loopback-network", "local-network-access"):
        wish = {
            "permission": {"name": name},
            "setting": setting,
            "origin": origin,
            "browserContextId": context,
        }
        session.send("Browser.setPermission", wish)


def assert_verdicts(doctor: Doctor, mock: Mock, verdicts: dict[Fault | None, str]) -> None:
    """Let the app fail in each way, and read the last line of the check."""
    found = {}
    for fault in verdicts:
        mock.server.mock.fault = fault
        mock.app.mode = "read-only" if fault is Fault.READ_ONLY else "full-automation"
        mock.requests.clear()
        found[fault] = doctor.slow_verdict() if fault is Fault.SLOW else doctor.verdict()
        if fault is Fault.NOT_JSON:
            assert not any(TOKEN in value for message in mock.requests for _, value in message.headers)
    wrong = {fault: found[fault] for fault, words in verdicts.items() if words not in found[fault]}
    assert wrong == {}


def assert_secret(doctor: Doctor) -> None:
    """The token is nowhere that outlives the page, nor anywhere that somebody else reads."""
    stored = doctor.page.evaluate(
        "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, location.href,"
        " history.state, document.documentElement.outerHTML])"
    )
    assert TOKEN not in stored + json.dumps(doctor.said)


def test_a_page_from_the_internet_knows_every_fault_once_it_may_ask(chromium: Browser, public: int) -> None:
    origin = f"https://{HOST}:{public}"
    with doctor_on(chromium) as doctor, serving_session_dock() as mock:
        permit(doctor, origin, "granted")
        doctor.open(f"{origin}/{ADDRESS}", mock.server.origin)
        assert mock.requests == []
        assert_verdicts(doctor, mock, VERDICTS)
        doctor.aim(closed_origin(0))
        assert REFUSED in doctor.verdict()
        assert_secret(doctor)


def test_a_page_from_the_internet_says_that_it_may_not_ask(chromium: Browser, public: int) -> None:
    origin = f"https://{HOST}:{public}"
    with doctor_on(chromium) as doctor, serving_session_dock() as mock:
        permit(doctor, origin, "prompt")
        doctor.open(f"{origin}/{ADDRESS}", mock.server.origin)
        assert UNASKED in doctor.verdict()
        permit(doctor, origin, "denied")
        assert_verdicts(doctor, mock, dict.fromkeys(VERDICTS, DENIED))
        doctor.aim(closed_origin(0))
        assert DENIED in doctor.verdict()
        assert mock.requests == []
        assert_secret(doctor)


def test_a_page_from_disk_knows_every_fault(chromium: Browser, built_project: Path) -> None:
    with doctor_on(chromium) as doctor, serving_session_dock() as mock:
        doctor.open((built_project / "site" / ADDRESS).as_uri(), mock.server.origin)
        assert mock.requests == []
        assert_verdicts(doctor, mock, VERDICTS)
        doctor.aim(closed_origin(0))
        assert REFUSED in doctor.verdict()
        assert_secret(doctor)


def test_a_page_that_the_app_serves_itself_knows_every_fault(chromium: Browser, app_docs: Path) -> None:
    with doctor_on(chromium) as doctor:
        with serving_app(app_docs) as mock:
            doctor.open(f"{mock.server.origin}/docs/{ADDRESS}", mock.server.origin)
            assert_verdicts(doctor, mock, VERDICTS | {Fault.NO_CORS: FINE})
            assert_secret(doctor)
        assert REFUSED in doctor.verdict()


def test_an_address_of_another_computer_is_not_asked(chromium: Browser, built_project: Path) -> None:
    with doctor_on(chromium) as doctor:
        doctor.open((built_project / "site" / ADDRESS).as_uri(), "http://192.0.2.1:18432")
        assert "is not on this computer" in doctor.verdict()
        doctor.settings.base_url.fill("ftp://x")
        doctor.check()
        expect(doctor.settings.problem).to_contain_text("has to begin with http")
        expect(doctor.lines).to_have_count(1)
