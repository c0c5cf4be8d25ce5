#!/usr/bin/env bash
# tests/schema/validate.sh SCHEMA FILE…
#
# Holds JSON documents (.json) and files of one document a line (.jsonl) to a JSON Schema, draft
# 2020-12. Prints a line a document and the sums.
set -uo pipefail

ajv=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)/node_modules/.bin/ajv
if (($# < 2)); then
    echo "usage: ${0##*/} SCHEMA FILE…" >&2
    exit 2
fi
if [[ ! -x $ajv ]]; then
    echo "the validator is missing; run scripts/install-dependencies test" >&2
    exit 2
fi
schema=$1
shift
work=$(mktemp -d "${TMPDIR:-/tmp}/fadu-schema.XXXXXX")
trap 'rm -rf "$work"' EXIT

# Under plain names, because the validator reads paths as patterns: d1.json, d2.json, …
names=()
add() {
    names+=("$1")
    cat >"$work/d${#names[@]}.json"
}
for file in "$@"; do
    if [[ ! -r $file ]]; then
        echo "cannot read $file" >&2
        exit 2
    fi
    # shellcheck disable=SC2094
    case $file in
        *.jsonl)
            line=0
            while IFS= read -r document; do
                line=$((line + 1))
                add "$file:$line" <<<"$document"
            done <"$file"
            ((line > 0)) || add "$file" </dev/null
            ;;
        *) add "$file" <"$file" ;;
    esac
done

# Schemas beside it that it may refer to.
others=()
for other in "$(dirname "$schema")"/*.schema.json; do
    [[ $other -ef $schema ]] || others+=(-r "$other")
done

# Strict: a keyword that the validator does not know would otherwise hold nothing to anything.
"$ajv" validate --spec=draft2020 --strict=true --strict-types=false --strict-required=false \
    --allow-union-types -c ajv-formats --errors=text --all-errors \
    "${others[@]}" -s "$schema" -d "$work/d*.json" >"$work/report" 2>&1

passed=0
for ((i = 1; i <= ${#names[@]}; ++i)); do
    if grep -qxF "$work/d$i.json valid" "$work/report"; then
        passed=$((passed + 1))
        echo "ok    ${names[i - 1]}"
    else
        echo "FAIL  ${names[i - 1]}"
        # What follows its line, up to the next document; else what the validator said instead.
        awk -v name="$work/d$i.json" '
            / (in)?valid$/ { inside = ($1 == name) ; next }
            inside { print "        " $0 }' "$work/report" | head -c 2000 | head -20
    fi
done
failed=$((${#names[@]} - passed))
if ((failed > 0)) && ! grep -qE '/d[0-9]+\.json invalid$' "$work/report"; then
    head -c 2000 "$work/report"
fi
echo "$passed passed, $failed failed"
((failed == 0))
