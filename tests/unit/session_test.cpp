// An open package: after any edit its findings are those of a run from nothing.
#include "diagnostics/Render.h"
#include "support/Text.h"
#include "workspace/Files.h"
#include "workspace/Session.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <unistd.h>

namespace fadu {

namespace {

namespace fs = std::filesystem;

constexpr const char* kAsOf = "2026-11-21";

CheckRequest requestFor(const fs::path& root) {
    CheckRequest request;
    request.paths = {root.generic_string()};
    request.asOf = Date::parse(kAsOf);
    request.jobs = 1;
    return request;
}

/// Everything a run says about a package, as text: short lines first, for people.
std::string told(const Snapshot& snapshot) {
    std::string result;
    for (const Diagnostic& diagnostic : snapshot.diagnostics) {
        const Position place = snapshot.sources->begin(diagnostic.span);
        result += snapshot.sources->file(diagnostic.span.file).path() + ":" +
                  std::to_string(place.line) + ":" + std::to_string(place.column) + " " +
                  std::string(diagnostic.descriptor->code) + " " + diagnostic.message().zh + "\n";
    }
    return result + renderJson(makeReport(snapshot, Severity::Info));
}

/// An open package and the texts its editor holds.
class Editor {
public:
    explicit Editor(const fs::path& root) : root_(root) {
        std::optional<UsageError> error;
        session_ = Session::open(requestFor(root), error);
        EXPECT_FALSE(error) << error->message.en;
        for (const syntax::Module& module : session_->snapshot().modules) {
            paths_.push_back(session_->pathOf(module.file));
            texts_[paths_.back()] =
                std::string(session_->snapshot().sources->file(module.file).text());
        }
    }

    Session& session() { return *session_; }
    const std::vector<std::string>& paths() const { return paths_; }
    const std::string& text(const std::string& path) const { return texts_.at(path); }

    void edit(const std::string& path, std::string text) {
        texts_[path] = text;
        session_->edit(path, std::move(text));
    }

    /// What a run from nothing says about the same texts.
    std::string fresh() const {
        CheckRequest request = requestFor(root_);
        for (const auto& [path, text] : texts_) {
            request.overlays[path] = std::make_shared<const std::string>(text);
        }
        const CheckResult result = check(request);
        EXPECT_EQ(result.snapshots.size(), 1u);
        return told(*result.snapshots.front());
    }

private:
    fs::path root_;
    std::unique_ptr<Session> session_;
    std::vector<std::string> paths_;
    std::map<std::string, std::string> texts_;
};

/// A directory that is gone with its object.
class Directory {
public:
    explicit Directory(const std::string& name)
        : path_(fs::temp_directory_path() / ("fadu-" + name + "-" + std::to_string(::getpid()))) {
        fs::remove_all(path_);
        fs::create_directories(path_);
    }
    ~Directory() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    const fs::path& path() const { return path_; }
    void write(const std::string& name, std::string_view text) const {
        std::ofstream(path_ / name, std::ios::binary) << text;
    }

private:
    fs::path path_;
};

/// A small administration in which names are close to each other, so that edits collide.
void writeCloseTown(const Directory& directory) {
    directory.write("fadu.toml", "name = \"town\"\n");
    directory.write("organs.fadu", R"(辖区 甲市 { 代码: 999100 }
辖区 乙县 { 代码: 999121; 属于: 甲市 }
机关 甲市市场监督管理局 { 职能: 食品安全监督管理部门; 辖区: 甲市; 层级: 市; 科室: 审批科 }
机关 乙县市场监督管理局 { 职能: 食品安全监督管理部门; 辖区: 乙县; 层级: 县 }
机关 乙县住房和城乡建设局 { 职能: 建设行政主管部门; 辖区: 乙县; 层级: 县 }
证照 食品经营许可证 { 颁发机关: 乙县市场监督管理局 }
证照 场地证明 { 颁发机关: 乙县住房和城乡建设局 }
)");
    directory.write("catalogue.fadu", R"(目录事项 食品经营许可 {
  类型: 行政许可
  设定依据: 《食品安全法》第三十五条第一款
  实施机关: 食品安全监督管理部门, 层级 县以上
  情形 变更 { 时限 { 承诺: 5 工作日 } }
  时限 { 法定: 20 工作日 依据 《行政许可法》第四十二条第一款 }
}
目录事项 建筑工程施工许可 {
  类型: 行政许可
  设定依据: 《建筑法》第七条第一款
  实施机关: 建设行政主管部门, 层级 县以上
}
)");
    directory.write("laws.fadu", R"(法律文件 《乙县集市管理办法》 {
  位阶: 地方性法规
  辖区: 甲市
  施行: 2020-01-01
  收录: 全文
  第五条 {
    设定 场地核验: 公共服务, 由 建设行政主管部门, 层级 县
    时限 决定: 15 日
  }
  第六条 { 时限 决定: 12 工作日, 适用 施工许可 }
}
法律文件 《甲市食品办法》 {
  位阶: 地方政府规章
  辖区: 甲市
  施行: 2021-01-01
  第三条 { 时限 决定: 10 工作日, 适用 食品经营许可 }
}
)");
    directory.write("items.fadu", R"(事项 食品经营许可 继承 食品经营许可 {
  实施机关: 乙县市场监督管理局
  前置审批: 场地核验
  材料 { 场地证明: 原件 1 份 }
  结果: 食品经营许可证
  时限 { 承诺: 25 工作日 }
  情形 新办 { 流程 { 受理: 1 工作日; 审查: 3 工作日; 决定: 1 工作日 } }
  情形 变更 { 时限 { 承诺: 21 工作日 } }
}
事项 场地核验 {
  类型: 公共服务
  实施机关: 乙县住房和城乡建设局
  设定依据: 《乙县集市管理办法》第五条
  前置审批: 食品经营许可
  材料 { 食品经营许可证: 复印件 1 份 }
  结果: 场地证明
}
事项 食品经营许可 继承 食品经营许可 { 实施机关: 甲市市场监督管理局; 时限 { 承诺: 12 工作日 } }
事项 施工许可 继承 建筑工程施工许可 {
  实施机关: 乙县住房和城乡建设局
  前置审批: 乙县 场地核验, 场地核检, 规划许可 或 施工登记
  时限 { 承诺: 30 工作日 }
}
清单 乙县清单 { 辖区: 乙县; 事项: 食品经营许可, 场地核验, 施工许可 }
一件事 开办餐饮店 { 牵头机关: 乙县市场监督管理局; 事项: 食品经营许可, 场地核验 }
)");
}

