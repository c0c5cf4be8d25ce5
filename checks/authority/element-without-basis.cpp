#include "checks/Check.h"
#include "checks/Describe.h"
#include "derive/Bearing.h"

#include <algorithm>
#include <array>

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check authority_element_without_basis;
const Check authority_element_without_basis{
    {"AUT020",
     "authority/element-without-basis",
     Severity::Warning,
     Nature::Legality,
     {"“{item}”的{element}没有法律、法规、规章依据：{why}",
      "the {element} of '{item}' has no basis in a law, regulation or rule: {why}"}},
    visit};

namespace {

using model::Program;

/// An element by which an item binds the applicant, and how law would speak of it.
struct Element {
    Text name;
    EntryKind kind = EntryKind::Condition;
    /// Entries of other kinds say something of it where they hold one of these words; of the same
    /// kind all do, or, where `onlyWords`, those that hold one.
    std::vector<std::string_view> words{};
    bool onlyWords = false;
};

bool holdsOne(std::string_view text, const std::vector<std::string_view>& words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return text.find(word) != std::string_view::npos;
    });
}

bool speaksOf(const Program& program, const Element& element, const model::Entry& entry) {
    if (entry.kind == element.kind && !element.onlyWords) {
        return true;
    }
    return holdsOne(program.text(entry.name), element.words) || holdsOne(entry.text, element.words);
}

/// Whether law that bears on the item says something of the element, or may.
bool mayHaveBasis(const Program& program, const model::Item& item, const Element& element) {
    const derive::Bearing own = derive::bearing(program, item, element.kind);
    if (!own.complete) {
        return true;
    }
    for (const EntryKind kind : {EntryKind::Condition, EntryKind::Validity, EntryKind::Renewal,
                                 EntryKind::Quota, EntryKind::Procedure, EntryKind::Other}) {
        for (const derive::Bearing::Entry& one : derive::bearing(program, item, kind).entries) {
            if (!one.general && speaksOf(program, element, program.entries[one.entry])) {
                return true;
            }
        }
    }
    return false;
}

/// Why what is cited for an element is no basis; nothing where it is one, or may be.
std::optional<Text> flaw(const Program& program, const model::Item& item, const Element& element,
                         const std::vector<model::Citation>& basis) {
    if (basis.empty()) {
        return mayHaveBasis(program, item, element)
                   ? std::nullopt
                   : std::optional(Text{"没有写明依据，事项所依据的文件也没有这项规定",
                                        "none is stated, and what the item rests on says nothing "
                                        "of it"});
    }
    std::optional<Text> result;
    for (const model::Citation& citation : basis) {
        const model::Target& target = program.targets[citation.target];
        const std::optional<Rank> rank =
            target.instrument.valid() ? program.instruments[target.instrument].rank : std::nullopt;
        if (citation.blamed || !rank) {
            return std::nullopt;
        }
        const Text cited = program.citationText(target);
        if (model::isNormativeDocument(*rank)) {
            const Text kind = termText(*rank);
            result = {"所引" + cited.zh + "是" + kind.zh, cited.en + " is only a " + kind.en};
            continue;
        }
        if (!program.completeFor(target, element.kind)) {
            return std::nullopt;
        }
        for (const model::ProvisionId provision : target.covered()) {
            const auto& entries = program.provisions[provision].entries;
            if (std::any_of(entries.begin(), entries.end(), [&](model::EntryId entry) {
                    return speaksOf(program, element, program.entries[entry]);
                })) {
                return std::nullopt;
            }
        }
        result = {"所引" + cited.zh + "没有这项规定", cited.en + " says nothing of it"};
    }
    return result;
}

/// Whether a law or administrative regulation establishes the licence: then it holds nation-wide
/// unless that law says otherwise (许可法 41).
bool holdsNationwide(const Program& program, const derive::Authority& authority) {
    if (!authority.establishment.valid()) {
        return false;
    }
    const model::ProvisionId provision = program.establishments[authority.establishment].provision;
    const auto& rank = program.instruments[program.provisions[provision].instrument].rank;
    return rank == Rank::Law || rank == Rank::AdministrativeRegulation;
}

