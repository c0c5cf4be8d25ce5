#include "seeded/Draft.h"

namespace fadu::bench {

namespace {

/// A law that limits its power to `<limit>` days.
constexpr std::string_view kLimited =
    "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n"
    "  <b> { 时限 决定: <limit> 工作日<where> }\n  <detail>\n}\n";

/// Draws a limit and how far beyond it is stated.
void drawLimit(Draft& draft) {
    const unsigned limit = draft.draw("limit", 8, 30);
    draft.set("over", limit + draft.between(1, 9));
    draft.set("under", limit - draft.between(0, 3));
    draft.set("where", draft.chance(50) ? ", 适用 <power>" : "");
}

}  // namespace

std::vector<Planter> timelinePlanters() {
    return {
        {"TIM001",
         {[](Draft& d) {
              drawLimit(d);
              d.write(kLimited);
              d.write(
                  "事项 <power> {\n  <licence>\n  时限 {\n    承诺: [<under>|<over>] 工作日 ~\n  }\n  <more>\n  <details>\n}\n");
          },
          [](Draft& d) {  // The general twenty.
              d.draw("over", 21, 40);
              d.draw("under", 5, 20);
              d.write(kLaw);
              d.write(
                  "事项 <power> {\n  <licence>\n  时限 {\n    受理: 3 工作日\n    承诺: [<under>|<over>] 工作日 ~\n  }\n  <details>\n}\n");
          },
          [](Draft& d) {  // Of another unit, in English.
              const unsigned limit = d.draw("limit", 8, 30);
              d.set("over", limit + d.between(1, 9));
              d.draw("under", 3, 5);
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <b> { 时限 决定: <limit> 自然日 }\n}\nitem "
                  "<power> {\n  kind: 行政许可\n  establishing-basis: 《<law>》<a>\n  authority: <organ>\n  supervisor: <organ>\n  "
                  "limits {\n    promise: [<under> calendar-day|<over> working-day] ~\n  }\n}\n");
          },
          [](Draft& d) {  // A situation with a limit of its own.
              drawLimit(d);
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <b> { 时限 决定: <limit> 工作日, 适用 <power>, "
                  "延续 }\n}\n事项 <power> {\n  <licence>\n  <promise>\n  情形 延续 {\n    延续申请期限: 90 工作日 届满前\n    时限 { 承诺: [<under>|<over>] 工作日 } ~\n  "
                  "}\n}\n");
          }}},
        {"TIM002",
         {[](Draft& d) {
              d.draw("long", 12, 17);
              d.write(kLaw);
              d.write(
                  "事项 <power> {\n  <licence>\n  时限 { 承诺: 12 工作日 }\n  <details>\n  流程 { ~\n    受理: <office>, 1 工作日\n    审查: "
                  "<office2>, [5|<long>] 工作日, 后于 受理\n    决定: <organ>, 2 工作日, 后于 审查\n  }\n}\n");
          },
          [](Draft& d) {  // The longer of two branches.
              d.draw("long", 9, 14);
              d.write(kLaw);
              d.write(
                  "事项 <power> {\n  <licence>\n  时限 { 承诺: 12 工作日 }\n  流程 { ~\n    受理: <office>, 1 工作日\n    书面审查: "
                  "<office>, 4 工作日, 后于 受理\n    技术审查: <office2>, [6|<long>] 工作日, 后于 受理\n    会签: <office>, 2 工作日, 后于 "
                  "书面审查, 技术审查\n    决定: <organ>, 2 工作日, 后于 会签\n  }\n}\n");
          },
          [](Draft& d) {  // A repetition, unfolded.
              d.write(kLaw);
              d.write(
                  "事项 <power> {\n  <licence>\n  时限 { 承诺: 10 工作日 }\n  流程 { ~\n    受理: <office>, 1 工作日\n    循环 修改 至多 "
                  "[1|3] 次 {\n      复核方案: <office2>, 4 工作日, 阶段 审查\n    }\n    决定: <organ>, 2 工作日\n  }\n}\n");
          },
          [](Draft& d) {  // The worse way of a choice, a range at its end.
              d.write(kLaw);
              d.write(
                  "事项 <power> {\n  <licence>\n  时限 { 承诺: 9 工作日 }\n  流程 { ~\n    受理: <office>, 1 工作日\n    若 \"情况复杂\" {\n "
                  "     集体讨论: <office2>, 3-[6|10] 工作日, 阶段 审查\n    }\n    决定: <organ>, 2 工作日\n  }\n}\n");
          }}},
        {"TIM003",
         {[](Draft& d) {
              d.draw("long", 15, 20);
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <b> { 时限 决定: 15 工作日 }\n}\n事项 <power> "
                  "{\n  <licence>\n  时限 { 承诺: 15 工作日 }\n  流程 { ~\n    受理: <office>, 1 工作日\n    审查: <office2>, [5|<long>] "
                  "工作日, 后于 受理\n    决定: <organ>, 2 工作日, 后于 审查\n  }\n}\n");
          },
          [](Draft& d) {  // The general twenty; no promise is needed to exceed it.
              d.draw("long", 20, 30);
              d.write(kLaw);
              d.write(
                  "事项 <power> {\n  <licence>\n  时限 { 承诺: 18 工作日 }\n  <details>\n  流程 { ~\n    受理: <office>, 1 工作日\n    审查: "
                  "<office>, 3 工作日\n    征求意见: <office2>, [8|<long>] 工作日, 阶段 审查\n    决定: <organ>, 2 工作日\n  }\n}\n");
          },
          [](Draft& d) {  // Calendar days by law, working days in the flow.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <b> { 时限 决定: 12 自然日 }\n}\n事项 <power> "
                  "{\n  <licence>\n  时限 { 承诺: 10 自然日 }\n  流程 { ~\n    受理: <office>, 1 工作日\n    审查: <office2>, [2 "
                  "自然日|11 工作日], 后于 受理\n    决定: <organ>, [1 自然日|2 工作日], 后于 审查\n  }\n}\n");
          }}},
        {"TIM004",
         {[](Draft& d) {
              d.write(kLaw);
              d.write(
                  "事项 <power> {\n  <licence>\n  <more>\n  <details>\n  时限 { ~\n    受理: 3 工作日\n    [承诺: 10 工作日|]\n  }\n}\n");
          },
          [](Draft& d) {  // No limits at all.
              d.write(kLaw);
              d.write(
                  "事项 <power> { ~\n  <licence>\n  <more>\n  <details>\n  [时限 { 承诺: 10 工作日 }|]\n}\n");
          },
          [](Draft& d) {  // Only the statute's, only delivery; in English.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <b> { 时限 决定: 15 工作日 }\n}\nitem <power> "
                  "{\n  kind: 行政许可\n  establishing-basis: 《<law>》<a>\n  authority: <organ>\n  supervisor: <organ>\n  limits { "
                  "~\n    statutory: 15 working-day basis 《<law>》<b>\n    delivery: 3 working-day\n    [promise: 10 "
                  "working-day|]\n  }\n}\n");
          }}},
        {"TIM005",
         {[](Draft& d) {
              drawLimit(d);
              d.write(kLimited);
              d.set("other", d.chance(50) ? "<over>" : std::to_string(d.between(31, 60)));
              d.write(
                  "事项 <power> {\n  <licence>\n  时限 {\n    法定: [<limit>|<other>] 工作日 依据 《<law>》<b> ~\n    承诺: 5 "
                  "工作日\n  }\n  <details>\n}\n");
          },
          [](Draft& d) {  // The general limit beside a special one.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <b> { 时限 决定: 15 工作日 }\n}\n事项 <power> "
                  "{\n  <licence>\n  时限 {\n    法定: [15 工作日 依据 《<law>》<b>|20 工作日 依据 《行政许可法》第四十二条第一款] ~\n    承诺: "
                  "7 工作日\n  }\n}\n");
          },
          [](Draft& d) {  // The unit.
              drawLimit(d);
              d.write(kLimited);
              d.write(
                  "事项 <power> {\n  <licence>\n  时限 {\n    法定: <limit> [工作日|自然日] 依据 《<law>》<b> ~\n    承诺: 5 工作日\n  "
                  "}\n}\n");
          }}},
        {"TIM006",
         {[](Draft& d) {
              d.draw("long", 6, 15);
              d.draw("short", 1, 5);
              d.write(kLaw);
              d.write(
                  "事项 <power> {\n  <licence>\n  <more>\n  <details>\n  时限 {\n    受理: [<short>|<long>] 工作日 ~\n    承诺: 8 "
                  "工作日\n  }\n}\n");
          },
          [](Draft& d) {  // A special statute leaves less.
              d.write(
                  "法律文件 《<statute>》 {\n  <act>\n  <a> { 设定 <power><by> }\n  <b> { 时限 补正告知: 3 工作日, 适用 <power> "
                  "}\n}\n事项 <power> {\n  类型: 行政许可\n  设定依据: 《<statute>》<a>\n  <who>\n  时限 {\n    承诺: 8 "
                  "工作日\n    受理: [3|5] 工作日 ~\n  }\n}\n");
          },
          [](Draft& d) {  // A situation, in English.
              d.draw("long", 6, 15);
              d.write(kLaw);
              d.write(
                  "item <power> {\n  kind: 行政许可\n  establishing-basis: 《<law>》<a>\n  authority: <organ>\n  supervisor: "
                  "<organ>\n  limits { promise: 8 working-day }\n  situation 延续 {\n    limits {\n      acceptance: [3|<long>] "
                  "working-day ~\n    }\n  }\n}\n");
          }}},
        {"TIM007",
         {[](Draft& d) {
              d.draw("long", 11, 20);
              d.draw("short", 1, 10);
              d.write(kLaw);
              d.write(
                  "事项 <power> {\n  <licence>\n  <more>\n  <details>\n  时限 {\n    承诺: 8 工作日\n    送达: [<short>|<long>] "
                  "工作日 ~\n  }\n}\n");
          },
          [](Draft& d) {  // With a certificate.
              d.write(kLaw);
              d.write(
                  "证照 <document> { 发证机关: <organ> }\n事项 <power> {\n  <licence>\n  结果: <document>\n  时限 {\n    承诺: 8 工作日\n "
                  "   送达: [5|15] 工作日 ~\n  }\n}\n");
          },
          [](Draft& d) {
              d.draw("long", 11, 30);
              d.write(kLaw);
              d.write(
                  "item <power> {\n  kind: 行政许可\n  establishing-basis: 《<law>》<a>\n  authority: <organ>\n  supervisor: "
                  "<organ>\n  limits {\n    promise: 8 working-day\n    delivery: [3|<long>] working-day ~\n  }\n}\n");
          }}},
        {"TIM008",
         {[](Draft& d) {  // Of no category that 许可法 45 has.
              d.set("what", std::string(d.pick({"公示", "征求意见", "整改", "集体讨论"})));
              d.draw("long", 3, 12);
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <c> { 程序: <what> }\n}\n事项 <power> {\n  "
                  "<licence>\n  时限 { 承诺: 18 工作日 }\n  流程 {\n    受理: <office>, 1 工作日\n    <what>: <office2>, <long> "
                  "工作日, 阶段 审查[|, 不计入期限] ~\n    决定: <organ>, 1 工作日\n  }\n}\n");
          },
          [](Draft& d) {  // The cited provision asks for the step, and takes no time out.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <c> { 程序: 现场核查[; 不计入期限: 现场核查|] "
                  "}\n}\n事项 <power> {\n  <licence>\n  <promise>\n  流程 {\n    受理: <office>, 1 工作日\n    现场核查: "
                  "<office2>, 9 工作日, 不计入期限 依据 《<law>》<c> ~\n    决定: <organ>, 1 工作日\n  }\n}\n");
          },
          [](Draft& d) {  // Of a category that it has, but nobody asks for the step; in English.
              d.set("what", std::string(d.pick({"专家评审", "检测", "鉴定", "检疫"})));
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  [<c> { 程序: <what> }|]\n}\nitem <power> "
                  "{\n  kind: 行政许可\n  establishing-basis: 《<law>》<a>\n  authority: <organ>\n  supervisor: <organ>\n  limits "
                  "{ promise: 10 working-day }\n  flow {\n    受理: <office>, 1 working-day\n    <what>: <office2>, 15 "
                  "working-day, excluded basis 《行政许可法》第四十五条 ~\n    决定: <organ>, 1 working-day\n  }\n}\n");
          }}},
        {"TIM009",
         {[](Draft& d) {  // The general ten.
              d.draw("long", 11, 30);
              d.draw("short", 3, 10);
              d.write(kLaw);
              d.write(
                  "事项 <power> {\n  <licence>\n  <details>\n  时限 {\n    承诺: 10 工作日\n    延长: [<short>|<long>] 工作日 批准 "
                  "本行政机关负责人 ~\n  }\n}\n");
          },
          [](Draft& d) {  // Nobody approves it.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <b> { 时限 决定: 15 工作日, 适用 <power>; 延长: 8 "
                  "工作日, 批准 县级人民政府 }\n}\n事项 <power> {\n  <licence>\n  时限 {\n    承诺: 9 工作日\n    延长: 8 工作日[ 批准 "
                  "县级人民政府|] ~\n  }\n}\n");
          },
          [](Draft& d) {  // The special limit has none, in English.
              d.draw("long", 12, 20);
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <b> { 时限 决定: 15 工作日, 适用 <power> }\n}\n"
                  "item <power> {\n  kind: 行政许可\n  establishing-basis: 《<law>》<a>\n  authority: <organ>\n  supervisor: "
                  "<organ>\n  limits {\n    promise: 9 working-day\n    [|extension: <long> working-day approved-by "
                  "县级人民政府 ~]\n  }\n}\n");
          }}},
        {"TIM012",
         {[](Draft& d) {
              d.set("what", std::string(d.pick({"会商", "修改", "核对", "论证"})));
              d.write(kLaw);
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n  流程 {\n    受理: <office>, 1 工作日\n    循环 <what>[ 至多 1 次|] { "
                  "~\n      集体研究: <office2>, 1 工作日, 阶段 审查\n    }\n    决定: <organ>, 1 工作日\n  }\n}\n");
          },
          [](Draft& d) {  // Corrections before acceptance that the organ takes its time for.
              d.write(kLaw);
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n  流程 {\n    循环 补正 { ~\n      补正材料: 申请人, 3 工作日\n      "
                  "核对材料: [申请人|<office>], 1 工作日, 阶段 受理\n    }\n    受理: <office>, 1 工作日\n    决定: <organ>, 1 工作日\n  "
                  "}\n}\n");
          },
          [](Draft& d) {  // In a branch, in English.
              d.write(kLaw);
              d.write(
                  "item <power> {\n  kind: 行政许可\n  establishing-basis: 《<law>》<a>\n  authority: <organ>\n  supervisor: "
                  "<organ>\n  limits { promise: 12 working-day }\n  flow {\n    受理: <office>, 1 working-day\n    if \"情况复杂\" "
                  "{\n      loop 会商[ at-most 2|] { ~\n        集体研究: <office2>, 2 working-day, stage review\n      }\n    }\n"
                  "    决定: <organ>, 1 working-day\n  }\n}\n");
          }}},
        {"TIM013",
         {[](Draft& d) {
              d.write(kLaw);
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n  流程 {\n    受理: <office>, 1 工作日\n    审查: <office2>[, 2 工作日|] "
                  "~\n    决定: <organ>, 1 工作日\n  }\n}\n");
          },
          [](Draft& d) {  // In a branch.
              d.write(kLaw);
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n  流程 {\n    受理: <office>, 1 工作日\n    若 \"情况复杂\" {\n      集体研究: "
                  "<office2>, [1 工作日, |]阶段 审查 ~\n    }\n    决定: <organ>, 1 工作日\n  }\n}\n");
          },
          [](Draft& d) {  // A service that only promises, in English.
              d.write(
                  "item <service> {\n  kind: 公共服务\n  authority: <organ>\n  limits { promise: 5 working-day }\n  flow {\n    受理: "
                  "<office>, 1 working-day\n    审查: <office2>, 1 working-day\n    决定: <organ>[, 1 working-day|] ~\n  }\n}\n");
          }}},
        {"TIM014",
         {[](Draft& d) {
              d.draw("long", 5, 30);
              d.write(kLaw);
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n  流程 {\n    受理: <office>, 1 工作日\n    听证: <office2>, [<long> 工作日, "
                  "|]不计入期限 依据 《行政许可法》第四十五条 ~\n    决定: <organ>, 1 工作日\n  }\n}\n");
          },
          [](Draft& d) {  // By the special law, in a branch.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <c> { 不计入期限: 征求意见 }\n}\n事项 <power> {\n  "
                  "<licence>\n  <promise>\n  流程 {\n    受理: <office>, 1 工作日\n    若 \"涉及公共利益\" {\n      征求意见: <office2>, "
                  "[7 自然日, |]不计入期限 依据 《<law>》<c> ~\n    }\n    决定: <organ>, 1 工作日\n  }\n}\n");
          },
          [](Draft& d) {  // In English.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <c> { 程序: 检测 }\n}\nitem <power> {\n  kind: "
                  "行政许可\n  establishing-basis: 《<law>》<a>\n  authority: <organ>\n  supervisor: <organ>\n  limits { promise: 10 "
                  "working-day }\n  flow {\n    受理: <office>, 1 working-day\n    检测: <office2>, [10 working-day, |]excluded basis "
                  "《行政许可法》第四十五条 ~\n    决定: <organ>, 1 working-day\n  }\n}\n");
          }}},
        {"TIM011",
         {[](Draft& d) {
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <b> { 设定 <power2><by> }\n}\n");
              d.write(
                  "事项 <power> {\n  <licence>\n  时限 { 承诺: 8 工作日 }\n}\n事项 <power2> {\n  类型: 行政许可\n  设定依据: 《<law>》<b>\n  <who>\n  时限 { 承诺: 7 工作日 }\n  前置审批: <power>\n}\n一件事 <theme>开业 {\n  事项: <power>, <power2>\n  牵头: <organ>\n  承诺: [15|14] 工作日 ~\n}\n");
          },
          [](Draft& d) {  // By their order.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <b> { 设定 <power2><by> }\n}\n");
              d.write(
                  "事项 <power> {\n  <licence>\n  时限 { 承诺: 6 工作日 }\n}\n事项 <power2> {\n  类型: 行政许可\n  设定依据: 《<law>》<b>\n  <who>\n  时限 { 承诺: 5 工作日 }\n}\n一件事 <theme>开业 {\n  事项: <power>, <power2>\n  牵头: <organ>\n  承诺: 10 工作日 ~\n  流程 {\n    <power>\n    <power2>[|: 后于 <power>]\n  }\n}\n");
          },
          [](Draft& d) {  // One alone takes longer.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <b> { 设定 <power2><by> }\n}\n");
              d.write(
                  "事项 <power> {\n  <licence>\n  时限 { 承诺: 9 工作日 }\n}\n事项 <power2> {\n  类型: 行政许可\n  设定依据: 《<law>》<b>\n  <who>\n  时限 { 承诺: [6|12] 工作日 }\n}\n一件事 <theme>开业 {\n  事项: <power>, <power2>\n  牵头: <organ>\n  承诺: 10 工作日 ~\n}\n");
          }}},
        {"TIM010",
         {[](Draft& d) {
              d.draw("days", 10, 20);
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <c> { 时限 决定: 20 [工作日|日], 适用 "
                  "<power> }\n}\n事项 <power> {\n  <licence>\n  时限 {\n    承诺: <days> 工作日 ~\n  }\n}\n");
          },
          [](Draft& d) {  // The notice of what to correct.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <c> { 时限 补正告知: 3 [工作日|日], 适用 "
                  "<power> }\n}\n事项 <power> {\n  <licence>\n  时限 {\n    受理: 3 工作日 ~\n    承诺: 9 工作日\n  }\n}\n");
          },
          [](Draft& d) {  // A last day off.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <c> { 时限 决定: 1 自然日, 适用 <power> "
                  "}\n}\n事项 <power> {\n  <licence>\n  时限 {\n    承诺: 1 [自然日|工作日] ~\n  }\n}\n");
          }}},
        {"TIM015",
         {[](Draft& d) {
              d.draw("beside", 14, 20);
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <c> { 程序: 专家评审, 适用 <power> }\n}\n"
                  "事项 <power> {\n  <licence>\n  时限 { 承诺: 15 工作日 }\n  流程 { ~\n    受理: <office>, 1 工作日\n    审查: "
                  "<office2>, [12|<beside>] 工作日, 后于 受理\n    专家评审: <office2>, 15 工作日, 后于 受理, 不计入期限 依据 "
                  "《行政许可法》第四十五条\n    决定: <organ>, 2 工作日, 后于 审查, 专家评审\n  }\n}\n");
          },
          [](Draft& d) {  // The excluded step in days of another kind.
              d.draw("beside", 14, 18);
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <c> { 程序: 检验, 适用 <power> }\n}\n"
                  "事项 <power> {\n  <licence>\n  时限 { 承诺: 15 工作日 }\n  流程 { ~\n    受理: <office>, 1 工作日\n    审查: "
                  "<office2>, [12|<beside>] 工作日, 后于 受理\n    检验: <office2>, 60 自然日, 后于 受理, 不计入期限 依据 "
                  "《行政许可法》第四十五条\n    决定: <organ>, 2 工作日, 后于 审查, 检验\n  }\n}\n");
          }}},
        {"TIM017", {[](Draft& d) {
             d.write(
                 "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <c> { 时限 决定: 144 个月, 适用 <power> "
                 "}\n}\n事项 <power> {\n  <licence>\n  时限 {\n    承诺: [10|2600] 工作日 ~\n  }\n}\n");
         }}},
        {"TIM018",
         {[](Draft& d) {
              d.draw("long", 21, 60);
              d.write(kLaw);
              d.write(
                  "法律文件 《<rule>》 {\n  <provincial rule>\n  <c> { 时限 决定: [10|<long>] 工作日, 适用 <power> } ~\n}\n事项 <power> "
                  "{\n  <licence>\n  实施依据: 《<rule>》<c>\n  时限 { 承诺: 9 工作日 }\n}\n");
          },
          [](Draft& d) {  // Takes time out.
              d.write(kLaw);
              d.write(
                  "法律文件 《<rule>》 {\n  <provincial rule>\n  [<c> { 另定 方式: \"书面\" }|<c> { 不计入期限: 征求意见 } ~]\n}\n事项 "
                  "<power> {\n  <licence>\n  实施依据: 《<rule>》<c>\n  时限 { 承诺: 9 工作日 }\n}\n");
          },
          [](Draft& d) {  // A normative document, in calendar days.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <b> { 时限 决定: 10 工作日, 适用 <power> }\n}\n"
                  "法律文件 《<notice>》 {\n  <normative>\n  <c> { 时限 决定: [8 工作日|18 工作日], 适用 <power> } ~\n}\n事项 <power> {\n "
                  " <licence>\n  实施依据: 《<notice>》<c>\n  时限 { 承诺: 6 工作日 }\n}\n");
          }}},
        {"TIM019",
         {[](Draft& d) {
              d.draw("long", 16, 40);
              d.write(
                  "法律文件 《<statute>》 {\n  <act>\n  <a> { 设定 <power><by> }\n  <b> { 时限 决定: 15 工作日, 适用 <power> }\n}\n"
                  "法律文件 《<law>》 {\n  <regulation>\n  <c> { 时限 决定: [12|<long>] 工作日, 适用 <power> } ~\n}\n事项 <power> {\n  "
                  "类型: 行政许可\n  设定依据: 《<statute>》<a>\n  <who>\n  实施依据: 《<law>》<d>\n  时限 { 承诺: 10 工作日 }\n}\n");
          },
          [](Draft& d) {  // State Council regulation under a statute.
              d.draw("long", 31, 60);
              d.write(
                  "法律文件 《<statute>》 {\n  <act>\n  <a> { 设定 <power><by>; 时限 决定: 30 工作日, 适用 <power> }\n}\n法律文件 "
                  "《<decree>》 {\n  <council>\n  <c> { 时限 决定: [20|<long>] 工作日, 适用 <power> } ~\n}\n事项 <power> {\n  类型: "
                  "行政许可\n  设定依据: 《<statute>》<a>\n  <who>\n  实施依据: 《<decree>》<d>\n  时限 { 承诺: 10 工作日 }\n}\n");
          },
          [](Draft& d) {  // Which the item does not cite.
              d.write(
                  "法律文件 《<decree>》 {\n  <council>\n  <a> { 设定 <power><by>; 时限 决定: 10 工作日, 适用 <power> }\n}\n法律文件 "
                  "《<law>》 {\n  <regulation>\n  <c> { 时限 决定: [10 工作日|14 工作日], 适用 <power> } ~\n}\n事项 <power> {\n  类型: "
                  "行政许可\n  设定依据: 《<decree>》<a>\n  <who>\n  时限 { 承诺: 6 工作日 }\n}\n");
          }}},
        {"TIM020",
         {[](Draft& d) {  // Both stages of the law.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <b> { 时限 初审: 10 工作日, 适用 <power>; 时限 "
                  "决定: 15 工作日, 适用 <power> }\n}\n事项 <power> {\n  <licence>\n  时限 {\n    初审: [8|12] 工作日 ~\n    承诺: 10 "
                  "工作日\n  }\n}\n");
          },
          [](Draft& d) {  // Their sum beyond the one limit.
              d.draw("first", 8, 12);
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <b> { 时限 决定: 15 工作日, 适用 <power> }\n}\n"
                  "事项 <power> {\n  <licence>\n  时限 {\n    法定: 15 工作日 依据 《<law>》<b>\n    初审: [3|<first>] 工作日 ~\n    承诺: "
                  "10 工作日\n  }\n}\n");
          },
          [](Draft& d) {  // Two stages whose sum is exceeded, in English.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <b> { 时限 初审: 5 工作日, 适用 <power>; 时限 "
                  "决定: 10 工作日, 适用 <power> }\n}\nitem <power> {\n  kind: 行政许可\n  establishing-basis: 《<law>》<a>\n  "
                  "authority: <organ>\n  supervisor: <organ>\n  limits {\n    preliminary: [5|9] working-day ~\n    "
                  "promise: 10 working-day\n  }\n}\n");
          }}},
        {"TIM021",
         {[](Draft& d) {  // Another effect.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <b> { 时限 决定: 15 工作日, 适用 <power>; 逾期视为 "
                  "同意 }\n}\n事项 <power> {\n  <licence>\n  <promise>\n  逾期视为: [同意|不同意] ~\n}\n");
          },
          [](Draft& d) {  // None in the law.
              d.set("effect", std::string(d.pick({"同意", "不同意"})));
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <b> { 时限 决定: 15 工作日, 适用 <power> }\n}\n"
                  "事项 <power> {\n  <licence>\n  <promise>\n  [|逾期视为: <effect> ~]\n}\n");
          },
          [](Draft& d) {  // In the same provision that establishes the power.
              d.write(
                  "法律文件 《<statute>》 {\n  <act>\n  <a> { 设定 <power><by>; 时限 决定: 15 工作日; 逾期视为 不同意 }\n}\n事项 <power> "
                  "{\n  类型: 行政许可\n  设定依据: 《<statute>》<a>\n  <who>\n  <promise>\n  逾期视为: [不同意|同意] ~\n}\n");
          }}},
        {"TIM022",
         {[](Draft& d) {
              d.draw("long", 11, 16);
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n}\n事项 <power> {\n  <licence>\n  <promise>\n  "
                  "情形 延续 {\n    延续申请期限: [60|10] 自然日 届满前 ~\n    时限 { 受理: 1 工作日; 承诺: <long> 工作日 }\n  }\n}\n");
          },
          [](Draft& d) {  // A hearing announced too late.
              d.draw("late", 1, 6);
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n}\n事项 <power> {\n  <licence>\n  时限 { 承诺: 18 工作日 "
                  "}\n  流程 {\n    受理: <office>, 1 工作日\n    听证通知: <office2>, 1 工作日\n    听证: <office2>, [9|<late>] 工作日 ~\n    "
                  "决定: <organ>, 1 工作日\n  }\n}\n");
          }}},
        {"TIM024",
         {[](Draft& d) {
              d.draw("between", 11, 20);
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <b> { 时限 决定: 20 工作日, 适用 <power>, "
                  "\"重点管理\"; 时限 决定: 10 工作日, 适用 <power>, \"简化管理\" }\n}\n事项 <power> {\n  <licence>\n  时限 {\n    承诺: "
                  "[9|<between>] 工作日 ~\n  }\n}\n");
          },
          [](Draft& d) {  // In two provisions.
              d.draw("between", 31, 60);
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <b> { 时限 决定: 60 工作日, 适用 <power>, "
                  "\"报告书\" }\n  <c> { 时限 决定: 30 工作日, 适用 <power>, \"报告表\" }\n}\n事项 <power> {\n  <licence>\n  时限 {\n    "
                  "承诺: [18|<between>] 工作日 ~\n  }\n}\n");
          },
          [](Draft& d) {  // In a statute; the item in English.
              d.write(
                  "法律文件 《<statute>》 {\n  <act>\n  <a> { 设定 <power><by> }\n  <b> { 时限 决定: 25 工作日, 适用 <power>, "
                  "\"需要现场核查\"; 时限 决定: 12 工作日, 适用 <power>, \"不需要现场核查\" }\n}\nitem <power> {\n  kind: 行政许可\n  "
                  "establishing-basis: 《<statute>》<a>\n  authority: <organ>\n  supervisor: <organ>\n  limits {\n    promise: "
                  "[12|18] working-day ~\n  }\n}\n");
          }}},
    };
}

}  // namespace fadu::bench
