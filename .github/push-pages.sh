#!/usr/bin/env bash
# Puts a built site into the next commit of the branch gh-pages: push-pages.sh SITE REMOTE REVISION [FOLDER]
# Without FOLDER all that was there is replaced, but for pr-preview/ (previews of pull requests) and CNAME (the
# domain, set by the host). With it only that folder is. `--sweep` in the place of SITE removes the previews of
# pull requests that are closed; it needs gh, GH_TOKEN and GITHUB_REPOSITORY.
set -euo pipefail

remote=$2
revision=$3
target=${4:-}
branch=gh-pages
kept=(pr-preview CNAME)
tries=10

main() {
    check "$1"
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
    local try
    for ((try = 1; try <= tries; try++)); do
        fetch_branch
        if [[ $1 == --sweep ]]; then sweep; elif [[ -n $target ]]; then replace_folder; else replace_site; fi
        git -C "$folder/pages" add --all --force
        if git -C "$folder/pages" diff --cached --quiet; then
            echo "$branch already holds this."
            return
        fi
        commit
        if git -C "$folder/pages" push --quiet "$remote" "HEAD:refs/heads/$branch"; then
            echo "$branch now holds $revision."
            return
        fi
        # Another one was faster: take the branch as it is now, after a pause that grows and that no two share.
        pause "$try"
    done
    fail "$branch could not be pushed in $tries tries; the lines above say why."
}

pause() {
    local milliseconds=$((RANDOM % (${PAUSE:-1000} * $1 + 1)))
    sleep "$((milliseconds / 1000)).$(printf %03d $((milliseconds % 1000)))"
}

# Sets $site, the folder to push.
check() {
    [[ -z $target || $target =~ ^pr-preview/pr-[0-9]+$ ]] || fail "$target is no folder of a preview."
    if [[ $1 == --sweep ]]; then return; fi
    [[ -f $1/index.html ]] || fail "$1 has no index.html: this is no built site."
    site=$(cd "$1" && pwd)
    # A link would make the host read another file than the one that was built, and git keeps no repository in one.
    [[ -z $(find "$site" -type l -print -quit) ]] || fail "$1 holds a symbolic link: this is no built site."
    [[ -z $(find "$site" -name .git -print -quit) ]] || fail "$1 holds a repository (.git): this is no built site."
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
}

replace_folder() {
    rm -rf "${folder:?}/pages/$target"
    mkdir -p "$folder/pages/$target"
    cp -R "$site/." "$folder/pages/$target/"
    touch "$folder/pages/.nojekyll"
}

# A preview that is there belongs to a pull request that was open: asked now, none that is only opened is lost.
sweep() {
    local preview state
    for preview in "$folder"/pages/pr-preview/pr-*; do
        [[ ${preview##*/} =~ ^pr-[0-9]+$ ]] || continue
        state=$(gh api "repos/$GITHUB_REPOSITORY/pulls/${preview##*/pr-}" --jq .state)
        if [[ $state == closed ]]; then rm -rf "$preview"; fi
    done
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
