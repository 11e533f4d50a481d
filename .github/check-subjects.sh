#!/bin/sh
# Check that the subject of each commit is shorter than 72 characters: check-subjects.sh RANGE, or --file FILE of one
# message, as a commit-msg hook gets it.
set -eu

if [ "$1" = --file ]; then
    subjects=$(grep -v '^#' "$2" | head -n 1)
else
    subjects=$(git log --no-merges --format=%s "$1")
fi
long=$(printf '%s\n' "$subjects" | awk 'length($0) >= 72')
[ -z "$long" ] && exit 0
printf 'These subjects have 72 characters or more; say the rest in the body:\n%s\n' "$long" >&2
exit 1
