#include "checks/Check.h"
#include "derive/Facts.h"
#include "diagnostics/Report.h"
#include "emit/FlowGraph.h"
#include "emit/ProcessJson.h"
#include "model/Library.h"
#include "unit/Harness.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fadu::tests {
namespace {

using Json = nlohmann::json;
using Texts = std::vector<std::pair<std::string, std::string>>;

const model::Library& standardLibrary() {
    static const model::OwnedLibrary library = [] {
        const std::string root = std::string(FADU_SOURCE_DIR) + "/stdlib-rules/";
        Texts texts;
        for (const std::string& path : projectFiles({"stdlib-rules"}, ".fadu")) {
            texts.emplace_back(path.substr(root.size()), readFile(path));
        }
        return model::OwnedLibrary(std::move(texts));
    }();
    return library.library();
}

struct Options {
    unsigned jobs = 1;
    std::string root;
    bool library = true;
};

/// The process JSON of texts, and what it was made from.
struct World {
    explicit World(const Texts& texts, const Options& options = {}) {
        std::vector<FileId> files;
        for (const auto& [path, content] : texts) {
            files.push_back(sources.add(path, std::make_shared<const std::string>(content)));
        }
        const auto modules = syntax::parseModules(sources, files, options.jobs);
        model::ProgramInput input;
        input.sources = &sources;
        input.modules = &modules;
        input.library = options.library ? &standardLibrary() : nullptr;
        input.asOf = *Date::parse("2026-01-01");
        const model::Model model(input);
        program = model.program();
        facts = derive::deriveFacts(*program, sources, options.jobs);
        model.eachFinding([&](const Diagnostic& finding) { findings.push_back(finding); });
        for (std::vector<Diagnostic>& ofItem :
             checks::checkItems(*program, facts, sources, options.jobs)) {
            std::move(ofItem.begin(), ofItem.end(), std::back_inserter(findings));
        }
        for (Diagnostic& finding : checks::checkPackage(*program, facts, sources)) {
            findings.push_back(std::move(finding));
        }
        arrange(findings, sources);
        fingerprints = fingerprintsOf(findings);
        emit::ProcessInput process;
        process.program = program.get();
        process.facts = &facts;
        process.sources = &sources;
        process.diagnostics = &findings;
        process.fingerprints = &fingerprints;
        process.toolVersion = "1";
        process.libraryVersion = "2";
        process.libraryHash = "3";
        process.packageName = "test";
        process.packageRoot = options.root;
        process.calendarFrom = "2019-01-01";
        process.calendarUntil = "2026-12-31";
        text = emit::processJson(process);
        json = Json::parse(text);
    }

    /// The item whose identity ends in `/NAME/SITUATION`.
    const Json& item(const std::string& name, const std::string& situation = "新办") const {
        const std::string tail = "/" + name + "/" + situation;
        for (const char* key : {"items", "catalogueItems"}) {
            if (!json.contains(key)) {
                continue;
            }
            for (const Json& one : json.at(key)) {
                const auto& id = one.at("id").get_ref<const std::string&>();
                if (id.size() >= tail.size() &&
                    id.compare(id.size() - tail.size(), tail.size(), tail) == 0) {
                    return one;
                }
            }
        }
        ADD_FAILURE() << "no item " << tail;
        static const Json none = Json::object();
        return none;
    }

    SourceManager sources;
    std::shared_ptr<const model::Program> program;
    derive::Facts facts;
    std::vector<Diagnostic> findings;
    std::vector<std::string> fingerprints;
    std::string text;
    Json json;
};

/// One fictitious county and its market office; the tests add law and items.
constexpr const char* kPlace = R"(辖区 清江省 { 编码: "990000" }
辖区 青山县 { 编码: "999001"; 上级: 清江省; 省直管 }
职能 集市主管部门 { 层级: 县以上 }
机关 青山县集市管理局: 集市主管部门 { 辖区: 青山县; 科室: 许可科, 稽查队 }
法律文件 《清江省集市管理条例》 {
  位阶: 省级地方性法规; 辖区: 清江省; 施行: 2021-07-01; 条数: 36; 收录: 全文
  第八条 { 设定 集市开办许可: 行政许可, 由 集市主管部门, 层级 县 }
  第十一条 { 时限 决定: 15 工作日 }
}
)";

std::string marketItem(const std::string& entries) {
    return "事项 集市开办许可 {\n  类型: 行政许可\n  设定依据: 《清江省集市管理条例》第八条\n"
           "  实施机关: 青山县集市管理局\n  监管主体: 青山县集市管理局\n" +
           entries + "}\n";
}

World worldOf(const std::string& text) { return World(Texts{{"a.fadu", text}}); }

World marketWorld(const std::string& entries) { return worldOf(kPlace + marketItem(entries)); }

constexpr const char* kMarketId = "999001/青山县集市管理局/集市开办许可/新办";

