#include "seeded/Draft.h"

#include <algorithm>

namespace fadu::bench {

namespace {

std::vector<Planter> ofLicences() {
    return {
        {"AUT001",
         {[](Draft& d) {  // Neither a basis nor a law that could be one.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 [<power>|<power2>]<by> }\n}\n"
                  "事项 <power> { ~\n  类型: 行政许可\n  [设定依据: 《<law>》<a>|]\n  <who>\n  <promise>\n  "
                  "<flow>\n}\n");
          },
          [](Draft& d) {  // Other kinds: a warning.
              d.set("kind",
                    std::string(d.pick({"行政确认", "其他行政权力", "行政检查", "行政奖励"})));
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <theme>审核[|二]: <kind>, 由 <dept>, 层级 县 "
                  "}\n}\n事项 <theme>审核 { ~\n  类型: <kind>\n  [设定依据: 《<law>》<a>|]\n  <who>\n}\n");
          },
          [](Draft& d) {  // Exercises a power under another name.
              d.set("real", std::string(d.pick({"<theme>夜间", "<theme>临时", "<theme>流动"})));
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n}\n"
                  "事项 <real>许可 { ~\n  类型: 行政许可\n  行使权力: [<power>|<real>许可]\n  [设定依据: 《<law>》<a>|]\n"
                  "  <who>\n  <promise>\n}\n");
          }}},
        {"AUT002",
         {[](Draft& d) {  // A normative document, a ministry's rule, a rule of a city.
              d.set("rank", std::string(d.pick({"地方规范性文件", "市级政府规章"})));
              d.write(
                  "法律文件 《<city><theme>规定》 {\n  位阶: [设区的市地方性法规|<rank>]; 辖区: <city>; 施行: <since>; 条数: "
                  "40; 收录: 全文\n  <a> { 设定 <power><by> }\n}\n事项 <power> {\n  类型: 行政许可\n  设定依据: "
                  "《<city><theme>规定》<a> ~\n  <who>\n  <promise>\n  <flow>\n}\n");
          },
          [](Draft& d) {
              d.write(
                  "法律文件 《<ministry>》 {\n  位阶: [行政法规|部门规章]; 施行: <since>; 条数: 40; 收录: 全文\n  <a> { 设定 "
                  "<power><by> }\n}\n事项 <power> {\n  类型: 行政许可\n  设定依据: 《<ministry>》<a> ~\n  <who>\n  "
                  "<promise>\n}\n");
          },
          [](Draft& d) {  // Penalties, compulsory measures, execution.
              const bool penalty = d.chance(50);
              d.set("name", penalty ? "<theme>占道处罚" : "扣押<theme>工具");
              d.set("kind", penalty ? "行政处罚" : "行政强制措施");
              d.write(
                  "法律文件 《<notice>》 {\n  位阶: [法律|地方规范性文件]; 施行: <since>[|; 辖区: <county>]; 条数: 40; 收录: "
                  "全文\n  <a> { 设定 <name>: <kind>, 由 <dept>, 层级 县 }\n}\n事项 <name> {\n  类型: <kind>\n  设定依据: "
                  "《<notice>》<a> ~\n  <who>\n}\n");
          },
          [](Draft& d) {  // A confirmation that rests on a normative document alone: a warning.
              d.write(
                  "法律文件 《<notice>》 {\n  位阶: [省级政府规章|地方规范性文件]; 施行: <since>; 辖区: <county>; 条数: 40; 收录: "
                  "全文\n  <a> { 设定 <record>: 其他行政权力, 由 <dept>, 层级 县 }\n}\n事项 <record> {\n  类型: 其他行政权力\n  "
                  "设定依据: 《<notice>》<a> ~\n  <who>\n}\n");
          }}},
        {"AUT003",
         {[](Draft& d) {
              d.set("entry", std::string(d.pick({"时限 决定: 15 工作日", "另定 检查: \"每年一次\"",
                                                 "程序: 听证, 适用 <power2>"})));
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power2><by> }\n  <b> { [设定 <power><by>|<entry>] "
                  "}\n}\n事项 <power> {\n  类型: 行政许可\n  设定依据: 《<law>》<b> ~\n  <who>\n  <promise>\n}\n");
          },
          [](Draft& d) {  // The provision of another power.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 [<power>|<power2>]<by> }\n}\n"
                  "事项 <power> {\n  类型: 行政许可\n  设定依据: 《<law>》<a> ~\n  <who>\n  <promise>\n  <flow>\n}\n");
          },
          [](Draft& d) {  // A penalty.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <theme>[占道|噪声]处罚: 行政处罚, 由 <dept>, 层级 县 "
                  "}\n}\n事项 <theme>占道处罚 {\n  类型: 行政处罚\n  设定依据: 《<law>》<a> ~\n  <who>\n}\n");
          }}},
        {"AUT004",
         {[](Draft& d) {
              d.write(kLaw);
              d.write(
                  "事项 <power> {\n  类型: 行政许可\n  设定依据: 《<law>》<a>\n  实施机关: [<organ>|<other>] ~\n  监管主体: "
                  "<organ>\n  <promise>\n  <more>\n  <details>\n}\n");
          },
          [](Draft& d) {  // Nobody has transferred it.
              d.write(kLaw);
              d.write(
                  "[划转 <power>划转 { 事项: <power>; 从: <organ>; 至: <hall>; 批准: \"国务院批准\", 2022-03-01; 批准: "
                  "\"<province>人民政府决定\", 2022-05-01; 监管主体: <organ>; 自: 2022-06-01 }|]\n"
                  "事项 <power> {\n  类型: 行政许可\n  设定依据: 《<law>》<a>\n  实施机关: <hall> ~\n  监管主体: <organ>\n  "
                  "<promise>\n}\n");
          },
          [](Draft& d) {  // The place is another one.
              d.write(kLaw);
              d.write(
                  "事项 <power> {\n  类型: 行政许可\n  设定依据: 《<law>》<a>\n  辖区: [<county>|<county2>]\n  实施机关: "
                  "<organ> ~\n  监管主体: <organ>\n  <promise>\n}\n");
          },
          [](Draft& d) {  // A service centre decides nothing; a penalty.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <theme>占道处罚: 行政处罚, 由 <dept>, 层级 县以上 "
                  "}\n}\n事项 <theme>占道处罚 {\n  类型: 行政处罚\n  设定依据: 《<law>》<a>\n  实施机关: [<organ>|<centre>] ~\n}\n");
          }}},
        {"AUT005",
         {[](Draft& d) {
              d.set("high", std::string(d.pick({"省", "市", "市以上", "国家"})));
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power>: 行政许可, 由 <dept>, 层级 [县|<high>] "
                  "}\n}\n事项 <power> {\n  类型: 行政许可\n  设定依据: 《<law>》<a>\n  实施机关: <organ> ~\n  监管主体: <organ>\n "
                  " <promise>\n  <more>\n}\n");
          },
          [](Draft& d) {  // A city does what is the county's.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power>: 行政许可, 由 <dept>, 层级 [市|县] }\n}\n"
                  "事项 <power> {\n  类型: 行政许可\n  设定依据: 《<law>》<a>\n  实施机关: <cityorgan> ~\n  监管主体: "
                  "<cityorgan>\n  <promise>\n}\n");
          },
          [](Draft& d) {  // The level is stated, and wrong.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <record>: 其他行政权力, 由 <dept>, 层级 [市至省|省] "
                  "}\n}\n事项 <record> {\n  类型: 其他行政权力\n  设定依据: 《<law>》<a>\n  实施机关: <cityorgan> ~\n}\n");
          }}},
    };
}

