#!/usr/bin/env bash
# tests/cli/baseline.sh PATH-OF-FADU
#
# A list that is taken over with its findings: written down, moved about, repaired one by one.
source "$(dirname "${BASH_SOURCE[0]}")/harness.sh"

# package DIRECTORY: two files with an error each, one with a warning, one clean.
package() {
    mkdir -p "$1/甲" "$1/乙"
    printf 'name = "集市"\nas-of = "2026-11-21"\n' >"$1/fadu.toml"
    slow_text | sed -n '1,/^}/p' >"$1/法律.fadu"
    slow_text | sed -n '/^证照/,$p' >"$1/甲/集市.fadu"
    sed 's/集市开办许可/棚架许可/g; s/第八条/第九条/' "$1/甲/集市.fadu" >"$1/乙/棚架.fadu"
    sed -i 's/^  第十一条/  第九条 { 设定 棚架许可: 行政许可, 由 集市主管部门, 层级 县 }\n&/' "$1/法律.fadu"
}
package list
cd list || exit 2
work=$work/list

it "two findings to begin with"
run check --format json
expect_status 1
expect_json 'd.diagnostics.map(x => x.file + x.code).join()' 乙/棚架.faduTIM001,甲/集市.faduTIM001 \
    'd.summary.baselined' 0

it "--write-baseline writes them down, says so, gives 0"
run check --write-baseline known.json
expect_status 0
expect_stdout '错误 0，.*基线内 2。'
expect_not_stdout TIM001
document=known.json expect_json 'd.schemaVersion' 1 'd.findings.length' 2 'd.findings[0].file' 乙/棚架.fadu \
    'd.findings[0].code' TIM001 'd.findings.every(x => x.count === 1 && x.message.includes("长于"))' true
(($(wc -l <known.json) == 7)) || problem "an entry is not a line"

it "writing it again gives the same bytes"
cp known.json first.json
run check --write-baseline known.json --jobs 1
expect_same first.json known.json

it "--baseline leaves them out of the findings, the status and every format"
run check --baseline known.json
expect_status 0
expect_stdout '基线内 2'
run check --baseline known.json --format json --fail-on info --severity info
expect_status 0
expect_json 'd.diagnostics.length' 0 'd.summary.baselined' 2 'd.summary.errors' 0 'd.summary.staleBaseline' 0
for format in github gitlab checkstyle; do
    run check --baseline known.json --format $format
    expect_status 0
    expect_not_stdout TIM001
done

it "-v lists them"
run check -v --baseline known.json
expect_stdout '^基线内\[TIM001 .*甲/集市\.fadu:10:'

it "from any directory"
(cd 甲 && exec "$fadu" check -q --baseline ../known.json) || problem "status $?"
(cd .. && exec "$fadu" check -q --baseline list/known.json list) || problem "status $?"

it "fadu.toml names it, relative to the package"
printf 'baseline = "known.json"\n' >>fadu.toml
run check
expect_status 0
expect_stdout '基线内 2'
(cd 乙 && exec "$fadu" check -q) || problem "status $? inside of a directory"

it "lines that move, files that are renamed stay known"
sed -i '1i\\n\n// 新增说明' 甲/集市.fadu
mv 乙/棚架.fadu 乙/棚架改名.fadu
run check --format json
expect_status 0
expect_json 'd.summary.baselined' 2 'd.summary.staleBaseline' 0
mv 乙/棚架改名.fadu 乙/棚架.fadu

it "what is new is reported"
sed -i 's/监管主体/监管注体/' 乙/棚架.fadu
run check
expect_status 1
expect_code SYN004 1
sed -i 's/监管注体/监管主体/' 乙/棚架.fadu

it "one more of the same kind is new"
cp 乙/棚架.fadu 乙/另一.fadu
sed -i 's/棚架许可/摊位许可/g; s/承诺: 25/承诺: 30/' 乙/另一.fadu
run check --select TIM001
expect_status 1
expect_code TIM001 1
rm 乙/另一.fadu

it "what was repaired is stale: said, no error"
sed -i 's/承诺: 25/承诺: 10/' 甲/集市.fadu
run check
expect_status 0
expect_stdout '基线内 1。'
expect_stdout '^基线中有 1 条'
run check --lang en
expect_stdout '^1 entry of the baseline no longer found'
run check --format json
expect_json 'd.summary.staleBaseline' 1

it "a call that looks at a part judges that part alone"
run check --format json 乙
expect_status 0
expect_json 'd.summary.staleBaseline' 0 'd.summary.baselined' 1
run check --format json 甲
expect_json 'd.summary.staleBaseline' 1
run check --format json --ignore TIM001
expect_json 'd.summary.staleBaseline' 0
run check --format json --select authority
expect_json 'd.summary.staleBaseline' 0
run check --format json --severity error
expect_json 'd.summary.staleBaseline' 1