/// The edges of a flow as `from -> to`, local names, with what they are marked by.
std::vector<std::string> edges(const Json& item) {
    const std::size_t prefix = item.at("id").get<std::string>().size() + 1;
    std::vector<std::string> result;
    for (const Json& edge : item.at("flow").at("edges")) {
        std::string line = edge.at("from").get<std::string>().substr(prefix) + " -> " +
                           edge.at("to").get<std::string>().substr(prefix);
        if (edge.contains("condition")) {
            line += " [" + edge.at("condition").get<std::string>() + "]";
        }
        for (const char* mark : {"otherwise", "skip", "back"}) {
            line += edge.contains(mark) ? std::string(" ") + mark : "";
        }
        result.push_back(std::move(line));
    }
    return result;
}

/// The nodes of a flow as `name type`.
std::vector<std::string> nodes(const Json& item) {
    const std::size_t prefix = item.at("id").get<std::string>().size() + 1;
    std::vector<std::string> result;
    for (const Json& node : item.at("flow").at("nodes")) {
        result.push_back(
            node.at("id").get<std::string>().substr(prefix) + " " +
            node.at("type").get<std::string>() +
            (node.contains("outcome") ? " " + node.at("outcome").get<std::string>() : "") +
            (node.contains("unreachable") ? " unreachable" : ""));
    }
    return result;
}

std::vector<std::string> linkKinds(const Json& item) {
    std::vector<std::string> result;
    for (const Json& link : item.at("authorityChain").at("links")) {
        result.push_back(link.at("kind").get<std::string>() +
                         (link.contains("holds") ? " fails" : ""));
    }
    return result;
}

const Json& clockOf(const Json& item, const std::string& id) {
    for (const Json& clock : item.at("clocks")) {
        if (clock.at("id") == id) {
            return clock;
        }
    }
    ADD_FAILURE() << "no clock " << id;
    static const Json none = Json::object();
    return none;
}

/// Calls `visit` for every object of a document.
template <typename Visit>
void walk(const Json& value, const Visit& visit) {
    if (value.is_object()) {
        visit(value);
    }
    if (value.is_structured()) {
        for (const Json& inner : value) {
            walk(inner, visit);
        }
    }
}

/// What holds for every document; the first thing that does not, or nothing.
std::string brokenDocument(const World& world) {
    std::string broken;
    const auto fail = [&](const std::string& what) {
        if (broken.empty()) {
            broken = what;
        }
    };
    std::map<std::string, const SourceFile*> files;
    for (std::size_t i = 0; i < world.sources.size(); ++i) {
        const SourceFile& file = world.sources.file(FileId(i));
        files.emplace(file.path(), &file);
    }
    walk(world.json, [&](const Json& object) {
        if (!object.contains("range")) {
            return;
        }
        const auto file = files.find(object.at("file").get<std::string>());
        if (file == files.end()) {
            fail("no file " + object.at("file").get<std::string>());
            return;
        }
        if (file->second->embedded() != file->first.starts_with("fadu-law:/")) {
            fail("wrong address " + file->first);
        }
        const Json& start = object.at("range").at("start");
        const Json& end = object.at("range").at("end");
        const auto begin = start.at("offset").get<std::uint32_t>();
        const auto until = end.at("offset").get<std::uint32_t>();
        if (begin >= until || until > file->second->text().size()) {
            fail("range " + object.dump());
            return;
        }
        for (const auto& [offset, position] : {std::pair(begin, start), std::pair(until, end)}) {
            const Position expected = file->second->position(offset);
            if (position.at("line") != expected.line || position.at("column") != expected.column) {
                fail("position " + object.dump());
            }
        }
    });
    std::set<std::string> all;
    std::set<std::string> items;
    for (const char* key : {"items", "catalogueItems"}) {
        for (const Json& item : world.json.value(key, Json::array())) {
            const auto id = item.at("id").get<std::string>();
            items.insert(id);
            if (!all.insert(id).second) {
                fail("two items " + id);
            }
            std::set<std::string> nodes;
            for (const Json& material : item.at("materials")) {
                if (!all.insert(material.at("id").get<std::string>()).second) {
                    fail("twice " + material.at("id").get<std::string>());
                }
            }
            if (!item.at("flow").is_null()) {
                for (const Json& node : item.at("flow").at("nodes")) {
                    const auto name = node.at("id").get<std::string>();
                    nodes.insert(name);
                    if (!all.insert(name).second || !name.starts_with(id + "#")) {
                        fail("node " + name);
                    }
                }
                for (const Json& edge : item.at("flow").at("edges")) {
                    for (const char* end : {"from", "to"}) {
                        if (!nodes.contains(edge.at(end).get<std::string>())) {
                            fail("edge " + edge.dump());
                        }
                    }
                }
            }
            for (const Json& clock : item.at("clocks")) {
                for (const Json& step :
                     clock.value("computed", Json::object()).value("criticalPath", Json::array())) {
                    if (!nodes.contains(step.get<std::string>())) {
                        fail("critical path " + step.dump());
                    }
                }
            }
        }
    }
    const Json& graph = world.json.at("dependencies");
    const auto nodes = graph.at("nodes").get<std::set<std::string>>();
    for (const Json& edge : graph.at("edges")) {
        if (!nodes.contains(edge.at("from").get<std::string>()) ||
            !nodes.contains(edge.at("to").get<std::string>())) {
            fail("dependency " + edge.dump());
        }
    }
    for (const Json& unknown : world.json.at("unknown")) {
        if (!items.contains(unknown.at("item").get<std::string>()) ||
            unknown.at("missing").get<std::string>().empty()) {
            fail("unknown " + unknown.dump());
        }
    }
    return broken;
}

