#!/usr/bin/env bash
# Say why the SessionDock Local API cannot be used, or that it can:  bash sessiondock-doctor.sh
# It sends GET /health to SESSIONDOCK_BASE_URL, and SESSIONDOCK_TOKEN only after SessionDock answered without it.
# It needs nothing but curl.
set -euo pipefail

: "${SESSIONDOCK_BASE_URL:=http://127.0.0.1:18432/api/v1}"
place=${SESSIONDOCK_BASE_URL#*://}
place=${place%%/*}

stop() {
  echo "$1" >&2
  exit 1
}

# Name the program that holds the port, where lsof can tell.
holder() {
  lsof -nP -iTCP:"${place##*:}" -sTCP:LISTEN -Fpc 2>/dev/null |
    awk '/^p/ { id = substr($0, 2) } /^c/ { print " The port is held by " substr($0, 2) " (process " id ")."; exit }' ||
    true
}

# Print one text of the answer, whether it is written on one line or on many.
value() {
  tr -d '\r\n' <<<"$json" | sed -n "s/.*\"$1\" *: *\"\([^\"\\\\]*\)\".*/\1/p"
}

[ -n "${SESSIONDOCK_TOKEN:-}" ] || stop "SESSIONDOCK_TOKEN is not set. Copy the token from SessionDock Settings."

# Ask for the health. --noproxy keeps the token on this computer.
ask() {
  local answer code=0
  answer=$(
    curl \
      --noproxy 127.0.0.1,localhost --silent --max-time 5 --write-out '\n%{http_code}' "$@" \
      "$SESSIONDOCK_BASE_URL/health"
  ) || code=$?
  case "$code" in
    0) ;;
    7) stop "Nothing listens at $place. Start SessionDock and enable the Local API in its Settings." ;;
    28) stop "No answer from $place in 5 seconds.$(holder) Restart SessionDock, and check the port." ;;
    *) stop "No answer from $place that SessionDock would give.$(holder) Check the port, and restart SessionDock." ;;
  esac
  status=${answer##*$'\n'}
  json=${answer%$'\n'*}
}

foreign() {
  stop "The answer from $SESSIONDOCK_BASE_URL is not from SessionDock.$(holder) Check the port and the path."
}

# Stop at an error that is not the expected one.
check() {
  [ "$status" != "$1" ] || return 0
  local message
  message=$(value message)
  [ -n "$message" ] || [ "$status" -lt 500 ] ||
    stop "$place failed with the status $status.$(holder) Restart SessionDock, and check the port."
  [ -n "$message" ] || foreign
  [ "$status" != 401 ] || stop "401: the token is missing or wrong. Copy it from SessionDock Settings again."
  stop "$status: $message"
}

ask
check 401
[ -n "$(value code)" ] || foreign
ask -H "Authorization: Bearer $SESSIONDOCK_TOKEN"
check 200

configured=$(value configuredMode)
effective=$(value effectiveMode)
case "$effective" in
  full-automation) echo "SessionDock answers and accepts the token. Reads and writes are allowed." ;;
  read-only) echo "SessionDock answers and accepts the token. Only reads are allowed." ;;
  disabled) echo "SessionDock answers, but the Local API is disabled." ;;
  *) foreign ;;
esac
if [ "$configured" != "$effective" ]; then
  echo "You chose $configured, the app permits $effective. The license or the context it runs in can lower the mode."
elif [ "$effective" != "full-automation" ]; then
  echo "To allow writes, choose full-automation in SessionDock Settings."
fi

error=$(value lastError)
[ -z "$error" ] || echo "Last error of the server: $error"
