// The generator of the benchmarks: what it writes has the shape that figures are quoted for.
#include "generate/Catalogue.h"
#include "generate/Shape.h"
#include "unit/Cases.h"

#include <gtest/gtest.h>

namespace fadu::tests {
namespace {

std::size_t bytesOf(const std::vector<bench::GeneratedFile>& files) {
    std::size_t bytes = 0;
    for (const bench::GeneratedFile& file : files) {
        bytes += file.text.size();
    }
    return bytes;
}

TEST(GeneratedCatalogue, HasTheShapeOfRealOnes) {
    const bench::Catalogue catalogue = bench::makeCatalogue({2000, 1});
    const bench::Shape shape = bench::measure(bench::faduFiles(catalogue, bench::Layout::Files));
    EXPECT_EQ(shape.syntaxFindings, 0U);
    EXPECT_EQ(shape.items, 2000U);
    const auto percent = [&](std::size_t part) { return 100 * shape.perItem(part); };
    EXPECT_NEAR(shape.perItem(shape.itemBytes), 2000, 150);
    EXPECT_NEAR(shape.perItem(shape.materials), 5, 0.3);
    EXPECT_NEAR(static_cast<double>(shape.steps) / static_cast<double>(shape.withFlow), 5, 0.3);
    EXPECT_NEAR(shape.perItem(shape.citations), 13, 1);
    EXPECT_NEAR(percent(shape.items - shape.withFlow), 40, 3);
    EXPECT_NEAR(percent(shape.inheriting), 32, 5);
    EXPECT_NEAR(percent(shape.withSituations), 36, 5);
    EXPECT_NEAR(percent(shape.withPrerequisites), 12, 5);
    EXPECT_NEAR(percent(shape.withResult), 40, 6);
    EXPECT_NEAR(percent(catalogue.defects), 2.5, 0.3);
    std::size_t organs = 0;
    for (const bench::Organ& organ : catalogue.organs) {
        organs += organ.items.empty() ? 0 : 1;
    }
    EXPECT_NEAR(shape.perItem(100 * organs), 1, 0.3) << "a hundred items a file";
}

// The city of twelve thousand items and its law; ten thousand cite some five thousand provisions.
TEST(GeneratedCatalogue, CitesAsManyProvisionsAsRealOnes) {
    const bench::Shape shape =
        bench::measure(bench::faduFiles(bench::makeCatalogue({10000, 1}), bench::Layout::Files));
    EXPECT_NEAR(static_cast<double>(shape.distinctProvisions), 5000, 600);
}

TEST(GeneratedCatalogue, GivesExactlyItsMarks) {
    const auto files = bench::faduFiles(bench::makeCatalogue({600, 2}), bench::Layout::Single);
    const std::string& text = files.back().text;
    const auto snapshot = checkText(text, *Date::parse(bench::kAsOf));
    EXPECT_EQ(difference(marksOf(text), findingsOf(makeReport(*snapshot, Severity::Warning))), "");
    EXPECT_EQ(marksOf(text).size(), 15U);
}

TEST(GeneratedCatalogue, IsDetermined) {
    for (const std::size_t items : {1U, 40U, 999U}) {
        const bench::Catalogue catalogue = bench::makeCatalogue({items, 7});
        const auto files = bench::faduFiles(catalogue, bench::Layout::Files);
        EXPECT_EQ(bench::measure(files).items, items);
        const auto again = bench::faduFiles(bench::makeCatalogue({items, 7}), bench::Layout::Files);
        ASSERT_EQ(files.size(), again.size());
        for (std::size_t i = 0; i < files.size(); ++i) {
            EXPECT_EQ(files[i].text, again[i].text);
        }
        const auto single = bench::faduFiles(catalogue, bench::Layout::Single);
        EXPECT_EQ(single.size(), 2U);
        EXPECT_EQ(bytesOf(single), bytesOf(files)) << "cutting into files changes no text";
    }
}

TEST(GeneratedCatalogue, IsAsLongInOtherNotations) {
    const bench::Catalogue catalogue = bench::makeCatalogue({300, 1});
    constexpr std::size_t wanted = 400'000;
    constexpr std::size_t longestItem = 8000;
    for (const auto& files :
         {bench::protoFiles(catalogue, wanted), bench::xmlFiles(catalogue, wanted)}) {
        EXPECT_GE(bytesOf(files), wanted);
        EXPECT_LT(bytesOf(files), wanted + longestItem);
    }
}

}  // namespace
}  // namespace fadu::tests