World designWorld(const std::string& name, bool library = true) {
    const std::string path = std::string(FADU_SOURCE_DIR) + "/tests/cases/design/" + name;
    return World(Texts{{name, readFile(path)}}, {1, "", library});
}

TEST(ProcessJson, TheCleanCaseIsAsPublished) {
    World world = designWorld("01-clean.fadu");
    ASSERT_EQ(brokenDocument(world), "");
    Json expected =
        Json::parse(readFile(std::string(FADU_SOURCE_DIR) + "/tests/golden/process-clean.json"));
    for (Json* document : {&expected, &world.json}) {
        for (const char* key : {"tool", "library", "asOf", "package"}) {
            EXPECT_EQ(document->erase(key), 1U) << key;
        }
    }
    EXPECT_EQ(Json::diff(expected, world.json).dump(1), "[]");
    // Keys keep the published order.
    const auto keys = [](const std::string& text) {
        std::vector<std::string> result;
        const auto ordered = nlohmann::ordered_json::parse(text);
        for (const auto& [key, value] : ordered.items()) {
            result.push_back(key);
        }
        for (const auto& [key, value] : ordered.at("items").at(0).items()) {
            result.push_back(key);
        }
        return result;
    };
    EXPECT_EQ(keys(world.text),
              keys(readFile(std::string(FADU_SOURCE_DIR) + "/tests/golden/process-clean.json")));
}

TEST(ProcessJson, IsWrittenAsOneValueWouldBe) {
    const World world = designWorld("01-clean.fadu");
    EXPECT_EQ(world.text, nlohmann::ordered_json::parse(world.text).dump(1) + "\n");
    const World empty = worldOf("");
    EXPECT_EQ(empty.text, nlohmann::ordered_json::parse(empty.text).dump(1) + "\n");
    EXPECT_EQ(empty.json.at("items"), Json::array());
}

TEST(ProcessJson, EveryDesignCaseKeepsWhatHoldsForAll) {
    for (const char* name : {"01-clean.fadu", "02-authority.fadu", "03-dependency.fadu",
                             "04-timeline.fadu", "05-references.fadu", "06-syntax.fadu",
                             "07-flow.fadu", "08-not-a-cycle.fadu", "09-open-world.fadu"}) {
        for (const bool library : {true, false}) {
            const World world = designWorld(name, library);
            EXPECT_EQ(brokenDocument(world), "") << name;
        }
    }
}

TEST(ProcessJson, TheCorpusKeepsWhatHoldsForAllWithAnyNumberOfJobs) {
    Texts texts;
    for (const std::string& path : projectFiles({"corpus"}, ".fadu")) {
        texts.emplace_back(path, readFile(path));
    }
    const std::string root = std::string(FADU_SOURCE_DIR) + "/corpus";
    const World world(texts, {1, "", true});
    EXPECT_EQ(brokenDocument(world), "");
    const World relative(texts, {1, root, true});
    EXPECT_EQ(relative.text.find(root), std::string::npos);
    EXPECT_GT(relative.json.at("items").size(), 10U);
    for (const unsigned jobs : {2U, 5U}) {
        EXPECT_EQ(World(texts, {jobs, root, true}).text, relative.text);
    }
}

TEST(ProcessJson, ForksAndJoinsFollowFromTheEdges) {
    const World world = marketWorld(R"(  流程 {
    收件: 许可科, 1 工作日
    登记: 许可科, 1 工作日, 后于 收件
    会签: 许可科, 1 工作日, 后于 收件, 收件
    公示: 许可科, 1 工作日, 后于 登记, 会签
    抄送: 许可科, 1 工作日, 后于 登记, 会签
  }
)");
    EXPECT_EQ(
        nodes(world.item("集市开办许可")),
        (std::vector<std::string>{"start start", "收件 task", "fork1 parallelSplit", "登记 task",
                                  "fork2 parallelSplit", "会签 task", "fork3 parallelSplit",
                                  "join1 parallelJoin", "公示 task", "join2 parallelJoin",
                                  "抄送 task", "join3 parallelJoin", "end end granted"}));
    EXPECT_EQ(
        edges(world.item("集市开办许可")),
        (std::vector<std::string>{
            "start -> 收件", "收件 -> fork1", "fork1 -> 登记", "fork1 -> 会签", "登记 -> fork2",
            "fork2 -> join1", "fork2 -> join2", "会签 -> fork3", "fork3 -> join1", "fork3 -> join2",
            "join1 -> 公示", "公示 -> join3", "join2 -> 抄送", "抄送 -> join3", "join3 -> end"}));
}

TEST(ProcessJson, SeveralFirstStepsForkBehindTheStart) {
    const World world = marketWorld(R"(  流程 {
    书面审查: 许可科, 1 工作日
    现场核查: 稽查队, 1 工作日, 后于 没有的环节
  }
)");
    const Json& item = world.item("集市开办许可");
    EXPECT_EQ(edges(item),
              (std::vector<std::string>{"start -> fork1", "fork1 -> 书面审查", "fork1 -> 现场核查",
                                        "书面审查 -> join1", "现场核查 -> join1", "join1 -> end"}));
    EXPECT_EQ(item.at("verdicts").at("flow"), "unknown");
    EXPECT_FALSE(clockOf(item, "decision").contains("computed"));
}

