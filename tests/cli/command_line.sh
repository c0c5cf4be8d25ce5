#!/usr/bin/env bash
# tests/cli/command_line.sh PATH-OF-FADU
#
# The command line as a user has it: options, exit status, what goes to which stream.
source "$(dirname "${BASH_SOURCE[0]}")/harness.sh"

clean_text >clean.fadu
slow_text >slow.fadu
printf '辖区 甲县 {\n  编码: "999001"\n  编马: "1"\n}\n' >label.fadu
printf '} 多余\n辖区 甲县 { 编码: "999001" }\n' >syntax.fadu

# ------------------------------------------------------------------ help, version, mistakes in a call

it "--help goes to standard output"
run --help
expect_status 0
expect_stdout 'check'
expect_stdout 'explain'
expect_no_stderr

for command in check build fmt graph simulate explain; do
    it "$command --help goes to standard output"
    run "$command" --help
    expect_status 0
    expect_stdout '--lang'
    expect_no_stderr
done

it "--help speaks English when asked"
run --lang en --help
expect_status 0
expect_stdout 'Exit status'

it "--version names the program and the library"
run --version
expect_status 0
expect_stdout '^fadu [0-9]+\.[0-9]+\.[0-9]+'
expect_no_stderr

it "a call without a command is refused"
run
expect_refusal

it "an unknown command is refused, the nearest is named"
run chekc clean.fadu
expect_refusal 'check'

it "an unknown option is refused, the nearest is named"
run check --formt json clean.fadu
expect_refusal '--format'

it "a value of its own kind is asked for"
run check --format yaml clean.fadu
expect_refusal 'json'
expect_stderr 'sarif.*markdown'

for option in --format --output-file --lang --as-of --severity --fail-on --jobs --select --stdlib \
    --baseline --write-baseline --since; do
    it "$option without a value is refused"
    run check clean.fadu "$option"
    expect_refusal
done

for date in 2026-02-30 2026-13-01 0000-00-00 20261121 tomorrow 99999999999999-01-01 ''; do
    it "--as-of ${date:-(empty)} is refused or ignored, never a crash"
    run check --as-of "$date" --output-file as-of.txt clean.fadu
    if [[ -n $date ]]; then
        expect_refusal "as-of"
    fi
done

for jobs in -1 1.5 many 99999999999999999999; do
    it "--jobs $jobs is refused"
    run check "--jobs=$jobs" clean.fadu
    expect_refusal 'jobs'
done

it "an unknown selector is refused, the nearest is named"
run check --select TIM0001 clean.fadu
expect_refusal 'TIM001'

it "build without -o is refused"
run build clean.fadu
expect_refusal '-o'

it "--stdlib and --no-stdlib exclude each other"
run check --stdlib . --no-stdlib clean.fadu
expect_refusal

it "a refusal is English when asked"
run --lang en check --nope clean.fadu
expect_refusal 'there is no option'

# --------------------------------------------------------------------------------------- exit status

it "a clean file gives status 0"
run check clean.fadu
expect_status 0
expect_stdout .
expect_no_stderr

it "an error gives status 1 and is shown"
run check slow.fadu
expect_status 1
expect_code TIM001 1
expect_stdout '^ *--> slow\.fadu:24:'
expect_no_stderr

it "--fail-on never gives status 0"
run check --fail-on never slow.fadu
expect_status 0
expect_code TIM001 1

it "--severity error still fails on errors"
run check --severity error slow.fadu
expect_status 1

it "--ignore takes a code away"
run check --ignore TIM001 slow.fadu
expect_status 0
expect_not_stdout 'TIM001'

it "--ignore takes slugs and families, several at once"
run check --ignore timeline/promise-exceeds-statute,authority slow.fadu
expect_status 0

it "--select leaves only what it names"
run check --select DEP001 slow.fadu
expect_status 0

it "--select takes a family, and paths may follow it"
run check --select timeline slow.fadu
expect_status 1
expect_code TIM001 1

it "-q leaves out the summary"
run check -q clean.fadu
expect_status 0
expect_no_stdout

it "the last of an option given twice counts"
run check --fail-on error --fail-on never slow.fadu
expect_status 0

it "options may stand after paths, and -- ends them"
cp clean.fadu ./--nope.fadu
run check -q -- --nope.fadu
expect_status 0
rm ./--nope.fadu

# --------------------------------------------------------------------------------------- the language

it "messages are Chinese in a Chinese or neutral locale"
locale=zh_CN.UTF-8 run check slow.fadu
expect_stdout '^错误\[TIM001'

it "messages are English in another locale"
locale=en_US.UTF-8 run check slow.fadu
expect_stdout '^error\[TIM001'

it "--lang goes before the locale"
locale=en_US.UTF-8 run check --lang zh slow.fadu
expect_stdout '^错误\[TIM001'

it "JSON holds both languages"
run check --format json slow.fadu
expect_status 1
expect_json 'd.diagnostics[0].message.length > 0' true 'd.diagnostics[0].messageEn.length > 0' true