std::vector<Planter> ofMandates() {
    return {
        {"AUT006",
         {[](Draft& d) {  // To a body that may not receive it.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by>; 委托: <dept2>, 适用 <power> }\n}\n"
                  "委托 <power>委托 {\n  事项: <power>\n  从: <organ>\n  至: [<other>|<centre>] ~\n  依据: 《<law>》<a>\n  "
                  "公告: 2022-01-05\n  自: 2022-01-10\n}\n");
          },
          [](Draft& d) {  // Never published.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by>; 委托: <dept2>, 适用 <power> }\n}\n"
                  "委托 <power>委托 { ~\n  事项: <power>\n  从: <organ>\n  至: <other>\n  依据: 《<law>》<a>\n  [公告: "
                  "2022-01-05|]\n  自: 2022-01-10\n}\n");
          },
          [](Draft& d) {  // On a normative document alone.
              d.write(kLaw);
              d.write(
                  "法律文件 《<notice>》 {\n  位阶: [省级政府规章|地方规范性文件]; 辖区: <county>; 施行: 2015-01-01; 条数: 40; 收录: "
                  "全文\n  <b> { 委托: <dept2>, 适用 <power> }\n}\n委托 <power>委托 {\n  事项: <power>\n  从: <organ>\n  "
                  "至: <other>\n  依据: 《<notice>》<b> ~\n  公告: 2022-01-05\n  自: 2022-01-10\n}\n");
          },
          [](Draft& d) {  // A compulsory measure is never entrusted.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 扣押<theme>工具: [行政处罚|行政强制措施], 由 <dept>, 层级 县[; 委托: "
                  "<dept2>, 适用 扣押<theme>工具|] }\n}\n委托 扣押委托 {\n  事项: 扣押<theme>工具 ~\n  从: <organ>\n  至: "
                  "<other>\n  [依据: 《<law>》<a>|]\n  公告: 2022-01-05\n  自: 2022-01-10\n}\n");
          },
          [](Draft& d) {  // An authorisation without 法律 or 法规.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by>; 授权: <county><theme>协会, 适用 <power> "
                  "}\n}\n机关 <county><theme>协会 { 辖区: <county>; 性质: 授权组织 }\n法律文件 《<notice>》 {\n  <normative>\n  "
                  "<b> { 授权: <county><theme>协会, 适用 <power> }\n}\n授权 <power>授权 {\n  事项: <power>\n  从: <organ>\n  "
                  "至: <county><theme>协会\n  依据: [《<law>》<a>|《<notice>》<b>] ~\n  自: 2022-07-01\n}\n");
          }}},
        {"AUT007",
         {[](Draft& d) {  // One approval of two.
              d.write(kLaw);
              d.write(
                  "划转 <power>划转 { ~\n  事项: <power>\n  从: <organ>\n  至: <hall>\n  [批准: \"国务院批准\", 2022-03-01|]\n"
                  "  批准: \"<province>人民政府决定\", 2022-05-01\n  监管主体: <organ>\n  自: 2022-06-01\n}\n");
          },
          [](Draft& d) {  // The decision came later.
              d.write(kLaw);
              d.write(
                  "划转 <power>划转 {\n  事项: <power>\n  从: <organ>\n  至: <hall>\n  批准: \"国务院批准\", 2022-03-01\n"
                  "  批准: \"<province>人民政府决定\", [2022-05-01|2022-09-01] ~\n  监管主体: <organ>\n  自: "
                  "2022-06-01\n}\n");
          },
          [](Draft& d) {  // A penalty, by a city's decision.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <theme>占道处罚: 行政处罚, 由 <dept>, 层级 县 "
                  "}\n}\n划转 <theme>处罚划转 { ~\n  事项: <theme>占道处罚\n  从: <organ>\n  至: <hall>\n  批准: "
                  "\"[<province>|<city>]人民政府决定\", 2022-05-01\n  自: 2022-06-01\n}\n");
          },
          [](Draft& d) {  // A devolution on a city's own paper.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power>: 行政许可, 由 <dept>, 层级 市 }\n}\n"
                  "法律文件 《<city>简政放权规定》 {\n  位阶: [省级地方性法规|地方规范性文件]; 辖区: [<province>|<city>]; 施行: "
                  "2025-01-01; 条数: 40; 收录: 全文\n  <b> { 另定 下放: \"<power>\" }\n}\n下放 <power>下放 {\n  事项: "
                  "<power>\n  从: <cityorgan>\n  至: <organ>\n  依据: 《<city>简政放权规定》<b> ~\n  自: 2025-02-01\n}\n");
          }}},
        {"AUT009",
         {[](Draft& d) {  // A transfer after which nobody supervises.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n}\n划转 <power>划转 { ~\n  事项: "
                  "<power>\n  从: <organ>\n  至: <hall>\n  批准: \"国务院批准\", 2022-03-01\n  批准: "
                  "\"<province>人民政府决定\", 2022-05-01\n  [监管主体: <organ>|]\n  自: 2022-06-01\n}\n事项 <power> "
                  "{\n  类型: 行政许可\n  设定依据: 《<law>》<a>\n  实施机关: <hall>\n  <promise>\n}\n");
          },
          [](Draft& d) {  // Who supervises is dissolved.
              d.write(kLaw);
              d.write(
                  "机关 <county>市容局: <dept3> { 辖区: <county>[|; 撤销: 2024-03-01] }\n职能 <theme>市容机构 { 层级: 县 }\n"
                  "事项 <power> {\n  类型: 行政许可\n  设定依据: 《<law>》<a>\n  实施机关: <organ>\n  监管主体: <county>市容局 "
                  "~\n  <promise>\n  <details>\n}\n");
          },
          [](Draft& d) {  // In a complete list.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n}\n事项 <power> { ~\n  类型: 行政许可\n  "
                  "设定依据: 《<law>》<a>\n  实施机关: <organ>\n  [监管主体: <organ>|]\n  <promise>\n}\n清单 <county>许可清单 "
                  "{ 类别: 行政许可; 层级: 县; 辖区: <county>; 版本: 2026-01-01; 完整: 是; 事项: <power> }\n");
          }}},
        {"AUT010",
         {[](Draft& d) {  // Two leads, no boundary.
              d.keepOrder();
              d.write(
                  "职责 <theme>管理 { 主体: <organ>, <rival>[; 边界: \"场内归前者，场外归后者\"|] } ~\n");
              d.write(kLaw);
          },
          [](Draft& d) {  // Two duties of one name.
              d.keepOrder();
              d.write(kLaw);
              d.write(
                  "职责 <theme>卫生 { 主体: <organ>[; 边界: \"场内\"|] }\n职责 <theme>卫生[日常|] { 主体: <rival> } ~\n");
          },
          [](Draft& d) {  // Two organs offer one item by the same function.
              d.keepOrder();
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <b> { 设定 <power2><by> }\n}\n"
                  "事项 <power> {\n  <licence>\n  <promise>\n}\n事项 [<power2>|<power>] {\n  类型: 行政许可\n  设定依据: "
                  "《<law>》[<b>|<a>]\n  实施机关: <rival> ~\n  监管主体: <rival>\n  <promise>\n}\n");
          },
          [](Draft& d) {  // A service with one code in two organs.
              d.keepOrder();
              d.draw("number", 100, 999);
              d.write(
                  "事项 <service> { 编码: \"980121<number>001\"; 类型: 公共服务; 实施机关: <organ> }\n事项 <service> { "
                  "编码: \"980121<number>00[2|1]\"; 类型: 公共服务; 实施机关: <rival> } ~\n");
          }}},
    };
}

