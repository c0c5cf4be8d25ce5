#!/usr/bin/env bash
# tests/cli/bad_inputs.sh PATH-OF-FADU
#
# Inputs that nobody should write and somebody will: whatever they are, the program ends in time with
# status 0, 1 or 2, says what is wrong, and leaves no partial file. The harness holds every run to
# that; what stands here is what is expected beyond it.
source "$(dirname "${BASH_SOURCE[0]}")/harness.sh"

clean_text >clean.fadu

# bad NAME CODE: checks the file bad.fadu in text and in JSON, and builds it. It must have a finding
# with this code.
bad() {
    it "$1"
    run build bad.fadu -o made
    expect_status 1
    expect_no_file made/process.json
    run check --format json bad.fadu
    expect_status 1
    expect_json "d.diagnostics.some(x => x.code === \"$2\")" true \
        'd.diagnostics.every(x => x.range.start.offset <= x.range.end.offset)' true
    run check bad.fadu
    expect_status 1
    expect_code "$2" "${3:-}"
    expect_short
}

# survives NAME: bad.fadu may be right or wrong.
survives() {
    it "$1"
    run check --format json bad.fadu
    expect_status 0 1
    expect_json
    run check bad.fadu
    expect_status 0 1
    expect_short "${2:-20000}"
}

# --------------------------------------------------------------------------------------- the encoding

{ clean_text; printf '// \xff\xfe\xfd\n'; } >bad.fadu
bad "bytes that are no UTF-8, in a comment" SYN002 1

{ clean_text; printf '机关 甲\xc3\x28局 { 辖区: 青山县 }\n'; } >bad.fadu
bad "bytes that are no UTF-8, in a name" SYN002 1

{ clean_text; printf '// \xe5\xb8'; } >bad.fadu
bad "UTF-8 cut off at the end of the file" SYN002 1

{ clean_text; printf '// \xc0\xaf \xed\xa0\x80 \xf4\x90\x80\x80\n'; } >bad.fadu
bad "overlong forms, surrogates, code points past the last" SYN002

clean_text | iconv -f UTF-8 -t UTF-16 >bad.fadu
bad "UTF-16 with a byte order mark" SYN002 1

clean_text | iconv -f UTF-8 -t UTF-16LE >bad.fadu
bad "UTF-16 little-endian without a mark" SYN002 1

clean_text | iconv -f UTF-8 -t UTF-16BE >bad.fadu
bad "UTF-16 big-endian without a mark" SYN002 1

clean_text | iconv -f UTF-8 -t UTF-32 >bad.fadu
bad "UTF-32" SYN002

clean_text | iconv -f UTF-8 -t GB18030 >bad.fadu
bad "GB18030" SYN002 1

{ clean_text; printf '机关 甲\0局 { 辖区: 青山县 }\n'; } >bad.fadu
it "a NUL byte in a name"
run check bad.fadu
expect_status 1
expect_stdout '^ *--> bad\.fadu:27:'
expect_short
grep -qU $'\x01' "$streams/out" && problem "control characters in the output"
(($(tr -d '\0' <"$streams/out" | wc -c) == $(wc -c <"$streams/out"))) || problem "NUL in the output"

head -c 100000 /dev/zero >bad.fadu
it "a file of NUL bytes"
run check bad.fadu
expect_status 1
expect_short

head -c 1000000 "$fadu" >bad.fadu
it "a program instead of a text"
run check bad.fadu
expect_status 1
expect_short 200000
run check --format json bad.fadu
expect_status 1
expect_json

it "a byte order mark, CRLF and U+3000 are right"
{ printf '\xef\xbb\xbf'; clean_text | sed 's/  /　/; s/$/\r/'; } >right.fadu
run check right.fadu
expect_status 0

it "the byte order mark takes no column"
printf '\xef\xbb\xbf职能 甲 { 层极: 县 }\r\n' >mark.fadu
run check --format json mark.fadu
expect_status 1
expect_json 'd.diagnostics[0].range.start.line' 1 'd.diagnostics[0].range.start.column' 8 \
    'd.diagnostics[0].range.start.offset' 16

