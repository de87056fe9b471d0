#!/usr/bin/env bash
# new.sh: the skeleton of the next issue. quick: without setting what it makes.
. "$(dirname "$0")/../lib.sh" "$@"

cp -r "$sample" old
expect_status 0 "$gongbao" new next --from old
expect_in out 'next：2024年第7期（总第129期），接2024年第6期（总第128期）'
expect_in out '不是照日历推算的'
expect_in out '出版日期拟为2024-07-31'
expect_in out '2024-07-15'
for line in '年: 2024' '期: 7' '总期: 129' '出版日期: 2024-07-31' '样式: gongbao-2026' '  - 主编: 许棠' \
    '  - 邮编: "560018"' '主办: 澄浦市人民政府办公室' '  - 栏目: 部门文件' '简介: 简介.md' '      # - 模板-通知.md'; do
    expect_in next/issue.yaml "$line"
done
expect_same old/简介.md next/简介.md
# what a template takes of the issue is in it, wherever it stands
expect_in next/模板-大事记.md '标题: 澄浦市人民政府大事记'
expect_in next/模板-大事记.md '题注: （2024年×月）'
if grep -n '{政府}\|{年}' next/*; then wrong "a template has a field that is not filled in"; else right; fi
expect_status 1 "$gongbao" check next
expect_in err '[no-documents]'

# half-monthly, as numbered; over the end of a year, with a warning
cp -r old half
sed -i 's/^年: .*/年: 2023/; s/^期: .*/期: 12/; s/^总期: .*/总期: 455/; s/^出版日期: .*/出版日期: 2023-06-29/' half/issue.yaml
expect_status 0 env LC_ALL=en "$gongbao" new half_next --from half
expect_in out '2023 No. 13 (456'
expect_in out '2023-07-15 (a half-monthly'
sed -i 's/^期: .*/期: 24/; s/^出版日期: .*/出版日期: 2023-12-29/' half/issue.yaml
mkdir empty_folder
expect_status 0 "$gongbao" new empty_folder --from half/
expect_in err '年照写2023，期接着写25；若这是新一年的第1期，请改年和期 [year-carried]'
expect_in empty_folder/issue.yaml '年: 2023'
expect_in empty_folder/issue.yaml '期: 25'
expect_in empty_folder/issue.yaml '出版日期: 2024-01-15'

# behind a joint issue; behind a supplement nobody can count on
sed -i 's/^期: .*/期: 5-6/; s/^总期: .*/总期: 128-129/' half/issue.yaml
expect_status 0 "$gongbao" new joint_next --from half
expect_in out '第7期（总第130期），接2023年第5—6期（总第128—129期）'
expect_in joint_next/issue.yaml '期: 7  # 上一期5—6，加1；合刊写7-8，增刊写增刊1'
sed -i 's/^期: .*/期: 增刊2/; s/^总期: .*/总期: 无/' half/issue.yaml
expect_status 1 "$gongbao" new extra_next --from half
expect_in err '“期”是增刊2，不能再加1'
sed -i 's/^期: .*/期: 6/' half/issue.yaml
expect_status 1 "$gongbao" new extra_next --from half
expect_in err '“总期”是无，不能再加1'

# a style and words of the issue's own come along
cp -r old own
printf '继承: shenyang-2023\n' >own/本刊.yaml && printf '绿道\n' >own/词表.txt
printf '用词:\n  - {误: 绿到, 正: 绿道, 理由: 试验}\n' >own/用词.yaml
sed -i 's/^样式: .*/样式: 本刊.yaml/' own/issue.yaml
expect_status 0 "$gongbao" new own_next --from own
expect_same own/本刊.yaml own_next/本刊.yaml
expect_same own/用词.yaml own_next/用词.yaml
expect_same own/词表.txt own_next/词表.txt

