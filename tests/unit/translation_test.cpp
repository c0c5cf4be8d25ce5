// Chinese and English keywords are one language: a case translated into the other has its findings
// in the same lines.
#include "seeded/Translation.h"
#include "unit/Cases.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace fadu::tests {

namespace {

using bench::translate;
using bench::Translation;

Marks check(const std::string& path, const std::string& text) {
    CheckRequest request;
    request.stdinText = text;
    request.stdinFilename = path;
    const auto snapshot = checkFile("-", asOfCase(text), request);
    Marks marks = findingsOf(makeReport(*snapshot, Severity::Info));
    for (const Suppressed& suppressed : snapshot->suppressed) {
        ++marks[{snapshot->sources->begin(suppressed.diagnostic.span).line,
                 "(" + std::string(suppressed.diagnostic.descriptor->code) + ")"}];
    }
    return marks;
}

class Translations : public testing::TestWithParam<std::string> {};

TEST_P(Translations, KeepEveryFindingInItsLine) {
    enterProject();
    const std::string original = readFile(GetParam());
    const Marks expected = check(GetParam(), original);
    const Translation english = translate(GetParam(), original, true);
    EXPECT_EQ(difference(expected, check(GetParam(), english.text)), "") << english.text;
    const Translation chinese = translate(GetParam(), english.text, false);
    EXPECT_EQ(english.keywords, chinese.keywords);
    EXPECT_EQ(difference(expected, check(GetParam(), chinese.text)), "") << chinese.text;
}

INSTANTIATE_TEST_SUITE_P(Files, Translations, testing::ValuesIn(caseFiles()),
                         [](const auto& parameter) { return testName(parameter.param); });

TEST(Translation, LeavesNoKeywordBehind) {
    enterProject();
    std::size_t translated = 0;
    for (const std::string& path : caseFiles()) {
        const Translation english = translate(path, readFile(path), true);
        const Parsed parsed = parseText(english.text, path);
        for (const syntax::PlacedDeclaration& placed : parsed.modules.front().declarations) {
            for (const syntax::KeywordUse& use : placed.declaration->keywords) {
                EXPECT_EQ(placed.declaration->text.substr(use.begin, use.end - use.begin), use.en)
                    << path;
                ++translated;
            }
        }
    }
    EXPECT_GT(translated, 2000U);
}

TEST(Translation, PutsSpacesWhereWordsWouldGrowTogether) {
    enterProject();
    const Translation english = translate(
        "a.fadu", "事项 甲 { 时限 { 承诺: 20工作日 依据 《行政许可法》第三条 } }\n", true);
    EXPECT_EQ(english.text,
              "item 甲 { limits { promise: 20 working-day basis 《行政许可法》第三条 } }\n");
}

}  // namespace

}  // namespace fadu::tests