# ------------------------------------------------------------------------------------------- colours

escape=$'\e'
it "no colours where no terminal is"
run check slow.fadu
expect_not_stdout "$escape"

it "--color always"
run check --color always slow.fadu
expect_stdout "$escape"

it "FORCE_COLOR gives colours"
FORCE_COLOR=1 run check slow.fadu
expect_stdout "$escape"

it "NO_COLOR goes before FORCE_COLOR"
NO_COLOR=1 FORCE_COLOR=1 run check slow.fadu
expect_not_stdout "$escape"

it "--color never goes before FORCE_COLOR"
FORCE_COLOR=1 run check --color never slow.fadu
expect_not_stdout "$escape"

it "JSON has no colours"
run check --color always --format json slow.fadu
expect_not_stdout "$escape"

# ------------------------------------------------------------------------------------------- outputs

it "JSON is one document and says what it is about"
run check --format json --as-of 2026-11-21 slow.fadu
expect_status 1
expect_no_stderr
expect_json 'd.schemaVersion' 1 'd.tool.name' fadu 'd.asOf' 2026-11-21 \
    'd.summary.files' 1 'd.summary.items' 1 'd.summary.errors' 1 \
    'd.diagnostics.length' 1 'd.diagnostics[0].code' TIM001 \
    'd.diagnostics[0].slug' timeline/promise-exceeds-statute \
    'd.diagnostics[0].severity' error 'd.diagnostics[0].nature' legality \
    'd.diagnostics[0].file' slow.fadu 'd.diagnostics[0].range.start.line' 24 \
    'd.diagnostics[0].fingerprint.length > 0' true

it "JSON of a clean file has no findings"
run check --format json clean.fadu
expect_status 0
expect_json 'd.diagnostics.length' 0

it "the same bytes whatever the number of threads"
run check --format json --as-of 2026-11-21 --severity info --jobs 1 slow.fadu clean.fadu label.fadu
keep jobs-1.json
run check --format json --as-of 2026-11-21 --severity info --jobs 8 slow.fadu clean.fadu label.fadu
keep jobs-8.json
expect_same jobs-1.json jobs-8.json

it "--fail-on, --select and --ignore hold for every format"
sed 's/监管主体/监管注体/' slow.fadu >two.fadu
for format in text json jsonl sarif github gitlab junit checkstyle rdjson markdown; do
    run check --format $format two.fadu
    expect_status 1
    expect_stdout TIM001
    expect_stdout SYN004
    run check --format $format --fail-on never two.fadu
    expect_status 0
    expect_stdout TIM001
    # SARIF always describes every check.
    [[ $format == sarif ]] && continue
    run check --format $format --select TIM001 two.fadu
    expect_status 1
    expect_stdout TIM001
    expect_not_stdout SYN004
    run check --format $format --ignore timeline two.fadu
    expect_status 1
    expect_not_stdout TIM001
done
run check --format sarif --select TIM001 two.fadu
expect_json 'd.runs[0].results.map(x => x.ruleId).join()' TIM001

it "what is suppressed is chosen by --select and --severity as well"
sed 's/^    承诺/    @允许(TIM001, "批复")\n&/' slow.fadu >allowed.fadu
run check --format sarif allowed.fadu
expect_status 0
expect_json 'd.runs[0].results.map(x => x.ruleId + x.suppressions[0].kind).join()' TIM001inSource
run check --format sarif --ignore TIM001 allowed.fadu
expect_json 'd.runs[0].results.length' 0
run check --format json allowed.fadu
expect_json 'd.summary.suppressed' 1

it "build takes every format"
run build --format gitlab two.fadu -o made/format
expect_status 1
expect_stdout '"check_name": "TIM001"'

it "--output-file takes the document, standard output stays empty"
run check --format json --output-file findings.json slow.fadu
expect_status 1
expect_no_stdout
document=findings.json expect_json 'd.diagnostics.length' 1

it "--output-file replaces what was there and keeps its mode"
printf 'old\n' >findings.txt
chmod 600 findings.txt
run check --output-file findings.txt slow.fadu
expect_status 1
[[ $(stat -c %a findings.txt) == 600 ]] || problem "the mode has changed"
grep -q TIM001 findings.txt || problem "the findings are not there"

it "--statistics and --timings speak on standard error"
more=yes run check --format json --statistics --timings slow.fadu
expect_status 1
expect_json 'd.diagnostics.length' 1
expect_stderr 'TIM001'
expect_stderr 'ms'

# ------------------------------------------------------------------------------------- standard input

it "- reads standard input"
input=slow.fadu run check -
expect_status 1
expect_code TIM001 1
expect_stdout 'stdin\.fadu:24:'

it "--stdin-filename names it"
input=slow.fadu run check --stdin-filename 事项/甲.fadu -
expect_status 1
expect_stdout '事项/甲\.fadu:24:'

it "empty standard input is a file without declarations"
run check -
expect_status 0

