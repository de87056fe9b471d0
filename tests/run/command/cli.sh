#!/usr/bin/env bash
# cli.sh: commands, options, help, exit statuses, languages.
. "$(dirname "$0")/../lib.sh" "$@"

# usage: status 2, what was probably meant, where help is
expect_status 2 "$gongbao"
expect_status 2 "$gongbao" biuld
expect_in err '没有命令“biuld”；是否为“build”？'
tiny_issue issue
expect_status 2 "$gongbao" issue
expect_in err '是否为“build”？'
expect_status 2 "$gongbao" build
expect_in err '要写明本期文件夹'
expect_status 2 "$gongbao" build issue other
expect_in err '多余的“other”'
expect_status 2 "$gongbao" build issue --font x
expect_in err '是否为“--fonts”？'
expect_status 2 "$gongbao" build issue -o
expect_in err '选项-o后面缺少内容'
expect_status 2 "$gongbao" build issue --strict=font
expect_in err '没有选项“--strict=font”'
expect_status 2 "$gongbao" clean issue --write=no
expect_in err '没有选项“--write=no”'
mkdir -p data/styles fonts-here
cp "$source_folder"/styles/*.yaml data/styles
expect_status 74 env GONGBAO_DATA="$PWD/data" "$gongbao" check issue
expect_in err 'data/styles/词表.txt: 错误: 程序自己的词表不在，标题会断在别处；请重新安装 [words-missing]'
expect_status 1 "$gongbao" check issue --fonts Fonts_here
expect_in err 'Fonts_here: 错误: 没有这个字体文件夹；是否为“./fonts-here”？ [font-folder-missing]'
expect_status 2 "$gongbao" build issue --dump=html
expect_in err '“html”'
expect_status 2 "$gongbao" png issue -r 7
expect_status 2 "$gongbao" png issue -p 5-3
expect_status 2 "$gongbao" png issue -p ,
expect_status 2 "$gongbao" keys issue
expect_nothing_at issue.pdf

# help, in both languages, with every command; also after a command and an option
for form in --help -h help; do
    expect_status 0 "$gongbao" $form
    expect_in out '用法：gongbao'
done
for command in build lock approve status regenerate volume check png fonts style keys help version; do
    expect_in out "  $command "
    expect_status 0 "$gongbao" help $command
    mv out help-1
    expect_status 0 "$gongbao" $command --help
    expect_same help-1 out
    expect_status 0 "$gongbao" --help
done
expect_status 0 env LC_ALL=en_US.UTF-8 "$gongbao" --help
expect_in out 'usage: gongbao'
expect_status 2 env LANG=zh_CN.UTF-8 LC_ALL= LC_MESSAGES=en "$gongbao" biuld
expect_in err 'did you mean "build"?'
expect_status 0 "$gongbao" --version
expect_in out '(提交 '

# keys: each table of keys is printed, in both languages
expect_status 0 "$gongbao" keys
for key in 刊名 发文字号 成文日期 版面 每行字数 版记; do expect_in out "$key"; done
expect_status 0 env LC_ALL=en "$gongbao" keys
expect_in out 发文字号

# keys NAME: that key alone, with where it stands and the rules that it cites; all below a name
expect_status 0 "$gongbao" keys 成文日期
printf '%s\n' 公文的文件头 '  成文日期（日期）：如2023-06-16，印作2023年6月16日' >wanted
expect_same wanted out
expect_status 0 "$gongbao" keys 页码.距版心
expect_in out '[G-38]'
expect_in out 'G-38  页码'
expect_status 0 "$gongbao" keys 版记
expect_in out '  版记.粗线: '
expect_in out '  版记：'
expect_status 0 "$gongbao" keys 均排至多
expect_in out '  种类：文字'
expect_status 2 "$gongbao" keys 成文日其
expect_in err '是否为“成文日期”'
expect_status 2 "$gongbao" keys ''
expect_status 2 "$gongbao" keys 标题 主送

# help 格式: the page of all that a source may say, as it is in docs/
expect_status 0 "$gongbao" help 格式
expect_same "$source_folder/docs/稿件格式.md" out

# a style by name, by issue
expect_status 0 "$gongbao" style shenyang-2023
expect_in out 页行数
mv out style-1
expect_status 0 "$gongbao" style issue
expect_same style-1 out
expect_status 0 "$gongbao" fonts shenyang-2023
expect_in out 仿宋
expect_status 1 "$gongbao" style no-such-style

# an answer that does not arrive is a failure
expect_status 74 bash -c '"$1" keys >/dev/full' - "$gongbao"

# build: the default name is the folder's, in the current folder, however the folder is written
mkdir here && cd here || exit 1
expect_status 0 "$gongbao" build ../issue
expect_status 0 "$gongbao" build ../issue/ -q
only_file_in . issue.pdf
cd ../issue && expect_status 0 "$gongbao" build . -o ../dot.pdf && cd .. || exit 1
expect_same here/issue.pdf dot.pdf
expect_status 0 "$gongbao" build issue -v
expect_in err '已写出 issue.pdf（'
expect_status 0 "$gongbao" build issue
if grep -q 已写出 err; then wrong "it talks in a pipe"; else right; fi
cp -r issue ./-odd && expect_status 0 "$gongbao" build -q -- -odd
for name in 0 '1 期' .期; do
    cp -r issue "./$name" && expect_status 0 "$gongbao" build -q "$name"
    [ -s "$name.pdf" ] && right || wrong "no PDF of $name"
done

# faces of the issue's own: a folder below it, or one anywhere
cp -r issue faced && mkdir faced/faces && cp "$source_folder/tests/faces/Song.otf" faced/faces
sed -i 's/^样式: .*/样式: own.yaml/' faced/issue.yaml
for folder in faces "$PWD/faced/faces"; do
    printf '继承: shenyang-2023\n字体文件夹: ["%s"]\n字体: {宋体: {用: Gongbao Test Song}}\n' "$folder" >faced/own.yaml
    expect_status 0 "$gongbao" fonts faced
    expect_in out '宋体: Gongbao Test Song Regular (Song.otf#0)'
done
expect_status 0 "$gongbao" fonts issue
if grep -q 'Song.otf' out; then wrong "a face of another issue"; else right; fi

# check and png
expect_status 0 "$gongbao" check issue
expect_status 0 "$gongbao" png issue -r 20 -p 1 -o page
expect_status 0 test -s page-001.png
expect_status 0 "$gongbao" png issue -r 20 -o all # each by itself, whatever was painted before
expect_same page-001.png all-001.png
for page in 2 3; do
    expect_status 0 "$gongbao" png issue -r 20 -p $page -o page
    expect_same page-00$page.png all-00$page.png
done
expect_status 2 "$gongbao" png issue -r 20 -p 99 -o none
expect_in err '没有第99页'
# from 20 to 1200 dots to the inch: a page that is not there is asked for last
for dpi in 20 1200; do
    expect_status 2 "$gongbao" png issue -r $dpi -p 99 -o none
    expect_in err '没有第99页'
done
for dpi in 19 1201 0 -1 20x ''; do
    expect_status 2 "$gongbao" png issue -r "$dpi" -p 99 -o none
    if grep -q '没有第99页' err; then wrong "-r $dpi"; else right; fi
done
if [ "$(head -c 8 page-001.png | od -An -tx1 | tr -d ' ')" = 89504e470d0a1a0a ]; then right; else wrong "no PNG"; fi
finish
