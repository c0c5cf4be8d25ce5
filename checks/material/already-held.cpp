#include "checks/Check.h"
#include "checks/Describe.h"
#include "checks/Materials.h"

#include <algorithm>

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check material_already_held;
const Check material_already_held{
    {"MAT002",
     "material/already-held",
     Severity::Warning,
     Nature::Improvement,
     {"“{item}”要求申请人提交“{material}”，而它可以通过数据共享从{issuer}取得",
      "'{item}' asks the applicant for '{material}', which {issuer} shares"}},
    visit};

namespace {

void visit(Context& context, model::ItemId id) {
    const model::Program& program = context.program;
    const model::Item& item = program.items[id];
    if (!takesMaterials(item)) {
        return;
    }
    for (const model::Material& material : item.materials) {
        if (!material.document.valid() || material.shared || material.selfProvided) {
            continue;
        }
        const model::Document& document = program.documents[material.document];
        if (!document.shared && !document.sharedBy.valid()) {
            continue;
        }
        // A licence that is changed or ended is handed back.
        const bool own = std::any_of(item.results.begin(), item.results.end(),
                                     [&](const model::ResultDocument& result) {
                                         return result.document == material.document;
                                     });
        if (own && item.derivedSituation) {
            continue;
        }
        const std::string issuer(document.sharedBy.valid()
                                     ? program.text(program.organs[document.sharedBy].name)
                                 : document.issuerName.valid() ? program.text(document.issuerName)
                                                               : std::string_view());
        Diagnostic diagnostic = makeDiagnostic(
            material_already_held.descriptor, material.nameSpan,
            {parameter("item", program.itemTitle(id)),
             parameter("material", program.text(material.name)),
             parameter("issuer", issuer.empty() ? Text{"发证机关", "its issuer"}
                                                : Text{"“" + issuer + "”", "'" + issuer + "'"})});
        diagnostic.legalBasis = {
            statute(program, "国务院关于在线政务服务的若干规定", article(7, 1)),
            statute(program, "政务数据共享条例", article(19, 1))};
        diagnostic.label = {"可以共享取得", "obtainable by sharing"};
        diagnostic.related.push_back({document.head, {"该证照可以共享", "the document is shared"}});
        diagnostic.fixes.push_back(shareInstead(context, material));
        context.report(std::move(diagnostic));
    }
}

}  // namespace

}  // namespace fadu::checks