/// Texts that say that there is none.
bool saysNone(const model::StatedEntry& entry) {
    constexpr std::array<std::string_view, 8> kNone{"无",   "没有",   "不限", "否",
                                                    "无需", "不需要", "长期", "无限制"};
    return !entry.quantity && (std::find(kNone.begin(), kNone.end(), entry.text) != kNone.end() ||
                               entry.text.find("无数量限制") != std::string::npos ||
                               entry.text.find("不设") != std::string::npos);
}

void visit(Context& context, model::ItemId id) {
    const Program& program = context.program;
    const model::Item& item = program.items[id];
    const derive::Authority& authority = context.facts.of(id).authority;
    if (!item.kind.known() || item.kind.value != PowerKind::Licensing ||
        authority.verdict == derive::Verdict::Refuted) {
        return;
    }
    const auto judge = [&](const Element& element, const model::StatedEntry& stated, Span span,
                           bool region) {
        const std::optional<Text> why =
            saysNone(stated) ? std::nullopt : flaw(program, item, element, stated.basis);
        if (!why) {
            return;
        }
        Diagnostic diagnostic =
            makeDiagnostic(authority_element_without_basis.descriptor, span,
                           {parameter("item", program.text(item.name)),
                            parameter("element", element.name), parameter("why", *why)});
        diagnostic.label = {"没有法定依据", "no legal basis"};
        for (const model::Citation& citation : stated.basis) {
            const model::Target& target = program.targets[citation.target];
            diagnostic.related.push_back({program.instruments[target.instrument].head,
                                          {"所引的文件", "the cited instrument"}});
        }
        if (stated.basis.empty()) {
            for (const model::InstrumentId instrument :
                 derive::bearingInstruments(program, item).instruments) {
                diagnostic.related.push_back(
                    {program.instruments[instrument].head,
                     {"已经完整收录，没有这项规定", "recorded completely without it"}});
            }
        }
        diagnostic.legalBasis.push_back(region ? statute(program, "行政许可法", article(41))
                                               : statute(program, "优化营商环境条例", article(35)));
        diagnostic.legalBasis.push_back(statute(program, "行政许可法", article(4)));
        diagnostic.advice = {
            "查明规定它的法律、法规、规章条文，写入“依据”；没有的，删去",
            "state the provision of a law, regulation or rule that says so, or drop it"};
        context.report(std::move(diagnostic));
    };
    if (item.validity.known() && item.validity.value.quantity) {
        judge({{"有效期", "period of validity"}, EntryKind::Validity, {"有效期"}},
              item.validity.value, item.validity.entry, false);
    }
    if (item.quota.known()) {
        judge({{"数量限制", "quota"}, EntryKind::Quota, {"数量", "总量", "限额"}}, item.quota.value,
              item.quota.entry, false);
    }
    if (item.annualInspection.known()) {
        judge({{"年检", "annual inspection"},
               EntryKind::Procedure,
               {"年检", "年度检验", "年审", "年度检查", "定期检验"},
               true},
              item.annualInspection.value, item.annualInspection.entry, false);
    }
    for (const model::StatedEntry& condition : item.conditions) {
        const std::string name(program.text(condition.name));
        const bool region =
            holdsOne(name, {"地域", "区域范围"}) ||
            holdsOne(condition.text, {"范围内有效", "辖区内有效", "行政区域内有效"});
        if (region && !holdsNationwide(program, authority)) {
            continue;
        }
        if (region) {
            judge({{"地域限制“" + name + "”", "restriction to an area, '" + name + "',"},
                   EntryKind::Condition,
                   {"地域", "区域", "辖区", "范围", "境内"},
                   true},
                  condition, condition.span, true);
        } else {
            judge({{"条件“" + name + "”", "condition '" + name + "'"},
                   EntryKind::Condition,
                   {"条件"}},
                  condition, condition.span, false);
        }
    }
}

}  // namespace

}  // namespace fadu::checks
