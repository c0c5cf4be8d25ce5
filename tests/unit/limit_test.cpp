#include "unit/Built.h"

namespace fadu::tests {

namespace {

using derive::ClockKind;
using derive::GoverningLimit;
using derive::Verdict;
using Strings = std::vector<std::string>;
using State = GoverningLimit::State;

/// The general law, in the facts that matter here.
const std::vector<std::pair<std::string, std::string>> kLibrary{{"general.fadu", R"(
法律文件 《中华人民共和国行政许可法》 {
  位阶: 法律; 施行: 2004-07-01; 修正: 2019-04-23; 条数: 83; 收录: 部分
  日: 工作日 依据 第八十二条, 限 行政机关
  一般法: 行政许可
  第三十二条第一款第（四）项 { 时限 补正告知: 5 日, 自 收到申请; 逾期视为 受理 }
  第四十二条第一款 { 时限 决定: 20 日, 自 受理; 延长: 10 日, 批准 本行政机关负责人 }
  第四十二条第二款 { 时限 决定: 45 日, 适用 联合办理; 延长: 15 日, 批准 本级人民政府负责人 }
  第四十四条 { 时限 送达: 10 日, 自 决定 }
}
)"}};

constexpr std::string_view kPlaces = R"(
辖区 清江省 { 编码: "990000" }
辖区 南岭省 { 编码: "980000" }
辖区 白石市 { 编码: "990100"; 上级: 清江省 }
辖区 河口县 { 编码: "990102"; 上级: 白石市 }
职能 集市主管部门 { 层级: 县以上 }
机关 河口县局: 集市主管部门 { 辖区: 河口县 }
法律文件 《集市法》 { 位阶: 法律; 施行: 2010-01-01; 收录: 全文; 第八条 { 设定 集市许可: 行政许可, 由 集市主管部门, 别名 市集许可 } }
)";

std::string instrument(std::string_view title, std::string_view rank, std::string_view limits,
                       std::string_view more = "施行: 2012-01-01") {
    return "法律文件 《" + std::string(title) + "》 { 位阶: " + std::string(rank) + "; " +
           std::string(more) + "; 收录: 全文\n" + std::string(limits) + " }\n";
}

std::string item(std::string_view limits, std::string_view more = {},
                 std::string_view name = "集市许可") {
    return "事项 " + std::string(name) +
           " { 类型: 行政许可; 设定依据: 《集市法》第八条; 实施机关: 河口县局\n  时限 { " +
           std::string(limits) + " }\n  " + std::string(more) + "\n}\n";
}

struct Governed {
    explicit Governed(std::string_view text, ClockKind clock = ClockKind::Decision,
                      std::string_view situation = "新办", std::string_view asOf = "2026-01-01")
        : program(built(std::string(kPlaces) + std::string(text), asOf, kLibrary)),
          facts(program.facts()) {
        for (std::size_t i = 0; i < program.program().items.size(); ++i) {
            const model::Item& one = program.program().items[model::ItemId(i)];
            if (one.offered && program.program().text(one.situation) == situation) {
                of = &facts.items[i];
                limit = of->of(clock).limit;
                result = &of->of(clock);
            }
        }
    }
    std::string name(model::LimitId id) const {
        const model::Limit& value = program.program().limits[id];
        return std::string(program.program().text(
                   program.program()
                       .instruments[program.program().provisions[value.provision].instrument]
                       .title)) +
               " " + std::to_string(value.length.high);
    }
    Strings binding() const {
        Strings names;
        for (const model::LimitId id : limit.limits) {
            names.push_back(name(id));
        }
        return names;
    }
    /// Losers with their reasons, sorted.
    Strings losers() const {
        constexpr std::array<std::string_view, 7> reasons{
            "general", "lower", "onlyShorten", "earlier", "lessSpecific", "onlyLaw", "noOrder"};
        Strings names;
        for (const GoverningLimit::Loser& loser : limit.losers) {
            names.push_back(name(loser.limit) + " " +
                            std::string(reasons[static_cast<std::size_t>(loser.reason)]));
        }
        std::sort(names.begin(), names.end());
        return names;
    }

