// The standard library: sound as a package, its facts sourced, the same embedded and from its
// folder.
#include "unit/Cases.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace fadu::tests {

namespace {

using syntax::Label;

struct Instruments {
    Parsed parsed;
    std::vector<const syntax::Declaration*> declarations;
};

/// Instruments of which the number of articles is not stated, and what their 来源 says of it: rules
/// that were read in part or not at all, and a decision that is divided into items.
const std::map<std::string, std::string> kWithoutArticles{
    {"《劳务派遣行政许可实施办法》", "第一条至第十四条"},
    {"《公共场所卫生管理条例实施细则》", "未读"},
    {"《养老机构设立许可办法》", "未读"},
    {"《建筑工程施工许可管理办法》", "未读"},
    {"《建设工程消防设计审查验收管理暂行规定》", "未读"},
    {"《烟草专卖许可证管理办法》", "第一条至第十条"},
    {"《食品经营许可和备案管理办法》", "未读"},
    {"《检验检测机构资质认定管理办法》", "未读"},
    {"《济南市户外广告和牌匾标识管理条例》", "缺第三十三条以后"},
    {"《杭州市户外广告设施和招牌指示牌管理条例》", "缺第二十二条以后"},
    {"《固定资产投资项目节能审查办法》", "未读"},
    {"《城市排水许可管理办法》", "第一条至第五条"},
    {"《城镇污水排入排水管网许可管理办法》", "第一条至第十条"},
    {"《生产建设项目水土保持方案管理办法》", "节录"},
    {"《全国人民代表大会常务委员会关于国务院机构改革涉及法律规定的行政机关职责调整问题的决定》",
     "第一项至第四项"},
};

const Instruments& instruments() {
    static const Instruments all = [] {
        std::vector<std::pair<std::string, std::string>> texts;
        for (const std::string& path : projectFiles({"stdlib-rules"}, ".fadu")) {
            texts.emplace_back(path, readFile(path));
        }
        Instruments result{parseTexts(texts, 1), {}};
        for (const syntax::Module& module : result.parsed.modules) {
            for (const syntax::PlacedDeclaration& placed : module.declarations) {
                if (!placed.declaration->empty() &&
                    placed.declaration->root().label == Label::DeclareInstrument) {
                    result.declarations.push_back(placed.declaration.get());
                }
            }
        }
        return result;
    }();
    return all;
}

std::string titleOf(const syntax::Declaration& declaration) {
    return showSubject(declaration, declaration.root());
}

TEST(Library, HasNoFindingAsAPackage) {
    enterProject();
    CheckRequest request;
    request.noStdlib = true;
    const auto snapshot = checkFile("stdlib-rules", *Date::parse(kCasesAsOf), request);
    EXPECT_GT(snapshot->selectedFiles.size(), 20U);
    // What is recorded of real local texts may be questionable; that it is found is the point.
    std::multiset<std::string> questionable{
        "stdlib-rules/local/杭州市客运出租汽车管理条例.fadu AUT015"};
    for (const Diagnostic& diagnostic : snapshot->diagnostics) {
        const std::string& path = snapshot->sources->file(diagnostic.span.file).path();
        const auto known = questionable.find(path + " " + std::string(diagnostic.descriptor->code));
        if (known != questionable.end()) {
            questionable.erase(known);
            continue;
        }
        ADD_FAILURE() << path << ":" << snapshot->sources->begin(diagnostic.span).line << " "
                      << diagnostic.descriptor->code << " " << diagnostic.message().zh;
    }
    EXPECT_TRUE(questionable.empty()) << *questionable.begin() << " is not found any more";
    EXPECT_TRUE(snapshot->suppressed.empty()) << "the library suppresses nothing";
}

TEST(Library, SaysOfEveryInstrumentWhatItIsAndWhereItWasRead) {
    for (const syntax::Declaration* declaration : instruments().declarations) {
        const syntax::Node& root = declaration->root();
        const std::string title = titleOf(*declaration);
        EXPECT_NE(declaration->find(root, Label::RankLabel), nullptr) << title << " has no 位阶";
        EXPECT_NE(declaration->find(root, Label::SourceText), nullptr) << title << " has no 来源";
        const syntax::Node* coverage = declaration->find(root, Label::CoverageLabel);
        const bool titleOnly = coverage != nullptr && show(*declaration, *coverage) == "仅名称";
        bool articles = declaration->find(root, Label::Articles) != nullptr;
        bool provisions = false;
        for (const syntax::Node& child : declaration->children(root)) {
            articles = articles || (child.label == Label::VersionLabel &&
                                    declaration->find(child, Label::Articles) != nullptr);
            provisions = provisions || child.label == Label::ProvisionBlock;
        }
        if (const auto exception = kWithoutArticles.find(title);
            exception != kWithoutArticles.end()) {
            const syntax::Node* source = declaration->find(root, Label::SourceText);
            EXPECT_FALSE(articles) << title << " is no exception any more";
            EXPECT_NE(show(*declaration, *source).find(exception->second), std::string::npos)
                << title;
        } else {
            EXPECT_TRUE(articles || titleOnly) << title << " has neither 条数 nor 收录: 仅名称";
        }
        EXPECT_FALSE(titleOnly && provisions)
            << title << " is recorded by title only, yet has provisions";
    }
}

TEST(Library, HoldsTheNationalInstruments) {
    std::size_t national = 0;
    std::size_t laws = 0;
    for (const syntax::Declaration* declaration : instruments().declarations) {
        national +=
            declaration->find(declaration->root(), Label::InJurisdiction) == nullptr ? 1 : 0;
        const syntax::Node* rank = declaration->find(declaration->root(), Label::RankLabel);
        laws += rank != nullptr && show(*declaration, *rank) == "法律" ? 1 : 0;
    }
    EXPECT_GE(national, 15U);
    EXPECT_GE(laws, 10U);
    for (const std::string_view title :
         {"《中华人民共和国行政许可法》", "《中华人民共和国行政处罚法》",
          "《中华人民共和国行政强制法》"}) {
        EXPECT_TRUE(std::any_of(
            instruments().declarations.begin(), instruments().declarations.end(),
            [&](const syntax::Declaration* declaration) { return titleOf(*declaration) == title; }))
            << title;
    }
}

TEST(Library, IsTheSameEmbeddedAndFromItsFolder) {
    enterProject();
    CheckRequest folder;
    folder.stdlibDirectory = "stdlib-rules";
    std::size_t compared = 0;
    for (const std::string& path : caseFiles()) {
        const Date asOf = asOfCase(readFile(path));
        const auto embedded = checkFile(path, asOf);
        const auto read = checkFile(path, asOf, folder);
        EXPECT_EQ(embedded->libraryHash, read->libraryHash);
        EXPECT_EQ(embedded->libraryVersion, read->libraryVersion);
        ASSERT_EQ(embedded->diagnostics.size(), read->diagnostics.size()) << path;
        for (std::size_t i = 0; i < read->diagnostics.size(); ++i) {
            EXPECT_EQ(embedded->diagnostics[i].descriptor, read->diagnostics[i].descriptor) << path;
            EXPECT_EQ(embedded->diagnostics[i].message().zh, read->diagnostics[i].message().zh)
                << path;
            EXPECT_EQ(embedded->diagnostics[i].related.size(), read->diagnostics[i].related.size())
                << path;
            EXPECT_EQ(embedded->fingerprints[i], read->fingerprints[i]) << path;
            ++compared;
        }
    }
    EXPECT_GT(compared, 100U);
}

// Without the library there is no general law: what rests on it falls silent, and nothing else
// breaks.
TEST(Library, CanBeLeftAway) {
    enterProject();
    CheckRequest without;
    without.noStdlib = true;
    const auto snapshot = checkFile("tests/cases/timeline/acceptance-and-delivery.fadu",
                                    *Date::parse(kCasesAsOf), without);
    const Marks marks = findingsOf(makeReport(*snapshot, Severity::Warning));
    EXPECT_TRUE(std::none_of(marks.begin(), marks.end(), [](const auto& mark) {
        return mark.first.second == "TIM006" || mark.first.second == "TIM007";
    }));
}

}  // namespace

}  // namespace fadu::tests
