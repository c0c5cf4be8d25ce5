#include "checks/Check.h"
#include "checks/Describe.h"
#include "checks/Materials.h"

#include <algorithm>

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check material_no_basis;
const Check material_no_basis{{"MAT001",
                               "material/no-basis",
                               Severity::Error,
                               Nature::Legality,
                               {"“{item}”{what}", "'{item}' {what}"}},
                              visit};

namespace {

using model::Entry;
using model::Program;

/// The materials that recorded law asks for in an item.
struct LegalList {
    std::vector<const Entry*> entries;  ///< Those of situations that may not be the item's, too.
    bool exists = false;                ///< Some of it is about this item.
    bool closed = false;                ///< What is not in it is not asked for.
};

LegalList legalList(const Program& program, const model::Item& item) {
    LegalList list;
    const derive::Bearing materials = derive::bearing(program, item, EntryKind::Material);
    list.closed = materials.complete;
    for (const derive::Bearing::Entry& found : materials.entries) {
        const Entry& entry = program.entries[found.entry];
        list.entries.push_back(&entry);
        // What a first application takes says nothing of a change of the licence there is.
        const bool aboutIt = !item.derivedSituation ||
                             derive::applicability(program, item, entry.appliesTo).selected;
        list.exists = list.exists || (!found.general && aboutIt);
        list.closed = list.closed && !isCatchAll(program.text(entry.name));
    }
    return list;
}

/// Whether the law leaves the detail to a text that nobody has read in full, or leaves the list
/// open itself (另定 其他材料), so that more may be asked for.
bool leavesMore(const Program& program, const model::Item& item) {
    const auto leftTo = derive::bearing(program, item, EntryKind::LeftTo).entries;
    const auto other = derive::bearing(program, item, EntryKind::Other).entries;
    return std::any_of(leftTo.begin(), leftTo.end(),
                       [&](const derive::Bearing::Entry& found) {
                           const model::InstrumentId left = program.findInstrument(
                               program.text(program.entries[found.entry].name));
                           return !left.valid() || !program.completeFor(left, EntryKind::Material);
                       }) ||
           std::any_of(other.begin(), other.end(), [&](const derive::Bearing::Entry& found) {
               const Entry& entry = program.entries[found.entry];
               return entry.name.valid() && isCatchAll(program.text(entry.name));
           });
}

/// What the provisions that a material cites say of materials.
struct Cited {
    bool known = true;       ///< All of them were read, and none is blamed.
    bool complete = true;    ///< They are completely recorded.
    bool condition = false;  ///< They hold conditions, one of which the paper may show.
    std::vector<const Entry*> entries;
};

Cited citedBy(const Program& program, const model::Material& material) {
    Cited cited;
    for (const model::Citation& citation : material.basis) {
        const model::Target& target = program.targets[citation.target];
        cited.known = cited.known && !citation.blamed && target.instrument.valid();
        cited.complete = cited.complete && program.completeFor(target, EntryKind::Material);
        for (const model::ProvisionId provision : target.covered()) {
            for (const model::EntryId id : program.provisions[provision].entries) {
                const Entry& entry = program.entries[id];
                cited.condition = cited.condition || entry.kind == EntryKind::Condition;
                if (entry.kind == EntryKind::Material) {
                    cited.entries.push_back(&entry);
                }
            }
        }
    }
    return cited;
}

/// Whether the name may be that of what shows a condition which recorded law states.
bool showsCondition(const Program& program, const model::Item& item, std::string_view name) {
    const auto conditions = derive::bearing(program, item, EntryKind::Condition).entries;
    return std::any_of(conditions.begin(), conditions.end(), [&](const auto& found) {
        return maySayTheSame(name, program.entries[found.entry].text);
    });
}

bool names(const Program& program, const std::vector<const Entry*>& entries, NameId name) {
    return std::any_of(entries.begin(), entries.end(), [&](const Entry* entry) {
        return maySayTheSame(program.text(entry->name), program.text(name));
    });
}

void addList(const Program& program, const LegalList& list, Diagnostic& diagnostic) {
    std::vector<model::ProvisionId> seen;
    for (const Entry* entry : list.entries) {
        if (std::find(seen.begin(), seen.end(), entry->provision) == seen.end()) {
            seen.push_back(entry->provision);
            diagnostic.legalBasis.push_back(program.legalBasis(entry->provision));
            diagnostic.related.push_back({program.provisions[entry->provision].head,
                                          {"条文所列的材料", "the materials that the law names"}});
        }
    }
}

Diagnostic finding(const Context& context, model::ItemId id, Span span, Text what) {
    const Program& program = context.program;
    Diagnostic diagnostic = makeDiagnostic(
        material_no_basis.descriptor, span,
        {parameter("item", program.itemTitle(id)), parameter("what", std::move(what))});
    if (program.items[id].kind.value == PowerKind::Licensing) {
        diagnostic.legalBasis.push_back(statute(program, "行政许可法", article(30, 1)));
        diagnostic.legalBasis.push_back(statute(program, "行政许可法", article(31, 1)));
    } else {
        diagnostic.severity = Severity::Warning;
        diagnostic.legalBasis.push_back(statute(program, "优化营商环境条例", article(35)));
    }
    return diagnostic;
}

void visit(Context& context, model::ItemId id) {
    const Program& program = context.program;
    const model::Item& item = program.items[id];
    if (!takesMaterials(item) || item.materials.empty()) {
        return;
    }
    LegalList list = legalList(program, item);
    if (!list.exists) {
        return;
    }
    bool anyBasis = false;
    const model::Material* unlisted = nullptr;
    for (const model::Material& material : item.materials) {
        anyBasis = anyBasis || !material.basis.empty();
        const std::string_view name = program.text(material.name);
        if (!isAsked(program, material) || isApplication(name) ||
            names(program, list.entries, material.name) ||
            proofGround(program, item, material).lacking()) {
            continue;
        }
        if (unlisted == nullptr) {
            unlisted = &material;
            list.closed = list.closed && !leavesMore(program, item);
        }
        const Cited cited = citedBy(program, material);
        if (!list.closed || !cited.known || !cited.complete || cited.condition ||
            names(program, cited.entries, material.name) || showsCondition(program, item, name)) {
            continue;
        }
        Diagnostic diagnostic =
            finding(context, id, material.nameSpan,
                    {"要求提交“" + std::string(name) + "”，有关条文所列的材料中没有这一份",
                     "asks for '" + std::string(name) + "', which the law does not list"});
        diagnostic.label = {"不在法定材料之内", "not among the materials by law"};
        if (!material.basis.empty()) {
            diagnostic.related.push_back(
                {material.basis.front().span,
                 {"所引条文没有要求这份材料", "the cited provision does not ask for it"}});
        }
        addList(program, list, diagnostic);
        diagnostic.advice = {
            "不再要求这份材料；其他法律、法规、规章确有要求的，在该材料后写明“依据”；与条文所列的是同一份的，改用条文的名称",
            "stop asking for it; where another law, regulation or rule does, state it as the basis; where it is one of the "
            "listed materials, use that name"};
        context.report(std::move(diagnostic));
    }
    if (anyBasis || list.closed || unlisted == nullptr) {
        return;
    }
    Diagnostic diagnostic =
        finding(context, id, item.materialsHead,
                {"的材料都没有写明依据，“" + std::string(program.text(unlisted->name)) +
                     "”等不在条文所列的材料之内",
                 "states no basis for any of its materials, and '" +
                     std::string(program.text(unlisted->name)) +
                     "' is not among those that the law names"});
    diagnostic.severity = Severity::Warning;
    diagnostic.label = {"材料没有依据", "no basis for the materials"};
    diagnostic.related.push_back(
        {unlisted->nameSpan, {"条文没有列出的材料", "a material that the law does not name"}});
    addList(program, list, diagnostic);
    diagnostic.advice = {
        "在各份材料后写明要求它的条文（“依据”）；没有依据的，不再要求",
        "state with each material the provision that asks for it; drop what none asks for"};
    context.report(std::move(diagnostic));
}

}  // namespace

}  // namespace fadu::checks
