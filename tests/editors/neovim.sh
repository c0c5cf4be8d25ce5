#!/usr/bin/env bash
# tests/editors/neovim.sh
#
# The plugin in a headless Neovim, see neovim.lua.
set -euo pipefail

FADU_TEST_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
FADU_TEST_DIR=$(mktemp -d "${TMPDIR:-/tmp}/fadu-neovim.XXXXXX")
trap 'rm -rf "$FADU_TEST_DIR"' EXIT
export FADU_TEST_ROOT FADU_TEST_DIR LC_ALL=C.UTF-8
# Nothing of the user's own configuration, state or plugins.
export HOME=$FADU_TEST_DIR XDG_CONFIG_HOME=$FADU_TEST_DIR/x XDG_DATA_HOME=$FADU_TEST_DIR/x \
    XDG_STATE_HOME=$FADU_TEST_DIR/x XDG_CACHE_HOME=$FADU_TEST_DIR/x

# Its own output goes to standard error.
timeout 60 nvim --headless -u NONE -i NONE -n \
    --cmd "set runtimepath^=$FADU_TEST_ROOT/editors/neovim" \
    -c "luafile $FADU_TEST_ROOT/tests/editors/neovim.lua" -c 'cquit' </dev/null 2>&1
