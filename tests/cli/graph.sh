#!/usr/bin/env bash
# tests/cli/graph.sh PATH-OF-FADU
#
# fadu graph: which pictures a call asks for, where they go, and that Graphviz draws all of them
# without a word of complaint.
project=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
source "$(dirname "${BASH_SOURCE[0]}")/harness.sh"

clean_text >clean.fadu
cat >>clean.fadu <<'FADU'
机关 青山县商务局: 集市主管部门 { 辖区: 青山县 }
事项 集市开办许可 {
  类型: 行政许可
  设定依据: 《清江省集市管理条例》第八条
  实施机关: 青山县商务局
  时限 { 承诺: 8 工作日 }
}
事项 "甲<b>&amp;\𠮷]]>" {
  类型: 公共服务
  实施机关: 青山县商务局
  前置审批: "包外<许可>&"
  流程 {
    "收<件>&\": 青山县商务局, 1 工作日
    若 "材料 <不全> & \n" { "补[正]{}|#;": 申请人, 1 工作日 } 否则 { 办理: 青山县商务局, 1 工作日 }
  }
}
FADU
odd='甲<b>&amp;\𠮷]]>'
market=999001/青山县集市管理局/集市开办许可/新办

# expect_svg FILE TITLE: one well-formed SVG document with this title.
expect_svg() {
    xmllint --noout "$1" 2>"$streams/xml" || problem "$1: $(head -1 "$streams/xml")"
    grep -qF "<title>$2</title>" "$1" || problem "$1 has no title $2"
    grep -q '^<svg lang="' "$1" || problem "$1 has no language"
    grep -q '<!DOCTYPE' "$1" && problem "$1 names a document type on the net"
}

# --------------------------------------------------------------------------------- which picture

it "without an item: the dependencies of the package"
run graph --package clean.fadu --format dot
expect_status 0
expect_no_stderr
expect_stdout '事项和证照的办理依赖'

it "an item: its flow"
run graph "$odd" --package clean.fadu
expect_status 0
expect_no_stderr
keep odd.svg
expect_svg odd.svg '甲&lt;b&gt;&amp;amp;\𠮷]]&gt;办理流程'

for kind in dependencies authority; do
    it "an item: its $kind"
    run graph "$odd" --kind $kind --package clean.fadu -o $kind.svg
    expect_status 0
    expect_no_stdout
    [[ $kind == dependencies ]] && expect_svg $kind.svg '甲&lt;b&gt;&amp;amp;\𠮷]]&gt;的办理依赖'
    [[ $kind == authority ]] && expect_svg $kind.svg '甲&lt;b&gt;&amp;amp;\𠮷]]&gt;的权限链'
done

it "pictures speak English when asked"
run graph "$market" --kind authority --package clean.fadu --lang en --format mermaid
expect_status 0
expect_stdout '^flowchart'
expect_stdout 'chain of authority'

it "an end of the stable id, and the whole of it, name an item"
run graph 青山县集市管理局/集市开办许可/新办 "$market" --kind authority --package clean.fadu -o ends
expect_status 0
expect_file ends/999001_青山县集市管理局_集市开办许可_新办.authority.svg
expect_file ends/999001_青山县集市管理局_集市开办许可_新办~2.authority.svg

it "without an item: the chains of all"
run graph --kind authority --package clean.fadu --format dot -o all/below
expect_status 0
(($(find all/below -name '*.authority.dot' | wc -l) == 3)) || problem "not three pictures"

it "an output that is a directory takes a file in it"
mkdir -p there
run graph --package clean.fadu --format mermaid -o there
expect_status 0
expect_file there/clean.dependencies.mmd || ls there

it "standard input is a package"
input=clean.fadu run graph "$odd" --package - --format dot
expect_status 0
expect_stdout '^digraph'

it "the same bytes whatever the jobs"
run graph --kind authority --package clean.fadu --format dot --jobs 1 -o one
run graph --kind authority --package clean.fadu --format dot --jobs 8 -o eight
diff -r one eight >/dev/null || problem "they differ"

# ------------------------------------------------------------------------------- what is refused

it "an ambiguous item is refused, all are named"
run graph 集市开办许可 --kind authority --package clean.fadu
expect_refusal '青山县集市管理局/集市开办许可/新办、.*青山县商务局/集市开办许可/新办'

it "an unknown item is refused, the nearest is named"
run graph 集市开办许司 --package clean.fadu
expect_refusal '是不是 集市开办许可'

it "an item without a flow is refused, other kinds are named"
run graph "$market" --package clean.fadu
expect_refusal 'kind dependencies'

it "an empty item is refused"
run graph '' --package clean.fadu
expect_refusal '为空'

it "several pictures need a directory"
run graph --kind authority --package clean.fadu
expect_refusal '须用 -o'

it "several pictures into a file are refused"
run graph --kind authority --package clean.fadu --format dot -o clean.fadu
expect_refusal '目录'

it "a file in a directory that is not there is refused"
run graph --package clean.fadu --format dot -o nowhere/x.dot
expect_refusal '无法写入'

it "an unknown kind, format and option are refused"
run graph --kind timelines --package clean.fadu
expect_refusal 'flow'
run graph --format png --package clean.fadu
expect_refusal 'svg'
run graph --knd flow
expect_refusal '--kind'

it "a package that is not there is refused"
run graph --package nowhere
expect_refusal

it "a path of several packages is refused"
mkdir -p several
clean_text >several/a.fadu
clean_text >several/b.fadu
run graph --package several
expect_refusal '一个包'