it "writing from a part keeps the rest"
cp known.json before.json
run check --write-baseline known.json 乙
expect_status 0
expect_same before.json known.json
run check --write-baseline known.json --select authority
expect_same before.json known.json
run check --write-baseline known.json 甲
document=known.json expect_json 'd.findings.map(x => x.file).join()' 乙/棚架.fadu

it "a file that is gone is stale for the whole package and below its directory"
mkdir 丙
mv 乙/棚架.fadu 丙/移走.txt
cp 法律.fadu 乙/占位.txt
printf '// 无\n' >乙/空.fadu
run check --format json 乙
expect_json 'd.summary.staleBaseline' 1
run check --format json 甲
expect_json 'd.summary.staleBaseline' 0
run check --format json
expect_json 'd.summary.staleBaseline' 1
mv 丙/移走.txt 乙/棚架.fadu

it "findings below --severity are neither added nor dropped"
printf '[severity]\nTIM001 = "warning"\n' >>fadu.toml
run check --write-baseline mild.json --severity error
document=mild.json expect_json 'd.findings.length' 0
run check --write-baseline mild.json
document=mild.json expect_json 'd.findings.length' 1
run check --write-baseline mild.json --severity error
document=mild.json expect_json 'd.findings.length' 1
sed -i '/severity/,$d' fadu.toml

it "syntax, allowances and configuration cannot be written down"
printf '} 多余\n' >乙/错.fadu
run check --write-baseline all.json
expect_status 0
expect_code SYN001 1
document=all.json expect_json 'd.findings.every(x => x.code === "TIM001")' true
run check --baseline all.json
expect_status 1
rm 乙/错.fadu

it "build knows it too, and writes what it writes without"
run build --baseline known.json -o made
expect_status 0
expect_file made/process.json
cp made/process.json with.json
sed -i '/^baseline/d' fadu.toml
run build -o made
expect_status 1
expect_same with.json made/process.json

it "equal findings of two packages in one file"
cd ..
work=${work%/list}
package other
run check --format json --write-baseline both.json list other
document=both.json expect_json 'd.findings.length' 3
run check --baseline both.json list other
expect_status 0
run check --format json --baseline both.json other
expect_status 0
expect_json 'd.summary.baselined' 2 'd.summary.staleBaseline' 0

# ------------------------------------------------------------------------------------------ refusals

it "a baseline that is not there"
run check --baseline missing.json list
expect_refusal 'missing\.json'
run check --baseline list list
expect_refusal 'list'

number=0
for text in '' 'nonsense' '[]' '{}' '{"schemaVersion":2,"findings":[]}' '{"schemaVersion":1,"findings":{}}' \
    '{"schemaVersion":1,"findings":[{}]}' '{"schemaVersion":1,"findings":[3]}' \
    '{"schemaVersion":1,"findings":[{"file":"a","code":"TIM001","message":"","fingerprint":"x","count":-1}]}' \
    '{"schemaVersion":1,"findings":[{"file":"a","code":"TIM001","message":"","fingerprint":"x","count":1e99}]}' \
    '{"schemaVersion":1,"findings":[{"file":"a","code":"TIM001","message":"","fingerprint":"","count":1}]}' \
    $'{"schemaVersion":1,"findings":[{"file":"\xff"}]}'; do
    number=$((number + 1))
    it "a broken baseline, $number: ${text:0:60}"
    printf '%s' "$text" >broken.json
    run check --baseline broken.json list
    expect_refusal 'broken\.json'
    cp broken.json kept.json
    run check --write-baseline broken.json list
    expect_refusal 'broken\.json'
    expect_same broken.json kept.json
done

it "a baseline of a hundred thousand brackets"
head -c 100000 /dev/zero | tr '\0' '[' >broken.json
run check --baseline broken.json list
expect_refusal 'broken\.json'

it "a broken baseline of fadu.toml is a finding there"
printf 'baseline = "nothing.json"\n' >>list/fadu.toml
run check --format json list
expect_status 2
expect_stderr 'fadu\.toml'
expect_json 'd.diagnostics.map(x => x.code + x.file + x.range.start.line).join()' CFG003list/fadu.toml3 \
    'd.diagnostics[0].message.includes("nothing.json")' true
run check -q --write-baseline list/nothing.json list
expect_status 0
run check -q list
expect_status 0

it "a baseline that cannot be written"
run check --write-baseline no/such/directory.json list
expect_refusal 'no/such'

it "--baseline, --since and --write-baseline exclude each other"
run check --baseline a.json --write-baseline b.json list
expect_refusal 'write-baseline'
run check --since HEAD --write-baseline b.json list
expect_refusal 'write-baseline'
expect_no_file b.json

finish
