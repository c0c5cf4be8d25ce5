#include "checks/Check.h"
#include "checks/Describe.h"
#include "derive/Bearing.h"

#include <algorithm>

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check authority_fee_without_basis;
const Check authority_fee_without_basis{
    {"AUT013",
     "authority/fee-without-basis",
     Severity::Error,
     Nature::Legality,
     {"“{item}”收取“{fee}”没有法律、行政法规的依据：{defect}",
      "'{item}' charges '{fee}' without a law or administrative regulation: {defect}"}},
    visit};

namespace {

using model::Program;

bool mayAllowFees(Rank rank) { return rank == Rank::Law || rank == Rank::AdministrativeRegulation; }

/// Ranks that may vary national law where they are authorised to (立法法 101).
bool mayVary(Rank rank) {
    return rank == Rank::AutonomyRegulation || rank == Rank::SeparateRegulation ||
           rank == Rank::SpecialZoneRegulation;
}

bool isFree(const Program& program, const model::StatedEntry& fee) {
    const auto saysFree = [](std::string_view text) {
        return text.find("不收") != std::string_view::npos ||
               text.find("免") != std::string_view::npos;
    };
    return (fee.quantity && fee.quantity->high == 0) || saysFree(fee.text) ||
           saysFree(program.text(fee.name));
}

/// What the law speaks of and what the item charges: the same words, or one a part of the other.
bool isSameFee(const Program& program, const model::Entry& entry, const model::StatedEntry& fee) {
    const std::string_view lawful = entry.name.valid() ? program.text(entry.name) : entry.text;
    const std::string_view charged = program.text(fee.name);
    return lawful.empty() || lawful.find(charged) != std::string_view::npos ||
           charged.find(lawful) != std::string_view::npos;
}

/// Whether a law or administrative regulation that could allow fees of the item is known, and each
/// one is completely recorded.
bool isClosed(const Program& program, const model::Item& item, const derive::Bearing& law) {
    const derive::Instruments all = derive::bearingInstruments(program, item);
    return law.complete &&
           std::any_of(all.instruments.begin(), all.instruments.end(), [&](auto instrument) {
               const auto rank = program.instruments[instrument].rank;
               return rank && mayAllowFees(*rank);
           });
}

struct Defect {
    Span span;
    Text text;
    std::vector<LegalBasis> basis;
    std::vector<Label> related;
};

/// What is wrong with what a fee cites; nothing where it may well allow the fee.
std::optional<Defect> judgeCited(const Program& program, const model::StatedEntry& fee) {
    std::optional<Defect> result;
    for (const model::Citation& citation : fee.basis) {
        const model::Target& target = program.targets[citation.target];
        if (citation.blamed || !target.instrument.valid()) {
            return std::nullopt;
        }
        const model::Instrument& instrument = program.instruments[target.instrument];
        if (!instrument.rank || mayVary(*instrument.rank)) {
            return std::nullopt;
        }
        const Text name = program.citationText(target);
        Defect defect;
        defect.span = citation.span;
        if (!mayAllowFees(*instrument.rank)) {
            const Text rank = termText(*instrument.rank);
            defect.text = {"所引的" + name.zh + "是" + rank.zh,
                           name.en + " is of the rank " + rank.en};
            defect.related.push_back({instrument.head, {"法律文件在这里", "the instrument"}});
        } else {
            for (const model::ProvisionId provision : target.covered()) {
                for (const model::EntryId id : program.provisions[provision].entries) {
                    if (program.entries[id].kind == EntryKind::Fee &&
                        isSameFee(program, program.entries[id], fee)) {
                        return std::nullopt;
                    }
                }
            }
            if (!program.completeFor(target, EntryKind::Fee)) {
                return std::nullopt;
            }
            defect.text = {"所引的" + name.zh + "没有规定这项收费",
                           name.en + " allows no such fee"};
            defect.basis.push_back(program.legalBasis(target));
        }
        if (!result) {
            result = std::move(defect);
        }
    }
    return result;
}

void visit(Context& context, model::ItemId id) {
    const Program& program = context.program;
    const model::Item& item = program.items[id];
    if (!item.kind.known() || item.kind.value != PowerKind::Licensing || item.fees.empty()) {
        return;
    }
    const derive::Bearing law = derive::bearing(program, item, EntryKind::Fee);
    for (const model::StatedEntry& fee : item.fees) {
        const bool allowed =
            std::any_of(law.entries.begin(), law.entries.end(), [&](const auto& bearing) {
                const model::Entry& entry = program.entries[bearing.entry];
                const auto rank =
                    program.instruments[program.provisions[entry.provision].instrument].rank;
                return rank && (mayAllowFees(*rank) || mayVary(*rank)) &&
                       isSameFee(program, entry, fee);
            });
        if (isFree(program, fee) || allowed) {
            continue;
        }
        std::optional<Defect> defect = judgeCited(program, fee);
        if (fee.basis.empty() && isClosed(program, item, law)) {
            defect =
                Defect{fee.nameSpan.valid() ? fee.nameSpan : fee.span,
                       {"没有写明依据，设定和规定这项许可的文件里也没有",
                        "none is stated, and what establishes and governs the licence holds none"},
                       {},
                       {}};
        }
        if (!defect) {
            continue;
        }
        Diagnostic diagnostic = makeDiagnostic(
            authority_fee_without_basis.descriptor, defect->span,
            {parameter("item", program.text(item.name)), parameter("fee", program.text(fee.name)),
             parameter("defect", defect->text)});
        diagnostic.legalBasis = {statute(program, "行政许可法", article(58, 1))};
        diagnostic.legalBasis.insert(diagnostic.legalBasis.end(), defect->basis.begin(),
                                     defect->basis.end());
        diagnostic.label = {"不得收费", "no fee may be charged"};
        diagnostic.related = std::move(defect->related);
        if (fee.span != defect->span) {
            diagnostic.related.push_back({fee.span, {"收费项目", "the fee"}});
        }
        diagnostic.related.push_back({item.head, {"事项", "the item"}});
        diagnostic.advice = {
            "停止收取；法律、行政法规另有规定的，引用规定该项收费的条文",
            "stop charging it; where a law or administrative regulation allows it, cite the provision"};
        context.report(std::move(diagnostic));
    }
}

}  // namespace

}  // namespace fadu::checks
