#!/usr/bin/env bash
# Turns a built site into the next commit of the branch gh-pages: push-pages.sh SITE REMOTE REVISION
# All that was there is replaced, but for pr-preview/ (previews of pull requests) and CNAME (the domain, set by the host).
set -euo pipefail

site=$(cd "$1" && pwd)
remote=$2
revision=$3
branch=gh-pages
kept=(pr-preview CNAME)

main() {
    [[ -f $site/index.html ]] || fail "$1 has no index.html: this is no built site."
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
    for _ in 1 2 3; do
        fetch_branch
        replace_site
        if git -C "$folder/pages" diff --cached --quiet; then
            echo "$branch already holds this site."
            return
        fi
        commit
        # A preview may have been pushed meanwhile: then take the branch as it is now, and try again.
        if git -C "$folder/pages" push --quiet "$remote" "HEAD:refs/heads/$branch"; then
            echo "$branch now holds the site of $revision."
            return
        fi
    done
    fail "$branch could not be pushed; the lines above say why."
}

fetch_branch() {
    rm -rf "$folder/pages"
    git init --quiet "$folder/pages"
    git -C "$folder/pages" symbolic-ref HEAD "refs/heads/$branch"
    # An empty answer is a branch that is not there yet; a remote that does not answer ends the script.
    if [[ -n $(git ls-remote --heads "$remote" "refs/heads/$branch") ]]; then
        git -C "$folder/pages" fetch --quiet --depth 1 "$remote" "$branch"
        git -C "$folder/pages" reset --quiet --hard FETCH_HEAD
    fi
}

replace_site() {
    local unless=(! -name .git) name
    for name in "${kept[@]}"; do
        unless+=(! -name "$name")
    done
    find "$folder/pages" -mindepth 1 -maxdepth 1 "${unless[@]}" -exec rm -rf {} +
    cp -R "$site/." "$folder/pages/"
    touch "$folder/pages/.nojekyll" # the host is to serve the files as they are
    git -C "$folder/pages" add --all --force
}

commit() {
    git -C "$folder/pages" \
        -c user.name='github-actions[bot]' \
        -c user.email='41898282+github-actions[bot]@users.noreply.github.com' \
        commit --quiet --no-verify --no-gpg-sign --message "Deploy $revision"
}

fail() {
    echo "push-pages: $*" >&2
    exit 1
}

main "$@"
