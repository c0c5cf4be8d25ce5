#include "seeded/Draft.h"

namespace fadu::bench {

namespace {

/// A law and an item whose rows are Chinese or English, the defect in one of them.
void writeItem(Draft& draft, std::string_view inside, bool english = false) {
    draft.keepSpelling();
    draft.write(kLaw);
    if (english) {
        draft.write(
            "item <power> {\n  kind: 行政许可\n  establishing-basis: 《<law>》<a>\n"
            "  authority: <organ>\n  supervisor: <organ>\n");
    } else {
        draft.write("事项 <power> {\n  <licence>\n");
    }
    draft.write(inside);
    draft.write("}\n");
}

/// SYN001 to SYN008 but SYN002, whose bytes no template can hold.
std::vector<Planter> ofTemplates() {
    return {
        {"SYN001",
         {[](Draft& d) {  // A keyword that declares nothing.
              d.set("wrong", std::string(d.pick({"机构", "亊项", "法律文书", "清单表", "organs"})));
              writeItem(d, "  <promise>\n");
              d.write("[// 完|<wrong> <county>另一局 { 辖区: <county> } ~]\n");
          },
          [](Draft& d) {  // One brace too many.
              writeItem(d, "  <promise>\n  <flow>\n");
              d.write("[|} ~]\n");
          },
          [](Draft& d) {  // A declaration without its name.
              writeItem(d, "  limits { promise: <days> working-day }\n", true);
              d.write("[item <service>|item ~] { kind: 公共服务; authority: <organ> }\n");
          },
          [](Draft& d) {  // A branch of no choice.
              writeItem(d,
                        "  <promise>\n  流程 {\n    受理: <office>, 1 工作日\n"
                        "    [审查: <office>, 1 工作日|否则 { 审查: <office>, 1 工作日 } ~]\n"
                        "    决定: <organ>, 1 工作日\n  }\n");
          }}},
        {"SYN003",
         {[](Draft& d) {  // A quotation.
              d.draw("number", 100, 999);
              writeItem(d, "  编码: \"980121001<number>[\"|~]\n  <promise>\n");
          },
          [](Draft& d) {  // A title.
              writeItem(d, "  监管依据: 《<law>[》|~]\n  <promise>\n");
          },
          [](Draft& d) {  // A comment up to the next declaration.
              writeItem(d, "  <promise>\n");
              d.write(
                  "[/* 以下是服务 */|/* 以下是服务 ~]\n事项 <service> { 类型: 公共服务; 实施机关: "
                  "<organ> }\n");
          },
          [](Draft& d) {  // A block up to the next declaration.
              writeItem(d, "  limits { promise: <days> working-day }\n", true);
              d.write(
                  "item <service> {[ |~]\n  kind: 公共服务\n  authority: <organ>\n[}|]\n"
                  "item <service2> { kind: 公共服务; authority: <organ> }\n");
          },
          [](Draft& d) {  // Quotation marks of another kind, in a condition.
              writeItem(d, "  <promise>\n  <details>\n");
              d.write(
                  "事项 <service> {\n  类型: 公共服务\n  实施机关: <organ>\n  条件 {\n"
                  "    对象: “本地居民[”|~]\n    时间: 「工作日」\n  }\n}\n");
          }}},
        {"SYN004",
         {[](Draft& d) {
              d.set("wrong", std::string(d.pick({"服务对向", "服务对像", "申请对象", "位阶"})));
              writeItem(d, "  [服务对象|<wrong>]: 企业 ~\n  <promise>\n");
          },
          [](Draft& d) {
              d.set("wrong", std::string(d.pick({"applicant-type", "aplicants", "issuer"})));
              writeItem(
                  d, "  [applicants|<wrong>]: 企业 ~\n  limits { promise: <days> working-day }\n",
                  true);
          },
          [](Draft& d) {  // Inside a block of the item.
              d.set("wrong", std::string(d.pick({"受理时间", "办结", "受理期"})));
              writeItem(d,
                        "  时限 {\n    承诺: <days> 工作日\n    [受理|<wrong>]: 2 工作日 ~\n  }\n");
          },
          [](Draft& d) {  // Of an organ, a document, a list.
              writeItem(d, "  <promise>\n");
              d.set("wrong",
                    std::string(d.pick({"证照 <document> { 发证机构: <organ> } ~",
                                        "机关 <county>另一局 { 辖区: <county>; 负责人: 待定 } ~",
                                        "清单 <county>清单 { 版本号: 2024 } ~"})));
              d.write("[|<wrong>]\n");
          }}},
        {"SYN005",
         {[](Draft& d) {  // A bare 日.
              d.set("row",
                    std::string(d.pick({"承诺: <days> 日", "承诺: 十五天", "承诺: <days> 份"})));
              writeItem(d,
                        "  时限 {\n    受理: 2 工作日\n    [承诺: <days> 工作日|<row>] ~\n  }\n");
          },
          [](Draft& d) {
              d.set("row", std::string(d.pick({"到现场次数: 很少", "公开: 也许", "行使层级: 街道",
                                               "到现场次数: 2 工作日", "生效: 明年"})));
              writeItem(d, "  <promise>\n  [|<row> ~]\n");
          },
          [](Draft& d) {
              d.set("row", std::string(d.pick({"visits: few", "public: maybe",
                                               "exercise-level: street", "visits: 3 year"})));
              writeItem(d, "  limits { promise: <days> working-day }\n  [|<row> ~]\n", true);
          },
          [](Draft& d) {  // Of a step, of a document, of an instrument.
              writeItem(d,
                        "  <promise>\n  流程 {\n    受理: <office>, 1 工作日\n    审核: <office2>, "
                        "1 工作日, 阶段 [审查|中间] ~\n    决定: <organ>, 1 工作日\n  }\n");
          },
          [](Draft& d) {
              writeItem(d, "  <promise>\n");
              d.write("证照 <document> { 发证机关: <organ>; 有效期: [3 年|很久] } ~\n");
          }}},
        {"SYN006",
         {[](Draft& d) {
              d.draw("more days", 4, 20);
              writeItem(
                  d, "  时限 {\n    承诺: <days> 工作日\n    [|承诺: <more days> 工作日 ~]\n  }\n");
          },
          [](Draft& d) {
              d.set("row", std::string(d.pick({"实施机关: <organ>", "类型: 行政许可"})));
              writeItem(d, "  <promise>\n  [|<row> ~]\n");
          },
          [](Draft& d) {
              writeItem(d,
                        "  limits { promise: <days> working-day }\n  visits: 1\n  [|visits: 1 ~]\n",
                        true);
          },
          [](Draft& d) {  // One step, one material twice.
              d.set("row", std::string(d.pick({"受理: <office>, 2 工作日", "审查: <office>"})));
              writeItem(
                  d,
                  "  <promise>\n  流程 {\n    受理: <office>, 1 工作日\n    审查: <office2>, 1 "
                  "工作日\n    决定: <organ>, 1 工作日\n    [|<row> ~]\n  }\n");
          },
          [](Draft& d) {
              d.keepSpelling();
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  [|位阶: 省级地方性法规 ~]\n"
                  "  <a> { 设定 <power><by> }\n}\n");
          }}},
        {"SYN007",
         {[](Draft& d) {  // An item without kind or organ.
              d.keepSpelling();
              d.write(kLaw);
              d.write(d.chance(50)
                          ? "事项 <service> { ~\n  [类型: 公共服务|]\n  实施机关: <organ>\n"
                          : "事项 <service> { ~\n  类型: 公共服务\n  [实施机关: <organ>|]\n");
              d.write("  到现场次数: 1\n  办理形式: 网上\n}\n");
          },
          [](Draft& d) {  // An instrument.
              d.keepSpelling();
              d.set("rows", std::string(d.pick({"[位阶: 省级地方性法规|]\n  施行: <since>",
                                                "位阶: 省级地方性法规\n  [施行: <since>|]"})));
              d.write(
                  "法律文件 《<law>》 { ~\n  <rows>\n  辖区: "
                  "<province>\n  条数: 30\n  收录: 全文\n  <a> { 设定 <power><by> }\n}\n");
          },
          [](Draft& d) {  // Other declarations.
              writeItem(d, "  <promise>\n");
              d.set("whole", std::string(d.pick(
                                 {"机关 <county>另一局: <dept> { 层级: 县[; 辖区: <county>|] } ~",
                                  "一件事 <theme>开业 { 承诺: 30 工作日[; 事项: <power>|] } ~",
                                  "职责 <theme>管理 { 边界: \"场内\"[; 主体: <organ>|] } ~"})));
              d.write("<whole>\n");
          }}},
        {"SYN008",
         {[](Draft& d) {  // Days that no calendar has.
              d.set("never", std::string(d.pick({"2021-02-30", "2022-13-01", "2023年2月29日",
                                                 "2020-04-31", "2024-00-10"})));
              d.keepSpelling();
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  公布: [2011-05-20|<never>] ~\n"
                  "  <a> { 设定 <power><by> }\n}\n");
          },
          [](Draft& d) {  // Provisions that no text has.
              d.keepSpelling();
              d.set("never", std::string(d.pick({"第零条", "第0条", "<e>第零款"})));
              d.write(
                  "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n"
                  "  [<e>|<never>] { 另定 检查: \"每年一次\" } ~\n}\n");
          },
          [](Draft& d) {  // Numbers without measure, ranges backwards.
              d.set("never", std::string(d.pick(
                                 {"99999999999999999999 工作日", "20-10 工作日", "9～3 工作日"})));
              writeItem(d,
                        "  <promise>\n  流程 {\n    受理: <office>, 1 工作日\n    审查: <office2>, "
                        "[2 工作日|<never>] ~\n    决定: <organ>, 1 工作日\n  }\n");
          },
          [](Draft& d) {  // Choices in choices.
              d.keepSpelling();
              d.write(kLaw);
              std::string open = "事项 <power> {\n  <licence>\n  <promise>\n  流程 {\n";
              std::string close;
              constexpr int deep = 64;
              for (int i = 1; i < deep; ++i) {
                  const bool last = i + 2 == deep + 1;
                  open += last ? "[|若 \"层" + std::to_string(i) + "\" { ~]\n"
                               : "若 \"层" + std::to_string(i) + "\" {\n";
                  close += last ? "[|}]\n" : "}\n";
              }
              d.write(open + "    受理: <office>, 1 工作日\n" + close + "  }\n}\n");
          }}},
    };
}

}  // namespace

std::vector<Planter> syntaxPlanters() {
    std::vector<Planter> planters = ofTemplates();
    // Bytes that are no UTF-8: inside a name, inside a comment, a whole text in another encoding.
    planters.insert(
        planters.begin() + 1,
        {"SYN002",
         {[](Draft& d) { writeItem(d, "  <promise>\n  公开: 是 // 备注[|\xFF\xFE]完 ~\n"); },
          [](Draft& d) {
              d.set("bad", std::string(d.pick({"\xE4\xB8", "\xC0\xAF", "\x80", "\xF8\x88"})));
              writeItem(d, "  <promise>\n  审批模式: 一般 /* [|<bad>] */ ~\n");
          },
          [](Draft& d) {  // 集市 in GB18030 between good lines.
              writeItem(d, "  <promise>\n");
              d.write("/* [|\xBC\xAF\xCA\xD0] */ ~\n");
          }}});
    return planters;
}

}  // namespace fadu::bench
