#include "checks/Check.h"
#include "checks/Describe.h"
#include "checks/Materials.h"

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);
void visitBundles(Context& context);

}  // namespace

extern const Check material_catch_all;
const Check material_catch_all{
    {"MAT006",
     "material/catch-all",
     Severity::Warning,
     Nature::Form,
     {"{owner}所列材料“{material}”是兜底的说法，申请人无从知道要交什么",
      "'{material}' in {owner} leaves open what the applicant has to hand in"}},
    visit,
    visitBundles};

namespace {

void look(Context& context, const Text& owner, const std::vector<model::Material>& materials,
          bool licence) {
    const model::Program& program = context.program;
    for (const model::Material& material : materials) {
        if (!isCatchAll(program.text(material.name))) {
            continue;
        }
        Diagnostic diagnostic = makeDiagnostic(
            material_catch_all.descriptor, material.nameSpan,
            {parameter("owner", owner), parameter("material", program.text(material.name))});
        if (licence) {
            diagnostic.legalBasis = {statute(program, "行政许可法", article(30, 1))};
        } else {
            diagnostic.legalBasis = {
                statute(program, "国务院关于在线政务服务的若干规定", article(6))};
        }
        diagnostic.label = {"没有指明是哪一份材料", "names no certain paper"};
        diagnostic.advice = {
            "逐项列出需要提交的材料；一时列不出的，说明并不需要，予以删去；因情形而异的，分别写入各个“情形”",
            "list each paper; drop what cannot be named; where situations differ, list them there"};
        context.report(std::move(diagnostic));
    }
}

void visit(Context& context, model::ItemId id) {
    const model::Item& item = context.program.items[id];
    if (takesMaterials(item)) {
        const std::string title = context.program.itemTitle(id);
        look(context, {"“" + title + "”", "'" + title + "'"}, item.materials,
             item.kind.value == PowerKind::Licensing);
    }
}

void visitBundles(Context& context) {
    for (const model::Bundle& bundle : context.program.bundles) {
        const std::string name(context.program.text(bundle.name));
        look(context, {"一件事“" + name + "”", "the bundle '" + name + "'"}, bundle.materials,
             false);
    }
}

}  // namespace

}  // namespace fadu::checks
