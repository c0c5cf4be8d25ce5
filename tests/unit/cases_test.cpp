// The marked cases: what they expect is found, and nothing else.
#include "unit/Cases.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace fadu::tests {

namespace {

class Case : public testing::TestWithParam<std::string> {};

std::vector<Edit> backwards(std::vector<Edit> edits) {
    std::sort(edits.begin(), edits.end(),
              [](const Edit& left, const Edit& right) { return left.span > right.span; });
    return edits;
}

TEST_P(Case, GivesExactlyItsMarks) {
    enterProject();
    const std::string text = readFile(GetParam());
    ASSERT_FALSE(text.empty());
    const auto snapshot = checkFile(GetParam(), asOfCase(text));
    const Report report = makeReport(*snapshot, Severity::Warning);
    EXPECT_EQ(difference(marksOf(text), findingsOf(report)), "") << GetParam();
}

TEST_P(Case, GivesSoundFindings) {
    enterProject();
    const std::string text = readFile(GetParam());
    const auto snapshot = checkFile(GetParam(), asOfCase(text));
    for (const Diagnostic& diagnostic : snapshot->diagnostics) {
        EXPECT_EQ(brokenFinding(*snapshot->sources, diagnostic), "") << GetParam();
    }
    for (const Suppressed& suppressed : snapshot->suppressed) {
        EXPECT_EQ(brokenFinding(*snapshot->sources, suppressed.diagnostic), "") << GetParam();
        EXPECT_FALSE(suppressed.reason.empty()) << GetParam();
    }
}

// A fix leaves a text that parses soundly; it is applied to the file it edits.
TEST_P(Case, HasFixesThatCanBeApplied) {
    enterProject();
    const auto snapshot = checkFile(GetParam(), asOfCase(readFile(GetParam())));
    for (const Diagnostic& diagnostic : snapshot->diagnostics) {
        for (const Fix& fix : diagnostic.fixes) {
            ASSERT_FALSE(fix.edits.empty());
            const SourceFile& file = snapshot->sources->file(fix.edits.front().span.file);
            std::string text(file.text());
            for (const Edit& edit : backwards(fix.edits)) {
                ASSERT_EQ(edit.span.file, fix.edits.front().span.file);
                text.replace(edit.span.begin, edit.span.end - edit.span.begin, edit.text);
            }
            EXPECT_NE(text, file.text()) << diagnostic.descriptor->code << " " << fix.title.en;
            EXPECT_EQ(brokenInvariant(parseText(text, file.path())), "")
                << diagnostic.descriptor->code;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Files, Case, testing::ValuesIn(caseFiles()),
                         [](const auto& parameter) { return testName(parameter.param); });

// Safe fixes keep what the author meant: applied, the finding is gone and no error is new.
TEST(Fixes, OfTheSafeKindRemoveTheirFinding) {
    enterProject();
    std::size_t tried = 0;
    for (const std::string& path : caseFiles()) {
        if (path.find("/packages/") != std::string::npos || path.ends_with(".md")) {
            continue;
        }
        const std::string source = readFile(path);
        const auto snapshot = checkFile(path, asOfCase(source));
        for (const Diagnostic& diagnostic : snapshot->diagnostics) {
            for (const Fix& fix : diagnostic.fixes) {
                if (!fix.safe) {
                    continue;
                }
                std::string text = source;
                for (const Edit& edit : backwards(fix.edits)) {
                    text.replace(edit.span.begin, edit.span.end - edit.span.begin, edit.text);
                }
                const auto repaired = checkText(text, asOfCase(source));
                const auto same = [&](const Diagnostic& one) {
                    return one.descriptor == diagnostic.descriptor;
                };
                EXPECT_LT(
                    std::count_if(repaired->diagnostics.begin(), repaired->diagnostics.end(), same),
                    std::count_if(snapshot->diagnostics.begin(), snapshot->diagnostics.end(), same))
                    << path << ": " << diagnostic.descriptor->code << " " << fix.title.en;
                ++tried;
            }
        }
    }
    EXPECT_GE(tried, 4U);
}

// The reader of marks itself: a case that expects nothing by mistake would always pass.
TEST(Marks, AreReadExactly) {
    const Marks marks = marksOf("a //~ TIM001 TIM001\nb\n//~^ AUT001\n//~v REF006\nc\n");
    EXPECT_EQ(marks, (Marks{{{1, "TIM001"}, 2}, {{2, "AUT001"}, 1}, {{5, "REF006"}, 1}}));
    EXPECT_THROW(marksOf("a //~ TIM01\n"), std::runtime_error);
    EXPECT_THROW(marksOf("a //~\n"), std::runtime_error);
    EXPECT_EQ(difference(marks, marks), "");
    EXPECT_EQ(difference({{{1, "TIM001"}, 2}}, {{{1, "TIM001"}, 1}, {{2, "AUT001"}, 1}}),
              "missing TIM001 in line 1\nunexpected AUT001 in line 2\n");
}

TEST(Cases, AreThere) { EXPECT_GE(caseFiles().size(), 60U); }

}  // namespace

}  // namespace fadu::tests
