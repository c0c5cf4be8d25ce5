#include "seeded/Draft.h"

namespace fadu::bench {

namespace {

/// Papers that no law here asks for.
std::string_view paper(Draft& draft) {
    return draft.pick({"资信报告", "消防设施清单", "经营业绩汇总表", "设备采购合同", "廉政承诺书"});
}

}  // namespace

std::vector<Planter> materialPlanters() {
    return {
        {"MAT001",
         {[](Draft& d) {  // Beyond a complete list.
              d.set("paper", std::string(paper(d)));
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <c> { 材料 <power>申请书; 材料 场地平面图 "
                  "}\n}\n事项 <power> {\n  <licence>\n  <promise>\n  材料 {\n    <power>申请书: 原件 1 份\n    场地平面图: 复印件 1 "
                  "份\n    [|<paper>: 原件 1 份 ~]\n  }\n}\n");
          },
          [](Draft& d) {  // Cites a provision that does not ask for it.
              d.set("paper", std::string(paper(d)));
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <c> { 材料 <power>申请书; 材料 场地平面图 "
                  "}\n}\n事项 <power> {\n  <licence>\n  <promise>\n  材料 {\n    <power>申请书: 原件 1 份, 依据 《<law>》<c>\n    "
                  "[场地平面图|<paper>]: 复印件 2 份, 依据 《<law>》<c> ~\n  }\n}\n");
          },
          [](Draft& d) {  // Nothing is cited, and the law is not complete: once an item.
              d.write(
                  "法律文件 《<law>》 {\n  <partial regulation>\n  <a> { 设定 <power><by> }\n  <c> { 材料 <power>申请书; 材料 "
                  "场地平面图 }\n}\nitem <power> {\n  kind: 行政许可\n  establishing-basis: 《<law>》<a>\n  authority: <organ>\n  "
                  "supervisor: <organ>\n  limits { promise: <days> working-day }\n  materials { ~\n    <power>申请书: original "
                  "1[, basis 《<law>》<c>|]\n    资信报告: original 1\n  }\n}\n");
          }}},
        {"MAT002",
         {[](Draft& d) {  // Its issuer shares it.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by>; 材料 <theme>登记证 }\n}\n证照 <theme>登记证 { "
                  "发证机关: <dept>; 共享 }\n事项 <power> {\n  <licence>\n  <promise>\n  材料 {\n    <theme>登记证: [共享|复印件 1 份], "
                  "依据 《<law>》<a> ~\n  }\n}\n");
          },
          [](Draft& d) {  // Another organ does.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by>; 材料 <theme>权属证 }\n}\n机关 <county>数据局 { "
                  "辖区: <county> }\n证照 <theme>权属证 { 共享: <county>数据局 }\n事项 <power> {\n  <licence>\n  <promise>\n  "
                  "材料 {\n    <theme>权属证: [共享|原件 1 份], 依据 《<law>》<a> ~\n  }\n}\n");
          },
          [](Draft& d) {  // A service, in English.
              d.write(
                  "document <theme>登记证 { issuer: <dept>; shared }\nitem <service> {\n  kind: 公共服务\n  authority: <organ>\n "
                  " materials {\n    <theme>登记证: [shared|copy 2] ~\n  }\n}\n");
          }}},
        {"MAT003",
         {[](Draft& d) {  // The same paper under two names.
              d.set("again", std::string(d.pick({"商业计划书复印件", "商业计划书（副本）",
                                                 "商业计划书（副本）复印件"})));
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by>; 材料 商业计划书, 场地平面图 }\n}\n事项 <power> {\n  "
                  "<licence>\n  <promise>\n  材料 {\n    商业计划书: 原件 1 份, 依据 《<law>》<a>\n    [场地平面图|<again>]: 复印件 2 份, "
                  "依据 《<law>》<a> ~\n  }\n}\n");
          },
          [](Draft& d) {  // Two items of a bundle.
              d.keepOrder();
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <b> { 设定 <power2><by> }\n  <c> { 材料 "
                  "<power>申请书; 材料 <power2>申请书; 材料 场地平面图; 材料 安全管理制度 }\n}\n事项 <power> {\n  <licence>\n  <promise>\n  "
                  "材料 { <power>申请书: 原件 1 份, 依据 《<law>》<c>; 场地平面图: 复印件 1 份, 依据 《<law>》<c> }\n}\n事项 <power2> {\n  "
                  "类型: 行政许可\n  设定依据: 《<law>》<b>\n  <who>\n  <promise>\n  材料 { <power2>申请书: 原件 1 份, 依据 "
                  "《<law>》<c>; [安全管理制度|场地平面图]: 复印件 1 份, 依据 《<law>》<c> }\n}\n一件事 <theme>开业 {\n  事项: <power>\n  "
                  "事项: <power2> ~\n  牵头: <organ>\n}\n");
          },
          [](Draft& d) {  // A service's list.
              d.write(
                  "事项 <service> {\n  类型: 公共服务\n  实施机关: <organ>\n  材料 {\n    房屋租赁合同: 原件 1 份\n    "
                  "[场地平面图|房屋租赁合同复印件]: 复印件 1 份 ~\n  }\n}\n");
          }}},
        {"MAT004",
         {[](Draft& d) {
              d.write(
                  "法律文件 《<law>》 {\n  <partial regulation>\n  <a> { 设定 <power>: 行政许可, 由 <dept>, 层级 市 }\n}\n事项 "
                  "<power> {\n  <licence>\n  <promise>\n  审批层级: 市\n  材料 { 场地平面图: 复印件 1 份 }\n}\n事项 <power> {\n  类型: "
                  "行政许可\n  设定依据: 《<law>》<a>\n  实施机关: <cityorgan>\n  监管主体: <cityorgan>\n  <promise>\n  初审机关: "
                  "<organ>\n  材料 {\n    [市级意见: 共享|场地平面图: 复印件 1 份] ~\n  }\n}\n");
          },
          [](Draft& d) {  // Only the lower organ's item says so.
              d.write(
                  "法律文件 《<law>》 {\n  <partial regulation>\n  <a> { 设定 <power>: 行政许可, 由 <dept>, 层级 市 }\n}\n事项 "
                  "<power> {\n  <licence>\n  <promise>\n  审批层级: 市\n  材料 { 安全管理制度: 复印件 1 份; 人员名单: 原件 1 份 }\n}\n事项 "
                  "<power> {\n  类型: 行政许可\n  设定依据: 《<law>》<a>\n  实施机关: <cityorgan>\n  监管主体: <cityorgan>\n  "
                  "<promise>\n  材料 {\n    [安全管理制度: 共享|安全管理制度（原件）: 原件 1 份] ~\n  }\n}\n");
          },
          [](Draft& d) {  // A province above a city, in English.
              d.write(
                  "法律文件 《<law>》 {\n  <partial regulation>\n  <a> { 设定 <power>: 行政许可, 由 <dept>, 层级 省 }\n}\nitem "
                  "<power> {\n  kind: 行政许可\n  establishing-basis: 《<law>》<a>\n  authority: <cityorgan>\n  supervisor: "
                  "<cityorgan>\n  limits { promise: 9 working-day }\n  decision-level: 省\n  materials { 项目方案: original 1 "
                  "}\n}\nitem <power> {\n  kind: 行政许可\n  establishing-basis: 《<law>》<a>\n  authority: <provorgan>\n  "
                  "supervisor: <provorgan>\n  limits { promise: 9 working-day }\n  preliminary-examiner: <cityorgan>\n  "
                  "materials {\n    项目方案: [shared|original 1] ~\n  }\n}\n");
          }}},
        {"MAT005",
         {[](Draft& d) {  // A ministry's rule is not enough.
              d.set("service",
                    std::string(d.pick({"安全评价", "资产评估", "环境监测", "节能评估"})));
              d.write(kLaw);
              d.write(
                  "法律文件 《<ministry>》 {\n  位阶: [行政法规|部门规章]; 施行: <since>; 条数: 50; 收录: 全文\n  <b> { 程序: <service>, 适用 "
                  "<power> }\n}\n事项 <power> {\n  <licence>\n  <promise>\n  中介服务 {\n    <service>: 依据 《<ministry>》<b> ~\n  "
                  "}\n}\n");
          },
          [](Draft& d) {  // No law asks for it.
              d.set("service", std::string(d.pick({"审计报告", "法律意见", "检测报告编制"})));
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  [<c> { 材料 <service> }|]\n}\n事项 <power> "
                  "{\n  <licence>\n  <promise>\n  中介服务 {\n    <service> ~\n  }\n}\n");
          },
          [](Draft& d) {  // Nothing stated, and the law is not complete.
              d.write(
                  "法律文件 《<law>》 {\n  <partial regulation>\n  <a> { 设定 <power><by> }\n}\nitem <power> {\n  kind: "
                  "行政许可\n  establishing-basis: 《<law>》<a>\n  authority: <organ>\n  supervisor: <organ>\n  limits { promise: "
                  "<days> working-day }\n  [visits: 1|intermediary { 资产评估 }] ~\n}\n");
          }}},
        {"MAT006",
         {[](Draft& d) {
              d.set("rest",
                    std::string(d.pick({"其他材料", "有关证明文件", "法律、法规规定的其他材料",
                                        "需要提交的其他材料"})));
              d.write(kLaw);
              d.write(
                  "事项 <service> {\n  类型: 公共服务\n  实施机关: <organ>\n  材料 {\n    申请表: 原件 1 份\n    [|\"<rest>\": 复印件 1 份 "
                  "~]\n  }\n}\n");
          },
          [](Draft& d) {  // Of a licence.
              d.set("rest", std::string(d.pick({"其他有关材料", "相关材料", "有关材料"})));
              d.write(
                  "法律文件 《<law>》 {\n  <partial regulation>\n  <a> { 设定 <power><by> }\n  <c> { 材料 <power>申请书 }\n}\n事项 "
                  "<power> {\n  <licence>\n  <promise>\n  材料 {\n    <power>申请书: 原件 1 份, 依据 《<law>》<c>\n    [|<rest>: 原件 1 "
                  "份 ~]\n  }\n}\n");
          },
          [](Draft& d) {  // Of a bundle; an open end.
              d.set("rest", std::string(d.pick({"身份证等", "其他材料"})));
              d.write(kLaw);
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n}\n一件事 <theme>开业 {\n  事项: <power>\n  牵头: <organ>\n  材料 "
                  "{\n    场地平面图: 复印件 1 份\n    [|<rest>: 原件 1 份 ~]\n  }\n}\n");
          }}},
        {"MAT007",
         {[](Draft& d) {  // Only a rule asks for it.
              d.set(
                  "proof",
                  std::string(d.pick({"从业经历证明", "无犯罪记录证明", "居住证明", "收入证明"})));
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <c> { 材料 <power>申请书 }\n}\n法律文件 "
                  "《<ministry>》 {\n  位阶: [行政法规|部门规章]; 施行: <since>; 条数: 50; 收录: 全文\n  <b> { 材料 <proof>, 适用 <power> "
                  "}\n}\n事项 <power> {\n  <licence>\n  <promise>\n  材料 {\n    <power>申请书: 原件 1 份, 依据 《<law>》<c>\n    "
                  "<proof>: 原件 1 份, 依据 《<ministry>》<b> ~\n  }\n}\n");
          },
          [](Draft& d) {  // Nobody does.
              d.set("proof", std::string(d.pick({"婚姻状况证明", "银行存款证明", "村委会证明"})));
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <c> { 材料 <power>申请书[; 材料 <proof>|] "
                  "}\n}\n事项 <power> {\n  <licence>\n  <promise>\n  材料 {\n    <power>申请书: 原件 1 份\n    <proof>: 原件 1 份 ~\n  "
                  "}\n}\n");
          },
          [](Draft& d) {  // Not known whether anybody does: a warning.
              d.write(
                  "法律文件 《<law>》 {\n  <partial regulation>\n  <a> { 设定 <power><by> }\n}\nitem <power> {\n  kind: "
                  "行政许可\n  establishing-basis: 《<law>》<a>\n  authority: <organ>\n  supervisor: <organ>\n  limits { promise: "
                  "<days> working-day }\n  materials {\n    [场地平面图|无违法记录证明]: original 1 ~\n  }\n}\n");
          }}},
    };
}

}  // namespace fadu::bench
