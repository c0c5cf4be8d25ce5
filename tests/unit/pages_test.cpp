// The pages of the checks: every kind of finding has one, and its examples do what they say.
#include "unit/Cases.h"
#include "workspace/Config.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>

namespace fadu::tests {

namespace {

struct Block {
    std::string language;
    std::string text;
};

std::vector<Block> blocksOf(std::string_view page) {
    std::vector<Block> blocks;
    bool open = false;
    for (std::size_t begin = 0; begin < page.size();) {
        const std::size_t end = std::min(page.find('\n', begin), page.size());
        const std::string_view line = page.substr(begin, end - begin);
        begin = end + 1;
        if (line.substr(0, 3) == "```") {
            open = !open;
            if (open) {
                blocks.push_back({std::string(line.substr(3)), {}});
            }
        } else if (open) {
            blocks.back().text += std::string(line) + "\n";
        }
    }
    EXPECT_FALSE(open) << "a block is not closed";
    return blocks;
}

bool holds(const Marks& marks, std::string_view code) {
    return std::any_of(marks.begin(), marks.end(),
                       [&](const auto& mark) { return mark.first.second == code; });
}

std::vector<std::string> codes() {
    std::vector<std::string> result;
    for (const Catalogue::Entry& entry : catalogue().entries()) {
        result.emplace_back(entry.descriptor->code);
    }
    return result;
}

class Page : public testing::TestWithParam<std::string> {
protected:
    const Catalogue::Entry& entry() const { return *catalogue().find(GetParam()); }
    const Descriptor& descriptor() const { return *entry().descriptor; }
};

TEST_P(Page, SaysWhatItIsAbout) {
    const std::string_view page = entry().page;
    ASSERT_FALSE(page.empty()) << "there is no checks/" << descriptor().slug << ".md";
    const std::string heading(page.substr(0, page.find('\n')));
    EXPECT_EQ(heading.find("# " + std::string(descriptor().code) + " "), 0U) << heading;
    EXPECT_NE(heading.find("`" + std::string(descriptor().slug) + "`"), std::string::npos)
        << heading;
    constexpr std::array<std::string_view, 3> kLevels{"级别：提示", "级别：警告", "级别：错误"};
    constexpr std::array<std::string_view, 3> kNatures{"性质：合法性", "性质：规范性",
                                                       "性质：优化"};
    EXPECT_NE(page.find(kLevels[static_cast<std::size_t>(descriptor().severity)]),
              std::string_view::npos);
    EXPECT_NE(page.find(kNatures[static_cast<std::size_t>(descriptor().nature)]),
              std::string_view::npos);
}

TEST_P(Page, HasItsSectionsInOrder) {
    std::size_t at = 0;
    for (const std::string_view section : {"\n## 检查什么\n", "\n## 法律依据\n", "\n## 示例\n",
                                           "\n## 如何修复\n", "\n## 例外\n", "\n## In English\n"}) {
        const std::size_t found = entry().page.find(section, at);
        ASSERT_NE(found, std::string_view::npos) << section;
        at = found + section.size() - 1;
        const std::size_t next = entry().page.find("\n## ", at);
        EXPECT_GT(entry().page.substr(at, next - at).find_last_not_of(" \n"), 10U)
            << section << " is empty";
    }
}

TEST_P(Page, HasExamplesThatDoWhatTheySay) {
    const std::vector<Block> blocks = blocksOf(entry().page);
    std::vector<Marks> found;
    for (const Block& block : blocks) {
        SCOPED_TRACE(block.text);
        if (block.language == "fadu") {
            const auto snapshot = checkText(block.text, asOfCase(block.text));
            const Marks marks = findingsOf(makeReport(*snapshot, Severity::Warning));
            EXPECT_EQ(difference(marksOf(block.text), marks), "");
            for (const Diagnostic& diagnostic : snapshot->diagnostics) {
                EXPECT_EQ(brokenFinding(*snapshot->sources, diagnostic), "");
            }
            found.push_back(marks);
        } else if (block.language == "toml") {
            SourceManager sources;
            const FileId file =
                sources.add("fadu.toml", std::make_shared<const std::string>(block.text));
            const ConfigResult result = readConfig(sources, file, catalogue());
            Marks marks;
            for (const Diagnostic& diagnostic : result.diagnostics) {
                ++marks[{sources.begin(diagnostic.span).line,
                         std::string(diagnostic.descriptor->code)}];
                EXPECT_EQ(brokenFinding(sources, diagnostic), "");
            }
            EXPECT_EQ(difference(marksOf(block.text, "# ~"), marks), "");
            found.push_back(marks);
        }
    }
    // A page is UTF-8 and cannot show what is not.
    if (descriptor().code == "SYN002") {
        EXPECT_TRUE(found.empty());
        return;
    }
    ASSERT_GE(found.size(), 2U);
    // What the library does not hold is information, which marks do not name.
    if (descriptor().severity != Severity::Info) {
        EXPECT_TRUE(holds(found.front(), descriptor().code));
    }
    EXPECT_TRUE(found.back().empty()) << "the last example is the silent one";
}

INSTANTIATE_TEST_SUITE_P(Codes, Page, testing::ValuesIn(codes()),
                         [](const auto& parameter) { return parameter.param; });

TEST(Page, OfInformationFiresInItsFirstExample) {
    for (const Catalogue::Entry& entry : catalogue().entries()) {
        if (entry.descriptor->severity != Severity::Info) {
            continue;
        }
        const std::vector<Block> blocks = blocksOf(entry.page);
        ASSERT_FALSE(blocks.empty()) << entry.descriptor->code;
        const auto fires = [&](const Block& block) {
            const auto snapshot = checkText(block.text, asOfCase(block.text));
            return std::any_of(snapshot->diagnostics.begin(), snapshot->diagnostics.end(),
                               [&](const Diagnostic& diagnostic) {
                                   return diagnostic.descriptor == entry.descriptor;
                               });
        };
        EXPECT_TRUE(fires(blocks.front())) << entry.descriptor->code;
        EXPECT_FALSE(fires(blocks.back())) << entry.descriptor->code;
    }
}

/// Codes that some case or page expects.
std::set<std::string> expectedCodes(bool pages) {
    std::set<std::string> result;
    const auto add = [&](const Marks& marks) {
        for (const auto& [key, count] : marks) {
            result.insert(key.second);
        }
    };
    for (const std::string& path : caseFiles()) {
        add(marksOf(readFile(std::string(FADU_SOURCE_DIR) + "/" + path)));
    }
    if (pages) {
        for (const Catalogue::Entry& entry : catalogue().entries()) {
            for (const Block& block : blocksOf(entry.page)) {
                add(marksOf(block.text, block.language == "toml" ? "# ~" : "//~"));
            }
        }
    }
    return result;
}

TEST(Coverage, EveryExpectedCodeExists) {
    for (const std::string& code : expectedCodes(true)) {
        EXPECT_NE(catalogue().find(code), nullptr) << code;
    }
}

TEST(Coverage, EveryCodeIsExpectedSomewhere) {
    const std::set<std::string> byCases = expectedCodes(false);
    const std::set<std::string> all = expectedCodes(true);
    for (const Catalogue::Entry& entry : catalogue().entries()) {
        const std::string code(entry.descriptor->code);
        if (entry.descriptor->severity == Severity::Info) {
            continue;  // Marks name errors and warnings (OfInformationFiresInItsFirstExample).
        }
        EXPECT_TRUE(all.contains(code)) << code << " is expected by no case and no page";
        if (entry.descriptor->family() != "config") {
            EXPECT_TRUE(byCases.contains(code)) << code << " is expected by no case of tests/cases";
        }
    }
}

TEST(Coverage, SlugsSayTheFamilyOfTheCode) {
    std::set<std::string> slugs;
    std::map<std::string, std::string> families;
    for (const Catalogue::Entry& entry : catalogue().entries()) {
        EXPECT_TRUE(slugs.emplace(entry.descriptor->slug).second) << entry.descriptor->slug;
        const auto [known, isNew] =
            families.emplace(entry.descriptor->code.substr(0, 3), entry.descriptor->family());
        EXPECT_EQ(known->second, entry.descriptor->family()) << entry.descriptor->code;
    }
}

}  // namespace

}  // namespace fadu::tests
