#include "unit/Built.h"

namespace fadu::tests {

namespace {

using derive::Authority;
using derive::Verdict;
using Failure = Authority::Failure;

constexpr std::string_view kWorld = R"(
辖区 清江省 { 编码: "990000" }
辖区 白石市 { 编码: "990100"; 上级: 清江省 }
辖区 河口县 { 编码: "990102"; 上级: 白石市 }
辖区 山阴县 { 编码: "990103"; 上级: 白石市 }
职能 集市主管部门 { 层级: 县以上 }
职能 街区主管部门 { 层级: 县以上 }
机关 清江省局: 集市主管部门 { 辖区: 清江省 }
机关 白石市局: 集市主管部门 { 辖区: 白石市 }
机关 河口县局: 集市主管部门 { 辖区: 河口县; 曾用名: 河口县老局 }
机关 河口街区局: 街区主管部门 { 辖区: 河口县 }
机关 河口审批局 { 辖区: 河口县 }
机关 河口分局 { 辖区: 河口县; 性质: 派出机构; 派出自: 白石市局 }
机关 河口未写全局 { 辖区: 河口县; 职能收录: 部分 }
设定权 许可设定 { 种类: 行政许可; 位阶: 法律, 行政法规, 省级地方性法规; 依据: 《甲条例》第一条 }
设定权 规章不得 { 种类: 行政许可; 位阶: 部门规章; 限度: 不得设定; 依据: 《甲条例》第一条 }
法律文件 《甲条例》 {
  位阶: 行政法规; 施行: 2010-01-01; 收录: 全文
  第八条 { 设定 县许可: 行政许可, 由 集市主管部门, 层级 县, 别名 县级集市许可 }
  第九条 { 设定 市许可: 行政许可, 由 集市主管部门, 层级 市 }
  第十条 { 设定 无主许可: 行政许可 }
  第十一条 { 设定 点名许可: 行政许可, 由 河口县老局 }
  第十二条 { 设定 县确认: 行政确认, 由 集市主管部门, 层级 县 }
}
法律文件 《乙规定》 { 位阶: 部门规章; 施行: 2010-01-01; 收录: 全文
  第三条 { 设定 县许可: 行政许可, 由 集市主管部门, 层级 县; 设定 规章许可: 行政许可, 由 集市主管部门 } }
法律文件 《丙通知》 { 位阶: 地方规范性文件; 辖区: 河口县; 施行: 2010-01-01; 收录: 全文 }
法律文件 《半部条例》 { 位阶: 行政法规; 施行: 2010-01-01; 收录: 部分; 第一条 { 已核全 } }
)";

struct Judged {
    explicit Judged(std::string_view item, std::string_view more = {},
                    std::string_view asOf = "2026-01-01")
        : program(built(std::string(kWorld) + std::string(more) + "\n" + std::string(item) + "\n",
                        asOf)) {
        for (std::size_t i = 0; i < program.program().items.size(); ++i) {
            if (program.program().items[model::ItemId(i)].offered) {
                authority = derive::deriveAuthority(program.program(), model::ItemId(i));
                break;
            }
        }
    }
    Built program;
    Authority authority;
};

std::string licence(std::string_view name, std::string_view basis, std::string_view organ,
                    std::string_view more = {}) {
    return "事项 " + std::string(name) + " { 类型: 行政许可; 设定依据: " + std::string(basis) +
           "; 实施机关: " + std::string(organ) + "; " + std::string(more) + " }";
}

/// `+`: proved; `?`: unknown; else the failure's number.
std::string outcome(std::string_view item, std::string_view more = {},
                    std::string_view asOf = "2026-01-01") {
    const Authority authority = Judged(item, more, asOf).authority;
    return authority.verdict == Verdict::Proved    ? "+"
           : authority.verdict == Verdict::Unknown ? "?"
           : authority.verdict == Verdict::Refuted
               ? std::to_string(static_cast<int>(authority.failure))
               : "-";
}

std::string number(Failure failure) { return std::to_string(static_cast<int>(failure)); }

}  // namespace

TEST(Authority, TheChainFromProvisionToOrgan) {
    const Judged judged(licence("县许可", "《甲条例》第八条", "河口县局"));
    EXPECT_EQ(judged.authority.verdict, Verdict::Proved);
    EXPECT_TRUE(judged.authority.establishment.valid());
    EXPECT_TRUE(judged.authority.function.valid());
    EXPECT_EQ(judged.authority.competence, 0U);
    EXPECT_EQ(judged.authority.level, Level::County);
    EXPECT_FALSE(judged.authority.ancestor);
    // By another name of the power, and by a citation below what is recorded.
    EXPECT_EQ(outcome(licence("县级集市许可", "《甲条例》第八条", "河口县局")), "+");
    EXPECT_TRUE(Judged(licence("县许可", "《甲条例》第八条第二款", "河口县局")).authority.ancestor);
    EXPECT_EQ(outcome(licence("某许可", "《甲条例》第八条", "河口县局", "行使权力: 县许可")), "+");
}

