#include "diagnostics/Allowance.h"
#include "diagnostics/Catalogue.h"
#include "diagnostics/Render.h"
#include "diagnostics/Report.h"
#include "support/Text.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fadu {
namespace {

const Descriptor kPromise{"TIM001",
                          "timeline/promise-exceeds-statute",
                          Severity::Error,
                          Nature::Legality,
                          {"承诺 {promise}，长于法定的 {limit}",
                           "the promise of {promise} exceeds the limit of {limit}"}};
const Descriptor kNoLimit{"TIM004",
                          "timeline/no-limit",
                          Severity::Warning,
                          Nature::Form,
                          {"没有写明时限", "no limit is stated"}};
const Descriptor kSyntax{"SYN001",
                         "syntax/unexpected",
                         Severity::Error,
                         Nature::Form,
                         {"此处不能写“{text}”", "unexpected '{text}'"}};
const Descriptor kCycle{"DEP001",
                        "dependency/item-cycle",
                        Severity::Error,
                        Nature::Legality,
                        {"互为前置", "items require each other"}};
const Descriptor kParallel{"SVC001",
                           "service/parallelisable",
                           Severity::Info,
                           Nature::Improvement,
                           {"可以并联办理", "can be done in parallel"}};

const Catalogue& testCatalogue() {
    static const Catalogue catalogue({{&kPromise, ""},
                                      {&kNoLimit, ""},
                                      {&kSyntax, ""},
                                      {&kCycle, ""},
                                      {&kParallel, ""},
                                      {&kAllowanceUnused, ""},
                                      {&kAllowanceExpired, ""},
                                      {&kAllowanceMalformed, ""}});
    return catalogue;
}

/// Sources of a test and what is found in them.
class Workbench {
public:
    FileId add(const std::string& path, std::string text, bool embedded = false) {
        return sources.add(path, std::make_shared<const std::string>(std::move(text)), embedded);
    }
    /// The n-th place at which a file says something.
    Span at(FileId file, std::string_view what, std::size_t n = 0) const {
        const std::string_view text = sources.file(file).text();
        std::size_t begin = text.find(what);
        for (; n > 0 && begin != std::string_view::npos; --n) {
            begin = text.find(what, begin + 1);
        }
        EXPECT_NE(begin, std::string_view::npos) << what;
        const auto offset = static_cast<std::uint32_t>(begin);
        return {file, offset, offset + static_cast<std::uint32_t>(what.size())};
    }
    Report report(std::vector<Diagnostic> diagnostics) const {
        Report result;
        result.sources = &sources;
        result.catalogue = &testCatalogue();
        result.fingerprints = fingerprintsOf(diagnostics);
        result.diagnostics = std::move(diagnostics);
        result.asOf = *Date::parse("2026-01-01");
        result.toolVersion = "0.1.0";
        result.libraryVersion = "2026.11";
        result.libraryHash = "00ff";
        return result;
    }
    std::string text(std::vector<Diagnostic> diagnostics, TextOptions options = quiet()) const {
        return renderText(report(std::move(diagnostics)), options);
    }
    static TextOptions quiet() {
        TextOptions options;
        options.quiet = true;
        return options;
    }
    static TextOptions quietEnglish() {
        TextOptions options = quiet();
        options.language = Language::English;
        return options;
    }

