// A few renderings, byte by byte. FADU_UPDATE_GOLDEN=1 writes them anew; review the difference.
#include "diagnostics/Render.h"
#include "ide/Hover.h"
#include "unit/Cases.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <string>
#include <tuple>

namespace fadu::tests {

namespace {

/// The findings of one code in a case, so that a golden shows one thing.
Report only(const Snapshot& snapshot, std::string_view code) {
    Report report = makeReport(snapshot, Severity::Warning);
    Report kept = report;
    kept.diagnostics.clear();
    kept.fingerprints.clear();
    kept.summary = {};
    kept.summary.files = 1;
    for (std::size_t i = 0; i < report.diagnostics.size(); ++i) {
        if (report.diagnostics[i].descriptor->code == code) {
            kept.diagnostics.push_back(report.diagnostics[i]);
            kept.fingerprints.push_back(report.fingerprints[i]);
            ++kept.summary.errors;
        }
    }
    // What changes with every release of the program or the library is no part of a golden.
    kept.toolVersion = "TOOL";
    kept.libraryVersion = "LIBRARY";
    kept.libraryHash = "HASH";
    return kept;
}

void expectGolden(const std::string& name, const std::string& text) {
    const std::string path = "tests/golden/" + name;
    if (const char* update = std::getenv("FADU_UPDATE_GOLDEN");  // NOLINT(concurrency-mt-unsafe)
        update != nullptr && std::string_view(update) == "1") {
        std::ofstream(path, std::ios::binary) << text;
    }
    const std::string golden = readFile(path);
    ASSERT_FALSE(golden.empty()) << path;
    EXPECT_EQ(golden, text) << path;
}

class Golden : public testing::TestWithParam<std::tuple<std::string, std::string, std::string>> {};

TEST_P(Golden, RendersTheSameBytes) {
    enterProject();
    const auto& [name, code, path] = GetParam();
    const auto snapshot = checkFile(path, asOfCase(readFile(path)));
    const Report report = only(*snapshot, code);
    ASSERT_FALSE(report.diagnostics.empty());
    expectGolden(name + ".zh.txt", renderText(report, {Language::Chinese, false, false, true}));
    expectGolden(name + ".en.txt", renderText(report, {Language::English, false, false, true}));
    expectGolden(name + ".json", renderJson(report));
}

INSTANTIATE_TEST_SUITE_P(
    Findings, Golden,
    testing::Values(
        std::tuple<std::string, std::string, std::string>("authority", "AUT004",
                                                          "tests/cases/design/02-authority.fadu"),
        std::tuple<std::string, std::string, std::string>("cycle", "DEP002",
                                                          "tests/cases/design/03-dependency.fadu"),
        std::tuple<std::string, std::string, std::string>("timeline", "TIM003",
                                                          "tests/cases/design/07-flow.fadu")),
    [](const auto& parameter) { return std::get<0>(parameter.param); });

// What an editor shows of an item with a limit that is kept and one that is broken.
TEST(GoldenHover, RendersTheSameBytes) {
    enterProject();
    const std::string path = "tests/cases/design/04-timeline.fadu";
    const auto snapshot = checkFile(path, asOfCase(readFile(path)));
    const ide::View view{snapshot->sources.get(), &snapshot->modules, snapshot->program.get(),
                         snapshot->facts.get(), &catalogue()};
    const FileId file = snapshot->modules.front().file;
    const auto expect = [&](const std::string& name, std::string_view word) {
        const std::size_t place = snapshot->sources->file(file).text().find(word);
        const auto hover = ide::hover(view, file, static_cast<std::uint32_t>(place));
        ASSERT_TRUE(hover) << word;
        expectGolden(name + ".zh.md", hover->markdown.zh + "\n");
        expectGolden(name + ".en.md", hover->markdown.en + "\n");
    };
    expect("hover-item", "梯田临时占用许可 {");
    expect("hover-citation", "第四十五条");
}

}  // namespace

}  // namespace fadu::tests
