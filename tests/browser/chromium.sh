#!/bin/sh
# Install Debian's chromium and a font for its pages, where no chromium is named or found.
set -eu
if [ -n "${CITECHECK_CHROMIUM:-}" ] || command -v chromium >/dev/null 2>&1; then exit 0; fi
as_root=""
[ "$(id -u)" -eq 0 ] || as_root="sudo"
if ! command -v apt-get >/dev/null 2>&1; then
    echo "test-browser: no chromium, and no apt-get to install one; name one in CITECHECK_CHROMIUM" >&2
    exit 1
fi
$as_root apt-get update -qq
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core