/// Words that mean something where they meet: one is put for another.
const std::vector<std::string>& words() {
    static const std::vector<std::string> all{"食品经营许可",
                                              "场地核验",
                                              "施工许可",
                                              "场地核检",
                                              "建筑工程施工许可",
                                              "乙县",
                                              "甲市",
                                              "变更",
                                              "新办",
                                              "延续",
                                              "乙县市场监督管理局",
                                              "甲市市场监督管理局",
                                              "乙县住房和城乡建设局",
                                              "场地证明",
                                              "食品经营许可证",
                                              "行政许可",
                                              "公共服务",
                                              "前置审批",
                                              "实施机关",
                                              "事项",
                                              "目录事项",
                                              "情形",
                                              "25",
                                              "3",
                                              "工作日",
                                              "《行政许可法》",
                                              "《食品安全法》",
                                              "{",
                                              "}",
                                              "\n",
                                              ";",
                                              ":",
                                              ",",
                                              "继承"};
    return all;
}

std::string edited(const std::string& text, std::mt19937& random) {
    const auto below = [&](std::size_t bound) {
        return std::uniform_int_distribution<std::size_t>(0, bound == 0 ? 0 : bound - 1)(random);
    };
    const auto boundary = [&](std::size_t at) {
        while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) {
            ++at;
        }
        return at;
    };
    std::string result = text;
    switch (below(8)) {
        case 0: {  // A word for another.
            const std::string& from = words()[below(words().size())];
            std::vector<std::size_t> places;
            for (std::size_t at = text.find(from); at != std::string::npos;
                 at = text.find(from, at + 1)) {
                places.push_back(at);
            }
            if (!places.empty()) {
                result.replace(places[below(places.size())], from.size(),
                               words()[below(words().size())]);
            }
            break;
        }
        case 1:  // A word comes in.
            result.insert(boundary(below(text.size() + 1)), words()[below(words().size())]);
            break;
        case 2: {  // Some bytes go.
            const std::size_t begin = boundary(below(text.size() + 1));
            const std::size_t end = boundary(std::min(text.size(), begin + below(40)));
            result.erase(begin, end - begin);
            break;
        }
        case 3:  // A comment above a line: everything behind it moves.
            result.insert(text.rfind('\n', below(text.size() + 1)) + 1, "// 说明\n");
            break;
        case 4: {  // A line twice.
            const std::size_t begin = text.rfind('\n', below(text.size() + 1)) + 1;
            const std::size_t end = text.find('\n', begin);
            if (end != std::string::npos) {
                result.insert(begin, text.substr(begin, end + 1 - begin));
            }
            break;
        }
        case 5: {  // A part goes to the end.
            const std::size_t begin = text.rfind("\n事项", below(text.size() + 1));
            if (begin != std::string::npos) {
                const std::size_t next = text.find("\n事项", begin + 1);
                const std::string part = text.substr(begin, next - begin);
                result.erase(begin, part.size());
                result += part;
            }
            break;
        }
        case 6: {  // A digit for another.
            const std::size_t at = text.find_first_of("0123456789", below(text.size() + 1));
            if (at != std::string::npos) {
                result[at] = static_cast<char>('0' + below(10));
            }
            break;
        }
        default:  // One character, as it is typed.
            result.insert(boundary(below(text.size() + 1)), below(2) == 0 ? " " : "县");
            break;
    }
    return result;
}

