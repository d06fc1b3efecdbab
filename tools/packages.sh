#!/usr/bin/env bash
# Installs Debian packages where it may, and otherwise prints the line to type: packages.sh PACKAGE...
set -euo pipefail

if ! command -v apt-get >/dev/null; then
    echo "This system has no apt-get. Install the equivalents of these Debian packages, then repeat: $*" >&2
    exit 3
fi

if [ "$(id -u)" = 0 ]; then
    as_root=(env)
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root=(sudo -n env)
else
    echo "The system lacks some packages. Type this, then repeat:" >&2
    echo "    sudo apt-get update && sudo apt-get install -y --no-install-recommends $*" >&2
    exit 3
fi

echo "Installing system packages: $*" >&2
install=("${as_root[@]}" DEBIAN_FRONTEND=noninteractive apt-get install -qq -y
    -o DPkg::Lock::Timeout=120 --no-install-recommends "$@")
if ! "${install[@]}" </dev/null >/dev/null 2>&1; then
    "${as_root[@]}" apt-get update -qq </dev/null >&2
    "${install[@]}" </dev/null >/dev/null || {
        echo "apt-get could not install them; its message stands above. Put that right, then repeat." >&2
        exit 3
    }
fi