clean_text | tr '\n' '\r' >bad.fadu
survives "CR alone as the end of a line"

printf '\e[31m\e]0;title\a 甲\u202e\u2066 {\n' >bad.fadu
it "control characters are not sent to the terminal"
run check bad.fadu
expect_status 1
expect_not_stdout $'\e|\a|\u202e'

# ---------------------------------------------------------------------------------------- nothing much

: >bad.fadu
it "an empty file"
run check bad.fadu
expect_status 0
run build bad.fadu -o empty
expect_status 0
expect_file empty/process.json

printf '\n\n   \t　\n' >bad.fadu
it "white space alone"
run check bad.fadu
expect_status 0

printf '// 甲' >bad.fadu
it "a comment without an end of line"
run check bad.fadu
expect_status 0

for text in '{' '}' '(' ')' '《' '"' '「' '/*' '@' '@允许' '@允许(' ':' ',' ';' '事项' '事项 ' '事项 {' '事项 :' '《》 {}' \
    '第' '第条' '法律文件' '法律文件 { }' '机关 甲:' '机关 甲: {' '事项 甲: 甲 {' '-' '///' '｛' '：' '若' '循环 { }'; do
    printf '%s' "$text" >bad.fadu
    survives "the whole file is $text"
done

# --------------------------------------------------------------------------------------- much and deep

# Ten megabytes of declarations, documented, as a county would write them.
awk 'BEGIN {
    print "辖区 甲县 { 编码: \"999001\" }"
    for (i = 0; i < 60000; ++i) {
        print "/// 第 " i " 个机关，职责见三定规定。"
        print "机关 甲县第" i "局 { 辖区: 甲县; 科室: 许可科, 监管科, 法规科; 设立: 2019-03-01 }"
    }
}' >ten.fadu

it "ten megabytes of declarations"
(($(wc -c <ten.fadu) > 9000000)) || problem "the file is too small"
run check -q ten.fadu
expect_status 0

for opening in '机关 乙局 { 辖区: 甲县; 科室: 《许可科' '机关 乙局 {' '/* 未完' '机关 乙局 { 科室: "许可科' '机关 乙局: (甲'; do
    { cat ten.fadu; printf '%s' "$opening"; } >bad.fadu
    it "ten megabytes, then at the very end: $opening"
    run check bad.fadu
    expect_status 1
    expect_code SYN003
    expect_stdout '^ *--> bad\.fadu:120002:'
    expect_short
done

{ printf '《未完\n'; cat ten.fadu; } >bad.fadu
survives "an unclosed title, then ten megabytes"

{ printf '机关 乙局 {\n'; cat ten.fadu; } >bad.fadu
bad "an unclosed brace, then ten megabytes" SYN003

{ printf '/*\n'; cat ten.fadu; } >bad.fadu
bad "an unclosed comment, then ten megabytes" SYN003 1
rm ten.fadu

repeat() { awk -v text="$1" -v count="$2" 'BEGIN { for (i = 0; i < count; ++i) printf "%s", text }'; }

{ printf '事项 甲 '; repeat '{ ' 30000; } >bad.fadu
bad "30,000 nested braces, none closed" SYN008

{ printf '事项 甲 '; repeat '{ 流程 ' 30000; repeat '} ' 30000; } >bad.fadu
bad "30,000 nested blocks, all closed" SYN008

{ printf '事项 甲 { 流程 { '; repeat '若 "乙" { ' 30000; repeat '} ' 30000; printf '} }\n'; } >bad.fadu
bad "30,000 nested choices" SYN008

repeat '}' 30000 >bad.fadu
bad "30,000 closing braces" SYN001

{ printf '机关 甲: '; repeat '(' 30000; } >bad.fadu
survives "30,000 opening parentheses"

{ printf '法律文件 '; repeat '《' 30000; repeat '》' 30000; printf ' { }\n'; } >bad.fadu
survives "30,000 nested title marks"

{ repeat '@允许(' 30000; printf '\n事项 甲 { }\n'; } >bad.fadu
survives "30,000 annotations, one in another"

