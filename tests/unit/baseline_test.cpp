// Baselines as data and in an open package; the command line is run in tests/cli/baseline.sh.
#include "workspace/Baseline.h"
#include "workspace/Session.h"
#include "workspace/Workspace.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace fadu {

namespace {

namespace fs = std::filesystem;

TEST(Baseline, IsSortedAndReadsItself) {
    Baseline baseline;
    baseline.entries = {{"乙.fadu", "TIM001", "“引号”\n", "0f", 2},
                        {"甲.fadu", "TIM001", "b", "0e", 1},
                        {"乙.fadu", "DEP001", "a\xFF", "0d", 1}};
    const std::string text = baseline.text();
    EXPECT_EQ(text,
              "{\n  \"schemaVersion\": 1,\n  \"findings\": [\n"
              "    {\"file\":\"乙.fadu\",\"code\":\"DEP001\",\"message\":\"a\xEF\xBF\xBD\","
              "\"fingerprint\":\"0d\",\"count\":1},\n"
              "    {\"file\":\"乙.fadu\",\"code\":\"TIM001\",\"message\":\"“引号”\\n\","
              "\"fingerprint\":\"0f\",\"count\":2},\n"
              "    {\"file\":\"甲.fadu\",\"code\":\"TIM001\",\"message\":\"b\","
              "\"fingerprint\":\"0e\",\"count\":1}\n  ]\n}\n");
    const BaselineResult read = parseBaseline("\xEF\xBB\xBF" + text, "/list/known.json");
    ASSERT_FALSE(read.failure);
    EXPECT_EQ(read.baseline.directory, "/list");
    EXPECT_EQ(read.baseline.text(), text);
    EXPECT_FALSE(parseBaseline(Baseline().text(), "a.json").failure);
}

TEST(Baseline, CoversAsOftenAsItCounts) {
    const Descriptor kind{"TIM001", "timeline/a", Severity::Error, Nature::Form, {"", ""}};
    const Descriptor syntax{"SYN001", "syntax/a", Severity::Error, Nature::Form, {"", ""}};
    Baseline baseline;
    baseline.entries = {{"a", "TIM001", "", "0f", 1}, {"b", "TIM001", "", "0f", 1}};
    BaselineCounts counts(baseline);
    EXPECT_FALSE(counts.take(makeDiagnostic(kind, {}), "0e"));
    EXPECT_FALSE(counts.take(makeDiagnostic(syntax, {}), "0f"));
    EXPECT_TRUE(counts.take(makeDiagnostic(kind, {}), "0f"));
    EXPECT_TRUE(counts.take(makeDiagnostic(kind, {}), "0f"));
    EXPECT_FALSE(counts.take(makeDiagnostic(kind, {}), "0f"));
}

/// A package of one file with a baseline, removed at the end.
class KnownPackage : public testing::Test {
protected:
    KnownPackage() {
        std::string name = (fs::temp_directory_path() / "fadu-baseline-XXXXXX").string();
        root_ = mkdtemp(name.data());
        write("fadu.toml", "baseline = \"known.json\"\nas-of = \"2026-11-21\"\n");
        write("a.fadu", kItems);
        CheckRequest request;
        request.paths = {root_.string()};
        request.jobs = 1;
        request.writeBaseline = (root_ / "known.json").string();
        write("known.json", *check(request).newBaseline);
    }
    ~KnownPackage() override { fs::remove_all(root_); }
    KnownPackage(const KnownPackage&) = delete;
    KnownPackage& operator=(const KnownPackage&) = delete;
    KnownPackage(KnownPackage&&) = delete;
    KnownPackage& operator=(KnownPackage&&) = delete;

    void write(const std::string& name, const std::string& text) const {
        std::ofstream(root_ / name, std::ios::binary) << text;
    }

    /// Two items that each require the other.
    static constexpr const char* kItems =
        "辖区 甲县 { 编码: \"999001\" }\n"
        "机关 甲县服务局 { 辖区: 甲县 }\n"
        "事项 甲服务 { 类型: 公共服务; 实施机关: 甲县服务局; 前置审批: 乙服务 }\n"
        "事项 乙服务 { 类型: 公共服务; 实施机关: 甲县服务局; 前置审批: 甲服务 }\n";
    fs::path root_;
};

TEST_F(KnownPackage, IsMarkedInASession) {
    CheckRequest request;
    request.paths = {root_.string()};
    request.jobs = 1;
    std::optional<UsageError> error;
    const std::unique_ptr<Session> session = Session::open(request, error);
    ASSERT_FALSE(error);
    const std::string path = (root_ / "a.fadu").string();
    const FileId file = *session->fileOf(path);
    const auto covered = [&] { return session->baselined(file); };
    const std::size_t known = session->findings(file).size();
    ASSERT_GT(known, 0U);
    EXPECT_EQ(covered(), std::vector<bool>(known, true));

    session->edit(path, "// 移动\n\n" + std::string(kItems) + "职能 丙 { 层极: 县 }\n");
    session->checkEdited();
    ASSERT_EQ(covered().size(), session->findings(file).size());
    session->settle();
    ASSERT_EQ(session->findings(file).size(), known + 1);
    std::vector<bool> expected(known + 1, true);
    expected.back() = false;
    EXPECT_EQ(covered(), expected);

    // A baseline that changes on the disk is read with the package.
    session->revert(path);
    write("known.json", Baseline().text());
    session->revert((root_ / "known.json").string());
    session->settle();
    EXPECT_EQ(covered(), std::vector<bool>(known, false));
}

TEST_F(KnownPackage, ThatIsBrokenMakesItsConfigurationUnusable) {
    write("known.json", "[");
    CheckRequest request;
    request.paths = {root_.string()};
    const CheckResult result = check(request);
    ASSERT_TRUE(result.error);
    ASSERT_EQ(result.error->diagnostics.size(), 1U);
    const Diagnostic& finding = result.error->diagnostics.front();
    EXPECT_EQ(finding.descriptor->code, "CFG003");
    EXPECT_EQ(result.error->sources->text(finding.span), "\"known.json\"");
}

}  // namespace

}  // namespace fadu
