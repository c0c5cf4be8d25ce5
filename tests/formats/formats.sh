#!/usr/bin/env bash
# tests/formats/formats.sh PATH-OF-FADU
#
# Every format of --format, held to validators that are not ours (ajv, Sarif.Multitool, xmllint), to
# each other and to the sources (compare.js), for sources that make columns hard.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
source "$root/tests/cli/harness.sh"

multitool=$root/tests/node_modules/@microsoft/sarif-multitool-linux
if [[ ! -x $multitool/Sarif.Multitool ]] || ! command -v xmllint >/dev/null; then
    echo "the validators are missing; run scripts/install-dependencies test" >&2
    exit 2
fi

# ------------------------------------------------------------------------------------------ sources

as_of='as-of = "2026-11-21"'

# Characters of every width before what is found, in every unit that a column may be counted in.
mkdir -p "columns/事项 一"
printf 'name = "列"\n%s\n' "$as_of" >columns/fadu.toml
printf '\xef\xbb\xbf职能 甲 { 层极: 县 }\r\n\t职能 𠮷野家 { 层极: 县 }  职能 乙 { 层极: 县 }\r\n' >"columns/事项 一/带#𠮷%.fadu"
printf '辖区 甲县 { 编码: "999001" }\r职能 “丙” { 层极: 县 }\r\n\n\t\t职能 e\xcc\x81丁 { 层极: 县 } // 😀\n' >columns/cr.fadu
printf '职能 戊 { 层极: 县 }' >columns/end.fadu
printf '\n   \n职能 己 { 层极: 县 }\n职能 己 { 层极: 县 }\n职能 己 { 层极: 县 }\n' >columns/same.fadu

# Derivations, suggestions, what is suppressed.
mkdir -p cycles allowed
printf 'name = "环"\n%s\n' "$as_of" | tee cycles/fadu.toml >allowed/fadu.toml
cp "$root"/tests/cases/dependency/{item,document}-cycles.fadu "$root"/tests/cases/flow/step-cycles.fadu \
    "$root"/tests/cases/timeline/promise.fadu cycles/
slow_text | sed 's/^    承诺/    @允许(TIM001, "省政府批复〔2025〕12号：a, b <c> \& %0A")\n&/' >allowed/allowed.fadu
printf '职能 甲 { 层极: 县 }\n' >allowed/other.fadu

mkdir -p clean twice/one twice/two
printf 'name = "净"\n%s\n' "$as_of" >clean/fadu.toml
clean_text >clean/clean.fadu
printf '// 没有事项\n' >clean/empty.fadu
# Two packages with the same content: equal fingerprints.
for package in one two; do
    printf 'name = "%s"\n%s\n' "$package" "$as_of" >twice/$package/fadu.toml
    slow_text >twice/$package/slow.fadu
done
mkdir -p many broken known
printf 'name = "多"\n%s\n' "$as_of" >many/fadu.toml
for i in $(seq 12); do printf '职能 甲%s { 层极: 县 }\n' "$i"; done >many/many.fadu
printf 'name = 3\n' >broken/fadu.toml
clean_text >broken/clean.fadu
printf 'name = "知"\nbaseline = "known.json"\n%s\n' "$as_of" >known/fadu.toml
slow_text >known/slow.fadu
(cd known && exec "$fadu" check -q --write-baseline known.json >/dev/null)

# ------------------------------------------------------------------------------------- the documents

declare -A extension=([json]=json [jsonl]=jsonl [sarif]=json [github]=txt [gitlab]=json [junit]=xml
    [checkstyle]=xml [rdjson]=json [markdown]=md)

# documents NAME STATUS PATH…: writes made/NAME-<language>/<format>.*, in both languages.
documents() {
    local name=$1 expected=$2 language format
    shift 2
    for language in zh en; do
        mkdir -p "made/$name-$language"
        for format in "${!extension[@]}"; do
            it "$name in $format ($language)"
            more=no run check --format "$format" --severity info --lang "$language" "$@"
            expect_status "$expected"
            keep "made/$name-$language/$format.${extension[$format]}"
            [[ $(head -c 3 "$streams/out") != $'\xef\xbb\xbf' ]] || problem "a byte order mark"
            iconv -f UTF-8 -t UTF-8 <"$streams/out" >/dev/null 2>&1 || problem "no UTF-8"
            grep -qP '[\x00-\x08\x0b\x0c\x0e-\x1f]' "$streams/out" && problem "control characters"
            if [[ $format == sarif ]]; then
                run check --format "$format" --severity info --lang "$language" --jobs 1 "$@"
                expect_same "$streams/out" "made/$name-$language/$format.${extension[$format]}"
            fi
        done
    done
}
cd "$work" || exit 2
documents columns 1 columns
documents cycles 1 cycles
documents allowed 1 allowed
documents clean 0 clean
documents twice 1 twice/one twice/two
documents many 1 many
documents broken 2 broken
documents known 0 known
documents single 1 allowed/other.fadu

