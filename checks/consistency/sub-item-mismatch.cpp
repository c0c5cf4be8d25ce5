#include "checks/Check.h"
#include "checks/Describe.h"

#include <algorithm>

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check consistency_sub_item_mismatch;
const Check consistency_sub_item_mismatch{
    {"CON004",
     "consistency/sub-item-mismatch",
     Severity::Warning,
     Nature::Form,
     {"情形“{situation}”超出了事项“{item}”：{what}",
      "the situation '{situation}' goes beyond the item '{item}': {what}"}},
    visit};

namespace {

using model::Program;

/// Whether the powers are one: by name, or as names of one recorded power of the kind.
bool samePower(const Program& program, const model::Item& left, const model::Item& right) {
    if (left.power == right.power) {
        return true;
    }
    const auto& all = program.establishmentsOf(left.power);
    return std::any_of(all.begin(), all.end(), [&](model::EstablishmentId id) {
        const model::Establishment& establishment = program.establishments[id];
        return establishment.power == right.power ||
               std::find(establishment.aliases.begin(), establishment.aliases.end(), right.power) !=
                   establishment.aliases.end();
    });
}

bool isWithin(LevelSet inner, LevelSet outer) {
    for (unsigned i = 0; i <= static_cast<unsigned>(Level::National); ++i) {
        const auto level = static_cast<Level>(i);
        if (inner.contains(level) && !outer.contains(level)) {
            return false;
        }
    }
    return true;
}

Diagnostic finding(const Program& program, const model::Item& item, Span span, Text what,
                   Label main) {
    Diagnostic diagnostic = makeDiagnostic(
        consistency_sub_item_mismatch.descriptor, span,
        {parameter("situation", program.text(item.situation)),
         parameter("item", program.text(item.name)), parameter("what", std::move(what))});
    diagnostic.related.push_back(std::move(main));
    diagnostic.advice = {
        "情形只能在主项的权力、层级和期限之内；实际是另一项权力的，单独列为事项",
        "a situation stays within its item's power, levels and limit; what is another power is an item of its own"};
    return diagnostic;
}

void visit(Context& context, model::ItemId id) {
    const Program& program = context.program;
    const model::Item& item = program.items[id];
    if (!item.main.valid()) {
        return;
    }
    const model::Item& main = program.items[item.main];
    const derive::ItemFacts& facts = context.facts.of(id);
    const bool lawful = facts.authority.failure == derive::Authority::Failure::None;
    // What a catalogue's situation says is said there.
    const bool inherited = item.catalogueItem.valid() &&
                           program.items[item.catalogueItem].main.valid() &&
                           program.items[item.catalogueItem].power == item.power;
    if (item.power.valid() && main.power.valid() && !samePower(program, item, main) && lawful &&
        !inherited) {
        const std::string own(program.text(item.power));
        const std::string other(program.text(main.power));
        context.report(finding(
            program, item, item.head,
            {"它行使的是“" + own + "”，事项行使的是“" + other + "”",
             "it exercises '" + own + "', the item exercises '" + other + "'"},
            {main.head, {"事项行使“" + other + "”", "the item exercises '" + other + "'"}}));
    }
    const struct {
        const model::Stated<LevelSet>& own;
        const model::Stated<LevelSet>& above;
        Text name;
    } levels[] = {
        {item.exerciseLevel, main.exerciseLevel, {"行使层级", "level of exercise"}},
        {item.decisionLevel, main.decisionLevel, {"审批层级", "level of decision"}},
        {item.acceptanceLevel, main.acceptanceLevel, {"受理层级", "level of acceptance"}}};
    for (const auto& [own, above, name] : levels) {
        if (!own.known() || !above.known() || isWithin(own.value, above.value) || !lawful) {
            continue;
        }
        const Text mine = levelSetText(own.value);
        const Text its = levelSetText(above.value);
        context.report(finding(program, item, own.span,
                               {name.zh + "是" + mine.zh + "，事项写的是" + its.zh,
                                "its " + name.en + " is " + mine.en + ", the item's " + its.en},
                               {above.entry, {"事项的" + name.zh, "the item's " + name.en}}));
    }
    // Where recorded law sets the situation's limit, that is the measure (TIM005).
    const derive::GoverningLimit& limit = facts.of(derive::ClockKind::Decision).limit;
    const bool measured =
        limit.state != derive::GoverningLimit::State::None && !(limit.general && !limit.complete);
    if (!item.statutory.known() || !main.statutory.known() || measured ||
        timesAreSilent(context, id) ||
        !isAlwaysLonger(context, item.statutory.value.length, main.statutory.value.length)) {
        return;
    }
    const Text mine = model::quantityText(item.statutory.value.length);
    const Text its = model::quantityText(main.statutory.value.length);
    context.report(
        finding(program, item, item.statutory.span,
                {"法定时限 " + mine.zh + "，长于事项的 " + its.zh,
                 "its statutory limit of " + mine.en + " is longer than the item's " + its.en},
                {main.statutory.entry, {"事项的法定时限", "the item's statutory limit"}}));
}

}  // namespace

}  // namespace fadu::checks
