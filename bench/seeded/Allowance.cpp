#include "seeded/Draft.h"

namespace fadu::bench {

namespace {

/// An item whose promise is too long, which an allowance before it covers.
constexpr std::string_view kCovered =
    "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <b> { 时限 决定: 5 工作日 }\n}\n";

}  // namespace

std::vector<Planter> allowancePlanters() {
    return {
        {"ALW001",
         {[](Draft& d) {  // Before an item where nothing is wrong.
              d.keepOrder();
              d.write(kLaw);
              d.set("known",
                    std::string(d.pick({"TIM001", "AUT004", "\"timeline/no-limit\"", "MAT001"})));
              d.write(
                  "[|@允许(<known>, \"<county>政发〔2025〕12号\", 至 2026-12-31) ~]\n事项 <power> {\n  <licence>\n  "
                  "<promise>\n  <details>\n}\n");
          },
          [](Draft& d) {  // Before the wrong entry.
              d.keepOrder();
              d.write(kLaw);
              d.write(
                  "事项 <power> {\n  <licence>\n  时限 {\n    [|@允许(TIM001, \"批复〔2025〕8号\") ~]\n    承诺: <days> "
                  "工作日\n  }\n}\n");
          },
          [](Draft& d) {  // For another code than what is wrong, which another covers.
              d.keepOrder();
              d.write(kCovered);
              d.write(
                  "[|@allow(TIM007, \"letter 7\", until 2027-01-31) ~]\n事项 <power> {\n  <licence>\n  时限 {\n    "
                  "@允许(TIM001, \"批复〔2025〕8号\")\n    承诺: <days> 工作日\n  }\n}\n");
          }}},
        {"ALW002",
         {[](Draft& d) {
              d.keepOrder();
              d.set("past", std::string(d.pick({"2026-05-31", "2025-12-31", "2024-02-29"})));
              d.write(kLaw);
              d.write(
                  "[|@允许(TIM001, \"批复〔2025〕12号\", 至 <past>) ~]\n事项 <power> {\n  <licence>\n  <promise>\n}\n");
          },
          [](Draft& d) {  // Before a law.
              d.keepOrder();
              d.write("[|@允许(REF004, \"过渡条款\", 至 2025-06-30) ~]\n");
              d.write(kLaw);
              d.write("事项 <power> {\n  <licence>\n  <promise>\n  <flow>\n}\n");
          },
          [](Draft& d) {  // In a block, in English.
              d.keepOrder();
              d.write(kLaw);
              d.write(
                  "事项 <power> {\n  <licence>\n  limits {\n    [|@allow(TIM001, \"letter 12\", until 2026-05-01) ~]\n "
                  "   promise: <days> working-day\n  }\n}\n");
          }}},
        {"ALW003",
         {[](Draft& d) {  // No reason.
              d.keepOrder();
              d.write(kCovered);
              d.write(
                  "[|@允许(REF002) ~]\n事项 <power> {\n  <licence>\n  时限 {\n    @允许(TIM001, \"批复〔2025〕8号\")\n    承诺: "
                  "<days> 工作日\n  }\n}\n");
          },
          [](Draft& d) {  // A code that is none, or that nobody may suppress.
              d.keepOrder();
              d.set("wrong",
                    std::string(d.pick({"TIM999", "\"timeline/too-long\"", "SYN001", "ALW001"})));
              d.write(kLaw);
              d.write(
                  "[|@允许(<wrong>, \"批复〔2025〕12号\") ~]\n事项 <power> {\n  <licence>\n  <promise>\n}\n");
          },
          [](Draft& d) {
              d.keepOrder();
              d.set("wrong", std::string(d.pick({"MAT099", "\"authority/nobody\""})));
              d.write(kLaw);
              d.write(
                  "item <power> {\n  kind: 行政许可\n  establishing-basis: 《<law>》<a>\n  [|@allow(<wrong>, \"letter 9\", "
                  "until 2027-01-01) ~]\n  authority: <organ>\n  supervisor: <organ>\n  limits { promise: <days> "
                  "working-day }\n}\n");
          }}},
        {"CFG001",
         {[](Draft& d) {
              d.isConfig();
              d.write("name = [\"<theme>\"|<theme>] ~\nas-of = \"2026-06-01\"\n");
          },
          [](Draft& d) {
              d.isConfig();
              d.write("name = \"<theme>\"\nlang [=|:] \"zh\" ~\n");
          },
          [](Draft& d) {
              d.isConfig();
              d.write("name = \"<theme>\"\n[|name = \"<subject>\" ~]\n");
          }}},
        {"CFG002",
         {[](Draft& d) {
              d.isConfig();
              d.set(
                  "wrong",
                  std::string(d.pick({"language", "source", "asof", "complete_list", "library"})));
              d.write("name = \"<theme>\"\n[|<wrong> = \"zh\" ~]\n");
          },
          [](Draft& d) {
              d.isConfig();
              d.write("name = \"<theme>\"\n[# 完|severities = \"x\" ~]\nas-of = \"2026-06-01\"\n");
          }}},
        {"CFG003",
         {[](Draft& d) {
              d.isConfig();
              d.set("row",
                    std::string(d.pick({"lang = \"法文\"", "sources = 3", "as-of = \"2026-02-30\"",
                                        "complete-list = \"yes\"", "code-scheme = \"旧编码\""})));
              d.write("name = \"<theme>\"\n[|<row> ~]\n");
          },
          [](Draft& d) {
              d.isConfig();
              d.set("word", std::string(d.pick({"严重", "fatal", "ERROR"})));
              d.write("name = \"<theme>\"\nseverity.TIM004 = \"[warning|<word>]\" ~\n");
          }}},
        {"CFG004",
         {[](Draft& d) {
              d.isConfig();
              d.set("wrong", std::string(d.pick({"TIM099", "timelines", "AUT900"})));
              d.write("name = \"<theme>\"\nseverity.[TIM004|<wrong>] = \"info\" ~\n");
          },
          [](Draft& d) {
              d.isConfig();
              d.write("name = \"<theme>\"\npaths.\"试点/**\".[MAT006|MAT099] = \"info\" ~\n");
          }}},
    };
}

}  // namespace fadu::bench
