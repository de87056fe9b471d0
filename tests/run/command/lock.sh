#!/usr/bin/env bash
# lock.sh: a locked issue comes out bit for bit: in another folder, locale, time zone, with another mask, on another day;
# and is refused, with what differs, when anything does. quick: that of a small issue.
. "$(dirname "$0")/../lib.sh" "$@"

if [ "${3:-}" != quick ]; then

# ---- the sample, locked, made again elsewhere
cp -r "$sample" first
expect_status 0 "$gongbao" lock first
lock=first/issue.lock
expect_status 0 "$gongbao" build first -o printed.pdf
expect_in $lock "PDF = $(sha256sum <printed.pdf | cut -d' ' -f1)"
expect_in $lock "版面 = $("$gongbao" build first --dump=pages 2>/dev/null | sed -E '1d; s, (node|artifact)=[^ ]*$,,' | sha256sum | cut -d' ' -f1)"
for file in issue.yaml 01-澄政发11号.md figures/视力筛查流程.svg 简介.md; do
    expect_in $lock "$file = $(sha256sum <"first/$file" | cut -d' ' -f1)"
done
expect_in $lock "gongbao = $("$gongbao" version | cut -d' ' -f2)"
expect_in $lock '版心.宽 = '
expect_in $lock 'FandolFang-Regular.otf#0 = FandolFang Regular; Version '
if grep -q -e "$work" -e "$source_folder" $lock; then wrong "a path of this machine"; else right; fi
awk '/^\[/ { last = ""; next } /^#|^$/ { next } { if ($0 < last) exit 1; last = $0 }' $lock && right || wrong "not sorted"

mkdir -p "deep/其他 folder" && cp -r first "deep/其他 folder/second"
expect_status 0 env TZ=Pacific/Auckland LC_ALL=de_DE.UTF-8 LANG=zh_CN.UTF-8 HOME=/nonexistent MALLOC_PERTURB_=165 \
    bash -c 'umask 077; cd "deep/其他 folder" && exec "$@"' - "$gongbao" build ./second/ --locked -o "$work/two.pdf"
expect_same printed.pdf two.pdf
if faketime 2046-01-02 "$gongbao" version >/dev/null 2>&1; then
    expect_status 0 faketime '2046-01-02 03:04:05' "$gongbao" build first --locked -o three.pdf
    expect_same printed.pdf three.pdf
else
    printf 'faketime is not there, or not with sanitizers: no other day\n'
fi
cp $lock before
expect_status 0 env TZ=UTC LC_ALL=en "$gongbao" lock first
expect_same before $lock

fi

# ---- a small issue with a style and words of its own
tiny_issue issue
sed -i 's/样式: .*/样式: own.yaml/' issue/issue.yaml
printf '继承: shenyang-2023\n页行数: 26\n' >issue/own.yaml
printf '防洪抢险\n' >issue/词表.txt
expect_status 1 "$gongbao" build issue --locked -o new.pdf
expect_in err '[lock-missing]'
expect_status 0 "$gongbao" lock issue
expect_in issue/issue.lock 'own.yaml = '
expect_in issue/issue.lock '词表.txt = '
expect_in issue/issue.lock '页行数 = 26'

refused() { # TEXT…: nothing is written
    expect_status 1 "$gongbao" build changed --locked -o new.pdf
    for text in "$@"; do expect_in err "$text"; done
    expect_nothing_at new.pdf
    rm -rf changed
}
cp -r issue changed && sed -i 's/现将/兹将/' changed/01.md
expect_status 1 env LC_ALL=en "$gongbao" build changed --locked -o new.pdf
expect_in err 'a source is not as it was locked: 01.md: line 8 changed: "兹将有关事项通知如下。"'
expect_in err 'the result is not the one of the lock: PDF has other bytes'
refused '[lock-source]' '文稿与锁定时不同：01.md：第8行改了：“兹将有关事项通知如下。”' '排出来与锁定时不同：PDF的字节不同' '版面：第3页排得不同；其余2页照旧' '[lock-result]'
cp -r issue changed && sed -i 's/26/25/' changed/own.yaml
refused '[lock-style]' '样式与锁定时不同：页行数当时是“26”，现在是“25”' '文稿与锁定时不同：own.yaml'
cp -r issue changed && rm changed/词表.txt
refused '[lock-source]' '词表.txt：现在没有了'
[ "${3:-}" != quick ] || finish

