#!/usr/bin/env bash
# regenerate.sh PROGRAM SOURCE N [all]: N issues: what comes out, killed in the middle and resumed; with "all" stopped,
# in shards, crashing, locked, and what may go wrong.
. "$(dirname "$0")/../lib.sh" "$@"
. "$source_folder/tests/run/file/archive_lib.sh"
interrupt=$source_folder/tests/run/command/interrupt.py
n=${3:-40}
archive old "$n"

# ---- a whole run: a bad issue stops none of the others; a line an issue; nothing is left but what was asked for
expect_status 1 "$gongbao" regenerate old -o whole -j 2
expect_count "$n" cat out
expect_in err "共${n}期：排好$((n - 1))"
expect_in err '2000/02: 有错: old/2000/02/issue.yaml:'
expect_count $((n - 1)) find whole -name '*.pdf'
expect_count 1 find whole -type f -not -name '*.pdf'
expect_count "$n" names_in whole/manifest.json
names_in whole/manifest.json >listed
LC_ALL=C sort listed >sorted
expect_same listed sorted
expect_status 0 python3 -m json.tool whole/manifest.json
expect_count 1 grep '"status": "errors", .*"pdf": ""' whole/manifest.json
expect_status 0 "$gongbao" build old/2000/01 -o alone.pdf
expect_same alone.pdf whole/2000/01.pdf

# ---- killed in the middle, then gone on with
python3 "$interrupt" KILL $((n / 3)) "$gongbao" regenerate old -o killed -j 2 >said 2>/dev/null
expect_in said 137
expect_nothing_at killed/manifest.json
expect_status 1 "$gongbao" regenerate old -o killed -j 2 --resume
if [ "$(grep -c 未变 out)" -ge $((n / 3 - 1)) ]; then right; else wrong "made again: $(grep -vc 未变 out)"; fi
expect_same_output whole killed

# ---- everything is up to date
expect_status 1 "$gongbao" regenerate old -o killed --resume
expect_count $((n - 1)) grep 未变 out
expect_same_output whole killed
[ "${4:-}" = all ] || finish

# ---- stopped: at once, with a manifest of what is done; gone on with
for signal in HUP INT QUIT TERM; do
    rm -rf stopped
    python3 "$interrupt" $signal 5 "$gongbao" regenerate old -o stopped -j 2 >said 2>err
    case $signal in HUP) expect_in said '129 ' ;; INT) expect_in said '130 ' ;; QUIT) expect_in said '131 ' ;; TERM) expect_in said '143 ' ;; esac
    if grep -q late said; then wrong "SIG$signal: more than a second"; else right; fi
    expect_in err '中途停止'
    expect_status 0 python3 -m json.tool stopped/manifest.json
    expect_nothing_at stopped/.gongbao
    [ $signal != TERM ] || expect_status 1 "$gongbao" regenerate old -o stopped -q --resume
done
expect_same_output whole stopped

# ---- only what changed is made again: a document, a PDF that is damaged, one that is gone
printf '\n再加一段。\n' >>old/2000/03/01.md
printf x >>stopped/2000/04.pdf
rm stopped/2000/05.pdf
expect_status 1 "$gongbao" regenerate old -o stopped --resume
expect_count $((n - 4)) grep 未变 out
for i in 03 04 05; do expect_in out "2000/$i 排好"; done
expect_same whole/2000/04.pdf stopped/2000/04.pdf
expect_same whole/2000/05.pdf stopped/2000/05.pdf
if cmp -s whole/2000/03.pdf stopped/2000/03.pdf; then wrong "03 is as it was"; else right; fi

