#include "checks/Check.h"
#include "checks/Describe.h"
#include "checks/Precedence.h"
#include "derive/Bearing.h"

#include <algorithm>

namespace fadu::checks {

namespace {

void visit(Context& context);

}  // namespace

extern const Check dependency_postponed_precondition;
const Check dependency_postponed_precondition{
    {"DEP014",
     "dependency/postponed-precondition",
     Severity::Error,
     Nature::Legality,
     {"“{item}”排在“{act}”之后，而{provision}要求它在先",
      "'{item}' is placed after '{act}', but {provision} puts it first"}},
    nullptr,
    visit};

namespace {

using model::Program;

/// A `须先于` entry that bears on an item.
using Acts = std::vector<const model::Entry*>;

class Visitor {
public:
    explicit Visitor(Context& context) : context_(context), program_(context.program) {}
    void run();

private:
    Acts actsBehind(const model::Item& item) const;
    const model::Entry* actOf(const Acts& acts, const model::Alternative& alternative) const;
    void report(const model::Item& item, const std::string& owner, const model::Entry& act,
                Span span, Text label, Span other);
    void visitPrerequisites(const model::Item& item, const std::string& owner, const Acts& acts);
    void visitMaterials(const model::Item& item, const std::string& owner, const Acts& acts);
    void visitFlow(const model::Item& item, const std::string& owner, const Acts& acts);
    void visitBundles();

