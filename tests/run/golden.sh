#!/usr/bin/env bash
# golden.sh: the sample issue: its model, style, lines and pages as they were last looked at.
# The model and the style are the same everywhere; the pages depend on the faces, so they are compared only when the
# faces are those that tests/golden/fonts.expected names.
. "$(dirname "$0")/lib.sh" "$@"

golden=$source_folder/tests/golden
cd "$source_folder/examples" || exit 1
name=$(basename "$sample")
for dump in doc style; do
    "$gongbao" build "$name" --dump=$dump >"$work/$dump" 2>"$work/err" || wrong "$(head -n 3 "$work/err")"
    expect_golden "$work/$dump" "$golden/$dump.expected"
done
[ "$n_wrong" -eq 0 ] || finish
"$gongbao" fonts "$name" >"$work/fonts" 2>/dev/null
[ -n "${GAZ_UPDATE:-}" ] || cmp -s "$work/fonts" "$golden/fonts.expected" ||
    skip "other faces than those recorded: $(diff "$golden/fonts.expected" "$work/fonts" | head -n 4)"
expect_golden "$work/fonts" "$golden/fonts.expected"
for dump in lines pages structure; do
    "$gongbao" build "$name" --dump=$dump >"$work/$dump" 2>"$work/err" || wrong "$(head -n 3 "$work/err")"
    expect_golden "$work/$dump" "$golden/$dump.expected"
done
finish