it "- twice is refused"
run check - -
expect_refusal

# --------------------------------------------------------------------------------- packages and paths

mkdir -p package/law package/items other
sed '/^证照/,$d' clean.fadu >package/law/law.fadu
sed -n '/^证照/,$p' slow.fadu >package/items/slow.fadu
cp syntax.fadu package/items/syntax.fadu
printf 'name = "集市"\nas-of = "2026-11-21"\n' >package/fadu.toml
cp clean.fadu "other/带 空格的名称.fadu"

it "a directory is its whole package"
run check --format json package
expect_status 1
expect_json 'd.summary.files' 3 'd.asOf' 2026-11-21 \
    'd.diagnostics.map(x => x.file + " " + x.code).join()' \
    'package/items/slow.fadu TIM001,package/items/syntax.fadu SYN001'

it "a path selects what is reported, its package is read"
run check --format json package/items/slow.fadu
expect_status 1
expect_json 'd.diagnostics.map(x => x.code).join()' TIM001 'd.summary.files' 1

it "what is not selected does not fail"
run check package/law
expect_status 0

it "without a path the package of the current directory is checked"
(cd package/items && exec "$fadu" check --format json) >from-inside.json 2>/dev/null
[[ $? == 1 ]] || problem "exit status"
document=from-inside.json expect_json 'd.diagnostics.length' 2

it "a path with spaces"
run check -q "other/带 空格的名称.fadu"
expect_status 0

it "an absolute path"
run check -q "$work/clean.fadu"
expect_status 0

it "the same path twice is one file"
run check --format json slow.fadu ./slow.fadu "$work/slow.fadu"
expect_json 'd.diagnostics.length' 1

it "several packages at once"
run check --format json package clean.fadu slow.fadu
expect_status 1
expect_json 'd.diagnostics.length' 3

it "a file that sources leave out is a package of its own"
mkdir -p apart/items apart/drafts
cp clean.fadu apart/items/
cp slow.fadu apart/drafts/
cp slow.fadu apart/drafts/again.fadu
printf 'as-of = "2026-11-21"\nsources = ["items/*.fadu"]\n' >apart/fadu.toml
run check apart
expect_status 0
run check --format json apart/drafts
expect_status 1
expect_json 'd.diagnostics.map(x => x.code).join()' TIM001,TIM001

it "fadu.toml sets severities"
mkdir -p mild
cp slow.fadu mild/
printf '[severity]\nTIM001 = "warning"\n' >mild/fadu.toml
run check mild
expect_status 0
expect_stdout '^警告\[TIM001'

it "fadu.toml turns a check off"
printf '[severity]\n"timeline/promise-exceeds-statute" = "off"\n' >mild/fadu.toml
run check mild
expect_status 0
expect_not_stdout TIM001

# --------------------------------------------------------------------------------------------- build

it "build writes process.json"
run build clean.fadu -o made/here
expect_status 0
expect_no_stderr
document=made/here/process.json expect_json 'typeof d' object
[[ $(ls -A made/here) == process.json ]] || problem "other files are there"

it "build gives the same bytes again"
cp made/here/process.json first.json
run build clean.fadu -o made/here --jobs 1
expect_same first.json made/here/process.json

it "build writes also when there are findings, and says 1"
run build slow.fadu -o made/slow
expect_status 1
expect_code TIM001 1
expect_file made/slow/process.json

it "build writes nothing when there are syntax errors"
run build syntax.fadu -o made/syntax
expect_status 1
expect_code SYN001
expect_no_file made/syntax/process.json

it "build leaves an earlier result alone when there are syntax errors"
mkdir -p made/kept
printf 'as it was\n' >made/kept/process.json
run build syntax.fadu -o made/kept
expect_status 1
[[ $(<made/kept/process.json) == "as it was" ]] || problem "it has changed"

it "build takes one package at a time"
run build clean.fadu package -o made/two
expect_status 2
expect_no_file made/two/process.json

# ------------------------------------------------------------------------------------------- explain

it "explain shows a page"
run explain TIM001
expect_status 0
expect_stdout 'TIM001'
expect_stdout '第四十二条'
expect_no_stderr

it "explain in English"
run explain --lang en TIM001
expect_status 0
expect_stdout '[Pp]romise'

it "explain takes small letters and slugs"
run explain tim001
expect_status 0
keep lower.txt
run explain timeline/promise-exceeds-statute
expect_status 0
keep slug.txt
expect_same lower.txt slug.txt

it "explain without a code lists all"
run explain
expect_status 0
expect_stdout '^SYN001 '
expect_stdout '^TIM001 '
keep list.txt

it "every code of the list has a page in both languages"
while read -r code _; do
    for language in zh en; do
        run explain --lang "$language" "$code"
        expect_status 0
        (($(wc -l <"$streams/out") > 3)) || problem "$code has no page ($language)"
    done
done <list.txt

it "explain of an unknown code is refused, the nearest is named"
run explain TIM0001
expect_refusal 'TIM001'

finish
