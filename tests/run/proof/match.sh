#!/usr/bin/env bash
# match.sh: a back issue against its printed copy: what is found by hand-made prints of the sample and of random decisions,
# that nothing but marks is written, and that a later change at a mark is an error.
. "$(dirname "$0")/../lib.sh" "$@"
python3 -c '' 2>/dev/null || skip "no python3"
tool=$source_folder/tests/run/proof/match.py
rounds=${3:-4}
match() { expect_status 0 "$gongbao" match "$@"; }
copy_of() { python3 "$tool" copy "$gongbao" "$@" || wrong "no copy of $1"; }

# ---- the copy's form
tiny_issue issue
said() { # TEXT SLUG PLACE: a copy of this text is refused
    printf '%b' "$1" >copy.txt
    expect_status 1 "$gongbao" match issue copy.txt
    expect_in err "copy.txt$3"
    expect_in err "$2"
}
said '## 三\n甲乙丙\n' '[print-page]' ':1:1'
said '## 4\n甲乙丙\n\n## 4\n丁戊己\n' '[print-page]' ':4:1'
said '# 说明\n甲乙丙\n## 4\n' '[print-no-page]' ':2:1'
said '# 说明\n## 4\n…\n' '[print-empty]' ''
printf '\xc4\xe3\xba\xc3' >copy.txt
expect_status 1 "$gongbao" match issue copy.txt
expect_in err '[encoding]'
expect_status 1 "$gongbao" match issue nothing.txt
expect_in err '[missing-file]'
# what begins as a PDF does is read as one, and may be written as text; text is text already
for text in '%PDF-' '%PDF-1.7\n'; do
    said "$text" '[print-pdf-damaged]' ''
    expect_status 1 "$gongbao" match issue copy.txt -o text
    expect_nothing_at text
done
for text in '%PDF' '## 3\n甲乙丙\n'; do
    printf "%b" "${text//%/%%}" >copy.txt
    expect_status 2 "$gongbao" match issue copy.txt -o text
    expect_in err '这一份本来就是文字'
done

# ---- an issue that is as printed
cp -r "$sample" printed
copy_of printed copy.txt
match printed copy.txt --write
expect_in out '与印本相合：'
expect_status 0 diff -r -x match.lock "$sample" printed
expect_in printed/match.lock "SHA-256 = $(sha256sum copy.txt | cut -d ' ' -f 1)"

# ---- what was decided by hand is found, written, and then there
cp -r "$sample" source
mark_of() { # FILE SED: a decision
    sed -i "$2" "printed/$1"
}
mark_of 01-澄政发11号.md 's/使用及其监督管理，适用本办法/使用<!-- 行末 -->\n及其监督管理，适用本办法/'
mark_of 03-澄政办发15号.md '0,/^---$/!{0,/^---$/s//版面: {署名: {前空: 2行}}\n---/}'
# a title on one line of the source is printed in three, one that is broken in the source elsewhere
mark_of 05-澄市监规1号.md 's/^标题: \(澄浦市市场监督管理局\)\(关于优化\)\(.*\)$/标题: |\n  \1\n  \2\n  \3/'
mark_of 02-澄政发12号.md 's/^  澄浦市人民政府关于2023年度$/  澄浦市人民政府/; s/^  政务公开工作/  关于2023年度政务公开工作/'
copy_of printed copy.txt
sed -i '0,/监督管理/s//监督菅理/' copy.txt
match source copy.txt
cp out list
expect_in list '<!-- 行末 -->'
expect_in list '05-澄市监规1号.md:4:5  标题分行'
expect_in list '02-澄政发12号.md:5:3  标题分行'
expect_status 0 diff -r "$sample" source
match source copy.txt --write -v
expect_in err '已写入'
match source copy.txt
expect_in out '与印本相合：'
starts=$(sed -n 's/^与印本相合：页首\([0-9/]*\)，.*/\1/p' out)
lines=$(sed -n 's/^与印本相合：.*，行\([0-9/]*\)$/\1/p' out)
for issue in source printed; do "$gongbao" build "$issue" --dump=lines 2>/dev/null | sed 's/"source": "[^"]*"//' >"$issue.lines"; done
expect_same printed.lines source.lines
# the words are the same, mark for mark
for file in source/*.md; do
    tr -d '|\n ' <"$file" | sed 's/<!--[^>]*-->//g; s/版面:{[^}]*}*//' >now
    tr -d '|\n ' <"$sample/$(basename "$file")" | sed 's/<!--[^>]*-->//g' >then
    expect_same then now
