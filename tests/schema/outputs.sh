#!/usr/bin/env bash
# tests/schema/outputs.sh PATH-OF-FADU
#
# Holds what the program writes to the published schemas in docs/schema/: the process JSON and the
# findings of the corpus and of every marked case, simulations of items of the corpus.
set -uo pipefail

if (($# != 1)) || [[ ! -x $1 ]]; then
    echo "usage: ${0##*/} PATH-OF-FADU" >&2
    exit 2
fi
fadu=$(cd "$(dirname "$1")" && pwd)/${1##*/}
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 2
work=$(mktemp -d "${TMPDIR:-/tmp}/fadu-outputs.XXXXXX")
trap 'rm -rf "$work"' EXIT
shopt -s globstar nullglob

failed=0
count=0
# One directory a source, its name says which it is.
for source in corpus tests/cases/**/*.fadu tests/cases/**/*.fadu.md; do
    count=$((count + 1))
    made=$work/${source//\//_}
    mkdir -p "$made"
    status=0
    "$fadu" build "$source" -o "$made" --format json --severity info \
        --output-file "$made/findings.json" >/dev/null 2>"$work/stderr" || status=$?
    if ((status > 1)); then
        failed=$((failed + 1))
        echo "FAIL  $source: exit status $status: $(head -1 "$work/stderr")"
    fi
done

# Simulations: every item of the corpus that has a flow, from receipt to the end, by what `fadu build`
# calls it; and an item without one.
mkdir -p "$work/simulations"
mapfile -t items < <(
    node -e '
        const d = JSON.parse(require("fs").readFileSync(process.argv[1]));
        const flow = d.items.filter((i) => i.flow), rest = d.items.filter((i) => !i.flow);
        for (const i of [...flow.filter((_, n) => n % 5 === 0), ...rest.slice(0, 1)]) console.log(i.id);
    ' "$work/corpus/process.json"
)
((${#items[@]} > 10)) || { echo "FAIL  too few items to simulate" && failed=$((failed + 1)); }
for i in "${!items[@]}"; do
    "$fadu" simulate "${items[i]}" --package corpus --receive 2026-03-02 --format json \
        --output-file "$work/simulations/$i.json" 2>"$work/stderr" || {
        failed=$((failed + 1))
        echo "FAIL  simulate ${items[i]}: $(head -1 "$work/stderr")"
    }
done

check() {
    local schema=$1
    shift
    if (($# == 0)); then
        echo "FAIL  $schema: nothing was written"
        failed=$((failed + 1))
        return
    fi
    bash tests/schema/validate.sh "$schema" "$@" || failed=$((failed + 1))
}
check docs/schema/process.schema.json "$work"/*/process.json
check docs/schema/findings.schema.json "$work"/*/findings.json
check docs/schema/simulation.schema.json "$work"/simulations/*.json
((failed == 0 && count > 0))
