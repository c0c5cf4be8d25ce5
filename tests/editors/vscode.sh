#!/usr/bin/env bash
# tests/editors/vscode.sh VERSION
#
# Packages the extension for VS Code without a network, looks into the package and runs the bundle
# that it holds. VERSION is the project's.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/fadu-vscode.XXXXXX")
trap 'rm -rf "$work"' EXIT

npm_config_offline=true "$root/scripts/package-vscode" "$work/fadu.vsix" >"$work/log" 2>&1 || {
    cat "$work/log"
    exit 1
}
mkdir "$work/package"
cd "$work/package"
cmake -E tar xf ../fadu.vsix
node "$here/package.js" "$work/package" "$root" "$1"
TMPDIR=$work node "$here/extension.js" extension/out/extension.js
