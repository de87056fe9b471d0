#!/usr/bin/env bash
# golden.sh: small issues in faces of our own (tests/faces), in three houses, and the sample issue: model, style, lines and pages as
# they were last looked at. The sample's pages depend on the machine's faces, so they are compared only when those are the faces that
# tests/golden/fonts.expected names.
. "$(dirname "$0")/../lib.sh" "$@"

golden=$source_folder/tests/golden
no_other_face() { if grep -qE 'stand-in-face|lent-' "$work/err"; then wrong "$(grep -E 'stand-in-face|lent-' "$work/err")"; else right; fi; }
cd "$golden/issues" || exit 1
for issue in *; do
    [ -d "$issue" ] || continue
    for dump in lines pages structure; do
        expect_status 0 "$gongbao" build "$issue" --fonts "$source_folder/tests/faces" --dump=$dump
        no_other_face
        [ "$dump" != pages ] || cat "$work/err" >>"$work/out" # what is said of them
        expect_golden "$work/out" "$golden/issues/$issue.$dump"
    done
done
# why lines end where they do
for line in zh:图表:01-公报.md:6 en:图表:01-公报.md:6 zh:图表:3:1 en:图表:3:1 zh:版面:02-联合.md:26 en:版面:02-联合.md:26 zh:版面:03-规划.md:48 zh:规章:01-令.md:23; do
    issue=${line#*:}
    expect_status 0 env LC_ALL="${line%%:*}" "$gongbao" build "${issue%%:*}" --fonts "$source_folder/tests/faces" --explain-line="${issue#*:}"
    cat "$work/out"
done >"$work/explained"
expect_golden "$work/explained" "$golden/issues/explained"
# a last page that nothing helps
expect_status 0 "$gongbao" fit 版面 --fonts "$source_folder/tests/faces"
expect_golden "$work/out" "$golden/issues/版面.fit"
# the same in houses that set and leave out otherwise
cd "$work" || exit 1
for house in guowuyuan lanyu; do
    for issue in "$golden"/issues/*/; do
        issue=$(basename "$issue")
        cp -r "$golden/issues/$issue" "$issue.$house"
        sed -i "s/^继承: .*/继承: $house/" "$issue.$house/测试.yaml"
        expect_status 0 "$gongbao" build "$issue.$house" --fonts "$source_folder/tests/faces" --dump=pages
        no_other_face
        cat "$work/err" >>"$work/out"
        expect_golden "$work/out" "$golden/issues/$issue.$house.pages"
    done
done
cd "$source_folder/examples" || exit 1
name=$(basename "$sample")
for dump in doc style; do
    "$gongbao" build "$name" --dump=$dump >"$work/$dump" 2>"$work/err" || wrong "$(head -n 3 "$work/err")"
    expect_golden "$work/$dump" "$golden/$dump.expected"
done
[ "$n_wrong" -eq 0 ] || finish
"$gongbao" fonts "$name" >"$work/fonts" 2>/dev/null
if [ -z "${GAZ_UPDATE:-}" ] && ! cmp -s "$work/fonts" "$golden/fonts.expected"; then
    printf "the sample's pages are not compared, in other faces than those recorded: %s\n" \
        "$(diff "$golden/fonts.expected" "$work/fonts" | head -n 4)"
    finish
fi
expect_golden "$work/fonts" "$golden/fonts.expected"
for dump in lines pages structure; do
    "$gongbao" build "$name" --dump=$dump >"$work/$dump" 2>"$work/err" || wrong "$(head -n 3 "$work/err")"
    expect_golden "$work/$dump" "$golden/$dump.expected"
done
finish