std::vector<Planter> ofSubstance() {
    return {
        {"AUT008",
         {[](Draft& d) {
              d.write(
                  "法律文件 《<rule>》 {\n  <undated provincial rule>\n  施行: [2026-01-01|<since>]\n  <a> { 设定 "
                  "<power><by> }\n}\n事项 <power> {\n  类型: 行政许可\n  设定依据: 《<rule>》<a> ~\n  <who>\n  <promise>\n  "
                  "<flow>\n}\n");
          },
          [](Draft& d) {  // Counted from its last amendment.
              d.write(
                  "法律文件 《<rule>》 {\n  <undated provincial rule>\n  施行: 2012-01-01\n  修正: [2026-02-01|2024-03-01]\n "
                  " <a> { 设定 <power><by> }\n}\n事项 <power> {\n  类型: 行政许可\n  设定依据: 《<rule>》<a> ~\n  <who>\n  "
                  "<promise>\n}\n");
          },
          [](Draft& d) {  // A year to the day.
              d.set("day", std::string(d.pick({"2025-05-31", "2025-05-30", "2025-03-15"})));
              d.write(
                  "法律文件 《<rule>》 {\n  <undated provincial rule>\n  施行: [2025-06-02|<day>]\n  <a> { 设定 <power><by> "
                  "}\n}\n事项 <power> {\n  类型: 行政许可\n  设定依据: 《<rule>》<a> ~\n  <who>\n  <promise>\n}\n");
          }}},
        {"AUT011",
         {[](Draft& d) {  // A power that no item of a complete list exercises.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power>: 行政许可, 由 <dept>, 层级 县 }\n  [|<b> { 设定 "
                  "<power2>: 行政许可, 由 <dept>, 层级 县 } ~]\n}\n事项 <power> {\n  <licence>\n  <promise>\n}\n"
                  "清单 <county>许可清单 { 类别: 行政许可; 层级: 县; 辖区: <county>; 版本: 2026-01-01; 完整: 是; 事项: <power> "
                  "}\n");
          },
          [](Draft& d) {  // A duty.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power>: 行政许可, 由 <dept>, 层级 县 }\n}\n事项 <power> "
                  "{\n  <licence>\n  <promise>\n}\n职责 <theme>管理 { 主体: <organ>[; 事项: <power>|] } ~\n清单 <county>权责清单 "
                  "{ 类别: 权责; 层级: 县; 辖区: <county>; 版本: 2026-01-01; 完整: 是; 事项: <power> }\n");
          },
          [](Draft& d) {  // The package says that its items are all.
              d.config("name = \"package\"\ncomplete-list = true\n");
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power>: 行政许可, 由 <dept>, 层级 县 }\n  [|<b> { 设定 "
                  "<power2>: 行政许可, 由 <dept>, 层级 县 } ~]\n}\n事项 <power> {\n  <licence>\n  <promise>\n}\n");
          }}},
        {"AUT012",
         {[](Draft& d) {  // A rule adds to a regulation.
              d.set("added", std::string(d.pick({"注册资本不少于一百万元",
                                                 "法定代表人具有本科以上学历", "连续三年盈利"})));
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <b> { 条件: \"有固定的经营场所\", 适用 "
                  "<power> }\n}\n法律文件 《<rule>》 {\n  <provincial rule>\n  <c> { 条件: "
                  "\"[有固定的经营场所，面积合适|<added>]\", 适用 <power> } ~\n}\n事项 <power> {\n  <licence>\n  <promise>\n  "
                  "实施依据: 《<rule>》<c>\n}\n");
          },
          [](Draft& d) {  // An item cites what does not say so.
              d.set(
                  "added",
                  std::string(d.pick({"从事经营满三年", "聘有高级工程师五名", "无不良信用记录"})));
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <b> { 条件: \"有固定的经营场所\", 适用 "
                  "<power> }\n}\n事项 <power> {\n  <licence>\n  <promise>\n  条件 {\n    场所: \"有固定的经营场所\", 依据 "
                  "《<law>》<b>\n    [|其他: \"<added>\", 依据 《<law>》<b> ~]\n  }\n}\n");
          },
          [](Draft& d) {  // Under a statute, in an English block.
              d.write(
                  "法律文件 《<statute>》 {\n  <act>\n  <a> { 设定 <power><by>; 条件: \"有与规模相适应的人员\", 适用 <power> "
                  "}\n}\nitem <power> {\n  kind: 行政许可\n  establishing-basis: 《<statute>》<a>\n  authority: "
                  "<organ>\n  supervisor: <organ>\n  limits { promise: <days> working-day }\n  conditions {\n    staff: "
                  "\"[有与规模相适应的人员|注册资金五百万元]\", basis 《<statute>》<a> ~\n  }\n}\n");
          }}},
        {"AUT013",
         {[](Draft& d) {  // A regulation of the province is not enough.
              d.draw("money", 20, 500);
              d.write(
                  "法律文件 《<law>》 {\n  位阶: [行政法规|省级地方性法规]; [|辖区: <province>; ]施行: <since>; 条数: 40; 收录: "
                  "全文\n  <a> { 设定 <power><by> }\n  <b> { 收费 管理费, 适用 <power> }\n}\n事项 <power> {\n  <licence>\n  "
                  "<promise>\n  收费 {\n    管理费: <money> 元, 依据 《<law>》<b> ~\n  }\n}\n");
          },
          [](Draft& d) {  // What is cited allows another fee.
              d.write(
                  "法律文件 《<decree>》 {\n  <council>\n  <a> { 设定 <power><by> }\n  <b> { 收费 工本费, 适用 <power> }\n}\n"
                  "事项 <power> {\n  类型: 行政许可\n  设定依据: 《<decree>》<a>\n  <who>\n  <promise>\n  收费 {\n    "
                  "[工本费|勘查费]: 100 元, 依据 《<decree>》<b> ~\n  }\n}\n");
          },
          [](Draft& d) {  // Nothing cited, and the law has no fee.
              d.write(
                  "法律文件 《<decree>》 {\n  <council>\n  <a> { 设定 <power><by>[; 收费 档案费, 适用 <power>|] }\n}\n"
                  "事项 <power> {\n  类型: 行政许可\n  设定依据: 《<decree>》<a>\n  <who>\n  <promise>\n  收费 {\n    档案费: 20 元 "
                  "~\n  }\n}\n");
          }}},
        {"AUT014",
         {[](Draft& d) {
              d.write(kLaw);
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n  <more>\n  流程 {\n    受理: <centre>, 1 工作日\n    审查: "
                  "<office>, 2 工作日\n    决定: [<organ>|<centre>], 1 工作日 ~\n    送达: <centre>, 1 工作日\n  }\n}\n");
          },
          [](Draft& d) {
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <b> { 程序: 初审, 适用 <power> }\n}\n");
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n  <more>\n  流程 {\n    受理: <office>, 1 工作日\n    初审: "
                  "[<office2>|<other>], 2 工作日 ~\n    决定: <organ>, 1 工作日\n  }\n}\n");
          },
          [](Draft& d) {  // The stage is stated.
              d.write(kLaw);
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n  流程 {\n    受理: <office>, 1 工作日\n    若 \"符合条件\" {\n      "
                  "签发: [<organ>|<third>], 1 工作日, 阶段 决定 ~\n    } 否则 {\n      不予决定: <organ>, 1 工作日, 阶段 决定\n    "
                  "}\n  }\n}\n");
          }}},
        {"AUT015",
         {[](Draft& d) {
              d.set("name", std::string(d.pick({"<theme>企业设立登记", "外地<theme>商品进入许可",
                                                "外省<theme>企业进入许可"})));
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <b> { 设定 [<power2>|<name>]<by> } "
                  "~\n}\n");
          },
          [](Draft& d) {  // Qualifications: a warning.
              d.set("name", std::string(d.pick({"<theme>从业资格许可", "<theme>经营资质许可",
                                                "<theme>人员资格认定"})));
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 [<power>|<name>]<by> } ~\n}\n事项 [<power>|<name>] {\n  "
                  "<licence>\n  <promise>\n}\n");
          },
          [](Draft& d) {  // Only its other name shows it; in a rule of the government.
              d.write(
                  "法律文件 《<rule>》 {\n  <undated provincial rule>\n  施行: 2026-01-01\n  <a> { 设定 <power><by>[|, 别名 "
                  "<theme>从业资格认定] } ~\n}\n");
          }}},
        {"AUT016",
         {[](Draft& d) {  // Not one.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by>, 会同 <dept2> }\n}\n事项 <power> {\n  类型: "
                  "行政许可\n  设定依据: 《<law>》<a>\n  实施机关: <organ> ~\n  监管主体: <organ>\n  [会同审批: <other>|]\n  "
                  "<promise>\n}\n机关 <county>场地二局: <dept2> { 辖区: <county2> }\n");
          },
          [](Draft& d) {  // One of two.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by>, 会同 <dept2>, <dept3> }\n}\n事项 <power> "
                  "{\n  <licence>\n  <promise>\n  会同审批: <other>[, <third>|] ~\n}\n职责 <theme>交通 { 主体: <third> }\n");
          },
          [](Draft& d) {  // Its step is missing in the flow.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by>, 会同 <dept2> }\n}\n事项 <power> {\n  类型: "
                  "行政许可\n  设定依据: 《<law>》<a>\n  实施机关: <organ> ~\n  监管主体: <organ>\n  <promise>\n  流程 {\n    受理: "
                  "<office>, 1 工作日\n    [会签: <other>, 1 工作日|]\n    决定: <organ>, 1 工作日\n  }\n}\n职责 <theme>街区 { "
                  "主体: <other> }\n");
          }}},
        {"AUT017",
         {[](Draft& d) {
              d.write(
                  "法律文件 《<ministry>》 {\n  <ministerial>\n  <a> { 设定 <record>: 其他行政权力, 由 <dept>, 层级 县 }\n}\n"
                  "事项 <record> { ~\n  类型: 其他行政权力\n  设定依据: 《<ministry>》<a>\n  <who>\n  条件 { 资金: "
                  "\"自有资金五十万元以上\" }\n  流程 {\n    受理: <office>, 1 工作日\n    若 \"符合条件\" {\n      决定: <organ>, 3 "
                  "工作日\n    } 否则 {\n      [告知: <organ>, 1 工作日|结束: 不予许可]\n    }\n  }\n}\n");
          },
          [](Draft& d) {  // The conditions are the rule's.
              d.set("name", std::string(d.pick({"<theme>登记", "<theme>年检", "<theme>认定"})));
              d.write(
                  "法律文件 《<ministry>》 {\n  <ministerial>\n  <a> { 设定 <name>: 行政确认, 由 <dept>, 层级 县[|; 条件: "
                  "\"自有资金五十万元以上\"] }\n}\n事项 <name> { ~\n  类型: 行政确认\n  设定依据: 《<ministry>》<a>\n  <who>\n  流程 "
                  "{\n    受理: <office>, 1 工作日\n    若 \"符合条件\" {\n      决定: <organ>, 3 工作日\n    } 否则 {\n      结束: "
                  "不予许可\n    }\n  }\n}\n");
          },
          [](Draft& d) {  // A market's registration by a city's rule.
              d.write(
                  "法律文件 《<city><theme>规定》 {\n  位阶: [省级政府规章|市级政府规章]; 辖区: <city>; 施行: <since>; 条数: 40; 收录: "
                  "全文\n  <a> { 设定 <theme>注册: 其他行政权力, 由 <dept>, 层级 县; 条件: \"有三名以上技术人员\" }\n}\n事项 "
                  "<theme>注册 { ~\n  类型: 其他行政权力\n  设定依据: 《<city><theme>规定》<a>\n  <who>\n  流程 {\n    受理: "
                  "<office>, 1 工作日\n    若 \"不符合条件\" {\n      结束: 不予许可\n    }\n    决定: <organ>, 3 工作日\n  }\n}\n");
          }}},
        {"AUT018",
         {[](Draft& d) {  // By name.
              d.write(kLaw);
              d.write(
                  "法律文件 《国务院关于取消<theme>等事项的决定》 { 位阶: 国务院决定; 施行: 2025-03-01; 收录: 部分; 第一条 { 另定 取消: "
                  "\"见附件\" } }\n取消 <theme>取消 {\n  权力: [<power2>|<power>]\n  依据: "
                  "《国务院关于取消<theme>等事项的决定》第一条\n  自: 2025-03-01\n}\n事项 <power> { ~\n  <licence>\n  <promise>\n "
                  " <details>\n}\n");
          },
          [](Draft& d) {  // By provision.
              d.write(kLaw);
              d.write(
                  "法律文件 《国务院关于取消<theme>等事项的决定》 { 位阶: 国务院决定; 施行: 2025-03-01; 收录: 部分; 第一条 { 另定 取消: "
                  "\"见附件\" } }\n取消 <theme>取消 {\n  条文: 《<law>》[<e>|<a>]\n  依据: "
                  "《国务院关于取消<theme>等事项的决定》第一条\n  自: 2025-03-01\n}\n事项 <power> { ~\n  <licence>\n  <promise>\n "
                  " <flow>\n}\n");
          },
          [](Draft& d) {  // A list still has what its item says is gone.
              d.write(kLaw);
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n  取消: [2027|2024]-03-01\n}\n清单 <county>许可清单 { 类别: "
                  "行政许可; 辖区: <county>; 版本: 2025-01-01; 事项: <power> } ~\n");
          }}},
        {"AUT019",
         {[](Draft& d) {  // Established above already.
              d.write(
                  "法律文件 《<decree>》 {\n  <undated council>\n  施行: 2010-01-01\n  <b> { 设定 <power><by> }\n}\n法律文件 "
                  "《<law>》 {\n  <regulation>\n  <a> { 设定 [<power2>|<power>]<by> } ~\n}\n事项 <power> {\n  类型: "
                  "行政许可\n  设定依据: 《<decree>》<b>\n  <who>\n  <promise>\n}\n");
          },
          [](Draft& d) {  // Regulated above by other means.
              d.set("kind", std::string(d.pick({"其他行政权力", "行政确认"})));
              d.write(
                  "法律文件 《<statute>》 {\n  <undated act>\n  施行: 2010-01-01\n  <b> { 设定 [<power2>|<power>]: <kind>, "
                  "由 <dept>, 层级 县 }\n}\n法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> } ~\n}\n事项 <power> "
                  "{\n  <licence>\n  <promise>\n}\n");
          },
          [](Draft& d) {  // Under another name of the same power.
              d.write(
                  "法律文件 《<statute>》 {\n  <undated act>\n  施行: 2010-01-01\n  <b> { 设定 <power2><by>[|, 别名 <power>] "
                  "}\n}\n法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> } ~\n}\n事项 <power> {\n  "
                  "<licence>\n  <promise>\n}\n");
          }}},
        {"AUT020",
         {[](Draft& d) {  // A normative document is no ground.
              d.set("row", std::string(d.pick({"数量限制: \"不超过三百个\"", "有效期: 3 年"})));
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <b> { 数量限制: \"不超过三百个\"; "
                  "有效期: 3 年 }\n}\n");
              d.write(
                  "法律文件 《<notice>》 {\n  <normative>\n  <c> { 另定 摊位: \"每场不超过三百个\" }\n}\n事项 <power> {\n  "
                  "<licence>\n  <promise>\n  [公开: 是|<row> 依据 《<notice>》<c>] ~\n}\n");
          },
          [](Draft& d) {  // The provision says nothing of the kind.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <b> { 有效期: 3 年 }\n  <c> { 材料 "
                  "<power>申请书 }\n}\n事项 <power> {\n  <licence>\n  <promise>\n  有效期: 3 年 依据 《<law>》[<b>|<c>] ~\n}\n");
          },
          [](Draft& d) {  // No ground stated, and none there.
              d.set("row", std::string(d.pick({"有效期: 3 年 ~", "年检: \"每年三月\" ~",
                                               "数量限制: \"全县三十家\" ~",
                                               "条件 {\n    资本: \"五百万元以上\" ~\n  }"})));
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n}\n事项 <power> {\n  <licence>\n  "
                  "<promise>\n[|  <row>\n]\n}\n");
          }}},
        {"AUT021",
         {[](Draft& d) {
              d.set("step", std::string(d.pick(
                                {"现场踏勘", "实地核查", "社区公示", "专家论证", "现场核查"})));
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n}\n事项 <power> {\n  <licence>\n  "
                  "<promise>\n  流程 {\n    受理: <office>, 1 工作日\n    [审查|<step>]: <organ>, 2 工作日 ~\n    决定: "
                  "<organ>, 1 工作日\n  }\n}\n");
          },
          [](Draft& d) {  // Asked of another power.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <b> { 设定 <power2><by> }\n  <c> { "
                  "程序: 专家评审, 适用 [<power>|<power2>] }\n}\n事项 <power> {\n  <licence>\n  <promise>\n  流程 {\n    受理: "
                  "<office>, 1 工作日\n    专家评审: <organ>, 2 工作日 ~\n    决定: <organ>, 1 工作日\n  }\n}\n");
          },
          [](Draft& d) {  // A township examines first.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <b> { 程序: 听证, 适用 <power>, \"涉及他人\" "
                  "}\n}\n事项 <power> {\n  <licence>\n  <promise>\n  流程 {\n    受理: <office>, 1 工作日\n    初审: "
                  "[<office2>|<townorgan>], 1 工作日 ~\n    决定: <organ>, 1 工作日\n  }\n}\n");
          }}},
        {"AUT022",
         {[](Draft& d) {
              d.set("unfair",
                    std::string(d.pick({"在<county>注册并缴纳税款的企业", "驾驶员具有本市户籍",
                                        "外省企业另交保证金", "企业注册地在本县"})));
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <b> { 条件: \"有与经营规模相适应的场地\" "
                  "}\n}\n事项 <power> {\n  <licence>\n  <promise>\n  条件 {\n    资格: "
                  "\"[有与经营规模相适应的场地|<unfair>]\" ~\n  }\n}\n");
          },
          [](Draft& d) {  // In the local law itself.
              d.set("unfair", std::string(d.pick({"近三年有本地业绩", "在本市设立分支机构",
                                                  "法定代表人具有本县户籍"})));
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <b> { 条件: "
                  "\"[有固定的场所|<unfair>]\" } ~\n}\n事项 <power> {\n  <licence>\n  <promise>\n  条件 {\n    业绩: "
                  "\"[有固定的场所|<unfair>]\" 依据 《<law>》<b>\n  }\n}\n");
          },
          [](Draft& d) {  // English keywords.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <b> { 条件: \"有专职人员\" }\n}\nitem "
                  "<power> {\n  kind: 行政许可\n  establishing-basis: 《<law>》<a>\n  authority: <organ>\n  supervisor: "
                  "<organ>\n  limits { promise: <days> working-day }\n  conditions {\n    人员: "
                  "\"[有专职人员|从业人员须有本市户籍]\" ~\n  }\n}\n");
          }}},
    };
}

}  // namespace

std::vector<Planter> authorityPlanters() {
    std::vector<Planter> planters = ofLicences();
    for (const auto family : {ofMandates, ofSubstance}) {
        const std::vector<Planter> some = family();
        planters.insert(planters.end(), some.begin(), some.end());
    }
    std::sort(planters.begin(), planters.end(),
              [](const Planter& left, const Planter& right) { return left.code < right.code; });
    return planters;
}

}  // namespace fadu::bench