TEST(ProcessJson, ABranchWithoutStepsLeadsPast) {
    const World world = marketWorld(R"(  流程 {
    若 甲 "需要" { 查: 许可科, 1 工作日 }
    循环 乙 至多 3 次 { }
  }
)");
    EXPECT_EQ(
        edges(world.item("集市开办许可")),
        (std::vector<std::string>{"start -> 甲", "甲 -> 甲/查 [需要]", "甲 -> 甲/join otherwise",
                                  "甲/查 -> 甲/join", "甲/join -> 乙", "乙 -> 乙/end",
                                  "乙/end -> 乙 back", "乙/end -> end"}));
    EXPECT_EQ(nodes(marketWorld("  流程 { }\n").item("集市开办许可")),
              (std::vector<std::string>{"start start", "end end granted"}));
}

TEST(ProcessJson, ChoicesCarryTheirConditionsOnTheEdges) {
    const World world = designWorld("07-flow.fadu");
    EXPECT_EQ(edges(world.item("集市开办许可")),
              (std::vector<std::string>{
                  "start -> 收件", "收件 -> 核查", "核查 -> 核查/现场核查 [需要现场核查]",
                  "核查 -> 核查/书面审查 otherwise", "核查/现场核查 -> 核查/核查报告",
                  "核查/核查报告 -> 核查/join", "核查/书面审查 -> 核查/join", "核查/join -> 会商",
                  "会商 -> 会商/集体会商", "会商 -> 会商/end skip", "会商/集体会商 -> 会商/end",
                  "会商/end -> 会商 back", "会商/end -> 办结", "办结 -> 制证", "制证 -> end"}));
    EXPECT_EQ(nodes(world.item("集市扩建许可")),
              (std::vector<std::string>{
                  "start start", "受理 task", "choice1 exclusiveSplit", "choice1/现场核查 task",
                  "choice1/书面审查 task", "choice1/join exclusiveJoin", "会商 loopStart",
                  "会商/集体会商 task", "会商/end loopEnd", "决定 task", "end end granted"}));
    for (const Json& node : world.item("集市扩建许可").at("flow").at("nodes")) {
        if (node.at("type") == "loopStart" || node.at("type") == "loopEnd") {
            EXPECT_EQ(node.at("atMost"), 2);
        }
    }
    const Json& task = world.item("集市开办许可").at("flow").at("nodes").at(1);
    EXPECT_EQ(task.at("actor"), "许可科");
    EXPECT_EQ(task.at("actorKind"), "office");
    EXPECT_EQ(task.at("organ"), "青山县集市管理局");
}

TEST(ProcessJson, EndsNameTheirOutcome) {
    const World world = marketWorld(R"(  流程 {
    受理: 许可科, 1 工作日
    若 "材料不合格" {
      结束: 不予受理
    }
    若 结论 "不符合条件" {
      告知: 许可科, 1 工作日
      结束: 不予许可
    } 否则 {
      若 "当场可办" { 当场办: 许可科, 当场 } 否则 { 审批: 许可科, 2 工作日, 阶段 决定 }
    }
    送达: 许可科, 1 工作日
  }
)");
    EXPECT_EQ(
        nodes(world.item("集市开办许可")),
        (std::vector<std::string>{
            "start start", "受理 task", "choice1 exclusiveSplit", "choice1/end1 end notAccepted",
            "结论 exclusiveSplit", "结论/告知 task", "结论/end2 end refused",
            "结论/choice2 exclusiveSplit", "结论/choice2/当场办 task", "结论/choice2/审批 task",
            "结论/choice2/join exclusiveJoin", "送达 task", "end end granted"}));
    EXPECT_EQ(
        edges(world.item("集市开办许可")),
        (std::vector<std::string>{
            "start -> 受理", "受理 -> choice1", "choice1 -> choice1/end1 [材料不合格]",
            "choice1 -> 结论 otherwise", "结论 -> 结论/告知 [不符合条件]",
            "结论 -> 结论/choice2 otherwise", "结论/告知 -> 结论/end2",
            "结论/choice2 -> 结论/choice2/当场办 [当场可办]",
            "结论/choice2 -> 结论/choice2/审批 otherwise",
            "结论/choice2/当场办 -> 结论/choice2/join", "结论/choice2/审批 -> 结论/choice2/join",
            "结论/choice2/join -> 送达", "送达 -> end"}));
    EXPECT_EQ(world.item("集市开办许可").at("verdicts").at("flow"), "proved");
}