# ---- with -q nothing is said where all is well; where an issue is not, how many there are
mkdir few && cp -r old/2000/01 old/2000/03 few
expect_status 0 "$gongbao" regenerate few -o still -q
expect_same /dev/null out
expect_same /dev/null err
expect_status 0 "$gongbao" regenerate few -o still
expect_in err '共2期：排好2（其中0期未变），有错0，不能读写0，超限0，程序出错0；'
cp -r few wrong_one && printf '坏项目: 1\n' >>wrong_one/03/issue.yaml
expect_status 1 "$gongbao" regenerate wrong_one -o still.2 -q
expect_in err '共2期：排好1（其中0期未变），有错1，'

# ---- a manifest that is damaged costs time only
printf '{"issues": [{"name": "2000/01", "input": 7' >stopped/manifest.json
expect_status 0 "$gongbao" regenerate few -o stopped --resume
expect_count 2 grep 排好 out
cp stopped/manifest.json good.json

# ---- one that a later program wrote, or that is something else, is not gone on with, and not written over
for head in '"gongbao manifest", "version": 2' '"gongbao lines", "version": 1'; do
    printf '{"format": %s, "issues": []}\n' "$head" >stopped/manifest.json
    cp stopped/manifest.json before.json
    expect_status 1 "$gongbao" regenerate few -o stopped --resume
    expect_same before.json stopped/manifest.json
    case $head in *2) expect_in err 'manifest.json:1:1: 错误: 这是第2版的' ;; *) expect_in err '[format-unknown]' ;; esac
done
sed '1s/.*/{/' good.json >stopped/manifest.json # format 0
expect_status 0 "$gongbao" regenerate few -o stopped --resume
expect_count 2 grep 未变 out

# ---- another build of the same version: a file that differs by a byte
cp "$gongbao" other && printf '\0' >>other
expect_status 0 ./other regenerate few -o stopped --resume
expect_count 2 grep 排好 out
expect_status 0 ./other regenerate few -o stopped --resume
expect_count 2 grep 未变 out

# ---- shards: each issue in one; a new issue moves no other; a run over all gathers them
for shard in 0 1 2; do "$gongbao" regenerate old -o whole -q --resume --shard $shard/3 2>err; done
expect_count "$n" names_in whole/manifest-0-of-3.json whole/manifest-1-of-3.json whole/manifest-2-of-3.json
tiny_issue old/2000/01a
for shard in 0 1 2; do
    names_in whole/manifest-$shard-of-3.json >before
    "$gongbao" regenerate old -o whole -q --resume --shard $shard/3 2>err
    names_in whole/manifest-$shard-of-3.json | grep -vxF 2000/01a >after
    expect_same before after
done
rm whole/manifest.json
expect_status 1 "$gongbao" regenerate old -o whole --resume
expect_count "$n" grep 未变 out
expect_count $((n + 1)) names_in whole/manifest.json
"$gongbao" regenerate few -o ones --shard 2/2 >out 2>err && "$gongbao" regenerate few -o ones --shard 1/2 >>out 2>err
expect_count 2 cat out

# ---- a crash stops none of the others; two runs into one folder do not mix
tiny_issue crash/large && tiny_issue crash/small
for _ in $(seq 2000); do printf '\n各项工作由市有关部门会同各区人民政府按照职责分工抓好落实，重要情况及时报告。\n'; done >>crash/large/01.md
ulimit -c 0
python3 "$interrupt" --worker ABRT "$gongbao" regenerate crash -o crashed -j 1 >said 2>err
expect_in said 70
expect_in err '程序出错1'
expect_status 0 test -s crashed/small.pdf
expect_in crashed/manifest.json '"name": "large", "status": "crashed"'
python3 "$interrupt" --worker TERM "$gongbao" regenerate crash -o crashed -j 1 >said 2>err
expect_in said 74

