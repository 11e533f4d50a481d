#!/bin/sh
# Turns requirements.lock into .venv: made once, made again when the lock file changes, trusted only when complete.
# PYTHON=python3.12 (or a path) chooses the interpreter; without it the first suitable one on PATH is taken.
set -eu
cd "$(dirname "$0")/.."

STAMP=.venv/requirements.lock # a copy of the lock file, written last: what is half made has none

main() {
    if is_complete; then return; fi
    find_python
    say "Making .venv with $("$python" --version 2>&1)"
    rm -rf .venv
    "$python" -m venv .venv || fail "$python could not make a virtual environment; the lines above say why."
    say "Installing the packages of requirements.lock"
    install_packages
    cp requirements.lock "$STAMP"
}

is_complete() {
    cmp -s requirements.lock "$STAMP" && .venv/bin/python -c '' 2>/dev/null
}

# Sets $python to the first Python that is new enough and can make a venv.
find_python() {
    if [ -n "${PYTHON:-}" ]; then
        set -- "$PYTHON"
    else
        set -- python3 python3.14 python3.13 python3.12 python3.11 python3.10 python
    fi
    python=
    for candidate in "$@"; do
        is_new_enough "$candidate" || continue
        if has_venv "$candidate"; then
            python=$candidate
            return
        fi
        python=${python:-$candidate}
    done
    [ -n "$python" ] || fail "Python 3.10 or newer is needed; tried: $*. Install one, or name it: make site PYTHON=/path/to/python3"
    install_venv
}

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 10))' >/dev/null 2>&1
}

has_venv() {
    "$1" -c 'import ensurepip, venv' >/dev/null 2>&1
}

# Debian and Ubuntu keep ensurepip, which venv needs, in a package of its own.
install_venv() {
    package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    if ! command -v apt-get >/dev/null 2>&1 || [ "$(id -u)" -ne 0 ]; then
        fail "$python lacks ensurepip, so it cannot make a venv. On Debian and Ubuntu: sudo apt-get install $package"
    fi
    say "Installing $package with apt-get"
    export DEBIAN_FRONTEND=noninteractive
    { apt-get -qq update && apt-get -qq install -y "$package"; } >/dev/null ||
        fail "apt-get could not install $package; the lines above say why."
    has_venv "$python" || fail "$package is installed, but $python still lacks ensurepip; name another with PYTHON=."
}

install_packages() {
    export PIP_DEFAULT_TIMEOUT="${PIP_DEFAULT_TIMEOUT:-60}"
    for attempt in 1 2 3; do
        if .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --retries 10 \
            --require-hashes -r requirements.lock; then
            return
        fi
        # pip's own retries end where a connection breaks off within a download.
        say "pip failed (attempt $attempt of 3)"
    done
    fail "The packages could not be installed; the lines above say why. Is there a network? Run the command again then."
}

say() {
    echo "==> $*"
}

fail() {
    echo "setup: $*" >&2
    exit 1
}

main
