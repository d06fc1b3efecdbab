#!/usr/bin/env bash
# Prints the path of a Python of at least 3.11 that can make virtual environments, installing one where that is possible.
set -euo pipefail
here=$(dirname "$0")

find_python() {
    local name
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    return 1
}

can_make_environments() {
    "$1" -c 'import ensurepip, venv' 2>/dev/null
}

if ! python=$(find_python); then
    "$here/packages.sh" python3 python3-venv
    hash -r
    if ! python=$(find_python); then
        "$here/packages.sh" python3.11 python3.11-venv
        python=$(find_python)
    fi
fi

if ! can_make_environments "$python"; then
    "$here/packages.sh" "python$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"
fi
echo "$python"