# ---- limits: a worker that stands still, takes too long, takes too much memory: its issue alone, and it is said which
python3 "$interrupt" --worker STOP "$gongbao" regenerate crash -o limits -j 1 --max-seconds=1 >said 2>err
expect_in said 74
expect_in err 'large: 超限: 4秒内没有排完'
expect_in err '超限1，'
expect_in limits/manifest.json '"name": "large", "status": "limit", '
expect_status 0 test -s limits/small.pdf
expect_nothing_at limits/large.pdf
expect_nothing_at limits/.gongbao
mkdir slow && cp -r crash/small slow/small && cp -r crash/large slow/large
for _ in $(seq 16000); do printf '\n各项工作由市有关部门会同各区人民政府按照职责分工抓好落实。\n'; done >>slow/large/01.md
for i in $(seq 10 60); do cp slow/large/01.md slow/large/$i.md; done
sed -i "s/\[01.md\]/[01.md$(printf ', %s.md' $(seq 10 60))]/" slow/large/issue.yaml
expect_status 74 env LC_ALL=en "$gongbao" regenerate slow -o limits -j 2 --max-seconds=1
expect_in err 'large: over the limit: more than 1 s of processor time'
expect_status 0 test -s limits/small.pdf
if [ -z "${LSAN_OPTIONS:-}${ASAN_OPTIONS:-}" ]; then # the sanitizers take memory as they like
    expect_status 74 "$gongbao" regenerate slow -o limits -j 2 --max-memory=64
    expect_in err 'large: 超限: 内存不够（--max-memory：64 MiB）'
    expect_in limits/manifest.json '"name": "small", "status": "good"'
fi

# ---- a manifest or a run folder that is a link is not followed
mkdir linked && printf 'notes\n' >linked-to
for link in manifest.json .gongbao; do
    ln -s ../linked-to linked/$link
    expect_status 74 "$gongbao" regenerate few -o linked
    expect_in err "linked/$link: 错误: 不能写入：是符号链接"
    rm linked/$link
done
expect_status 0 grep -qx notes linked-to

"$gongbao" regenerate crash -o busy -j 1 >/dev/null 2>&1 &
first=$!
while ! ls busy/.gongbao/*.err >/dev/null 2>&1; do sleep 0.02; done
expect_status 74 "$gongbao" regenerate few -o busy
expect_in err '[archive-busy]'
wait $first
expect_status 0 test -s busy/large.pdf

# ---- what is there survives: a file that is no PDF, a folder in the way
mkdir -p way/01.pdf && printf 'notes\n' >way/03.pdf
expect_status 74 "$gongbao" regenerate few -o way
expect_status 0 grep -qx notes way/03.pdf
printf 'notes\n' >file
expect_status 74 "$gongbao" regenerate few -o file

# ---- locked issues
"$gongbao" lock few/01 2>err
expect_status 0 "$gongbao" regenerate few -o locked --locked
printf '\n再加一段。\n' | tee -a few/01/01.md >>few/03/01.md
expect_status 1 "$gongbao" regenerate few -o locked --locked --resume
expect_in err '[lock-source]'
expect_in out '03 排好'

# ---- usage
expect_status 2 "$gongbao" regenerate -o x
expect_status 2 "$gongbao" regenerate few
for wrong in -j0 -jx --max-seconds=0 --max-memory=x --shard=3/2 --shard=1 --shard=1/0 --shard=a/b; do expect_status 2 "$gongbao" regenerate few -o x $wrong; done
expect_nothing_at x
mkdir none
expect_status 1 "$gongbao" regenerate none -o x
expect_in err '[archive-empty]'
expect_status 74 "$gongbao" regenerate nowhere -o x
expect_nothing_at x
cp -r few "none/$(printf 'b\377d')"
mv none/*/03 none/good
expect_status 1 "$gongbao" regenerate none -o x
expect_in err '[archive-name]'
expect_status 0 test -s x/good.pdf
expect_status 0 env LC_ALL=en "$gongbao" regenerate few -o english
expect_in err "2 issues: 2 set"

# ---- a bar on a terminal
if script -qec true /dev/null >/dev/null 2>&1 </dev/null; then # a terminal can be had here
    script -qec "$gongbao regenerate few -o bar" /dev/null >out </dev/null
    expect_in out "[###"
fi
finish
