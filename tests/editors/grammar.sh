#!/usr/bin/env bash
# tests/editors/grammar.sh GENERATOR KEYWORD-PLACES
#
# The grammars of the editors: they are what the generator writes; the TextMate grammar gives the
# scopes that the snippets ask for, colours a file and a literate file as before, and agrees with the
# compiler on what a keyword is in every file without mistakes of form.
# The snapshots are brought up to date by: vscode-tmgrammar-snap -u, called as below.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/fadu-grammar.XXXXXX")
trap 'rm -rf "$work"' EXIT
tools=$root/tests/node_modules/.bin
status=0

"$1" "$root/editors/grammar" "$work"
for pair in fadu.tmLanguage.json:vscode/syntaxes fadu.vim:neovim/syntax; do
    file=${pair%%:*}
    if ! diff "$root/editors/${pair##*:}/$file" "$work/$file" >"$work/diff"; then
        echo "FAIL  editors/${pair##*:}/$file is out of date; run" \
            "cmake --build --preset release --target update_editor_grammars"
        head -20 "$work/diff"
        status=1
    fi
done

cd "$root/editors/vscode"
"$tools/vscode-tmgrammar-test" --config package.json "$here/grammar/*.fadu" || status=1
"$tools/vscode-tmgrammar-snap" --config package.json "$here/snapshots/*.fadu" || status=1
"$tools/vscode-tmgrammar-snap" --config package.json -g "$here/markdown.tmLanguage.json" \
    --scope text.html.markdown.fadu "$here/snapshots/*.md" || status=1

cd "$root"
# Where the compiler reports a mistake of form it may read less than the grammar colours.
find corpus stdlib-rules tests/cases -name '*.fadu' ! -path 'tests/cases/syntax/*' -print0 |
    xargs -0 grep -LZE '//~.* SYN[0-9]' |
    xargs -0 -n 10000 node "$here/keywords.js" "$2" \
        "$root/editors/vscode/syntaxes/fadu.tmLanguage.json" || status=1
exit $status
