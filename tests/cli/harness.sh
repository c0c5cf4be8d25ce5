# shellcheck shell=bash
# Sourced by the suites beside it: runs the program as a user would and says ok or FAIL.
#
#   it "what is expected"        begins a check
#   run check a.fadu             runs the program; before it, as variables of this call:
#                                  input=FILE      standard input (default: empty)
#                                  output=FILE     where standard output goes (default: it is kept)
#                                  blocks=N        no file may grow beyond N KiB
#                                  seconds=N       time allowed
#                                  locale=NAME     instead of a neutral one
#                                  path=DIRS       instead of PATH
#                                  more=yes        standard error may hold more than one line
#   expect_… …                   says what must hold of the last run
#   finish                       prints the sums; its status is the suite's
#
# Every run is held to what the program promises whatever the input is: exit status 0, 1 or 2, within
# the time, and on standard error nothing but one line of its own.
set -uo pipefail

if (($# < 1)) || [[ ! -x $1 ]]; then
    echo "usage: ${0##*/} PATH-OF-FADU" >&2
    exit 2
fi
fadu=$(cd "$(dirname "$1")" && pwd)/${1##*/}
allowed=${FADU_TEST_SECONDS:-30}

export LC_ALL=C.UTF-8
unset NO_COLOR FORCE_COLOR FADU_LANG
export TERM=dumb

work=$(mktemp -d "${TMPDIR:-/tmp}/fadu-cli.XXXXXX")
streams=$(mktemp -d "${TMPDIR:-/tmp}/fadu-cli-streams.XXXXXX")
# Whoever the program is run as must be able to pass through.
chmod 755 "$work"
clean_up() {
    chmod -R u+rwX "$work" 2>/dev/null
    rm -rf "$work" "$streams"
}
trap clean_up EXIT
cd "$work" || exit 2

passed=0
failed=0
skipped=0
title=
problems=()

problem() { problems+=("$*"); }

# The beginning of a stream, safe to print.
excerpt() {
    head -c 600 "$streams/$1" 2>/dev/null | tr -d '\000-\010\013-\037\177' | head -6 |
        sed "s/^/        std$1: /"
}

close_check() {
    [[ -n $title ]] || return 0
    if ((${#problems[@]} == 0)); then
        passed=$((passed + 1))
        echo "ok    $title"
    else
        failed=$((failed + 1))
        echo "FAIL  $title"
        printf '        %s\n' "${problems[@]}"
        echo "        command: fadu ${command_line:-} (status ${status:-none})"
        excerpt out
        excerpt err
    fi
    title=
    problems=()
}

it() {
    close_check
    title=$1
    command_line=
    status=
    : >"$streams/out" 2>"$streams/err"
}

# skip REASON: the check just begun cannot be made here.
skip() {
    skipped=$((skipped + 1))
    echo "skip  $title: $1"
    title=
    problems=()
}

finish() {
    close_check
    echo "$passed passed, $failed failed, $skipped skipped"
    ((failed == 0 && passed > 0))
}

run() {
    local limit=${seconds:-$allowed}
    command_line=$*
    status=0
    (
        [[ -z ${blocks:-} ]] || ulimit -f "$blocks"
        exec env LC_ALL="${locale:-C.UTF-8}" PATH="${path:-$PATH}" timeout -k 2 "$limit" "$fadu" "$@" \
            <"${input:-/dev/null}" >"${output:-$streams/out}" 2>"$streams/err"
    ) || status=$?
    case $status in
        0 | 1 | 2) ;;
        124 | 137) problem "not finished within $limit s" ;;
        *) problem "exit status $status" ;;
    esac
    if grep -qiE 'internal error|内部错误|sanitizer|runtime error' "$streams/err"; then
        problem "an error of the program itself: $(head -c 300 "$streams/err" | head -2)"
    elif [[ ${more:-no} == no ]]; then
        local lines
        lines=$(wc -l <"$streams/err")
        ((lines <= 1)) || problem "$lines lines on standard error"
        ((lines == 0)) || grep -q '^fadu: ' "$streams/err" || problem "standard error is not fadu's"
        ((status != 2 || lines == 1)) || problem "status 2 without its line on standard error"
    fi
    local left
    left=$(find "$work" -name '.fadu-??????' -print -quit 2>/dev/null)
    [[ -z $left ]] || problem "a temporary file is left: $left"
}

expect_status() {
    local expected
    for expected in "$@"; do
        [[ $status != "$expected" ]] || return 0
    done
    problem "exit status $status, expected ${*// / or }"
}
# A case that cannot be used: status 2, one line; nothing on standard output.
expect_refusal() {
    expect_status 2
    expect_no_stdout
    (($# == 0)) || expect_stderr "$1"
}
expect_stdout() { grep -qE -- "$1" "$streams/out" || problem "standard output lacks $1"; }
expect_not_stdout() { ! grep -qE -- "$1" "$streams/out" || problem "standard output has $1"; }
expect_no_stdout() { [[ ! -s $streams/out ]] || problem "standard output is not empty"; }
expect_stderr() { grep -qE -- "$1" "$streams/err" || problem "standard error lacks $1"; }
expect_no_stderr() { [[ ! -s $streams/err ]] || problem "standard error is not empty"; }
expect_file() { [[ -f $1 ]] || problem "there is no file $1"; }
expect_no_file() { [[ ! -e $1 ]] || problem "there is a file $1"; }
expect_same() { cmp -s "$1" "$2" || problem "$1 and $2 differ"; }
# What a person can still read.
expect_short() {
    local size
    size=$(wc -c <"$streams/out")
    ((size <= ${1:-20000})) || problem "$size bytes of output"
}

# expect_code CODE [COUNT]: findings with this code in text output; without a count one or more.
expect_code() {
    local count
    count=$(grep -cE "^[^ |]+\[$1 " "$streams/out")
    if [[ -n ${2:-} ]]; then
        ((count == $2)) || problem "$count times $1, expected $2"
    else
        ((count > 0)) || problem "$1 is not reported"
    fi
}

# expect_json [EXPRESSION VALUE]…: standard output (or the file in $document) is one JSON document; an
# expression of JavaScript about it, `d`, has a value.
expect_json() {
    if ! command -v node >/dev/null; then
        [[ $(head -c 1 "${document:-$streams/out}") == '{' ]] || problem "not JSON"
        return
    fi
    node - "${document:-$streams/out}" "$@" >"$streams/json" 2>&1 <<'JS' || problem "$(head -3 "$streams/json")"
const [file, ...pairs] = process.argv.slice(2);
const bytes = require("fs").readFileSync(file);
let d;
try {
    d = JSON.parse(new TextDecoder("utf-8", {fatal: true}).decode(bytes));
} catch (error) {
    console.log("no JSON document: " + error.message);
    process.exit(1);
}
for (let i = 0; i + 1 < pairs.length; i += 2) {
    const value = String(eval(pairs[i]));
    if (value !== pairs[i + 1]) {
        console.log(`${pairs[i]} is ${value}, expected ${pairs[i + 1]}`);
        process.exit(1);
    }
}
JS
}

keep() { cp "$streams/out" "$1"; }

# A package without findings, in one file.
clean_text() {
    cat <<'FADU'
辖区 清江省 { 编码: "990000" }
辖区 青山县 { 编码: "999001"; 上级: 清江省; 省直管 }
职能 集市主管部门 { 层级: 县以上 }
机关 青山县集市管理局: 集市主管部门 { 辖区: 青山县 }
法律文件 《清江省集市管理条例》 {
  位阶: 省级地方性法规
  制定机关: 清江省人民代表大会常务委员会
  辖区: 清江省
  施行: 2021-07-01
  条数: 36
  收录: 全文
  第八条 { 设定 集市开办许可: 行政许可, 由 集市主管部门, 层级 县 }
  第十一条 { 时限 决定: 15 工作日 }
}
证照 集市开办许可证 { 发证机关: 集市主管部门 }
事项 集市开办许可 {
  类型: 行政许可
  设定依据: 《清江省集市管理条例》第八条
  实施机关: 青山县集市管理局
  监管主体: 青山县集市管理局
  结果: 集市开办许可证
  时限 {
    法定: 15 工作日 依据 《清江省集市管理条例》第十一条
    承诺: 8 工作日
  }
}
FADU
}

# The same with a promise that is longer than the limit: TIM001 at its line 24.
slow_text() { clean_text | sed 's/承诺: 8 工作日/承诺: 25 工作日/'; }
