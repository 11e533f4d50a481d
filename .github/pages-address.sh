#!/usr/bin/env bash
# Prints where the host serves gh-pages, with a slash at its end: as the Pages settings say (a domain of its own,
# a private address), and where they cannot be read, as the host does without any. Needs gh, GH_TOKEN and
# GITHUB_REPOSITORY.
set -euo pipefail

address=$(gh api "repos/$GITHUB_REPOSITORY/pages" --jq .html_url 2>/dev/null) || address=
if [[ $address != http* ]]; then
    owner=${GITHUB_REPOSITORY%%/*} name=${GITHUB_REPOSITORY#*/} host=${GITHUB_REPOSITORY_OWNER:-}
    host=$(tr '[:upper:]' '[:lower:]' <<<"${host:-$owner}.github.io")
    address=https://$host/
    if [[ $(tr '[:upper:]' '[:lower:]' <<<"$name") != "$host" ]]; then address+=$name/; fi
fi
echo "${address%/}/"