{ printf '机关 '; repeat '甲' 350000; printf ' { 层级: 县 }\n'; } >bad.fadu
survives "a name of one megabyte"

{ printf '机关 甲 { 层级: '; repeat '乙' 350000; printf ' }\n'; } >bad.fadu
bad "a value of one megabyte" SYN005

{ printf '事项 甲 { 设定依据: 《'; repeat '乙' 350000; printf '》第一条 }\n'; } >bad.fadu
survives "a title of one megabyte"

{ printf '机关 甲 { 科室: '; repeat '乙科, ' 300000; printf '丙科 }\n'; } >bad.fadu
survives "a line of three megabytes"

{ printf '事项 甲 { 到现场次数: '; repeat 9 400; printf ' }\n'; } >bad.fadu
bad "a number of 400 digits" SYN008

{ printf '事项 甲 { 时限 { 承诺: '; repeat 9 400; printf ' 工作日 } }\n'; } >bad.fadu
bad "a duration of 400 digits" SYN008

{ printf '法律文件 《甲法》 { 位阶: 法律; 施行: 2020-01-01; 条数: 4\n  第'; repeat 九 400
    printf '条 { 时限 决定: 5 工作日 } }\n'; } >bad.fadu
survives "an article number of 400 digits"

sed 's/  第八条 /  第零条 { 时限 受理: 5 工作日 }\n&/' clean.fadu >bad.fadu
bad "第零条" SYN008 1

for date in 2026-02-30 2026-00-10 0000-01-01 99999-01-01 2026年13月1日; do
    sed "s/2021-07-01/$date/" clean.fadu >bad.fadu
    it "the date $date"
    run check bad.fadu
    expect_status 1
    expect_stdout '^ *--> bad\.fadu:9:'
    expect_short
done

awk 'BEGIN { for (i = 0; i < 20000; ++i) print "机关 甲" i " { 层极: 县 }" }' >bad.fadu
it "twenty thousand mistakes"
run check --format json bad.fadu
expect_status 1
expect_json 'd.diagnostics.filter(x => x.code === "SYN004").length' 20000

awk 'BEGIN { for (i = 0; i < 20000; ++i) print "机关 甲 { 层级: 县 }" }' >bad.fadu
it "one name declared twenty thousand times"
run check --format json bad.fadu
expect_status 1
expect_json 'd.diagnostics.some(x => x.code === "REF006")' true

# ------------------------------------------------------------------------------------------- circles

# items COUNT LAST: items that each require the next; the last one requires LAST.
items() {
    clean_text | sed '/^法律文件/,$d'
    awk -v count="$1" -v last="$2" 'BEGIN {
        for (i = 0; i < count; ++i) {
            required = i + 1 < count ? "公共服务" (i + 1) : last
            print "事项 公共服务" i " { 类型: 公共服务; 实施机关: 青山县集市管理局" \
                (required == "" ? "" : "; 前置审批: " required) " }"
        }
    }'
}

items 100000 公共服务0 >bad.fadu
it "a circle of 100,000 items"
run check bad.fadu
expect_status 1
expect_code DEP001 1
run check --format json bad.fadu
expect_status 1
expect_json 'd.diagnostics.filter(x => x.code === "DEP001").length' 1

items 100000 '' >bad.fadu
it "a chain of 100,000 items is no circle"
run check bad.fadu
expect_status 0
run build bad.fadu -o chain
expect_status 0
expect_file chain/process.json

items 1 公共服务0 >bad.fadu
it "an item that requires itself"
run check bad.fadu
expect_status 1
expect_code DEP001 1

it "a flow of 5,000 steps that wait for each other in a circle"
{
    clean_text | sed '/^法律文件/,$d'
    printf '事项 甲 {\n  类型: 公共服务\n  实施机关: 青山县集市管理局\n  流程 {\n'
    awk 'BEGIN { for (i = 0; i < 5000; ++i)
        print "    步骤" i ": 青山县集市管理局, 1 工作日, 后于 步骤" (i + 4999) % 5000 }'
    printf '  }\n}\n'
} >bad.fadu
run check bad.fadu
expect_status 1
expect_code DEP003 1
expect_short

