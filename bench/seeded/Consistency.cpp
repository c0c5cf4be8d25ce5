#include "seeded/Draft.h"

namespace fadu::bench {

std::vector<Planter> consistencyPlanters() {
    return {
        {"CON001",
         {[](Draft& d) {  // One more paper than elsewhere.
              d.keepOrder();
              d.write(
                  "事项 <service> {\n  类型: 公共服务\n  实施机关: <organ>\n  编码: \"980121001000\"\n  材料 { 登记表: 原件 1 份 }\n}\n事项 "
                  "<service> {\n  类型: 公共服务\n  实施机关: <organ2>\n  编码: \"980121001000\"\n  材料 {\n    登记表: 原件 1 份\n    "
                  "[|资信报告: 原件 1 份 ~]\n  }\n}\n");
          },
          [](Draft& d) {  // Another condition.
              d.keepOrder();
              d.write(
                  "法律文件 《<law>》 {\n  <partial regulation>\n  <a> { 设定 <power><by> }\n}\n事项 <power> {\n  <licence>\n  "
                  "<promise>\n  编码: \"980121002000\"\n  条件 { 场地: \"有固定场地\" }\n}\n事项 <power> {\n  类型: 行政许可\n  设定依据: "
                  "《<law>》<a>\n  实施机关: <organ2>\n  监管主体: <organ2>\n  <promise>\n  编码: \"980121002000\"\n  条件 {\n    "
                  "场地: \"有[|五百平方米以上的]固定场地\" ~\n  }\n}\n");
          },
          [](Draft& d) {  // Another period, in the last of three.
              d.keepOrder();
              d.write(
                  "事项 <service> { 类型: 公共服务; 实施机关: <organ>; 编码: \"980121003000\"; 时限 { 法定: 15 工作日; 承诺: 5 工作日 } "
                  "}\n事项 <service> { 类型: 公共服务; 实施机关: <organ2>; 编码: \"980121003000\"; 时限 { 法定: 15 工作日; 承诺: 3 工作日 } "
                  "}\n事项 <service> {\n  类型: 公共服务\n  实施机关: <cityorgan>\n  编码: \"980121003000\"\n  时限 {\n    法定: [15|18] "
                  "工作日 ~\n    承诺: 4 工作日\n  }\n}\n");
          }}},
        {"CON002",
         {[](Draft& d) {  // Not in the list above.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power>: 行政许可, 由 <dept> }\n  <b> { 设定 <power2>: 行政许可, "
                  "由 <dept> }\n}\n事项 <power> { 类型: 行政许可; 设定依据: 《<law>》<a>; 实施机关: <provorgan>; 监管主体: <provorgan>; "
                  "<promise> }\n事项 <power2> { 类型: 行政许可; 设定依据: 《<law>》<b>; 实施机关: <provorgan>; 监管主体: <provorgan>; "
                  "<promise> }\n事项 <power> { <licence>; <promise> }\n事项 <power2> { 类型: 行政许可; 设定依据: 《<law>》<b>; 实施机关: "
                  "<organ>; 监管主体: <organ>; <promise> }\n清单 <province>许可清单 { 类别: 行政许可; 辖区: <province>; 完整; 事项: "
                  "<provorgan> <power>[, <provorgan> <power2>|] }\n清单 <county>许可清单 {\n  类别: 行政许可; 辖区: <county>; 上级: "
                  "<province>许可清单\n  事项: <organ> <power>\n  事项: <organ> <power2> ~\n}\n");
          },
          [](Draft& d) {  // There under another name.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power>: 行政许可, 由 <dept> }\n}\n事项 <power> { 类型: "
                  "行政许可; 设定依据: 《<law>》<a>; 实施机关: <provorgan>; 监管主体: <provorgan>; <promise> }\n事项 "
                  "[<power>|<theme>新设许可] { <licence>; <promise>[|; 行使权力: <power>] }\n清单 <province>许可清单 { 类别: 行政许可; "
                  "辖区: <province>; 完整; 事项: <provorgan> <power> }\n清单 <county>许可清单 {\n  类别: 行政许可; 辖区: <county>; "
                  "上级: <province>许可清单\n  事项: <organ> [<power>|<theme>新设许可] ~\n}\n");
          },
          [](Draft& d) {  // On another basis.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power>: 行政许可, 由 <dept> }\n  <b> { 设定 <power>: 行政许可, "
                  "由 <dept> }\n}\n事项 <power> { 类型: 行政许可; 设定依据: 《<law>》<a>; 实施机关: <provorgan>; 监管主体: "
                  "<provorgan>; <promise> }\n事项 <power> {\n  类型: 行政许可\n  设定依据: 《<law>》[<a>|<b>] ~\n  <who>\n  "
                  "<promise>\n}\n清单 <province>许可清单 { 类别: 行政许可; 辖区: <province>; 完整; 事项: <provorgan> <power> }\n清单 "
                  "<county>许可清单 { 类别: 行政许可; 辖区: <county>; 上级: <province>许可清单; 事项: <organ> <power> }\n");
          },
          [](Draft& d) {  // A service: a warning.
              d.write(
                  "事项 <service> { 类型: 公共服务; 实施机关: <provorgan> }\n事项 <service> { 类型: 公共服务; 实施机关: <organ> }\n事项 "
                  "<service2> { 类型: 公共服务; 实施机关: <organ> }\n清单 <province>服务清单 { 类别: 公共服务; 辖区: <province>; 完整: 是; "
                  "事项: <provorgan> <service> }\n清单 <county>服务清单 {\n  类别: 公共服务; 辖区: <county>; 上级: "
                  "<province>服务清单\n  事项: <organ> <service>\n  [|事项: <service2> ~]\n}\n");
          }}},
        {"CON003",
         {[](Draft& d) {
              d.config("name = \"package\"\ncode-scheme = \"基本编码\"\n");
              d.set("wrong", std::string(d.pick({"98012100100", "98A121001000", "9801210010000"})));
              d.write(
                  "事项 <service> {\n  类型: 公共服务\n  实施机关: <organ>\n  编码: \"[980121001000|<wrong>]\" ~\n}\n");
          },
          [](Draft& d) {  // A pattern of one's own.
              d.config("name = \"package\"\ncode-scheme = \"FW-####\"\n");
              d.set("wrong", std::string(d.pick({"FW-21", "FX-0021", "FW-00A1", "FW0021"})));
              d.write(kLaw);
              d.write(
                  "事项 <power> {\n  <licence>\n  <promise>\n  编码: \"[FW-0021|<wrong>]\" ~\n  <details>\n}\n");
          },
          [](Draft& d) {  // Several schemes, in English.
              d.config("name = \"package\"\ncode-scheme = [\"基本编码\", \"@@-##\"]\n");
              d.write(
                  "item <service> {\n  kind: 公共服务\n  authority: <organ>\n  code: \"[AB-12|A1-12]\" ~\n}\n");
          }}},
        {"CON004",
         {[](Draft& d) {  // A situation that exercises another power.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <b> { 设定 <power2><by> }\n}\n事项 <power> "
                  "{\n  <licence>\n  <promise>\n  情形 加设 { ~\n    行使权力: [<power>|<power2>]\n    设定依据: "
                  "《<law>》[<a>|<b>]\n  }\n}\n");
          },
          [](Draft& d) {  // Beyond the level.
              d.write(
                  "法律文件 《<law>》 {\n  <partial regulation>\n  <a> { 设定 <power><by> }\n}\n事项 <power> {\n  <licence>\n  "
                  "<promise>\n  行使层级: 县\n  审批层级: 县\n  情形 变更 {\n    审批层级: [县|县至市] ~\n  }\n}\n");
          },
          [](Draft& d) {  // Beyond the period.
              d.write(
                  "法律文件 《<law>》 {\n  <partial regulation>\n  <a> { 设定 <power><by> }\n}\nitem <power> {\n  kind: "
                  "行政许可\n  establishing-basis: 《<law>》<a>\n  authority: <organ>\n  supervisor: <organ>\n  limits { statutory: "
                  "15 working-day; promise: 10 working-day }\n  situation 变更 {\n    limits { statutory: [10|30] working-day } "
                  "~\n  }\n}\n");
          }}},
        {"CON005",
         {[](Draft& d) {  // The roles the wrong way round.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <b> { 材料 <power>申请书 }\n}\n事项 <power> "
                  "{\n  类型: 行政许可\n  设定依据: 《<law>》[<a>|<b>] ~\n  实施依据: 《<law>》[<b>|<a>]\n  <who>\n  <promise>\n}\n");
          },
          [](Draft& d) {  // The law that establishes it is not cited.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n}\n法律文件 《<ministry>》 {\n  "
                  "<partial ministerial>\n  <c> { 程序: 听证, 适用 <power>, \"涉及他人\" }\n}\n事项 <power> {\n  类型: 行政许可\n  设定依据: "
                  "[《<law>》<a>|《<ministry>》<c>] ~\n  <who>\n  <promise>\n}\n");
          },
          [](Draft& d) {  // No basis at all, though there is one.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n}\n事项 <power> { ~\n  类型: 行政许可\n  [设定依据: "
                  "《<law>》<a>|]\n  <who>\n  <promise>\n  <flow>\n}\n");
          },
          [](Draft& d) {  // The instrument of a special limit.
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n}\n法律文件 《<province><theme>时限规定》 {\n  "
                  "<regulation>\n  <c> { 时限 决定: 12 工作日, 适用 <power> }\n}\n事项 <power> {\n  类型: 行政许可\n  设定依据: "
                  "《<law>》<a> ~\n  [实施依据: 《<province><theme>时限规定》<c>|]\n  <who>\n  时限 { 承诺: 9 工作日 }\n}\n");
          }}},
        {"CON006",
         {[](Draft& d) {
              d.set("stage", std::string(d.pick({"受理", "承诺"})));
              d.set("length", std::string(d.pick({"1 工作日", "3 工作日", "2 自然日", "1 个月"})));
              d.write(
                  "事项 <service> {\n  类型: 公共服务\n  实施机关: <organ>\n  办件类型: 即办件\n  时限 {\n    <stage>: [当场|<length>] "
                  "~\n  }\n}\n");
          },
          [](Draft& d) {  // Of a licence.
              d.write(kLaw);
              d.write(
                  "事项 <power> {\n  <licence>\n  办件类型: [承诺件|即办件]\n  <more>\n  <details>\n  时限 {\n    承诺: <days> 工作日 ~\n "
                  " }\n}\n");
          },
          [](Draft& d) {  // In English.
              d.draw("long", 1, 9);
              d.write(
                  "item <service> {\n  kind: 公共服务\n  authority: <organ>\n  case-type: 即办件\n  limits {\n    promise: "
                  "[on-the-spot|<long> working-day] ~\n  }\n}\n");
          }}},
    };
}

}  // namespace fadu::bench