done

# ---- the record of it: taken into the lock and the manifest, until a source is changed
expect_in source/match.lock "页首 = $starts"
expect_in source/match.lock "行 = $lines"
expect_in source/match.lock '一字不同：印本“菅”，稿子“管”'
[ "$(grep -c '印本“' source/match.lock)" -eq 1 ] && right || wrong "more differences: $(cat source/match.lock)" # 简介 is the issue's own
for file in source/*.md source/issue.yaml; do
    case $file in */简介.md) continue ;; esac
    expect_in source/match.lock "$(basename "$file") = $(sha256sum "$file" | cut -d ' ' -f 1)"
done
mkdir shelf
cp -r source shelf/matched
cp -r source shelf/stale
cp -r "$sample" shelf/plain
rm -f shelf/*/issue.lock
printf '\n' >>shelf/stale/04-澄教发9号.md
expect_status 0 "$gongbao" lock shelf/matched
expect_in shelf/matched/issue.lock "页首 = $starts"
expect_status 0 "$gongbao" lock shelf/stale
expect_in err 'shelf/stale/match.lock: 警告: “04-澄教发9号.md”在同印本比对以后改过'
expect_in err '[match-stale]'
expect_status 1 grep '^页首 = ' shelf/stale/issue.lock
expect_status 0 "$gongbao" regenerate shelf -o books --locked -q
expect_status 0 grep '"name": "matched".*"match": "good"' books/manifest.json
expect_status 0 grep '"name": "stale".*"match": "stale"' books/manifest.json
expect_status 1 grep '"name": "plain".*"match"' books/manifest.json
sed -i 's/^页首 = .*/页首 = 1\/22/' shelf/matched/match.lock # another comparison is no other issue, but asks for a new lock
expect_status 0 "$gongbao" build shelf/matched --locked -v -o locked.pdf
expect_in err '[lock-print]'
expect_status 1 "$gongbao" lock shelf/matched
expect_in err '[lock-there]'
expect_status 0 "$gongbao" regenerate shelf -o books --locked --resume -q
expect_status 0 grep '"name": "matched".*"match": "open"' books/manifest.json
printf 'nonsense' >shelf/matched/match.lock
expect_status 0 "$gongbao" lock shelf/matched --force
expect_in err '[match-stale]'

# ---- the text is changed at a mark: an error with its place, not a silent shift
cp -r source changed
sed -i 's/^\(.*\)<!-- 行末 -->$/\1这里后来添了一句话<!-- 行末 -->/' changed/01-澄政发11号.md
expect_status 1 "$gongbao" build changed -q -o changed.pdf
expect_in err '[set-long]'
expect_in err 'changed/01-澄政发11号.md:'
expect_nothing_at changed.pdf

# ---- words that differ are told, never changed; what the print has more of, too
sed 's/^第二条　/第三条　/; s/^第四条　/第四条　增补/' copy.txt >other.txt
match source other.txt --json
expect_in out '"class": "一字不同"'
expect_in out '"class": "稿子没有"'
expect_in out '"print": "增补"'
match source other.txt
expect_in out '处，没有改动：'
place='  [^ ]*\.md:[0-9]*:[0-9]*  第[0-9]*页  '
grep -qE "^${place}一字不同：印本“三”，稿子“二”$" out && right || wrong "no 三 for 二: $(grep 一字不同 out)"
grep -qE "^${place}稿子没有：印本“增补”，稿子“”$" out && right || wrong "no 增补: $(grep 稿子没有 out)"
expect_in out '稿子没有：印本“增补”，稿子“”'

# ---- a printed copy of random decisions, misread now and then, gives every page start back with no more than one override more
for seed in $(seq "$rounds"); do
    for heads in "" heads; do
        rm -rf decided
        cp -r "$sample" decided
        n=$(python3 "$tool" decide "$gongbao" decided "$seed")
        python3 "$tool" copy "$gongbao" decided copy.txt "$seed" $heads 2>/dev/null || continue # it cannot be set
        match "$sample" copy.txt --json
        cp out report.json
        expect_status 0 python3 "$tool" judge report.json $((n + 1))
        [ "$n_wrong" -eq 0 ] || printf 'seed %s %s\n' "$seed" "$heads"
    done
done

finish