# ---- another program: what refuses is that other pages come out, not the version

allowed() { # TEXT…: the lock of another program holds; each text is noted; the lock stays as it is
    expect_status 0 "$gongbao" build changed -v --locked -o new.pdf
    for text in "$@"; do expect_in err "$text"; done
    expect_status 0 "$gongbao" build changed --locked -o new.pdf
    if grep -q lock- err; then wrong "a note is said without -v"; else right; fi
    cp changed/issue.lock before
    expect_status 0 "$gongbao" lock changed
    expect_same before changed/issue.lock
    rm -rf changed new.pdf
}
other_program() { rm -rf changed && cp -r issue changed && sed -i 's/^gongbao = .*/gongbao = 0.0.9/; s/^提交 = .*/提交 = 0123/' changed/issue.lock; }
other_program
allowed '程序的gongbao是“0.0.9”' "程序的提交是“0123”，现在是“$("$gongbao" version | sed 's/.*提交 \(.*\))$/\1/')”" '[lock-program]'
# a lock of 0.1.0 or 0.2.0 tells neither the commit nor the way of writing; its PDF had other bytes
other_program
sed -i '/^提交 = /d; /^PDF写法 = /d; s/^PDF = .*/PDF = 00/' changed/issue.lock
allowed 'PDF锁定时是“00”' '[lock-excused]'
# a key of the style that only one of them knows, a default that it has changed, a face that only one looked into
other_program
sed -i '/^页行数 = /d; s/^疏松警告 = .*/疏松警告 = 1.000mm/; s/^各项 = .*/各项 = 00/; /^\[字体\]/a Other-Face.otf#0 = Other; Version 1; 00' changed/issue.lock
allowed '页行数锁定时是“—”，现在是“26”' 'Other-Face.otf#0锁定时是' '[lock-excused]'
# but the same way of writing must give the same bytes, and other pages are other pages, whoever made them
other_program
sed -i 's/^PDF = .*/PDF = 00/' changed/issue.lock
refused '[lock-result]' 'PDF的字节不同'
other_program
sed -i 's/^版面 = .*/版面 = 00/; /^PDF写法 = /d; /^页行数 = /d' changed/issue.lock
refused '[lock-result]' '版面：3页看上去都同锁定时一样' '[lock-style]'
other_program
sed -i 's/^FandolFang.*/FandolFang-Regular.otf#0 = FandolFang Regular; Version 1; 0/' changed/issue.lock
refused '[lock-font]'
other_program
sed -i 's/现将/兹将/' changed/01.md
refused '[lock-source]' '[lock-result]'
# by the same program a value of the style is a difference
cp -r issue changed && sed -i '/^页行数 = /d' changed/issue.lock
refused '[lock-style]'

cp -r issue changed && sed -i 's/^FandolFang.*/FandolFang-Regular.otf#0 = FandolFang Regular; Version 1; 0/' changed/issue.lock
refused '[lock-font]' '字体与锁定时不同：FandolFang-Regular.otf#0当时是“FandolFang Regular; Version 1”，现在是“FandolFang Regular; Version 1.'
cp -r issue changed && sed -i 's/^页行数 = .*/页行数/' changed/issue.lock
refused '[lock-line]' 'changed/issue.lock:'
cp -r issue changed && sed -i '1s/.*/gongbao lock 3/' changed/issue.lock
refused '[format-newer]' 'changed/issue.lock:1:1: 错误: 这是第3版的“gongbao lock”'
cp -r issue changed && sed -i '1s/.*/gongbao pages 1/' changed/issue.lock
refused '[format-unknown]' 'changed/issue.lock:1:1: 错误: 这一行说文件是“gongbao pages”，此处只认识：gongbao lock'
cp -r issue changed && printf '\377\377' >changed/issue.lock # no mark of another encoding
refused '[utf8]' 'changed/issue.lock'
cp -r issue changed && sed -i 's/01.md/02.md/' changed/issue.yaml
refused '[missing-file]' '02.md'
cp -r issue changed && printf '空行数: 1\n' >>changed/own.yaml
refused '[unknown-key]' '空行数'