    SourceManager sources;
};

Diagnostic promise(Span span) {
    return makeDiagnostic(kPromise, span,
                          {parameter("promise", Text{"25 个工作日", "25 working days"}),
                           parameter("limit", Text{"20 个工作日", "20 working days"})});
}

/// The part of a rendering that shows sources: from the first `|` line on.
std::string snippetOf(const std::string& rendering) {
    const std::size_t place = rendering.find('\n');
    const std::size_t gutter = rendering.find('\n', place + 1);
    return rendering.substr(gutter + 1);
}

// --- The text format -------------------------------------------------------------------------

class PromiseText : public testing::Test {
protected:
    PromiseText() {
        std::string text;
        for (int i = 0; i < 12; ++i) {
            text += "\n";
        }
        text +=
            "    法定: 20 工作日 依据 《行政许可法》第四十二条第一款\n"
            "    承诺: 25 工作日\n";
        const FileId file = bench.add("corpus/demo.fadu", text);
        diagnostic = promise(bench.at(file, "25 工作日"));
        diagnostic.label = {"长出 5 个工作日", "5 working days too long"};
        diagnostic.related.push_back({bench.at(file, "20 工作日"), {"法定时限", "the limit"}});
        diagnostic.legalBasis.push_back(
            {"中华人民共和国行政许可法", "2019-04-23", "第四十二条第一款"});
        diagnostic.fixes.push_back({{"改为不超过 20 工作日", "promise at most 20 工作日"},
                                    true,
                                    {{diagnostic.span, "20 工作日"}}});
    }
    Workbench bench;
    Diagnostic diagnostic;
};

TEST_F(PromiseText, IsTheDocumentedSample) {
    EXPECT_EQ(
        bench.text({diagnostic}),
        "错误[TIM001 timeline/promise-exceeds-statute]：承诺 25 个工作日，长于法定的 20 个工作日\n"
        "  --> corpus/demo.fadu:14:9\n"
        "   |\n"
        "13 |     法定: 20 工作日 依据 《行政许可法》第四十二条第一款\n"
        "   |           --------- 法定时限\n"
        "14 |     承诺: 25 工作日\n"
        "   |           ^^^^^^^^^ 长出 5 个工作日\n"
        "   |\n"
        "   = 依据：《中华人民共和国行政许可法》（2019-04-23 文本）第四十二条第一款\n"
        "   = 修改建议：改为不超过 20 工作日\n");
}

TEST_F(PromiseText, InEnglish) {
    EXPECT_EQ(bench.text({diagnostic}, Workbench::quietEnglish()),
              "error[TIM001 timeline/promise-exceeds-statute]: the promise of 25 working days "
              "exceeds the limit of 20 working days\n"
              "  --> corpus/demo.fadu:14:9\n"
              "   |\n"
              "13 |     法定: 20 工作日 依据 《行政许可法》第四十二条第一款\n"
              "   |           --------- the limit\n"
              "14 |     承诺: 25 工作日\n"
              "   |           ^^^^^^^^^ 5 working days too long\n"
              "   |\n"
              "   = basis: 《中华人民共和国行政许可法》 (text of 2019-04-23) 第四十二条第一款\n"
              "   = suggestion: promise at most 20 工作日\n");
}

TEST_F(PromiseText, SaysWhatIsNotVerifiedAndWhatAFixWrites) {
    diagnostic.related.clear();
    diagnostic.legalBasis = {{"清江省集市管理条例", "", "", true}};
    diagnostic.fixes.front().title = {"缩短承诺", "shorten the promise"};
    diagnostic.advice = {"或者核实法定时限", "or verify the limit"};
    const std::string text = bench.text({diagnostic});
    EXPECT_NE(text.find("   = 依据：《清江省集市管理条例》（待核）\n"
                        "   = 修改建议：缩短承诺：写作“20 工作日”\n"
                        "   = 修改建议：或者核实法定时限\n"),
              std::string::npos)
        << text;
}

TEST_F(PromiseText, ColorsOnlyWhenAsked) {
    EXPECT_EQ(bench.text({diagnostic}).find('\x1B'), std::string::npos);
    TextOptions options = Workbench::quiet();
    options.color = true;
    std::string colored = bench.text({diagnostic}, options);
    EXPECT_NE(colored.find("\x1B[1;31m^^^^^^^^^ 长出 5 个工作日\x1B[0m"), std::string::npos);
    for (std::size_t begin = colored.find('\x1B'); begin != std::string::npos;
         begin = colored.find('\x1B')) {
        colored.erase(begin, colored.find('m', begin) - begin + 1);
    }
    EXPECT_EQ(colored, bench.text({diagnostic}));
}

TEST(TextRenderer, UnderlinesWideCharactersSurrogatePairsTabsAndQuotes) {
    Workbench bench;
    const FileId file = bench.add("a.fadu", "\t“𠮷”材料: x\n");
    EXPECT_EQ(snippetOf(bench.text({makeDiagnostic(kNoLimit, bench.at(file, "材料"))})),
              "  |\n"
              "1 |     “𠮷”材料: x\n"
              "  |         ^^^^\n");
    EXPECT_EQ(snippetOf(bench.text({makeDiagnostic(kNoLimit, bench.at(file, "𠮷"))})),
              "  |\n"
              "1 |     “𠮷”材料: x\n"
              "  |      ^^\n");
    EXPECT_EQ(snippetOf(bench.text({makeDiagnostic(kNoLimit, bench.at(file, "\t"))})),
              "  |\n"
              "1 |     “𠮷”材料: x\n"
              "  | ^^^^\n");
    EXPECT_NE(bench.text({makeDiagnostic(kNoLimit, bench.at(file, "x"))}).find(" a.fadu:1:9\n"),
              std::string::npos);
}

TEST(TextRenderer, CountsNoByteOrderMarkAndShowsNoCarriageReturn) {
    Workbench bench;
    const FileId file = bench.add("a.fadu", "\xEF\xBB\xBF事项 甲\r\n时限\r\n");
    EXPECT_EQ(bench.text({makeDiagnostic(kNoLimit, bench.at(file, "甲"))}),
              "警告[TIM004 timeline/no-limit]：没有写明时限\n"
              " --> a.fadu:1:4\n"
              "  |\n"
              "1 | 事项 甲\n"
              "  |      ^^\n");
    EXPECT_EQ(bench.text({makeDiagnostic(kNoLimit, bench.at(file, "时限"))}),
              "警告[TIM004 timeline/no-limit]：没有写明时限\n"
              " --> a.fadu:2:1\n"
              "  |\n"
              "2 | 时限\n"
              "  | ^^^^\n");
}

TEST(TextRenderer, DrawsSeveralLabelsOfOneLine) {
    Workbench bench;
    const FileId file = bench.add("a.fadu", "甲, 乙, 丙\n");
    Diagnostic diagnostic = makeDiagnostic(kNoLimit, bench.at(file, "乙"));
    diagnostic.label = {"这里", "here"};
    diagnostic.related.push_back({bench.at(file, "丙"), {"第三", "third"}});
    diagnostic.related.push_back({bench.at(file, "甲"), {}});
    EXPECT_EQ(snippetOf(bench.text({diagnostic})),
              "  |\n"
              "1 | 甲, 乙, 丙\n"
              "  | --  ^^ 这里\n"
              "  |         -- 第三\n");
}

TEST(TextRenderer, FillsAGapOfOneLineAndMarksAWiderOne) {
    Workbench bench;
    const FileId file = bench.add("a.fadu", "一\n二\n三\n四\n五\n六\n七\n八\n九\n十\n末\n");
    Diagnostic diagnostic = makeDiagnostic(kNoLimit, bench.at(file, "末"));
    diagnostic.related.push_back({bench.at(file, "三"), {"丙", "c"}});
    diagnostic.related.push_back({bench.at(file, "一"), {"甲", "a"}});
    EXPECT_EQ(bench.text({diagnostic}),
              "警告[TIM004 timeline/no-limit]：没有写明时限\n"
              "  --> a.fadu:11:1\n"
              "   |\n"
              " 1 | 一\n"
              "   | -- 甲\n"
              " 2 | 二\n"
              " 3 | 三\n"
              "   | -- 丙\n"
              "...\n"
              "11 | 末\n"
              "   | ^^\n");
}

TEST(TextRenderer, GivesOtherFilesABlockOfTheirOwn) {
    Workbench bench;
    const FileId file = bench.add("a.fadu", "甲\n");
    const FileId law = bench.add("fadu-law:/许可.fadu", "\n\n  时限 决定: 20 日\n", true);
    Diagnostic diagnostic = makeDiagnostic(kNoLimit, bench.at(file, "甲"));
    diagnostic.related.push_back({bench.at(law, "20 日"), {"一般时限", "general limit"}});
    EXPECT_EQ(bench.text({diagnostic}),
              "警告[TIM004 timeline/no-limit]：没有写明时限\n"
              " --> a.fadu:1:1\n"
              "  |\n"
              "1 | 甲\n"
              "  | ^^\n"
              " ::: fadu-law:/许可.fadu:3:10\n"
              "  |\n"
              "3 |   时限 决定: 20 日\n"
              "  |              ----- 一般时限\n");
}

TEST(TextRenderer, UnderlinesOnlyTheFirstLineOfARange) {
    Workbench bench;
    const FileId file = bench.add("a.fadu", "事项 甲 {\n  类型\n}\n");
    const Span whole{file, 0, static_cast<std::uint32_t>(bench.sources.file(file).text().size())};
    EXPECT_EQ(snippetOf(bench.text({makeDiagnostic(kNoLimit, whole)})),
              "  |\n"
              "1 | 事项 甲 {\n"
              "  | ^^^^^^^^^\n");
}

TEST(TextRenderer, MarksAnEmptyRangeAndTheEndOfTheFile) {
    Workbench bench;
    const FileId file = bench.add("a.fadu", "甲\n");
    const std::string end = bench.text({makeDiagnostic(kNoLimit, {file, 4, 4})});
    EXPECT_NE(end.find(" --> a.fadu:2:1\n"), std::string::npos);
    EXPECT_EQ(snippetOf(end), "  |\n2 |\n  | ^\n");
    EXPECT_EQ(snippetOf(bench.text({makeDiagnostic(kNoLimit, {file, 3, 3})})),
              "  |\n1 | 甲\n  |   ^\n");
}

TEST(TextRenderer, LetsNoControlCharacterThrough) {
    Workbench bench;
    const FileId file =
        bench.add("a\x1B[2J.fadu", "甲\x1B[31m\xE2\x80\xAE乙\xE2\x80\x8B\xFF丙\x7F\n");
    Diagnostic diagnostic =
        makeDiagnostic(kSyntax, bench.at(file, "丙"), {parameter("text", Text{"\a", "\a"})});
    diagnostic.label = {"换\n行", "new\nline"};
    diagnostic.advice = {"\x1B]0;x\a", "\x1B]0;x\a"};
    diagnostic.legalBasis.push_back({"\x1Bx", "", "\x1By"});
    Witness witness;
    witness.steps.push_back({{"\x1Bz", "\x1Bz"}, diagnostic.span, "n", true, {}});
    diagnostic.witness = witness;
    const std::string text = bench.text({diagnostic});
    for (const char c : text) {
        EXPECT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= 0x20) << text;
        EXPECT_NE(c, '\x7F');
    }
    EXPECT_EQ(text.find("\xE2\x80\xAE"), std::string::npos);
    const std::string snippet = "1 | 甲<U+001B>[31m<U+202E>乙<U+200B><0xFF>丙<U+007F>\n  | ";
    const std::size_t begin = text.find(snippet);
    ASSERT_NE(begin, std::string::npos) << text;
    // Each replacement is as wide as it is drawn.
    EXPECT_EQ(text.substr(begin + snippet.size(), 41), std::string(38, ' ') + "^^ ");
}