circle() {
    it "$1"
    run check --format json bad.fadu
    expect_status 0 1
    expect_json
    run build bad.fadu -o circle
    expect_status 0 1
}

printf '辖区 甲 { 上级: 乙 }\n辖区 乙 { 上级: 甲 }\n机关 丙 { 辖区: 甲 }\n事项 丁 { 类型: 公共服务; 实施机关: 丙 }\n' >bad.fadu
circle "two places, each within the other"

printf '辖区 甲 { 上级: 甲 }\n机关 丙 { 辖区: 甲; 上级: 丙; 派出自: 丙 }\n' >bad.fadu
circle "a place within itself, an organ under itself"

printf '辖区 甲 { 编码: "999001" }\n机关 丙: 丁 { 辖区: 甲 }\n事项 戊: 戊 { 类型: 公共服务; 实施机关: 丙 }\n' >bad.fadu
circle "an item that inherits from itself"

printf '目录事项 甲: 乙 { 类型: 公共服务 }\n目录事项 乙: 甲 { 类型: 公共服务 }\n' >bad.fadu
circle "two catalogue items, each inheriting from the other"

printf '法律文件 《甲法》 { 位阶: 法律; 施行: 2020-01-01; 上位法: 《乙法》 }\n法律文件 《乙法》 { 位阶: 法律; 施行: 2020-01-01; 上位法: 《甲法》 }\n' >bad.fadu
circle "two instruments, each made under the other"

printf '职能 甲 { 曾称: 乙 至 2020-01-01 }\n职能 乙 { 曾称: 甲 至 2021-01-01 }\n' >bad.fadu
circle "two functions, each the former name of the other"

awk 'BEGIN { print "辖区 甲0 { 编码: \"999001\" }"
    for (i = 1; i < 50000; ++i) print "辖区 甲" i " { 上级: 甲" i - 1 " }" }' >bad.fadu
circle "a chain of 50,000 places"

# ---------------------------------------------------------------------------------- paths that are none

it "a path that is not there"
run check missing.fadu
expect_refusal 'missing\.fadu'
run build missing.fadu -o made
expect_refusal 'missing\.fadu'

it "a path that is not there, beside one that is"
run check clean.fadu missing.fadu
expect_status 2
expect_stderr 'missing\.fadu'

it "an empty path"
run check ''
expect_status 2

it "a path of 5,000 characters"
run check "$(repeat x 5000).fadu"
expect_status 2

it "a dangling symbolic link"
ln -s nowhere.fadu dangling.fadu
run check dangling.fadu
expect_status 2
expect_stderr 'dangling\.fadu'

it "a symbolic link to itself"
ln -s itself.fadu itself.fadu
run check itself.fadu
expect_status 2
expect_stderr 'itself\.fadu'

it "an empty directory"
mkdir nothing
run check nothing
expect_status 2

mkdir -p odd/directory.fadu odd/inner
printf 'name = "odd"\n' >odd/fadu.toml
cp clean.fadu odd/clean.fadu
it "a directory with the name of a file is no file"
run check --format json odd
expect_status 0
expect_json 'd.summary.files' 1

it "links in a circle end, every file is read once"
ln -s .. odd/inner/up
ln -s ../odd odd/inner/again
run check --format json odd
expect_status 0 1
expect_json 'd.summary.files' 1 'd.diagnostics.filter(x => x.code === "REF006").length' 0
rm odd/inner/up odd/inner/again

it "a dangling link inside a package"
ln -s nowhere.fadu odd/dangling.fadu
run check odd
expect_status 0 1 2
rm odd/dangling.fadu

it "a pipe with the name of a source, inside a package, is not waited for"
mkfifo odd/pipe.fadu
run check odd
expect_status 0 2
rm odd/pipe.fadu

it "a device as a source"
run check /dev/zero
expect_status 2
run check /dev/null
expect_status 0 2

it "a file in the place of a directory"
run check clean.fadu/inner.fadu
expect_status 2

