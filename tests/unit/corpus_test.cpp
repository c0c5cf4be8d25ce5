// The corpus: a made-up county with real law, judged as one package.
#include "unit/Cases.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace fadu::tests {

namespace {

const Snapshot& corpus() {
    static const std::shared_ptr<const Snapshot> snapshot = [] {
        enterProject();
        CheckRequest request;
        request.jobs = 2;
        return checkFile("corpus", *Date::parse(kCasesAsOf), request);
    }();
    return *snapshot;
}

TEST(Corpus, GivesExactlyItsMarks) {
    const Report report = makeReport(corpus(), Severity::Warning);
    std::map<std::string, Marks> found;
    for (const Diagnostic& diagnostic : report.diagnostics) {
        ++found[report.sources->file(diagnostic.span.file).path()][{
            report.sources->begin(diagnostic.span).line, std::string(diagnostic.descriptor->code)}];
    }
    std::set<std::string> files;
    for (const FileId id : corpus().selectedFiles) {
        const SourceFile& file = corpus().sources->file(id);
        files.insert(file.path());
        EXPECT_EQ(difference(marksOf(file.text()), found[file.path()]), "") << file.path();
    }
    for (const auto& [path, marks] : found) {
        EXPECT_TRUE(files.contains(path)) << "a finding outside the package: " << path;
    }
    // The cases beside it are packages of their own.
    EXPECT_EQ(files.size(), projectFiles({"corpus/national", "corpus/linjiang"}, ".fadu").size());
    for (const std::string& path : files) {
        EXPECT_EQ(path.find("corpus/cases"), std::string::npos) << path;
    }
}

TEST(Corpus, GivesSoundFindings) {
    for (const Diagnostic& diagnostic : corpus().diagnostics) {
        EXPECT_EQ(brokenFinding(*corpus().sources, diagnostic), "");
    }
}

TEST(Corpus, HoldsWhatItPromises) {
    const model::Program& program = *corpus().program;
    std::size_t catalogueItems = 0;
    std::size_t items = 0;
    std::set<std::string_view> departments;
    for (std::size_t i = 0; i < program.items.size(); ++i) {
        const model::Item& item = program.items[model::ItemId(i)];
        if (item.main.valid()) {
            continue;  // A situation.
        }
        (item.catalogue ? catalogueItems : items) += 1;
        if (item.authority.known()) {
            departments.insert(program.text(program.organs[item.authority.value].name));
        }
    }
    EXPECT_GE(catalogueItems, 20U);
    EXPECT_GE(items, 20U);
    EXPECT_GE(departments.size(), 8U);
    const auto bundle = std::find_if(
        program.bundles.begin(), program.bundles.end(),
        [&](const model::Bundle& one) { return program.text(one.name) == "开办餐饮店"; });
    ASSERT_NE(bundle, program.bundles.end());
    EXPECT_GE(bundle->items.size(), 3U);
    for (const model::Alternative& item : bundle->items) {
        EXPECT_TRUE(item.item.valid()) << "an item of the bundle is not declared";
    }
}

// The corpus is to show proofs, not silence.
TEST(Corpus, ReachesVerdicts) {
    std::size_t proved = 0;
    std::size_t judged = 0;
    for (std::size_t i = 0; i < corpus().facts->items.size(); ++i) {
        if (!corpus().program->items[model::ItemId(i)].offered) {
            continue;
        }
        const derive::ItemFacts& facts = corpus().facts->items[i];
        ++judged;
        proved += facts.authority.verdict == derive::Verdict::Proved ? 1 : 0;
    }
    EXPECT_GT(2 * proved, judged) << proved << " of " << judged;
}

}  // namespace

}  // namespace fadu::tests
