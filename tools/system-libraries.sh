#!/usr/bin/env bash
# Sees to the shared libraries that Qt opens: system-libraries.sh PYTHON offscreen|screen
set -euo pipefail
here=$(dirname "$0")
python=$1
for_what=$2

[ "$(uname -s)" = Linux ] || exit 0

# The names are Debian 12's; later releases still answer to libglib2.0-0 by way of libglib2.0-0t64.
wanted="libGL.so.1=libgl1 libEGL.so.1=libegl1 libdbus-1.so.3=libdbus-1-3 libfontconfig.so.1=libfontconfig1
    libxkbcommon.so.0=libxkbcommon0 libgthread-2.0.so.0=libglib2.0-0"
if [ "$for_what" = screen ]; then
    wanted+=" libxcb-cursor.so.0=libxcb-cursor0 libxkbcommon-x11.so.0=libxkbcommon-x11-0
        libxcb-icccm.so.4=libxcb-icccm4 libxcb-keysyms.so.1=libxcb-keysyms1 libxcb-shape.so.0=libxcb-shape0"
fi

# shellcheck disable=SC2086 # one argument for each pair
missing=$("$python" - $wanted <<'PYTHON'
import ctypes
import sys

for pair in sys.argv[1:]:
    library, package = pair.split("=")
    try:
        ctypes.CDLL(library)
    except OSError:
        print(package)
PYTHON
)
# shellcheck disable=SC2086 # one argument for each package
[ -z "$missing" ] || "$here/packages.sh" $missing
