#!/usr/bin/env bash
# systemcalls.sh: a system call that fails, once or from then on, at many moments of a build: either the PDF is the same to the
# byte, or there is a message, the status is not the editor's, and the earlier file is as it was. Each kind of call is counted by
# itself, as strace counts. 127 is the loader's end, before there is a program; so is the first mmap. GAZ_CALLS=1 tries every call (long),
# GAZ_CALLS_ISSUE=FOLDER those of another issue's build (an hour for the sample's).
. "$(dirname "$0")/../lib.sh" "$@"

command -v strace >/dev/null && strace -o /dev/null true 2>/dev/null || skip "strace cannot be used here"
calls="openat read write pread64 newfstatat fstat lseek close fsync rename unlink getdents64 readlink access mmap munmap mremap fcntl statfs
    fstatfs getcwd ftruncate fallocate flock fchmod fchown pipe2 prlimit64"
if [ -n "${GAZ_CALLS_ISSUE:-}" ]; then cp -r "$source_folder/$GAZ_CALLS_ISSUE" issue; else tiny_issue issue; fi
printf '%%PDF-1.5 the earlier one\n' >before
"$gongbao" build issue -q -o good.pdf 2>/dev/null || wrong "the issue is not built"

# refused CALL NUMBER ERROR [+]
refused() {
    local status=0 what="$1 $2${4:-} $3"
    cp before old.pdf
    timeout 120 strace -f -o /dev/null -e trace="$1" -e inject="$1:error=$3:when=$2${4:-}" \
        "$gongbao" build issue -q -o old.pdf >out 2>err </dev/null || status=$?
    if [ "$status" -eq 0 ]; then
        cmp -s old.pdf good.pdf && right || wrong "$what: status 0 and another PDF: $(tail -n 1 err)"
    elif ! cmp -s old.pdf before && ! cmp -s old.pdf good.pdf; then
        wrong "$what: status $status, and the earlier file is not as it was"
    elif [ "$status" -eq 127 ] && [ -s err ]; then
        right
    elif [ "$status" -ne 74 ] || { [ ! -s err ] && [ "$1" != write ]; }; then # the message is a write too
        wrong "$what: status $status: $(tail -n 1 err)"
    else
        right
    fi
    rm -f old.pdf.*
}

# try PARTS CALL…: each of them at about so many moments
try() {
    local parts=$1 call n step number
    shift
    for call in "$@"; do
        strace -f -o log -e trace="$call" "$gongbao" build issue -q -o good.pdf 2>/dev/null || continue
        n=$(grep -c "$call(" log)
        step=${GAZ_CALLS:-$((n / parts + 1))}
        for ((number = n; number > 0; number -= step)); do
            [ "$call $number" != "mmap 1" ] || continue
            refused "$call" "$number" EIO
            [ $((number % 2)) -eq 0 ] && refused "$call" "$number" ENOMEM +
        done
    done
}
# shellcheck disable=SC2086
try 4 $calls
# a program that is not told where it lies takes its own styles all the same, not those of another folder
mkdir -p there/bin there/share/gongbao
cp "$gongbao" there/bin
cp -r "$source_folder/styles" there/share/gongbao
printf '继承: gbt9704\n' >there/share/gongbao/styles/here.yaml
for number in 1 2 3 1+; do
    expect_status 0 strace -f -o /dev/null -e trace=readlink -e inject=readlink:error=EIO:when=$number there/bin/gongbao style here
done
# where openat2 is refused, by an old kernel or a box, the same is read, and nothing outside the folder
cp -r issue linking
mkdir elsewhere && echo secret >elsewhere/secret
ln -s ../elsewhere/secret linking/secret.md
sed -i 's/01.md/01.md, secret.md/' linking/issue.yaml
for error in none ENOSYS EPERM; do
    refusing=(strace -f -o log -e trace=openat2)
    [ $error = none ] || refusing+=(-e "inject=openat2:error=$error")
    expect_status 0 "${refusing[@]}" "$gongbao" build issue -q -o refused.pdf
    expect_in log 'openat2('
    expect_same good.pdf refused.pdf
    expect_status 1 "${refusing[@]}" "$gongbao" build linking -q -o linking.pdf
    expect_in err '[outside'
    expect_nothing_at linking.pdf
done
# a figure: what the child that tries pictures asks for, and what is asked for it
printf '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="20"><text x="2" y="14" font-size="9">附图A</text></svg>' >issue/a.svg
printf '\n![图](a.svg)\n' >>"$(find issue -name '01*.md' | head -n 1)"
try 2 clone clone3 wait4 poll memfd_create dup2 close_range seccomp prctl read openat
finish
