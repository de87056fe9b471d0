# lib.sh: what bench scripts share. Sourced.

# of numbers, a line each
median() { sort -n | awk '{ v[NR] = $1 } END { printf "%.1f", NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

machine_name() {
    local name
    name=$(awk -F': ' '/model name/ { print $2; exit }' /proc/cpuinfo)
    echo "${name:-$(uname -m)}, $(nproc) processors, Linux $(uname -r)"
}
