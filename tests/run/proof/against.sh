#!/usr/bin/env bash
# against.sh PROGRAM SOURCE: what a proof is compared with: an earlier proof.state, a folder, a revision of the issue's git
# repository, whose index and files are not touched; and the 核红表.
. "$(dirname "$0")/../lib.sh" "$@"
command -v git >/dev/null || skip "no git"
export SOURCE_DATE_EPOCH=1719792000 TMPDIR=$work/tmp GIT_CONFIG_NOSYSTEM=1 HOME=$work
mkdir tmp
unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE

commit() {
    git -C house add -A
    GIT_COMMITTER_DATE=2024-06-0"$2"T12:00:00Z git -C house -c user.name=校 -c user.email=a@b.example commit -qm "$1"
}
proof() { "$gongbao" proof "$1" --stage 二校 -q -o "$2" --against="$3"; }
no_folder_is_left() { [ -z "$(ls tmp)" ] && right || wrong "left: $(ls tmp)"; }
rounds() { sed -n '/"rounds"/,/"files"/p' "$1/proof.state" | grep -o '"name": "[^"]*"' | tr '\n' ' '; }

mkdir house
git -C house init -q
echo 'a' >house/readme
commit none 1
tiny_issue house/刊/期1
printf '\n各单位要高度重视，抓好落实。\n\n有关情况于每月月底前报送市政府办公室。\n' >>house/刊/期1/01.md
printf '%s\n' '#!/bin/sh' 'touch "$0.was.run"' >house/.git/hooks/post-index-change
cp house/.git/hooks/post-index-change house/.git/monitor
chmod +x house/.git/hooks/post-index-change house/.git/monitor
rm -f house/.git/hooks/*.was.run
commit first 2
cp -r house/刊/期1 earlier
sed -i 's/高度重视/切实重视/; /^有关情况/d' house/刊/期1/01.md
printf '\n=1+1是文字，“引号”和,逗号也是。\n' >>house/刊/期1/01.md
rm -f house/.git/hooks/*.was.run
echo later >house/刊/期1/untracked
git -C house config core.fsmonitor .git/monitor
git -c core.fsmonitor=false -c core.hooksPath=/dev/null -C house status --porcelain >status.before
sha256sum house/.git/index >index.before

# ---- a revision, by whatever way it is named, from wherever
for revision in HEAD HEAD~0 master main; do
    git -c core.fsmonitor=false -C house rev-parse -q --verify $revision >/dev/null || continue
    expect_status 0 proof house/刊/期1 out.$revision $revision
    printf '%s' '"name": "'$revision'" "name": "二校" ' >wanted
    rounds out.$revision >there
    expect_same wanted there
done
expect_in out.HEAD/proof.state '"date": "2024-06-02"'
no_folder_is_left
expect_nothing_at house/.git/hooks/post-index-change.was.run
expect_nothing_at house/.git/monitor.was.run
git -c core.fsmonitor=false -c core.hooksPath=/dev/null -C house status --porcelain >status.after
sha256sum house/.git/index >index.after
expect_same status.before status.after
expect_same index.before index.after

# ---- a folder, a file: the same changes
expect_status 0 "$gongbao" proof earlier --stage 一校 -q -o first
expect_status 0 proof house/刊/期1 out.folder earlier
expect_status 0 proof house/刊/期1 out.file first/proof.state
for made in HEAD folder file; do
    for kind in csv html pdf; do [ -s out.$made/核红表.$kind ] && right || wrong "no 核红表.$kind of $made"; done
    tail -n +2 out.$made/核红表.csv >csv.$made
done
expect_same csv.HEAD csv.folder
expect_same csv.HEAD csv.file
printf '"name": "一校" "name": "二校" ' >wanted
rounds out.file >there
expect_same wanted there
expect_in csv.file '「高度」","「重视，抓好落实。」'
expect_in csv.file '「切实」'
expect_in csv.file '「有关情况于每月月底前报送市政府办公室。」'
expect_in csv.file '「=1+1是文字，“引号”和,逗号也是。」'
grep -qE '(^|,)"?[=+@-]' csv.file && wrong "a cell that a spreadsheet runs" || right
expect_in out.file/核红表.html '<del>高度</del>'
expect_status 0 qpdf --check out.file/核红表.pdf
pdftotext out.file/核红表.pdf - | tr -d ' \n' >text
expect_in text 切实
expect_in text 第1页共1页

# ---- on the page itself: all its words, the new ones in the colour of the 校次, of which nothing is where nothing changed
blues() { qpdf --qdf --object-streams=disable "$1/校样.pdf" - | grep -ac '^0.0901961 0.25098 0.784314 rg'; } # 二校
pdftotext out.file/校样.pdf - | sed 's/　//g' | tr -d ' \n' >text
expect_in text '各单位要切实重视，抓好落实。'
expect_in text '=1+1是文字，“引号”和,逗号也是。'
expect_status 0 proof earlier unchanged first/proof.state
[ "$(blues out.file)" -ge $(($(blues unchanged) + 4)) ] && right || wrong "$(blues out.file) times blue, $(blues unchanged) without a change"

# ---- the same again are the same bytes
expect_status 0 proof house/刊/期1 again first/proof.state
for file in proof.state 校样.pdf 核红表.csv 核红表.html 核红表.pdf; do expect_same out.file/$file again/$file; done

# ---- what is none
expect_status 1 proof house/刊/期1 none HEAD~7
expect_in err '[against-no-revision]'
expect_status 1 proof house/刊/期1 none --version
expect_in err '[against-no-revision]'
expect_status 1 proof house/刊/期1 none HEAD~1
expect_in err '[against-not-there]'
expect_status 1 proof earlier none HEAD
expect_in err '[against-no-repository]'
PATH=/nowhere expect_status 1 "$gongbao" proof earlier --stage 二校 -q -o none --against=HEAD
expect_in err '[against-no-git]'
expect_status 1 proof house/刊/期1 none house/readme
expect_in err '[proof-state]'
head -c 300 first/proof.state >cut.state
expect_status 1 proof house/刊/期1 none cut.state
expect_in err '[proof-state]'
cp -r earlier broken
echo '坏项目: 1' >>broken/issue.yaml
expect_status 1 proof house/刊/期1 none broken
expect_in err '[against-broken]'
mkdir bin
printf '%s\n' '#!/bin/sh' 'case "$*" in *read-tree*) exit 1;; esac' "exec $(command -v git) \"\$@\"" >bin/git
chmod +x bin/git
PATH=$work/bin:$PATH expect_status 74 "$gongbao" proof house/刊/期1 --stage 二校 -q -o none --against=HEAD
expect_in err '[against-git]'
no_folder_is_left
expect_nothing_at none
finish
