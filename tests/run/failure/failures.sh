#!/usr/bin/env bash
# failures.sh: whatever goes wrong, the PDF that is there stays as it is, nothing is left beside it, the status says whose fault it is.
. "$(dirname "$0")/../lib.sh" "$@"

tiny_issue issue
mkdir to
printf '%%PDF-1.5 the earlier one\n' >to/old.pdf
cp to/old.pdf before

unharmed() {
    expect_same before to/old.pdf
    only_file_in to old.pdf
}

# the editor's fault
cp -r issue broken
printf '没有的键: 1\n' >>broken/issue.yaml
expect_status 1 "$gongbao" build broken -o to/old.pdf
expect_in err '[unknown-key]'
unharmed
sed -i 's/01\.md/02.md/' broken/issue.yaml
expect_status 1 "$gongbao" build broken -o to/old.pdf
expect_in err '[missing-file]'
unharmed
expect_status 1 "$gongbao" build broken --dump=doc
expect_in out 澄浦市人民政府公报

# not an issue at all
mkdir empty
expect_status 1 "$gongbao" build empty -o to/old.pdf
unharmed
"$gongbao" build nowhere -o to/old.pdf >out 2>err </dev/null
case $? in 1 | 74) right ;; *) wrong "status of a folder that is not there" ;; esac
unharmed

# the world's fault: no such folder, a folder that may not be written, a disk that is full
expect_status 74 "$gongbao" build issue -o nowhere/new.pdf
expect_in err '[write]'
expect_nothing_at nowhere
if [ "$(id -u)" -ne 0 ]; then
    chmod a-w to
    expect_status 74 "$gongbao" build issue -o to/old.pdf
    chmod u+w to
    unharmed
fi
expect_status 74 bash -c 'ulimit -f 1; exec "$@"' - "$gongbao" build issue -o to/old.pdf
expect_in err '[write]'
unharmed
if mkdir full && mount -t tmpfs -o size=16k tmpfs full 2>/dev/null; then
    cp before full/old.pdf
    expect_status 74 "$gongbao" build issue -o full/old.pdf
    expect_same before full/old.pdf
    only_file_in full old.pdf
    umount full
fi

# what may not be overwritten: sources, folders, devices
for target in issue/issue.yaml issue/01.md issue to /dev/null /dev/full to/; do
    cp -r issue same
    expect_status 2 "$gongbao" build issue -o $target
    if diff -r issue same >/dev/null; then right; else wrong "$target was touched"; fi
    rm -r same
done
expect_status 0 test -c /dev/null
unharmed

printf '关于测试的通知\n\n现将有关事项通知如下。\n' >came.txt
cp came.txt came.before
for report in came.txt ./came.txt ../"$(basename "$PWD")"/came.txt new.md; do # with --force too
    expect_status 1 "$gongbao" import came.txt -o new.md --report $report --force
    expect_in err '[intake-onto]'
    expect_same came.before came.txt
    expect_nothing_at new.md
done
for target in issue/01.md issue/issue.yaml came.txt; do
    cp $target same
    expect_status 2 "$gongbao" desk issue -o $target
    expect_same same $target
done
expect_status 0 "$gongbao" desk issue -o desk.html
expect_status 0 "$gongbao" desk issue -o desk.html
mkdir -p pipes/deep && mkfifo pipes/deep/a.ttf
expect_status 1 timeout 20 "$gongbao" build issue --fonts pipes -o new.pdf
expect_in err 'pipes: 错误: “pipes/deep/a.ttf”不是普通文件 [not-a-file]'

# a link is followed, and stays a link
ln -s to/old.pdf link.pdf
expect_status 0 "$gongbao" build issue -o link.pdf
expect_status 0 test -L link.pdf
only_file_in to old.pdf
expect_status 0 grep -q -a xref to/old.pdf
cp before to/old.pdf

# a file that is replaced hands on its mode; a new one has what umask says
mkdir modes
for mode in 600 640 644 444; do
    cp before modes/old.pdf
    chmod $mode modes/old.pdf
    expect_status 0 "$gongbao" build issue -o modes/old.pdf
    [ "$(stat -c %a modes/old.pdf)" = $mode ] && right || wrong "mode $(stat -c %a modes/old.pdf), it was $mode"
    rm -f modes/old.pdf
done
for mask in 022 077; do
    (umask $mask && exec "$gongbao" build issue -o modes/$mask.pdf 2>/dev/null)
    wanted=$(printf %o $((0666 & ~mask)))
    [ "$(stat -c %a modes/$mask.pdf)" = "$wanted" ] && right || wrong "umask $mask: mode $(stat -c %a modes/$mask.pdf)"
done

# what a killed write has left is taken away by the next one of the same name; what a living one holds is not, nor what
# only looks like one
mkdir stale
touch stale/new.pdf.gongbao-aB3xYz stale/new.pdf.gongbao-living stale/{other.pdf.gongbao-aB3xYz,new.pdf.gongbao-aB3xY,new.pdf.aB3xYz}
mkdir stale/new.pdf.gongbao-folder
flock stale/new.pdf.gongbao-living "$gongbao" build issue -o stale/new.pdf 2>err
expect_nothing_at stale/new.pdf.gongbao-aB3xYz
for kept in new.pdf new.pdf.gongbao-living other.pdf.gongbao-aB3xYz new.pdf.gongbao-aB3xY new.pdf.aB3xYz; do
    expect_status 0 test -f stale/$kept