it "the comparison finds what is wrong"
cp -r made/columns-zh made/wrong
sed -i 's/"startColumn": 12,/"startColumn": 11,/' made/wrong/sarif.json
! node "$root/tests/formats/compare.js" "$work" made/wrong >"$streams/out" 2>&1 || problem "it found nothing"
rm -r made/wrong

for made in made/*/; do
    it "the formats agree with each other and with the sources: $made"
    node "$root/tests/formats/compare.js" "$work" "$made" >"$streams/out" 2>&1 || problem "$(head -5 "$streams/out")"
done

# -------------------------------------------------------------------------------------- validators

# validated SCHEMA DOCUMENT…
validated() {
    bash "$root/tests/schema/validate.sh" "$@" >"$streams/out" 2>&1 ||
        problem "$(grep -vE '^ok ' "$streams/out" | head -5)"
}
it "findings.schema.json"
validated "$root/docs/schema/findings.schema.json" made/*/json.json
it "findings-line.schema.json"
validated "$root/docs/schema/findings-line.schema.json" made/*/jsonl.jsonl
it "gitlab"
validated "$root/tests/formats/gitlab.schema.json" made/*/gitlab.json
it "rdjson"
validated "$root/tests/formats/rdjson.schema.json" made/*/rdjson.json
it "baseline.schema.json"
validated "$root/docs/schema/baseline.schema.json" known/known.json

it "SARIF, by its schema"
mkdir sarif
for made in made/*/; do
    cp "$made/sarif.json" "sarif/$(basename "$made").sarif"
    cp "$made/sarif.json" "sarif/$(basename "$made").json"
done
"$root/tests/node_modules/.bin/ajv" validate --spec=draft2020 --strict=false -c ajv-formats \
    -s "$multitool/sarif-2.1.0.json" -d "sarif/*.json" >"$streams/out" 2>&1 ||
    problem "$(grep -v ' valid$' "$streams/out" | head -5)"
(($(grep -c ' valid$' "$streams/out") == $(find sarif -name '*.json' | wc -l))) || problem "not all were read"

# Its status says nothing; its text does. Not asked of us, each for a reason:
#   SARIF2001, SARIF2015  sentences end in 。 and quote with “ ” in Chinese
#   SARIF2005, SARIF2012  informationUri and helpUri: the pages are in the document, not at an address
#   SARIF2006             it tries to reach the schema
#   SARIF2002             messages have parameters that differ by language
#   SARIF2003, SARIF2010, SARIF2011, SARIF2013  the repository and its text are where this is read
it "SARIF, by Sarif.Multitool"
"$multitool/Sarif.Multitool" validate sarif/*.sarif --rule-kind "Sarif;Ghas" --level "Error;Warning;Note" \
    >"$streams/out" 2>&1
grep -q "Done. $(find sarif -name '*.sarif' | wc -l) files scanned." "$streams/out" || problem "not all were read"
grep -E ': (error|warning|note) ' "$streams/out" |
    grep -vE ' (note|warning) SARIF(2001|2015|2005|2012|2006|2002|2003|2010|2011|2013):' >"$streams/err"
[[ ! -s $streams/err ]] || problem "$(cut -c1-300 "$streams/err" | head -3)"

it "the validator of SARIF finds what is wrong"
sed 's/"startLine": [0-9]*/"startLine": 0/' sarif/many-zh.sarif >sarif-wrong.sarif
"$multitool/Sarif.Multitool" validate sarif-wrong.sarif --rule-kind "Sarif;Ghas" >"$streams/out" 2>&1
grep -q ': error ' "$streams/out" || problem "it found nothing"

