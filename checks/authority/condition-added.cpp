#include "checks/Check.h"
#include "checks/Describe.h"
#include "checks/Mandates.h"
#include "checks/OwnRules.h"
#include "derive/Bearing.h"
#include "model/Rank.h"
#include "support/Text.h"

#include <algorithm>
#include <map>

namespace fadu::checks {

namespace {

void visitItem(Context& context, model::ItemId id);
void visitPackage(Context& context);

}  // namespace

extern const Check authority_condition_added;
const Check authority_condition_added{
    {"AUT012",
     "authority/condition-added",
     Severity::Warning,
     Nature::Legality,
     {"“{power}”的条件“{condition}”在上位法中没有：{why}",
      "the condition '{condition}' of '{power}' is not in the higher law: {why}"}},
    visitItem,
    visitPackage};

namespace {

using model::EntryId;
using model::Program;

bool isRule(Rank rank) {
    return !model::mayLengthenLimits(rank) && !model::isNormativeDocument(rank);
}

const model::Instrument& instrumentOf(const Program& program, EntryId id) {
    return program.instruments[program.provisions[program.entries[id].provision].instrument];
}

/// The ideographs, letters and digits of a text.
std::u32string wordsOf(std::string_view text) {
    std::u32string result;
    for (const char32_t c : toCodePoints(text)) {
        if ((c >= U'0' && c <= U'9') || (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z') ||
            (c >= 0x3400 && c <= 0x9FFF)) {
            result += c;
        }
    }
    return result;
}

/// Whether two wordings may well be of one condition: they share four ideographs in a row, or half
/// of the pairs of neighbouring characters of the shorter one occur in the longer one. A rule that
/// details a condition keeps what the condition is about.
bool mayBeSame(std::string_view left, std::string_view right) {
    std::u32string shorter = wordsOf(left);
    std::u32string longer = wordsOf(right);
    if (shorter.size() > longer.size()) {
        std::swap(shorter, longer);
    }
    if (shorter.size() < 2) {
        return shorter == longer;
    }
    for (std::size_t i = 0; i + 4 <= shorter.size(); ++i) {
        if (shorter[i] > U'z' && longer.find(shorter.substr(i, 4)) != std::u32string::npos) {
            return true;
        }
    }
    std::size_t common = 0;
    for (std::size_t i = 0; i + 1 < shorter.size(); ++i) {
        common += longer.find(shorter.substr(i, 2)) != std::u32string::npos ? 1U : 0U;
    }
    return common * 2 >= shorter.size() - 1;
}

struct Wording {
    std::string_view name;
    std::string_view text;
};

Wording wordingOf(const Program& program, const model::Entry& entry) {
    return {entry.name.valid() ? program.text(entry.name) : std::string_view(), entry.text};
}

bool mayBeSame(const Wording& left, const Wording& right) {
    if (!left.name.empty() && left.name == right.name) {
        return true;
    }
    for (const std::string_view one : {left.name, left.text}) {
        for (const std::string_view other : {right.name, right.text}) {
            if (!one.empty() && !other.empty() && mayBeSame(one, other)) {
                return true;
            }
        }
    }
    return false;
}

/// What laws and regulations say of an item's conditions.
struct HigherLaw {
    std::vector<EntryId> conditions;
    /// They are completely recorded and leave no room for a rule to add any.
    bool closed = false;
};

HigherLaw higherLaw(const Program& program, const model::Item& item) {
    HigherLaw result;
    for (const derive::Bearing::Entry& bearing :
         derive::bearing(program, item, EntryKind::Condition).entries) {
        const auto rank = instrumentOf(program, bearing.entry).rank;
        if (rank && model::mayLengthenLimits(*rank)) {
            result.conditions.push_back(bearing.entry);
        }
    }
    const derive::Instruments all = derive::bearingInstruments(program, item);
    bool some = false;
    result.closed = all.complete;
    for (const model::InstrumentId id : all.instruments) {
        const auto rank = program.instruments[id].rank;
        if (!rank) {
            result.closed = false;
        } else if (model::mayLengthenLimits(*rank)) {
            some = true;
            result.closed = result.closed && program.completeFor(id, EntryKind::Condition);
        }
    }
    result.closed = result.closed && some;
    // 授权制定 hands over the detail; 国务院…部门规定的其他条件 the rest of the conditions.
    if (!derive::bearing(program, item, EntryKind::LeftTo).entries.empty()) {
        result.closed = false;
    }
    for (const EntryId id : result.conditions) {
        const std::string_view text = program.entries[id].text;
        if (text.find("其他条件") != std::string_view::npos &&
            text.find("法律、行政法规规定") == std::string_view::npos &&
            text.find("法律、法规规定") == std::string_view::npos) {
            result.closed = false;
        }
    }
    return result;
}

bool holds(const Program& program, const std::vector<EntryId>& entries, const Wording& wording) {
    return std::any_of(entries.begin(), entries.end(), [&](EntryId id) {
        return mayBeSame(wordingOf(program, program.entries[id]), wording);
    });
}

Diagnostic finding(const Program& program, Span span, NameId power, const Wording& wording,
                   const Text& why) {
    Diagnostic diagnostic =
        makeDiagnostic(authority_condition_added.descriptor, span,
                       {parameter("power", program.text(power)),
                        parameter("condition", wording.text.empty() ? wording.name : wording.text),
                        parameter("why", why)});
    diagnostic.legalBasis = {statute(program, "行政许可法", article(16, 3)),
                             statute(program, "行政许可法", article(16, 4))};
    diagnostic.label = {"上位法没有这个条件", "not in the higher law"};
    diagnostic.advice = {
        "核实它是对上位法某个条件的具体化，还是另外增设：是具体化的，写明所依据的上位法条文；是增设的，取消这个条件",
        "find out whether it details a condition of the higher law or adds one: cite what it details, "
        "or drop it"};
    return diagnostic;
}

void relate(const Program& program, Diagnostic& diagnostic, const std::vector<EntryId>& higher) {
    for (const EntryId id : higher) {
        diagnostic.related.push_back(
            {program.entries[id].span, {"上位法规定的条件", "a condition of the higher law"}});
    }
}

bool isLicence(const model::Item& item) {
    return item.kind.known() && item.kind.value == PowerKind::Licensing;
}

/// Conditions that an item rests on provisions that do not hold them, or on a rule of the library
/// alone. Conditions that rest on nothing are another check's (优化营商 35).
void visitItem(Context& context, model::ItemId id) {
    const Program& program = context.program;
    const model::Item& item = program.items[id];
    if (!isLicence(item) || item.conditions.empty()) {
        return;
    }
    const HigherLaw higher = higherLaw(program, item);
    for (const model::StatedEntry& condition : item.conditions) {
        const Wording wording{program.text(condition.name), condition.text};
        if (condition.basis.empty() || holds(program, higher.conditions, wording)) {
            continue;
        }
        std::optional<Text> why;
        std::optional<LegalBasis> rests;
        Span span = condition.span;
        bool known = true;
        for (const model::Citation& citation : condition.basis) {
            const model::Target& target = program.targets[citation.target];
            if (citation.blamed || !target.instrument.valid() ||
                !program.instruments[target.instrument].rank) {
                known = false;
                break;
            }
            const model::Instrument& cited = program.instruments[target.instrument];
            std::vector<EntryId> said;
            for (const model::ProvisionId provision : target.covered()) {
                for (const EntryId entry : program.provisions[provision].entries) {
                    if (program.entries[entry].kind == EntryKind::Condition) {
                        said.push_back(entry);
                    }
                }
            }
            const Text name = program.citationText(target);
            if (model::isNormativeDocument(*cited.rank)) {
                known = false;  // Nothing of a rank that counts: another check's as well.
            } else if (holds(program, said, wording)) {
                // Of a rule of the package the finding stands at the rule.
                if (!isRule(*cited.rank) || !cited.fromLibrary || !higher.closed) {
                    known = false;
                } else if (!why) {
                    why = Text{"只见于规章" + name.zh, "only the rule " + name.en + " has it"};
                    rests = program.legalBasis(target);
                    span = citation.span;
                }
            } else if (said.empty() || !program.completeFor(target, EntryKind::Condition) ||
                       !higher.closed) {
                known = false;  // Of a provision without conditions see AUT020.
            } else if (!why) {
                why = Text{"所引的" + name.zh + "没有这样规定", name.en + " does not say so"};
                rests = program.legalBasis(target);
                span = citation.span;
            }
        }
        if (!known || !why) {
            continue;
        }
        Diagnostic diagnostic = finding(program, span, item.power, wording, *why);
        diagnostic.legalBasis.push_back(*rests);
        diagnostic.related.push_back({condition.span, {"事项写的条件", "the item's condition"}});
        relate(program, diagnostic, higher.conditions);
        context.report(std::move(diagnostic));
    }
}

/// Conditions that a rule of the package adds to what laws and regulations ask for.
void visitPackage(Context& context) {
    const Program& program = context.program;
    struct Added {
        std::vector<model::ItemId> items;
        std::vector<EntryId> higher;
    };
    std::map<EntryId, Added> added;
    const OwnRuleEntries conditions(program, EntryKind::Condition);
    if (conditions.none()) {
        return;
    }
    for (const model::ItemId id : context.offeredItems()) {
        const model::Item& item = program.items[id];
        const model::EstablishmentId establishment = context.facts.of(id).authority.establishment;
        if (!isLicence(item) || !establishment.valid() || !conditions.mayConcern(item)) {
            continue;
        }
        const model::Instrument& law =
            program.instruments[program.provisions[program.establishments[establishment].provision]
                                    .instrument];
        std::vector<EntryId> candidates;
        for (const derive::Bearing::Entry& bearing :
             derive::bearing(program, item, EntryKind::Condition).entries) {
            const model::Instrument& rule = instrumentOf(program, bearing.entry);
            if (rule.rank && isRule(*rule.rank) && !rule.fromLibrary && law.rank &&
                std::is_lt(model::compareRanks(*rule.rank, *law.rank))) {
                candidates.push_back(bearing.entry);
            }
        }
        if (candidates.empty()) {
            continue;
        }
        const HigherLaw higher = higherLaw(program, item);
        for (const EntryId entry : candidates) {
            if (higher.closed &&
                !holds(program, higher.conditions, wordingOf(program, program.entries[entry]))) {
                added[entry].items.push_back(id);
                added[entry].higher = higher.conditions;
            }
        }
    }
    for (const auto& [id, value] : added) {
        const model::Entry& entry = program.entries[id];
        const model::Item& first = program.items[value.items.front()];
        const Text rule = derive::provisionName(program, entry.provision);
        const Text rank = termText(*instrumentOf(program, id).rank);
        Diagnostic diagnostic =
            finding(program, entry.span, first.power, wordingOf(program, entry),
                    {rule.zh + "是" + rank.zh + "，只能在上位法设定的许可范围内作具体规定",
                     rule.en + " is of the rank " + rank.en +
                         " and may only detail what the higher law has"});
        diagnostic.legalBasis.push_back(program.legalBasis(entry.provision));
        relate(program, diagnostic, value.higher);
        for (const model::ItemId item : value.items) {
            diagnostic.related.push_back({program.items[item].head, {"适用它的事项", "an item"}});
        }
        context.report(std::move(diagnostic));
    }
}

}  // namespace

}  // namespace fadu::checks