    Built program;
    derive::Facts facts;
    const derive::ItemFacts* of = nullptr;
    const derive::Clock* result = nullptr;
    GoverningLimit limit;
};

const std::string kGeneral = "中华人民共和国行政许可法 20";

}  // namespace

TEST(Limit, TheGeneralLawWhereNothingSpecialIsSet) {
    const Governed governed(item("承诺: 20 工作日"));
    EXPECT_EQ(governed.limit.state, State::Known);
    EXPECT_EQ(governed.binding(), Strings{kGeneral});
    EXPECT_TRUE(governed.limit.general);
    EXPECT_TRUE(governed.limit.complete);
    EXPECT_EQ(governed.limit.losers.size(), 0U);
    EXPECT_EQ(governed.result->promiseWithinLimit, Verdict::Proved);
    // Bare days of the organ in that law are working days (82).
    EXPECT_EQ(governed.program.program().limits[governed.limit.governing()].length.unit,
              Unit::WorkingDay);
    EXPECT_EQ(Governed(item("承诺: 21 工作日")).result->promiseWithinLimit, Verdict::Refuted);
}

TEST(Limit, JointHandlingHasFortyFiveDays) {
    const Governed governed(item("承诺: 45 工作日", "协同方式: 联合办理"));
    EXPECT_EQ(governed.binding(), Strings{"中华人民共和国行政许可法 45"});
    EXPECT_EQ(governed.losers(), Strings{kGeneral + " lessSpecific"});
    EXPECT_EQ(governed.result->promiseWithinLimit, Verdict::Proved);
    EXPECT_EQ(Governed(item("承诺: 45 工作日")).result->promiseWithinLimit, Verdict::Refuted);
}

TEST(Limit, Rule1EveryInstrumentInForceHereCounts) {
    // Cited nowhere, but its 适用 names the power, or what else it is called.
    for (const std::string_view power : {"集市许可", "市集许可"}) {
        const Governed governed(
            instrument("集市条例", "行政法规",
                       "第一条 { 时限 决定: 12 工作日, 适用 " + std::string(power) + " }") +
            item("承诺: 12 工作日"));
        EXPECT_EQ(governed.binding(), Strings{"集市条例 12"}) << power;
        EXPECT_EQ(governed.losers(), Strings{kGeneral + " general"}) << power;
        EXPECT_FALSE(governed.limit.general);
    }
    // Without 适用 it counts where the item cites the instrument, or it establishes the power.
    const std::string plain = instrument("集市条例", "行政法规", "第一条 { 时限 决定: 12 工作日 }");
    EXPECT_EQ(Governed(plain + item("承诺: 1 工作日")).binding(), Strings{kGeneral});
    EXPECT_EQ(Governed(plain + item("承诺: 1 工作日", "实施依据: 《集市条例》第三条")).binding(),
              Strings{"集市条例 12"});
    // The basis behind the item's own 法定 adds none.
    EXPECT_EQ(
        Governed(plain + item("承诺: 1 工作日; 法定: 12 工作日 依据 《集市条例》第一条")).binding(),
        Strings{kGeneral});
    // Another power's limit, one not in force, one of another place.
    EXPECT_EQ(
        Governed(
            instrument(
                "集市条例", "行政法规",
                "第一条 { 设定 别的许可: 行政许可, 由 集市主管部门; 时限 决定: 12 工作日, 适用 别的许可 }") +
            item("承诺: 1 工作日", "实施依据: 《集市条例》第三条"))
            .binding(),
        Strings{kGeneral});
    EXPECT_EQ(
        Governed(instrument("集市条例", "行政法规",
                            "第一条 { 时限 决定: 12 工作日, 适用 集市许可 }", "施行: 2030-01-01") +
                 item("承诺: 1 工作日"))
            .binding(),
        Strings{kGeneral});
    EXPECT_EQ(Governed(instrument("南岭条例", "省级地方性法规",
                                  "第一条 { 时限 决定: 12 工作日, 适用 集市许可 }",
                                  "施行: 2012-01-01; 辖区: 南岭省") +
                       item("承诺: 1 工作日"))
                  .binding(),
              Strings{kGeneral});
}

TEST(Limit, Rule1TheSpecificBeforeTheGeneralThenTheLater) {
    const std::string both =
        instrument("甲条例", "行政法规", "第一条 { 时限 决定: 15 工作日 }", "施行: 2020-01-01") +
        instrument("乙条例", "行政法规", "第一条 { 时限 决定: 18 工作日, 适用 集市许可 }",
                   "施行: 2011-01-01");
    const Governed specific(both + item("承诺: 1 工作日", "实施依据: 《甲条例》第三条"));
    EXPECT_EQ(specific.binding(), Strings{"乙条例 18"});
    EXPECT_EQ(specific.losers(), (Strings{kGeneral + " general", "甲条例 15 lessSpecific"}));
    for (const bool swapped : {false, true}) {
        const std::string older =
            instrument("甲条例", "行政法规", "第一条 { 时限 决定: 15 工作日, 适用 集市许可 }",
                       "施行: 2012-01-01");
        const std::string newer =
            instrument("乙条例", "行政法规", "第一条 { 时限 决定: 18 工作日, 适用 集市许可 }",
                       "施行: 2011-01-01; 修正: 2021-01-01");
        const Governed later((swapped ? newer + older : older + newer) + item("承诺: 1 工作日"));
        EXPECT_EQ(later.binding(), Strings{"乙条例 18"});
        EXPECT_EQ(later.losers(), (Strings{kGeneral + " general", "甲条例 15 earlier"}));
    }
}

TEST(Limit, Rule2LawsAndRegulationsSetTheirOwn) {
    const auto longer = [](std::string_view rank, std::string_view more) {
        return Governed(
            instrument("条例", rank, "第一条 { 时限 决定: 40 工作日, 适用 集市许可 }", more) +
            item("承诺: 40 工作日"));
    };
    for (const std::string_view rank : {"法律", "行政法规", "国务院决定"}) {
        EXPECT_EQ(longer(rank, "施行: 2012-01-01").binding(), Strings{"条例 40"}) << rank;
    }
    EXPECT_EQ(longer("省级地方性法规", "施行: 2012-01-01; 辖区: 清江省").binding(),
              Strings{"条例 40"});
    EXPECT_EQ(
        longer("设区的市地方性法规", "施行: 2012-01-01; 辖区: 白石市").result->promiseWithinLimit,
        Verdict::Proved);
    // A local regulation never lengthens what a higher special law sets; a shorter one binds as
    // well.
    const std::string law =
        instrument("集市特别法", "法律", "第一条 { 时限 决定: 30 工作日, 适用 集市许可 }");
    const auto local = [&](int days) {
        return Governed(
            law +
            instrument("条例", "省级地方性法规",
                       "第一条 { 时限 决定: " + std::to_string(days) + " 工作日, 适用 集市许可 }",
                       "施行: 2012-01-01; 辖区: 清江省") +
            item("承诺: 28 工作日"));
    };
    EXPECT_EQ(local(40).binding(), Strings{"集市特别法 30"});
    EXPECT_EQ(local(40).losers(), (Strings{kGeneral + " general", "条例 40 lower"}));
    EXPECT_EQ(local(25).binding(), (Strings{"集市特别法 30", "条例 25"}));
    EXPECT_EQ(local(25).result->promiseWithinLimit, Verdict::Refuted);
    EXPECT_EQ(local(25).name(local(25).result->brokenByPromise), "条例 25");
}

TEST(Limit, Rule3RulesMayOnlyShorten) {
    const auto rule = [](int days, std::string_view rank = "部门规章") {
        return Governed(
            instrument("规章", rank,
                       "第一条 { 时限 决定: " + std::to_string(days) + " 工作日, 适用 集市许可 }",
                       rank == "部门规章" ? "施行: 2012-01-01" : "施行: 2012-01-01; 辖区: 清江省") +
            item("承诺: 20 工作日"));
    };
    EXPECT_EQ(rule(15).binding(), (Strings{kGeneral, "规章 15"}));
    EXPECT_EQ(rule(15).result->promiseWithinLimit, Verdict::Refuted);
    for (const std::string_view rank : {"部门规章", "省级政府规章", "地方规范性文件"}) {
        EXPECT_EQ(rule(40, rank).binding(), Strings{kGeneral}) << rank;
        EXPECT_EQ(rule(40, rank).losers(), Strings{"规章 40 onlyShorten"}) << rank;
        EXPECT_EQ(rule(40, rank).result->promiseWithinLimit, Verdict::Proved) << rank;
    }
    EXPECT_EQ(rule(20).losers(), Strings{"规章 20 onlyShorten"});
    // Whether thirty calendar days are shorter than twenty working days the calendar decides: both
    // bind.
    const Governed undecided(
        instrument("规章", "部门规章", "第一条 { 时限 决定: 28 自然日, 适用 集市许可 }") +
        item("承诺: 20 工作日"));
    EXPECT_EQ(undecided.limit.limits.size(), 2U);
    EXPECT_EQ(undecided.result->promiseWithinLimit, Verdict::Unknown);
}

TEST(Limit, Rule3WithoutAnyLawTheRuleIsAllThereIs) {
    const Governed governed(
        instrument("规章", "部门规章", "第一条 { 时限 决定: 40 工作日, 适用 集市查询 }") +
        "事项 集市查询 { 类型: 公共服务; 实施机关: 河口县局; 实施依据: 《规章》第一条; 时限 { 承诺: 41 工作日 } }\n");
    EXPECT_EQ(governed.binding(), Strings{"规章 40"});
    EXPECT_FALSE(governed.limit.general);
    EXPECT_EQ(governed.result->promiseWithinLimit, Verdict::Refuted);
}

TEST(Limit, Rule4OfRanksWithoutOrderTheShorterBinds) {
    for (const bool swapped : {false, true}) {
        const std::string decision =
            instrument("决定", "国务院决定", "第一条 { 时限 决定: 25 工作日, 适用 集市许可 }",
                       "施行: 2020-01-01");
        const std::string regulation =
            instrument("条例", "行政法规", "第一条 { 时限 决定: 15 工作日, 适用 集市许可 }");
        const Governed governed((swapped ? regulation + decision : decision + regulation) +
                                item("承诺: 1 工作日"));
        EXPECT_EQ(governed.binding(), Strings{"条例 15"});
        EXPECT_EQ(governed.losers(), (Strings{kGeneral + " general", "决定 25 noOrder"}));
    }
    // The order of three ranks, two of them without order, does not depend on dates going round.
    const std::string three =
        instrument("省条例", "省级地方性法规", "第一条 { 时限 决定: 30 工作日, 适用 集市许可 }",
                   "施行: 2013-01-01; 辖区: 清江省") +
        instrument("市条例", "设区的市地方性法规", "第一条 { 时限 决定: 31 工作日, 适用 集市许可 }",
                   "施行: 2017-01-01; 辖区: 白石市") +
        instrument("自治条例", "自治条例", "第一条 { 时限 决定: 32 工作日, 适用 集市许可 }",
                   "施行: 2015-01-01; 辖区: 白石市");
    const Governed governed(three + item("承诺: 1 工作日"));
    EXPECT_EQ(governed.binding(), Strings{"省条例 30"});
    EXPECT_EQ(governed.losers(),
              (Strings{kGeneral + " general", "市条例 31 lower", "自治条例 32 noOrder"}));
}

TEST(Limit, Rule5SituationsTheItemDoesNotName) {
    const std::string law = instrument("条例", "行政法规", R"(
第一条 { 时限 决定: 15 工作日, 适用 集市许可, "简化管理" }
第二条 { 时限 决定: 30 工作日, 适用 集市许可, "重点管理" }
)");
    const auto verdict = [&](int days) {
        return Governed(law + item("承诺: " + std::to_string(days) + " 工作日"))
            .result->promiseWithinLimit;
    };
    EXPECT_EQ(verdict(15), Verdict::Proved);
    EXPECT_EQ(verdict(16), Verdict::Unknown);
    EXPECT_EQ(verdict(30), Verdict::Unknown);
    EXPECT_EQ(verdict(31), Verdict::Refuted);
    EXPECT_EQ(Governed(law + item("承诺: 1 工作日")).limit.state, State::BySituation);
    // The item names one: its own limit.
    const Governed named(law + item("承诺: 1 工作日", "情形 重点管理 { 办件类型: 承诺件 }"),
                         ClockKind::Decision, "重点管理");
    EXPECT_EQ(named.limit.state, State::Known);
    EXPECT_EQ(named.binding(), Strings{"条例 30"});
}

TEST(Limit, Rule5ASituationBesideWhatHoldsOtherwise) {
    // Whichever stands first, and whether or not the other names the power.
    for (const std::string_view plain : {"适用 集市许可", ""}) {
        for (const bool swapped : {false, true}) {
            const std::string first = "第一条 { 时限 决定: 15 工作日" +
                                      (plain.empty() ? std::string() : ", " + std::string(plain)) +
                                      " }\n";
            const std::string second =
                "第二条 { 时限 决定: 30 工作日, 适用 集市许可, \"重点管理\" }\n";
            const Governed governed(
                instrument("条例", "行政法规", swapped ? second + first : first + second) +
                item("承诺: 25 工作日", "实施依据: 《条例》第一条"));
            EXPECT_EQ(governed.limit.state, State::BySituation) << plain << swapped;
            EXPECT_EQ(governed.result->promiseWithinLimit, Verdict::Unknown) << plain << swapped;
        }
    }
    // Where only the situation has a special limit, the others have the general one.
    const std::string only = instrument(
        "条例", "行政法规", "第一条 { 时限 决定: 30 工作日, 适用 集市许可, \"重点管理\" }");
    EXPECT_EQ(Governed(only + item("承诺: 25 工作日")).result->promiseWithinLimit,
              Verdict::Unknown);
    EXPECT_EQ(Governed(only + item("承诺: 20 工作日")).result->promiseWithinLimit, Verdict::Proved);
    EXPECT_EQ(Governed(only + item("承诺: 31 工作日")).result->promiseWithinLimit,
              Verdict::Refuted);
    // A rule that shortens binds whatever the situation.
    const std::string rule =
        instrument("规章", "部门规章", "第一条 { 时限 决定: 12 工作日, 适用 集市许可 }");
    EXPECT_NE(Governed(only + rule + item("承诺: 15 工作日")).result->promiseWithinLimit,
              Verdict::Proved);
    EXPECT_EQ(Governed(only + rule + item("承诺: 12 工作日")).result->promiseWithinLimit,
              Verdict::Proved);
    // A rule that shortens for a situation may bind.
    const std::string some = instrument(
        "规章", "部门规章", "第一条 { 时限 决定: 5 工作日, 适用 集市许可, \"简易程序\" }");
    EXPECT_EQ(Governed(some + item("承诺: 10 工作日")).result->promiseWithinLimit,
              Verdict::Unknown);
    EXPECT_EQ(Governed(some + item("承诺: 21 工作日")).result->promiseWithinLimit,
              Verdict::Refuted);
}

TEST(Limit, OtherSituationsOfALicenceDoNotCount) {
    const std::string law =
        instrument("条例", "行政法规", "第一条 { 时限 决定: 5 工作日, 适用 集市许可, 变更 }");
    const std::string both = item("承诺: 9 工作日", "情形 变更 { 办件类型: 承诺件 }");
    EXPECT_EQ(Governed(law + both).binding(), Strings{kGeneral});
    EXPECT_EQ(Governed(law + both, ClockKind::Decision, "变更").binding(), Strings{"条例 5"});
}

TEST(Limit, CompletenessIsOfWhereASpecialLimitWouldStand) {
    const auto complete = [](std::string_view text, ClockKind clock = ClockKind::Decision) {
        return Governed(text, clock).limit.complete;
    };
    const std::string partial =
        "法律文件 《半部条例》 { 位阶: 行政法规; 施行: 2012-01-01; 收录: 部分 }\n";
    const std::string limits =
        "法律文件 《半部条例》 { 位阶: 行政法规; 施行: 2012-01-01; 收录: 部分; 已核全: 时限 }\n";
    EXPECT_TRUE(complete(item("承诺: 1 工作日")));
    EXPECT_FALSE(complete(partial + item("承诺: 1 工作日", "实施依据: 《半部条例》第一条")));
    EXPECT_TRUE(complete(limits + item("承诺: 1 工作日", "实施依据: 《半部条例》第一条")));
    EXPECT_FALSE(complete(item("承诺: 1 工作日", "实施依据: 《未知条例》第一条")));
    // Only a law can set another period than 32 and 44.
    EXPECT_TRUE(complete(partial + item("承诺: 1 工作日", "实施依据: 《半部条例》第一条"),
                         ClockKind::Delivery));
    // An open special limit leaves the general one unproved and unbroken.
    EXPECT_EQ(Governed(partial + item("承诺: 30 工作日", "实施依据: 《半部条例》第一条"))
                  .result->promiseWithinLimit,
              Verdict::Unknown);
    EXPECT_EQ(Governed(partial + item("承诺: 3 工作日", "实施依据: 《半部条例》第一条"))
                  .result->promiseWithinLimit,
              Verdict::Unknown);
    // Of a power whose law is not known at all nobody can say.
    EXPECT_FALSE(
        complete("事项 怪许可 { 类型: 行政许可; 实施机关: 河口县局; 时限 { 承诺: 30 工作日 } }\n"));
}

TEST(Limit, OnlyALawLengthensNoticeAndDelivery) {
    const auto other = [](std::string_view rank, std::string_view limit, ClockKind clock) {
        return Governed(
            instrument("条例", rank, "第一条 { 时限 " + std::string(limit) + ", 适用 集市许可 }") +
                item("承诺: 1 工作日; 受理: 6 工作日; 送达: 11 工作日"),
            clock);
    };
    const std::string notice = "中华人民共和国行政许可法 5";
    const std::string delivery = "中华人民共和国行政许可法 10";
    EXPECT_EQ(other("行政法规", "送达: 15 工作日, 自 决定", ClockKind::Delivery).binding(),
              Strings{delivery});
    EXPECT_EQ(other("行政法规", "送达: 15 工作日, 自 决定", ClockKind::Delivery).losers(),
              Strings{"条例 15 onlyLaw"});
    EXPECT_EQ(other("法律", "送达: 15 工作日, 自 决定", ClockKind::Delivery).binding(),
              Strings{"条例 15"});
    EXPECT_EQ(other("部门规章", "补正告知: 3 工作日, 自 收到申请", ClockKind::Acceptance).binding(),
              (Strings{notice, "条例 3"}));
    EXPECT_EQ(
        other("行政法规", "补正告知: 9 工作日", ClockKind::Acceptance).result->promiseWithinLimit,
        Verdict::Refuted);
}

TEST(Limit, ApplicantsPeriodsAreNone) {
    EXPECT_EQ(Governed(instrument("条例", "行政法规",
                                  "第一条 { 时限 决定: 5 工作日, 由 申请人, 适用 集市许可 }") +
                       item("承诺: 9 工作日"))
                  .binding(),
              Strings{kGeneral});
}

TEST(Limit, ClocksFromReceiptTakeAcceptanceIn) {
    const std::string law = instrument(
        "条例", "行政法规", "第一条 { 时限 决定: 20 工作日, 自 收到申请, 适用 集市许可 }");
    const auto verdict = [&](std::string_view limits) {
        return Governed(law + item(limits)).result->promiseWithinLimit;
    };
    // A missing promise of acceptance counts with the five days of 32.
    EXPECT_EQ(verdict("承诺: 15 工作日"), Verdict::Proved);
    EXPECT_EQ(verdict("承诺: 16 工作日"), Verdict::Refuted);
    EXPECT_EQ(verdict("受理: 2 工作日; 承诺: 18 工作日"), Verdict::Proved);
    EXPECT_EQ(verdict("受理: 3 工作日; 承诺: 18 工作日"), Verdict::Refuted);
    // A wrong promise of acceptance is a finding of its own: nothing is added for it.
    EXPECT_EQ(verdict("受理: 很快; 承诺: 18 工作日"), Verdict::Unknown);
    EXPECT_EQ(verdict("受理: 很快; 承诺: 21 工作日"), Verdict::Refuted);
}

TEST(Limit, DifferentEventsAreNeverComparedNumberToNumber) {
    // The law counts from acceptance, a shorter rule from receipt: each is held against its own.
    const std::string rule = instrument(
        "规章", "部门规章", "第一条 { 时限 决定: 18 工作日, 自 收到申请, 适用 集市许可 }");
    EXPECT_EQ(Governed(rule + item("受理: 5 工作日; 承诺: 14 工作日")).result->promiseWithinLimit,
              Verdict::Refuted);
    EXPECT_EQ(Governed(rule + item("受理: 5 工作日; 承诺: 13 工作日")).result->promiseWithinLimit,
              Verdict::Proved);
    EXPECT_TRUE(Governed(rule + item("受理: 5 工作日; 承诺: 14 工作日")).result->fromReceipt);
    // From the day the materials are complete: no earlier than receipt, no later than acceptance.
    const std::string complete = instrument(
        "条例", "行政法规", "第一条 { 时限 决定: 20 工作日, 自 材料齐全, 适用 集市许可 }");
    EXPECT_EQ(Governed(complete + item("承诺: 21 工作日")).result->promiseWithinLimit,
              Verdict::Refuted);
    EXPECT_EQ(Governed(complete + item("承诺: 20 工作日")).result->promiseWithinLimit,
              Verdict::Unknown);
    // The day of the event is never counted.
    const std::string next =
        instrument("条例", "行政法规", "第一条 { 时限 决定: 20 工作日, 自 次日, 适用 集市许可 }");
    EXPECT_EQ(Governed(next + item("承诺: 20 工作日")).result->promiseWithinLimit, Verdict::Proved);
}

TEST(Limit, FlowsAgainstLimitAndPromise) {
    const auto flow = [](std::string_view steps) { return "流程 { " + std::string(steps) + " }"; };
    const Governed governed(item(
        "承诺: 12 工作日",
        flow(
            "受理: 河口县局, 5 工作日; 审查: 河口县局, 10 工作日; 决定: 河口县局, 3 工作日; 送达: 河口县局, 11 工作日")));
    EXPECT_EQ(governed.result->flowWithinPromise, Verdict::Refuted);
    EXPECT_EQ(governed.result->flowWithinLimit, Verdict::Proved);
    EXPECT_EQ(governed.of->of(ClockKind::Delivery).flowWithinLimit, Verdict::Refuted);
    EXPECT_EQ(governed.of->of(ClockKind::Acceptance).flowWithinLimit, Verdict::Proved);
    // From receipt the acceptance steps count against the limit, not against a promise from
    // acceptance.
    const std::string law = instrument(
        "条例", "行政法规", "第一条 { 时限 决定: 15 工作日, 自 收到申请, 适用 集市许可 }");
    const Governed receipt(
        law + item("承诺: 12 工作日", flow("受理: 河口县局, 4 工作日; 决定: 河口县局, 12 工作日")));
    EXPECT_EQ(receipt.result->flowWithinLimit, Verdict::Refuted);
    EXPECT_EQ(receipt.result->flowWithinPromise, Verdict::Proved);
    // Without a step of it acceptance takes what 32 allows.
    EXPECT_EQ(Governed(law + item("承诺: 12 工作日", flow("决定: 河口县局, 11 工作日")))
                  .result->flowWithinLimit,
              Verdict::Refuted);
    EXPECT_EQ(Governed(law + item("承诺: 12 工作日", flow("决定: 河口县局, 10 工作日")))
                  .result->flowWithinLimit,
              Verdict::Proved);
    // A step without length proves nothing, but what is known may already be too long.
    EXPECT_EQ(Governed(item("承诺: 12 工作日", flow("审查: 河口县局; 决定: 河口县局, 12 工作日")))
                  .result->flowWithinPromise,
              Verdict::Unknown);
    EXPECT_EQ(Governed(item("承诺: 12 工作日", flow("审查: 河口县局; 决定: 河口县局, 13 工作日")))
                  .result->flowWithinPromise,
              Verdict::Refuted);
}

TEST(Limit, BareDaysAreWhatTheInstrumentSays) {
    const auto units = [](std::string_view days, std::string_view limits) {
        const Built program =
            built("法律文件 《甲法》 { 位阶: 法律; 施行: 2010-01-01; 收录: 部分; " +
                  std::string(days) + "\n第一条 { " + std::string(limits) + " } }\n");
        std::vector<Unit> result;
        for (const model::Limit& limit : program.program().limits) {
            result.push_back(limit.length.unit);
            EXPECT_TRUE(limit.bareDay);
        }
        return result;
    };
    constexpr std::string_view limits =
        "时限 决定: 5 日; 时限 决定: 30 日; 时限 审查: 5 日, 由 申请人";
    EXPECT_EQ(units("", limits),
              (std::vector<Unit>{Unit::UnstatedDay, Unit::UnstatedDay, Unit::UnstatedDay}));
    // 许可法 82: the organ's periods only.
    EXPECT_EQ(units("日: 工作日 依据 第八十二条, 限 行政机关", limits),
              (std::vector<Unit>{Unit::WorkingDay, Unit::WorkingDay, Unit::UnstatedDay}));
    // 处罚法 85, 复议法 88: some numbers; the rest are calendar days a contrario.
    EXPECT_EQ(units("日: 工作日 仅 2, 3, 5, 7 依据 第八十五条", limits),
              (std::vector<Unit>{Unit::WorkingDay, Unit::CalendarDay, Unit::WorkingDay}));
}

TEST(Limit, ResultsDoNotDependOnThreads) {
    std::string text(kPlaces);
    for (int i = 0; i < 300; ++i) {
        text += item("承诺: " + std::to_string(i % 40) + " 工作日", "辖区: 河口县",
                     "集市许可" + std::to_string(i));
    }
    const Built program = built(text, "2026-01-01", kLibrary);
    const derive::Facts one = program.facts(1);
    const derive::Facts many = program.facts(8);
    for (std::size_t i = 0; i < one.items.size(); ++i) {
        EXPECT_EQ(one.items[i].unknown(), many.items[i].unknown());
        EXPECT_EQ(one.items[i].of(ClockKind::Decision).limit.limits,
                  many.items[i].of(ClockKind::Decision).limit.limits);
    }
}

}  // namespace fadu::tests