for format in junit checkstyle; do
    it "$format, by its schema"
    for made in made/*/; do
        xmllint --noout --nonet --relaxng "$root/tests/formats/$format.rng" "$made/$format.xml" \
            2>"$streams/err" || problem "$made: $(head -3 "$streams/err")"
    done
done

# ---------------------------------------------------------------------------------- what they say

count() { xmllint --xpath "string(count($2))" "$1"; }
# expect_count DOCUMENT XPATH NUMBER
expect_count() {
    local found
    found=$(count "$1" "$2")
    [[ $found == "$3" ]] || problem "$1 has $found times $2, expected $3"
}

it "JUnit: a suite a file, findings that fail the call fail, what is suppressed is skipped"
document=made/allowed-zh/junit.xml
expect_count $document '//testsuite' 2
expect_count $document '//failure' 1
expect_count $document '//skipped[@message]' 1
expect_count $document '/testsuites[@failures="1"][@skipped="1"]' 1
document=made/clean-zh/junit.xml
expect_count $document '//testsuite' 2
expect_count $document '//testcase[not(*)]' 2
run check --format junit --fail-on never many
expect_status 0
keep never.xml
expect_count never.xml '//failure' 0
expect_count never.xml '//system-out' 12

it "Checkstyle names every file, with or without findings"
expect_count made/clean-zh/checkstyle.xml '//file' 2
expect_count made/clean-zh/checkstyle.xml '//error' 0
expect_count made/many-zh/checkstyle.xml '//error[@source="fadu.SYN004"][@severity="error"]' 12

it "GitLab has an empty array when nothing is found"
[[ $(tr -d '[:space:]' <made/clean-zh/gitlab.json) == '[]' ]] || problem "it is not empty"

it "github says when the host will leave annotations out"
grep -q '^::notice title=fadu::共有错误 12、' made/many-zh/github.txt || problem "it does not"
[[ ! -s made/clean-zh/github.txt ]] || problem "something was written for a clean package"

it "SARIF says where it comes from, what was looked at and whether it went well"
document=made/known-zh/sarif.json expect_json 'd.runs[0].automationDetails.id' fadu/知/ \
    'd.runs[0].columnKind' utf16CodeUnits 'd.runs[0].invocations[0].executionSuccessful' true \
    'd.runs[0].artifacts.map(x => decodeURIComponent(x.location.uri)).join()' known/slow.fadu \
    'd.runs[0].results[0].suppressions[0].kind' external
document=made/broken-zh/sarif.json expect_json 'd.runs[0].invocations[0].executionSuccessful' false \
    'd.runs[0].invocations[0].exitCode' 2 'd.runs[0].results[0].ruleId' CFG003
document=made/twice-zh/sarif.json expect_json 'd.runs.length' 1 'd.runs[0].automationDetails.id' fadu/one+two/
document=made/single-zh/sarif.json expect_json 'd.runs[0].automationDetails.id' fadu/环/
document=made/allowed-zh/sarif.json expect_json \
    'd.runs[0].results.find(x => x.suppressions.length).suppressions[0].justification.includes("12号")' true

it "SARIF's rules stay within what hosts take, in both languages"
document=made/clean-en/sarif.json expect_json \
    'd.runs[0].tool.driver.rules.every(x => x.shortDescription.text && x.fullDescription.text && x.help.text && x.help.markdown)' true \
    'd.runs[0].tool.driver.rules.every(x => x.shortDescription.text.length <= 1024 && x.fullDescription.text.length <= 1024 && x.name.length <= 255)' true \
    'd.runs[0].tool.driver.rules.every(x => x.properties.fullDescription.zh && x.properties.fullDescription.en && !/[一-鿿]/.test(x.shortDescription.text.replace(/@允许/, "")))' true

it "a comment calls nobody, makes no markup and names what was left out"
mkdir loud
printf '职能 甲 { @admin<b>`*_|x: 县 }\n事项 @root/team { 层极|: 县 }\n' >loud/loud.fadu
run check --format markdown loud/loud.fadu
expect_status 1
expect_not_stdout '@(admin|root)|<b>'
for i in $(seq 3000); do printf '职能 甲%s { 层极: 县 }\n' "$i"; done >loud/long.fadu
run check --format markdown loud/long.fadu
expect_status 1
(($(wc -m <"$streams/out") < 65536)) || problem "longer than hosts take"
expect_stdout '^另有 [0-9]+ 条没有列在这里'

it "control characters do not reach XML"
printf '职能 甲\x01\x0b { 层极: 县 }\n' >control.fadu
for format in junit checkstyle; do
    run check --format "$format" control.fadu
    expect_status 1
    xmllint --noout "$streams/out" 2>"$streams/err" || problem "$(head -2 "$streams/err")"
    : >"$streams/err"
done

it "bytes that are no UTF-8 count as the code host counts them"
printf '职能 甲\xe5\xb8 { }\n\xf0\x9f\x98 \xed\xa0\x80 \xc0\xaf\n职能 乙 { 层极: 县 }\n' >bytes.fadu
mkdir -p bytes
for format in json sarif rdjson gitlab; do
    run check --format $format bytes.fadu
    keep bytes/$format.json
done
node - "$work" <<'JS' >"$streams/json" 2>&1 || problem "$(head -3 "$streams/json")"
const fs = require("fs");
const work = process.argv[2];
const text = fs.readFileSync(work + "/bytes.fadu").toString("utf8").replace(/[ \t]/g, "");
for (const result of JSON.parse(fs.readFileSync(work + "/bytes/sarif.json")).runs[0].results) {
    const line = result.locations[0].physicalLocation.region.startLine;
    const units = text.split("\n").slice(line - 1).join("\n").slice(0, 100).split("").map((c) => c.charCodeAt(0));
    units.push(65535);
    let hash = 0n;
    for (let i = 0; i < 100; ++i) hash = hash * 37n + BigInt(units[i] ?? 0);
    const expected = BigInt.asUintN(64, hash).toString(16) + ":1";
    if (result.partialFingerprints.primaryLocationLineHash !== expected) {
        console.log(`line ${line}: ${result.partialFingerprints.primaryLocationLineHash}, expected ${expected}`);
        process.exit(1);
    }
}
JS

finish
