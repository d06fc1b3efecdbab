#!/usr/bin/env bash
# Follows the README in a bare Debian root and removes it again: bare-debian.sh [SUITE [COMMAND...]]
# Without a command it runs `make test` on a clone of the last commit. Needs root and debootstrap.
set -euo pipefail

repository=$(cd "$(dirname "$0")/.." && pwd)
suite=${1:-bookworm}
[ $# -eq 0 ] || shift
[ $# -gt 0 ] || set -- make test

[ "$(id -u)" = 0 ] || { echo "Making a root needs root: sudo $0" >&2; exit 3; }
command -v debootstrap >/dev/null || { echo "Type this first: apt-get install -y debootstrap" >&2; exit 3; }

# shellcheck disable=SC2016 # apt-get fills this place, not the shell
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Label: Debian' 'Origin: Debian' | sort -u | head -n 1)
[ -n "$mirror" ] || { echo "This machine has no Debian package lists; type: apt-get update" >&2; exit 3; }

root=$(mktemp -d)
chmod 755 "$root"  # or apt's own user could not read what it downloads
remove_root() {
    mountpoint -q "$root/proc" && umount "$root/proc"
    rm -rf --one-file-system "$root"
}
trap remove_root EXIT

debootstrap --variant=minbase "$suite" "$root" "$mirror" >"$root.log" || { tail "$root.log" >&2; exit 1; }
rm "$root.log"
mount -t proc proc "$root/proc"
cp /etc/resolv.conf "$root/etc/"
# Certificates that the owner of this machine added; ca-certificates takes them in when it is installed.
[ ! -d /usr/local/share/ca-certificates ] || cp -r /usr/local/share/ca-certificates "$root/usr/local/share/"

inside() {
    chroot "$root" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 "$@" </dev/null
}
inside apt-get update -qq
inside env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends make git >/dev/null
git -c safe.directory="$repository" clone --quiet --no-local "$repository" "$root/scorecard"
inside sh -c 'cd /scorecard && exec "$@"' sh "$@"
