// An editor's questions: what a word is, where it is declared, who speaks of it.
#include "ide/Cursor.h"
#include "ide/Hover.h"
#include "ide/Navigation.h"
#include "ide/Symbols.h"
#include "support/Text.h"
#include "unit/Built.h"
#include "unit/Cases.h"
#include "workspace/Session.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <unistd.h>

namespace fadu::tests {

namespace {

using ide::Symbol;
using ide::SymbolKind;
using ide::View;

View viewOf(const Snapshot& snapshot) {
    return {snapshot.sources.get(), &snapshot.modules, snapshot.program.get(), snapshot.facts.get(),
            &catalogue()};
}

constexpr std::string_view kCursor = "§";

/// A text whose `§` is the cursor.
struct Marked {
    std::uint32_t offset = 0;
    std::shared_ptr<const Snapshot> snapshot;
    View view;
    FileId file;

    explicit Marked(std::string text)
        : offset(static_cast<std::uint32_t>(text.find(kCursor))),
          snapshot(checkText(text.erase(offset, kCursor.size()), *Date::parse(kCasesAsOf))),
          view(viewOf(*snapshot)),
          file(snapshot->modules.front().file) {}

    std::string hover(Language language = Language::Chinese) const {
        const auto found = ide::hover(view, file, offset);
        return found ? found->markdown.in(language) : "";
    }
    std::string range() const {
        const auto found = ide::hover(view, file, offset);
        return found ? std::string(view.sources->text(found->range)) : "";
    }
    /// `text@line`, with the path of files of the library before it.
    std::string show(Span span) const {
        const SourceFile& source = view.sources->file(span.file);
        return (source.embedded() ? source.path() + " " : std::string()) +
               std::string(view.sources->text(span)) + "@" +
               std::to_string(view.sources->begin(span).line);
    }
    std::vector<std::string> show(const std::vector<Span>& spans) const {
        std::vector<std::string> result;
        for (const Span span : spans) {
            result.push_back(show(span));
        }
        return result;
    }
    std::vector<std::string> definition() const {
        return show(ide::definition(view, file, offset));
    }
    std::vector<std::string> uses() const { return show(ide::references(view, file, offset).uses); }
    std::vector<std::string> declarations() const {
        return show(ide::references(view, file, offset).declarations);
    }
};

/// A small package; `{}` of a test stands for one more declaration, line 40 and on.
const std::string kPackage = R"(辖区 清江省 { 编码: "990000" }
辖区 青山县 { 编码: "999001"; 上级: 清江省; 省直管 }
职能 集市主管部门 { 层级: 县以上; 别称: 集市管理部门 }
机关 青山县集市管理局: 集市主管部门 { 辖区: 青山县; 科室: 许可科; 曾用名: 青山县集市办 }
机关 青山县政务服务中心 { 辖区: 青山县; 性质: 事业单位 }
法律文件 《清江省集市管理条例》 {
  位阶: 省级地方性法规; 辖区: 清江省; 施行: 2021-07-01; 条数: 36; 收录: 全文
  第八条 { 设定 集市开办许可: 行政许可, 由 集市主管部门, 层级 县, 别名 开办集市许可 }
  第九条 { 材料 场地平面图 }
  第十一条第一款 { 时限 决定: 15 日, 自 受理, 适用 集市开办许可 }
}
证照 集市开办许可证 { 发证机关: 集市主管部门; 有效期: 3 年 依据 《清江省集市管理条例》第十一条 }
证照 营业执照 { 共享 }
目录事项 集市备案 { 类型: 公共服务; 实施机关: 集市主管部门 }
事项 集市备案: 集市备案 { 实施机关: 青山县集市管理局 }
/// 开办集市之前取得。
事项 集市开办许可 {
  类型: 行政许可
  设定依据: 《清江省集市管理条例》第八条、第十一条第一款
  实施机关: 青山县集市管理局
  结果: 集市开办许可证
  前置审批: 集市备案 或 食品经营许可
  时限 { 受理: 3 工作日; 承诺: 8 工作日 }
  材料 { 场地平面图: 复印件 1 份, 依据 《清江省集市管理条例》第九条; 营业执照: 共享 }
  流程 {
    受理: 青山县政务服务中心, 1 工作日
    审查: 许可科, 2 工作日, 后于 受理
    现场核查: 许可科, 4 工作日, 后于 受理
    决定: 青山县集市管理局, 2 工作日, 后于 审查, 现场核查
  }
  情形 变更 { 前置审批: 集市开办许可 }
}
清单 总清单 { 事项: 青山县 集市开办许可, 集市备案; 完整 }
清单 分清单 { 上级: 总清单; 事项: 集市开办许可 变更 }
一件事 开集市 { 事项: 集市备案, 集市开办许可; 流程 { 集市备案; 集市开办许可: 后于 集市备案 } }
划转 甲 { 事项: 集市开办许可; 从: 青山县集市管理局; 至: 青山县政务服务中心 }
)";

/// The package with the cursor put into a line before the n-th occurrence of a text.
Marked at(std::size_t line, std::string_view before, std::size_t nth = 1) {
    std::string text = kPackage;
    std::size_t position = 0;
    for (std::size_t i = 1; i < line; ++i) {
        position = text.find('\n', position) + 1;
    }
    for (; nth != 0; --nth) {
        position = text.find(before, position + (nth == 1 ? 0 : 1));
    }
    EXPECT_LT(position, text.size()) << before;
    text.insert(position, kCursor);
    return Marked(text);
}

using Strings = std::vector<std::string>;

TEST(IdeDefinition, LeadsFromEveryReferenceToItsDeclaration) {
    EXPECT_EQ(at(2, "清江省").definition(), Strings{"清江省@1"});
    EXPECT_EQ(at(4, "集市主管部门").definition(), Strings{"集市主管部门@3"});
    EXPECT_EQ(at(4, "青山县;").definition(), Strings{"青山县@2"});
    EXPECT_EQ(at(8, "集市主管部门").definition(), Strings{"集市主管部门@3"});
    EXPECT_EQ(at(10, "集市开办许可").definition(), Strings{"集市开办许可@8"});
    EXPECT_EQ(at(12, "集市主管部门").definition(), Strings{"集市主管部门@3"});
    EXPECT_EQ(at(12, "《").definition(), Strings{"《清江省集市管理条例》@6"});
    EXPECT_EQ(at(12, "第十一条").definition(), Strings{"第十一条第一款@10"});
    EXPECT_EQ(at(15, "集市备案 {").definition(), Strings{"集市备案@14"});
    EXPECT_EQ(at(15, "青山县").definition(), Strings{"青山县集市管理局@4"});
    EXPECT_EQ(at(19, "第八条").definition(), Strings{"第八条@8"});
    EXPECT_EQ(at(19, "第十一条").definition(), Strings{"第十一条第一款@10"});
    EXPECT_EQ(at(21, "集市开办许可证").definition(), Strings{"集市开办许可证@12"});
    EXPECT_EQ(at(22, "集市备案").definition(), Strings{"集市备案@15"});
    EXPECT_EQ(at(24, "营业执照").definition(), Strings{"营业执照@13"});
    EXPECT_EQ(at(26, "青山县").definition(), Strings{"青山县政务服务中心@5"});
    EXPECT_EQ(at(27, "许可科").definition(), Strings{"许可科@4"});
    EXPECT_EQ(at(27, "受理").definition(), Strings{"受理@26"});
    EXPECT_EQ(at(29, "现场核查").definition(), Strings{"现场核查@28"});
    EXPECT_EQ(at(31, "集市开办许可").definition(), Strings{"集市开办许可@17"});
    EXPECT_EQ(at(33, "青山县").definition(), Strings{"青山县@2"});
    EXPECT_EQ(at(33, "集市开办许可").definition(), Strings{"集市开办许可@17"});
    EXPECT_EQ(at(34, "总清单").definition(), Strings{"总清单@33"});
    EXPECT_EQ(at(34, "集市开办许可 变更").definition(), Strings{"变更@31"});
    EXPECT_EQ(at(35, "集市备案;").definition(), Strings{"集市备案@15"});
    EXPECT_EQ(at(35, "集市备案 }").definition(), Strings{"集市备案@15"});
    EXPECT_EQ(at(36, "集市开办许可").definition(), Strings{"集市开办许可@8"});
}

TEST(IdeDefinition, OfWhatIsDeclaredHereIsItself) {
    EXPECT_EQ(at(1, "清江省").definition(), Strings{"清江省@1"});
    EXPECT_EQ(at(8, "第八条").definition(), Strings{"第八条@8"});
    EXPECT_EQ(at(17, "集市开办许可").definition(), Strings{"集市开办许可@17"});
    EXPECT_EQ(at(28, "现场核查").definition(), Strings{"现场核查@28"});
    EXPECT_EQ(at(31, "变更").definition(), Strings{"变更@31"});
    EXPECT_EQ(at(35, "开集市").definition(), Strings{"开集市@35"});
    // Of two with one name each is its own.
    EXPECT_EQ(Marked("机关 甲 { 辖区: 乙 }\n机关 §甲 { 辖区: 乙 }\n").definition(),
              Strings{"甲@2"});
}

TEST(IdeDefinition, LeadsIntoTheLibrary) {
    const Strings article =
        Marked("事项 甲 { 设定依据: 《行政许可法》第四十§二条第一款 }\n").definition();
    ASSERT_EQ(article.size(), 1U);
    EXPECT_EQ(article.front().find("fadu-law:/laws/行政许可法.fadu 第四十二条第一款@"), 0U)
        << article.front();
    const Strings title = Marked("事项 甲 { 设定依据: §《行政许可法》第七条 }\n").definition();
    ASSERT_EQ(title.size(), 1U);
    EXPECT_EQ(title.front().find("fadu-law:/laws/行政许可法.fadu 《中华人民共和国行政许可法》@"),
              0U);
    // What is not recorded of an instrument leads to the instrument, a former name to the function.
    EXPECT_EQ(Marked("事项 甲 { 设定依据: 《行政许可法》第六§条 }\n").definition(), title);
    const Strings function = Marked("机关 甲: 工商行政管理§部门 { 辖区: 乙 }\n").definition();
    ASSERT_EQ(function.size(), 1U);
    EXPECT_NE(function.front().find(" 市场监督管理部门@"), std::string::npos);
    // A power of the library.
    const Strings power = Marked("事项 甲 { 前置审批: 食品经§营许可 }\n").definition();
    ASSERT_FALSE(power.empty());
    EXPECT_EQ(power.front().find("fadu-law:/laws/"), 0U);
}

TEST(IdeDefinition, IsEmptyWhereNothingStands) {
    for (const char* text :
         {"§\n", "// 集市§备案\n事项 甲 { 类型: 公共服务 }\n", "事项 甲 { 类型: 公共服务 } §",
          "事项 甲 { 实施机关: 没有§的机关 }\n", "事项 甲 { 类型: 行政§许可 }\n",
          "事项 甲 { 设定依据: 《没有这个§文件》第三条 }\n"}) {
        EXPECT_EQ(Marked(text).definition(), Strings()) << text;
    }
    const Marked marked("事项 §甲 { 类型: 公共服务 }\n");
    EXPECT_TRUE(ide::definition(marked.view, marked.file, 4000000000U).empty());
    EXPECT_FALSE(ide::hover(marked.view, marked.file, 4000000000U));
    EXPECT_FALSE(ide::definition(marked.view, marked.file, marked.offset + 1).empty())
        << "inside a character";
}

TEST(IdeReferences, AreCompleteAndInOrder) {
    const Strings organ{"青山县集市办@4", "青山县集市管理局@15", "青山县集市管理局@20",
                        "青山县集市管理局@29", "青山县集市管理局@36"};
    EXPECT_EQ(at(4, "青山县").uses(), organ);
    EXPECT_EQ(at(20, "青山县").uses(), organ);
    EXPECT_EQ(at(20, "青山县").declarations(), Strings{"青山县集市管理局@4"});
    EXPECT_EQ(at(3, "集市主管部门").uses(),
              (Strings{"集市管理部门@3", "集市主管部门@4", "集市主管部门@8", "集市主管部门@12",
                       "集市主管部门@14"}));
    EXPECT_EQ(at(26, "受理").uses(), (Strings{"受理@27", "受理@28"}));
    EXPECT_EQ(at(17, "集市开办许可").uses(),
              (Strings{"集市开办许可@31", "集市开办许可@33", "集市开办许可 变更@34",
                       "集市开办许可@35", "集市开办许可@35"}));
    EXPECT_EQ(at(31, "变更").uses(), Strings{"集市开办许可 变更@34"});
    EXPECT_EQ(at(14, "集市备案").uses(), Strings{"集市备案@15"});
    EXPECT_EQ(at(4, "许可科").uses(), (Strings{"许可科@27", "许可科@28"}));
    EXPECT_EQ(at(13, "营业执照").uses(), Strings{"营业执照@24"});
    // A power: where it is limited, moved and exercised under its name.
    EXPECT_EQ(at(8, "集市开办许可").uses(),
              (Strings{"开办集市许可@8", "集市开办许可@10", "集市开办许可@17", "集市开办许可@36"}));
    // An instrument by whole citations, a provision by what takes it in.
    EXPECT_EQ(at(6, "《").uses(),
              (Strings{"《清江省集市管理条例》第十一条@12", "《清江省集市管理条例》第八条@19",
                       "第十一条第一款@19", "《清江省集市管理条例》第九条@24"}));
    EXPECT_EQ(at(10, "第十一条").uses(), (Strings{"第十一条@12", "第十一条第一款@19"}));
    EXPECT_EQ(at(12, "第十一条").uses(), (Strings{"第十一条@12", "第十一条第一款@19"}));
    EXPECT_EQ(at(9, "场地平面图").uses(), Strings{"场地平面图@9"});
    EXPECT_EQ(at(9, "场地平面图").declarations(), Strings{"场地平面图@24"});
    // Keywords are used everywhere: nobody asks where.
    EXPECT_EQ(at(18, "类型").uses(), Strings());
}

TEST(IdeHover, SaysOfAnItemWhyItIsLawfulAndInTime) {
    const std::string text = at(17, "集市开办许可").hover();
    for (
        const char* part :
        {"### 事项 集市开办许可", "行政许可 · 新办 · 青山县集市管理局 · 青山县",
         "开办集市之前取得。", "**职权依据**：✓ 成立",
         "✓ 《清江省集市管理条例》第八条设定“集市开办许可”",
         "✓ 省级地方性法规可以设定行政许可（《中华人民共和国行政许可法》第十五条第一款",
         "✓ 由县级集市主管部门实施", "✓ 青山县集市管理局是县级机关",
         "✓ 青山县集市管理局承担“集市主管部门”的职能",
         "→ 《清江省集市管理条例》第十一条第一款：15 日",
         "（不采）《中华人民共和国行政许可法》第四十二条第一款：20 个工作日，一般规定，另有规定的从其规定",
         "**关键路径**：现场核查：4 个工作日 → 决定：2 个工作日；共 6 个工作日",
         "✓ 流程最长 6 个工作日，不超过承诺", "**前置审批**：集市备案（青山县集市管理局） 或 ",
         "或 食品经营许可（不在本包内）"}) {
        EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
    }
    EXPECT_EQ(at(17, "集市开办许可").range(), "集市开办许可");
    EXPECT_EQ(at(31, "集市开办许可").hover(), text) << "where it is referred to";
    const std::string english = at(17, "集市开办许可").hover(Language::English);
    for (const char* part : {"### Item 集市开办许可", "**Authority**: ✓ established",
                             "**Critical path**: 现场核查: 4 working days",
                             "✓ the flow takes up to 6 working days, within the promise"}) {
        EXPECT_NE(english.find(part), std::string::npos) << part << "\n" << english;
    }
}

/// A case's hover on the n-th place of a text.
std::string hoverIn(const std::string& path, std::string_view text,
                    Language language = Language::Chinese, std::size_t nth = 1) {
    enterProject();
    const auto snapshot = checkFile(path, asOfCase(readFile(path)));
    for (const syntax::Module& module : snapshot->modules) {
        const SourceFile& file = snapshot->sources->file(module.file);
        if (file.path() != path) {
            continue;
        }
        std::size_t position = std::string_view::npos;
        for (; nth != 0; --nth) {
            position = file.text().find(
                text, position == std::string_view::npos ? 0 : position + text.size());
        }
        const auto found =
            ide::hover(viewOf(*snapshot), module.file, static_cast<std::uint32_t>(position));
        return found ? found->markdown.in(language) : "";
    }
    return "";
}

TEST(IdeHover, SaysWhatIsWrongAndWhatIsMissing) {
    const std::string authority = "tests/cases/design/02-authority.fadu";
    EXPECT_NE(hoverIn(authority, "街头表演许可").find("✗ 没有写明设定依据"), std::string::npos);
    EXPECT_NE(hoverIn(authority, "摊位使用许可 {").find("✗ 地方规范性文件不得设定行政许可"),
              std::string::npos);
    EXPECT_NE(hoverIn(authority, "集市夜间延时许可")
                  .find("✗ 《清江省集市管理条例》第十一条没有设定“集市夜间延时许可”"),
              std::string::npos);
    EXPECT_NE(hoverIn(authority, "集市开办许可 {").find("✗ 青山县街区管理局承担的职能是"),
              std::string::npos);
    EXPECT_NE(hoverIn(authority, "大型集市开办许可 {").find("不符合法定层级"), std::string::npos);
    const std::string timeline = "tests/cases/design/04-timeline.fadu";
    EXPECT_NE(
        hoverIn(timeline, "梯田取土许可 {").find("✗ 承诺 18 个工作日，长于法定的 15 个工作日"),
        std::string::npos);
    EXPECT_NE(hoverIn(timeline, "梯田临时占用许可 {").find("✗ 流程最长 13 个工作日，超过承诺"),
              std::string::npos);
    const std::string cycle = "tests/cases/design/03-dependency.fadu";
    EXPECT_NE(hoverIn(cycle, "棚架搭设许可 {").find("处于循环依赖之中"), std::string::npos);
    const std::string unknown =
        Marked(
            "辖区 甲县 { 编码: \"999001\" }\n机关 乙局: 没有的职能 { 辖区: 甲县 }\n"
            "事项 §丙 { 类型: 行政许可; 设定依据: 《没有收录的条例》第三条; 实施机关: 乙局 }\n")
            .hover();
    EXPECT_NE(unknown.find("未知："), std::string::npos) << unknown;
}

TEST(IdeHover, SaysOfACitationWhatIsRecordedAndWhoRestsOnIt) {
    const std::string article = at(19, "第八条").hover();
    for (const char* part :
         {"### 《清江省集市管理条例》（2021年施行）第八条",
          "省级地方性法规 · ✓ 截至 2026-11-21 有效 · 只在清江省适用",
          "设定“集市开办许可”（行政许可），由县级集市主管部门实施；又称开办集市许可",
          "**依据它的事项**：集市开办许可（青山县集市管理局）"}) {
        EXPECT_NE(article.find(part), std::string::npos) << part << "\n" << article;
    }
    const std::string law =
        Marked("事项 甲 { 设定依据: 《行政许可法》第四十§二条第一款 }\n").hover();
    for (const char* part : {"（2019年修正）第四十二条第一款", "时限 决定：20 个工作日，自受理起",
                             "可以延长 10 个工作日", "原文为“日”，按第八十二条计算"}) {
        EXPECT_NE(law.find(part), std::string::npos) << part << "\n" << law;
    }
    const std::string instrument = Marked("事项 甲 { 设定依据: 《行政§许可法》第七条 }\n").hover();
    for (const char* part :
         {"**收录**：全文共 83 条；部分", "已收全的内容：时限",
          "“日”指工作日，仅限行政机关的期限（第八十二条）", "**一般法**：行政许可"}) {
        EXPECT_NE(instrument.find(part), std::string::npos) << part << "\n" << instrument;
    }
    EXPECT_NE(Marked("事项 甲 { 设定依据: 《行政许可法》第六§条 }\n")
                  .hover()
                  .find("没有收录这一条的内容"),
              std::string::npos);
    EXPECT_NE(
        Marked("事项 甲 { 设定依据: 《没有的§条例》第六条 }\n").hover().find("都没有收录这个文件"),
        std::string::npos);
    EXPECT_NE(Marked("法律文件 《甲办法》 { 位阶: 部门规章; 施行: 2020-01-01; 废止: 2022-01-01 }\n"
                     "事项 甲 { 设定依据: 《甲办§法》第六条 }\n")
                  .hover()
                  .find("✗ 自 2022-01-01 起废止"),
              std::string::npos);
}

TEST(IdeHover, SaysWhatNamesMean) {
    const auto expect = [](const Marked& marked, std::initializer_list<const char*> parts) {
        const std::string text = marked.hover();
        for (const char* part : parts) {
            EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
        }
    };
    expect(at(20, "青山县"),
           {"### 机关 青山县集市管理局", "行政机关 · 县级 · 青山县", "**职能**：集市主管部门",
            "**科室**：许可科", "划转：青山县集市管理局 → ", "**实施事项**：3"});
    expect(at(4, "集市主管部门"),
           {"### 职能 集市主管部门", "**层级**：县级以上", "**承担它的机关**：青山县集市管理局",
            "**由它行使、本包涉及的权力**：集市开办许可"});
    expect(at(2, "清江省"), {"### 辖区 清江省", "省级 · 990000"});
    expect(at(21, "集市开办许可证"), {"### 证照 集市开办许可证", "**发证机关**：集市主管部门",
                                      "**有效期**：3 年，依据《清江省集市管理条例》第十一条",
                                      "**产生它的事项**：集市开办许可"});
    expect(at(27, "审查"), {"### 环节 审查", "**办理**：许可科（青山县集市管理局）",
                            "**时长**：2 个工作日", "**机动时间**：2 个工作日"});
    expect(at(29, "现场核查"), {"### 环节 现场核查", "没有，在关键路径上", "**后于**：受理"});
    expect(at(27, "许可科"), {"### 科室 许可科", "青山县集市管理局"});
    expect(at(22, "食品经营许可"), {"### 权力 食品经营许可", "《中华人民共和国食品安全法》"});
    expect(at(24, "场地平面图"), {"### 材料 场地平面图", "**依据**：《清江省集市管理条例》第九条",
                                  "**要求它的条文**：《清江省集市管理条例》第九条"});
    expect(at(34, "总清单"), {"### 清单 总清单", "2，完整"});
    expect(at(35, "开集市"), {"### 一件事 开集市", "集市备案（青山县集市管理局）、"});
    expect(at(36, "甲"), {"### 划转 甲", "许可权的划转"});
}

TEST(IdeHover, SaysWhatWordsAreFor) {
    EXPECT_EQ(at(18, "类型").hover().find("### 类型 `kind`\n\n事项类型\n\n- **值**：行政许可、"),
              0U);
    EXPECT_EQ(at(17, "事项").hover().find("### 事项 `item`"), 0U);
    EXPECT_EQ(at(27, "后于").hover().find("### 后于 `after`\n\n在哪些步骤之后"), 0U);
    EXPECT_EQ(at(18, "行政许可").hover(), "### 行政许可 `licensing`");
    EXPECT_EQ(at(18, "行政许可").hover(Language::English), "### licensing `行政许可`");
    EXPECT_EQ(at(23, "8 工作日").hover().find("### 8 个工作日\n\n- 不含法定休息日"), 0U);
    EXPECT_NE(at(10, "15 日").hover().find("没有规定“日”是工作日还是自然日"), std::string::npos);
    EXPECT_NE(at(6, "2021-07-01").hover().find("2021-07-01，星期四"), std::string::npos);
    const std::string licensing =
        Marked(
            "法律文件 《甲法》 { 位阶: 法律; 施行: 2020-01-01; 日: 工作日 依据 第九条\n"
            "第三条 { 时限 决定: 1§0 日 } }\n")
            .hover();
    EXPECT_NE(licensing.find("按本文件关于期间的规定，是 10 个工作日"), std::string::npos);
    EXPECT_NE(licensing.find("“日”指工作日（第九条）"), std::string::npos);
    const Marked allowance("@允许(TIM§001, \"批复\")\n事项 甲 { 类型: 公共服务 }\n");
    EXPECT_EQ(allowance.range(), "TIM001");
    EXPECT_EQ(allowance.hover().find("# TIM001 "), 0U);
    EXPECT_EQ(allowance.hover().find("## In English"), std::string::npos);
    EXPECT_NE(allowance.hover(Language::English), allowance.hover());
    EXPECT_EQ(
        Marked(
            "@允许(\"timeline/promise-§exceeds-statute\", \"批复\")\n事项 甲 { 类型: 公共服务 }\n")
            .hover(),
        allowance.hover());
}

TEST(IdeHover, EscapesWhatASourceHolds) {
    const std::string text = Marked("机关 §\"a*b_c<d>`e[f]\\n\" { 辖区: 甲 }\n").hover();
    EXPECT_NE(text.find("a\\*b\\_c\\<d\\>\\`e\\[f\\]"), std::string::npos) << text;
}

TEST(IdeSymbols, ShowDeclarationsWithTheirParts) {
    const Marked marked(kPackage + std::string(kCursor));
    const std::vector<Symbol> symbols = ide::documentSymbols(marked.view, marked.file);
    ASSERT_EQ(symbols.size(), 15U);
    EXPECT_EQ(symbols[0].name, "清江省");
    EXPECT_EQ(symbols[0].kind, SymbolKind::Jurisdiction);
    EXPECT_EQ(symbols[5].name, "《清江省集市管理条例》");
    EXPECT_EQ(symbols[5].detail, "省级地方性法规");
    ASSERT_EQ(symbols[5].children.size(), 3U);
    EXPECT_EQ(symbols[5].children[2].name, "第十一条第一款");
    EXPECT_EQ(symbols[5].children[2].detail, "时限 决定");
    const Symbol& item = symbols[10];
    EXPECT_EQ(item.name, "集市开办许可");
    EXPECT_EQ(item.kind, SymbolKind::Item);
    EXPECT_EQ(item.detail, "青山县集市管理局");
    ASSERT_EQ(item.children.size(), 3U);
    EXPECT_EQ(item.children[0].kind, SymbolKind::Materials);
    EXPECT_EQ(item.children[0].children.at(1).name, "营业执照");
    EXPECT_EQ(item.children[1].kind, SymbolKind::Flow);
    EXPECT_EQ(item.children[1].children.at(3).name, "决定");
    EXPECT_EQ(item.children[2].kind, SymbolKind::Situation);
    EXPECT_EQ(item.children[2].name, "变更");
}

// ------------------------------------------------------------------------------------------------
// What must hold for every text

std::string broken(const View& view, Span span) {
    if (!span.valid()) {
        return "a span without a file";
    }
    const Span place = view.sources->absolute(span);
    const SourceFile& file = view.sources->file(place.file);
    return place.begin <= place.end && place.end <= file.text().size() ? ""
                                                                       : "a span outside its file";
}

bool holds(const View& view, Span outer, Span inner) {
    return view.sources->absolute(outer).contains(view.sources->absolute(inner));
}

std::string brokenSymbols(const View& view, const std::vector<Symbol>& symbols, unsigned depth) {
    for (const Symbol& symbol : symbols) {
        std::string problem = symbol.name.empty()            ? "a symbol without a name"
                              : depth > ide::kDeepestSymbols ? "symbols too deep"
                              : !symbol.range.contains(symbol.selection)
                                  ? "a name outside its symbol"
                                  : broken(view, symbol.range);
        for (const Symbol& child : symbol.children) {
            if (!symbol.range.contains(child.range)) {
                problem = "a part outside its symbol";
            }
        }
        if (problem.empty()) {
            problem = brokenSymbols(view, symbol.children, depth + 1);
        }
        if (!problem.empty()) {
            return problem + ": " + symbol.name;
        }
    }
    return "";
}

/// Asks at every byte of a file; every `sample`-th word (0: none) is also asked for all references.
void askEverywhere(const View& view, FileId file, std::size_t sample, const std::string& name) {
    const auto size = static_cast<std::uint32_t>(view.sources->file(file).text().size());
    ide::Resolver resolver(view);
    std::set<Span> seen;
    for (std::uint32_t offset = 0; offset <= size + 2; ++offset) {
        const auto site = ide::siteAt(view, resolver, file, offset);
        if (!site) {
            continue;
        }
        const Span place = view.sources->absolute(site->span);
        ASSERT_TRUE(place.file == file && place.begin <= offset && offset <= place.end) << name;
        // What is said depends on the word alone.
        if (!seen.insert(site->span).second) {
            continue;
        }
        const std::string where = name + ": " + std::string(view.sources->text(site->span)) +
                                  " in line " +
                                  std::to_string(view.sources->begin(site->span).line);
        const auto hover = ide::hover(view, file, offset);
        if (hover) {
            ASSERT_EQ(broken(view, hover->range), "") << where;
            ASSERT_FALSE(hover->markdown.zh.empty() || hover->markdown.en.empty()) << where;
        }
        const std::vector<Span> definitions = ide::definition(view, file, offset);
        for (const Span span : definitions) {
            ASSERT_EQ(broken(view, span), "") << where;
        }
        if (sample == 0 || seen.size() % sample != 0 || definitions.empty()) {
            continue;
        }
        const Span definition = view.sources->absolute(definitions.front());
        const ide::References references = ide::references(view, definition.file, definition.begin);
        bool found = false;
        for (const auto* list : {&references.declarations, &references.uses}) {
            for (std::size_t i = 0; i < list->size(); ++i) {
                found = found || holds(view, (*list)[i], site->span);
                ASSERT_TRUE(i == 0 || view.sources->before((*list)[i - 1], (*list)[i])) << where;
            }
        }
        ASSERT_TRUE(found) << where << ": not among the references of its definition";
    }
    ASSERT_EQ(brokenSymbols(view, ide::documentSymbols(view, file), 1), "") << name;
}

/// The text of a name without its quotes.
std::string plain(std::string_view text) {
    for (const auto& [open, close] :
         {std::pair<std::string_view, std::string_view>{"\"", "\""}, {"“", "”"}, {"「", "」"}}) {
        if (text.size() >= open.size() + close.size() && text.substr(0, open.size()) == open) {
            text.remove_prefix(open.size());
            text.remove_suffix(close.size());
        }
    }
    return normalizeNfkc(text);
}

/// What the definitions of names lead to has that name.
void namesLeadToTheirHeads(const View& view, FileId file, const std::string& name) {
    ide::Resolver resolver(view);
    const model::Program& program = *view.program;
    for (const syntax::Module& module : *view.modules) {
        if (module.file != file) {
            continue;
        }
        for (const syntax::PlacedDeclaration& placed : module.declarations) {
            for (const ide::Site& site : ide::sitesOf(view, resolver, placed)) {
                std::set<std::string> names{plain(view.sources->text(site.span))};
                if (const auto* item = std::get_if<model::ItemId>(&site.thing)) {
                    names = {std::string(program.text(program.items[*item].name)),
                             std::string(program.text(program.items[*item].situation)),
                             *names.begin()};
                } else if (const auto* id = std::get_if<model::FunctionId>(&site.thing)) {
                    names.insert(std::string(program.text(program.functions[*id].name)));
                } else if (const auto* organ = std::get_if<model::OrganId>(&site.thing)) {
                    names.insert(std::string(program.text(program.organs[*organ].name)));
                } else if (!std::holds_alternative<model::PlaceId>(site.thing) &&
                           !std::holds_alternative<model::DocumentId>(site.thing) &&
                           !std::holds_alternative<ide::Office>(site.thing) &&
                           !std::holds_alternative<ide::FlowStep>(site.thing)) {
                    continue;
                }
                const Span place = view.sources->absolute(site.span);
                const auto found = ide::definition(view, file, place.begin);
                ASSERT_EQ(found.size(), 1U) << name << ": " << view.sources->text(site.span);
                EXPECT_TRUE(names.contains(plain(view.sources->text(found.front()))))
                    << name << ": " << view.sources->text(site.span) << " leads to "
                    << view.sources->text(found.front());
            }
        }
    }
}

TEST(IdeEverywhere, AnswersInEveryCase) {
    enterProject();
    for (const std::string& path : caseFiles()) {
        const auto snapshot = checkFile(path, asOfCase(readFile(path)));
        for (const syntax::Module& module : snapshot->modules) {
            if (snapshot->sources->file(module.file).path() == path) {
                askEverywhere(viewOf(*snapshot), module.file, 5, path);
                namesLeadToTheirHeads(viewOf(*snapshot), module.file, path);
            }
        }
    }
}

TEST(IdeEverywhere, AnswersInTheCorpus) {
    enterProject();
    CheckRequest request;
    request.jobs = 2;
    const auto snapshot = checkFile("corpus", *Date::parse(kCasesAsOf), request);
    for (const syntax::Module& module : snapshot->modules) {
        const std::string& path = snapshot->sources->file(module.file).path();
        askEverywhere(viewOf(*snapshot), module.file, 61, path);
        namesLeadToTheirHeads(viewOf(*snapshot), module.file, path);
    }
    // Files of the library that were read answer too; uses in them are not looked for.
    for (std::size_t i = 0; i < snapshot->sources->size(); i += 7) {
        if (snapshot->sources->file(FileId(i)).embedded()) {
            askEverywhere(viewOf(*snapshot), FileId(i), 0,
                          snapshot->sources->file(FileId(i)).path());
        }
    }
}

TEST(IdeEverywhere, AnswersInBrokenSources) {
    enterProject();
    Random random(7);
    const std::string source = readFile("tests/cases/flow/times.fadu") + kPackage;
    constexpr std::array<std::string_view, 8> pieces{"{",  "}",  "：",    "《",
                                                     "\"", "或", "情形 ", "\xE4"};
    for (int round = 0; round < 40; ++round) {
        std::string text = source.substr(random.below(source.size() / 2), 3000);
        for (int i = 0; i < 6; ++i) {
            const std::size_t where = random.below(text.size());
            if (random.below(2) == 0) {
                text.erase(where, random.below(20));
            } else {
                text.insert(where, pieces[random.below(pieces.size())]);
            }
        }
        const auto snapshot = checkText(text, *Date::parse(kCasesAsOf));
        askEverywhere(viewOf(*snapshot), snapshot->modules.front().file, 7,
                      "round " + std::to_string(round));
    }
}

TEST(IdeEverywhere, ADeclarationAnswersTheSameWhereverItsSpansCountFrom) {
    const auto ask = [](bool sections) {
        Parsed parsed = parseText("// 前面有些别的\n" + kPackage);
        for (syntax::PlacedDeclaration& placed : parsed.modules.front().declarations) {
            if (sections) {
                placed.section = parsed.sources.addSection(placed.file, placed.offset);
            }
        }
        model::ProgramInput input;
        input.sources = &parsed.sources;
        input.modules = &parsed.modules;
        input.asOf = *Date::parse(kCasesAsOf);
        const model::Model model(input);
        const auto program = model.program();
        const derive::Facts facts = derive::deriveFacts(*program, parsed.sources, 1);
        const View view{&parsed.sources, &parsed.modules, program.get(), &facts, &catalogue()};
        std::string result;
        const FileId file = parsed.modules.front().file;
        const auto add = [&](Span span) {
            const Position place = parsed.sources.begin(span);
            result +=
                std::to_string(place.offset) + " " + std::string(parsed.sources.text(span)) + "\n";
        };
        for (std::uint32_t offset = 0; offset < parsed.sources.file(file).text().size();
             offset += 2) {
            if (const auto hover = ide::hover(view, file, offset)) {
                add(hover->range);
                result += hover->markdown.zh + hover->markdown.en;
            }
            for (const Span span : ide::definition(view, file, offset)) {
                add(span);
            }
        }
        const auto symbols = ide::documentSymbols(view, file);
        for (const Symbol& symbol : symbols) {
            add(symbol.range);
            add(symbol.selection);
            result += symbol.name + symbol.detail;
        }
        for (const Span span : ide::references(view, file, 200).uses) {
            add(span);
        }
        return result;
    };
    const std::string absolute = ask(false);
    EXPECT_GT(absolute.size(), 10000U);
    EXPECT_TRUE(absolute == ask(true));
}

/// Everything that is answered about the package files of a view, as text.
std::string told(const View& view) {
    std::vector<std::string> files;
    for (const syntax::Module& module : *view.modules) {
        std::string result = view.sources->file(module.file).path() + "\n";
        const auto add = [&](Span span) {
            const Span place = view.sources->absolute(span);
            result += view.sources->file(place.file).path() + ":" + std::to_string(place.begin) +
                      "-" + std::to_string(place.end) + "\n";
        };
        std::set<Span> seen;
        const auto size = view.sources->file(module.file).text().size();
        for (std::uint32_t offset = 0; offset < size; offset += 3) {
            const auto hover = ide::hover(view, module.file, offset);
            if (!hover || !seen.insert(hover->range).second) {
                continue;
            }
            add(hover->range);
            result += hover->markdown.zh + "\n" + hover->markdown.en + "\n";
            for (const Span span : ide::definition(view, module.file, offset)) {
                add(span);
            }
            if (seen.size() % 5 == 0) {
                for (const Span span : ide::references(view, module.file, offset).uses) {
                    add(span);
                }
            }
        }
        const auto symbols = ide::documentSymbols(view, module.file);
        for (const Symbol& symbol : symbols) {
            add(symbol.selection);
            result += symbol.name + " " + symbol.detail + "\n";
        }
        files.push_back(std::move(result));
    }
    std::sort(files.begin(), files.end());
    std::string result;
    for (const std::string& file : files) {
        result += file;
    }
    return result;
}

TEST(IdeEverywhere, AnswersAfterEditsAreThoseOfARunFromNothing) {
    namespace fs = std::filesystem;
    const fs::path root = fs::temp_directory_path() / ("fadu-ide-" + std::to_string(::getpid()));
    fs::create_directories(root);
    const std::size_t half = kPackage.find("目录事项");
    std::map<std::string, std::string> texts{{(root / "a.fadu").string(), kPackage.substr(0, half)},
                                             {(root / "b.fadu").string(), kPackage.substr(half)}};
    std::ofstream(root / "fadu.toml") << "name = \"edited\"\n";
    for (const auto& [path, text] : texts) {
        std::ofstream(path, std::ios::binary) << text;
    }
    CheckRequest request;
    request.paths = {root.string()};
    request.asOf = Date::parse(kCasesAsOf);
    request.jobs = 1;
    std::optional<UsageError> error;
    const auto session = Session::open(request, error);
    ASSERT_FALSE(error) << error->message.en;
    Random random(11);
    constexpr std::array<std::string_view, 4> more{
        "事项 集市备案 { 类型: 公共服务; 实施机关: 青山县政务服务中心 }\n",
        "事项 甲 { 类型: 行政许可; 设定依据: 《食品安全法》第三十五条; 实施机关: 青山县集市管理局 }\n",
        "一件事 乙 { 事项: 集市备案, 没有的事 }\n", "} 情形 {\n"};
    for (int round = 0; round < 40; ++round) {
        auto file = texts.begin();
        std::advance(file, random.below(2));
        std::string& text = file->second;
        const std::size_t line = text.find('\n', random.below(text.size())) + 1;
        const std::size_t end = std::min(text.find('\n', line), text.size() - 1) + 1;
        switch (random.below(4)) {
            case 0:
                text.erase(line, end - line);
                break;
            case 1:
                text.insert(line, text.substr(line, end - line));
                break;
            case 2:
                text.insert(line, random.pick(more));
                break;
            default:
                if (const std::size_t at = text.find("集市", line); at != std::string::npos) {
                    text.replace(at, std::string_view("集市").size(), "街市");
                }
                break;
        }
        if (text.size() < 200) {
            text = kPackage;
        }
        session->edit(file->first, text);
        const auto view = [&] { return viewOf(session->snapshot()); };
        EXPECT_FALSE(told(view()).empty()) << "before it is checked";
        session->checkEdited();
        EXPECT_FALSE(told(view()).empty()) << "before it is settled";
        session->settle();
        CheckRequest fresh = request;
        for (const auto& [path, now] : texts) {
            fresh.overlays[path] = std::make_shared<const std::string>(now);
        }
        const CheckResult result = check(fresh);
        ASSERT_EQ(result.snapshots.size(), 1U);
        const std::string expected = told(viewOf(*result.snapshots.front()));
        const std::string found = told(view());
        const auto differs =
            std::mismatch(expected.begin(), expected.end(), found.begin(), found.end());
        ASSERT_TRUE(expected == found)
            << "round " << round << "\n"
            << std::string(differs.first, std::min(differs.first + 300, expected.end())) << "\n--\n"
            << std::string(differs.second, std::min(differs.second + 300, found.end()));
    }
    fs::remove_all(root);
}

}  // namespace

}  // namespace fadu::tests
