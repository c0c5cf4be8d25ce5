// Chinese and English keywords are one language: a case translated into the other has its findings
// in the same lines.
#include "unit/Cases.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace fadu::tests {

namespace {

/// Characters that would grow together with a keyword put beside them.
bool grows(unsigned char byte) {
    return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= 'a' && byte <= 'z') || byte == '_' || byte == '-';
}

/// Full-width punctuation is three bytes; it separates as its ASCII twin does.
bool isPunctuation(std::string_view bytes) {
    for (const std::string_view one :
         {"：", "，", "；", "｛", "｝", "（", "）", "、", "　", "《", "》", "「", "」", "“", "”"}) {
        if (bytes == one) {
            return true;
        }
    }
    return false;
}

struct Translation {
    std::string text;
    std::size_t keywords = 0;
};

/// The text with every keyword in one language's main spelling; a space where it would grow
/// together with what stands beside it (20工作日: 20 working-day).
Translation translate(const std::string& path, const std::string& text, bool english) {
    const Parsed parsed = parseText(text, path);
    struct Use {
        std::size_t begin;
        std::size_t end;
        std::string spelling;
    };
    std::vector<Use> uses;
    for (const syntax::PlacedDeclaration& placed : parsed.modules.front().declarations) {
        for (const syntax::KeywordUse& use : placed.declaration->keywords) {
            uses.push_back(
                {placed.offset + use.begin, placed.offset + use.end, english ? use.en : use.zh});
        }
    }
    std::sort(uses.begin(), uses.end(),
              [](const Use& left, const Use& right) { return left.begin < right.begin; });
    Translation result;
    std::size_t at = 0;
    const auto grown = [&](const std::string& before, std::string_view after) {
        const bool left = !before.empty() && grows(static_cast<unsigned char>(before.back())) &&
                          !(before.size() >= 3 &&
                            isPunctuation(std::string_view(before).substr(before.size() - 3)));
        const bool right = !after.empty() && grows(static_cast<unsigned char>(after.front())) &&
                           !isPunctuation(after.substr(0, 3));
        return left && right;
    };
    for (const Use& use : uses) {
        if (use.begin < at) {
            ADD_FAILURE() << path << ": keywords overlap at " << use.begin;
            continue;
        }
        result.text += text.substr(at, use.begin - at);
        if (grown(result.text, use.spelling)) {
            result.text += ' ';
        }
        result.text += use.spelling;
        at = use.end;
        if (grown(result.text, std::string_view(text).substr(at))) {
            result.text += ' ';
        }
        ++result.keywords;
    }
    result.text += text.substr(at);
    return result;
}

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