# without a last issue: a first one in the style for new work
expect_status 0 "$gongbao" new first
expect_in out '样式gongbao-2026'
[ -s err ] && wrong "$(head -n 3 err)"
for line in '刊名: ××市人民政府公报' "期: 1  # 请照实际改" '样式: gongbao-2026' '# 编辑委员会:' '  - 栏目: 部门文件'; do
    expect_in first/issue.yaml "$line"
done

# an issue whose documents are gone can still be gone on from; one whose issue.yaml is wrong cannot
mkdir bare && cp old/issue.yaml old/简介.md bare
expect_status 0 "$gongbao" new bare_next --from bare
sed -i 's/^总期: .*/总期: 99999/' bare/issue.yaml
expect_status 1 "$gongbao" new no_next --from bare
expect_in err '[no-next]'
expect_nothing_at no_next
sed -i 's/^总期: .*/总期: x/' bare/issue.yaml
expect_status 1 "$gongbao" new no_next --from bare
expect_nothing_at no_next

# nothing that is there is written over
mkdir used && touch used/.hidden
expect_status 1 "$gongbao" new used --from old
expect_in err '[folder-used]'
only_file_in used .hidden
expect_status 1 "$gongbao" new old --from old
touch file
expect_status 1 "$gongbao" new file --from old
expect_status 74 "$gongbao" new no/such/parent --from old
expect_status 2 "$gongbao" new --from old
expect_status 1 "$gongbao" new next_2 --from missing
expect_nothing_at next_2
mkdir locked && chmod a-w locked
if ! touch locked/probe 2>/dev/null; then
    expect_status 74 "$gongbao" new locked --from old
    expect_status 74 "$gongbao" new locked/sub --from old
fi
expect_status 0 "$gongbao" help new
expect_in out "用法：gongbao new 新的文件夹 [--from"

# what is said and the issue.yaml that is written, whole: monthly, behind a joint half-monthly one, with a style of its own
rm -rf half && cp -r old half
sed -i 's/^期: .*/期: 11-12/; s/^总期: .*/总期: 133-134/; s/^出版日期: .*/出版日期: 2024-06-16/' half/issue.yaml
for from in old half own; do
    expect_status 0 "$gongbao" new "said_$from" --from "$from"
    cat out "said_$from/issue.yaml"
    expect_status 0 env LC_ALL=en "$gongbao" new "told_$from" --from "$from"
    cat out
done >said
expect_golden said "$source_folder/tests/golden/editing/new.expected"
# one template whole, of the others what they have more
{
    cat next/模板-通知.md
    for template in next/模板-*.md; do
        printf '== %s\n' "${template#next/}" && grep -vxFf next/模板-通知.md "$template"
    done
} >templates
expect_golden templates "$source_folder/tests/golden/editing/templates.expected"
[ "${3:-}" != quick ] || finish

# every key that there is stands in every template
LC_ALL=en "$gongbao" keys | sed -n '/^the front matter/,/^$/s/^  \([^ ]*\) (.*/\1/p' >keys
expect_in keys 成文日期
for template in next/模板-*.md; do
    while read -r key; do
        if grep -q "^\(# \)\{0,1\}$key:" "$template"; then right; else wrong "no $key in $template"; fi
    done <keys
done

# the skeleton with its templates listed is set without errors
sed -i '0,/文件: \[\]/s//文件:/; s/^      # - /      - /' next/issue.yaml
expect_status 0 "$gongbao" check next
expect_status 0 "$gongbao" build next -o next.pdf
for name in next/模板-*.md; do
    cp -r next one && sed -i "/^      - 模板/d; 0,/文件:/s//文件: [$(basename "$name")]/" one/issue.yaml
    expect_status 0 "$gongbao" check one
    expect_status 0 "$gongbao" build one --dump=lines
    expect_in out ×
    if grep -q '错误' err; then wrong "$name has errors"; fi
    rm -r one
done

# so is the first one's
sed -i '0,/文件: \[\]/s//文件:/; s/^      # - /      - /' first/issue.yaml
expect_status 0 "$gongbao" build first -o first.pdf
finish
