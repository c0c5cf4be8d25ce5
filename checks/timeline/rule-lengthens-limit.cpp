#include "checks/Check.h"
#include "checks/Describe.h"
#include "checks/Lengthening.h"
#include "checks/OwnRules.h"
#include "derive/Bearing.h"

#include <algorithm>
#include <unordered_map>

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);
void visitPackage(Context& context);

}  // namespace

extern const Check timeline_rule_lengthens_limit;
const Check timeline_rule_lengthens_limit{{"TIM018",
                                           "timeline/rule-lengthens-limit",
                                           Severity::Error,
                                           Nature::Legality,
                                           {"{source}{what}，只有{rank}这样规定，{rule}",
                                            "{source} {what}; only a {rank} says so, but {rule}"}},
                                          visit,
                                          visitPackage};

namespace {

using derive::ClockKind;
using derive::LoserReason;
using model::Program;

bool isRules(LoserReason reason) {
    return reason == LoserReason::RuleMayOnlyShorten || reason == LoserReason::MayNotLengthen;
}

Rank rankOf(const Program& program, model::ProvisionId provision) {
    return program.instruments[program.provisions[provision].instrument].rank.value_or(
        Rank::LocalDocument);
}

Text ruleText(bool onlyLaws) {
    return onlyLaws ? Text{"而这一期限只有法律可以另定", "only a law may set another"}
                    : Text{"而规章以下的文件只能缩短、不能延长法定期限",
                           "rules and documents may shorten a statutory limit, never lengthen it"};
}

/// Where a law leaves the procedure to a ministry, a longer period is doubtful, not plainly wrong.
bool leftToRules(const Program& program, const model::Item& item) {
    const derive::Bearing left = derive::bearing(program, item, EntryKind::LeftTo);
    return std::any_of(left.entries.begin(), left.entries.end(),
                       [](const derive::Bearing::Entry& entry) { return !entry.general; });
}

Diagnostic lengthened(const Context& context, const Lengthening& one, model::ItemId id, Span span) {
    const Program& program = context.program;
    const model::Limit& limit = program.limits[one.limit];
    const derive::GoverningLimit& governing = context.facts.of(id).of(one.clock).limit;
    const model::Limit& lawful = program.limits[governing.governing()];
    const Text length = model::quantityText(limit.length);
    const Text shorter = model::quantityText(lawful.length);
    Diagnostic diagnostic = makeDiagnostic(
        timeline_rule_lengthens_limit.descriptor, span,
        {parameter("source", derive::provisionName(program, limit.provision)),
         parameter("what", Text{"规定的 " + length.zh + " 长于 " + shorter.zh,
                                "sets " + length.en + ", longer than " + shorter.en}),
         parameter("rank", termText(rankOf(program, limit.provision))),
         parameter("rule", ruleText(one.reason == LoserReason::MayNotLengthen))});
    diagnostic.label = {"应不超过 " + shorter.zh, "at most " + shorter.en};
    diagnostic.legalBasis = limitBasis(program, governing.governing());
    diagnostic.related.push_back({lawful.span, {"适用的法定时限", "the limit that governs"}});
    diagnostic.witness = derive::limitWitness(program, governing);
    if (leftToRules(program, program.items[id])) {
        diagnostic.severity = Severity::Warning;
        diagnostic.advice = {
            "法律把办理程序授权有关部门规定，期限能否由规章另定有不同认识，请向制定机关核实",
            "the law leaves the procedure to a department; whether it may set this period is "
            "doubtful, so ask who made the rule"};
        return diagnostic;
    }
    diagnostic.advice = {
        "把期限改为不超过 " + shorter.zh + "；确需更长的，由法律、法规规定",
        "set at most " + shorter.en + "; a longer period needs a law or regulation"};
    return diagnostic;
}

/// An item whose 法定 rests on a rule of the library that may not lengthen.
void visit(Context& context, model::ItemId id) {
    const Program& program = context.program;
    const model::Item& item = program.items[id];
    if (!item.statutory.known() || timesAreSilent(context, id)) {
        return;
    }
    const std::vector<Lengthening> all = lengthenings(context, id, ClockKind::Decision);
    const Lengthening* cited = citedBy(program, item, all);
    if (cited == nullptr || !isRules(cited->reason) ||
        !program.instruments[program.provisions[program.limits[cited->limit].provision].instrument]
             .fromLibrary) {
        return;
    }
    Diagnostic diagnostic = lengthened(context, *cited, id, item.statutory.span);
    diagnostic.related.push_back(
        {program.limits[cited->limit].span, {"规章这样规定", "what the rule says"}});
    context.report(std::move(diagnostic));
}

void addItems(const Program& program, const std::vector<model::ItemId>& items,
              Diagnostic& diagnostic) {
    for (const model::ItemId id : items) {
        diagnostic.related.push_back(
            {program.items[id].head, {"影响这一事项", "this item is concerned"}});
    }
}

/// Extensions and pauses that only a rule of the package grants to the items that it bears on.
void visitGrants(Context& context) {
    const Program& program = context.program;
    struct Use {
        model::ProvisionId provision;
        Span span;
        Text what;
        std::vector<model::ItemId> items;
        model::ItemId first;
        bool doubtful = false;
        std::vector<LegalBasis> basis;
    };
    const auto isOwnRule = [&](model::ProvisionId provision) {
        const model::Instrument& instrument =
            program.instruments[program.provisions[provision].instrument];
        return !instrument.fromLibrary && instrument.rank &&
               !model::mayLengthenLimits(*instrument.rank);
    };
    // Few packages have rules of their own, and most of those grant nothing.
    const OwnRuleEntries excluding(program, EntryKind::Excluded);
    const bool extends = std::any_of(
        program.limits.begin(), program.limits.end(),
        [&](const model::Limit& limit) { return limit.extension && isOwnRule(limit.provision); });
    if (excluding.none() && !extends) {
        return;
    }
    std::vector<Use> uses;
    std::unordered_map<std::uint64_t, std::size_t> known;
    const auto add = [&](std::uint64_t key, model::ItemId id, Use use) {
        const auto [found, isNew] = known.emplace(key, uses.size());
        if (isNew) {
            use.first = id;
            use.doubtful = leftToRules(program, program.items[id]);
            uses.push_back(std::move(use));
        }
        uses[found->second].items.push_back(id);
    };
    for (std::size_t i = 0; i < program.items.size(); ++i) {
        const model::ItemId id(i);
        const model::Item& item = program.items[id];
        if (!item.offered || !item.kind.known() || item.kind.value != PowerKind::Licensing) {
            continue;
        }
        const derive::GoverningLimit& governing =
            context.facts.of(id).of(ClockKind::Decision).limit;
        if (governing.state != derive::GoverningLimit::State::Known ||
            (governing.general && !governing.complete)) {
            continue;
        }
        const model::Limit& lawful = program.limits[governing.governing()];
        if (!model::mayLengthenLimits(rankOf(program, lawful.provision))) {
            continue;
        }
        std::vector<model::LimitId> binding(governing.limits.begin(), governing.limits.end());
        for (const derive::GoverningLimit::Loser& loser : governing.losers) {
            binding.push_back(loser.limit);
        }
        for (const model::LimitId limitId : binding) {
            const model::Limit& limit = program.limits[limitId];
            if (!isOwnRule(limit.provision) || !limit.extension) {
                continue;
            }
            const bool longer =
                lawful.extension
                    ? isAlwaysLonger(context, limit.extension->length, lawful.extension->length)
                    : program.completeFor(program.provisions[lawful.provision].instrument,
                                          EntryKind::Limit) ||
                          program.provisions[lawful.provision].complete;
            if (longer) {
                const Text length = model::quantityText(limit.extension->length);
                add(std::uint64_t{limitId.index()} << 1U, id,
                    {limit.provision,
                     limit.span,
                     {"准许再延长 " + length.zh, "allows an extension of " + length.en},
                     {},
                     {},
                     false,
                     limitBasis(program, governing.governing())});
            }
        }
        if (!excluding.mayConcern(item)) {
            continue;
        }
        // What the laws free from the period: those that bear on the item, and 许可法 45.
        const derive::Bearing excluded = derive::bearing(program, item, EntryKind::Excluded);
        std::vector<NameId> lawfulNames;
        for (const derive::Bearing::Entry& entry : excluded.entries) {
            const model::Entry& value = program.entries[entry.entry];
            if (model::mayLengthenLimits(rankOf(program, value.provision))) {
                lawfulNames.push_back(value.name);
            }
        }
        for (const derive::Bearing::Entry& entry : excluded.entries) {
            const model::Entry& value = program.entries[entry.entry];
            if (isOwnRule(value.provision) && std::find(lawfulNames.begin(), lawfulNames.end(),
                                                        value.name) == lawfulNames.end()) {
                const std::string name(program.text(value.name));
                add((std::uint64_t{entry.entry.index()} << 1U) | 1U, id,
                    {value.provision,
                     value.span,
                     {"把“" + name + "”的时间排除在期限之外",
                      "takes the time of '" + name + "' out of the period"},
                     {},
                     {},
                     false,
                     {statute(program, "中华人民共和国行政许可法", article(45))}});
            }
        }
    }
    for (Use& use : uses) {
        Diagnostic diagnostic =
            makeDiagnostic(timeline_rule_lengthens_limit.descriptor, use.span,
                           {parameter("source", derive::provisionName(program, use.provision)),
                            parameter("what", use.what),
                            parameter("rank", termText(rankOf(program, use.provision))),
                            parameter("rule", ruleText(false))});
        diagnostic.legalBasis = std::move(use.basis);
        diagnostic.witness = derive::limitWitness(
            program, context.facts.of(use.first).of(ClockKind::Decision).limit);
        if (use.doubtful) {
            diagnostic.severity = Severity::Warning;
        }
        diagnostic.advice = {"删去这一规定；确有必要的，由法律、法规规定",
                             "remove it; what is needed is for a law or regulation to say"};
        addItems(program, use.items, diagnostic);
        context.report(std::move(diagnostic));
    }
}

/// Limits of the package's own rules, at their entry.
void visitPackage(Context& context) {
    for (const LengtheningUse& use : lengtheningsOfPackage(context, isRules)) {
        Diagnostic diagnostic = lengthened(context, use.lengthening, use.items.front(),
                                           context.program.limits[use.lengthening.limit].span);
        addItems(context.program, use.items, diagnostic);
        context.report(std::move(diagnostic));
    }
    visitGrants(context);
}

}  // namespace

}  // namespace fadu::checks
