#!/bin/sh
# Builds a root file system with the bot from Debian's packages and the pinned libraries; no image is pulled.
#   deploy/build-rootfs.sh /var/lib/same-side-container/rootfs
# It needs mmdebstrap, and root or user namespaces. SUITE and MIRROR say which Debian (with Python 3.11 or newer),
# LIBRARIES names a folder with the libraries, if they are not to be fetched from PyPI.
set -eu

if [ $# -ne 1 ]; then
    echo "usage: $0 FOLDER" >&2
    exit 2
fi
if [ -e "$1" ]; then
    echo "$1 is there already: name another folder, or remove it" >&2
    exit 2
fi
checkout=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

app=$work/same-side
mkdir -p "$app/code" "$app/libraries"
for room in bot chat content domain handlers scheduler storage; do
    cp -R "$checkout/$room" "$app/code/"
done
find "$app/code" -name __pycache__ -type d -prune -exec rm -rf {} +

if [ -n "${LIBRARIES:-}" ]; then
    cp -R "$LIBRARIES/." "$app/libraries/"
else
    # The wheels are for the Python of the suite, which this machine may not have, and must have the known hashes.
    python3 -m pip install --quiet --disable-pip-version-check --only-binary :all: --require-hashes \
        --python-version "${PYTHON_VERSION:-3.11}" --implementation cp \
        --platform "manylinux2014_$(uname -m)" --platform "manylinux_2_28_$(uname -m)" --platform any \
        --target "$app/libraries" -r "$checkout/requirements/run.txt"
fi

# Only what Python and TLS need. The user is the one of deploy/Containerfile; what is copied belongs to root.
mmdebstrap --quiet --variant=essential --include=python3,libstdc++6,libfribidi0,ca-certificates \
    --customize-hook='echo "same-side:x:10001:10001::/nonexistent:/usr/sbin/nologin" >> "$1/etc/passwd"' \
    --customize-hook='echo "same-side:x:10001:" >> "$1/etc/group"' \
    --customize-hook='mkdir -p "$1/data" "$1/keys" "$1/opt/same-side"' \
    --customize-hook="sync-in '$app' /opt/same-side" \
    --customize-hook='chown -R 0:0 "$1/opt/same-side" && chmod -R u=rwX,go=rX "$1/opt/same-side"' \
    --customize-hook='rm -rf "$1"/usr/share/doc/* "$1"/usr/share/man/* "$1"/usr/share/locale/* "$1"/var/cache/apt/*' \
    --format=directory "${SUITE:-bookworm}" "$1" ${MIRROR:+"$MIRROR"}
