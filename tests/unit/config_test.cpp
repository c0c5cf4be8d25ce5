#include "diagnostics/Catalogue.h"
#include "diagnostics/Report.h"
#include "workspace/Config.h"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fadu {
namespace {

const Descriptor kPromise{
    "TIM001", "timeline/promise-exceeds-statute", Severity::Error, Nature::Legality, {"甲", "a"}};
const Descriptor kNoLimit{
    "TIM004", "timeline/no-limit", Severity::Warning, Nature::Form, {"乙", "b"}};
const Descriptor kParallel{
    "SVC001", "service/parallelisable", Severity::Info, Nature::Improvement, {"丙", "c"}};

const Catalogue& testCatalogue() {
    static const Catalogue catalogue({{&kPromise, ""}, {&kNoLimit, ""}, {&kParallel, ""}});
    return catalogue;
}

/// A configuration that was read.
struct Read {
    std::unique_ptr<SourceManager> sources = std::make_unique<SourceManager>();
    ConfigResult result;

    /// `CODE line:column-column “text”` of each finding.
    std::vector<std::string> findings() const {
        std::vector<std::string> lines;
        for (const Diagnostic& diagnostic : result.diagnostics) {
            const Position begin = sources->begin(diagnostic.span);
            const Position end = sources->end(diagnostic.span);
            lines.push_back(std::string(diagnostic.descriptor->code) + " " +
                            std::to_string(begin.line) + ":" + std::to_string(begin.column) + "-" +
                            std::to_string(end.column) + " " +
                            std::string(sources->text(diagnostic.span)));
        }
        return lines;
    }
};

Read read(std::string text) {
    Read result;
    const FileId file =
        result.sources->add("fadu.toml", std::make_shared<const std::string>(std::move(text)));
    result.result = readConfig(*result.sources, file, testCatalogue());
    return result;
}

using Lines = std::vector<std::string>;

TEST(Config, ReadsEverySetting) {
    const Read config = read(R"(
name = "青山县"
sources = ["事项/**/*.fadu"]
as-of = 2026-01-01
lang = "en"
complete-list = true
stdlib = "../法律库"
calendar = "放假.fadu"
packages = ["../国家", "../省"]
code-scheme = ["基本编码", "99######"]
extends = "../fadu.toml"
baseline = "基线.json"

[severity]
TIM = "warning"
TIM001 = "off"

[paths."试点/**"]
"timeline/no-limit" = "info"

[paths."旧/*.fadu".severity]
service = "error"
)");
    EXPECT_EQ(config.findings(), Lines{});
    EXPECT_TRUE(config.result.usable);
    const Config& found = config.result.config;
    EXPECT_EQ(found.name, "青山县");
    EXPECT_EQ(found.sources, Lines{"事项/**/*.fadu"});
    EXPECT_EQ(found.asOf, Date::parse("2026-01-01"));
    EXPECT_EQ(found.language, Language::English);
    EXPECT_TRUE(found.completeList);
    EXPECT_EQ(found.stdlib, "../法律库");
    EXPECT_EQ(found.calendars, Lines{"放假.fadu"});
    EXPECT_EQ(found.packages, (Lines{"../国家", "../省"}));
    ASSERT_EQ(found.codeSchemes.size(), 2U);
    EXPECT_EQ(found.codeSchemes[0].name, "基本编码");
    EXPECT_EQ(found.codeSchemes[1].pattern, "99######");
    EXPECT_EQ(found.extends, "../fadu.toml");
    EXPECT_EQ(found.baseline, "基线.json");
    ASSERT_EQ(found.severity.size(), 2U);
    EXPECT_EQ(found.severity[0].selector, "TIM");
    EXPECT_EQ(found.severity[0].severity, Severity::Warning);
    EXPECT_EQ(found.severity[1].selector, "TIM001");
    EXPECT_EQ(found.severity[1].severity, std::nullopt);
    ASSERT_EQ(found.paths.size(), 2U);
    EXPECT_EQ(found.paths[0].glob, "试点/**");
    EXPECT_EQ(found.paths[0].rules.at(0).severity, Severity::Info);
    EXPECT_EQ(found.paths[1].glob, "旧/*.fadu");
    EXPECT_EQ(found.paths[1].rules.at(0).selector, "service");
}

TEST(Config, AnEmptyFileSaysNothing) {
    for (const char* text : {"", "\xEF\xBB\xBF", "# 说明\r\n"}) {
        const Read config = read(text);
        EXPECT_TRUE(config.result.usable);
        EXPECT_EQ(config.findings(), Lines{});
        EXPECT_EQ(config.result.config.asOf, std::nullopt);
        EXPECT_EQ(config.result.config.language, std::nullopt);
        EXPECT_EQ(config.result.config.stdlib, std::nullopt);
        EXPECT_FALSE(config.result.config.completeList);
    }
}

TEST(Config, TakesADateAsAStringToo) {
    EXPECT_EQ(read("as-of = '2026-02-28'").result.config.asOf, Date::parse("2026-02-28"));
    EXPECT_EQ(read("as-of = '2026-02-30'").findings(), Lines{"CFG003 1:9-21 '2026-02-30'"});
    EXPECT_EQ(read("as-of = 2026-02-28T00:00:00").findings(),
              Lines{"CFG003 1:9-28 2026-02-28T00:00:00"});
}

TEST(Config, SaysWhereItIsNoToml) {
    const Read twice = read("name = \"甲\"\nname = \"乙\"\n");
    EXPECT_EQ(twice.findings(), Lines{"CFG001 2:8-9 \""});
    EXPECT_FALSE(twice.result.usable);
    EXPECT_NE(twice.result.diagnostics[0].message().zh.find("同一个键写了两次"), std::string::npos);
    EXPECT_NE(twice.result.diagnostics[0].message().en.find("cannot redefine"), std::string::npos);

    // Behind Chinese text, a byte order mark and CRLF.
    EXPECT_EQ(read("\xEF\xBB\xBFname = \"甲𠮷\" 乙\r\n").findings(), Lines{"CFG001 1:13-14 乙"});
    EXPECT_EQ(read("# 说明\r\nname = \"甲\"\r\n名称 = 1\r\n").findings(), Lines{"CFG001 3:1-2 名"});
    EXPECT_FALSE(read("name = \"甲").result.usable);
    EXPECT_FALSE(read("name = \"\xFF\"").result.usable);
    EXPECT_FALSE(read(std::string("name = \"a\0b\"", 12)).result.usable);
    EXPECT_FALSE(read("a = " + std::string(100'000, '[')).result.usable);
}

TEST(Config, KnowsItsKeysAndProposesTheNearest) {
    const Read config = read("# 中文\n\"名𠮷\" = 1\nas_of = 2026-01-01\n[severities]\n");
    EXPECT_EQ(config.findings(),
              (Lines{"CFG002 2:1-5 \"名𠮷\"", "CFG002 3:1-6 as_of", "CFG002 4:2-12 severities"}));
    EXPECT_FALSE(config.result.usable);
    EXPECT_TRUE(config.result.diagnostics[0].fixes.empty());
    ASSERT_EQ(config.result.diagnostics[1].fixes.size(), 1U);
    EXPECT_EQ(config.result.diagnostics[1].fixes[0].edits[0].text, "as-of");
    EXPECT_EQ(config.result.diagnostics[1].fixes[0].edits[0].span,
              config.result.diagnostics[1].span);
}

TEST(Config, RefusesValuesOfAnotherKind) {
    EXPECT_EQ(read("name = 3").findings(), Lines{"CFG003 1:8-9 3"});
    EXPECT_EQ(read("name = \"\"").findings(), Lines{"CFG003 1:8-10 \"\""});
    EXPECT_EQ(read("sources = [\"甲\", 2]").findings(), Lines{"CFG003 1:17-18 2"});
    EXPECT_EQ(read("sources = []").findings(), Lines{"CFG003 1:11-13 []"});
    EXPECT_EQ(read("calendar = true").findings(), Lines{"CFG003 1:12-16 true"});
    EXPECT_EQ(read("lang = \"fr\"").findings(), Lines{"CFG003 1:8-12 \"fr\""});
    EXPECT_EQ(read("complete-list = \"yes\"").findings(), Lines{"CFG003 1:17-22 \"yes\""});
    EXPECT_EQ(read("severity = 1").findings(), Lines{"CFG003 1:12-13 1"});
    EXPECT_EQ(read("[severity]\nTIM = \"fatal\"").findings(), Lines{"CFG003 2:7-14 \"fatal\""});
    EXPECT_EQ(read("[severity]\nTIM = false").findings(), Lines{"CFG003 2:7-12 false"});
    EXPECT_EQ(read("[paths]\n\"中/**\" = \"off\"").findings(), Lines{"CFG003 2:10-15 \"off\""});
    const Read config = read("lang = \"fr\"");
    EXPECT_FALSE(config.result.usable);
    EXPECT_EQ(config.result.diagnostics[0].message().zh,
              "配置项“lang”应为 \"zh\" 或 \"en\"，这里是“fr”");
    EXPECT_EQ(config.result.diagnostics[0].message().en, "'lang' takes \"zh\" or \"en\", not 'fr'");
}

TEST(Config, KnowsTheCodes) {
    const Read config =
        read("[severity]\nTIM002 = \"off\"\n[paths.\"甲\"]\n\"timeline/no-limits\" = \"off\"\n");
    EXPECT_EQ(config.findings(),
              (Lines{"CFG004 2:1-7 TIM002", "CFG004 4:1-21 \"timeline/no-limits\""}));
    EXPECT_FALSE(config.result.usable);
    EXPECT_EQ(config.result.diagnostics[0].fixes.at(0).edits[0].text, "TIM001");
    EXPECT_EQ(config.result.diagnostics[1].fixes.at(0).edits[0].text, "\"timeline/no-limit\"");
}

TEST(ConfiguredSeverity, PrefersPathsThenTheCloserName) {
    const Config config = read(R"([severity]
TIM004 = "error"
timeline = "off"
"timeline/promise-exceeds-statute" = "info"
[paths."试点/**"]
timeline = "info"
[paths."试点/旧/**"]
TIM004 = "off"
)")
                              .result.config;
    const auto severity = [&](const Descriptor& descriptor, std::string_view path) {
        return configuredSeverity(config, descriptor, path, descriptor.severity);
    };
    EXPECT_EQ(severity(kNoLimit, "a.fadu"), Severity::Error);
    EXPECT_EQ(severity(kPromise, "a.fadu"), Severity::Info);
    EXPECT_EQ(severity(kParallel, "a.fadu"), Severity::Info);
    EXPECT_EQ(severity(kNoLimit, "试点/a.fadu"), Severity::Info);
    EXPECT_EQ(severity(kNoLimit, "试点/旧/a.fadu"), std::nullopt);
    EXPECT_EQ(severity(kPromise, "试点/旧/a.fadu"), Severity::Info);
    // What a check's own rules made of a finding stands where nothing is configured.
    EXPECT_EQ(configuredSeverity(Config(), kPromise, "a.fadu", Severity::Warning),
              Severity::Warning);
}

TEST(ConfiguredSeverity, LetsTheLaterOfEqualRulesCount) {
    // In the order of the file, not of the alphabet.
    const Config config = read(
                              "[paths.\"b/**\"]\nTIM004 = \"error\"\n"
                              "[paths.\"**\"]\nTIM004 = \"info\"\n[severity]\n"
                              "timeline = \"error\"\nTIM = \"off\"\n")
                              .result.config;
    EXPECT_EQ(configuredSeverity(config, kNoLimit, "b/a.fadu", Severity::Warning), Severity::Info);
    EXPECT_EQ(configuredSeverity(config, kPromise, "b/a.fadu", Severity::Warning), std::nullopt);
}

TEST(Glob, MatchesInsideAndAcrossComponents) {
    EXPECT_TRUE(globMatches("**/*.fadu", "a.fadu"));
    EXPECT_TRUE(globMatches("**/*.fadu", "甲/乙/丙.fadu"));
    EXPECT_FALSE(globMatches("**/*.fadu", "a.fadu.md"));
    EXPECT_TRUE(globMatches("*.fadu", "甲.fadu"));
    EXPECT_FALSE(globMatches("*.fadu", "甲/乙.fadu"));
    EXPECT_TRUE(globMatches("甲/**", "甲/乙/丙.fadu"));
    EXPECT_FALSE(globMatches("甲/**", "甲乙/丙.fadu"));
    EXPECT_TRUE(globMatches("甲/**/丙.fadu", "甲/丙.fadu"));
    EXPECT_TRUE(globMatches("甲/**/丙.fadu", "甲/一/二/丙.fadu"));
    EXPECT_FALSE(globMatches("甲/*/丙.fadu", "甲/一/二/丙.fadu"));
    EXPECT_TRUE(globMatches("./甲/*.fadu", "甲/乙.fadu"));
    EXPECT_TRUE(globMatches("**", "甲/乙"));
    EXPECT_TRUE(globMatches("a*b*c", "aXbXbc"));
    EXPECT_FALSE(globMatches("a*b*c", "aXbXbd"));
    EXPECT_TRUE(globMatches("**/a/**/b", "a/x/a/y/b"));
    EXPECT_FALSE(globMatches("", "甲"));
    EXPECT_FALSE(globMatches("甲", ""));
}

TEST(Glob, AQuestionMarkIsOneCharacter) {
    EXPECT_TRUE(globMatches("?.fadu", "𠮷.fadu"));
    EXPECT_TRUE(globMatches("*?.fadu", "甲乙.fadu"));
    EXPECT_FALSE(globMatches("??.fadu", "甲.fadu"));
    EXPECT_FALSE(globMatches("*??.fadu", "甲.fadu"));
    EXPECT_FALSE(globMatches("a?b", "a/b"));
}

TEST(Glob, TakesNoExponentialTime) {
    std::string stars;
    std::string doubleStars;
    std::string path;
    for (int i = 0; i < 60; ++i) {
        stars += "*a";
        doubleStars += "**/a/";
        path += "a/";
    }
    const auto start = std::chrono::steady_clock::now();
    EXPECT_FALSE(globMatches(stars + "b", std::string(20'000, 'a')));
    EXPECT_FALSE(globMatches(doubleStars + "b", path + path + path));
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

}  // namespace
}  // namespace fadu