TEST(ProcessJson, WhatCannotBeReachedIsMarked) {
    const World behindEnd = marketWorld(R"(  流程 {
    受理: 许可科, 1 工作日
    若 "不合格" { 结束: 不予许可 } 否则 { 结束: 准予 }
    送达: 许可科, 1 工作日
  }
)");
    const Json& item = behindEnd.item("集市开办许可");
    EXPECT_EQ(nodes(item),
              (std::vector<std::string>{"start start", "受理 task", "choice1 exclusiveSplit",
                                        "choice1/end1 end refused", "choice1/end2 end granted",
                                        "送达 task unreachable", "end end granted unreachable"}));
    EXPECT_EQ(item.at("verdicts").at("flow"), "refuted");
    const World cycle = designWorld("03-dependency.fadu");
    const Json& waiting = cycle.item("夜间经营许可");
    EXPECT_EQ(waiting.at("verdicts").at("flow"), "refuted");
    EXPECT_EQ(waiting.at("flow").at("cycles").size(), 1U);
    EXPECT_EQ(waiting.at("flow").at("cycles").at(0).size(), 2U);
    EXPECT_FALSE(clockOf(waiting, "decision").contains("computed"));
}

TEST(ProcessJson, EqualNamesGetDifferentIds) {
    const World world = marketWorld(R"(  材料 {
    受理: 原件
    start: 原件
  }
  流程 {
    受理: 许可科, 1 工作日
    若 "甲" { 核查: 许可科, 1 工作日 } 否则 { 核查: 许可科, 2 工作日 }
    choice1: 许可科, 1 工作日
    fork1: 许可科, 1 工作日
    end: 许可科, 1 工作日
  }
)");
    EXPECT_EQ(brokenDocument(world), "");
    EXPECT_EQ(nodes(world.item("集市开办许可")),
              (std::vector<std::string>{"start~2 start", "受理 task", "choice1 exclusiveSplit",
                                        "choice1/核查 task", "choice1/核查~2 task",
                                        "choice1/join exclusiveJoin", "choice1~2 task",
                                        "fork1 task", "end task", "end~2 end granted"}));
    emit::LocalNames names;
    EXPECT_EQ(names.take("a~2"), "a~2");
    EXPECT_EQ(names.take("a"), "a");
    EXPECT_EQ(names.take("a"), "a~3");
    EXPECT_EQ(names.take("a"), "a~4");
}

TEST(ProcessJson, DeepFlowsAreWritten) {
    std::string open;
    std::string close;
    for (int i = 0; i < 60; ++i) {
        open += "若 \"甲\" { 步: 许可科, 1 工作日\n";
        close += "}\n";
    }
    const World world = marketWorld("  流程 {\n" + open + close + "  }\n");
    EXPECT_EQ(brokenDocument(world), "");
}

TEST(ProcessJson, ChainsStopAtTheLinkThatFails) {
    const World world = designWorld("02-authority.fadu");
    const auto failure = [&](const char* name) {
        return world.item(name).at("authorityChain").at("failure").get<std::string>();
    };
    EXPECT_EQ(failure("街头表演许可"), "noBasis");
    EXPECT_EQ(linkKinds(world.item("街头表演许可")), std::vector<std::string>{});
    EXPECT_EQ(failure("摊位使用许可"), "rankTooLow");
    EXPECT_EQ(linkKinds(world.item("摊位使用许可")),
              (std::vector<std::string>{"provision", "power fails"}));
    EXPECT_EQ(world.item("摊位使用许可")
                  .at("authorityChain")
                  .at("links")
                  .at(1)
                  .at("competence")
                  .at("provision"),
              "第十七条");
    EXPECT_EQ(failure("集市夜间延时许可"), "establishesNothing");
    EXPECT_EQ(linkKinds(world.item("集市夜间延时许可")),
              std::vector<std::string>{"provision fails"});
    EXPECT_EQ(failure("集市开办许可"), "notCompetent");
    EXPECT_EQ(linkKinds(world.item("集市开办许可")),
              (std::vector<std::string>{"provision", "power", "function", "organ fails"}));
    EXPECT_EQ(failure("大型集市开办许可"), "wrongLevel");
    EXPECT_EQ(linkKinds(world.item("大型集市开办许可")),
              (std::vector<std::string>{"provision", "power", "function", "organ fails"}));
    const Json& finding = world.item("大型集市开办许可").at("diagnostics");
    ASSERT_EQ(finding.size(), 1U);
    EXPECT_NE(std::find(world.fingerprints.begin(), world.fingerprints.end(),
                        finding.at(0).get<std::string>()),
              world.fingerprints.end());
}

TEST(ProcessJson, UnknownVerdictsSayWhatIsMissing) {
    const World world = designWorld("09-open-world.fadu");
    const Json& chain = world.item("古渡口游览许可").at("authorityChain");
    EXPECT_EQ(chain.at("verdict"), "unknown");
    EXPECT_NE(chain.at("missing"), "");
    EXPECT_FALSE(chain.contains("failure"));
    EXPECT_EQ(world.json.at("notInLibrary"), Json::array({"青山县古渡口保护若干规定"}));
    std::set<std::string> what;
    for (const Json& unknown : world.json.at("unknown")) {
        if (unknown.at("item") == world.item("古渡口游览许可").at("id")) {
            what.insert(unknown.at("what").get<std::string>());
        }
    }
    EXPECT_EQ(what, (std::set<std::string>{"authority", "clocks/decision/promiseWithinLimit"}));
    const Json& service = world.item("集市信息查询");
    EXPECT_EQ(service.at("authorityChain").at("verdict"), "notStated");
    EXPECT_EQ(service.at("clocks"), Json::array());
    EXPECT_EQ(service.at("flow"), nullptr);
    EXPECT_EQ(service.at("verdicts").at("flow"), "notStated");
}

