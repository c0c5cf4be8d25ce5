#include "seeded/Draft.h"

namespace fadu::bench {

namespace {

constexpr std::string_view kThreePowers =
    "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <b> { 设定 <power2><by> }\n"
    "  <c> { 设定 <power3><by> }\n}\n";

/// Who registers enterprises, under the library's law.
constexpr std::string_view kRegistrar = "机关 <county>登记局: 登记机关 { 辖区: <county> }\n";

}  // namespace

std::vector<Planter> dependencyPlanters() {
    return {
        {"DEP001",
         {[](Draft& d) {
              d.keepOrder();
              d.write(kThreePowers);
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n  前置审批: <power2> ~\n}\n事项 <power2> {\n  类型: 行政许可\n  设定依据: "
                  "《<law>》<b>\n  <who>\n  <promise>\n  前置审批: <power>[ 或 <power3>|]\n}\n事项 <power3> {\n  类型: 行政许可\n "
                  " 设定依据: 《<law>》<c>\n  <who>\n  <promise>\n}\n");
          },
          [](Draft& d) {  // Around three.
              d.keepOrder();
              d.write(kThreePowers);
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n  前置审批: <power2> ~\n}\n事项 <power2> {\n  类型: 行政许可\n  设定依据: "
                  "《<law>》<b>\n  <who>\n  <promise>\n  前置审批: <power3>\n}\n事项 <power3> {\n  类型: 行政许可\n  设定依据: "
                  "《<law>》<c>\n  <who>\n  <promise>\n  [|前置审批: <power>]\n}\n");
          },
          [](Draft& d) {  // Requires itself; in English.
              d.keepOrder();
              d.write(kThreePowers);
              d.write(
                  "item <power> {\n  kind: 行政许可\n  establishing-basis: 《<law>》<a>\n  authority: <organ>\n  supervisor: "
                  "<organ>\n  limits { promise: <days> working-day }\n  prerequisites: [<power2>|<power>] ~\n}\nitem <power2> "
                  "{\n  kind: 行政许可\n  establishing-basis: 《<law>》<b>\n  authority: <organ>\n  supervisor: <organ>\n  limits "
                  "{ promise: <days> working-day }\n}\n");
          }}},
        {"DEP002",
         {[](Draft& d) {
              d.keepOrder();
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by>; 材料 <document2> }\n  <b> { 设定 "
                  "<power2><by>; 材料 [场地平面图|<document>] }\n}\n证照 <document> { 发证机关: <organ> }\n证照 <document2> { "
                  "发证机关: <organ> }\n事项 <power> {\n  <licence>\n  <promise>\n  结果: <document>\n  材料 {\n    "
                  "<document2>: 复印件 1 份, 依据 《<law>》<a> ~\n  }\n}\n事项 <power2> {\n  类型: 行政许可\n  设定依据: "
                  "《<law>》<b>\n  <who>\n  <promise>\n  结果: <document2>\n  材料 {\n    [场地平面图|<document>]: 复印件 1 份, 依据 "
                  "《<law>》<b>\n  }\n}\n");
          },
          [](Draft& d) {  // One edge is a prerequisite.
              d.keepOrder();
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by>; 材料 <document2> }\n  <b> { 设定 "
                  "<power2><by> }\n}\n证照 <document2> { 发证机关: <organ> }\n事项 <power> {\n  <licence>\n  <promise>\n  材料 "
                  "{\n    <document2>: 原件 1 份, 依据 《<law>》<a> ~\n  }\n}\n事项 <power2> {\n  类型: 行政许可\n  设定依据: "
                  "《<law>》<b>\n  <who>\n  <promise>\n  结果: <document2>\n  [|前置审批: <power>]\n}\n");
          },
          [](Draft& d) {  // The function issues it, in a chain of three.
              d.keepOrder();
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by>; 材料 <document2> }\n  <b> { 设定 "
                  "<power2><by>; 材料 <document3> }\n  <c> { 设定 <power3><by> }\n}\n证照 <document2> { 发证机关: <dept> }\n"
                  "证照 <document3> { 发证机关: <dept> }\n事项 <power> {\n  <licence>\n  <promise>\n  材料 {\n    "
                  "<document2>: 复印件 1 份, 依据 《<law>》<a> ~\n  }\n}\n事项 <power2> {\n  类型: 行政许可\n  设定依据: "
                  "《<law>》<b>\n  <who>\n  <promise>\n  结果: <document2>\n  材料 {\n    <document3>: 复印件 1 份, 依据 "
                  "《<law>》<b>\n  }\n}\n事项 <power3> {\n  类型: 行政许可\n  设定依据: 《<law>》<c>\n  <who>\n  <promise>\n  结果: "
                  "<document3>\n  [|前置审批: <power>]\n}\n");
          }}},
        {"DEP003",
         {[](Draft& d) {
              d.write(kLaw);
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n  <more>\n  流程 {\n    受理: <office>, 1 工作日\n    审查: "
                  "<office2>, 2 工作日, 后于 [受理|复审] ~\n    复审: <organ>, 1 工作日, 后于 审查\n    决定: <organ>, 1 工作日, 后于 "
                  "复审\n  }\n}\n");
          },
          [](Draft& d) {  // Waits for itself.
              d.write(kLaw);
              d.write(
                  "item <power> {\n  kind: 行政许可\n  establishing-basis: 《<law>》<a>\n  authority: <organ>\n  supervisor: "
                  "<organ>\n  limits { promise: <days> working-day }\n  flow {\n    受理: <office>, 1 working-day\n    审查: "
                  "<office2>, 2 working-day, after [受理|审查] ~\n    决定: <organ>, 1 working-day\n  }\n}\n");
          },
          [](Draft& d) {  // Around three, one of them by its place alone.
              d.write(kLaw);
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n  流程 {\n    受理: <office>, 1 工作日\n    材料审查: <office>, 1 "
                  "工作日, 后于 受理[|, 集体讨论 ~]\n    会签: <office2>, 1 工作日\n    集体讨论: <office2>, 1 工作日\n    决定: "
                  "<organ>, 1 工作日, 后于 集体讨论\n  }\n}\n");
          }}},
        {"DEP004",
         {[](Draft& d) {
              d.write(kLaw);
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n  流程 {\n    受理: <office>, 1 工作日\n    若 \"符合条件\" {\n      "
                  "准予决定: <organ>, 1 工作日, 阶段 决定\n      [|结束: 准予]\n    } 否则 {\n      不予决定: <organ>, 1 工作日, 阶段 "
                  "决定\n      结束: 不予许可\n    }\n    归档: <office>, 1 工作日 ~\n  }\n}\n");
          },
          [](Draft& d) {  // A repetition of none.
              d.write(kLaw);
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n  <more>\n  流程 {\n    收件: <office>, 1 工作日, 阶段 受理\n    循环 "
                  "补正 至多 [1|0] 次 {\n      补正材料: 申请人, 阶段 受理 ~\n    }\n    受理: <office>, 1 工作日\n    决定: <organ>, 1 "
                  "工作日\n  }\n}\n");
          },
          [](Draft& d) {  // Behind the end of its own branch.
              d.write(kLaw);
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n  流程 {\n    受理: <office>, 1 工作日\n    若 \"不符合条件\" {\n      "
                  "[|结束: 不予许可]\n      书面告知: <office2>, 1 工作日, 阶段 审查 ~\n    }\n    决定: <organ>, 1 工作日\n  }\n}\n");
          }}},
        {"DEP005",
         {[](Draft& d) {
              d.keepOrder();
              d.write(kThreePowers);
              d.write(
                  "证照 <document> { 发证机关: <organ> }\n证照 <document2> { 发证机关: [<other>|<organ>] } ~\n事项 <power> {\n  <licence>\n  <promise>\n  <more>\n  结果: <document>\n  材料 { <document2>: 原件 1 份 }\n}\n");
          },
          [](Draft& d) {  // Nobody says who; in English.
              d.keepOrder();
              d.write(kThreePowers);
              d.write(
                  "document <document2> { [self-provided|electronic] } ~\nitem <power> {\n  kind: 行政许可\n  establishing-basis: 《<law>》<a>\n  authority: <organ>\n  supervisor: <organ>\n  limits { promise: <days> working-day }\n  materials { <document2>: copy 1 }\n}\n");
          },
          [](Draft& d) {  // The item that issues it names another result.
              d.keepOrder();
              d.write(kThreePowers);
              d.write(
                  "证照 <document> { 发证机关: <organ> }\n证照 <document2> { 发证机关: <organ> } ~\n事项 <power> {\n  <licence>\n  <promise>\n  结果: <document>\n  材料 { <document2>: 复印件 1 份 }\n}\n事项 <power2> {\n  类型: 行政许可\n  设定依据: 《<law>》<b>\n  <who>\n  <promise>\n  结果: [<document2>|<document>]\n}\n");
          }}},
        {"DEP006",
         {[](Draft& d) {
              d.keepOrder();
              d.write(kThreePowers);
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n  前置审批: <power2> 或 <power3> ~\n}\n事项 <power2> {\n  类型: 行政许可\n  设定依据: 《<law>》<b>\n  <who>\n  <promise>\n  前置审批: <power>\n}\n事项 <power3> {\n  类型: 行政许可\n  设定依据: 《<law>》<c>\n  <who>\n  <promise>\n  [|前置审批: <power>]\n}\n");
          },
          [](Draft& d) {  // Two issue the document, and both ask for it.
              d.keepOrder();
              d.write(kThreePowers);
              d.write(
                  "证照 <document> { 发证机关: <organ> }\n事项 <power> {\n  <licence>\n  <promise>\n  结果: <document>\n  材料 {\n    <document>: 复印件 1 份 ~\n  }\n}\n事项 <power2> {\n  类型: 行政许可\n  设定依据: 《<law>》<b>\n  <who>\n  <promise>\n  结果: <document>\n  材料 { [场地平面图|<document>]: 复印件 1 份 }\n}\n");
          },
          [](Draft& d) {  // Around three, each with a choice or behind one; in English.
              d.keepOrder();
              d.write(kThreePowers);
              d.write(
                  "item <power> {\n  kind: 行政许可\n  establishing-basis: 《<law>》<a>\n  authority: <organ>\n  supervisor: <organ>\n  limits { promise: <days> working-day }\n  prerequisites: <power2> or <power3> ~\n}\n事项 <power2> {\n  类型: 行政许可\n  设定依据: 《<law>》<b>\n  <who>\n  <promise>\n  前置审批: <power3>\n}\n事项 <power3> {\n  类型: 行政许可\n  设定依据: 《<law>》<c>\n  <who>\n  <promise>\n  前置审批: [<power2> 或 外省<power3>|<power2> 或 <power>]\n}\n");
          }}},
        {"DEP007",
         {[](Draft& d) {
              d.keepOrder();
              d.write(kThreePowers);
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n  前置审批: <power2>[|, <power3> ~]\n}\n事项 <power2> {\n  类型: 行政许可\n  设定依据: 《<law>》<b>\n  <who>\n  <promise>\n  前置审批: <power3>\n}\n事项 <power3> {\n  类型: 行政许可\n  设定依据: 《<law>》<c>\n  <who>\n  <promise>\n}\n");
          },
          [](Draft& d) {  // By a document.
              d.keepOrder();
              d.write(kThreePowers);
              d.write(
                  "证照 <document3> { 发证机关: <organ> }\n事项 <power> {\n  <licence>\n  <promise>\n  前置审批: [<power2>|<power3>, <power2> ~]\n}\n事项 <power2> {\n  类型: 行政许可\n  设定依据: 《<law>》<b>\n  <who>\n  <promise>\n  材料 { <document3>: 复印件 1 份 }\n}\n事项 <power3> {\n  类型: 行政许可\n  设定依据: 《<law>》<c>\n  <who>\n  <promise>\n  结果: <document3>\n}\n");
          },
          [](Draft& d) {  // In English.
              d.keepOrder();
              d.write(kThreePowers);
              d.write(
                  "item <power> {\n  kind: 行政许可\n  establishing-basis: 《<law>》<a>\n  authority: <organ>\n  supervisor: <organ>\n  limits { promise: <days> working-day }\n  prerequisites: <power2>[|, <power3> ~]\n}\n事项 <power2> {\n  类型: 行政许可\n  设定依据: 《<law>》<b>\n  <who>\n  <promise>\n  前置审批: <power3> 新办\n}\n事项 <power3> {\n  类型: 行政许可\n  设定依据: 《<law>》<c>\n  <who>\n  <promise>\n}\n");
          }}},
        {"DEP008",
         {[](Draft& d) {
              d.keepOrder();
              d.write(kThreePowers);
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n  <more>\n  前置审批: <power2> ~\n}\n事项 <power2> {\n  类型: 行政许可\n  设定依据: 《<law>》<b>\n  <who>\n  <promise>\n  [|取消: 2024-03-01]\n}\n");
          },
          [](Draft& d) {  // Of a power that no item here exercises.
              d.keepOrder();
              d.write(kThreePowers);
              d.write(
                  "法律文件 《国务院关于取消<theme>等事项的决定》 { 位阶: 国务院决定; 施行: 2025-03-01; 收录: 部分; 第一条 { 另定 取消: \"见附件\" } }\n取消 <theme>取消 {\n  权力: [<power3>|<power2>]\n  依据: 《国务院关于取消<theme>等事项的决定》第一条\n  自: 2025-03-01\n}\n事项 <power> {\n  <licence>\n  <promise>\n  前置审批: <power2> ~\n}\n");
          },
          [](Draft& d) {  // Both of two.
              d.keepOrder();
              d.write(kThreePowers);
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n  前置审批: <power2> 或 <power3> ~\n}\n事项 <power2> {\n  类型: 行政许可\n  设定依据: 《<law>》<b>\n  <who>\n  <promise>\n  取消: 2024-03-01\n}\n事项 <power3> {\n  类型: 行政许可\n  设定依据: 《<law>》<c>\n  <who>\n  <promise>\n  [取消: 2027-03-01|取消: 2023-05-01]\n}\n");
          }}},
        {"DEP009",
         {[](Draft& d) {
              d.keepOrder();
              d.write(kThreePowers);
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n  <more>\n  材料 {\n    安全管理制度: 原件 1 份, 容缺, 至 [决定|送达] ~\n  }\n}\n");
          },
          [](Draft& d) {  // Made in the course of it.
              d.keepOrder();
              d.write(kThreePowers);
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n  材料 {\n    场地核查意见: 原件 1 份 ~\n  }\n  流程 {\n    受理: <office>, 1 工作日\n    [书面审查|出具场地核查意见]: <office2>, 2 工作日\n    决定: <organ>, 1 工作日\n  }\n}\n");
          },
          [](Draft& d) {  // A prerequisite that is a step.
              d.keepOrder();
              d.write(kThreePowers);
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n  前置审批: <power2> ~\n  流程 {\n    受理: <office>, 1 工作日\n    [书面审查|<power2>]: <office2>, 2 工作日\n    决定: <organ>, 1 工作日\n  }\n}\n事项 <power2> {\n  类型: 行政许可\n  设定依据: 《<law>》<b>\n  <who>\n  <promise>\n}\n");
          }}},
        {"DEP010",
         {[](Draft& d) {
              d.keepOrder();
              d.write(kThreePowers);
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n  前置审批: <power2>\n}\n事项 <power2> {\n  类型: 行政许可\n  设定依据: 《<law>》<b>\n  <who>\n  <promise>\n}\n一件事 <theme>开业 {\n  事项: <power>, <power2>\n  牵头: <organ>\n  流程 {\n    [<power>: 后于 <power2>|<power2>: 后于 <power> ~]\n    [<power2>|<power>]\n  }\n}\n");
          },
          [](Draft& d) {  // By a document.
              d.keepOrder();
              d.write(kThreePowers);
              d.write(
                  "证照 <document2> { 发证机关: <organ> }\n事项 <power> {\n  <licence>\n  <promise>\n  材料 { <document2>: 复印件 1 份 }\n}\n事项 <power2> {\n  类型: 行政许可\n  设定依据: 《<law>》<b>\n  <who>\n  <promise>\n  结果: <document2>\n}\n一件事 <theme>开业 {\n  事项: <power>, <power2>\n  牵头: <organ>\n  流程 {\n    <power>\n    <power2>[|: 后于 <power> ~]\n  }\n}\n");
          },
          [](Draft& d) {  // Around three.
              d.keepOrder();
              d.write(kThreePowers);
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n}\n事项 <power2> {\n  类型: 行政许可\n  设定依据: 《<law>》<b>\n  <who>\n  <promise>\n}\n事项 <power3> {\n  类型: 行政许可\n  设定依据: 《<law>》<c>\n  <who>\n  <promise>\n}\n一件事 <theme>开业 {\n  事项: <power>, <power2>, <power3>\n  牵头: <organ>\n  流程 {\n    <power>[|: 后于 <power3> ~]\n    <power2>: 后于 <power>\n    <power3>: 后于 <power2>\n  }\n}\n");
          }}},
        {"DEP011",
         {[](Draft& d) {  // The library's registrations.
              d.set("registration",
                    std::string(d.pick({"企业登记", "个体工商户登记", "农民专业合作社登记"})));
              d.write(kLaw);
              d.write("事项 <power> {\n  <licence>\n  <promise>\n}\n");
              d.write(kRegistrar);
              d.write("事项 <registration> {\n  <registering>\n  [|前置审批: <power> ~]\n}\n");
          },
          [](Draft& d) {  // By the certificate.
              d.write(kLaw);
              d.write(
                  "证照 <document> { 发证机关: <organ> }\n事项 <power> {\n  <licence>\n  <promise>\n  结果: <document>\n}\n");
              d.write(kRegistrar);
              d.write(
                  "事项 企业设立登记 {\n  <registering>\n  [材料 { 设立申请书: 原件 1 份, 自备, 依据 "
                  "《市场主体登记管理条例》第十六条第一款 }|材料 { <document>: 复印件 1 份, 依据 "
                  "《市场主体登记管理条例》第十六条第一款 }] ~\n}\n");
          },
          [](Draft& d) {  // A statute that has everything, and orders no such thing.
              d.write(
                  "法律文件 《<statute>》 {\n  <act>\n  <a> { 设定 <power><by>[; 须先于 企业设立登记, 适用 <power>|] }\n}\n"
                  "事项 <power> {\n  类型: 行政许可\n  设定依据: 《<statute>》<a>\n  <who>\n  <promise>\n}\n");
              d.write(kRegistrar);
              d.write("事项 企业设立登记 {\n  <registering>\n  前置审批: <power> ~\n}\n");
          }}},
        {"DEP013",
         {[](Draft& d) {  // Refusal alone.
              d.write(kLaw);
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n  流程 { ~\n    受理: <office>, 1 工作日\n    [|若 \"不符合条件\" { 结束: "
                  "不予许可 }]\n    决定: <organ>, 1 工作日\n  }\n}\n");
          },
          [](Draft& d) {  // Everything but non-acceptance.
              d.write(kLaw);
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n  流程 { ~\n    [若 \"不属于本机关职权\" { 结束: 不予受理 }|]\n    循环 补正 至多 1 "
                  "次 { 补正材料: 申请人, 3 工作日, 阶段 受理 }\n    受理: <office>, 1 工作日\n    若 \"不符合条件\" { 结束: 不予许可 }\n    "
                  "决定: <organ>, 1 工作日\n  }\n}\n");
          },
          [](Draft& d) {  // Of a service, in English.
              d.write(
                  "item <service> {\n  kind: 公共服务\n  authority: <organ>\n  flow { ~\n    受理: <office>, 1 working-day\n    [|if "
                  "\"材料不齐\" { 一次告知: <office>, on-the-spot }]\n    决定: <organ>, 1 working-day\n  }\n}\n");
          }}},
        {"DEP014",
         {[](Draft& d) {
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <b> { 设定 <power2><by> }\n  <c> { 须先于 "
                  "<power2>, 适用 <power> }\n}\n事项 <power2> {\n  类型: 行政许可\n  设定依据: 《<law>》<b>\n  <who>\n  "
                  "<promise>\n}\n事项 <power> {\n  <licence>\n  <promise>\n  [|前置审批: <power2> ~]\n}\n");
          },
          [](Draft& d) {  // By the other's document.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <b> { 设定 <power2><by> }\n  <c> { 须先于 "
                  "<power2>, 适用 <power> }\n  <d> { 材料 <document2>, 适用 <power>; 材料 场地平面图, 适用 <power> }\n}\n证照 "
                  "<document2> { 发证机关: <organ> }\n事项 <power2> {\n  类型: 行政许可\n  设定依据: 《<law>》<b>\n  <who>\n  "
                  "<promise>\n  结果: <document2>\n}\n事项 <power> {\n  <licence>\n  <promise>\n  材料 {\n    场地平面图: 原件 "
                  "1 份, 自备, 依据 《<law>》<d>\n    [|<document2>: 原件 1 份, 依据 《<law>》<d> ~]\n  }\n}\n");
          },
          [](Draft& d) {  // An act in its own flow.
              d.set("act", std::string(d.pick({"开工", "开业", "营业"})));
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <c> { 须先于 <act>, 适用 <power> }\n}\n"
                  "事项 <power> {\n  <licence>\n  <promise>\n  流程 {\n    受理: <office>, 1 工作日\n    [|<act>: 申请人 ~]\n    "
                  "审查: <office2>, 1 工作日\n    决定: <organ>, 2 工作日\n  }\n}\n");
          },
          [](Draft& d) {  // The order of a bundle.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <b> { 设定 <power2><by> }\n  <c> { 须先于 "
                  "<power2>, 适用 <power> }\n}\n事项 <power2> {\n  类型: 行政许可\n  设定依据: 《<law>》<b>\n  <who>\n  "
                  "<promise>\n}\n事项 <power> {\n  <licence>\n  <promise>\n}\n一件事 <theme>开业 {\n  事项: <power>, <power2>\n  "
                  "牵头: <organ>\n  流程 {\n    [<power>: 后于 受理|<power2>]\n    [<power2>: 后于 <power>|<power>: 后于 <power2> "
                  "~]\n  }\n}\n");
          }}},
        {"DEP015",
         {[](Draft& d) {
              d.set("step", std::string(d.pick({"现场核查", "专家评审", "听证", "公示"})));
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <c> { 程序: <step>, 适用 <power> }\n}\n事项 "
                  "<power> {\n  <licence>\n  <promise>\n  <more>\n  流程 { ~\n    受理: <office>, 1 工作日\n    [<step>|书面审查]: "
                  "<office2>, 2 工作日\n    决定: <organ>, 1 工作日\n  }\n}\n");
          },
          [](Draft& d) {  // Not in any branch.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by>; 程序: 现场核查 }\n}\n事项 <power> {\n  "
                  "<licence>\n  <promise>\n  流程 { ~\n    受理: <office>, 1 工作日\n    若 \"新建\" {\n      [实地勘查|书面审查]: "
                  "<office2>, 2 工作日\n    } 否则 {\n      简易审查: <office2>, 1 工作日\n    }\n    决定: <organ>, 1 工作日\n  "
                  "}\n}\n");
          },
          [](Draft& d) {  // One of two that the law asks for; in English.
              d.write(
                  "法律文件 《<statute>》 {\n  <act>\n  <a> { 设定 <power><by> }\n  <c> { 程序: 听证, 专家评审, 适用 <power> }\n}\nitem "
                  "<power> {\n  kind: 行政许可\n  establishing-basis: 《<statute>》<a>\n  authority: <organ>\n  supervisor: "
                  "<organ>\n  limits { promise: <days> working-day }\n  flow { ~\n    受理: <office>, 1 working-day\n    听证: "
                  "<office2>, 1 working-day\n    [专家评审|集体讨论]: <office2>, 1 working-day\n    决定: <organ>, 1 "
                  "working-day\n  }\n}\n");
          }}},
    };
}

}  // namespace fadu::bench