it "nothing is drawn while there are syntax errors"
printf '} 多余\n' | cat - clean.fadu >syntax.fadu
run graph --package syntax.fadu --format dot -o syntax.dot
expect_status 1
expect_stderr '语法错误'
expect_no_file syntax.dot

it "a full disk is said"
if [[ -w /dev/full ]]; then
    output=/dev/full run graph --package clean.fadu --format dot
    expect_status 2
    expect_stderr '标准输出'
else
    skip "there is no /dev/full"
fi

# ---------------------------------------------------------------------------------- Graphviz itself

# A directory for PATH with what a run needs and the `dot` that standard input holds, if any.
path_with_dot() {
    rm -rf "$1"
    mkdir "$1"
    local tool
    for tool in env timeout bash cat head tr; do
        ln -s "$(command -v $tool)" "$1/$tool"
    done
    cat >"$1/dot"
    if [[ -s $1/dot ]]; then chmod +x "$1/dot"; else rm "$1/dot"; fi
}

it "without Graphviz the package to install is named, and other formats work"
path_with_dot none </dev/null
path=$work/none run graph --package clean.fadu
expect_refusal 'graphviz.*--format dot'
path=$work/none run graph --package clean.fadu --format dot
expect_status 0

it "a Graphviz that fails is quoted in one line"
printf '#!/bin/bash\nprintf "Error: first\\nsecond\\n" >&2\nexit 1\n' | path_with_dot fails
path=$work/fails run graph --package clean.fadu -o none.svg
expect_refusal 'Error: first'
expect_no_file none.svg

it "a Graphviz that writes nothing is noticed"
printf '#!/bin/bash\nexit 0\n' | path_with_dot silent
path=$work/silent run graph --package clean.fadu
expect_refusal

it "a Graphviz that crashes on right angles is asked for straight lines"
cat <<'SH' | path_with_dot crashes
#!/bin/bash
[[ $* == *splines=polyline* ]] || kill -SEGV $$
echo '<svg width="1"></svg>'
SH
path=$work/crashes run graph --package clean.fadu
expect_status 0
expect_stdout '^<svg lang='

it "a Graphviz that talks before it listens does not block"
cat <<'SH' | path_with_dot talks
#!/bin/bash
head -c 3000000 /dev/zero | tr '\0' x >&2
echo '<svg width="1">'
head -c 3000000 /dev/zero | tr '\0' ' '
cat >/dev/null
echo '</svg>'
SH
path=$work/talks run graph --package clean.fadu -o talks.svg
expect_status 0
expect_file talks.svg

# ------------------------------------------------------------------------------- what it draws

# drawn DIRECTORY: lays out every DOT text in it.
drawn() {
    local file count=0
    for file in "$1"/*.dot; do
        count=$((count + 1))
        dot -Tsvg "$file" >"$streams/svg" 2>"$streams/warnings" || problem "$file: dot fails"
        [[ ! -s $streams/warnings ]] || problem "$file: $(head -1 "$streams/warnings")"
        xmllint --noout "$streams/svg" 2>"$streams/xml" || problem "$file: no XML"
    done
    ((count >= ${2:-1})) || problem "only $count pictures in $1"
}

for kind in flow authority; do
    it "Graphviz draws every $kind of the corpus without a warning"
    run graph --kind $kind --package "$project/corpus" --format dot -o corpus-$kind
    expect_status 0
    drawn corpus-$kind 30
done

it "Graphviz draws the corpus's dependencies without a warning"
run graph --package "$project/corpus" --format dot -o corpus-dependencies/
expect_status 0
drawn corpus-dependencies

for case in flow/step-cycles flow/unreachable flow/times authority/rank authority/no-basis \
    authority/level authority/organ authority/establishes-nothing dependency/document-cycles; do
    it "Graphviz draws the case $case without a warning"
    kind=${case%%/*}
    [[ $kind == dependency ]] && kind=dependencies
    run graph --kind $kind --package "$project/tests/cases/$case.fadu" --format dot -o case/
    expect_status 0
    drawn case
    rm -rf case
done

it "a flow of three hundred steps is drawn"
{
    clean_text | head -4
    echo '机关 青山县集市局: 集市主管部门 { 辖区: 青山县; 科室: 一科, 二科, 三科 }'
    echo '事项 长流程 { 类型: 公共服务; 实施机关: 青山县集市局; 流程 {'
    echo '  环节0: 一科, 1 工作日'
    for ((i = 1; i <= 298; i += 2)); do
        echo "  环节$i: 二科, 1 工作日, 后于 环节$((i > 1 ? i - 1 : 0))$( ((i > 1)) && echo ", 环节$((i - 2))")"
        echo "  环节$((i + 1)): 三科, 2 工作日, 后于 环节$((i > 1 ? i - 1 : 0))"
    done
    echo '} }'
} >long.fadu
seconds=120 run graph 长流程 --package long.fadu -o long.svg
expect_status 0
expect_svg long.svg 长流程办理流程

it "two thousand items are drawn, as far as the picture says"
{
    clean_text | head -4
    echo '事项 事项0 { 类型: 公共服务; 实施机关: 青山县集市管理局 }'
    for ((i = 1; i < 2000; ++i)); do
        echo "事项 事项$i { 类型: 公共服务; 实施机关: 青山县集市管理局; 前置审批: 事项$((i / 2)), 事项$((i / 3)) }"
    done
} >many.fadu
seconds=60 run graph --package many.fadu -o many.svg
expect_status 0
expect_svg many.svg many：事项和证照的办理依赖
grep -qE '共有.*2000' many.svg || problem "the picture does not say what it leaves out"

finish
