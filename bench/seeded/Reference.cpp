#include "seeded/Draft.h"

namespace fadu::bench {

std::vector<Planter> referencePlanters() {
    return {
        {"REF001",
         {[](Draft& d) {  // An organ, an office of it, a place.
              d.write(kLaw);
              d.write(
                  "事项 <power> {\n  类型: 行政许可\n  设定依据: 《<law>》<a>\n  实施机关: <organ>\n"
                  "  监管主体: [<organ>|<county>从前局] ~\n  <promise>\n  <more>\n  <details>\n}\n");
          },
          [](Draft& d) {  // A step that is not there.
              d.set("name", std::string(d.pick({"复核", "会签", "现场踏勘", "审察"})));
              d.write(kLaw);
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n  <more>\n  流程 {\n    受理: <office>, 1 "
                  "工作日\n    审查: <office2>, 2 工作日, 后于 受理\n    决定: <organ>, 1 工作日, 后于 "
                  "[审查|<name>] ~\n  }\n}\n");
          },
          [](Draft& d) {  // A prerequisite one character from an item.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n"
                  "  <b> { 设定 <theme>场地使用许可<by> }\n}\n"
                  "事项 <power> {\n  <licence>\n  <promise>\n  前置审批: "
                  "[<theme>场地使用许可|<theme>埸地使用许可] ~\n}\n"
                  "事项 <theme>场地使用许可 {\n  类型: 行政许可\n  设定依据: 《<law>》<b>\n  <who>\n"
                  "  <promise>\n}\n");
          },
          [](Draft& d) {  // Names in declarations that are no items.
              d.set(
                  "row",
                  std::string(d.pick(
                      {"机关 <county>另一局: <dept> { 辖区: <county>[|; 上级: <county>总局 ~] }",
                       "证照 <document> { 发证机关: [<organ>|<county>发证局] ~ }",
                       "职责 <theme>管理 { 主体: [<organ>|<county>主管局] ~ }",
                       "辖区 <county>新区 { 编码: \"980129\"; 上级: [<city>|<county>州市] ~ }"})));
              d.write("<row>\n");
              d.write(kLaw);
          }}},
        {"REF002",
         {[](Draft& d) {  // Traditional characters.
              d.set("wrong", std::string(d.pick({"行政許可法", "中華人民共和國行政許可法"})));
              d.write(kLaw);
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n  <details>\n  监管依据: "
                  "《[行政许可法|<wrong>]》第六十一条第一款 ~\n}\n");
          },
          [](Draft& d) {  // One character of a law of the package.
              d.set("other", "<province><theme>管理[条|]例[|外]");
              d.write(kLaw);
              d.set("title", "<province><theme>[管理|管埋]条例");
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n  实施依据: 《<title>》<e> ~\n  <flow>\n}\n");
          },
          [](Draft& d) {  // One character of a law of the library.
              d.write(kLaw);
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n  <details>\n  实施依据: "
                  "《优化营商环境条[例|列]》第三十五条 ~\n}\n");
          }}},
        {"REF003",
         {[](Draft& d) {
              d.set("label", std::string(d.pick({"实施依据", "监管依据"})));
              d.write(kLaw);
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n  <details>\n  <label>: 《<law>》[<e>|<z>] "
                  "~\n}\n");
          },
          [](Draft& d) {  // Of the library: 行政许可法 has eighty-three.
              d.draw("article", 84, 140);
              d.write(kLaw);
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n  <flow>\n  监管依据: "
                  "《行政许可法》第[61|<article>]条 ~\n}\n");
          },
          [](Draft& d) {  // A paragraph too many.
              d.draw("paragraph", 3, 7);
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <e> { 款数: 2; "
                  "另定 检查: \"每年一次\" }\n}\n");
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n  <more>\n  监管依据: "
                  "《<law>》<e>第[2|<paragraph>]款 ~\n}\n");
          },
          [](Draft& d) {  // As the basis of a material.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <d> { 材料 "
                  "场地平面图 }\n}\n");
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n  材料 {\n    场地平面图: 原件 1 份, 自备, "
                  "依据 《<law>》[<d>|<z>] ~\n  }\n}\n");
          }}},
        {"REF004",
         {[](Draft& d) {  // Repealed.
              d.write(kLaw);
              d.write(
                  "法律文件 《<rule>》 {\n  <provincial rule>\n  [|废止: 2025-06-01]\n  <b> { 另定 检查: "
                  "\"每年一次\" }\n}\n");
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n  <details>\n  监管依据: 《<rule>》<b> ~\n}\n");
          },
          [](Draft& d) {  // Not yet in force.
              d.set("future", std::to_string(d.between(2027, 2030)) + "-01-01");
              d.write(kLaw);
              d.write(
                  "法律文件 《<rule>》 {\n  <undated provincial rule>\n  施行: [2020-01-01|<future>]\n  "
                  "<b> { 另定 检查: \"每年一次\" }\n}\n");
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n  <flow>\n  实施依据: 《<rule>》<b> ~\n}\n");
          },
          [](Draft& d) {  // What establishes the power is gone, with what replaced it.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  [|废止: 2025-07-01 由 "
                  "《<statute>》]\n}\n法律文件 《<statute>》 {\n  <undated act>\n  施行: 2025-07-01\n  <b> "
                  "{ 另定 检查: \"每年一次\" }\n}\n");
              d.write(
                  "事项 <power> {\n  类型: 行政许可\n  设定依据: 《<law>》<a> ~\n  <who>\n  <promise>\n}\n");
          }}},
        {"REF005",
         {[](Draft& d) {  // Two items of the name, both elsewhere.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <b> { 设定 "
                  "<power2><by> }\n}\n"
                  "辖区 <county>南县 { 编码: \"980123\"; 上级: <city> }\n机关 <county>南县局: <dept> { "
                  "辖区: <county>南县 }\n"
                  "事项 <power> { 类型: 行政许可; 设定依据: 《<law>》<a>; 实施机关: <organ2>; 监管主体: "
                  "<organ2>; <promise> }\n"
                  "事项 <power> { 类型: 行政许可; 设定依据: 《<law>》<a>; 实施机关: <county>南县局; 监管主体: "
                  "<county>南县局; <promise> }\n"
                  "事项 <power2> {\n  类型: 行政许可\n  设定依据: 《<law>》<b>\n  <who>\n  <promise>\n  "
                  "前置审批: [<county2> |]<power> ~\n}\n");
          },
          [](Draft& d) {  // Of a duty, a list of the city.
              d.set("row",
                    std::string(d.pick(
                        {"职责 <theme>管理 { 主体: <cityorgan>; 事项: [<county> |]<power> } ~",
                         "清单 <city>清单 { 类别: 行政许可; 辖区: <city>; 事项: [<county> "
                         "|]<power> } ~"})));
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n}\n"
                  "事项 <power> { 类型: 行政许可; 设定依据: 《<law>》<a>; 实施机关: <organ2>; 监管主体: "
                  "<organ2>; <promise> }\n"
                  "事项 <power> { 类型: 行政许可; 设定依据: 《<law>》<a>; 实施机关: <organ>; 监管主体: "
                  "<organ>; <promise> }\n<row>\n");
          },
          [](Draft& d) {  // The same in a list of another place.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n}\n"
                  "事项 <power> { 类型: 行政许可; 设定依据: 《<law>》<a>; 实施机关: <organ2>; 监管主体: "
                  "<organ2>; <promise> }\n"
                  "事项 <power> { 类型: 行政许可; 设定依据: 《<law>》<a>; 实施机关: <organ>; 监管主体: "
                  "<organ>; <promise> }\n"
                  "一件事 <theme>开业 {\n  牵头: <cityorgan>\n  事项: [<county2> |]<power> ~\n}\n");
          }}},
        {"REF006",
         {[](Draft& d) {  // An organ twice.
              d.keepOrder();
              d.write(kLaw);
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n  <details>\n}\n[|机关 <organ>: <dept> { 辖区: "
                  "<county> } ~]\n");
          },
          [](Draft& d) {  // An item twice.
              d.keepOrder();
              d.write(kLaw);
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n}\n事项 <service> { 类型: 公共服务; 实施机关: "
                  "<organ> }\n事项 [<service2>|<service>] { ~\n  类型: 公共服务\n  实施机关: <organ>\n  <more>\n}\n");
          },
          [](Draft& d) {  // A function, a document, a place, a law.
              d.keepOrder();
              d.set("row",
                    std::string(d.pick({"职能 <dept> { 层级: 县以上 } ~",
                                        "证照 <document> { 发证机关: <dept> "
                                        "} ~",
                                        "辖区 <county> { 编码: \"980199\"; 上级: <city> } ~"})));
              d.write("证照 <document> { 发证机关: <organ> }\n");
              d.write(kLaw);
              d.write("[|<row>]\n");
          },
          [](Draft& d) {
              d.keepOrder();
              d.write(kLaw);
              d.write(
                  "法律文件 《[<rule>|<law>]》 { ~\n  <regulation>\n  <b> { 另定 检查: \"每年一次\" }\n}\n");
          }}},
        {"REF007",
         {[](Draft& d) {  // Of another province.
              d.write(kLaw);
              d.write(
                  "法律文件 《<province2><theme>规定》 {\n  位阶: 省级地方性法规; 条数: 40; 施行: <since>; 辖区: "
                  "[<province>|<province2>]; 收录: 全文\n  <b> { 另定 检查: \"每年一次\" }\n}\n"
                  "事项 <power> {\n  <licence>\n  <promise>\n  <details>\n  实施依据: "
                  "《<province2><theme>规定》<b> ~\n}\n");
          },
          [](Draft& d) {  // Of the next county.
              d.write(kLaw);
              d.write(
                  "法律文件 《<county2><theme>规定》 {\n  位阶: 地方规范性文件; 条数: 40; 施行: <since>; 辖区: "
                  "[<city>|<county2>]; 收录: 全文\n  <b> { 另定 检查: \"每年一次\" }\n}\n"
                  "事项 <power> {\n  <licence>\n  <promise>\n  <flow>\n  监管依据: 《<county2><theme>规定》<b> "
                  "~\n}\n");
          },
          [](Draft& d) {  // Of a county, by an item of its city.
              d.write(kLaw);
              d.write(
                  "法律文件 《<notice>》 {\n  位阶: 地方规范性文件; 条数: 40; 施行: <since>; 辖区: [<city>|<county>]; "
                  "收录: 全文\n  <b> { 另定 检查: \"每年一次\" }\n}\n事项 <service> {\n  类型: 公共服务\n  实施机关: "
                  "<cityorgan>\n  实施依据: 《<notice>》<b> ~\n}\n");
          }}},
        {"REF008",
         {[](Draft& d) {
              d.set("old", "<county>旧<theme>所");
              d.write(kLaw);
              d.write(
                  "机关 <county>新局: <dept3> { 辖区: <county>; 曾用名: <old> 至 2019-03-01 依据 《<law>》<b> }\n"
                  "事项 <power> {\n  类型: 行政许可\n  设定依据: 《<law>》<a>\n  实施机关: <organ>\n  监管主体: "
                  "[<county>新局|<old>] ~\n  <promise>\n  <details>\n}\n");
          },
          [](Draft& d) {  // A function under its former name.
              d.write(
                  "职能 <theme>旧主管部门新名 { 层级: 县以上; 曾称: <theme>墟场部门 至 2019-03-01 依据 《<law>》<b> }\n");
              d.write(kLaw);
              d.write(
                  "机关 <county>墟场局: [<theme>旧主管部门新名|<theme>墟场部门] { 辖区: <county> } ~\n");
          },
          [](Draft& d) {  // In a step, in a document.
              d.set("old", "<county>旧<theme>所");
              d.set(
                  "row",
                  std::string(d.pick(
                      {"证照 <document> { 发证机关: [<county>新<theme>局|<old>] } ~",
                       "职责 <theme>管理 { 主体: [<county>新<theme>局|<old>] } ~",
                       "机关 <county>另一局 { 辖区: <county>; 上级: [<county>新<theme>局|<old>] } ~"})));
              d.write(
                  "机关 <county>新<theme>局: <dept> { 辖区: <county>; 曾用名: <old> 至 2018-12-31 依据 《<law>》<b> }\n"
                  "<row>\n");
              d.write(kLaw);
          }}},
        {"REF009",
         {[](Draft& d) {  // A later statute establishes the power too.
              d.write(
                  "法律文件 《<decree>》 {\n  <undated council>\n  施行: 2005-01-01\n  <a> { 设定 <power><by> }\n}\n"
                  "法律文件 《<statute>》 {\n  <undated act>\n  施行: 2020-01-01\n  <b> { 设定 "
                  "[<power2>|<power>]<by> }\n}\n"
                  "事项 <power> {\n  类型: 行政许可\n  设定依据: 《<decree>》<a> ~\n  <who>\n  <promise>\n}\n");
          },
          [](Draft& d) {  // The statute was revised without it.
              d.write(
                  "法律文件 《<decree>》 {\n  <undated council>\n  施行: 2005-01-01\n  上位法: 《<statute>》\n  <a> "
                  "{ 设定 <power><by> }\n}\n法律文件 《<statute>》 {\n  <undated act>\n  施行: 2000-01-01\n  "
                  "[|修订: 2019-12-28]\n  <b> { 设定 <power2><by> }\n}\n"
                  "事项 <power> {\n  类型: 行政许可\n  设定依据: 《<decree>》<a> ~\n  <who>\n  <promise>\n  <flow>\n}\n");
          },
          [](Draft& d) {  // A limit that a later law of the same rank has overtaken.
              d.write(
                  "法律文件 《<decree>》 {\n  <undated act>\n  施行: 2005-01-01\n  <a> { 时限 决定: [15|30] "
                  "工作日, 适用 <power> }\n}\n法律文件 《<statute>》 {\n  <undated act>\n  施行: 2020-01-01\n  <b> { "
                  "设定 <power><by>; 时限 决定: 15 工作日, 适用 <power> }\n}\n"
                  "事项 <power> {\n  类型: 行政许可\n  设定依据: 《<statute>》<b>\n  <who>\n  实施依据: 《<decree>》<a> "
                  "~\n  时限 { 承诺: 10 工作日 }\n}\n");
          }}},
        {"REF010",
         {[](Draft& d) {
              d.set("text", std::string(d.pick({"服务规范（试行）", "技术导则", "操作规程"})));
              d.write(kLaw);
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n  <details>\n  [|实施依据: 《<theme>行业<text>》 ~]\n}\n");
          },
          [](Draft& d) {  // As the basis of a material.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <d> { 材料 场地平面图 }\n}\n");
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n  材料 {\n    场地平面图: 原件 1 份, 自备, 依据 "
                  "[《<law>》<d>|《<theme>测绘图样汇编》第三条] ~\n  }\n}\n");
          },
          [](Draft& d) {  // Of a service, of a duty.
              d.set("row", std::string(d.pick(
                               {"职责 <theme>管理 { 主体: <organ>; 依据: "
                                "[《行政许可法》第六十一条|《<theme>巡查工作指引》] } ~",
                                "事项 <service> { 类型: 公共服务; 实施机关: <organ>; 实施依据: "
                                "[《行政许可法》第三十条|《<theme>咨询服务标准》] } ~"})));
              d.write(kLaw);
              d.write("<row>\n");
          },
          [](Draft& d) {  // A prerequisite that neither the package nor the library knows.
              d.write(kLaw);
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n  <details>\n  [|前置审批: "
                  "<subject>从业人员跨省备案确认 ~]\n}\n");
          }}},
        {"REF011",
         {[](Draft& d) {
              d.set("near", std::string(d.pick(
                                {"<theme>经营许可正", "<theme>経营许可证", "<theme>经菅许可证"})));
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by>; 材料 [<theme>经营许可证|<near>] }\n}\n"
                  "证照 <theme>经营许可证 { 发证机关: <organ> }\n事项 <power> {\n  <licence>\n  <promise>\n  材料 "
                  "{\n    [<theme>经营许可证|<near>]: 复印件 1 份, 依据 《<law>》<a> ~\n  }\n}\n");
          },
          [](Draft& d) {  // Traditional characters.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by>; 材料 [场地登记证书|場地登記證書] }\n}\n"
                  "证照 场地登记证书 { 发证机关: <organ> }\n事项 <power> {\n  <licence>\n  <promise>\n  材料 {\n    "
                  "[场地登记证书|場地登記證書]: 复印件 1 份, 依据 《<law>》<a> ~\n  }\n}\n");
          },
          [](Draft& d) {  // Of a bundle.
              d.write(kLaw);
              d.write(
                  "证照 <theme>场地登记证 { 发证机关: <organ> }\n事项 <power> {\n  <licence>\n  <promise>\n  <flow>\n}\n"
                  "一件事 <theme>开业 {\n  事项: <power>\n  牵头: <organ>\n  材料 {\n    <theme>场地[登记|登己]证: 复印件 1 份 "
                  "~\n  }\n}\n");
          }}},
        {"REF012",
         {[](Draft& d) {
              d.write(
                  "法律文件 《<law>》 {\n  <undated regulation>\n  施行: 2015-07-01\n  <a> { 设定 <power><by> }\n  版本 "
                  "2020-05-01 {\n    条文对照 { <a>: <c> }\n    <a> { 另定 规划: \"由县级政府编制\" }\n    <c> { 设定 "
                  "<power><by> }\n  }\n}\n"
                  "事项 <power> {\n  类型: 行政许可\n  设定依据: 《<law>》[<c>|<a>] ~\n  <who>\n  <promise>\n}\n");
          },
          [](Draft& d) {  // Twice renumbered.
              d.write(
                  "法律文件 《<law>》 {\n  <undated regulation>\n  施行: 2010-07-01\n  <a> { 设定 <power><by> }\n  版本 "
                  "2016-05-01 {\n    条文对照 { <a>: <b> }\n    <a> { 另定 规划: \"由县级政府编制\" }\n    <b> { 设定 "
                  "<power><by> }\n  }\n  版本 2022-05-01 {\n    条文对照 { <b>: <d> }\n    <b> { 另定 名称: \"自定\" }\n"
                  "    <d> { 设定 <power><by> }\n  }\n}\n"
                  "事项 <power> {\n  类型: 行政许可\n  设定依据: 《<law>》[<d>|<a>] ~\n  <who>\n  <promise>\n}\n");
          },
          [](Draft& d) {  // Of a limit.
              d.write(
                  "法律文件 《<law>》 {\n  <undated regulation>\n  施行: 2015-07-01\n  <a> { 设定 <power><by> }\n  <b> { "
                  "时限 决定: 15 工作日 }\n  版本 2020-05-01 {\n    条文对照 { <b>: <d> }\n    <b> { 另定 规划: "
                  "\"由县级政府编制\" }\n    <d> { 时限 决定: 15 工作日 }\n  }\n}\n"
                  "事项 <power> {\n  <licence>\n  时限 {\n    法定: 15 工作日 依据 《<law>》[<d>|<b>] ~\n    承诺: 10 "
                  "工作日\n  }\n}\n");
          }}},
        {"REF013",
         {[](Draft& d) {
              d.write(kLaw);
              d.write(
                  "法律文件 《<county><theme>内部规程》 {\n  <partial normative>\n  [|公布: 否]\n  <b> { 另定 要点: "
                  "\"见附件\" }\n}\n事项 <power> {\n  <licence>\n  <promise>\n  <details>\n  实施依据: "
                  "《<county><theme>内部规程》<b> ~\n}\n");
          },
          [](Draft& d) {  // The plan of an organ's functions as what establishes a power.
              d.set("title", "<county><theme>局职能配置规定");
              d.write(kLaw);
              d.write(
                  "法律文件 《<title>》 { 位阶: 三定规定; 辖区: <county>; 施行: <since>; 条数: 20; 收录: 部分; <b> { 另定 "
                  "职责: \"负责管理\" } }\n事项 <power> {\n  类型: 行政许可\n  设定依据: 《<law>》<a>[|, 《<title>》<b>] "
                  "~\n  <who>\n  <promise>\n  <flow>\n}\n");
          },
          [](Draft& d) {  // An unpublished rule that a power rests on as well.
              d.write(kLaw);
              d.write(
                  "法律文件 《<rule>》 {\n  <partial provincial rule>\n  [|公布: 否]\n  <b> { 另定 要点: \"见附件\" }\n}\n"
                  "事项 <power> {\n  类型: 行政许可\n  设定依据: 《<law>》<a>, 《<rule>》<b> ~\n  <who>\n  <promise>\n}\n");
          }}},
    };
}

}  // namespace fadu::bench
