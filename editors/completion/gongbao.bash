# gongbao(1)的补全，由“gongbao completion bash”写出
_gongbao() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} i command= folders= words=
    if [[ $cur == '=' ]]; then
        cur=
    elif [[ $prev == '=' ]]; then
        prev=${COMP_WORDS[COMP_CWORD - 2]}
    fi
    [[ $COMP_CWORD -gt 1 ]] && command=${COMP_WORDS[1]}
    COMPREPLY=()
    case $command:$prev in
    build:--output | build:-o)
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        return
        ;;
    build:--fonts)
        mapfile -t COMPREPLY < <(compgen -d -- "$cur")
        return
        ;;
    build:--dump)
        mapfile -t COMPREPLY < <(compgen -W 'doc style pages lines structure' -- "$cur")
        return
        ;;
    build:--explain-line)
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        return
        ;;
    build:--for)
        mapfile -t COMPREPLY < <(compgen -W 'screen print archive' -- "$cur")
        return
        ;;
    build:--profile)
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        return
        ;;
    build:--pdfx)
        mapfile -t COMPREPLY < <(compgen -W '1a 4' -- "$cur")
        return
        ;;
    build:--impose)
        mapfile -t COMPREPLY < <(compgen -W 'booklet' -- "$cur")
        return
        ;;
    build:--press-report)
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        return
        ;;
    lock:--fonts)
        mapfile -t COMPREPLY < <(compgen -d -- "$cur")
        return
        ;;
    lock:--for)
        mapfile -t COMPREPLY < <(compgen -W 'screen print archive' -- "$cur")
        return
        ;;
    lock:--profile)
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        return
        ;;
    lock:--pdfx)
        mapfile -t COMPREPLY < <(compgen -W '1a 4' -- "$cur")
        return
        ;;
    lock:--impose)
        mapfile -t COMPREPLY < <(compgen -W 'booklet' -- "$cur")
        return
        ;;
    approve:--fonts)
        mapfile -t COMPREPLY < <(compgen -d -- "$cur")
        return
        ;;
    approve:--for)
        mapfile -t COMPREPLY < <(compgen -W 'screen print archive' -- "$cur")
        return
        ;;
    approve:--profile)
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        return
        ;;
    approve:--pdfx)
        mapfile -t COMPREPLY < <(compgen -W '1a 4' -- "$cur")
        return
        ;;
    approve:--impose)
        mapfile -t COMPREPLY < <(compgen -W 'booklet' -- "$cur")
        return
        ;;
    approve:--stage)
        mapfile -t COMPREPLY < <(compgen -W '一校 二校 三校 清样 付印' -- "$cur")
        return
        ;;
    approve:--by)
        return
        ;;
    approve:--date)
        return
        ;;
    status:--fonts)
        mapfile -t COMPREPLY < <(compgen -d -- "$cur")
        return
        ;;
    regenerate:--fonts)
        mapfile -t COMPREPLY < <(compgen -d -- "$cur")
        return
        ;;
    regenerate:--for)
        mapfile -t COMPREPLY < <(compgen -W 'screen print archive' -- "$cur")
        return
        ;;
    regenerate:--profile)
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        return
        ;;
    regenerate:--pdfx)
        mapfile -t COMPREPLY < <(compgen -W '1a 4' -- "$cur")
        return
        ;;
    regenerate:--impose)
        mapfile -t COMPREPLY < <(compgen -W 'booklet' -- "$cur")
        return
        ;;
    regenerate:--output | regenerate:-o)
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        return
        ;;
    regenerate:--jobs | regenerate:-j)
        return
        ;;
    regenerate:--shard)
        return
        ;;
    regenerate:--max-seconds)
        return
        ;;
    regenerate:--max-memory)
        return
        ;;
    volume:--output | volume:-o)
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        return
        ;;
    volume:--fonts)
        mapfile -t COMPREPLY < <(compgen -d -- "$cur")
        return
        ;;
    volume:--for)
        mapfile -t COMPREPLY < <(compgen -W 'screen print archive' -- "$cur")
        return
        ;;
    volume:--profile)
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        return
        ;;
    volume:--pdfx)
        mapfile -t COMPREPLY < <(compgen -W '1a 4' -- "$cur")
        return
        ;;
    volume:--impose)
        mapfile -t COMPREPLY < <(compgen -W 'booklet' -- "$cur")
        return
        ;;
    check:--fonts)
        mapfile -t COMPREPLY < <(compgen -d -- "$cur")
        return
        ;;
    check:--accept)
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        return
        ;;
    check:--reason)
        return
        ;;
    png:--output | png:-o)
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        return
        ;;
    png:--fonts)
        mapfile -t COMPREPLY < <(compgen -d -- "$cur")
        return
        ;;
    png:--pages | png:-p)
        return
        ;;
    png:--resolution | png:-r)
        return
        ;;
    fonts:--fonts)
        mapfile -t COMPREPLY < <(compgen -d -- "$cur")
        return
        ;;
    diff:--fonts)
        mapfile -t COMPREPLY < <(compgen -d -- "$cur")
        return
        ;;
    fit:--fonts)
        mapfile -t COMPREPLY < <(compgen -d -- "$cur")
        return
        ;;
    fit:--choose)
        return
        ;;
    match:--output | match:-o)
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        return
        ;;
    match:--fonts)
        mapfile -t COMPREPLY < <(compgen -d -- "$cur")
        return
        ;;
    proof:--output | proof:-o)
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        return
        ;;
    proof:--fonts)
        mapfile -t COMPREPLY < <(compgen -d -- "$cur")
        return
        ;;
    proof:--stage)
        mapfile -t COMPREPLY < <(compgen -W '一校 二校 三校 清样 付印' -- "$cur")
        return
        ;;
    proof:--marks)
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        return
        ;;
    proof:--against)
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        return
        ;;
    desk:--fonts)
        mapfile -t COMPREPLY < <(compgen -d -- "$cur")
        return
        ;;
    desk:--output | desk:-o)
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        return
        ;;
    desk:--marks)
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        return
        ;;
    desk:--against)
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        return
        ;;
    watch:--fonts)
        mapfile -t COMPREPLY < <(compgen -d -- "$cur")
        return
        ;;
    watch:--marks)
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        return
        ;;
    watch:--port)
        return
        ;;
    watch:--editor)
        return
        ;;
    watch:--against)
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        return
        ;;
    marks:--fonts)
        mapfile -t COMPREPLY < <(compgen -d -- "$cur")
        return
        ;;
    marks:--apply)
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        return
        ;;
    new:--from)
        mapfile -t COMPREPLY < <(compgen -d -- "$cur")
        return
        ;;
    import:--output | import:-o)
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        return
        ;;
    import:--report)
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        return
        ;;
    import:--into)
        mapfile -t COMPREPLY < <(compgen -d -- "$cur")
        return
        ;;
    import:--under)
        return
        ;;
    import:--keep)
        return
        ;;
    keys:--json-schema)
        mapfile -t COMPREPLY < <(compgen -W 'issue front-matter style 机关 人名 用词 check-ignore' -- "$cur")
        return
        ;;
    esac
    case $command:$cur in
    :*) words='build lock approve status regenerate volume check png fonts style diff clean fit match proof desk watch marks new import keys completion help version' ;;
    build:*) words='-o --output= --fonts= --dump= --explain-line= --screen-rotate --for= --split --profile= --pdfx= --marks --impose= --press-report= --locked --strict --strict=fonts -q --quiet -v --verbose -h --help ' ;;
    lock:*) words='--fonts= --for= --split --profile= --pdfx= --marks --impose= --force --strict --strict=fonts -q --quiet -v --verbose -h --help ' ;;
    approve:*) words='--fonts= --for= --split --profile= --pdfx= --marks --impose= --stage= --by= --date= --force --strict --strict=fonts -q --quiet -v --verbose -h --help ' ;;
    status:*) words='--fonts= --json --strict --strict=fonts -q --quiet -v --verbose -h --help ' ;;
    regenerate:*) words='--fonts= --for= --split --profile= --pdfx= --marks --impose= --locked -o --output= -j --jobs= --resume --shard= --max-seconds= --max-memory= --strict --strict=fonts -q --quiet -v --verbose -h --help ' ;;
    volume:*) words='-o --output= --fonts= --screen-rotate --for= --profile= --pdfx= --marks --impose= --strict --strict=fonts -q --quiet -v --verbose -h --help ' ;;
    check:*) words='--fonts= --json --fix --write --accept= --reason= --strict --strict=fonts -q --quiet -v --verbose -h --help ' ;;
    png:*) words='-o --output= --fonts= -p --pages= -r --resolution= --strict --strict=fonts -q --quiet -v --verbose -h --help ' ;;
    fonts:*) words='--fonts= --strict --strict=fonts -q --quiet -v --verbose -h --help ' ;;
    style:*) words='--strict --strict=fonts -q --quiet -v --verbose -h --help ' ;;
    diff:*) words='--fonts= --json --summary -q --quiet -v --verbose -h --help ' ;;
    clean:*) words='--json --write -q --quiet -v --verbose -h --help ' ;;
    fit:*) words='--fonts= --json --choose= --write -q --quiet -v --verbose -h --help ' ;;
    match:*) words='-o --output= --fonts= --json --write -q --quiet -v --verbose -h --help ' ;;
    proof:*) words='-o --output= --fonts= --stage= --marks= --against= --grid --boxes --strict --strict=fonts -q --quiet -v --verbose -h --help ' ;;
    desk:*) words='--fonts= -o --output= --marks= --against= --strict --strict=fonts -q --quiet -v --verbose -h --help ' ;;
    watch:*) words='--fonts= --marks= --port= --editor= --open --poll --against= -q --quiet -v --verbose -h --help ' ;;
    marks:*) words='--fonts= --json --write --apply= -q --quiet -v --verbose -h --help ' ;;
    new:*) words='--from= -q --quiet -v --verbose -h --help ' ;;
    import:*) words='-o --output= --report= --into= --under= --keep= --force -q --quiet -v --verbose -h --help ' ;;
    keys:*) words='--json-schema --json-schema= --snippets -h --help ' ;;
    completion:*) words='-h --help ' ;;
    help:*) words='-h --help ' ;;
    version:*) words='-h --help ' ;;
    esac
    if [[ -z $command || $cur == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
        [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]] && compopt -o nospace
        return
    fi
    case $command:$cur in
    build:*)
        mapfile -t COMPREPLY < <(compgen -d -- "$cur")
        ;;
    lock:*)
        mapfile -t COMPREPLY < <(compgen -d -- "$cur")
        ;;
    approve:*)
        mapfile -t COMPREPLY < <(compgen -d -- "$cur")
        ;;
    status:*)
        mapfile -t COMPREPLY < <(compgen -d -- "$cur")
        ;;
    regenerate:*)
        mapfile -t COMPREPLY < <(compgen -d -- "$cur")
        ;;
    volume:*)
        mapfile -t COMPREPLY < <(compgen -d -- "$cur")
        ;;
    check:*)
        mapfile -t COMPREPLY < <(compgen -d -- "$cur")
        ;;
    png:*)
        mapfile -t COMPREPLY < <(compgen -d -- "$cur")
        ;;
    fonts:*)
        mapfile -t COMPREPLY < <(compgen -d -- "$cur")
        ;;
    style:*)
        mapfile -t COMPREPLY < <(compgen -d -- "$cur")
        ;;
    diff:*)
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        ;;
    clean:*)
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        ;;
    fit:*)
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        ;;
    match:*)
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        ;;
    proof:*)
        mapfile -t COMPREPLY < <(compgen -d -- "$cur")
        ;;
    desk:*)
        mapfile -t COMPREPLY < <(compgen -d -- "$cur")
        ;;
    watch:*)
        mapfile -t COMPREPLY < <(compgen -d -- "$cur")
        ;;
    marks:*)
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        ;;
    new:*)
        mapfile -t COMPREPLY < <(compgen -d -- "$cur")
        ;;
    import:*)
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        ;;
    completion:*)
        mapfile -t COMPREPLY < <(compgen -W 'bash zsh fish' -- "$cur")
        ;;
    help:*)
        mapfile -t COMPREPLY < <(compgen -W 'build lock approve status regenerate volume check png fonts style diff clean fit match proof desk watch marks new import keys completion help version 格式' -- "$cur")
        ;;
    esac
}
complete -o filenames -F _gongbao gongbao