# comments and places in a style are no difference of its values: only the file differs
cp -r issue changed && sed -i '1i # 说明' changed/own.yaml
expect_status 1 "$gongbao" build changed --locked -o new.pdf
expect_in err '[lock-source]'
if grep -q lock-style err; then wrong "a remark is no value"; else right; fi

# ---- a lock of format 0, which has no first line, as an earlier program wrote it: what it says still holds
cp -r "$source_folder/tests/locks/format-0" earlier
cp -r earlier now && rm now/issue.lock
expect_status 0 "$gongbao" lock now
expect_same <(head -n 1 now/issue.lock) <(echo 'gongbao lock 2')
# the faces that both looked into are the same files (which others a program looks into is its own affair)
fonts() { sed -n '/^\[字体\]/,/^$/p' "$1" | grep ' = '; }
differing=$(awk -F ' = ' 'NR == FNR { was[$1] = $2; next } $1 in was && was[$1] != $2' <(fonts earlier/issue.lock) <(fonts now/issue.lock))
if [ -z "$differing" ]; then
    # but its program and its bytes of a PDF were of its time, which is noted and no difference
    expect_status 0 "$gongbao" build earlier -v --locked -o earlier.pdf
    expect_in err '[lock-program]'
    expect_in err '[lock-excused]'
    cp earlier/issue.lock before
    expect_status 0 "$gongbao" lock earlier
    expect_same before earlier/issue.lock
else
    printf 'other fonts than those of the earlier lock: not compared\n'
fi

# ---- locking: not with errors; what is locked and differs only by --force
expect_status 1 "$gongbao" lock changed
expect_in err '[lock-there]'
expect_same issue/issue.lock changed/issue.lock
expect_status 0 "$gongbao" lock changed --force
expect_status 0 "$gongbao" build changed --locked -o new.pdf
printf '没有的键: 1\n' >>changed/issue.yaml
cp changed/issue.lock before
expect_status 1 "$gongbao" lock changed --force
expect_same before changed/issue.lock
rm changed/issue.lock
expect_status 1 "$gongbao" lock changed
expect_nothing_at changed/issue.lock
# ---- kinds: a digest each; what was not asked for is not compared
rm -rf kinds && tiny_issue kinds
digest() { sha256sum <"$1" | cut -d' ' -f1; }
expect_status 0 "$gongbao" lock kinds --for screen,print
expect_status 0 "$gongbao" build kinds --for screen,print -o k.pdf
expect_in kinds/issue.lock "PDF = $(digest k.screen.pdf)"
expect_in kinds/issue.lock "PDF.print = $(digest k.print.pdf)"
expect_in kinds/issue.lock '[付印]'
expect_in kinds/issue.lock 'PDF/X = 1a'
expect_in kinds/issue.lock '特性 = FOGRA47'
expect_status 0 "$gongbao" build kinds --locked -o one.pdf
expect_same one.pdf k.screen.pdf
expect_status 0 "$gongbao" build kinds --locked --for print -o one.pdf
expect_same one.pdf k.print.pdf
cp kinds/issue.lock before
expect_status 0 "$gongbao" lock kinds
expect_same before kinds/issue.lock
rm one.pdf
expect_status 1 "$gongbao" build kinds --locked --for screen,print --marks -o one.pdf
expect_in err '付印文件的做法与锁定时不同：标记当时是“否”，现在是“是” [lock-press]'
expect_nothing_at one.screen.pdf
sed -i 's/^PDF.print = .*/PDF.print = 00/' kinds/issue.lock
expect_status 0 "$gongbao" build kinds --locked -o one.pdf
expect_status 1 "$gongbao" build kinds --locked --for print -o two.pdf
expect_in err 'PDF.print的字节不同'
expect_in err '[lock-result]'
# a kind that the lock does not know cannot be compared; a lock of format 1 knows a screen's alone
rm kinds/issue.lock one.pdf
expect_status 0 "$gongbao" lock kinds
expect_status 1 "$gongbao" build kinds --locked --for print -o one.pdf
expect_in err 'issue.lock里没有锁定print这种文件，无从比较'
expect_in err '[lock-kind]'
expect_nothing_at one.pdf
expect_status 1 "$gongbao" lock kinds --for screen,print
expect_in err '[lock-there]'
sed -i '1s/.*/gongbao lock 1/' kinds/issue.lock
expect_status 0 "$gongbao" build kinds --locked -o one.pdf
# ---- the files of the documents: an entry each; only who asks for them pays for them
rm -rf split && tiny_issue split
sed -i 's/文件: .*/文件: [01.md, 2.md]/' split/issue.yaml
sed '2i 发文字号: 澄政发〔2024〕2号' split/01.md >split/2.md
expect_status 0 "$gongbao" lock split
cp split/issue.lock one
if grep -q '^\[各件\]' one; then wrong "files that nobody asked for"; else right; fi
# a lock from before: it holds, and says what it cannot
expect_status 0 "$gongbao" build split --locked --for archive --split -o made
expect_in err '[lock-split-new]'
expect_status 1 "$gongbao" lock split --for archive --split
expect_in err '[lock-there]'
# more is locked, and what was locked stays
expect_status 0 "$gongbao" lock split --for archive --split --force
expect_same <(diff one split/issue.lock | grep '^<') /dev/null
expect_same <(diff one split/issue.lock | sed -n 's/^> //p') \
    <(printf '[各件]\n'; cd made && for file in *.pdf; do printf '%s = %s\n' "$file" "$(digest "$file")"; done; echo)
