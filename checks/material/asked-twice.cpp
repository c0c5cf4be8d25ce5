#include "checks/Check.h"
#include "checks/Describe.h"
#include "checks/Materials.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);
void visitBundles(Context& context);

}  // namespace

extern const Check material_asked_twice;
const Check material_asked_twice{
    {"MAT003",
     "material/asked-twice",
     Severity::Warning,
     Nature::Improvement,
     {"{owner}重复收取材料：{what}", "{owner} asks for the same material more than once: {what}"}},
    visit,
    visitBundles};

namespace {

using model::Material;
using model::Program;

/// Materials of one list by the paper they are about: the later of two is reported.
void lookInside(Context& context, const Text& owner, const std::vector<Material>& materials) {
    const Program& program = context.program;
    std::unordered_map<std::string_view, const Material*> first;
    for (const Material& material : materials) {
        const std::string_view name = program.text(material.name);
        if (isCatchAll(name)) {
            continue;
        }
        const auto [found, isNew] = first.emplace(paperOf(name), &material);
        if (isNew) {
            continue;
        }
        const std::string here(name);
        const std::string before(program.text(found->second->name));
        Diagnostic diagnostic = makeDiagnostic(
            material_asked_twice.descriptor, material.nameSpan,
            {parameter("owner", owner),
             parameter("what", Text{"“" + here + "”与前面的“" + before + "”是同一份",
                                    "'" + here + "' is the same paper as '" + before + "'"})});
        diagnostic.legalBasis = {statute(program, "优化营商环境条例", article(35))};
        diagnostic.label = {"前面已经收取", "asked for before"};
        diagnostic.related.push_back({found->second->nameSpan, {"已经列出", "it is listed here"}});
        diagnostic.advice = {"合并为一项，写明要原件还是复印件、几份",
                             "make it one entry that says which form and how many copies"};
        context.report(std::move(diagnostic));
    }
}

void visit(Context& context, model::ItemId id) {
    const model::Item& item = context.program.items[id];
    if (takesMaterials(item)) {
        const std::string title = context.program.itemTitle(id);
        lookInside(context, {"“" + title + "”", "'" + title + "'"}, item.materials);
    }
}

/// Whether the applicant has to bring a material to an item of a bundle. An application is another
/// paper in each item, whatever its name.
bool isBrought(const Program& program, const Material& material) {
    return isAsked(program, material) &&
           (material.document.valid() || !isApplication(program.text(material.name)));
}

void lookAcross(Context& context, const model::Bundle& bundle) {
    const Program& program = context.program;
    // Taken once by the common form, or made on the way by an item of the bundle.
    std::unordered_set<std::string_view> settled;
    for (const Material& material : bundle.materials) {
        settled.insert(paperOf(program.text(material.name)));
    }
    for (const model::Alternative& part : bundle.items) {
        if (part.item.valid()) {
            for (const model::ResultDocument& result : program.items[part.item].results) {
                settled.insert(paperOf(program.text(result.name)));
            }
        }
    }
    struct Asked {
        const Material* material;
        model::ItemId item;
    };
    std::unordered_map<std::string_view, Asked> first;
    for (const model::Alternative& part : bundle.items) {
        if (!part.item.valid()) {
            continue;
        }
        std::vector<std::pair<const Material*, Asked>> again;
        for (const Material& material : program.items[part.item].materials) {
            const std::string_view paper = paperOf(program.text(material.name));
            if (!isBrought(program, material) || settled.contains(paper)) {
                continue;
            }
            const auto [found, isNew] = first.emplace(paper, Asked{&material, part.item});
            if (!isNew && found->second.item != part.item) {
                again.emplace_back(&material, found->second);
            }
        }
        if (again.empty()) {
            continue;
        }
        const std::string name(program.text(bundle.name));
        std::vector<std::string> papers;
        for (const auto& [material, before] : again) {
            papers.push_back("“" + std::string(program.text(material->name)) + "”");
        }
        const Text listed = derive::joined(papers);
        const std::string title = program.itemTitle(part.item);
        Diagnostic diagnostic = makeDiagnostic(
            material_asked_twice.descriptor, part.span,
            {parameter("owner", Text{"一件事“" + name + "”", "the bundle '" + name + "'"}),
             parameter("what", Text{listed.zh + "已由前面的事项收取，“" + title + "”又要求提交",
                                    listed.en + ", which '" + title +
                                        "' asks for after an item before it"})});
        diagnostic.legalBasis = {statute(program, "优化营商环境条例", article(35))};
        diagnostic.label = {"又收取一次", "asks for it again"};
        for (const auto& [material, before] : again) {
            const std::string earlier = program.itemTitle(before.item);
            diagnostic.related.push_back(
                {before.material->nameSpan,
                 {"“" + earlier + "”已经收取", "'" + earlier + "' asks for it"}});
            diagnostic.related.push_back({material->nameSpan, {"又要求提交", "asked for again"}});
        }
        diagnostic.advice = {
            "把它列入一件事的“材料”，一次收取，各事项共用",
            "list it under the bundle's 'materials', so that it is taken once for all items"};
        diagnostic.owner = name;
        context.report(std::move(diagnostic));
    }
}

void visitBundles(Context& context) {
    for (const model::Bundle& bundle : context.program.bundles) {
        const std::string name(context.program.text(bundle.name));
        lookInside(context, {"一件事“" + name + "”", "the bundle '" + name + "'"},
                   bundle.materials);
        lookAcross(context, bundle);
    }
}

}  // namespace

}  // namespace fadu::checks
