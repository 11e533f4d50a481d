#!/usr/bin/env bash
# Keeps one comment on the pull request NUMBER: comment.sh FILE
# Needs gh, GH_TOKEN and GITHUB_REPOSITORY. The file is text of a stranger: it is sent, and nothing of it is run.
set -euo pipefail

marker='<!-- preview of the documentation -->'
comments=repos/$GITHUB_REPOSITORY/issues

[[ $NUMBER =~ ^[0-9]+$ ]] || { echo "comment: $NUMBER is no number." >&2; exit 1; }

# Only a comment of this workflow's own: a marker in anybody else's is text.
own=$(gh api --paginate "$comments/$NUMBER/comments" --jq \
    ".[] | select(.user.login == \"github-actions[bot]\" and (.body | startswith(\"$marker\"))) | .id" | head -n 1)

body=$(mktemp)
trap 'rm -f "$body"' EXIT
{ echo "$marker"; head -c 65000 "$1"; } >"$body"
if [[ -n $own ]]; then
    gh api --method PATCH "$comments/comments/$own" --field "body=@$body" --silent
else
    gh api --method POST "$comments/$NUMBER/comments" --field "body=@$body" --silent
fi