TEST(Authority, OneCitationThatEstablishesItSuffices) {
    EXPECT_EQ(outcome(licence("县许可", "《乙规定》第三条, 《甲条例》第八条", "河口县局")), "+");
    EXPECT_EQ(outcome(licence("县许可", "《未知条例》第一条, 《甲条例》第八条", "河口县局")), "+");
    EXPECT_EQ(outcome(licence("县许可", "《半部条例》第二条, 《甲条例》第八条", "河口县局")), "+");
}

TEST(Authority, RankTooLow) {
    const Judged judged(licence("规章许可", "《乙规定》第三条", "河口县局"));
    EXPECT_EQ(judged.authority.failure, Failure::RankTooLow);
    EXPECT_EQ(judged.authority.competence, 1U);  // The entry that forbids it.
    EXPECT_EQ(outcome(licence("规章许可", "《乙规定》第三条, 《未知条例》第一条", "河口县局")),
              "?");
}

TEST(Authority, AbsenceNeedsCompleteRecords) {
    EXPECT_EQ(outcome(licence("别的许可", "《甲条例》第八条", "河口县局")),
              number(Failure::EstablishesNothing));
    EXPECT_EQ(outcome(licence("别的许可", "《半部条例》第一条", "河口县局")),
              number(Failure::EstablishesNothing));
    EXPECT_EQ(outcome(licence("别的许可", "《半部条例》第二条", "河口县局")), "?");
    EXPECT_EQ(outcome(licence("别的许可", "《半部条例》", "河口县局")), "?");
    EXPECT_EQ(outcome(licence("别的许可", "《半部条例》第一条至第二条", "河口县局")), "?");
    EXPECT_EQ(outcome(licence("别的许可", "《未知条例》第一条", "河口县局")), "?");
    // Established elsewhere: the citation is missing, not the basis.
    EXPECT_EQ(outcome(licence("县许可", "《甲条例》第九条", "河口县局")), "?");
    // A finding about the citation is enough.
    EXPECT_EQ(outcome(licence("别的许可", "《甲条例》第八条", "河口县局"), "", "2009-01-01"), "?");
}

TEST(Authority, NoBasisAtAll) {
    EXPECT_EQ(outcome("事项 别的许可 { 类型: 行政许可; 实施机关: 河口县局 }"),
              number(Failure::NoBasis));
    EXPECT_EQ(outcome("事项 县许可 { 类型: 行政许可; 实施机关: 河口县局 }"), "?");
    EXPECT_EQ(outcome("事项 查询 { 类型: 公共服务; 实施机关: 河口县局 }"), "-");
    // 实施依据 counts where no 设定依据 is stated.
    EXPECT_EQ(
        outcome("事项 县许可 { 类型: 行政许可; 实施依据: 《甲条例》第八条; 实施机关: 河口县局 }"),
        "+");
}

TEST(Authority, OtherKinds) {
    EXPECT_EQ(
        outcome("事项 县确认 { 类型: 行政确认; 设定依据: 《甲条例》第十二条; 实施机关: 河口县局 }"),
        "+");
    EXPECT_EQ(
        outcome("事项 别的确认 { 类型: 行政确认; 设定依据: 《甲条例》第八条; 实施机关: 河口县局 }"),
        "?");
    EXPECT_EQ(
        outcome("事项 别的确认 { 类型: 行政确认; 设定依据: 《丙通知》第八条; 实施机关: 河口县局 }"),
        number(Failure::RankTooLow));
    EXPECT_EQ(
        outcome("事项 别的奖励 { 类型: 行政奖励; 设定依据: 《甲条例》第八条; 实施机关: 河口县局 }"),
        "?");
    // The same name as another kind of power is another power.
    EXPECT_EQ(
        outcome("事项 县许可 { 类型: 行政处罚; 设定依据: 《甲条例》第八条; 实施机关: 河口县局 }"),
        number(Failure::EstablishesNothing));
}

