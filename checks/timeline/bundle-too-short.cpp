#include "checks/Check.h"
#include "checks/CycleWitness.h"
#include "checks/Describe.h"
#include "derive/Bundles.h"

#include <algorithm>

namespace fadu::checks {

namespace {

void visit(Context& context);

}  // namespace

extern const Check timeline_bundle_too_short;
const Check timeline_bundle_too_short{{"TIM011",
                                       "timeline/bundle-too-short",
                                       Severity::Error,
                                       Nature::Form,
                                       {"一件事“{bundle}”承诺 {promise}，{chain}",
                                        "the bundle '{bundle}' promises {promise}, but {chain}"}},
                                      nullptr,
                                      visit};

namespace {

using derive::BundleOrder;

/// Why an item comes behind the one before it in the chain.
Text reason(const Context& context, const BundleOrder& order, std::uint32_t from,
            std::uint32_t to) {
    const auto wait = std::find_if(
        order.waits.begin(), order.waits.end(),
        [&](const BundleOrder::Wait& one) { return one.from == from && one.to == to; });
    if (wait->stated()) {
        const std::string name = context.program.itemTitle(order.items[to]);
        return {"后于“" + name + "”", "after '" + name + "'"};
    }
    return edgeText(context.program, context.facts.dependencies, wait->requirement.front());
}

void visitBundle(Context& context, const model::Bundle& bundle) {
    const model::Program& program = context.program;
    if (!bundle.promise.known()) {
        return;
    }
    const BundleOrder order =
        derive::deriveBundleOrder(program, context.facts.dependencies, context.sources, bundle);
    const auto chain = derive::chainBeyondPromise(program, *context.facts.periods, order, bundle);
    if (!chain || std::any_of(chain->items.begin(), chain->items.end(), [&](std::uint32_t at) {
            return timesAreSilent(context, order.items[at]);
        })) {
        return;
    }
    const syntax::Quantity& promise = bundle.promise.value.length;
    const Text total = derive::amountText(chain->total);
    const bool alone = chain->items.size() == 1;
    std::vector<std::string> titles;
    Witness witness;
    witness.kind = Witness::Kind::Path;
    std::vector<Label> related;
    for (std::size_t i = 0; i < chain->items.size(); ++i) {
        const model::ItemId id = order.items[chain->items[i]];
        const model::Item& item = program.items[id];
        const std::string title = program.itemTitle(id);
        titles.push_back("“" + title + "”");
        Text text{"“" + title + "”", "'" + title + "'"};
        Span place = item.head;
        if (item.promise.known()) {
            const Text length = model::quantityText(item.promise.value.length);
            text.zh += "承诺 " + length.zh;
            text.en += " promises " + length.en;
            place = item.promise.entry;
        }
        related.push_back({place, text});
        if (i != 0) {
            const Text why = reason(context, order, chain->items[i], chain->items[i - 1]);
            text.zh += "；" + why.zh;
            text.en += "; " + why.en;
        }
        witness.steps.push_back({std::move(text), place, title, true, std::nullopt});
    }
    const std::string name(program.text(bundle.name));
    Text joined = derive::joined(titles);
    Diagnostic diagnostic = makeDiagnostic(
        timeline_bundle_too_short.descriptor, bundle.promise.span,
        {parameter("bundle", name), parameter("promise", model::quantityText(promise)),
         parameter("chain", alone ? Text{"其中" + joined.zh + "一项就承诺 " + total.zh,
                                         joined.en + " alone promises " + total.en}
                                  : Text{"而" + joined.zh + "须依次办理，承诺合计 " + total.zh,
                                         joined.en + " come one after the other and promise " +
                                             total.en + " together"})});
    diagnostic.label = excessText(chain->total, promise);
    if (!diagnostic.label.empty()) {
        diagnostic.label = {"所需时间比承诺" + diagnostic.label.zh,
                            "what it takes is " + diagnostic.label.en};
    }
    diagnostic.related = std::move(related);
    diagnostic.witness = std::move(witness);
    diagnostic.advice = {
        "延长一件事的承诺，或者缩短各事项的承诺；可以同时办理的，取消“后于”和没有依据的前置",
        "promise more, shorten the promises of the items, or let them be handled at once"};
    diagnostic.owner = name;
    context.report(std::move(diagnostic));
}

void visit(Context& context) {
    for (const model::Bundle& bundle : context.program.bundles) {
        visitBundle(context, bundle);
    }
}

}  // namespace

}  // namespace fadu::checks
