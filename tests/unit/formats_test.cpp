// Formats for other programs: what the suites with real validators (tests/formats) do not reach.
#include "diagnostics/LineHashes.h"
#include "diagnostics/Render.h"
#include "diagnostics/Wording.h"
#include "diagnostics/Xml.h"
#include "source/Utf16Columns.h"
#include "support/Hash.h"
#include "unit/Cases.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <set>

namespace fadu::tests {

namespace {

using Json = nlohmann::ordered_json;

const Descriptor kKind{"TIM001",
                       "timeline/promise-exceeds-statute",
                       Severity::Error,
                       Nature::Legality,
                       {"消息 {what}", "message {what}"}};

const Catalogue& catalogueOfOne() {
    static const Catalogue one({{&kKind, ""}});
    return one;
}

/// One report on texts in memory.
struct Bench {
    SourceManager sources;
    Report report;

    Bench() {
        report.sources = &sources;
        report.catalogue = &catalogueOfOne();
        report.asOf = *Date::parse("2026-01-01");
        report.toolVersion = "0.1.0";
    }
    FileId add(const std::string& path, std::string text) {
        const FileId file = sources.add(path, std::make_shared<const std::string>(std::move(text)));
        report.files.push_back(file);
        return file;
    }
    Diagnostic& find(Span span, std::string_view what) {
        report.diagnostics.push_back(makeDiagnostic(kKind, span, {parameter("what", what)}));
        report.fingerprints = fingerprintsOf(report.diagnostics);
        return report.diagnostics.back();
    }
    std::string in(std::string_view format, DocumentOptions options = {}) const {
        for (const OutputFormat& one : outputFormats()) {
            if (one.name == format) {
                return one.render({report}, options);
            }
        }
        ADD_FAILURE() << "no format " << format;
        return {};
    }
};

TEST(Formats, AreTheDocumentedOnes) {
    std::vector<std::string> names;
    for (const OutputFormat& format : outputFormats()) {
        names.emplace_back(format.name);
    }
    EXPECT_EQ(names, (std::vector<std::string>{"text", "json", "jsonl", "sarif", "github", "gitlab",
                                               "junit", "checkstyle", "rdjson", "markdown"}));
}

TEST(Formats, TakeFindingsWithoutAPlace) {
    Bench bench;
    bench.find({}, "甲");
    bench.find({}, "甲").related.push_back({{}, {"乙", "b"}});
    for (const OutputFormat& format : outputFormats()) {
        EXPECT_FALSE(bench.in(format.name).empty()) << format.name;
    }
    const Json gitlab = Json::parse(bench.in("gitlab"));
    EXPECT_EQ(gitlab.at(0)["location"]["path"], "fadu.toml");
    EXPECT_NE(gitlab.at(0)["fingerprint"], gitlab.at(1)["fingerprint"]);
    EXPECT_EQ(bench.in("github").substr(0, 8), "::error ");
    EXPECT_TRUE(Json::parse(bench.in("sarif"))["runs"][0]["results"][0]["locations"].empty());
}

TEST(Formats, EscapeWhatARunnerWouldObey) {
    Bench bench;
    const FileId file = bench.add("a:b,c%.fadu", "甲\n");
    bench.find({file, 0, 3}, "100%::error::x").advice = {"换\n行", "new\nline"};
    EXPECT_EQ(bench.in("github"),
              "::error file=a%3Ab%2Cc%25.fadu,line=1,endLine=1,col=1,endColumn=2,"
              "title=TIM001 timeline/promise-exceeds-statute::消息 100%25::error::x%0A修改建议："
              "换U+000A行\n");
}

TEST(Formats, SarifSaysHowMuchItLeftOut) {
    Bench bench;
    const FileId file = bench.add("a.fadu", "甲\n");
    Diagnostic& finding = bench.find({file, 0, 3}, "甲");
    finding.witness.emplace();
    for (int i = 0; i < 1500; ++i) {
        finding.related.push_back({{file, 0, 3}, {"乙", "b"}});
        finding.witness->steps.push_back({{"丙", "c"}, {file, 0, 3}, "", true, {}});
    }
    const Json result = Json::parse(bench.in("sarif"))["runs"][0]["results"][0];
    EXPECT_EQ(result["relatedLocations"].size(), 1000U);
    EXPECT_EQ(result["properties"]["relatedLocationsInAll"], 1500);
    EXPECT_EQ(result["codeFlows"][0]["threadFlows"][0]["locations"].size(), 1000U);
    EXPECT_EQ(result["properties"]["stepsInAll"], 1500);
}

TEST(Formats, SarifNamesTheCategoryByPackagesAlone) {
    Bench bench;
    const auto category = [&] {
        return Json::parse(bench.in("sarif"))["runs"][0]["automationDetails"]["id"];
    };
    EXPECT_EQ(category(), "fadu/");
    bench.report.packageName = "集市";
    EXPECT_EQ(category(), "fadu/集市/");
}

TEST(Formats, EndASentenceOnce) {
    Diagnostic finding = makeDiagnostic(kKind, {}, {parameter("what", "甲。")});
    finding.advice = {"乙", "b"};
    EXPECT_EQ(findingLine(finding, Language::Chinese), "消息 甲。修改建议：乙");
    EXPECT_EQ(findingText(finding, Language::English), "message 甲。\nSuggestion: b");
}

TEST(Xml, HoldsWhatXmlCanHold) {
    EXPECT_EQ(xmlText("甲\x01\x0B\t\n\xFF<&>\xEF\xBF\xBE𠮷"), "甲\t\n\xEF\xBF\xBD<&>𠮷");
}

TEST(Utf16Columns, CountUnits) {
    SourceManager sources;
    const std::string text = "\xEF\xBB\xBF甲\t𠮷x\r\n😀\xFFz";
    const FileId file = sources.add("a.fadu", std::make_shared<const std::string>(text));
    Utf16Columns columns(sources);
    const auto at = [&](std::string_view what, std::uint32_t inside = 0) {
        const auto offset = static_cast<std::uint32_t>(text.find(what)) + inside;
        return columns.column(file, sources.file(file).position(offset));
    };
    EXPECT_EQ(at("甲"), 1U);
    EXPECT_EQ(at("𠮷"), 3U);
    EXPECT_EQ(at("𠮷", 2), 3U);
    EXPECT_EQ(at("x"), 5U);
    EXPECT_EQ(at("😀"), 1U);
    EXPECT_EQ(at("z"), 4U);
}

TEST(LineHashes, AreThoseOfTheDefinition) {
    // One line, one unit: 'a' 37^99 + 0xFFFF 37^98, all else zero.
    std::uint64_t hash = 'a';
    hash = hash * 37 + 0xFFFF;
    for (int i = 0; i < 98; ++i) {
        hash *= 37;
    }
    const std::string digits = hexadecimal(hash);
    EXPECT_EQ(lineHashes("a").at(0), digits.substr(digits.find_first_not_of('0')) + ":1");
    EXPECT_EQ(lineHashes(" \ta"), lineHashes("a"));
    EXPECT_NE(lineHashes("　a"), lineHashes("a"));
    EXPECT_EQ(lineHashes("a\r\nb\rc"), lineHashes("a\nb\nc"));
    EXPECT_EQ(lineHashes("a\n").size(), 2U);
    EXPECT_EQ(lineHashes("").size(), 1U);
    // Equal lines far from the end are told apart by their number.
    const std::string many(400, '\n');
    const auto hashes = lineHashes(many);
    EXPECT_EQ(hashes[0].substr(hashes[0].find(':')), ":1");
    EXPECT_EQ(hashes[1].substr(hashes[1].find(':')), ":2");
    EXPECT_EQ(std::set<std::string>(hashes.begin(), hashes.end()).size(), hashes.size());
}

TEST(Catalogue, KnowsTitleAndPurposeOfEveryPage) {
    for (const Catalogue::Entry& entry : catalogue().entries()) {
        for (const Language language : {Language::Chinese, Language::English}) {
            EXPECT_FALSE(titleOf(entry, language).empty()) << entry.descriptor->code;
            EXPECT_GT(purposeOf(entry, language).size(), 20U) << entry.descriptor->code;
            EXPECT_EQ(purposeOf(entry, language).find("## "), std::string::npos);
        }
    }
    EXPECT_EQ(titleOf({&kKind, ""}, Language::Chinese), "消息 …");
}

}  // namespace

}  // namespace fadu::tests
