#!/usr/bin/env bash
# determinism.sh: the same input gives the same bytes: in another folder, time zone, locale, mask, home, with
# scrambled memory, and a second later.
. "$(dirname "$0")/../lib.sh" "$@"

cp -r "$sample" first
mkdir -p "deep/其他 folder" && cp -r "$sample" "deep/其他 folder/second"
expect_status 0 "$gongbao" build first -o one.pdf
sleep 1
expect_status 0 env TZ=Pacific/Auckland LC_ALL=de_DE.UTF-8 LANG=zh_CN.UTF-8 HOME=/nonexistent MALLOC_PERTURB_=165 \
    bash -c 'umask 077; cd "deep/其他 folder" && exec "$@"' - "$gongbao" build ./second/ -o "$work/two.pdf"
expect_same one.pdf two.pdf
expect_status 0 env -i PATH="$PATH" LSAN_OPTIONS="${LSAN_OPTIONS:-}" "$gongbao" build first -o three.pdf
expect_same one.pdf three.pdf

# the dumps too, and no path of this machine in anything that is written
for dump in pages lines doc; do
    (cd . && "$gongbao" build first --dump=$dump >one.$dump 2>/dev/null)
    (cd "deep/其他 folder" && TZ=UTC "$gongbao" build second --dump=$dump >"$work/two.$dump" 2>/dev/null)
    expect_same one.$dump two.$dump
done
if grep -a -l -e "$work" -e "$source_folder" one.pdf one.pages one.lines one.doc; then wrong "a path of this machine"; else right; fi
expect_status 0 qpdf --check one.pdf
finish
