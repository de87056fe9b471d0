# browser.sh: what drives a real browser: Chromium, and npm's playwright-core and axe-core, looked for in GAZ_NODE_MODULES (a folder with
# node_modules in it); without one they are fetched into a folder of the cache. Sourced.

find_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome; }

# find_modules: the folder; nothing when they cannot be had
find_modules() {
    command -v node >/dev/null || return
    if [ -n "${GAZ_NODE_MODULES:-}" ]; then echo "$GAZ_NODE_MODULES" && return; fi
    local cache=${XDG_CACHE_HOME:-$HOME/.cache}/gongbao-tests
    if [ ! -d "$cache/node_modules/playwright-core" ] || [ ! -d "$cache/node_modules/axe-core" ]; then
        command -v npm >/dev/null && mkdir -p "$cache" || return
        timeout 120 npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$cache" playwright-core axe-core >/dev/null 2>&1 || return
    fi
    echo "$cache"
}