TEST(ProcessJson, MandatesLeadFromTheHolderToTheOrgan) {
    const World world = worldOf(std::string(kPlace) + R"(
机关 青山县行政审批局 { 辖区: 青山县 }
机关 青山县其他局 { 辖区: 青山县 }
划转 甲 { 事项: 集市开办许可; 从: 青山县其他局; 至: 青山县行政审批局; 依据: 《行政许可法》第二十五条 }
划转 乙 { 事项: 集市开办许可; 从: 青山县集市管理局; 至: 青山县行政审批局; 依据: 《行政许可法》第二十五条 }
事项 集市开办许可 {
  类型: 行政许可
  设定依据: 《清江省集市管理条例》第八条
  实施机关: 青山县行政审批局
  监管主体: 青山县集市管理局
}
)");
    const Json& item = world.item("集市开办许可");
    EXPECT_EQ(linkKinds(item),
              (std::vector<std::string>{"provision", "power", "function", "transfer", "organ"}))
        << item.at("authorityChain").dump(1);
    const Json& transfer = item.at("authorityChain").at("links").at(3);
    EXPECT_EQ(transfer.at("from"), "青山县集市管理局");
    EXPECT_EQ(transfer.at("to"), "青山县行政审批局");
    EXPECT_TRUE(transfer.contains("source"));
}

TEST(ProcessJson, SeveralMandatesStandInTheirOrder) {
    const World world = worldOf(std::string(kPlace) + R"(
机关 青山县行政审批局 { 辖区: 青山县 }
机关 青山县政务服务局 { 辖区: 青山县 }
委托 甲 { 事项: 集市开办许可; 从: 青山县行政审批局; 至: 青山县政务服务局 }
划转 乙 { 事项: 集市开办许可; 从: 青山县集市管理局; 至: 青山县行政审批局 }
事项 集市开办许可 {
  类型: 行政许可
  设定依据: 《清江省集市管理条例》第八条
  实施机关: 青山县政务服务局
  监管主体: 青山县集市管理局
}
)");
    EXPECT_EQ(linkKinds(world.item("集市开办许可")),
              (std::vector<std::string>{"provision", "power", "function", "transfer", "entrustment",
                                        "organ"}));
}

TEST(ProcessJson, AFieldOfficeActsForItsDepartment) {
    const World world = worldOf(std::string(kPlace) + R"(
机关 青山县集市管理局东门所 { 辖区: 青山县; 性质: 派出机构; 派出自: 青山县集市管理局 }
事项 集市开办许可 {
  类型: 行政许可
  设定依据: 《清江省集市管理条例》第八条
  实施机关: 青山县集市管理局东门所
  监管主体: 青山县集市管理局
}
)");
    const Json& item = world.item("集市开办许可");
    ASSERT_EQ(linkKinds(item),
              (std::vector<std::string>{"provision", "power", "function", "fieldOffice", "organ"}));
    EXPECT_EQ(item.at("authorityChain").at("links").at(3).at("from"), "青山县集市管理局");
}

TEST(ProcessJson, ItemsOfAnUnknownOrganKeepTheirIdsApart) {
    const std::string item = "事项 集市开办许可 { 类型: 行政许可; 实施机关: 没有的机关 }\n";
    const World world = worldOf(kPlace + item + item);
    EXPECT_EQ(brokenDocument(world), "");
    EXPECT_EQ(world.json.at("items").size(), 2U);
    EXPECT_EQ(world.json.at("items").at(0).at("authority"), nullptr);
}

TEST(ProcessJson, WhatIsInheritedSaysFromWhere) {
    const World world = worldOf(std::string(kPlace) + R"(
目录事项 集市开办许可 {
  类型: 行政许可
  设定依据: 《清江省集市管理条例》第八条
  实施机关: 集市主管部门, 层级 县
  前置审批: 河道采砂许可
  结果: 集市证
  时限 { 法定: 15 工作日 依据 《清江省集市管理条例》第十一条 }
  材料 { 申请书: 原件 1 份 }
}
证照 集市证 { 发证机关: 青山县集市管理局 }
事项 集市开办许可: 集市开办许可 {
  实施机关: 青山县集市管理局
  监管主体: 青山县集市管理局
  时限 { 承诺: 5 工作日 }
  流程 { 决定: 许可科, 1 工作日 }
  情形 变更 { 材料 { 变更申请书: 原件 } }
}
)");
    EXPECT_EQ(brokenDocument(world), "");
    const std::string catalogue = "catalogue/集市开办许可/新办";
    const Json& item = world.json.at("items").at(0);
    EXPECT_EQ(item.at("id"), kMarketId);
    EXPECT_EQ(item.at("catalogueItem"), catalogue);
    EXPECT_EQ(item.at("inherited").at("kind"), catalogue);
    EXPECT_EQ(item.at("inherited").at("prerequisites"), catalogue);
    EXPECT_EQ(item.at("basis").at("establishing").at(0).at("inheritedFrom"), catalogue);
    EXPECT_EQ(item.at("materials").at(0).at("inheritedFrom"), catalogue);
    EXPECT_EQ(item.at("result").at("inheritedFrom"), catalogue);
    EXPECT_EQ(item.at("prerequisites").at("allOf").at(0).at("anyOf").at(0).at("outside"),
              "outside:河道采砂许可");
    EXPECT_FALSE(item.at("authority").contains("inheritedFrom"));
    const Json& decision = clockOf(item, "decision");
    EXPECT_EQ(decision.at("stated").at("inheritedFrom"), catalogue);
    EXPECT_FALSE(decision.at("promise").contains("inheritedFrom"));
    const Json& change = world.item("集市开办许可", "变更");
    EXPECT_EQ(change.at("authority").at("inheritedFrom"), kMarketId);
    EXPECT_EQ(change.at("flow").at("inheritedFrom"), kMarketId);
    EXPECT_EQ(clockOf(change, "decision").at("promise").at("inheritedFrom"), kMarketId);
    EXPECT_FALSE(change.at("materials").at(0).contains("inheritedFrom"));
    const Json& above = world.json.at("catalogueItems").at(0);
    EXPECT_EQ(above.at("id"), catalogue);
    EXPECT_EQ(above.at("authority").at("function"), "集市主管部门");
    EXPECT_EQ(above.at("authority").at("levels"), Json::array({"县"}));
    EXPECT_EQ(linkKinds(above), (std::vector<std::string>{"provision", "power", "function"}));
}

