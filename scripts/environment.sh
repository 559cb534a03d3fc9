# Sourced by ./detente and ./test: makes .venv on first use and whenever a lock file or pyproject.toml changes.
# usage: environment SET…   each SET names requirements/SET.lock

environment() {
    local root venv python set missing=()
    root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
    venv=$root/.venv
    for set in "$@"; do
        cmp -s "$root/requirements/$set.lock" "$venv/.installed-$set.lock" || missing+=("$set")
    done
    if [ "${#missing[@]}" -eq 0 ] && cmp -s "$root/pyproject.toml" "$venv/.installed-pyproject.toml"; then
        _compile "$root"
        return 0
    fi

    mkdir -p "$venv"
    # One set-up at a time, where the system can lock; a second start waits for the first.
    if command -v flock >/dev/null 2>&1; then
        exec 9>"$venv/.lock"
        flock 9
    fi
    if [ ! -x "$venv/bin/python" ]; then
        python=$(_find_python) || return 1
        echo "Setting up in .venv (first use, a minute or two) …" >&2
        if ! "$python" -m venv "$venv" >&2; then
            echo "detente: Python's venv module is missing; install it (Debian: apt-get install python3-venv)." >&2
            return 1
        fi
    fi
    for set in ${missing[@]+"${missing[@]}"}; do
        cmp -s "$root/requirements/$set.lock" "$venv/.installed-$set.lock" && continue
        echo "Installing $(grep -c '==' "$root/requirements/$set.lock") pinned packages ($set) …" >&2
        # A lock is whole: nothing is left to be resolved. Asked for a name with an extra, older pips would
        # take its newest release, and refuse that for want of a pin.
        "$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-warn-script-location \
            --no-deps --require-hashes -r "$root/requirements/$set.lock" >&2 || return 1
        cp "$root/requirements/$set.lock" "$venv/.installed-$set.lock"
    done
    if ! cmp -s "$root/pyproject.toml" "$venv/.installed-pyproject.toml"; then
        "$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-deps \
            --no-build-isolation --editable "$root" >&2 || return 1
        cp "$root/pyproject.toml" "$venv/.installed-pyproject.toml"
    fi
    _compile "$root"
    echo "Ready." >&2
    if command -v flock >/dev/null 2>&1; then
        exec 9>&-
    fi
}

# Where Python is told not to write compiled code, every start would compile all modules anew.
_compile() {
    local root=$1 stamp=$1/.venv/.compiled
    [ -n "${PYTHONDONTWRITEBYTECODE:-}" ] || return 0
    if [ ! -e "$stamp" ] || [ -n "$(find "$root/src" -name '*.py' -newer "$stamp" -print -quit)" ]; then
        touch "$stamp" && "$root/.venv/bin/python" -m compileall -q "$root/src" >&2 || true
    fi
}

_find_python() {
    local candidate
    for candidate in "${DETENTE_PYTHON:-}" python3.11 python3.12 python3.13 python3.14 python3; do
        [ -n "$candidate" ] || continue
        if command -v "$candidate" >/dev/null 2>&1 &&
            "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null; then
            echo "$candidate"
            return 0
        fi
    done
    echo "detente: Python 3.11 to 3.14 is needed and was not found; install it or set DETENTE_PYTHON." >&2
    return 1
}

# Tests open what is written with these: Chromium, Firefox, Graphviz and LaTeX, installed where that is
# possible, named where it is not.
programs() {
    local name wanted=()
    [ -n "${DETENTE_FIREFOX:-}" ] || command -v firefox-esr >/dev/null 2>&1 ||
        command -v firefox >/dev/null 2>&1 || wanted+=(firefox-esr)
    if [ -z "${DETENTE_CHROMIUM:-}" ]; then
        for name in chromium chromium-browser google-chrome ""; do
            command -v "${name:-:}" >/dev/null 2>&1 && [ -n "$name" ] && break
        done
        [ -n "$name" ] || wanted+=(chromium chromium-sandbox fonts-liberation)
    fi
    command -v dot >/dev/null 2>&1 || wanted+=(graphviz)
    command -v pdflatex >/dev/null 2>&1 || wanted+=(texlive-latex-base)
    [ "${#wanted[@]}" -gt 0 ] || return 0
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
        echo "Installing ${wanted[*]} for the tests (once, a minute or two) …" >&2
        apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
            --no-install-recommends "${wanted[@]}" >&2 && return 0
    fi
    echo "Missing: ${wanted[*]}. Tests that need them check less or are skipped (and fail where CI=true); Chromium may be named in DETENTE_CHROMIUM." >&2
}

# The pages' own checks: types as the routes say, unit tests, and that the package holds what the source builds.
# They need Node; the built pages are tested in a browser all the same.
pages() {
    local root=$1 lock=$1/frontend/package-lock.json there=$1/frontend/node_modules/.installed.json built
    if ! command -v npm >/dev/null 2>&1 || ! node -e 'process.exit(Number(process.versions.node.split(".")[0]) < 20 ? 1 : 0)'; then
        echo "Node 20 is missing: the unit tests of the pages' source are not run." >&2
        return 0
    fi
    if ! cmp -s "$lock" "$there"; then
        echo "Installing what the pages are built with …" >&2
        if ! npm --prefix "$root/frontend" ci --no-audit --no-fund --loglevel=error >&2; then
            echo "npm cannot install: the unit tests of the pages' source are not run." >&2
            return 0
        fi
        cp "$lock" "$there"
    fi
    "$root/.venv/bin/python" "$root/scripts/types" --check || return 1
    npm --prefix "$root/frontend" run --silent check >&2 || return 1
    npm --prefix "$root/frontend" run --silent test >&2 || return 1
    built=$(mktemp -d)
    npm --prefix "$root/frontend" run --silent build -- --outDir "$built" --logLevel error >&2 || return 1
    if ! diff -rq "$built" "$root/src/detente/web/static" >&2; then
        echo "The package does not hold what frontend/ builds: npm --prefix frontend run build." >&2
        return 1
    fi
    rm -r "$built"
}
