#include "checks/Check.h"
#include "checks/Describe.h"
#include "checks/Materials.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check dependency_missing_outcome;
const Check dependency_missing_outcome{
    {"DEP013",
     "dependency/missing-outcome",
     Severity::Info,
     Nature::Form,
     {"流程写了{shown}，没有写{missing}", "the flow shows {shown}, but not {missing}"}},
    visit};

namespace {

/// What may become of an application beside being granted, and how flows call it.
struct OtherOutcome {
    Text name;
    model::ProvisionPath path;  ///< Of 许可法.
    std::array<std::string_view, 6> words;
};

const std::array<OtherOutcome, 3>& outcomes() {
    static const std::array<OtherOutcome, 3> all{{
        {{"不予受理", "non-acceptance"}, article(32, 1), {"不予受理", "不受理", "不属于受理范围"}},
        {{"补正", "correction"},
         article(32, 1, 4),
         {"补正", "补齐", "补充材料", "补交", "材料不齐", "补件"}},
        {{"不予许可", "refusal"}, article(38, 2), {"不予", "不准", "不批准", "驳回"}},
    }};
    return all;
}

constexpr std::size_t kNonAcceptance = 0;
constexpr std::size_t kRefusal = 2;

bool shows(const model::Program& program, const model::Step& step, std::size_t outcome) {
    if (step.kind == model::Step::Kind::End) {
        return (outcome == kNonAcceptance && step.outcome == Outcome::NotAccepted) ||
               (outcome == kRefusal && step.outcome == Outcome::Refused);
    }
    const auto mentions = [&](std::string_view text) {
        // 不予受理 is no refusal.
        if (outcome == kRefusal &&
            text.find(outcomes()[kNonAcceptance].words[0]) != std::string_view::npos) {
            return false;
        }
        const auto& words = outcomes()[outcome].words;
        return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
            return !word.empty() && text.find(word) != std::string_view::npos;
        });
    };
    return (step.name.valid() && mentions(program.text(step.name))) || mentions(step.condition);
}

void visit(Context& context, model::ItemId id) {
    const model::Program& program = context.program;
    const model::Item& item = program.items[id];
    // 变更, 延续, 注销 keep to the usual course; an on-the-spot case has no way but one.
    if (!item.flow.valid() || !item.kind.known() || !takesMaterials(item) ||
        item.derivedSituation || item.has(Mode::OnTheSpotCase) || program.flows[item.flow].blamed) {
        return;
    }
    const model::Flow& flow = program.flows[item.flow];
    const bool licence = item.kind.value == PowerKind::Licensing;
    Text shown;
    Text missing;
    std::vector<LegalBasis> basis;
    for (std::size_t outcome = 0; outcome < outcomes().size(); ++outcome) {
        const bool has =
            std::any_of(flow.steps.begin(), flow.steps.end(),
                        [&](const model::Step& step) { return shows(program, step, outcome); });
        Text& list = has ? shown : missing;
        const OtherOutcome& one = outcomes()[outcome];
        const std::string name =
            outcome == kRefusal && !licence ? std::string("不予办理") : one.name.zh;
        list.zh += (list.zh.empty() ? "" : "、") + name;
        list.en += (list.en.empty() ? "" : ", ") + one.name.en;
        if (!has && licence) {
            basis.push_back(statute(program, "行政许可法", one.path));
        }
    }
    // A flow of the usual course alone leaves all three to the law.
    if (shown.empty() || missing.empty()) {
        return;
    }
    Diagnostic diagnostic =
        makeDiagnostic(dependency_missing_outcome.descriptor, flow.head,
                       {parameter("shown", shown), parameter("missing", missing)});
    diagnostic.label = {"没有" + missing.zh, "no " + missing.en};
    diagnostic.legalBasis = std::move(basis);
    diagnostic.advice = {
        "用“若 … { … 结束: … }”和“循环 补正”把没有写的也写上，办理人员和申请人才看得到全部结果",
        "add what is missing as a choice with an end or a bounded repetition"};
    context.report(std::move(diagnostic));
}

}  // namespace

}  // namespace fadu::checks