it "names that are hard to print"
mkdir hard
cp clean.fadu hard/$'带\n换行.fadu'
cp clean.fadu hard/$'坏\xff字节.fadu' 2>/dev/null
printf '} \n' >hard/$'错\x1b[31m.fadu'
run check hard/$'错\x1b[31m.fadu'
expect_status 1
expect_not_stdout $'\e'
run check --format json hard/$'带\n换行.fadu' hard/$'坏\xff字节.fadu'
expect_status 0 1 2
expect_json

# As another user: root may read everything.
nobody() { setpriv --reuid 65534 --regid 65534 --clear-groups "$@"; }
it "files and directories that may not be read"
other_user=()
((EUID != 0)) || other_user=(nobody)
cp "$fadu" program
if ! "${other_user[@]}" "$work/program" --version >/dev/null 2>&1; then
    skip "no other user can run the program"
else
    mkdir -p closed/inner
    printf 'name = "closed"\n' >closed/fadu.toml
    cp clean.fadu closed/inner/clean.fadu
    cp clean.fadu closed/secret.fadu
    chmod 000 closed/secret.fadu
    # Runs the program as the other user and holds it to status 2 and one line.
    refused() {
        local limit=$allowed
        command_line=$*
        status=0
        "${other_user[@]}" timeout "$limit" "$work/program" "$@" >"$streams/out" 2>"$streams/err" || status=$?
        expect_status 2
        (($(wc -l <"$streams/err") == 1)) || problem "not one line on standard error"
    }
    refused check closed/secret.fadu
    refused check closed
    rm -f closed/secret.fadu
    chmod 000 closed/inner
    refused check closed
    refused check closed/inner/clean.fadu
    chmod 755 closed/inner
fi

# -------------------------------------------------------------------------------------- configurations

mkdir -p package
cp clean.fadu package/
# config NAME TEXT: this fadu.toml cannot be used.
config() {
    it "fadu.toml: $1"
    printf '%b' "$2" >package/fadu.toml
    run check package
    expect_status 2
    expect_stdout 'CFG[0-9]+'
    expect_short
    run check --format json package
    expect_status 2
    expect_json 'd.diagnostics.some(x => x.code.startsWith("CFG"))' true
    run build package -o configured
    expect_status 2
    expect_no_file configured/process.json
}
config "no TOML" 'name = \n'
config "no UTF-8" 'name = "\xff\xfe"\n'
config "a value of another type" 'name = 5\n'
config "a date that is none" 'as-of = "2026-02-30"\n'
config "a severity that is none" '[severity]\nTIM001 = "fatal"\n'
config "a NUL byte" 'name = "a\0b"\n'
config "deep nesting" "$(printf 'name = '; repeat '[' 20000)"

it "fadu.toml is a directory"
rm package/fadu.toml
mkdir package/fadu.toml
run check package
expect_status 0 1 2
rmdir package/fadu.toml

it "fadu.toml is a dangling link"
ln -s nowhere package/fadu.toml
run check package
expect_status 0 1 2
rm package/fadu.toml

it "sources that match nothing"
printf 'sources = ["nowhere/**"]\n' >package/fadu.toml
run check package
expect_status 0 2

it "globs that could run away"
printf 'sources = ["%s*.fadu", "../../../**"]\n' "$(repeat '**/*' 200)" >package/fadu.toml
run check package
expect_status 0 1 2

it "a package that extends itself"
printf 'extends = "fadu.toml"\n' >package/fadu.toml
run check package
expect_status 0 1 2

it "--stdlib that is not there"
run check --stdlib nowhere clean.fadu
expect_refusal 'nowhere'

it "--stdlib that is no library"
mkdir -p strange
head -c 10000 "$fadu" >strange/strange.fadu
run check --stdlib strange clean.fadu
expect_status 0 1 2

# ------------------------------------------------------------------------- outputs that cannot be written

slow_text >slow.fadu

for command in '--help' '--version' 'explain TIM001' 'explain' 'check slow.fadu' 'check --format json slow.fadu'; do
    it "$command into a full disk"
    # shellcheck disable=SC2086
    output=/dev/full run $command
    expect_status 2
    expect_stderr '空间不足'
done

it "--output-file on a full device"
run check --output-file /dev/full slow.fadu
expect_refusal '空间不足'