TEST(ProcessJson, MaterialsSayWhoMakesThem) {
    const World world = marketWorld(R"(  材料 {
    申请书: 自备
    平面图: 复印件 2 份, 容缺, 至 审查
    营业执照: 共享
    合同: 原件, 复印件
  }
}
证照 营业执照 { 发证机关: 集市主管部门; 电子证照
)");
    const Json& materials = world.item("集市开办许可").at("materials");
    EXPECT_EQ(materials.at(0).at("selfProvided"), "stated");
    EXPECT_EQ(materials.at(0).at("form"), nullptr);
    EXPECT_EQ(materials.at(1).at("selfProvided"), "assumed");
    EXPECT_EQ(materials.at(1).at("required"), "deferrable");
    EXPECT_EQ(materials.at(1).at("dueStage"), "review");
    EXPECT_EQ(materials.at(1).at("copies"), 2);
    EXPECT_EQ(materials.at(2).at("selfProvided"), nullptr);
    EXPECT_EQ(materials.at(2).at("shared"), true);
    EXPECT_EQ(materials.at(2).at("document"), "document:营业执照");
    EXPECT_EQ(materials.at(2).at("issuers"), Json::array({"集市主管部门"}));
    EXPECT_EQ(materials.at(3).at("form"), "originalAndCopy");
    EXPECT_EQ(world.json.at("documents").at(0).at("issuer").at("organs"),
              Json::array({"青山县集市管理局"}));
    EXPECT_EQ(world.json.at("documents").at(0).at("electronic"), true);
    EXPECT_EQ(world.json.at("documents").at(0).at("validity"), nullptr);
}

TEST(ProcessJson, DependenciesNameCyclesAndAlternatives) {
    const World cycles = designWorld("03-dependency.fadu");
    const Json& found = cycles.json.at("dependencies").at("cycles");
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found.at(0), Json::array({"999001/青山县集市管理局/棚架搭设许可/新办",
                                        "999001/青山县集市管理局/夜间经营许可/新办"}));
    EXPECT_EQ(found.at(1).size(), 4U);
    EXPECT_EQ(cycles.item("流动摊位许可").at("verdicts").at("dependencies"), "refuted");
    const World alternatives = designWorld("08-not-a-cycle.fadu");
    EXPECT_EQ(alternatives.json.at("dependencies").at("cycles"), Json::array());
    unsigned open = 0;
    for (const Json& edge : alternatives.json.at("dependencies").at("edges")) {
        open += edge.contains("compulsory") ? 1 : 0;
    }
    EXPECT_EQ(open, 2U);
    EXPECT_EQ(
        alternatives.item("棚架搭设许可").at("prerequisites").at("allOf").at(0).at("anyOf").size(),
        2U);
}

TEST(ProcessJson, ClocksSayWhyALimitGoverns) {
    const World world = designWorld("04-timeline.fadu");
    const Json& general = clockOf(world.item("梯田临时占用许可"), "decision");
    EXPECT_EQ(general.at("governing").at("reason"), "generalLaw");
    EXPECT_EQ(general.at("governing").at("extension").at("limit").at("value"), 10);
    ASSERT_EQ(general.at("excluded").size(), 1U);
    EXPECT_EQ(general.at("excluded").at(0).at("step"),
              world.item("梯田临时占用许可").at("id").get<std::string>() + "#专家评审");
    EXPECT_EQ(general.at("excluded").at(0).at("basis").at(0).at("provision"), "第四十五条");
    EXPECT_EQ(general.at("verdicts").at("flowWithinPromise"), "refuted");
    const Json& special = clockOf(world.item("梯田取土许可"), "decision");
    EXPECT_EQ(special.at("governing").at("reason"), "special");
    EXPECT_EQ(special.at("governing").at("losers").at(0).at("why"), "generalLaw");
    EXPECT_EQ(special.at("stated").at("value"), 20);
    EXPECT_EQ(special.at("stated").at("citation").at("provision"), "第十条");
}