    Context& context_;
    const Program& program_;
};

Acts Visitor::actsBehind(const model::Item& item) const {
    Acts result;
    if (!item.derivedSituation) {
        for (const derive::Bearing::Entry& one :
             derive::bearing(program_, item, EntryKind::Precedence).entries) {
            // Without 适用 an entry would be about whatever the instrument establishes.
            if (!one.conditional && !program_.entries[one.entry].appliesTo.empty()) {
                result.push_back(&program_.entries[one.entry]);
            }
        }
    }
    return result;
}

const model::Entry* Visitor::actOf(const Acts& acts, const model::Alternative& alternative) const {
    const auto found = std::find_if(acts.begin(), acts.end(), [&](const model::Entry* act) {
        return isNamed(program_, alternative, act->name);
    });
    return found == acts.end() ? nullptr : *found;
}

void Visitor::report(const model::Item& item, const std::string& owner, const model::Entry& act,
                     Span span, Text label, Span other) {
    Diagnostic diagnostic = makeDiagnostic(
        dependency_postponed_precondition.descriptor, span,
        {parameter("item", program_.text(item.name)), parameter("act", program_.text(act.name)),
         parameter("provision", derive::provisionName(program_, act.provision))});
    diagnostic.label = std::move(label);
    diagnostic.legalBasis.push_back(program_.legalBasis(act.provision));
    diagnostic.related.push_back({act.span, {"法律要求的先后", "the order that law sets"}});
    if (other.file.valid()) {
        diagnostic.related.push_back({other, {"排在它前面的", "what is placed before it"}});
    }
    diagnostic.advice = {
        "把“" + std::string(program_.text(item.name)) + "”移到前面，后办的改为以它为前置",
        "move '" + std::string(program_.text(item.name)) +
            "' to the front and make the other wait for it"};
    diagnostic.owner = owner;
    context_.report(std::move(diagnostic));
}

void Visitor::visitPrerequisites(const model::Item& item, const std::string& owner,
                                 const Acts& acts) {
    for (const model::Prerequisite& prerequisite : item.prerequisites) {
        if (prerequisite.alternatives.size() != 1) {
            continue;
        }
        const model::Alternative& one = prerequisite.alternatives.front();
        if (const model::Entry* act = actOf(acts, one)) {
            report(item, owner, *act, one.span, {"列为前置审批", "listed as a prerequisite"},
                   one.item.valid() ? program_.items[one.item].head : Span());
        }
    }
}

void Visitor::visitMaterials(const model::Item& item, const std::string& owner, const Acts& acts) {
    const auto& graph = context_.facts.dependencies;
    for (const model::Material& material : item.materials) {
        const model::Entry* act = nullptr;
        Span other;
        for (const model::Entry* candidate : acts) {
            if (candidate->name == material.name) {
                act = candidate;
            }
        }
        if (act == nullptr && material.document.valid()) {
            const std::uint32_t node = graph.nodeOfDocument[material.document.index()];
            for (std::uint32_t e = graph.first[node]; e < graph.first[node + 1]; ++e) {
                const derive::Dependencies::Node& producer = graph.nodes[graph.edges[e].to];
                // One of several producers need not be the one that comes too late.
                if (producer.kind == derive::Dependencies::NodeKind::Item &&
                    graph.edges[e].compulsory) {
                    act = actOf(acts, {producer.item, {}, false, {}});
                    other = program_.items[producer.item].head;
                }
            }
        }
        if (act != nullptr) {
            report(item, owner, *act, material.nameSpan,
                   {"要求提交它的文书", "its paper is asked for"}, other);
        }
    }
}

/// A step that is the act itself, and that the decision waits for.
void Visitor::visitFlow(const model::Item& item, const std::string& owner, const Acts& acts) {
    const model::Flow& flow = program_.flows[item.flow];
    if (flow.blamed || flow.blocks.empty()) {
        return;
    }
    for (const model::Block& block : flow.blocks) {
        // What the decisions of this block wait for, however far behind them.
        std::vector<bool> before(flow.steps.size(), false);
        std::vector<model::StepId> pending;
        for (const model::StepId step : block.steps) {
            if (flow.steps[step].stage == Stage::Decision &&
                flow.steps[step].kind == model::Step::Kind::Task) {
                pending.push_back(step);
            }
        }
        while (!pending.empty()) {
            const model::StepId step = pending.back();
            pending.pop_back();
            for (const model::Step::After& after : flow.steps[step].after) {
                if (!before[after.step.index()]) {
                    before[after.step.index()] = true;
                    pending.push_back(after.step);
                }
            }
        }
        for (const model::StepId id : block.steps) {
            const model::Step& step = flow.steps[id];
            for (const model::Entry* act : acts) {
                if (before[id.index()] && step.name == act->name) {
                    report(item, owner, *act, step.head, {"在决定之前", "before the decision"},
                           Span());
                }
            }
        }
    }
}

/// The order of the items of a bundle.
void Visitor::visitBundles() {
    for (const model::Bundle& bundle : program_.bundles) {
        for (const model::Bundle::Place& place : bundle.order) {
            if (!place.item.item.valid() || place.after.empty()) {
                continue;
            }
            const model::Item& item = program_.items[place.item.item];
            const Acts acts = actsBehind(item);
            for (const model::Bundle::Place::After& after : place.after) {
                for (const model::Bundle::Place& other : bundle.order) {
                    const bool meant = other.item.item.valid()
                                           ? program_.items[other.item.item].name == after.name
                                           : other.item.outside == after.name;
                    const model::Entry* act = meant ? actOf(acts, other.item) : nullptr;
                    if (act != nullptr) {
                        report(item, std::string(program_.text(bundle.name)), *act, after.span,
                               {"“一件事”里排在它后面", "placed behind it in the bundle"},
                               other.span);
                    }
                }
            }
        }
    }
}

void Visitor::run() {
    const bool any =
        std::any_of(program_.entries.begin(), program_.entries.end(),
                    [](const model::Entry& entry) { return entry.kind == EntryKind::Precedence; });
    if (!any) {
        return;
    }
    for (std::size_t i = 0; i < program_.items.size(); ++i) {
        const model::ItemId id(i);
        const model::Item& item = program_.items[id];
        if (!item.offered ||
            (item.prerequisites.empty() && item.materials.empty() && !item.flow.valid())) {
            continue;
        }
        const Acts acts = actsBehind(item);
        if (acts.empty()) {
            continue;
        }
        const std::string owner = program_.itemId(id);
        visitPrerequisites(item, owner, acts);
        visitMaterials(item, owner, acts);
        if (item.flow.valid()) {
            visitFlow(item, owner, acts);
        }
    }
    visitBundles();
}

void visit(Context& context) { Visitor(context).run(); }

}  // namespace

}  // namespace fadu::checks