TEST(TextRenderer, CutsAVeryLongLineAroundTheRange) {
    Workbench bench;
    std::string line;
    for (int i = 0; i < 350'000; ++i) {
        line += "长";
    }
    const FileId file = bench.add("a.fadu", line + "错" + line);
    const std::string text = bench.text({makeDiagnostic(kNoLimit, bench.at(file, "错"))});
    EXPECT_LT(text.size(), 1000U);
    std::string before;
    std::string after;
    for (int i = 0; i < 20; ++i) {
        before += "长";
    }
    for (int i = 0; i < 39; ++i) {
        after += "长";
    }
    EXPECT_EQ(snippetOf(text),
              "  |\n"
              "1 | …" +
                  before + "错" + after +
                  "…\n"
                  "  |  " +
                  std::string(40, ' ') + "^^\n");
}

TEST(TextRenderer, KeepsTheWordsOfMarksBeyondACut) {
    Workbench bench;
    const std::string filler(5000, '.');
    const FileId file = bench.add("a.fadu", "甲" + filler + "乙" + filler + "丙");
    Diagnostic diagnostic = makeDiagnostic(kNoLimit, bench.at(file, "乙"));
    diagnostic.related.push_back({bench.at(file, "甲"), {"左", "left"}});
    diagnostic.related.push_back({bench.at(file, "丙"), {"右", "right"}});
    EXPECT_EQ(snippetOf(bench.text({diagnostic})),
              "  |\n"
              "1 | …" +
                  std::string(40, '.') + "乙" + std::string(78, '.') +
                  "…\n"
                  "  | - 左\n"
                  "  |  " +
                  std::string(40, ' ') + "^^" + std::string(78, ' ') + "- 右\n");
}