/// Where two texts begin to differ, with the lines before and after.
std::string difference(const std::string& left, const std::string& right) {
    const auto at = static_cast<std::size_t>(
        std::mismatch(left.begin(), left.end(), right.begin(), right.end()).first - left.begin());
    const auto around = [&](const std::string& text) {
        std::size_t begin = at;
        for (int lines = 0; begin > 0 && lines < 12; lines += text[begin] == '\n' ? 1 : 0) {
            --begin;
        }
        return text.substr(begin, at - begin + 400);
    };
    return "kept open:\n" + around(left) + "\nfrom nothing:\n" + around(right);
}

/// Edits a package at random places and holds every settled state to a run from nothing.
void editAtRandom(Editor& editor, unsigned seed, int rounds) {
    std::mt19937 random(seed);
    std::map<std::string, std::string> original;
    for (const std::string& path : editor.paths()) {
        original[path] = editor.text(path);
    }
    for (int round = 0; round < rounds; ++round) {
        const std::size_t edits = 1 + random() % 3;
        for (std::size_t i = 0; i < edits; ++i) {
            const std::string& path = editor.paths()[random() % editor.paths().size()];
            editor.edit(path,
                        random() % 6 == 0 ? original[path] : edited(editor.text(path), random));
            if (random() % 2 == 0) {
                editor.session().checkEdited();
            }
        }
        editor.session().settle();
        ASSERT_TRUE(editor.session().settled());
        const std::string now = told(editor.session().snapshot());
        const std::string fresh = editor.fresh();
        ASSERT_TRUE(now == fresh) << "seed " << seed << ", round " << round << "\n"
                                  << difference(now, fresh);
    }
}

}  // namespace

TEST(Session, FindsWhatARunFromNothingFindsInACloseTown) {
    const Directory directory("close-town");
    writeCloseTown(directory);
    const char* more = std::getenv("FADU_TEST_SEEDS");
    const unsigned seeds = more != nullptr ? static_cast<unsigned>(std::atoi(more)) : 12;
    for (unsigned seed = 1; seed <= seeds; ++seed) {
        Editor editor(directory.path());
        ASSERT_NO_FATAL_FAILURE(editAtRandom(editor, seed, 60));
    }
}

TEST(Session, FindsWhatARunFromNothingFindsInTheModelCity) {
    Editor editor(fs::path(FADU_SOURCE_DIR) / "corpus");
    ASSERT_NO_FATAL_FAILURE(editAtRandom(editor, 7, 60));
}

TEST(Session, TellsWhichFilesChanged) {
    const Directory directory("changes");
    writeCloseTown(directory);
    Editor editor(directory.path());
    Session& session = editor.session();
    EXPECT_EQ(session.takeChanged().size(), 4u);
    EXPECT_TRUE(session.takeChanged().empty());
    const std::string items = (directory.path() / "items.fadu").generic_string();
    std::string text = editor.text(items);
    text.replace(text.find("承诺: 12"), std::string("承诺: 12").size(), "承诺: 22");
    editor.edit(items, text);
    session.checkEdited();
    const std::vector<FileId> changed = session.takeChanged();
    ASSERT_EQ(changed.size(), 1u);
    EXPECT_EQ(session.pathOf(changed.front()), items);
    session.settle();
    EXPECT_TRUE(session.takeChanged().empty());
}

TEST(Session, FollowsFilesThatComeAndGo) {
    const Directory directory("files");
    writeCloseTown(directory);
    Editor editor(directory.path());
    const std::string more = (directory.path() / "more.fadu").generic_string();
    editor.edit(more, "事项 场地核验 { 类型: 公共服务; 实施机关: 乙县住房和城乡建设局 }\n");
    editor.session().settle();
    ASSERT_TRUE(editor.session().fileOf(more));
    EXPECT_EQ(editor.session().findings(*editor.session().fileOf(more)).size(), 1u)
        << "declared in items.fadu already";
    editor.session().revert(more);
    editor.session().settle();
    EXPECT_FALSE(editor.session().fileOf(more));
}

TEST(Session, KeepsItsStateWhileTheConfigurationIsBroken) {
    const Directory directory("config");
    writeCloseTown(directory);
    Editor editor(directory.path());
    Session& session = editor.session();
    const std::string before = told(session.snapshot());
    const std::string config = (directory.path() / "fadu.toml").generic_string();
    directory.write("fadu.toml", "name = \n");
    session.revert(config);
    session.settle();
    ASSERT_TRUE(session.failure());
    EXPECT_FALSE(session.failure()->diagnostics.empty());
    EXPECT_EQ(told(session.snapshot()), before);
    directory.write("fadu.toml", "name = \"town\"\n");
    session.revert(config);
    session.settle();
    EXPECT_FALSE(session.failure());
    EXPECT_EQ(told(session.snapshot()), before);
}

}  // namespace fadu
