#!/usr/bin/env bash
# tests/lsp/neovim.sh PATH-OF-FADU
#
# Drives the language server with Neovim, without a configuration of its own.
set -uo pipefail

if (($# != 1)) || [[ ! -x $1 ]]; then
    echo "usage: ${0##*/} PATH-OF-FADU" >&2
    exit 2
fi
FADU=$(cd "$(dirname "$1")" && pwd)/${1##*/}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
WORK=$(mktemp -d "${TMPDIR:-/tmp}/fadu-neovim.XXXXXX")
trap 'rm -rf "$WORK"' EXIT
export FADU WORK LC_ALL=C.UTF-8 HOME=$WORK XDG_STATE_HOME=$WORK XDG_CACHE_HOME=$WORK
timeout -k 2 120 nvim --headless -u NONE -i NONE -n -c "luafile $here/neovim.lua" -c 'cquit 3'
status=$?
echo
exit "$status"