TEST(ProcessJson, OpenSituationsListTheirLimits) {
    const World world = worldOf(R"(辖区 清江省 { 编码: "990000" }
辖区 青山县 { 编码: "999001"; 上级: 清江省; 省直管 }
职能 集市主管部门 { 层级: 县以上 }
机关 青山县集市管理局: 集市主管部门 { 辖区: 青山县 }
法律文件 《清江省集市管理条例》 {
  位阶: 省级地方性法规; 辖区: 清江省; 施行: 2021-07-01; 条数: 36; 收录: 全文
  第八条 { 设定 集市开办许可: 行政许可, 由 集市主管部门, 层级 县 }
  第十一条 { 时限 决定: 15 工作日, 适用 "重点管理"; 时限 决定: 10 日, 适用 "简化管理" }
}
事项 集市开办许可 {
  类型: 行政许可
  设定依据: 《清江省集市管理条例》第八条
  实施机关: 青山县集市管理局
  监管主体: 青山县集市管理局
  时限 { 承诺: 12 工作日 }
}
)");
    const Json& governing = clockOf(world.item("集市开办许可"), "decision").at("governing");
    EXPECT_EQ(governing.at("reason"), "bySituation");
    EXPECT_EQ(governing.at("limit"), nullptr);
    // What governs outside the named situations may stand behind them.
    ASSERT_GE(governing.at("alternatives").size(), 2U);
    EXPECT_EQ(governing.at("alternatives").at(0).at("appliesTo"), Json::array({"重点管理"}));
    EXPECT_EQ(governing.at("alternatives").at(1).at("limit").at("unit"), "unstatedDay");
    EXPECT_FALSE(governing.at("alternatives").at(1).at("limit").contains("iso"));
    EXPECT_EQ(world.json.at("unknown").at(0).at("what"), "clocks/decision/promiseWithinLimit");
}

TEST(ProcessJson, DurationsHaveTheirUnit) {
    const World world = marketWorld(R"(  流程 {
    甲: 许可科, 3-5 自然日
    乙: 许可科, 2 小时
    丙: 许可科, 当场
    丁: 许可科, 1 个月
    戊: 许可科, 1 年
    己: 许可科
  }
)");
    const Json& flow = world.item("集市开办许可").at("flow").at("nodes");
    EXPECT_EQ(flow.at(1).at("duration"),
              Json::parse(R"({"min": {"value": 3, "unit": "calendarDay", "iso": "P3D"},
                              "max": {"value": 5, "unit": "calendarDay", "iso": "P5D"}})"));
    EXPECT_EQ(flow.at(2).at("duration").at("max").at("iso"), "PT2H");
    EXPECT_EQ(flow.at(3).at("duration").at("max").at("unit"), "onTheSpot");
    EXPECT_FALSE(flow.at(3).at("duration").at("max").contains("iso"));
    EXPECT_EQ(flow.at(4).at("duration").at("max").at("iso"), "P1M");
    EXPECT_EQ(flow.at(5).at("duration").at("max").at("iso"), "P1Y");
    EXPECT_EQ(flow.at(6).at("duration"), nullptr);
    const Json& computed = clockOf(world.item("集市开办许可"), "decision").at("computed");
    EXPECT_EQ(computed.at("mixedUnits"), true);
    EXPECT_EQ(computed.at("worst"), nullptr);
    EXPECT_EQ(computed.at("complete"), false);
}

TEST(ProcessJson, BundlesNameTheirItems) {
    const World world = marketWorld(R"(}
一件事 开办集市 {
  事项: 集市开办许可, 河道采砂许可
  牵头: 青山县集市管理局
  承诺: 10 工作日
)");
    const Json& bundle = world.json.at("bundles").at(0);
    EXPECT_EQ(bundle.at("items"), Json::array({kMarketId, "outside:河道采砂许可"}));
    EXPECT_EQ(bundle.at("promise").at("value"), 10);
    EXPECT_EQ(bundle.at("lead"), "青山县集市管理局");
}

TEST(ProcessJson, ManyItemsAreWritten) {
    std::string text = kPlace;
    for (int i = 0; i < 1000; ++i) {
        std::string item = marketItem(R"(  时限 { 受理: 3 工作日; 承诺: 8 工作日 }
  材料 { 申请书: 原件 1 份; 平面图: 复印件 1 份; 制度: 复印件 1 份; 合同: 原件; 证明: 原件 }
  流程 {
    受理: 许可科, 1 工作日
    书面审查: 许可科, 2 工作日, 后于 受理
    现场核查: 稽查队, 4 工作日, 后于 受理
    决定: 青山县集市管理局, 2 工作日, 后于 书面审查, 现场核查
    送达: 许可科, 1 工作日, 后于 决定
  }
)");
        item.replace(item.find("集市开办许可"), std::string("集市开办许可").size(),
                     "集市开办许可" + std::to_string(i) + "号");
        text += item;
    }
    const World world = worldOf(text);
    EXPECT_EQ(world.json.at("items").size(), 1000U);
    EXPECT_EQ(brokenDocument(world), "");
}

}  // namespace
}  // namespace fadu::tests