cp split/issue.lock all
expect_status 0 "$gongbao" build split --locked --for archive --split -o again
if grep -q 'lock-' err; then wrong "$(head -n 2 err)"; else right; fi
diff -r made again >differences && right || wrong "$(head -n 3 differences)"
expect_status 0 "$gongbao" build split --locked -o whole.pdf
expect_in split/issue.lock "PDF = $(digest whole.pdf)"
for words in '' '--for archive --split'; do
    expect_status 0 "$gongbao" lock split $words
    expect_same all split/issue.lock
done
# which document's is another one, is gone, is new; nothing is written, and other kinds are not asked about it
sed -i 's/^\(澄政发〔2024〕2号.pdf = \)..../\1zzzz/' split/issue.lock
rm -rf made
expect_status 1 "$gongbao" build split --locked --for archive --split -o made
expect_in err '一件的存档文件与锁定时不同：澄政发〔2024〕2号.pdf的字节不同 [lock-file]'
expect_same <(grep -c 'lock-' err) <(echo 1)
expect_nothing_at made
expect_status 1 env LC_ALL=en "$gongbao" build split --locked --for archive --split -o made
expect_in err "a document's file is not as it was locked: 澄政发〔2024〕2号.pdf has other bytes"
expect_status 0 "$gongbao" build split --locked -o whole.pdf
sed -i 's/^澄政发〔2024〕2号.pdf/澄政发〔2024〕3号.pdf/' split/issue.lock
expect_status 1 "$gongbao" build split --locked --for archive --split -o made
expect_in err '澄政发〔2024〕3号.pdf现在没有了 [lock-file]'
expect_in err '澄政发〔2024〕2号.pdf当时没有 [lock-file]'
# bytes are promised by one way of writing only
sed -i 's/^PDF写法 = .*/PDF写法 = other/' split/issue.lock
expect_status 0 "$gongbao" build split -v --locked --for archive --split -o made
expect_in err '澄政发〔2024〕3号.pdf锁定时是'
expect_in err '[lock-excused]'
# a shelf of years
cp all split/issue.lock
rm -rf years && mkdir years && cp -r split years/1 && cp -r split years/2 && sed -i 's/^\(澄政发〔2024〕2号.pdf = \)..../\1zzzz/' years/2/issue.lock
expect_status 1 "$gongbao" regenerate years -o shelf --locked --for archive --split
expect_in err '澄政发〔2024〕2号.pdf的字节不同 [lock-file]'
expect_same <(cd shelf && ls -d 1 2 2>/dev/null) <(echo 1)
diff -r again shelf/1 >differences && right || wrong "$(head -n 3 differences)"

# what the style has signed for printing, when nothing else is said
sed -i 's/样式: .*/样式: own.yaml/' kinds/issue.yaml
printf '继承: shenyang-2023\n印刷: {特性: FOGRA47, 交付: "screen,print"}\n' >kinds/own.yaml
expect_status 0 "$gongbao" lock kinds --force
expect_in kinds/issue.lock 'PDF.print = '
expect_in kinds/issue.lock 'PDF = '

expect_status 2 "$gongbao" build issue --locked --screen-rotate
expect_in err '--screen-rotate'
finish
