// Same input, same bytes: whatever the number of threads, in every run.
#include "diagnostics/Render.h"
#include "unit/Cases.h"

#include <gtest/gtest.h>

#include <tuple>

namespace fadu::tests {

namespace {

struct Rendered {
    std::string zh;
    std::string en;
    std::string json;
};

Rendered render(const std::string& path, unsigned jobs) {
    CheckRequest request;
    request.paths = {path};
    request.asOf = Date::parse(kCasesAsOf);
    request.jobs = jobs;
    const CheckResult result = check(request);
    Rendered rendered;
    EXPECT_FALSE(result.error) << result.error->message.en;
    std::vector<Report> reports;
    for (const auto& snapshot : result.snapshots) {
        reports.push_back(makeReport(*snapshot, Severity::Info));
        rendered.zh += renderText(reports.back(), {Language::Chinese, false, false, true});
        rendered.en += renderText(reports.back(), {Language::English, false, false, true});
    }
    rendered.json = renderJson(reports);
    return rendered;
}

class Determinism : public testing::TestWithParam<std::string> {};

TEST_P(Determinism, OutputDoesNotDependOnJobs) {
    enterProject();
    const Rendered one = render(GetParam(), 1);
    ASSERT_GT(one.json.size(), 200U);
    for (const unsigned jobs : {1U, 2U, 3U, 8U}) {
        const Rendered other = render(GetParam(), jobs);
        EXPECT_EQ(one.zh, other.zh) << jobs;
        EXPECT_EQ(one.en, other.en) << jobs;
        EXPECT_EQ(one.json, other.json) << jobs;
    }
}

TEST_P(Determinism, FindingsAreInOrder) {
    enterProject();
    CheckRequest request;
    request.paths = {GetParam()};
    request.asOf = Date::parse(kCasesAsOf);
    request.jobs = 3;
    std::size_t compared = 0;
    for (const auto& snapshot : check(request).snapshots) {
        const Report report = makeReport(*snapshot, Severity::Info);
        ASSERT_EQ(report.diagnostics.size(), report.fingerprints.size());
        for (std::size_t i = 1; i < report.diagnostics.size(); ++i) {
            const auto key = [&](const Diagnostic& diagnostic) {
                return std::tuple(report.sources->file(diagnostic.span.file).path(),
                                  diagnostic.span.begin, diagnostic.span.end,
                                  diagnostic.descriptor->code);
            };
            EXPECT_LT(key(report.diagnostics[i - 1]), key(report.diagnostics[i]));
            ++compared;
        }
    }
    EXPECT_GE(compared, 4U);
}

INSTANTIATE_TEST_SUITE_P(Trees, Determinism,
                         testing::Values("tests/cases", "corpus", "tests/cases/packages/county"),
                         [](const auto& parameter) { return testName(parameter.param); });

}  // namespace

}  // namespace fadu::tests
