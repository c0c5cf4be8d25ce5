#include "checks/Check.h"
#include "checks/Describe.h"
#include "checks/Lengthening.h"
#include "derive/Bearing.h"

#include <algorithm>

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check reference_superseded_provision;
const Check reference_superseded_provision{{"REF009",
                                            "reference/superseded-provision",
                                            Severity::Warning,
                                            Nature::Legality,
                                            {"所引{provision}{what}", "{provision} {what}"}},
                                           visit};

namespace {

using model::Program;

const model::Instrument& instrumentOf(const Program& program, model::ProvisionId provision) {
    return program.instruments[program.provisions[provision].instrument];
}

std::strong_ordering compareDates(const std::optional<Date>& left,
                                  const std::optional<Date>& right) {
    return left && right ? *left <=> *right : std::strong_ordering::equal;
}

Diagnostic finding(const Program& program, const model::Citation& citation, Text what) {
    const model::Target& target = program.targets[citation.target];
    return makeDiagnostic(
        reference_superseded_provision.descriptor, citation.span,
        {parameter("provision", program.citationText(target)), parameter("what", std::move(what))});
}

bool cites(const Program& program, const model::Item& item, model::ProvisionId provision) {
    const auto holds = [&](const std::vector<model::Citation>& citations) {
        return std::any_of(citations.begin(), citations.end(), [&](const model::Citation& one) {
            const auto& covered = program.targets[one.target].covered();
            return std::find(covered.begin(), covered.end(), provision) != covered.end();
        });
    };
    return holds(item.establishing.citations) || holds(item.implementing.citations);
}

/// The establishment that took the place of another: of a higher or equal rank, by an instrument
/// that came into force later.
model::EstablishmentId successorOf(const Program& program, const model::Item& item,
                                   const model::Establishment& old) {
    const model::Instrument& before = instrumentOf(program, old.provision);
    for (const model::EstablishmentId id : program.establishmentsOf(item.power)) {
        const model::Establishment& other = program.establishments[id];
        const model::Instrument& after = instrumentOf(program, other.provision);
        if (&after == &before || other.kind != old.kind || !after.rank || !before.rank ||
            !after.inForceOn(program.asOf) ||
            !program.binds(program.provisions[other.provision].instrument, item.place)) {
            continue;
        }
        const auto order = model::compareRanks(*after.rank, *before.rank);
        const bool overrides =
            order == std::partial_ordering::greater || order == std::partial_ordering::equivalent;
        // That a local instrument repeats national law has a check of its own (AUT019).
        const bool localBelow = model::isLocal(*before.rank) && !model::isLocal(*after.rank);
        if (overrides && !localBelow &&
            compareDates(after.inForce, before.inForce) == std::strong_ordering::greater) {
            return id;
        }
    }
    return {};
}

/// The law above an instrument that was revised as a whole after it and, completely recorded,
/// establishes no such power.
model::InstrumentId revisedWithout(const Program& program, const model::Item& item,
                                   const model::Instrument& lower) {
    const bool established =
        std::any_of(program.establishmentsOf(item.power).begin(),
                    program.establishmentsOf(item.power).end(), [&](model::EstablishmentId id) {
                        const model::Instrument& other =
                            instrumentOf(program, program.establishments[id].provision);
                        return &other != &lower && other.inForceOn(program.asOf);
                    });
    if (established || !lower.version || !lower.rank) {
        return {};
    }
    for (const NameId title : lower.higherLaws) {
        const model::InstrumentId id = program.findInstrument(program.text(title));
        if (!id.valid()) {
            continue;
        }
        const model::Instrument& higher = program.instruments[id];
        const bool leaves = std::any_of(
            higher.provisions.begin(), higher.provisions.end(), [&](model::ProvisionId provision) {
                const auto& entries = program.provisions[provision].entries;
                return std::any_of(entries.begin(), entries.end(), [&](model::EntryId entry) {
                    return program.entries[entry].kind == EntryKind::LeftTo;
                });
            });
        if (higher.inForceOn(program.asOf) && higher.rank && higher.version && !leaves &&
            higher.edition == model::Instrument::Edition::Revised &&
            *higher.version > *lower.version &&
            model::compareRanks(*higher.rank, *lower.rank) == std::partial_ordering::greater &&
            program.completeFor(id, EntryKind::Establishment)) {
            return id;
        }
    }
    return {};
}

void visitPower(Context& context, const model::Item& item, const derive::Authority& authority) {
    const Program& program = context.program;
    if (authority.verdict == derive::Verdict::Refuted || !authority.establishment.valid() ||
        !authority.citation) {
        return;
    }
    const model::Establishment& old = program.establishments[authority.establishment];
    const std::string power(program.text(item.power));
    if (const model::EstablishmentId id = successorOf(program, item, old); id.valid()) {
        const model::Establishment& now = program.establishments[id];
        if (cites(program, item, now.provision)) {
            return;
        }
        const Text name = derive::provisionName(program, now.provision);
        const bool higher = model::compareRanks(*instrumentOf(program, now.provision).rank,
                                                *instrumentOf(program, old.provision).rank) ==
                            std::partial_ordering::greater;
        Diagnostic diagnostic =
            finding(program, *authority.citation,
                    {"设定的“" + power + "”，已由施行在后" + (higher ? "、位阶更高" : "") + "的" +
                         name.zh + "另行设定",
                     "establishes '" + power + "', which the later " +
                         (higher ? "and higher " : "") + name.en + " establishes anew"});
        diagnostic.label = {"已有新的设定依据", "established anew"};
        diagnostic.related.push_back({now.span, {"新的设定依据", "the later establishment"}});
        diagnostic.related.push_back({old.span, {"所引的设定条款", "the cited one"}});
        diagnostic.legalBasis = {program.legalBasis(now.provision),
                                 higher ? statute(program, "立法法", article(99))
                                        : statute(program, "立法法", article(103))};
        diagnostic.witness = authorityWitness(program, authority);
        diagnostic.advice = {"设定依据改引" + name.zh + "；原条文仍规定如何办理的，移到“实施依据”",
                             "cite " + name.en + " as the establishing basis"};
        context.report(std::move(diagnostic));
        return;
    }
    const model::Instrument& lower = instrumentOf(program, old.provision);
    if (const model::InstrumentId id = revisedWithout(program, item, lower); id.valid()) {
        const model::Instrument& higher = program.instruments[id];
        const std::string title(program.text(higher.title));
        Diagnostic diagnostic = finding(
            program, *authority.citation,
            {"设定了“" + power + "”，而上位法《" + title + "》在它之后修订（" +
                 higher.version->iso() + "），现行文本没有设定这项权力，是否仍可实施须核实",
             "establishes '" + power + "', but 《" + title + "》 above it was revised later (" +
                 higher.version->iso() + ") and establishes no such power now"});
        diagnostic.label = {"上位法已经修订", "the law above was revised"};
        diagnostic.related.push_back({higher.head, {"修订后的上位法", "the revised law"}});
        diagnostic.related.push_back({old.span, {"所引的设定条款", "the cited provision"}});
        diagnostic.legalBasis = {program.legalBasis(id), statute(program, "立法法", article(99))};
        diagnostic.witness = authorityWitness(program, authority);
        diagnostic.advice = {
            "查明上位法修订是否取消了这项权力：已经取消的，停止实施；仍可实施的，写明依据",
            "find out whether the revision abolished it: then stop exercising it; else state why not"};
        context.report(std::move(diagnostic));
    }
}

/// What a provision says about the item beside a limit that does not govern.
bool saysMore(const Program& program, const model::Item& item, const model::Target& target,
              model::LimitId limit) {
    const std::vector<NameId> names = derive::powerNames(program, item);
    for (const model::ProvisionId id : target.covered()) {
        const model::Provision& provision = program.provisions[id];
        const bool establishes =
            std::any_of(provision.establishments.begin(), provision.establishments.end(),
                        [&](model::EstablishmentId one) {
                            return std::find(names.begin(), names.end(),
                                             program.establishments[one].power) != names.end();
                        });
        const bool otherLimit = std::any_of(
            provision.limits.begin(), provision.limits.end(), [&](model::LimitId other) {
                return other != limit &&
                       derive::applicability(program, item, program.limits[other].appliesTo)
                           .applies;
            });
        const bool entry = std::any_of(
            provision.entries.begin(), provision.entries.end(), [&](model::EntryId other) {
                return program.entries[other].kind != EntryKind::Deemed &&
                       derive::applicability(program, item, program.entries[other].appliesTo)
                           .applies;
            });
        if (establishes || otherLimit || entry) {
            return true;
        }
    }
    return false;
}

bool isLocalOrRule(const Program& program, const model::Limit& limit) {
    const std::optional<Rank>& rank = instrumentOf(program, limit.provision).rank;
    return rank && model::compareRanks(*rank, Rank::AdministrativeRegulation) ==
                       std::partial_ordering::less;
}

void visitLimits(Context& context, model::ItemId id) {
    const Program& program = context.program;
    const model::Item& item = program.items[id];
    const derive::GoverningLimit& limit =
        context.facts.of(id).of(derive::ClockKind::Decision).limit;
    if (limit.state != derive::GoverningLimit::State::Known || timesAreSilent(context, id)) {
        return;
    }
    const model::Limit& governing = program.limits[limit.governing()];
    // Limits that their source could not set are reported there, or at the item's 法定 (TIM018,
    // TIM019).
    const std::vector<Lengthening> unlawful =
        lengthenings(context, id, derive::ClockKind::Decision);
    const Lengthening* stated = citedBy(program, item, unlawful);
    const auto reportedThere = [&](model::LimitId one) {
        return std::any_of(unlawful.begin(), unlawful.end(), [&](const Lengthening& other) {
            return other.limit == one &&
                   (&other == stated ||
                    !instrumentOf(program, program.limits[one].provision).fromLibrary);
        });
    };
    std::vector<model::Citation> citations = item.implementing.citations;
    // A statutory limit that is not what governs is reported for its length (TIM005).
    if (item.statutory.known() &&
        derive::sameUnderSomeReading(item.statutory.value.length, governing.length)) {
        const auto& basis = item.statutory.value.basis;
        citations.insert(citations.end(), basis.begin(), basis.end());
    }
    for (const model::Citation& citation : citations) {
        const model::Target& target = program.targets[citation.target];
        for (const derive::GoverningLimit::Loser& loser : limit.losers) {
            const model::Limit& old = program.limits[loser.limit];
            const bool cited = !citation.blamed && !target.first.empty() &&
                               std::find(target.covered().begin(), target.covered().end(),
                                         old.provision) != target.covered().end();
            const bool overridden = loser.reason == derive::LoserReason::LowerRank ||
                                    loser.reason == derive::LoserReason::Earlier ||
                                    loser.reason == derive::LoserReason::NoOrder;
            if (!cited || !overridden || reportedThere(loser.limit) ||
                derive::sameUnderSomeReading(old.length, governing.length) ||
                saysMore(program, item, target, loser.limit)) {
                continue;
            }
            const Text name = derive::provisionName(program, governing.provision);
            const Text was = model::quantityText(old.length);
            const Text is = model::quantityText(governing.length);
            const bool noOrder = loser.reason == derive::LoserReason::NoOrder;
            const bool earlier = loser.reason == derive::LoserReason::Earlier;
            const Text why =
                noOrder   ? Text{"两者没有上下位阶之分，须裁决",
                               "and their ranks have no order: the conflict has to be decided"}
                : earlier ? Text{"后者施行在后，从其规定", "which is later and governs"}
                          : Text{"后者位阶较高，从其规定", "which is of higher rank and governs"};
            Diagnostic diagnostic = finding(
                program, citation,
                {"规定的期限（" + was.zh + "）与" + name.zh + "（" + is.zh + "）不一致，" + why.zh,
                 "sets " + was.en + ", but " + name.en + " sets " + is.en + ", " + why.en});
            diagnostic.label = {"期限另有规定", "another limit governs"};
            diagnostic.related.push_back(
                {governing.span, {"适用的时限", "the limit that governs"}});
            diagnostic.related.push_back({old.span, {"所引的时限", "the cited limit"}});
            diagnostic.legalBasis = {program.legalBasis(governing.provision)};
            // Between an administrative regulation and a decision of the State Council no provision
            // decides.
            if (!noOrder || isLocalOrRule(program, old) || isLocalOrRule(program, governing)) {
                diagnostic.legalBasis.push_back(statute(program, "立法法",
                                                        article(noOrder   ? 106
                                                                : earlier ? 103
                                                                          : 99)));
            }
            diagnostic.witness = limitWitness(program, limit);
            diagnostic.advice = noOrder
                                    ? Text{"报请有权机关裁决；裁决以前从短执行",
                                           "ask for a decision; until then keep the shorter one"}
                                    : Text{"改引" + name.zh, "cite " + name.en + " instead"};
            context.report(std::move(diagnostic));
            break;
        }
    }
}

void visit(Context& context, model::ItemId id) {
    const model::Item& item = context.program.items[id];
    if (!item.kind.known() || item.kind.value == PowerKind::PublicService) {
        return;
    }
    visitPower(context, item, context.facts.of(id).authority);
    visitLimits(context, id);
}

}  // namespace

}  // namespace fadu::checks
