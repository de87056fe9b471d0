#!/usr/bin/env bash
# confine.sh PROGRAM SOURCE SHIM: a file outside the issue, the styles and the fonts cannot be read in a build, nor written
# outside the folder of the PDF: the kernel refuses. Skips where the kernel has no Landlock. What is allowed works as before:
# folders of fonts anywhere, links in them, a cache that is not there yet, other folders for the output.
shim=$(realpath "$3")
. "$(dirname "$0")/../lib.sh" "$@"

tiny_issue issue
mkdir to elsewhere fonts
echo secret >elsewhere/secret
looking() { # COMMAND…
    LOOK_AT="$PWD/elsewhere/secret:/etc/passwd:$PWD/issue/01.md:$PWD/elsewhere:$PWD/to" \
        WRITE_AT="$PWD/elsewhere/new:$PWD/issue/new:$PWD/to/new" LD_PRELOAD="$shim" "$@" 2>err >out </dev/null
}

looking "$gongbao" build issue -o to/new.pdf
if ! grep -q '^looked: ' err; then
    wrong "nothing was looked at"
    finish
fi
grep -q "read /etc/passwd: open" err && skip "the kernel has no Landlock, or it is switched off"
expect_in err "read $PWD/elsewhere/secret: Permission denied"
expect_in err "read /etc/passwd: Permission denied"
expect_in err "read $PWD/elsewhere: Permission denied"
expect_in err "read $PWD/issue/01.md: open"
expect_in err "read $PWD/to: open"
expect_in err "write $PWD/elsewhere/new: Permission denied"
expect_in err "write $PWD/issue/new: Permission denied"
expect_in err "write $PWD/to/new: open"
expect_nothing_at elsewhere/new
cmp -s to/new.pdf <("$gongbao" build issue -q -o other.pdf 2>/dev/null; cat other.pdf) && right || wrong "another PDF"

# each command that sets an issue
looking "$gongbao" volume issue -o to/volume.pdf
expect_in err "read /etc/passwd: Permission denied"
expect_in err "write $PWD/elsewhere/new: Permission denied"
LOOK_EARLY=1 looking "$gongbao" check issue
expect_in err "read /etc/passwd: Permission denied"
expect_in err "write $PWD/to/new: Permission denied"
looking "$gongbao" lock issue
expect_in err "write $PWD/elsewhere/new: Permission denied"
expect_in err "write $PWD/issue/new: open"
rm -f issue/new issue/issue.lock
expect_status 0 "$gongbao" png issue -p 1 -o to/page
mkdir archive && cp -r issue archive/one
expect_status 0 "$gongbao" regenerate archive -o made
expect_status 0 "$gongbao" regenerate archive -o made --resume
expect_status 0 test -s made/one.pdf
expect_status 0 "$gongbao" diff issue archive/one
expect_status 0 "$gongbao" new elsewhere/next --from issue

# a face behind a link out of its folder, and a folder of fonts that is a link
face=$(find "$source_folder/fonts/files" /usr/share/fonts -name 'FandolFang-Regular.otf' -o -name 'LiberationSerif-Regular.ttf' 2>/dev/null | head -n 1)
if [ -n "$face" ]; then
    cp "$face" elsewhere/odd-face.otf
    ln -s ../elsewhere/odd-face.otf fonts/odd-face.otf
    ln -s fonts linked
    printf '继承: shenyang-2023\n字体:\n  西文: {用: [odd-face.otf]}\n  英文: {用: [odd-face.otf]}\n' >issue/own.yaml
    cp -r issue styled && sed -i 's/样式: .*/样式: own.yaml/' styled/issue.yaml
    printf '\n共2024项。\n' >>styled/01.md
    for folder in fonts linked; do
        expect_status 0 "$gongbao" build styled --fonts $folder -o to/styled.pdf
        expect_status 0 env HOME="$PWD/nobody" XDG_CACHE_HOME="$PWD/nobody/cache" "$gongbao" build styled --fonts $folder -o to/cold.pdf
        expect_same to/styled.pdf to/cold.pdf
        rm -rf nobody
    done
fi

# a link for an issue, an output behind a link, a folder that is not there
ln -s issue alias
expect_status 0 "$gongbao" build alias -o to/alias.pdf
ln -s ../to/new.pdf elsewhere/new.pdf
expect_status 0 "$gongbao" build issue -o elsewhere/new.pdf
expect_status 0 test -L elsewhere/new.pdf
expect_status 74 "$gongbao" build issue -o nowhere/new.pdf
expect_in err '[write]'
expect_status 0 env -C issue "$gongbao" build . -o ../to/dot.pdf
finish
