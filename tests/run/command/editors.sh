#!/usr/bin/env bash
# editors.sh: what is in editors/ is what the program prints; shells complete every command and option; installed, all of it is at its
# place; the patterns that editors read messages by do; and a real language server (npm's yaml-language-server) says of YAML what the
# program says (editors.py). GAZ_ALL=1 tries every value with every key, which takes minutes; else every third one.
# printed: only what the program prints, which is quick.
. "$(dirname "$0")/../lib.sh" "$@"
editors=$source_folder/editors
corpus=$(realpath -m "$source_folder/../shared")

# ---- made by the program

same() { # same FILE COMMAND…: with GAZ_UPDATE=1 the file is rewritten
    local file=$1
    shift
    expect_status 0 "$@"
    expect_golden out "$file"
}
for kind in issue front-matter style 机关 人名 用词 check-ignore; do same "$editors/schemas/$kind.schema.json" "$gongbao" keys --json-schema=$kind; done
same "$editors/vscode/公文.code-snippets" "$gongbao" keys --snippets
same "$editors/completion/gongbao.bash" "$gongbao" completion bash
same "$editors/completion/_gongbao" "$gongbao" completion zsh
same "$editors/completion/gongbao.fish" "$gongbao" completion fish
expect_status 0 "$gongbao" keys --json-schema
expect_same out "$editors/schemas/issue.schema.json"
expect_status 2 "$gongbao" keys --json-schema=issues
expect_in err 'issue|front-matter'
expect_status 2 "$gongbao" completion tcsh
expect_status 2 "$gongbao" completion
expect_status 0 env LC_ALL=en "$gongbao" keys --json-schema=issue
expect_in out 'the year'
expect_status 0 env LC_ALL=en "$gongbao" keys --json-schema=机关
expect_in out 'its regular short names'
expect_in out 'the organs'
expect_status 0 env LC_ALL=en "$gongbao" keys --json-schema=check-ignore
expect_in out 'in this document only'
[ "${3:-}" != printed ] || finish

# ---- shells: for each command all options that its help shows, and no other

"$gongbao" help | sed -n 's/^  \([a-z]\+\) .*/\1/p' >commands
[ "$(wc -l <commands)" -gt 15 ] && right || wrong "no commands"
options_of() { "$gongbao" help "$1" | sed -n 's/^  \(-., \|    \)\(--[a-z-]\+\).*/\2/p' | sort -u; }

mkdir -p files/folder
touch files/one.pdf
mkdir -p 'blanks/第6期 终稿'
touch 'blanks/一校 甲.pdf'
complete_bash() { # complete_bash WORD…: what bash proposes for the last one
    (
        cd "${folder_of_files:-files}" || exit
        . "$editors/completion/gongbao.bash"
        compopt() { :; }
        COMP_WORDS=(gongbao "$@") COMP_CWORD=$#
        _gongbao
        printf '%s\n' "${COMPREPLY[@]}"
    )
}
expect_same commands <(complete_bash '')
expect_same <(grep '^st' commands) <(complete_bash st)
while read -r command; do
    options_of "$command" >wanted
    complete_bash "$command" --  | sed 's/=.*//' | sort -u >proposed
    expect_same wanted proposed
done <commands
"$gongbao" help build | sed -n 's/.*--for=\([a-z|]*\).*/\1/p' | tr '|' '\n' >kinds
expect_in kinds screen
expect_same kinds <(complete_bash build --for = '')
expect_same kinds <(complete_bash build folder --for '')
expect_same <(printf 'print\n') <(complete_bash build --for = p)
expect_same <(printf '一校\n二校\n三校\n清样\n付印\n') <(complete_bash proof --stage = '')
expect_same <(printf 'folder\n') <(complete_bash build '')
expect_same <(printf 'folder\none.pdf\n') <(complete_bash marks folder '' | sort)
expect_same <(printf 'folder\none.pdf\n') <(complete_bash build -o '' | sort)
expect_same <(printf '一校 甲.pdf\n第6期 终稿\n') <(folder_of_files=blanks complete_bash marks folder '' | sort)
expect_same <(printf '第6期 终稿\n') <(folder_of_files=blanks complete_bash build '')
expect_same <(cat commands <(echo 格式)) <(complete_bash help '')
expect_same <(printf 'bash\nzsh\nfish\n') <(complete_bash completion '')
expect_same <(echo) <(complete_bash check --reason '')

if command -v fish >/dev/null; then
    complete_fish() { (cd files && HOME=$work fish --no-config -c "source '$editors/completion/gongbao.fish'; complete -C '$1'" | cut -f1); }
    expect_same <(sort commands) <(complete_fish 'gongbao ' | sort)
    while read -r command; do
        options_of "$command" >wanted
        complete_fish "gongbao $command --" | sed 's/=.*//' | sort -u >proposed
        expect_same wanted proposed
    done <commands
    expect_same <(sort kinds) <(complete_fish 'gongbao build --for ' | sort)
fi
if command -v zsh >/dev/null; then
    zsh -n "$editors/completion/_gongbao" && right || wrong "zsh does not read its completion"
    # what _arguments is given: its own report of specifications, an option each
    cat >list.zsh <<'ZSH'
