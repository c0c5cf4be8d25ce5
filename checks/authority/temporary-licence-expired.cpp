#include "checks/Check.h"
#include "checks/Describe.h"

#include <algorithm>

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check authority_temporary_licence_expired;
const Check authority_temporary_licence_expired{
    {"AUT008",
     "authority/temporary-licence-expired",
     Severity::Error,
     Nature::Legality,
     {"“{power}”是{provision}设定的临时性许可，自 {since} 起实施已满一年，不能再实施",
      "'{power}' is a temporary licence of {provision}, in force since {since}: its year is over"}},
    visit};

namespace {

using model::Program;

/// The day a year later; of 29 February the 28th.
Date yearAfter(Date date) {
    const auto same = Date::fromCivil(date.year() + 1, date.month(), date.day());
    return same ? *same : *Date::fromCivil(date.year() + 1, date.month(), date.day() - 1);
}

/// Whether anything but a provincial rule may establish the licence here: recorded, or cited and
/// not known.
bool standsOtherwise(const Program& program, const model::Item& item) {
    for (const model::Citation& citation : item.establishing.citations) {
        if (!program.targets[citation.target].instrument.valid()) {
            return true;
        }
    }
    const auto& all = program.establishmentsOf(item.power);
    return std::any_of(all.begin(), all.end(), [&](model::EstablishmentId id) {
        const model::Establishment& establishment = program.establishments[id];
        const model::InstrumentId instrument =
            program.provisions[establishment.provision].instrument;
        const model::Instrument& law = program.instruments[instrument];
        return establishment.kind == PowerKind::Licensing && law.rank != Rank::ProvincialRule &&
               law.inForceOn(program.asOf) && program.binds(instrument, item.place) && law.rank &&
               std::any_of(program.competences.begin(), program.competences.end(),
                           [&](const model::Competence& competence) {
                               return competence.kind == PowerKind::Licensing &&
                                      !competence.mayNot &&
                                      std::find(competence.ranks.begin(), competence.ranks.end(),
                                                *law.rank) != competence.ranks.end();
                           });
    });
}

void visit(Context& context, model::ItemId id) {
    const Program& program = context.program;
    const model::Item& item = program.items[id];
    const derive::Authority& authority = context.facts.of(id).authority;
    if (!item.kind.known() || item.kind.value != PowerKind::Licensing ||
        authority.failure != derive::Authority::Failure::None || !authority.citation ||
        !authority.establishment.valid()) {
        return;
    }
    const model::Establishment& establishment = program.establishments[authority.establishment];
    const model::InstrumentId instrumentId = program.provisions[establishment.provision].instrument;
    const model::Instrument& instrument = program.instruments[instrumentId];
    if (instrument.rank != Rank::ProvincialRule || !instrument.inForce ||
        standsOtherwise(program, item)) {
        return;
    }
    // What an amendment brought in may be younger than the rule.
    const Date since = std::max(*instrument.inForce, instrument.version.value_or(Date()));
    if (program.asOf <= yearAfter(since)) {
        return;
    }
    Diagnostic diagnostic = makeDiagnostic(
        authority_temporary_licence_expired.descriptor, authority.citation->span,
        {parameter("power", program.text(item.power)),
         parameter("provision", derive::provisionName(program, establishment.provision)),
         parameter("since", since.iso())});
    diagnostic.legalBasis = {statute(program, "行政许可法", article(15, 1)),
                             program.legalBasis(establishment.provision)};
    diagnostic.label = {"临时性许可已满一年", "its year is over"};
    diagnostic.related.push_back(
        {instrument.head, {"省级政府规章，只能设定临时性许可", "a provincial rule"}});
    diagnostic.related.push_back({establishment.span, {"设定在这里", "established here"}});
    Witness witness;
    witness.kind = Witness::Kind::Timeline;
    witness.steps = {
        {{"规章开始实施", "the rule comes into force"}, instrument.head, "", true, since},
        {{"满一年", "a year later"}, {}, "", true, yearAfter(since)},
        {{"判断日", "the date of this check"}, {}, "", false, program.asOf}};
    diagnostic.witness = std::move(witness);
    diagnostic.advice = {
        "停止实施；已经提请制定地方性法规的，录入该法规并改引它设定许可的条文",
        "stop exercising it; where a local regulation has been made since, record and cite it"};
    context.report(std::move(diagnostic));
}

}  // namespace

}  // namespace fadu::checks