TEST(Authority, TheOrganAndItsLevel) {
    EXPECT_EQ(outcome(licence("县许可", "《甲条例》第八条", "河口街区局")),
              number(Failure::NotCompetent));
    EXPECT_EQ(outcome(licence("市许可", "《甲条例》第九条", "河口县局")),
              number(Failure::WrongLevel));
    EXPECT_EQ(outcome(licence("县许可", "《甲条例》第八条", "白石市局")),
              number(Failure::WrongLevel));
    EXPECT_EQ(outcome(licence("市许可", "《甲条例》第九条", "白石市局")), "+");
    // A field office acts for the department that sent it out.
    EXPECT_EQ(outcome(licence("市许可", "《甲条例》第九条", "河口分局")), "+");
    // 初审转报: the decision is the higher one's.
    EXPECT_EQ(outcome(licence("市许可", "《甲条例》第九条", "河口县局", "审批层级: 市")), "+");
    EXPECT_EQ(outcome(licence("县许可", "《甲条例》第八条", "河口县局", "行使层级: 县以上")),
              number(Failure::WrongLevel));
    // Outside its place.
    EXPECT_EQ(outcome(licence("县许可", "《甲条例》第八条", "河口县局", "辖区: 山阴县")),
              number(Failure::NotCompetent));
    // Not known, not wrong.
    EXPECT_EQ(outcome(licence("县许可", "《甲条例》第八条", "河口未写全局")), "?");
    EXPECT_EQ(outcome(licence("无主许可", "《甲条例》第十条", "河口街区局")), "?");
    EXPECT_EQ(outcome(licence("县许可", "《甲条例》第八条", "没有这个局")), "?");
}

TEST(Authority, HoldersByAFormerNameAndHoldersThatNobodyKnows) {
    EXPECT_EQ(outcome(licence("点名许可", "《甲条例》第十一条", "河口县局")), "+");
    EXPECT_EQ(outcome(licence("点名许可", "《甲条例》第十一条", "河口街区局")),
              number(Failure::NotCompetent));
    constexpr std::string_view more =
        "法律文件 《丁条例》 { 位阶: 行政法规; 施行: 2010-01-01; 收录: 全文; 第一条 { 设定 怪许可: 行政许可, 由 没有这个部门 } }";
    EXPECT_EQ(outcome(licence("怪许可", "《丁条例》第一条", "河口县局"), more), "?");
}

TEST(Authority, ReachedByTransferAndOnward) {
    constexpr std::string_view transfer =
        "划转 一 { 事项: 县许可; 从: 河口县局; 至: 河口审批局; 自: 2020-01-01 }\n";
    EXPECT_EQ(outcome(licence("县许可", "《甲条例》第八条", "河口审批局")),
              number(Failure::NotCompetent));
    EXPECT_EQ(outcome(licence("县许可", "《甲条例》第八条", "河口审批局"), transfer), "+");
    EXPECT_EQ(outcome(licence("县许可", "《甲条例》第八条", "河口审批局"), transfer, "2019-12-31"),
              number(Failure::NotCompetent));
    EXPECT_EQ(outcome(licence("点名许可", "《甲条例》第十一条", "河口审批局"), transfer),
              number(Failure::NotCompetent));
    // Only what is on the way is shown, in the order of the way.
    constexpr std::string_view onward = R"(
划转 旁支 { 事项: 县许可; 从: 河口街区局; 至: 河口未写全局; 自: 2020-01-01 }
委托 二 { 事项: 县许可; 从: 河口审批局; 至: 河口未写全局; 自: 2020-01-01 }
)";
    const Judged judged(licence("县许可", "《甲条例》第八条", "河口未写全局"),
                        std::string(transfer) + std::string(onward));
    EXPECT_EQ(judged.authority.verdict, Verdict::Proved);
    EXPECT_EQ(judged.authority.mandates, (std::vector<std::size_t>{0, 2}));
    // A circle of transfers ends.
    constexpr std::string_view circle = R"(
划转 二 { 事项: 县许可; 从: 河口街区局; 至: 河口审批局 }
划转 三 { 事项: 县许可; 从: 河口审批局; 至: 河口街区局 }
)";
    EXPECT_EQ(outcome(licence("县许可", "《甲条例》第八条", "河口审批局"), circle),
              number(Failure::NotCompetent));
}

TEST(Authority, AWrongTransferIsTheFindingItself) {
    constexpr std::string_view wrong = "划转 一 { 事项: 县许可; 从: 河口县扃; 至: 河口审批局 }\n";
    EXPECT_EQ(outcome(licence("县许可", "《甲条例》第八条", "河口审批局"), wrong), "?");
    constexpr std::string_view other = "划转 一 { 事项: 别的; 从: 河口县扃; 至: 河口审批局 }\n";
    EXPECT_EQ(outcome(licence("县许可", "《甲条例》第八条", "河口审批局"), other),
              number(Failure::NotCompetent));
}

TEST(Authority, ALocalInstrumentElsewhereEstablishesNothingHere) {
    constexpr std::string_view more = R"(
辖区 南岭省 { 编码: "980000" }
法律文件 《南岭条例》 { 位阶: 省级地方性法规; 辖区: 南岭省; 施行: 2010-01-01; 收录: 全文
  第一条 { 设定 南岭许可: 行政许可, 由 集市主管部门 } }
)";
    EXPECT_EQ(outcome("事项 南岭许可 { 类型: 行政许可; 实施机关: 河口县局 }", more),
              number(Failure::NoBasis));
    EXPECT_EQ(outcome(licence("南岭许可", "《南岭条例》第一条", "河口县局"), more),
              "?");  // REF007 says it.
}

}  // namespace fadu::tests