_files() { }
_describe() { print -l ${(P)2%%:*} }
_arguments() { for spec in "$@"; do [[ $spec == '*--'* ]] && print -- ${${${spec#\*}%%\[*}%=}; done }
words=(gongbao $3); CURRENT=$2
compdef() { }
source $1
_gongbao
ZSH
    expect_same commands <(zsh -f list.zsh "$editors/completion/_gongbao" 2 '')
    while read -r command; do
        options_of "$command" >wanted
        zsh -f list.zsh "$editors/completion/_gongbao" 3 "$command" | sed 's/=.*//' | sort -u >proposed
        expect_same wanted proposed
    done <commands
fi

# ---- messages: each of them is found at its place, by what editors are given

cp -r "$sample" issue
chmod -R u+w issue
sed -i 's/^年: .*/年: x/' issue/issue.yaml
sed -i '/^发文字号/s/$/\n题著: 甲/' issue/01-*.md
sed -i '20a 有关事项如下见（上文。' issue/02-*.md
"$gongbao" check issue >told 2>&1
LC_ALL=en "$gongbao" check issue >told.en 2>&1 || true
grep -cE '^issue/' told >/dev/null || wrong "nothing is told"
cat >matcher.py <<'PY'
import json, re, sys
text = re.sub(r'^\s*//.*$', '', open(sys.argv[1], encoding='utf-8').read(), flags=re.M)
matchers = json.loads(text)['tasks'][0]['problemMatcher']
words = {'error': r'错误|error|[错E]\d', 'warning': r'警告|warning|[疑W]\d', 'info': r'说明|note|注意\d|I\d'}
for line in open(sys.argv[2], encoding='utf-8'):
    place = re.match(r'issue/(.*?):(\d+):(\d+): (.*)', line)
    if not place:
        continue
    found = [(m['severity'], re.match(m['pattern']['regexp'], line.rstrip('\n'))) for m in matchers]
    found = [(severity, match) for severity, match in found if match]
    assert len(found) == 1, line
    severity, match = found[0]
    assert re.match(words[severity], place[4]), line
    assert (match[1], match[2], match[3]) == ('issue/' + place[1], place[2], place[3]), line
    print(*match.groups()[:3], severity)
PY
for told in told told.en; do
    python3 matcher.py "$editors/vscode/tasks.json" $told >matched && right || wrong "the problem matcher of $told"
    [ "$(wc -l <matched)" -ge 4 ] && right || wrong "few are matched: $(cat matched)"
done
if command -v vim >/dev/null; then
    cat >quickfix.vim <<'VIM'
set encoding=utf-8 shortmess=aoOtI
execute 'source' $COMPILER
cgetfile told
silent doautocmd QuickFixCmdPost make
call writefile(map(filter(getqflist(), 'v:val.valid'), {_, i -> bufname(i.bufnr) .. ' ' .. i.lnum .. ' ' .. (charidx(readfile(bufname(i.bufnr))[i.lnum - 1], i.col - 1) + 1) .. ' ' .. i.type}), 'vim.found')
qall!
VIM
    python3 matcher.py "$editors/vscode/tasks.json" told | sed 's/ error$/ E/; s/ warning$/ W/; s/ info$/ I/' >wanted
    COMPILER=$editors/vim/compiler/gongbao.vim LC_ALL=C.UTF-8 timeout 20 vim -u NONE -es -S quickfix.vim </dev/null >/dev/null 2>&1
    expect_same wanted vim.found
fi
if command -v emacs >/dev/null; then
    cat >found.el <<'EL'
(load (getenv "GONGBAO_EL"))
(with-temp-buffer
  (insert-file-contents "told")
  (goto-char (point-min))
  (while (re-search-forward (car gongbao-messages) nil t)
    (princ (format "%s %s %s %s\n" (match-string 1) (match-string 2) (match-string 3)
                   (cond ((match-string 4) "warning") ((match-string 5) "info") (t "error"))))))
EL
    LC_ALL=C.UTF-8 GONGBAO_EL=$editors/emacs/gongbao.el emacs -Q --batch -l found.el >emacs.found 2>/dev/null
    expect_same <(python3 matcher.py "$editors/vscode/tasks.json" told) emacs.found
fi

# ---- installed

if command -v cmake >/dev/null && [ -f "$(dirname "$gongbao")/cmake_install.cmake" ]; then
    cmake --install "$(dirname "$gongbao")" --prefix "$work/there" >/dev/null 2>seen && right || wrong "not installed: $(cat seen)"
    for file in gongbao/editors/schemas/front-matter.schema.json gongbao/editors/vscode/tasks.json gongbao/editors/vim/compiler/gongbao.vim \
        bash-completion/completions/gongbao zsh/site-functions/_gongbao fish/vendor_completions.d/gongbao.fish; do
        [ -s "there/share/$file" ] && right || wrong "$file is not installed"
    done
    for schema in $(grep -o 'gongbao/editors/schemas/[^"]*' "$editors/vscode/settings.json"); do
        [ -s "there/share/$schema" ] && right || wrong "settings.json names $schema"
    done
fi

# ---- the language server

[ "$n_wrong" -eq 0 ] || finish
packages=$(npm_modules yaml-language-server)
[ -n "$packages" ] || skip "$n_right checks right; yaml-language-server of npm is not there"
[ -d "$corpus" ] || corpus=
timeout 1100 python3 "$source_folder/tests/run/command/editors.py" "$gongbao" "$source_folder" "$packages" "$corpus" >compared 2>&1 && right || wrong "editors.py"
cat compared
finish
