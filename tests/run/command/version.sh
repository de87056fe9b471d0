#!/usr/bin/env bash
# version.sh: the program and a lock name version and commit; every build looks which commit it is and compiles nothing
# for nothing; without a repository of its own the source has none; no PDF names it.
. "$(dirname "$0")/../lib.sh" "$@"

# ---- this program
expect_status 0 "$gongbao" --version
grep -qxE 'gongbao [0-9]+\.[0-9]+\.[0-9]+ \(提交 (未知|[0-9a-f]{40}\+?)\)' out && right || wrong "$(cat out)"
commit=$(sed 's/.*提交 \(.*\))$/\1/' out)
expect_status 0 env LC_ALL=en "$gongbao" version
expect_in out "(commit ${commit/未知/unknown})"
tiny_issue issue
expect_status 0 "$gongbao" lock issue
expect_in issue/issue.lock "提交 = $commit"
if command -v qpdf >/dev/null; then
    expect_status 0 "$gongbao" build issue -o issue.pdf
    qpdf --qdf --object-streams=disable issue.pdf plain.pdf
    grep -qaF -e "${commit%+}" plain.pdf && wrong "the PDF names the commit" || right
fi

# ---- another build: the source without and with a repository of its own
command -v git >/dev/null && command -v ninja >/dev/null || skip "git or ninja is not there"
export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@b GIT_CONFIG_GLOBAL=/dev/null
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE
mkdir -p outer/source
tar -C "$source_folder" --exclude=./build --exclude=./.git --exclude=./fonts/files --exclude=./tests -cf - . |
    tar -C outer/source -xf -
git -C outer init -q && git -C outer commit -q --allow-empty -m "not ours"
expect_status 0 cmake -S outer/source -B made -G Ninja
build() { expect_status 0 ninja -C made gaz_version; }
says() { # COMMIT
    build
    expect_in made/generated/version.c "gaz_commit[] = \"$1\""
    strings -n 5 -e S made/libgaz_version.a | grep -qF -- "$1" && right || wrong "the library does not say $1"
}
says 未知
cd outer/source && git init -q && git add -A && git commit -q -m one && cd "$work" || exit 1
says "$(git -C outer/source rev-parse HEAD)"
git -C outer/source commit -q --allow-empty -m two
says "$(git -C outer/source rev-parse HEAD)"
expect_status 0 ninja -C made gaz_version
grep -q Building out && wrong "compiled although nothing is new" || right
printf '\n' >>outer/source/README.md
says "$(git -C outer/source rev-parse HEAD)+"
git -C outer/source checkout -q README.md
GIT_DIR=$work/outer/.git says "$(git -C outer/source rev-parse HEAD)"
finish