done
expect_status 0 test -d stale/new.pdf.gongbao-folder

# signals: the status is 128 + the signal's number, nothing is left
mkdir large
{
    sed '/目录:/,$d' issue/issue.yaml
    printf '目录:\n  - 栏目: 市政府文件\n    文件:\n'
    for i in $(seq 1000 1400); do printf '      - %s.md\n' $i; done
} >large/issue.yaml
for i in $(seq 1000 1400); do
    { cat issue/01.md; for _ in $(seq 60); do printf '\n第%s项工作由市有关部门会同各区人民政府按照职责分工抓好落实，重要情况及时报告。\n' $i; done; } >large/$i.md
done
for signal in HUP INT QUIT TERM; do
    # a script's background jobs have SIGINT and SIGQUIT switched off; a fresh handler makes it a foreground one
    python3 - "$gongbao" $signal <<'PYTHON'
import signal, subprocess, sys, time
child = subprocess.Popen([sys.argv[1], "build", "large", "-o", "to/old.pdf"], stderr=subprocess.DEVNULL,
                         preexec_fn=lambda: [signal.signal(one, signal.SIG_DFL) for one in (signal.SIGINT, signal.SIGQUIT)])
number = getattr(signal, "SIG" + sys.argv[2])
def catches():  # a busy machine starts it late
    with open("/proc/%d/status" % child.pid) as file: caught = file.read().split("SigCgt:")[1].split()[0]
    return int(caught, 16) >> number - 1 & 1
while child.poll() is None and not catches(): time.sleep(0.01)
time.sleep(0.1)
child.send_signal(number)
status = child.wait(60)
wanted = 128 + number
sys.exit(0 if status == wanted else print("status", status, "wanted", wanted) or 1)
PYTHON
    if [ $? -eq 0 ]; then right; else wrong "SIG$signal"; fi
    unharmed
done

# while files are put in place a signal waits: none of them stays under its temporary name
python3 - "$gongbao" <<'PYTHON'
import base64, glob, os, signal, struct, subprocess, sys, time, zlib
def chunk(kind, data): return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
def picture(i):
    row = b"\0" + bytes((i % 256, i // 256))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 1, 8, 0, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(row)) +
            chunk(b"IEND", b""))
os.mkdir("came")
with open("came/page.html", "w") as page:
    page.write("<html><body><p>关于测试的通知</p>")
    for i in range(300): page.write('<p><img src="data:image/png;base64,%s"></p>' % base64.b64encode(picture(i)).decode())
    page.write("</body></html>")
def temporaries(): return glob.glob("came/*.gongbao-*") + glob.glob("came/figures/*.gongbao-*")
for number in (signal.SIGINT, signal.SIGTERM):
    child = subprocess.Popen([sys.argv[1], "import", "came/page.html", "--force", "-q"], stderr=subprocess.DEVNULL,
                             preexec_fn=lambda: [signal.signal(one, signal.SIG_DFL) for one in (signal.SIGINT, signal.SIGQUIT)])
    while child.poll() is None and not temporaries(): pass
    child.send_signal(number)
    status = child.wait(60)
    if status not in (0, 128 + number) or temporaries(): sys.exit("status %d, left: %s" % (status, temporaries()))
    if len(glob.glob("came/figures/*.png")) != 300: sys.exit("not all of them, or none")
PYTHON
[ $? -eq 0 ] && right || wrong "a signal while an import writes"

# one picture that stands often is one file
mkdir often
sed 's/<p><img[^>]*>.*/<p>/; s/<body>/&\n/' came/page.html >often/page.html
grep -o '<img[^>]*>' came/page.html | head -n 1 | sed 's/.*/<p>&<\/p>/; p; p' >>often/page.html
expect_status 0 "$gongbao" import often/page.html -q
only_file_in often/figures page-图1.png
[ "$(grep -c 'figures/page-图1.png' often/page.md)" -eq 3 ] && right || wrong "a picture that stands three times"

# two runs at once to one folder: what stands there is of one of them
cp -r issue other && sed -i 's/有关事项/其他事项/' other/01.md
for one in issue other; do expect_status 0 "$gongbao" proof $one --stage 一校 -q -o proof.$one; done
for _ in 1 2 3 4; do
    "$gongbao" proof issue --stage 一校 -q -o both 2>/dev/null &
    "$gongbao" proof other --stage 一校 -q -o both 2>/dev/null &
    wait
    if diff -r both proof.issue >/dev/null || diff -r both proof.other >/dev/null; then right; else wrong "a proof that is of two runs"; fi
done

# the longest name that a disk takes, of letters and of characters
for name in "$(printf 'n%.0s' $(seq 251)).pdf" "$(printf '报%.0s' $(seq 83)).pdf"; do
    mkdir long
    expect_status 0 "$gongbao" build issue -q -o "long/$name"
    expect_status 0 "$gongbao" build issue -q -o "long/$name"
    only_file_in long "$name"
    rm -r long
done
finish
