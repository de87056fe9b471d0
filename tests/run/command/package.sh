#!/usr/bin/env bash
# package.sh: the .deb: what it depends on is known, what is in it is what should be, and the program in it runs from where it is
# unpacked, as one that was installed: the same bytes, no file of this folder, what the READMEs link to beside them.
. "$(dirname "$0")/../lib.sh" "$@"
command -v cpack dpkg-deb dpkg-shlibdeps >/dev/null || skip "no cpack or no dpkg"
build=$(dirname "$gongbao")
[ -f "$build/CPackConfig.cmake" ] || skip "$build is no build of the whole project"

expect_status 0 env LC_ALL=C.UTF-8 cpack --config "$build/CPackConfig.cmake" -B "$work/made"
deb=$(echo made/gongbao_*.deb)
[ -f "$deb" ] || { wrong "no package: $(tail -n 5 out err)"; finish; }
dpkg-deb -I "$deb" >about
for needed in libc6 libcairo2 libpango libqpdf libyaml libzip libseccomp libmicrohttpd; do expect_in about "$needed"; done
grep -q '^ Depends:.*fonts' about && wrong "an office with its own faces would have to install others"
expect_in about ' Recommends: fonts-noto-cjk'

dpkg-deb -x "$deb" root
for file in bin/gongbao share/man/man1/gongbao.1.gz share/man/zh_CN/man1/gongbao.1.gz share/bash-completion/completions/gongbao \
    share/zsh/vendor-completions/_gongbao share/fish/vendor_completions.d/gongbao.fish share/gongbao/styles/gongbao-2026.yaml \
    share/gongbao/editors/schemas/issue.schema.json share/doc/gongbao/copyright share/doc/gongbao/LICENSE; do
    expect_status 0 test -s root/usr/$file
done
if [ -e root/usr/share/gongbao/fonts/files/FandolFang-Regular.otf ]; then
    expect_in root/usr/share/gongbao/fonts/files/Fandol-COPYING.txt 'embed this font'
fi
expect_nothing_at root/usr/local
find root -perm /022 ! -type l | while read -r path; do wrong "$path is for everyone to write"; done
for readme in README.md README.en.md; do
    grep -o '](\([^):]*\))' "root/usr/share/doc/gongbao/$readme" | sed 's/^](//; s/)$//' | grep -v ^figures/ |
        while read -r link; do [ -e "root/usr/share/doc/gongbao/$link" ] || echo "$readme: $link"; done >lost
    expect_same /dev/null lost
done

# Where it was built is not to be seen from there. The faces may be the system's, as they are for the build.
"$gongbao" build "$sample" -q -o tree.pdf 2>/dev/null
expect_status 0 env -i PATH=/usr/bin:/bin LC_ALL=C strace -f -qq -e trace=openat,open -o opened root/usr/bin/gongbao build "$sample" \
    -q -o installed.pdf
expect_same tree.pdf installed.pdf
grep -oE "\"$source_folder/[^\"]*" opened | grep -v "$sample" >outside
expect_same /dev/null outside
expect_status 0 root/usr/bin/gongbao help 格式
expect_same root/usr/share/doc/gongbao/docs/稿件格式.md out
command -v lintian >/dev/null && { lintian --fail-on error "$deb" >complaints 2>&1 || wrong "lintian: $(cat complaints)"; }
finish
