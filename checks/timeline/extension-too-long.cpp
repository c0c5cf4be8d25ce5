#include "checks/Check.h"
#include "checks/Describe.h"
#include "derive/Bearing.h"

#include <algorithm>
#include <optional>

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check timeline_extension_too_long;
const Check timeline_extension_too_long{
    {"TIM009",
     "timeline/extension-too-long",
     Severity::Error,
     Nature::Legality,
     {"所列延长 {length}，{problem}", "the stated extension of {length} {problem}"}},
    visit};

namespace {

using derive::GoverningLimit;
using model::Program;

/// Limits that a rule or less sets, governing or not, with an extension at least as long as the
/// item's: where the rule is of the package, the finding is at the rule (TIM018).
const model::Limit* grantedByRule(const Context& context, const GoverningLimit& limit,
                                  const syntax::Quantity& length) {
    const Program& program = context.program;
    const auto grants = [&](model::LimitId id) {
        const model::Limit& one = program.limits[id];
        const std::optional<Rank>& rank =
            program.instruments[program.provisions[one.provision].instrument].rank;
        return one.extension && rank && !model::mayLengthenLimits(*rank) &&
               !isAlwaysLonger(context, length, one.extension->length);
    };
    for (const model::LimitId id : limit.limits) {
        if (grants(id)) {
            return &program.limits[id];
        }
    }
    for (const GoverningLimit::Loser& loser : limit.losers) {
        if (grants(loser.limit)) {
            return &program.limits[loser.limit];
        }
    }
    return nullptr;
}

/// Whether what is recorded of a limit says all about its extension.
bool isComplete(const Program& program, const model::Limit& limit) {
    const model::Provision& provision = program.provisions[limit.provision];
    return provision.complete || program.completeFor(provision.instrument, EntryKind::Limit);
}

/// The longest extension that the general law of the kind allows, whatever the situation.
std::optional<syntax::Quantity> generalExtension(const Program& program,
                                                 const GoverningLimit& limit,
                                                 const model::Item& item) {
    for (const GoverningLimit::Loser& loser : limit.losers) {
        const model::Limit& one = program.limits[loser.limit];
        if (loser.reason == derive::LoserReason::GeneralLaw && one.extension &&
            derive::applicability(program, item, one.appliesTo).applies) {
            return one.extension->length;
        }
    }
    return std::nullopt;
}

void visit(Context& context, model::ItemId id) {
    const Program& program = context.program;
    const model::Item& item = program.items[id];
    const GoverningLimit& governed = context.facts.of(id).of(derive::ClockKind::Decision).limit;
    // A special law that was not read may allow more.
    if (!item.extension.known() || governed.state != GoverningLimit::State::Known ||
        (governed.general && !governed.complete) || timesAreSilent(context, id)) {
        return;
    }
    const model::Limit& limit = program.limits[governed.governing()];
    const model::StatedLimit& stated = item.extension.value;
    Diagnostic diagnostic =
        makeDiagnostic(timeline_extension_too_long.descriptor, item.extension.span);
    Text problem;
    if (limit.extension && !isAlwaysLonger(context, stated.length, limit.extension->length)) {
        const std::string& approver = limit.extension->approver;
        if (!stated.approver.empty() || approver.empty()) {
            return;
        }
        problem = {"没有写明由谁批准，依法须经" + approver + "批准",
                   "names nobody who approves it; the law wants " + approver};
        diagnostic.label = {"没有写明批准", "no approver"};
        const Span entry = item.extension.entry;
        if (!context.sources.text(entry).ends_with('}')) {
            diagnostic.fixes.push_back(
                {{"写明由" + approver + "批准", "name " + approver},
                 false,
                 {{{entry.file, entry.end, entry.end}, " 批准 " + approver}}});
        } else {
            diagnostic.advice = {"写明由" + approver + "批准", "name " + approver};
        }
    } else {
        if (!limit.extension && !(isComplete(program, limit) && governed.complete)) {
            return;
        }
        if (const model::Limit* rule = grantedByRule(context, governed, stated.length)) {
            if (!program.instruments[program.provisions[rule->provision].instrument].fromLibrary) {
                return;
            }
            diagnostic.severity = Severity::Warning;
            diagnostic.related.push_back(
                {rule->span, {"只有规章以下的文件这样规定", "only a rule says so"}});
        }
        if (limit.extension) {
            const Text allowed = model::quantityText(limit.extension->length);
            problem = {"长于法律准许延长的 " + allowed.zh,
                       "is longer than the " + allowed.en + " that the law allows"};
            diagnostic.label =
                excessText(derive::Amount::longest(stated.length), limit.extension->length);
            diagnostic.fixes.push_back(
                {{"改为不超过 " + allowed.zh, "at most " + allowed.en},
                 false,
                 {{item.extension.span, sourceText(limit.extension->length)}}});
        } else {
            const Text source = derive::provisionName(program, limit.provision);
            problem = {"没有依据：适用的期限由" + source.zh + "规定，没有准许延长",
                       "has no ground: " + source.en + " sets the limit and allows none"};
            diagnostic.label = {"没有准许延长", "none is allowed"};
            const auto general = generalExtension(program, governed, item);
            if (general && !isAlwaysLonger(context, stated.length, *general)) {
                diagnostic.severity = Severity::Warning;
                diagnostic.advice = {
                    "特别规定的期限能否再依一般规定延长，有不同认识，请核实；没有依据的，删去“延长”",
                    "whether the general law's extension is left to a special limit is disputed: find "
                    "out, and remove it where there is no ground"};
            } else {
                diagnostic.advice = {"删去“延长”；法律、法规另有规定的，引用它",
                                     "remove it, or cite the law or regulation that allows it"};
            }
        }
    }
    diagnostic.parameters = {parameter("length", model::quantityText(stated.length)),
                             parameter("problem", problem)};
    diagnostic.legalBasis = limitBasis(program, governed.governing());
    diagnostic.related.push_back({limit.span, {"适用的法定时限", "the limit that governs"}});
    diagnostic.witness = derive::limitWitness(program, governed);
    context.report(std::move(diagnostic));
}

}  // namespace

}  // namespace fadu::checks