TEST(TextRenderer, CutsALineOfCombiningCharacters) {
    Workbench bench;
    std::string line = "x";
    for (int i = 0; i < 200'000; ++i) {
        line += "\xCC\x81";
    }
    const FileId file = bench.add("a.fadu", line);
    EXPECT_LT(bench.text({makeDiagnostic(kNoLimit, {file, 200'001, 200'003})}).size(), 3000U);
}

TEST(TextRenderer, ShowsAManyRelatedPlacesOnlyWhenVerbose) {
    Workbench bench;
    const FileId file = bench.add("a.fadu", std::string(40, '\n') + "甲\n");
    Diagnostic diagnostic = makeDiagnostic(kNoLimit, bench.at(file, "甲"));
    for (std::uint32_t i = 0; i < 20; ++i) {
        diagnostic.related.push_back({{file, i, i}, {"用处", "use"}});
    }
    const auto count = [](const std::string& text) {
        std::size_t number = 0;
        for (std::size_t at = text.find("用处"); at != std::string::npos;
             at = text.find("用处", at + 1)) {
            ++number;
        }
        return number;
    };
    const std::string brief = bench.text({diagnostic});
    EXPECT_EQ(count(brief), 6U);
    EXPECT_NE(brief.find("   = 相关：另有 14 处，用 -v 全部列出\n"), std::string::npos) << brief;
    TextOptions options = Workbench::quiet();
    options.verbose = true;
    EXPECT_EQ(count(bench.text({diagnostic}, options)), 20U);
}

TEST(TextRenderer, ShowsTheDerivation) {
    Workbench bench;
    const FileId file = bench.add("a.fadu", "甲\n乙\n");
    Diagnostic diagnostic = makeDiagnostic(kCycle, bench.at(file, "甲"));
    Witness cycle;
    cycle.kind = Witness::Kind::Cycle;
    cycle.steps = {{{"甲以乙为前置", "甲 requires 乙"}, bench.at(file, "甲"), "甲", true, {}},
                   {{"乙以甲为前置", "乙 requires 甲"}, bench.at(file, "乙"), "乙", true, {}}};
    diagnostic.witness = cycle;
    EXPECT_NE(bench.text({diagnostic})
                  .find("  = 推导：\n"
                        "      → 甲以乙为前置（a.fadu:1:1）\n"
                        "      → 乙以甲为前置（a.fadu:2:1）\n"
                        "      ↺ 回到起点\n"),
              std::string::npos);
    EXPECT_NE(bench.text({diagnostic}, Workbench::quietEnglish())
                  .find("  = derivation:\n"
                        "      → 甲 requires 乙 (a.fadu:1:1)\n"
                        "      → 乙 requires 甲 (a.fadu:2:1)\n"
                        "      ↺ back to the start\n"),
              std::string::npos);

    Witness chain;
    chain.kind = Witness::Kind::Chain;
    chain.steps = {{{"设定", "established"}, {}, "a", true, Date::parse("2026-03-02")},
                   {{"层级相符", "level fits"}, {}, "b", false, {}}};
    diagnostic.witness = chain;
    EXPECT_NE(bench.text({diagnostic})
                  .find("      → 2026-03-02  设定\n"
                        "      ✗ 层级相符\n"),
              std::string::npos);
    EXPECT_EQ(bench.text({diagnostic}).find("↺"), std::string::npos);
}

