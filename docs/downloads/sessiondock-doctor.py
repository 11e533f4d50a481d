"""Say why the SessionDock Local API cannot be used, or that it can:  python3 sessiondock-doctor.py

It sends GET /health to SESSIONDOCK_BASE_URL, and SESSIONDOCK_TOKEN only after SessionDock answered without it.
It needs nothing but Python.
"""

import http.client
import json
import os
import re
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request

BASE_URL = os.environ.get("SESSIONDOCK_BASE_URL", "http://127.0.0.1:18432/api/v1")
TOKEN = os.environ.get("SESSIONDOCK_TOKEN", "")
PLACE = urllib.parse.urlsplit(BASE_URL).netloc
MODES = {
    "full-automation": "SessionDock answers and accepts the token. Reads and writes are allowed.",
    "read-only": "SessionDock answers and accepts the token. Only reads are allowed.",
    "disabled": "SessionDock answers, but the Local API is disabled.",
}
# An opener without proxies keeps the token on this computer.
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def main():
    """Ask for the health, and print what it means."""
    if not TOKEN:
        sys.exit("SESSIONDOCK_TOKEN is not set. Copy the token from SessionDock Settings.")
    check(*ask({}), expected=401)
    status, answer = ask({"Authorization": f"Bearer {TOKEN}"})
    check(status, answer, expected=200)
    health = answer.get("data") if isinstance(answer.get("data"), dict) else {}
    effective, configured = health.get("effectiveMode"), health.get("configuredMode")
    if effective not in MODES:
        sys.exit(foreign())
    print(MODES[effective])
    if configured != effective:
        print(f"You chose {configured}, the app permits {effective}. The license or the context it runs in can lower the mode.")
    elif effective != "full-automation":
        print("To allow writes, choose full-automation in SessionDock Settings.")
    if health.get("lastError"):
        print(f"Last error of the server: {health['lastError']}")


def check(status, answer, expected):
    """Stop at an error that is not the expected one."""
    error = answer.get("error") if isinstance(answer.get("error"), dict) else {}
    if status >= 400 and not (error.get("code") and error.get("message")):
        failed = f"{PLACE} failed with the status {status}.{holder()} Restart SessionDock, and check the port."
        sys.exit(failed if status >= 500 else foreign())
    if status == expected:
        return
    if status == 401:
        sys.exit("401: the token is missing or wrong. Copy it from SessionDock Settings again.")
    sys.exit(f"{status}: {error['message']}" if error else foreign())


def ask(headers):
    """Return the status and the JSON object of the answer to a request for the health."""
    try:
        request = urllib.request.Request(f"{BASE_URL}/health", headers=headers)
        with OPENER.open(request, timeout=5) as response:
            status, body = response.status, response.read()
    except urllib.error.HTTPError as error:
        status, body = error.code, error.read()
    except (OSError, ValueError, http.client.HTTPException) as error:
        sys.exit(silence(getattr(error, "reason", error)))
    try:
        answer = json.loads(body)
    except ValueError:
        answer = None
    if isinstance(answer, dict):
        return status, answer
    return status, {} if status >= 500 else sys.exit(foreign())


def silence(reason):
    """Return what it means that no answer came."""
    if isinstance(reason, ConnectionRefusedError):
        return f"Nothing listens at {PLACE}. Start SessionDock and enable the Local API in its Settings."
    if isinstance(reason, TimeoutError):
        return f"No answer from {PLACE} in 5 seconds.{holder()} Restart SessionDock, and check the port."
    return f"No answer from {PLACE} that SessionDock would give.{holder()} Check the port, and restart SessionDock."


def foreign():
    """Return what it means that another server answers."""
    return f"The answer from {BASE_URL} is not from SessionDock.{holder()} Check the port and the path."


def holder():
    """Name the program that holds the port, where the system tells."""
    port = PLACE.rpartition(":")[2]
    try:
        if os.name == "nt":
            lines = run("netstat", "-ano", "-p", "TCP")
            numbers = re.findall(rf":{port}\s+\S+\s+LISTENING\s+(\d+)", lines)
            names = re.findall(r'^"([^"]+)"', run("tasklist", "/FI", f"PID eq {numbers[0]}", "/FO", "CSV", "/NH"), re.M)
        else:
            lines = run("lsof", "-nP", f"-iTCP:{port}", "-sTCP:LISTEN", "-Fpc")
            numbers, names = re.findall(r"^p(\d+)", lines, re.M), re.findall(r"^c(.+)", lines, re.M)
        return f" The port is held by {names[0]} (process {numbers[0]})."
    except (OSError, IndexError, subprocess.SubprocessError):
        return ""


def run(*command):
    """Return what a command of the system prints."""
    return subprocess.run(command, capture_output=True, text=True, timeout=10, check=False).stdout


if __name__ == "__main__":
    main()
