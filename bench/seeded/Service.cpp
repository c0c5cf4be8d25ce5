#include "seeded/Draft.h"

namespace fadu::bench {

std::vector<Planter> servicePlanters() {
    return {
        {"SVC001",
         {[](Draft& d) {
              d.draw("first", 1, 4);
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <c> { 程序: 现场核查 }\n}\n事项 <power> {\n  "
                  "<licence>\n  时限 { 承诺: 12 工作日 }\n  流程 {\n    受理: <office>, 1 工作日\n    书面审查: <office>, <first> 工作日\n    现场核查: "
                  "<office2>, 1 工作日[, 后于 书面审查|] ~\n    决定: <organ>, 1 工作日\n  }\n}\n");
          },
          [](Draft& d) {  // Steps that wait for both.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <c> { 程序: 检测 }\n}\n事项 <power> {\n  "
                  "<licence>\n  时限 { 承诺: 15 工作日 }\n  流程 {\n    受理: <office>, 1 工作日\n    设施检测: <office2>, 3 工作日\n    "
                  "征求意见: [<office2>|<office>], 2 工作日 ~\n    会商: <office>, 1 工作日, 阶段 审查\n    决定: <organ>, 1 工作日\n  "
                  "}\n}\n");
          },
          [](Draft& d) {  // A service, in English.
              d.write(
                  "item <service> {\n  kind: 公共服务\n  authority: <organ>\n  limits { promise: 9 working-day }\n  flow {\n    受理: "
                  "<office>, 1 working-day\n    材料审查: <office>, 2 working-day\n    [核查结果复核|入户调查]: <office2>, 3 working-day "
                  "~\n    决定: <organ>, 1 working-day\n  }\n}\n");
          }}},
        {"SVC002",
         {[](Draft& d) {  // More steps in person than promised.
              d.write(kLaw);
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n  到现场次数: 1 ~\n  流程 {\n    受理: <office>, 1 工作日, 到场\n    审查: "
                  "<office2>, 2 工作日[|, 到场]\n    决定: <organ>, 1 工作日\n    送达: <office>, 1 工作日\n  }\n}\n");
          },
          [](Draft& d) {  // None promised, a counter only.
              d.write(kLaw);
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n  到现场次数: 0 ~\n  办理形式: 窗口[, 网上|]\n}\n");
          },
          [](Draft& d) {  // A bundle promises less than one of its items.
              d.draw("visits", 2, 4);
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n}\n事项 <power> {\n  <licence>\n  "
                  "<promise>\n  到现场次数: [1|<visits>]\n}\n一件事 <theme>开业 {\n  事项: <power>\n  牵头: <organ>\n  到现场次数: 1 "
                  "~\n}\n");
          }}},
        {"SVC003",
         {[](Draft& d) {
              d.set("hand", std::string(d.pick({"复核", "审核", "会签", "复审"})));
              d.write(kLaw);
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n  流程 {\n    受理: <office>, 1 工作日\n    [|<hand>: <office2>, 1 "
                  "工作日]\n    审定: <office>, 1 工作日\n    决定: <organ>, 1 工作日 ~\n  }\n}\n");
          },
          [](Draft& d) {  // In one branch.
              d.write(kLaw);
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n  流程 {\n    受理: <office>, 1 工作日\n    审核: <office2>, 1 工作日\n    若 "
                  "\"情况复杂\" {\n      [集体讨论|复审]: <office>, 1 工作日\n    }\n    决定: <organ>, 1 工作日 ~\n  }\n}\n");
          },
          [](Draft& d) {  // In English.
              d.write(kLaw);
              d.write(
                  "item <power> {\n  kind: 行政许可\n  establishing-basis: 《<law>》<a>\n  authority: <organ>\n  supervisor: "
                  "<organ>\n  limits { promise: <days> working-day }\n  flow {\n    受理: <office>, 1 working-day\n    复核: "
                  "<office2>, 1 working-day\n    [征求意见|审批]: <office>, 1 working-day\n    决定: <organ>, 1 working-day ~\n  "
                  "}\n}\n");
          }}},
        {"SVC005",
         {[](Draft& d) {
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <c> { 材料 <power>申请书 }\n}\n事项 <power> "
                  "{\n  <licence>\n  <promise>\n  办理形式: 窗口[, 网上|] ~\n  材料 { <power>申请书: 原件 1 份, 依据 《<law>》<c> }\n  "
                  "流程 {\n    受理: <office>, 1 工作日\n    决定: <organ>, 1 工作日\n  }\n}\n");
          },
          [](Draft& d) {  // A visit that no step needs.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <c> { 材料 <power>申请书 }\n}\n事项 <power> "
                  "{\n  <licence>\n  <promise>\n  办理形式: 窗口, 网上\n  到现场次数: [0|1] ~\n  材料 { <power>申请书: 原件 1 份, 依据 "
                  "《<law>》<c> }\n  流程 {\n    受理: <office>, 1 工作日\n    审查: <office2>, 1 工作日\n    决定: <organ>, 1 工作日\n  "
                  "}\n}\n");
          },
          [](Draft& d) {  // A service, in English.
              d.write(
                  "item <service> {\n  kind: 公共服务\n  authority: <organ>\n  channels: 窗口[, 网上|] ~\n  materials { 申请表: "
                  "original 1 }\n  flow {\n    受理: <office>, 1 working-day\n    决定: <organ>, 1 working-day\n  }\n}\n");
          }}},
    };
}

}  // namespace fadu::bench
