#!/usr/bin/env bash
# watch_page.sh PROGRAM SOURCE: gongbao watch in a real browser (watch_page.mjs): a save is seen at its place, lists and pages work as on a desk, an
# error lies over the last good page, a word that is clicked runs the editor. GAZ_WATCH_SHOTS: a folder for pictures of it.
. "$(dirname "$0")/../lib.sh" "$@"
chromium=$(find_chromium) || skip "Chromium is not there"
packages=$(npm_modules playwright-core axe-core)
[ -n "$packages" ] || skip "playwright-core and axe-core of npm are not there"
cp -r "$sample" issue
chmod -R u+w issue
for i in 1 2 3; do printf '\n有关事项（见下文第%s项按办法执行。\n' $i >>issue/01-澄政发11号.md; done
printf '#!/bin/sh\nprintf "%%s\\n" "$@" >>%q\n' "$work/opened" >editor.sh
chmod +x editor.sh
"$gongbao" watch issue --editor "$work/editor.sh '{file}:{line}:{column}'" >address 2>said &
watch=$!
cp -r issue beside
cp -r issue then
cat >marks.xfdf <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<xfdf xmlns="http://ns.adobe.com/xfdf/"><annots><highlight page="4" name="m" rect="80,600,400,700" coords="80,700,400,700,80,600,400,600" title="王编辑"
><contents>请核对</contents></highlight></annots></xfdf>
XML
"$gongbao" watch beside --against then --marks marks.xfdf >beside.address 2>>said &
beside=$!
for _ in $(seq 100); do [ -s address ] && [ -s beside.address ] && break || sleep 0.1; done
cp "$source_folder/tests/run/command/watch_page.mjs" "$packages/"
mkdir shots
timeout 300 node "$packages/watch_page.mjs" "$(cat address)" "$work/issue" "$chromium" "$work/opened" "$(cat beside.address)" ${GAZ_WATCH_SHOTS:+shots} >driven 2>&1 && right || wrong "watch_page.mjs"
cat driven
[ -z "${GAZ_WATCH_SHOTS:-}" ] || cp shots/*.png "$GAZ_WATCH_SHOTS/"
kill "$watch" "$beside"
wait "$watch"
[ $? -eq 143 ] && right || wrong "SIGTERM"
finish