TEST(TextRenderer, ShowsAFindingWithoutAPlace) {
    const Workbench bench;
    EXPECT_EQ(bench.text({makeDiagnostic(kNoLimit, {})}),
              "警告[TIM004 timeline/no-limit]：没有写明时限\n");
}

TEST(TextRenderer, EndsWithWhatWasChecked) {
    const Workbench bench;
    Report report = bench.report({});
    report.summary.files = 3;
    report.summary.items = 12;
    report.summary.errors = 1;
    report.summary.suppressed = 2;
    report.summary.unknown = 4;
    report.summary.notInLibrary = 1;
    TextOptions options;
    EXPECT_EQ(
        renderText(report, options),
        "共 3 个文件、12 个事项：错误 1，警告 0，提示 0；已抑制 2。\n"
        "4 项判断因依据不全、单位不明或者填写有误，未作结论；1 部法律文件不在库内。截至 2026-01-01 的法律，法律库 2026.11。\n");
    options.language = Language::English;
    EXPECT_EQ(renderText(report, options),
              "3 files, 12 items: 1 error, 0 warnings, 0 infos; 2 suppressed.\n"
              "4 verdicts could not be reached; 1 instrument is not in the library. "
              "Law as of 2026-01-01, library 2026.11.\n");
    report.libraryVersion.clear();
    EXPECT_NE(renderText(report, options).find("no library."), std::string::npos);
    options.quiet = true;
    EXPECT_EQ(renderText(report, options), "");
}

TEST(TextRenderer, ListsWhatWasSuppressedWhenVerbose) {
    Workbench bench;
    const FileId file = bench.add("a.fadu", "甲\n");
    Report report = bench.report({});
    report.suppressed.push_back(
        {makeDiagnostic(kNoLimit, bench.at(file, "甲")), "批复〔2025〕12号"});
    TextOptions options;
    EXPECT_EQ(renderText(report, options).find("批复"), std::string::npos);
    options.verbose = true;
    EXPECT_EQ(
        renderText(report, options)
            .find("已抑制[TIM004 timeline/no-limit] a.fadu:1:1，理由：批复〔2025〕12号\n\n共 "),
        0U);
}

// --- JSON ------------------------------------------------------------------------------------

using Json = nlohmann::ordered_json;

std::vector<std::string> keysOf(const Json& object) {
    std::vector<std::string> keys;
    for (const auto& [key, value] : object.items()) {
        keys.push_back(key);
    }
    return keys;
}

TEST_F(PromiseText, HasTheDocumentedJson) {
    diagnostic.advice = {"建议", "advice"};
    Witness witness;
    witness.kind = Witness::Kind::Timeline;
    witness.steps.push_back({{"受理", "accepted"}, {}, "step", true, Date::parse("2026-01-05")});
    diagnostic.witness = witness;
    Report report = bench.report({diagnostic});
    report.summary.errors = 1;
    const std::string text = renderJson(report);
    EXPECT_EQ(text.back(), '\n');
    EXPECT_EQ(text.find("\\u"), std::string::npos);
    const Json document = Json::parse(text);
    EXPECT_EQ(keysOf(document),
              (std::vector<std::string>{"schemaVersion", "tool", "library", "asOf", "calendar",
                                        "summary", "diagnostics"}));
    EXPECT_EQ(document["schemaVersion"], 1);
    EXPECT_EQ(document["tool"], (Json{{"name", "fadu"}, {"version", "0.1.0"}}));
    EXPECT_EQ(document["library"], (Json{{"version", "2026.11"}, {"hash", "00ff"}}));
    EXPECT_EQ(document["asOf"], "2026-01-01");
    EXPECT_TRUE(document["calendar"].is_null());
    EXPECT_EQ(document["summary"].dump(),
              R"({"files":0,"items":0,"errors":1,"warnings":0,"infos":0,"suppressed":0,)"
              R"("unknown":0,"notInLibrary":0,"baselined":0,"staleBaseline":0})");

    const Json& found = document["diagnostics"].at(0);
    EXPECT_EQ(keysOf(found), (std::vector<std::string>{
                                 "code", "slug", "severity", "nature", "message", "messageEn",
                                 "file", "range", "label", "labelEn", "related", "legalBasis",
                                 "witness", "fixes", "advice", "adviceEn", "fingerprint"}));
    EXPECT_EQ(found["severity"], "error");
    EXPECT_EQ(found["nature"], "legality");
    EXPECT_EQ(found["message"], "承诺 25 个工作日，长于法定的 20 个工作日");
    EXPECT_EQ(found["messageEn"],
              "the promise of 25 working days exceeds the limit of 20 working days");
    EXPECT_EQ(found["range"]["start"].dump(), "{\"line\":14,\"column\":9,\"offset\":" +
                                                  std::to_string(diagnostic.span.begin) + "}");
    EXPECT_EQ(found["range"]["end"].dump(),
              "{\"line\":14,\"column\":15,\"offset\":" + std::to_string(diagnostic.span.end) + "}");
    EXPECT_EQ(found["related"].at(0)["message"], "法定时限");
    EXPECT_EQ(found["related"].at(0)["range"]["start"]["line"], 13);
    EXPECT_EQ(found["legalBasis"].dump(),
              R"([{"instrument":"中华人民共和国行政许可法","version":"2019-04-23",)"
              R"("provision":"第四十二条第一款"}])");
    EXPECT_EQ(found["witness"].dump(),
              R"({"kind":"timeline","steps":[{"message":"受理","messageEn":"accepted",)"
              R"("file":null,"range":null,"node":"step","holds":true,"date":"2026-01-05"}]})");
    EXPECT_EQ(found["fixes"].at(0)["safe"], true);
    EXPECT_EQ(found["fixes"].at(0)["edits"].at(0)["text"], "20 工作日");
    EXPECT_EQ(found["fixes"].at(0)["edits"].at(0)["file"], "corpus/demo.fadu");
    EXPECT_EQ(found["fingerprint"], report.fingerprints.front());
}

