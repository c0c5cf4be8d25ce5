#include "checks/Check.h"
#include "checks/Describe.h"

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check reference_unpublished_basis;
const Check reference_unpublished_basis{
    {"REF013",
     "reference/unpublished-basis",
     Severity::Warning,
     Nature::Legality,
     {"《{title}》{state}，不能作为“{item}”的{role}",
      "《{title}》 {state} and cannot be the {role} of '{item}'"}},
    visit};

namespace {

void visit(Context& context, model::ItemId id) {
    const model::Program& program = context.program;
    const model::Item& item = program.items[id];
    if (!item.kind.known() || item.kind.value == PowerKind::PublicService) {
        return;
    }
    const derive::Authority& authority = context.facts.of(id).authority;
    const auto judge = [&](const model::Basis& basis, bool establishing) {
        for (const model::Citation& citation : basis.citations) {
            const model::InstrumentId instrumentId = program.targets[citation.target].instrument;
            // That the chain fails at this citation is said already.
            const bool failed = authority.verdict == derive::Verdict::Refuted &&
                                authority.citation && *authority.citation == citation;
            if (citation.blamed || failed || !instrumentId.valid()) {
                continue;
            }
            const model::Instrument& instrument = program.instruments[instrumentId];
            const bool functions = establishing && instrument.rank == Rank::FunctionsProvision;
            if (!instrument.unpublished && !functions) {
                continue;
            }
            Diagnostic diagnostic = makeDiagnostic(
                reference_unpublished_basis.descriptor,
                citation.titleSpan.empty() ? citation.span : citation.titleSpan,
                {parameter("title", program.text(instrument.title)),
                 parameter("state", instrument.unpublished
                                        ? Text{"没有向社会公布", "is not published"}
                                        : Text{"是三定规定，只规定机关的职责，不设定对外行使的权力",
                                               "only divides duties among organs"}),
                 parameter("item", program.text(item.name)),
                 parameter("role", establishing ? Text{"设定依据", "establishing basis"}
                                                : Text{"实施依据", "implementing basis"})});
            diagnostic.label = instrument.unpublished ? Text{"没有公布", "not published"}
                                                      : Text{"三定规定", "a functions provision"};
            diagnostic.related.push_back({instrument.head, {"收录在这里", "recorded here"}});
            if (instrument.unpublished && item.kind.value == PowerKind::Licensing) {
                diagnostic.legalBasis.push_back(statute(program, "行政许可法", article(5, 2)));
            } else if (instrument.unpublished && item.kind.value == PowerKind::Penalty) {
                diagnostic.legalBasis.push_back(statute(program, "行政处罚法", article(5, 3)));
            } else if (item.kind.value == PowerKind::Licensing) {
                diagnostic.legalBasis.push_back(statute(program, "行政许可法", article(17)));
            }
            diagnostic.legalBasis.push_back(program.legalBasis(instrumentId));
            diagnostic.advice =
                instrument.unpublished
                    ? Text{"改引已经公布的依据；该文件确已公布的，把“公布”改为公布日期",
                           "cite a published basis, or correct the instrument's date of promulgation"}
                    : Text{
                          "改引设定该权力的法律、法规；三定规定可以作为机关职责的来源，写在机关的声明里",
                          "cite the law that establishes the power; the provision belongs to the "
                          "organ's declaration"};
            context.report(std::move(diagnostic));
        }
    };
    judge(item.establishing, true);
    judge(item.implementing, false);
}

}  // namespace

}  // namespace fadu::checks
