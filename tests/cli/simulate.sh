#!/usr/bin/env bash
# tests/cli/simulate.sh PATH-OF-FADU
#
# fadu simulate and fadu graph --timeline: what a call may say of a case, what comes out, and what is
# refused in one line.
project=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
source "$(dirname "${BASH_SOURCE[0]}")/harness.sh"

clean_text | sed '$d' >case.fadu
cat >>case.fadu <<'FADU'
  流程 {
    受理: 青山县集市管理局, 1 工作日
    审查: 青山县集市管理局, 2 工作日
    检验: 青山县集市管理局, 5 工作日, 后于 受理, 不计入期限 依据 《行政许可法》第四十五条
    循环 补充 至多 2 次 { 补充说明: 青山县集市管理局, 1 工作日 }
    若 结论 "符合条件" {
      决定: 青山县集市管理局, 1 工作日
    } 否则 {
      不予许可决定: 青山县集市管理局, 1 工作日, 阶段 决定
      结束: 不予许可
    }
    送达: 青山县集市管理局, 1 工作日
  }
}
事项 集市歇业备案 {
  类型: 公共服务
  实施机关: 青山县集市管理局
  时限 { 承诺: 3 工作日 }
}
FADU
case=(simulate 集市开办许可 --package case.fadu --as-of 2026-01-01)

# ------------------------------------------------------------------------------------ what comes out

it "the course of a case from its acceptance"
run "${case[@]}" --accept 2026-03-06
expect_status 0
expect_no_stderr
expect_stdout '^2026-03-06 周五 +受理（已知）'
expect_stdout '法定 +15 个工作日 +届满 2026-0'
expect_stdout '《清江省集市管理条例》第十一条'
expect_stdout '░'