TEST(JsonRenderer, CountsColumnsInCodePoints) {
    Workbench bench;
    const FileId file = bench.add("a.fadu", "\xEF\xBB\xBF\t“𠮷”x\r\n");
    const Json document =
        Json::parse(renderJson(bench.report({makeDiagnostic(kNoLimit, bench.at(file, "x"))})));
    const Json& found = document["diagnostics"].at(0);
    EXPECT_EQ(
        found["range"].dump(),
        R"({"start":{"line":1,"column":5,"offset":14},"end":{"line":1,"column":6,"offset":15}})");
    EXPECT_FALSE(found.contains("label"));
    EXPECT_FALSE(found.contains("advice"));
    EXPECT_TRUE(found["witness"].is_null());
    EXPECT_EQ(found["severity"], "warning");
    EXPECT_EQ(found["nature"], "form");
}

TEST(JsonRenderer, ReplacesWhatIsNoUtf8) {
    Workbench bench;
    const FileId file = bench.add("a.fadu", "甲\n");
    Diagnostic diagnostic = makeDiagnostic(kNoLimit, bench.at(file, "甲"));
    diagnostic.label = {"坏\xFF", "bad\xFF"};
    const Json document = Json::parse(renderJson(bench.report({diagnostic})));
    EXPECT_EQ(document["diagnostics"].at(0)["label"], "坏\xEF\xBF\xBD");
}

TEST(JsonRenderer, JoinsTheReportsOfSeveralPackages) {
    Workbench left;
    Workbench right;
    const FileId a = left.add("a.fadu", "甲\n");
    const FileId b = right.add("b.fadu", "乙\n");
    Report first = left.report({makeDiagnostic(kNoLimit, left.at(a, "甲"))});
    Report second = right.report({makeDiagnostic(kNoLimit, right.at(b, "乙"))});
    first.summary.files = 2;
    second.summary.files = 3;
    first.calendarFrom = "2019-01-01";
    first.calendarUntil = "2026-12-31";
    second.calendarFrom = "2020-01-01";
    second.calendarUntil = "2027-12-31";
    Json document = Json::parse(renderJson(std::vector<Report>{first, second}));
    EXPECT_EQ(document["summary"]["files"], 5);
    EXPECT_EQ(document["diagnostics"].size(), 2U);
    EXPECT_EQ(document["diagnostics"].at(0)["file"], "a.fadu");
    EXPECT_EQ(document["diagnostics"].at(1)["file"], "b.fadu");
    EXPECT_EQ(document["asOf"], "2026-01-01");
    EXPECT_EQ(document["calendar"].dump(), R"({"from":"2020-01-01","until":"2026-12-31"})");
    second.asOf = *Date::parse("2025-01-01");
    second.calendarFrom.clear();
    document = Json::parse(renderJson(std::vector<Report>{first, second}));
    EXPECT_TRUE(document["asOf"].is_null());
    EXPECT_TRUE(document["calendar"].is_null());
}

// --- Order and identity ----------------------------------------------------------------------

