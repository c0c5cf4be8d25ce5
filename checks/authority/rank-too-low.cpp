#include "checks/Check.h"
#include "checks/Describe.h"

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check authority_rank_too_low;
const Check authority_rank_too_low{
    {"AUT002",
     "authority/rank-too-low",
     Severity::Error,
     Nature::Legality,
     {"{provision}是{rank}，不得设定{kind}“{power}”",
      "{provision} has the rank of {rank} and may not establish {kind} ('{power}')"}},
    visit};

namespace {

void visit(Context& context, model::ItemId id) {
    const model::Program& program = context.program;
    const model::Item& item = program.items[id];
    const derive::Authority& authority = context.facts.of(id).authority;
    if (authority.failure != derive::Authority::Failure::RankTooLow || !authority.citation) {
        return;
    }
    const model::Target& target = program.targets[authority.citation->target];
    const model::Instrument& instrument = program.instruments[target.instrument];
    Diagnostic diagnostic =
        makeDiagnostic(authority_rank_too_low.descriptor, authority.citation->span,
                       {parameter("provision", program.citationText(target)),
                        parameter("rank", instrument.rank ? termText(*instrument.rank) : Text{}),
                        parameter("kind", termText(item.kind.value)),
                        parameter("power", program.text(item.power))});
    // Powers other than those of 许可法, 处罚法 and 强制法 have no statute on who may establish
    // them.
    if (derive::basisRequirement(item.kind.value) == Severity::Warning) {
        diagnostic.severity = Severity::Warning;
    }
    if (authority.competence) {
        for (const model::TargetId basis : program.competences[*authority.competence].basis) {
            diagnostic.legalBasis.push_back(program.legalBasis(program.targets[basis]));
        }
    } else {
        for (const model::Competence& competence : program.competences) {
            if (competence.kind != item.kind.value || competence.mayNot) {
                continue;
            }
            for (const model::TargetId basis : competence.basis) {
                diagnostic.legalBasis.push_back(program.legalBasis(program.targets[basis]));
            }
        }
    }
    diagnostic.label = {"位阶不够", "its rank is too low"};
    diagnostic.related.push_back({instrument.head, {"法律文件在这里", "the instrument"}});
    if (authority.establishment.valid()) {
        diagnostic.witness = authorityWitness(program, authority);
    }
    std::vector<std::string> may;
    for (const model::Competence& competence : program.competences) {
        if (competence.kind == item.kind.value && !competence.mayNot) {
            for (const Rank rank : competence.ranks) {
                may.push_back(termText(rank).zh);
            }
        }
    }
    const Text ranks = derive::joined(may);
    diagnostic.advice = {
        ranks.zh.empty()
            ? "改引法律、法规中设定该权力的条文；没有的，停止实施"
            : "可以设定的位阶：" + ranks.zh + "。改引这些文件中设定该权力的条文；没有的，停止实施",
        "cite a provision of sufficient rank that establishes the power; without one, stop exercising it"};
    context.report(std::move(diagnostic));
}

}  // namespace

}  // namespace fadu::checks
