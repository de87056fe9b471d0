# conserve_lib.sh: whether each character of what came in is in the source or in the report. Sourced behind lib.sh.

# conserved PAGE [ENCODING]: imports it, and counts
conserved() {
    local name=${1%.*}
    expect_status 0 "$gongbao" import "$1" -o "$name.md" --report "$name.json" --force
    if python3 "$source_folder/tests/run/intake/conserve.py" "$1" "$name.json" "$name.md" ${2:+"$2"} >count; then right; else
        wrong "$1: $(cat count)"
    fi
}