TEST(Arrange, OrdersByFilePositionAndCodeWhateverTheInputOrder) {
    Workbench bench;
    const FileId later = bench.add("b.fadu", "甲乙\n");
    const FileId earlier = bench.add("a.fadu", "甲乙\n");
    std::vector<Diagnostic> all = {
        makeDiagnostic(kNoLimit, {later, 0, 3}),   makeDiagnostic(kNoLimit, {earlier, 3, 6}),
        makeDiagnostic(kCycle, {earlier, 0, 6}),   makeDiagnostic(kCycle, {earlier, 0, 3}),
        makeDiagnostic(kNoLimit, {earlier, 0, 3}), makeDiagnostic(kParallel, {}),
    };
    const auto compare = [](const Diagnostic& a, const Diagnostic& b) {
        return std::tie(a.span, a.descriptor->code) < std::tie(b.span, b.descriptor->code);
    };
    std::sort(all.begin(), all.end(), compare);
    std::size_t permutations = 0;
    do {
        std::vector<Diagnostic> diagnostics = all;
        arrange(diagnostics, bench.sources);
        std::string order;
        for (const Diagnostic& diagnostic : diagnostics) {
            order +=
                std::string(diagnostic.descriptor->code) + "@" +
                (diagnostic.span.valid() ? bench.sources.file(diagnostic.span.file).path() : "") +
                std::to_string(diagnostic.span.begin) + "-" + std::to_string(diagnostic.span.end) +
                " ";
        }
        ASSERT_EQ(order,
                  "SVC001@0-0 DEP001@a.fadu0-3 TIM004@a.fadu0-3 DEP001@a.fadu0-6 "
                  "TIM004@a.fadu3-6 TIM004@b.fadu0-3 ");
        ++permutations;
    } while (std::next_permutation(all.begin(), all.end(), compare));
    EXPECT_EQ(permutations, 720U);
}

TEST(Arrange, MergesOneCodeAtOnePlaceIntoTheFirst) {
    Workbench bench;
    const FileId file = bench.add("a.fadu", "甲乙丙\n");
    Diagnostic warning = promise({file, 0, 3});
    warning.severity = Severity::Warning;
    warning.owner = "a";
    warning.related = {{{file, 3, 6}, {"乙", "b"}}, {{file, 6, 9}, {"丙", "c"}}};
    Diagnostic error = promise({file, 0, 3});
    error.owner = "b";
    error.related = {{{file, 3, 6}, {"乙", "b"}}, {{file, 3, 6}, {"别的", "other"}}};
    for (int turn = 0; turn < 2; ++turn) {
        std::vector<Diagnostic> diagnostics = {warning, error};
        if (turn == 1) {
            std::swap(diagnostics[0], diagnostics[1]);
        }
        arrange(diagnostics, bench.sources);
        ASSERT_EQ(diagnostics.size(), 1U);
        EXPECT_EQ(diagnostics[0].severity, Severity::Error);
        EXPECT_EQ(diagnostics[0].owner, "b");
        std::vector<std::string> words;
        for (const Label& label : diagnostics[0].related) {
            words.push_back(label.text.zh);
        }
        EXPECT_EQ(words, (std::vector<std::string>{"乙", "别的", "丙"}));
    }
}

TEST(Arrange, KeepsFindingsApartThatHaveNoPlace) {
    Workbench bench;
    std::vector<Diagnostic> diagnostics = {makeDiagnostic(kNoLimit, {}),
                                           makeDiagnostic(kNoLimit, {})};
    arrange(diagnostics, bench.sources);
    EXPECT_EQ(diagnostics.size(), 2U);
}

TEST(Fingerprints, NameWhatIsFoundNotWhereItStands) {
    Workbench bench;
    const FileId file = bench.add("a.fadu", "甲甲甲\n");
    Diagnostic base = promise({file, 0, 3});
    base.owner = "青山县/集市管理局/集市开办许可";
    base.path = "时限/承诺";
    const std::string print = fingerprintsOf({base}).front();
    EXPECT_EQ(print.size(), 16U);
    EXPECT_EQ(print.find_first_not_of("0123456789abcdef"), std::string::npos);

    Diagnostic moved = base;
    moved.span = {file, 3, 6};
    moved.label = {"另一句", "other words"};
    EXPECT_EQ(fingerprintsOf({moved}).front(), print);

    Diagnostic spaced = base;
    spaced.parameters[0].value.zh = "２5  个工作日 ";
    EXPECT_EQ(fingerprintsOf({spaced}).front(), print);

    std::set<std::string> different = {print};
    Diagnostic changed = base;
    changed.owner = "别处";
    different.insert(fingerprintsOf({changed}).front());
    changed = base;
    changed.path = "时限/送达";
    different.insert(fingerprintsOf({changed}).front());
    changed = base;
    changed.parameters[1].value.zh = "15 个工作日";
    different.insert(fingerprintsOf({changed}).front());
    changed = base;
    changed.owner = base.owner + base.path;  // Fields must not run into each other.
    changed.path.clear();
    different.insert(fingerprintsOf({changed}).front());
    EXPECT_EQ(different.size(), 5U);
}

TEST(Fingerprints, TellEqualFindingsApartByTheirOrder) {
    Workbench bench;
    const FileId file = bench.add("a.fadu", "甲甲\n");
    const Diagnostic one = promise({file, 0, 3});
    const Diagnostic two = promise({file, 3, 6});
    const std::vector<std::string> prints = fingerprintsOf({one, two});
    EXPECT_NE(prints[0], prints[1]);
    EXPECT_EQ(fingerprintsOf({one}).front(), prints[0]);
}

// --- Allowances ------------------------------------------------------------------------------

