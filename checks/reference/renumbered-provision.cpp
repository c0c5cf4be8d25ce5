#include "checks/Check.h"
#include "checks/Describe.h"
#include "derive/Bearing.h"
#include "derive/Renumbering.h"

#include <algorithm>
#include <cctype>

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check reference_renumbered_provision;
const Check reference_renumbered_provision{
    {"REF012",
     "reference/renumbered-provision",
     Severity::Warning,
     Nature::Legality,
     {"《{title}》{since} 的文本已将{from}改为{to}：{claim}",
      "the text of 《{title}》 of {since} made {from} into {to}: {claim}"}},
    visit};

namespace {

using model::Program;

/// What a citation is to show.
enum class Use : std::uint8_t { Power, Limit, Material, Anything };

/// The year of the text that a citation names: 2017 of 《…》（2017年修正）.
std::optional<int> editionYear(std::string_view title) {
    for (std::size_t i = title.rfind("》") + 1; i + 4 < title.size(); ++i) {
        const std::string_view digits = title.substr(i, 4);
        const bool year = std::all_of(digits.begin(), digits.end(),
                                      [](unsigned char c) { return std::isdigit(c) != 0; });
        const std::string_view rest = title.substr(i + 4);
        if (year && (rest.substr(0, 3) == "年" || rest.substr(0, 3) == "修")) {
            return std::stoi(std::string(digits));
        }
    }
    return std::nullopt;
}

/// Whether what is recorded at a place is what an item cites it for.
bool serves(const Program& program, const model::Item& item, const model::Target& place, Use use,
            NameId material) {
    const std::vector<NameId> names = derive::powerNames(program, item);
    for (const model::ProvisionId id : place.covered()) {
        const model::Provision& provision = program.provisions[id];
        for (const model::EstablishmentId one : provision.establishments) {
            const model::Establishment& establishment = program.establishments[one];
            if ((use == Use::Power || use == Use::Anything) &&
                establishment.kind == item.kind.value &&
                std::find(names.begin(), names.end(), establishment.power) != names.end()) {
                return true;
            }
        }
        if (use == Use::Power) {
            continue;
        }
        for (const model::LimitId limit : provision.limits) {
            if (use != Use::Material &&
                derive::applicability(program, item, program.limits[limit].appliesTo).applies) {
                return true;
            }
        }
        for (const model::EntryId entryId : provision.entries) {
            const model::Entry& entry = program.entries[entryId];
            const bool fits = use == Use::Anything ||
                              (use == Use::Material && entry.kind == EntryKind::Material &&
                               entry.name == material);
            if (fits && derive::applicability(program, item, entry.appliesTo).applies) {
                return true;
            }
        }
    }
    return false;
}

/// Whether nothing tells what stands at a place, or where else what is looked for does.
bool nothingTells(const Program& program, const model::Item& item, const model::Target& place,
                  Use use) {
    const EntryKind kind = use == Use::Power      ? EntryKind::Establishment
                           : use == Use::Limit    ? EntryKind::Limit
                           : use == Use::Material ? EntryKind::Material
                                                  : EntryKind::Other;
    if (!place.covered().empty() || program.completeFor(place, kind)) {
        return false;
    }
    const auto& recorded = program.establishmentsOf(item.power);
    return use != Use::Power ||
           std::none_of(recorded.begin(), recorded.end(), [&](model::EstablishmentId id) {
               return program.provisions[program.establishments[id].provision].instrument ==
                      place.instrument;
           });
}

void judge(Context& context, const model::Item& item, const model::Citation& citation,
           std::optional<int> edition, Use use, NameId material) {
    const Program& program = context.program;
    const model::Target& target = program.targets[citation.target];
    if (citation.blamed || !target.instrument.valid() || target.first.article == 0 ||
        !target.last.empty() || program.instruments[target.instrument].renumbered.empty()) {
        return;
    }
    const model::Instrument& instrument = program.instruments[target.instrument];
    const std::vector<derive::Relocation> all =
        derive::relocations(program, target.instrument, target.first, edition);
    if (all.empty() || (!edition && serves(program, item, target, use, material))) {
        return;
    }
    Text claim;
    auto found = std::find_if(all.begin(), all.end(), [&](const derive::Relocation& one) {
        return serves(program, item, one.place, use, material);
    });
    const Text cited = syntax::provisionText(target.first);
    if (edition) {
        found = all.begin();  // There is no other way from the text that is named.
        claim = {"所引是 " + std::to_string(*edition) + " 年文本的条号",
                 "the number cited is that of the text of " + std::to_string(*edition)};
    } else if (found != all.end()) {
        claim =
            use == Use::Power
                ? Text{"现行文本中设定“" + std::string(program.text(item.power)) + "”的是后者",
                       "the latter now establishes '" + std::string(program.text(item.power)) + "'"}
                : Text{"所引的内容现在规定在后者", "what is cited stands in the latter now"};
    } else {
        found = std::find_if(all.begin(), all.end(), [&](const derive::Relocation& one) {
            return nothingTells(program, item, one.place, use);
        });
        if (found == all.end()) {
            return;
        }
        claim = {"所引" + cited.zh + "疑为修订前的条号",
                 "the number cited may be that of an earlier text"};
    }
    const Text to = syntax::provisionText(found->place.first);
    Diagnostic diagnostic =
        makeDiagnostic(reference_renumbered_provision.descriptor,
                       citation.provisionSpan.empty() ? citation.span : citation.provisionSpan,
                       {parameter("title", program.text(instrument.title)),
                        parameter("since", found->steps.back().since.iso()),
                        parameter("from", cited), parameter("to", to), parameter("claim", claim)});
    diagnostic.label = {"条号已变", "the number has changed"};
    Witness witness;
    witness.kind = Witness::Kind::Timeline;
    for (const model::Renumbering& step : found->steps) {
        const Text before = syntax::provisionText(step.from);
        const Text after = syntax::provisionText(step.to);
        witness.steps.push_back({{step.since.iso() + "：" + before.zh + "改为" + after.zh,
                                  step.since.iso() + ": " + before.en + " became " + after.en},
                                 step.span,
                                 "",
                                 true,
                                 step.since});
        diagnostic.related.push_back({step.span, {"条文对照", "old and new number"}});
    }
    diagnostic.witness = std::move(witness);
    LegalBasis basis = program.legalBasis(target.instrument);
    if (!found->place.provisions.empty()) {
        const model::ProvisionId now = found->place.provisions.front();
        diagnostic.related.push_back({program.provisions[now].head, {"现在的条文", "where it is"}});
        basis.unverified = program.provisions[now].unverified;
    }
    basis.provision = to.zh;
    basis.provisionEn = to.en;
    diagnostic.legalBasis.push_back(std::move(basis));
    if (!citation.provisionSpan.empty()) {
        diagnostic.fixes.push_back({{"改引" + to.zh, "cite " + to.en + " instead"},
                                    false,
                                    {{citation.provisionSpan, to.zh}}});
    }
    diagnostic.advice = {"对照现行文本核实，改引现在的条号",
                         "compare the text in force and cite the number it has now"};
    context.report(std::move(diagnostic));
}

void visit(Context& context, model::ItemId id) {
    const Program& program = context.program;
    const model::Item& item = program.items[id];
    const auto judgeAll = [&](const std::vector<model::Citation>& citations, Use use,
                              NameId material = {}) {
        std::optional<int> edition;
        for (const model::Citation& citation : citations) {
            if (!citation.titleSpan.empty()) {
                edition = editionYear(context.sources.text(citation.titleSpan));
            }
            judge(context, item, citation, edition, use, material);
        }
    };
    const bool power = item.kind.known() && !item.derivedSituation;
    judgeAll(item.establishing.citations, power ? Use::Power : Use::Anything);
    judgeAll(item.implementing.citations, Use::Anything);
    judgeAll(item.supervisory.citations, Use::Anything);
    for (const auto* limit : {&item.acceptance, &item.statutory, &item.promise, &item.delivery,
                              &item.preliminary, &item.extension}) {
        judgeAll(limit->value.basis, Use::Limit);
    }
    for (const model::Material& material : item.materials) {
        judgeAll(material.basis, Use::Material, material.name);
    }
    for (const auto* entries : {&item.conditions, &item.fees, &item.intermediaries}) {
        for (const model::StatedEntry& entry : *entries) {
            judgeAll(entry.basis, Use::Anything);
        }
    }
    for (const auto* entry :
         {&item.quota, &item.validity, &item.annualInspection, &item.renewalLead}) {
        judgeAll(entry->value.basis, Use::Anything);
    }
    if (item.flow.valid()) {
        const model::Flow& flow = program.flows[item.flow];
        for (std::size_t i = 0; i < flow.steps.size(); ++i) {
            judgeAll(flow.steps[model::StepId(i)].basis, Use::Anything);
        }
    }
}

}  // namespace

}  // namespace fadu::checks