it "no line is wider than a terminal"
while IFS= read -r line; do
    ((${#line} <= 100)) || problem "${#line} characters: $line"
done <"$streams/out"

it "the same in English"
run "${case[@]}" --accept 2026-03-06 --lang en
expect_status 0
expect_stdout '^2026-03-06 Fri +受理 \(known\)'

it "facts move the course, choices pick the branch"
run "${case[@]}" --accept 2026-03-06 --event 检验开始=2026-03-09 --event 检验=2026-03-20 \
    --choose 补充=0 --choose 结论=是 --format json
expect_status 0
expect_json 'd.longest.steps.find(s => s.name == "检验").end' 2026-03-20 \
    'd.longest.steps.some(s => s.name == "补充说明")' false \
    'd.longest.steps.find(s => s.name == "决定").end' 2026-03-23 \
    'd.longest.outcome' granted 'd.given.length' 3

it "the other branch ends the case"
run "${case[@]}" --accept 2026-03-06 --choose 结论=否 --format json
expect_json 'd.longest.outcome' refused \
    'd.longest.clocks.some(c => c.kind == "delivery")' false

it "accepted too late, it counts as accepted from receipt"
run "${case[@]}" --receive 2026-03-02 --accept 2026-03-12 --format json
expect_status 0
expect_json 'd.deemedAccepted' true 'd.findings[0].kind' deemedAccepted \
    'd.findings[0].legalBasis[0].provision' '第三十二条第一款第（四）项' \
    'd.longest.clocks.find(c => c.kind == "decision").start' 2026-03-02

it "told in time what to correct, it does not"
run "${case[@]}" --receive 2026-03-02 --event 补正告知=2026-03-05 --accept 2026-03-12 --format json
expect_json 'd.deemedAccepted' false

it "a decision past its limit is a finding of the case, not of the call"
run "${case[@]}" --accept 2026-03-06 --event 检验=2026-03-10 --event 决定=2026-04-20
expect_status 0
expect_stdout '决定期限逾期 [0-9]+ 个工作日'

it "an extension that the law does not know is a finding"
run "${case[@]}" --accept 2026-03-06 --event 延长=2026-03-10 --format json
expect_json 'd.findings.some(f => f.kind == "extensionNotLawful")' true

it "an item without a flow has its periods"
run simulate 集市歇业备案 --package case.fadu --accept 2026-03-06
expect_status 0
expect_stdout '没有写明流程'
expect_stdout '承诺 +3 个工作日 +届满 2026-03-11'

it "the same bytes again, whatever the jobs"
run "${case[@]}" --accept 2026-03-06 --format json --jobs 1
keep one.json
run "${case[@]}" --accept 2026-03-06 --format json --jobs 8 --output-file eight.json
expect_no_stdout
expect_same one.json eight.json

it "colours when asked, and not else"
run "${case[@]}" --accept 2026-03-06 --color always
expect_stdout $'\x1b\\[1m'
run "${case[@]}" --accept 2026-03-06
expect_not_stdout $'\x1b'

it "standard input is a package"
input=case.fadu run simulate 集市开办许可 --package - --accept 2026-03-06
expect_status 0

# --------------------------------------------------------------------------------------- timelines

it "a timeline is an SVG document of its own, without Graphviz"
mkdir -p bare
for tool in env timeout; do ln -sf "$(command -v $tool)" bare/$tool; done
path=$work/bare run graph 集市开办许可 --timeline --accept 2026-03-06 --package case.fadu -o line.svg
expect_status 0
xmllint --noout line.svg 2>"$streams/xml" || problem "$(head -1 "$streams/xml")"
grep -qF '<title>集市开办许可办理时间线</title>' line.svg || problem "no title"
grep -q 'url(#hatch)' line.svg || problem "nothing is hatched"

it "what a name holds stays text"
sed 's/审查:/"审<b>\&amp;查":/' case.fadu >odd.fadu
run graph 集市开办许可 --timeline --accept 2026-03-06 --package odd.fadu -o odd.svg
expect_status 0
xmllint --noout odd.svg 2>"$streams/xml" || problem "$(head -1 "$streams/xml")"
grep -qF '审&lt;b&gt;&amp;amp;查' odd.svg || problem "the name is not escaped"

it "without a date a timeline begins on the day of the law"
run graph 集市开办许可 --kind timeline --package case.fadu --as-of 2026-03-06
expect_status 0
expect_stdout '2026-03-06 起'

it "a timeline is SVG alone, and facts are for timelines alone"
run graph 集市开办许可 --timeline --format dot --package case.fadu
expect_refusal 'SVG'
run graph 集市开办许可 --accept 2026-03-06 --package case.fadu
expect_refusal '--timeline'

# ----------------------------------------------------------------------------------- what is refused

it "a day and an item are asked for"
run "${case[@]}"
expect_refusal '--accept.*--receive'
run simulate --accept 2026-03-06 --package case.fadu
expect_refusal '一个事项'

it "what is no date is refused"
run "${case[@]}" --accept 2026-02-30
expect_refusal 'YYYY-MM-DD'
run "${case[@]}" --accept 2026-03-06 --event 检验=明天
expect_refusal '名称=YYYY-MM-DD'

it "a day that no calendar knows is refused, the known range is named"
run "${case[@]}" --accept 2031-03-06
expect_refusal '2019-01-01 至 2026-12-31'

it "an unknown name is refused, near ones or what is possible is named"
run "${case[@]}" --accept 2026-03-06 --event 检检=2026-03-09
expect_refusal '检验'
run "${case[@]}" --accept 2026-03-06 --event 公告栏张贴=2026-03-09
expect_refusal '可用的有：受理、审查、检验'
run "${case[@]}" --accept 2026-03-06 --choose 结语=是
expect_refusal '结论'

it "days that contradict each other are refused"
run "${case[@]}" --accept 2026-03-06 --event 检验=2026-03-05
expect_refusal '“检验”（2026-03-05）早于它所等待的“受理”'
run "${case[@]}" --accept 2026-03-06 --event 检验=2026-03-20 --event 决定=2026-03-10 --choose 补充=0
expect_status 2 0
run "${case[@]}" --receive 2026-03-09 --accept 2026-03-06
expect_refusal '不能早于'
run "${case[@]}" --accept 2026-03-06 --event 受理=2026-03-09
expect_refusal '两个不同的日期'

it "a step of the branch that is not taken is refused"
run "${case[@]}" --accept 2026-03-06 --choose 结论=否 --event 决定=2026-03-20
expect_refusal '不在这件申请所走的分支上'

it "a wrong choice is refused"
run "${case[@]}" --accept 2026-03-06 --choose 结论=也许
expect_refusal '是 或者 否'
run "${case[@]}" --accept 2026-03-06 --choose 补充=3
expect_refusal '0 至 2'

it "without a calendar nothing is dated"
run simulate 集市歇业备案 --package case.fadu --accept 2026-03-06 --no-stdlib
expect_refusal '没有读到日历'

it "nothing is computed while there are syntax errors"
printf '} 多余\n' | cat - case.fadu >syntax.fadu
run simulate 集市开办许可 --package syntax.fadu --accept 2026-03-06
expect_status 1
expect_no_stdout
expect_stderr '语法错误'

finish