class Allowances : public testing::Test {
protected:
    Allowances() : file(bench.add("a.fadu", std::string(100, 'x'))) {}

    Allowance allowance(std::vector<std::string> codes) const {
        Allowance result;
        result.span = {file, 0, 10};
        result.covered = {file, 10, 50};
        for (std::size_t i = 0; i < codes.size(); ++i) {
            const auto at = static_cast<std::uint32_t>(i + 1);
            result.codeSpans.push_back({file, at, at + 1});
        }
        result.codes = std::move(codes);
        result.reason = "批复";
        return result;
    }
    SuppressionResult apply(std::vector<Diagnostic> diagnostics,
                            const std::vector<Allowance>& allowances) const {
        return applyAllowances(std::move(diagnostics), allowances, testCatalogue(),
                               *Date::parse("2026-01-01"));
    }
    static std::vector<std::string> codes(const std::vector<Diagnostic>& diagnostics) {
        std::vector<std::string> result;
        for (const Diagnostic& diagnostic : diagnostics) {
            result.emplace_back(diagnostic.descriptor->code);
        }
        return result;
    }
    using Codes = std::vector<std::string>;

    Workbench bench;
    FileId file;
};

TEST_F(Allowances, SuppressByCodeOrSlugInsideWhatTheyCover) {
    for (const char* name : {"TIM004", "timeline/no-limit"}) {
        const SuppressionResult result =
            apply({makeDiagnostic(kNoLimit, {file, 20, 30}),
                   makeDiagnostic(kNoLimit, {file, 60, 70}), promise({file, 20, 30})},
                  {allowance({name})});
        ASSERT_EQ(result.suppressed.size(), 1U) << name;
        EXPECT_EQ(result.suppressed[0].reason, "批复");
        EXPECT_EQ(result.suppressed[0].diagnostic.span.begin, 20U);
        EXPECT_EQ(codes(result.kept), (Codes{"TIM004", "TIM001"}));
    }
}

TEST_F(Allowances, SuppressACycleByAnyOfItsEdges) {
    Diagnostic cycle = makeDiagnostic(kCycle, {file, 60, 70});
    Witness witness;
    witness.kind = Witness::Kind::Cycle;
    witness.steps.push_back({{}, {file, 60, 70}, "甲", true, {}});
    witness.steps.push_back({{}, {file, 20, 30}, "乙", true, {}});
    cycle.witness = witness;
    EXPECT_EQ(apply({cycle}, {allowance({"DEP001"})}).suppressed.size(), 1U);
    cycle.witness->kind = Witness::Kind::Path;
    EXPECT_EQ(apply({cycle}, {allowance({"DEP001"})}).suppressed.size(), 0U);
}

TEST_F(Allowances, AreReportedWhenTheySuppressNothing) {
    const SuppressionResult result = apply({}, {allowance({"TIM004"})});
    ASSERT_EQ(codes(result.kept), Codes{"ALW001"});
    ASSERT_EQ(result.kept[0].fixes.size(), 1U);
    EXPECT_EQ(result.kept[0].fixes[0].edits[0].text, "");
}

TEST_F(Allowances, HoldThroughTheirLastDay) {
    Allowance ending = allowance({"TIM004"});
    ending.until = Date::parse("2026-01-01");
    EXPECT_EQ(codes(apply({makeDiagnostic(kNoLimit, {file, 20, 30})}, {ending}).kept), Codes{});
    ending.until = Date::parse("2025-12-31");
    EXPECT_EQ(codes(apply({makeDiagnostic(kNoLimit, {file, 20, 30})}, {ending}).kept),
              (Codes{"ALW002", "TIM004"}));
}

TEST_F(Allowances, NeedAReasonAndKnownCodes) {
    const std::vector<Diagnostic> finding = {makeDiagnostic(kNoLimit, {file, 20, 30})};
    Allowance silent = allowance({"TIM004"});
    silent.reason.clear();
    EXPECT_EQ(codes(apply(finding, {silent}).kept), (Codes{"ALW003", "TIM004"}));
    const SuppressionResult unknown = apply(finding, {allowance({"TIM004", "TIM999"})});
    EXPECT_EQ(codes(unknown.kept), (Codes{"ALW003", "TIM004"}));
    EXPECT_EQ(unknown.kept[0].span.begin, 2U);
    EXPECT_EQ(codes(apply(finding, {allowance({})}).kept), (Codes{"ALW003", "TIM004"}));
    Allowance broken = allowance({});
    broken.malformed = true;  // Reported where it was read.
    EXPECT_EQ(codes(apply(finding, {broken}).kept), Codes{"TIM004"});
}

TEST_F(Allowances, DoNotReachSyntax) {
    const SuppressionResult result =
        apply({makeDiagnostic(kSyntax, {file, 20, 30}, {parameter("text", "}")})},
              {allowance({"SYN001"})});
    EXPECT_EQ(codes(result.kept), (Codes{"ALW003", "SYN001"}));
    EXPECT_TRUE(result.suppressed.empty());
}

}  // namespace
}  // namespace fadu
