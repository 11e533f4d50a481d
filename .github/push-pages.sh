#!/usr/bin/env bash
# Turns a built site into the next commit of the branch gh-pages: push-pages.sh SITE REMOTE REVISION [FOLDER]
# Without FOLDER all that was there is replaced, but for pr-preview/ (previews of pull requests) and CNAME (the
# domain, set by the host). With it only that folder is; `--remove` in the place of SITE removes it.
set -euo pipefail

remote=$2
revision=$3
target=${4:-}
branch=gh-pages
kept=(pr-preview CNAME)

main() {
    check "$1"
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
    for _ in 1 2 3; do
        fetch_branch
        if [[ -n $target ]]; then replace_folder; else replace_site; fi
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

# Sets $site, empty when there is none to push.
check() {
    site=
    [[ -z $target || $target =~ ^pr-preview/pr-[0-9]+$ ]] || fail "$target is no folder of a preview."
    if [[ $1 == --remove ]]; then
        [[ -n $target ]] || fail "--remove needs the FOLDER to remove."
        return
    fi
    [[ -f $1/index.html ]] || fail "$1 has no index.html: this is no built site."
    site=$(cd "$1" && pwd)
    # A link would make the host read another file than the one that was built.
    [[ -z $(find "$site" -type l -print -quit) ]] || fail "$1 holds a symbolic link: this is no built site."
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

replace_folder() {
    rm -rf "${folder:?}/pages/$target"
    if [[ -n $site ]]; then
        mkdir -p "$folder/pages/$target"
        cp -R "$site/." "$folder/pages/$target/"
    fi
    touch "$folder/pages/.nojekyll"
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
