# Shared by examples/run and tests/run: steps that tell what they do, and packages that install only when missing.
# Sourced, not run; expects `set -euo pipefail` and the variable quiet (yes or no).

started=$(date +%s)
step_number=0

# say TEXT…: progress, on standard error, unless --quiet was given
say() {
    [ "$quiet" = yes ] || printf '%s\n' "$*" >&2
}

# step TEXT: begins the next step and tells the time since the start
step() {
    step_number=$((step_number + 1))
    say "[$step_number] $* ($(($(date +%s) - started)) s)"
}

# run_logged FILE COMMAND…: runs it with its output in FILE; on failure shows the end of it
run_logged() {
    local log=$1
    shift
    mkdir -p "$(dirname "$log")"
    if ! "$@" >"$log" 2>&1; then
        tail -n 60 "$log" >&2
        printf 'failed: %s\nthe whole output is in %s\n' "$*" "$log" >&2
        return 1
    fi
}

# ensure_packages LOG LIST…: installs what the lists name and the machine lacks, in one apt-get call
ensure_packages() {
    local log=$1 missing=() name
    shift
    while read -r name; do
        dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q 'install ok installed' || missing+=("$name")
    done < <(sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$@")
    if [ ${#missing[@]} -eq 0 ]; then
        return 0
    fi
    say "    installing ${#missing[@]} Debian packages: ${missing[*]}"
    if [ "$(id -u)" -ne 0 ]; then
        printf 'missing Debian packages: %s\ninstall them once as root: apt-get install --no-install-recommends %s\n' \
            "${missing[*]}" "${missing[*]}" >&2
        return 1
    fi
    # A fresh machine has no package index; an old index is renewed only when it does not serve.
    if ! run_logged "$log" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}" 2>/dev/null; then
        run_logged "$log" apt-get update
        run_logged "$log" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"
    fi
}

# build_lock FILE: only one run at a time works in the build folder
build_lock() {
    mkdir -p "$(dirname "$1")"
    exec 9>"$1"
    if ! flock -n 9; then
        say "    another run works in this folder; waiting for it"
        flock 9
    fi
}
