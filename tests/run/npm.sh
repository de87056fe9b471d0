# npm.sh: packages of npm, and the browser that some of them drive. Sourced, by lib.sh too.

find_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome; }

# npm_modules PACKAGE…: a folder whose node_modules holds them: GAZ_NODE_MODULES, else one in the cache, into which what is not there is
# fetched, by one process at a time. Says nothing when they cannot be had.
npm_modules() {
    local cache=${XDG_CACHE_HOME:-$HOME/.cache}/gongbao-tests folder
    command -v node >/dev/null || return
    for folder in "${GAZ_NODE_MODULES:-}" "$cache"; do
        [ -n "$folder" ] && has_modules "$folder" "$@" && echo "$folder" && return
    done
    command -v npm >/dev/null && mkdir -p "$cache" || return
    (
        flock 9
        has_modules "$cache" "$@" ||
            timeout 120 npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$cache" "$@" >/dev/null 2>&1
    ) 9>"$cache/lock" && echo "$cache"
}

# has_modules FOLDER PACKAGE…: a package may have a version behind it
has_modules() {
    local folder=$1 package
    shift
    for package in "$@"; do [ -d "$folder/node_modules/${package%@[0-9]*}" ] || return 1; done
}