it "standard output that is closed"
"$fadu" check slow.fadu >&- 2>"$streams/err"
[[ $? == 2 ]] || problem "the exit status is not 2"
(($(wc -l <"$streams/err") == 1)) || problem "not one line on standard error"

it "all streams closed"
"$fadu" check slow.fadu <&- >&- 2>&-
[[ $? == 2 ]] || problem "the exit status is not 2"

it "a reader that goes away"
"$fadu" explain 2>"$streams/err" | true
case ${PIPESTATUS[0]} in 0 | 2) ;; *) problem "exit status ${PIPESTATUS[0]}" ;; esac
awk 'BEGIN { for (i = 0; i < 3000; ++i) print "机关 甲" i " { 层极: 县 }" }' >many.fadu
"$fadu" check many.fadu 2>"$streams/err" | head -c 10 >/dev/null
gone=${PIPESTATUS[0]}
[[ $gone == 1 || $gone == 2 ]] || problem "exit status $gone"

it "a file that would grow past the limit leaves nothing"
blocks=1 run check --format json --output-file limited.json many.fadu
expect_status 2
expect_no_file limited.json

it "a file that would grow past the limit leaves what was there"
printf 'as it was\n' >limited.json
blocks=1 run check --format json --output-file limited.json many.fadu
expect_status 2
[[ $(<limited.json) == "as it was" ]] || problem "the old file is gone"

it "build past the limit leaves what was there"
mkdir -p limited
printf 'as it was\n' >limited/process.json
items 1000 '' >bad.fadu
blocks=4 run build bad.fadu -o limited
expect_status 2
[[ $(<limited/process.json) == "as it was" ]] || problem "the old file is gone"
[[ $(ls -A limited) == process.json ]] || problem "another file is left"

it "build on a disk that is full"
# shellcheck disable=SC2016
# A disk of 64 KiB, in a name space of its own; what is left on it is listed at the end.
full_disk='
    mount -t tmpfs -o size=64k none "$2" || exit 99
    timeout -k 2 "$3" "$1" build bad.fadu -o "$2/out"
    status=$?
    ls -A "$2/out" | sed "s/^/left: /" >&2
    exit $status'
mkdir -p disk
status=0
unshare --mount --map-root-user true 2>/dev/null || status=99
if [[ $status == 0 ]]; then
    unshare --mount --map-root-user bash -c "$full_disk" full "$fadu" "$work/disk" "$allowed" \
        >"$streams/out" 2>"$streams/err" || status=$?
fi
if [[ $status == 99 ]]; then
    skip "no disk can be mounted here"
else
    expect_status 2
    (($(grep -c '^fadu: ' "$streams/err") == 1)) || problem "not one line on standard error"
    ! grep '^left: ' "$streams/err" || problem "a file is left on the full disk"
fi

it "-o that is a file"
run build clean.fadu -o clean.fadu
expect_status 2
cmp -s clean.fadu <(clean_text) || problem "the file has changed"

it "-o below a file"
run build clean.fadu -o clean.fadu/below
expect_status 2

it "--output-file that is a directory"
run check --output-file nothing slow.fadu
expect_status 2
expect_no_stdout

it "--output-file in a directory that is not there"
run check --output-file nowhere/out.txt slow.fadu
expect_status 2
expect_no_file nowhere

it "process.json that is a directory"
mkdir -p taken/process.json
run build clean.fadu -o taken
expect_status 2

it "an output in a directory that may not be written"
if ((EUID == 0)); then
    if nobody "$work/program" --version >/dev/null 2>&1; then
        mkdir -p guarded
        chmod 755 guarded
        refused build clean.fadu -o guarded/out
        expect_no_file guarded/out
    else
        skip "no other user can run the program"
    fi
else
    mkdir -p guarded
    chmod 555 guarded
    run build clean.fadu -o guarded/out
    expect_status 2
    expect_no_file guarded/out
fi

# ------------------------------------------------------------------------------------- standard input

it "binary standard input"
input=$fadu run check -
expect_status 1
expect_short 200000

it "standard input that is a directory"
input=$work run check -
expect_status 2

finish
