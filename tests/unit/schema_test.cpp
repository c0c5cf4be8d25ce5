#include "support/Text.h"
#include "syntax/Schema.h"
#include "syntax/Terms.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

namespace fadu::tests {
namespace {

using namespace syntax;
using syntax::Label;  // Not the label of a diagnostic.

std::vector<BlockKind> allBlocks() {
    std::vector<BlockKind> result;
    for (int i = 0; i <= static_cast<int>(BlockKind::Entry); ++i) {
        result.push_back(static_cast<BlockKind>(i));
    }
    return result;
}

/// Whether the reader can meet the spelling: one run, in normal form, without a clause's meaning.
void expectKeyword(const char* spelling, bool english) {
    const std::string_view text = spelling;
    EXPECT_FALSE(text.empty());
    EXPECT_EQ(normalizeNfkc(text), text);
    for (const char c : text) {
        const bool ascii = static_cast<unsigned char>(c) < 0x80;
        EXPECT_EQ(ascii, english) << spelling;
        if (english) {
            EXPECT_TRUE((c >= 'a' && c <= 'z') || c == '-') << spelling;
        }
    }
}

TEST(Schema, LabelsAreUniqueInTheirBlockInBothSpellings) {
    for (const BlockKind block : allBlocks()) {
        std::set<std::string> spellings;
        std::set<Label> labels;
        for (const LabelInfo* row : labelsOf(block)) {
            EXPECT_EQ(row->block, block);
            EXPECT_TRUE(spellings.insert(row->zh).second) << row->zh;
            EXPECT_TRUE(spellings.insert(row->en).second) << row->en;
            EXPECT_TRUE(labels.insert(row->label).second) << row->zh;
            expectKeyword(row->zh, false);
            expectKeyword(row->en, true);
            EXPECT_EQ(findLabel(block, row->zh), row);
            EXPECT_EQ(findLabel(block, row->en), row);
            EXPECT_EQ(labelInfo(block, row->label), row);
        }
    }
    EXPECT_EQ(findLabel(BlockKind::Limits, "类型"), nullptr);
    EXPECT_EQ(findLabel(BlockKind::None, "类型"), nullptr);
}

TEST(Schema, EveryRowIsDocumentedInBothLanguages) {
    const auto check = [](const char* zh, const char* docZh, const char* docEn) {
        EXPECT_STRNE(docZh, "") << zh;
        EXPECT_STRNE(docEn, "") << zh;
        for (const char* c = docEn; *c != '\0'; ++c) {
            EXPECT_LT(static_cast<unsigned char>(*c), 0x80) << zh << ": " << docEn;
        }
    };
    for (const BlockKind block : allBlocks()) {
        for (const LabelInfo* row : labelsOf(block)) {
            check(row->zh, row->docZh, row->docEn);
            EXPECT_EQ(row->documentation().zh, row->docZh);
            EXPECT_EQ(row->documentation().en, row->docEn);
        }
    }
    for (const DeclarationInfo& row : declarations()) {
        check(row.zh, row.docZh, row.docEn);
    }
    for (const ClauseInfo& row : clauses()) {
        check(row.zh, row.docZh, row.docEn);
    }
}

TEST(Schema, EveryLabelStandsInSomeBlock) {
    std::set<Label> used;
    for (const BlockKind block : allBlocks()) {
        for (const LabelInfo* row : labelsOf(block)) {
            used.insert(row->label);
        }
    }
    for (const DeclarationInfo& row : declarations()) {
        used.insert(row.label);
    }
    for (int i = 0; i <= static_cast<int>(Label::FlowEnd); ++i) {
        const auto label = static_cast<Label>(i);
        if (label == Label::None || label == Label::Entry || label == Label::ProvisionBlock ||
            label == Label::FirstLabel) {
            EXPECT_FALSE(used.contains(label));
            continue;
        }
        EXPECT_TRUE(used.contains(label)) << i;
    }
    EXPECT_EQ(used.size(), static_cast<std::size_t>(Label::FlowEnd) - 3);
}

TEST(Schema, EveryBlockThatALabelOpensHasRowsOrNamedEntries) {
    std::set<BlockKind> opened;
    for (const BlockKind block : allBlocks()) {
        for (const LabelInfo* row : labelsOf(block)) {
            if (row->child != BlockKind::None) {
                opened.insert(row->child);
            }
        }
    }
    for (const DeclarationInfo& row : declarations()) {
        opened.insert(row.block);
        EXPECT_EQ(declarationInfo(row.label), &row);
    }
    for (const BlockKind block : allBlocks()) {
        if (block == BlockKind::None || block == BlockKind::TopLevel || block == BlockKind::Entry) {
            EXPECT_TRUE(labelsOf(block).empty());
            continue;
        }
        if (block == BlockKind::Import) {
            continue;  // An import has a name and no block.
        }
        EXPECT_TRUE(!labelsOf(block).empty() || hasNamedEntries(block)) << static_cast<int>(block);
        if (block != BlockKind::Provision) {  // Opened by 第…条, not by a label.
            EXPECT_TRUE(opened.contains(block)) << static_cast<int>(block);
        }
    }
}

TEST(Schema, ACatalogueItemHasTheLabelsOfAnItem) {
    const auto& item = labelsOf(BlockKind::Item);
    const auto& catalogue = labelsOf(BlockKind::CatalogueItem);
    ASSERT_EQ(item.size(), catalogue.size());
    for (std::size_t i = 0; i < item.size(); ++i) {
        EXPECT_EQ(item[i]->label, catalogue[i]->label);
        EXPECT_STREQ(item[i]->zh, catalogue[i]->zh);
    }
    EXPECT_EQ(labelInfo(BlockKind::CatalogueItem, Label::Situation)->child,
              BlockKind::CatalogueItem);
    EXPECT_EQ(labelInfo(BlockKind::Item, Label::Situation)->child, BlockKind::Item);
}

TEST(Schema, DeclarationKeywordsAreUnique) {
    std::set<std::string> spellings;
    for (const DeclarationInfo& row : declarations()) {
        EXPECT_TRUE(spellings.insert(row.zh).second) << row.zh;
        EXPECT_TRUE(spellings.insert(row.en).second) << row.en;
        expectKeyword(row.zh, false);
        expectKeyword(row.en, true);
        EXPECT_EQ(findDeclaration(row.zh), &row);
        EXPECT_EQ(findDeclaration(row.en), &row);
    }
    EXPECT_EQ(declarations().size(), 19U);
    EXPECT_EQ(findDeclaration("类型"), nullptr);
}

TEST(Schema, ClauseKeywordsAreUniqueAndInTheOrderOfTheirValues) {
    std::set<std::string> spellings;
    for (std::size_t i = 0; i < clauses().size(); ++i) {
        const ClauseInfo& row = clauses()[i];
        EXPECT_EQ(static_cast<std::size_t>(row.clause), i);
        EXPECT_EQ(&clauseInfo(row.clause), &row);
        EXPECT_TRUE(spellings.insert(row.zh).second) << row.zh;
        EXPECT_TRUE(spellings.insert(row.en).second) << row.en;
        expectKeyword(row.zh, false);
        expectKeyword(row.en, true);
        EXPECT_EQ(findClause(row.zh), &row);
        EXPECT_EQ(findClause(row.en), &row);
    }
    EXPECT_LE(clauses().size(), 64U);  // The reader keeps sets of them in 64 bits.
}

TEST(Schema, ValuesThatMayBeRepeatedAreLists) {
    // What the reader's single-value rule rests on: no list type under a label that takes one
    // value.
    const std::set<ValueType> lists{ValueType::Dates,
                                    ValueType::PowerKinds,
                                    ValueType::Ranks,
                                    ValueType::Modes,
                                    ValueType::EntryKinds,
                                    ValueType::OrganRefs,
                                    ValueType::FunctionRefs,
                                    ValueType::OrganOrFunctionRefs,
                                    ValueType::JurisdictionRefs,
                                    ValueType::DocumentRefs,
                                    ValueType::ItemRefs,
                                    ValueType::Citations};
    for (const BlockKind block : allBlocks()) {
        for (const LabelInfo* row : labelsOf(block)) {
            if (lists.contains(row->type)) {
                EXPECT_TRUE(row->many) << row->zh;
            }
        }
    }
}

template <typename Enum>
void expectTerms(TermFamily family, Enum last) {
    std::set<std::string> seenZh;
    for (int i = 0; i <= static_cast<int>(last); ++i) {
        const auto value = static_cast<std::uint8_t>(i);
        const Text text = termText(family, value);
        EXPECT_TRUE(seenZh.insert(text.zh).second) << text.zh;
        EXPECT_EQ(findTerm(family, text.zh), value);
        EXPECT_EQ(findTerm(family, text.en), value) << text.en;
        EXPECT_STREQ(otherSpelling(family, text.zh, Language::English), text.en.c_str());
        EXPECT_STREQ(otherSpelling(family, text.en, Language::Chinese), text.zh.c_str());
        EXPECT_NE(termList(family, Language::Chinese).find(text.zh), std::string::npos);
        EXPECT_NE(termList(family, Language::English).find(text.en), std::string::npos);
    }
    EXPECT_FALSE(findTerm(family, ""));
    EXPECT_FALSE(findTerm(family, "无此说法"));
}

TEST(Terms, EveryValueHasItsSpellings) {
    expectTerms(TermFamily::PowerKind, PowerKind::PublicService);
    expectTerms(TermFamily::Level, Level::National);
    expectTerms(TermFamily::Stage, Stage::Renewal);
    expectTerms(TermFamily::Coverage, Coverage::TitleOnly);
    expectTerms(TermFamily::Rank, Rank::FunctionsProvision);
    expectTerms(TermFamily::OrganNature, OrganNature::Intermediary);
    expectTerms(TermFamily::Mode, Mode::CommittedCase);
    expectTerms(TermFamily::Event, Event::NextDay);
    expectTerms(TermFamily::Deemed, Deemed::Refused);
    expectTerms(TermFamily::Outcome, Outcome::NotAccepted);
    expectTerms(TermFamily::EntryKind, EntryKind::Validity);
    expectTerms(TermFamily::Flag, 1);
    expectTerms(TermFamily::Party, 1);
    expectTerms(TermFamily::FunctionsCoverage, 1);
}

TEST(Terms, LevelsReadAsSets) {
    EXPECT_EQ(readLevels("县"), LevelSet::of(Level::County));
    EXPECT_EQ(readLevels("县级"), LevelSet::of(Level::County));
    EXPECT_EQ(readLevels("county"), LevelSet::of(Level::County));
    EXPECT_EQ(readLevels("县以上"), LevelSet::range(Level::County, Level::National));
    EXPECT_EQ(readLevels("县级以上"), LevelSet::range(Level::County, Level::National));
    EXPECT_EQ(readLevels("county-up"), LevelSet::range(Level::County, Level::National));
    EXPECT_EQ(readLevels("县至省"), LevelSet::range(Level::County, Level::Province));
    EXPECT_EQ(readLevels("省至县"), LevelSet::range(Level::County, Level::Province));
    EXPECT_EQ(readLevels("county-to-province"), LevelSet::range(Level::County, Level::Province));
    for (const char* text :
         {"", "以上", "至", "县至", "至省", "村", "县以上以上", "县至省至国家", "up"}) {
        EXPECT_FALSE(readLevels(text)) << text;
    }
    for (unsigned bits = 1; bits < 32; ++bits) {
        const LevelSet set(static_cast<std::uint8_t>(bits));
        EXPECT_FALSE(levelSetText(set).zh.empty());
        EXPECT_FALSE(levelSetText(set).en.empty());
    }
    EXPECT_TRUE(levelSetText(LevelSet()).empty());
    EXPECT_EQ(levelSetText(*readLevels("县以上")).zh, "县级以上");
    EXPECT_EQ(levelSetText(*readLevels("县至省")).zh, "县级至省级");
    EXPECT_EQ(levelSetText(*readLevels("县")).zh, "县级");
}

}  // namespace
}  // namespace fadu::tests
