#include "checks/Check.h"
#include "checks/Describe.h"
#include "derive/Bearing.h"

#include <algorithm>

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check timeline_deemed_differs;
const Check timeline_deemed_differs{
    {"TIM021",
     "timeline/deemed-differs",
     Severity::Warning,
     Nature::Legality,
     {"事项写明逾期视为{stated}，{law}", "the item says that silence counts as {stated}, {law}"}},
    visit};

namespace {

using derive::ClockKind;

/// Silence about the notice, the decision or the renewal: an effect of one says nothing of others.
ClockKind clockOf(Deemed effect) {
    return effect == Deemed::Accepted ? ClockKind::Acceptance : ClockKind::Decision;
}

Text effectText(Deemed effect) {
    return termText(TermFamily::Deemed, static_cast<std::uint8_t>(effect));
}

void visit(Context& context, model::ItemId id) {
    const model::Program& program = context.program;
    const model::Item& item = program.items[id];
    if (!item.deemed.known() || !item.kind.known()) {
        return;
    }
    const Deemed stated = item.deemed.value;
    const derive::GoverningLimit& limit = context.facts.of(id).of(clockOf(stated)).limit;
    struct Lawful {
        Deemed effect;
        model::ProvisionId provision;
        Span span;
    };
    std::vector<Lawful> lawful;
    for (const model::LimitId one : limit.limits) {
        if (const auto& effect = program.limits[one].deemed) {
            lawful.push_back({*effect, program.limits[one].provision, program.limits[one].span});
        }
    }
    bool complete = limit.state == derive::GoverningLimit::State::Known && limit.complete;
    for (const derive::Bearing::Entry& one :
         derive::bearing(program, item, EntryKind::Deemed).entries) {
        const model::Entry& entry = program.entries[one.entry];
        if (entry.deemed && clockOf(*entry.deemed) == clockOf(stated)) {
            lawful.push_back({*entry.deemed, entry.provision, entry.span});
        }
    }
    if (std::any_of(lawful.begin(), lawful.end(),
                    [&](const Lawful& one) { return one.effect == stated; })) {
        return;
    }
    // Of renewal 许可法 50 speaks; of a first decision it says nothing.
    std::erase_if(lawful, [&](const Lawful& one) {
        return one.effect == Deemed::Renewed && item.situation.valid() &&
               program.text(item.situation) != "延续";
    });
    if (lawful.empty()) {
        // What the governing provision does not say it does not grant, when it is known to be all.
        const model::LimitId governing = limit.governing();
        if (!complete || !governing.valid()) {
            return;
        }
        const model::Provision& provision = program.provisions[program.limits[governing].provision];
        if (!provision.complete && !program.completeFor(provision.instrument, EntryKind::Deemed)) {
            return;
        }
    }
    Text law = {"而规定期限的条文没有这样规定", "but the provision that sets the period does not"};
    if (!lawful.empty()) {
        const Text name = derive::provisionName(program, lawful.front().provision);
        const Text effect = effectText(lawful.front().effect);
        law = {"而" + name.zh + "规定逾期视为" + effect.zh,
               "but " + name.en + " makes it count as " + effect.en};
    }
    Diagnostic diagnostic =
        makeDiagnostic(timeline_deemed_differs.descriptor, item.deemed.span,
                       {parameter("stated", effectText(stated)), parameter("law", law)});
    if (lawful.empty()) {
        diagnostic.legalBasis = limitBasis(program, limit.governing());
        diagnostic.related.push_back(
            {program.limits[limit.governing()].span, {"规定期限的条文", "the provision"}});
        diagnostic.advice = {"删去这一项；确有法律、法规规定的，引用它",
                             "remove it, or cite the law or regulation that says so"};
    } else {
        diagnostic.legalBasis.push_back(program.legalBasis(lawful.front().provision));
        diagnostic.related.push_back({lawful.front().span, {"法律的规定", "what the law says"}});
        const Text effect = effectText(lawful.front().effect);
        diagnostic.fixes.push_back({{"改为“" + effect.zh + "”", "change it to '" + effect.en + "'"},
                                    false,
                                    {{item.deemed.span, effect.zh}}});
    }
    context.report(std::move(diagnostic));
}

}  // namespace

}  // namespace fadu::checks
