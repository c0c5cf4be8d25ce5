#include "checks/Materials.h"

#include "checks/Describe.h"
#include "support/Text.h"

#include <algorithm>
#include <array>

namespace fadu::checks {

namespace {

using model::Program;

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

/// Takes the longest of the words off the end that stands there and leaves something before it.
template <std::size_t N>
bool dropEnd(std::string_view& text, const std::array<std::string_view, N>& words) {
    for (const std::string_view word : words) {
        if (text.size() > word.size() && text.ends_with(word)) {
            text.remove_suffix(word.size());
            return true;
        }
    }
    return false;
}

/// What a name is left with when the words that say nothing of a certain paper are gone.
std::string withoutGenericWords(std::string_view name) {
    // Longer words before those that they hold.
    constexpr std::array<std::string_view, 44> kGeneric{
        "法律",     "法规", "规章", "行政机关", "主管部门", "审批机关", "登记机关", "许可机关",
        "审批部门", "行政", "机关", "部门",     "国家",     "国务院",   "认为",     "应当",
        "需要",     "所需", "必需", "必要",     "要求",     "规定",     "提交",     "提供",
        "出具",     "补充", "申请", "其他",     "其它",     "有关",     "相关",     "证明",
        "说明",     "材料", "资料", "文件",     "证件",     "手续",     "与",       "的",
        "、",       "和",   "或者", "等"};
    std::string rest(name);
    for (bool changed = true; changed;) {
        changed = false;
        for (const std::string_view word : kGeneric) {
            if (const std::size_t at = rest.find(word); at != std::string::npos) {
                rest.erase(at, word.size());
                changed = true;
            }
        }
    }
    return rest;
}

bool endsAsMaterial(std::string_view name) {
    constexpr std::array<std::string_view, 6> kEnds{"材料", "资料", "文件", "证件", "证明", "手续"};
    return std::any_of(kEnds.begin(), kEnds.end(),
                       [&](std::string_view end) { return name.ends_with(end); });
}

/// 法律, 法规 and decisions of the State Council.
bool isSufficient(Rank rank) { return model::mayLengthenLimits(rank); }

}  // namespace

bool takesMaterials(const model::Item& item) {
    if (!item.kind.known()) {
        return false;
    }
    switch (item.kind.value) {
        case PowerKind::Penalty:
        case PowerKind::CompulsoryMeasure:
        case PowerKind::Enforcement:
        case PowerKind::Levy:
        case PowerKind::Inspection:
            return false;
        default:
            return true;
    }
}

bool isCatchAll(std::string_view name) {
    name = paperOf(name);
    if (name.ends_with("等")) {
        return true;
    }
    if (!endsAsMaterial(name)) {
        return false;
    }
    // 护照或者其他国际旅行证件 names a kind of paper; 营业执照和其他材料 does not.
    std::string_view other = name;
    for (const std::string_view choice : {"或者其他", "或者其它", "或其他", "或其它"}) {
        if (const std::size_t at = other.find(choice); at != std::string_view::npos) {
            other = other.substr(at + choice.size());
            return withoutGenericWords(other).empty();
        }
    }
    return contains(name, "其他") || contains(name, "其它") || contains(name, "等材料") ||
           contains(name, "等资料") || contains(name, "等文件") || contains(name, "等证明") ||
           withoutGenericWords(name).empty();
}

bool isApplication(std::string_view name) {
    constexpr std::array<std::string_view, 7> kForms{"申请书", "申请表", "申请登记表", "登记表",
                                                     "申报表", "备案表", "委托书"};
    const std::string_view paper = paperOf(name);
    return paper == "申请" || std::any_of(kForms.begin(), kForms.end(), [&](std::string_view end) {
               return paper.ends_with(end);
           });
}

bool isProof(std::string_view name) {
    const std::string_view paper = paperOf(name);
    return (paper.ends_with("证明") || paper.ends_with("证明书") || paper.ends_with("证明信")) &&
           !contains(paper, "身份证") && !isCatchAll(paper);
}

std::string_view paperOf(std::string_view name) {
    constexpr std::array<std::string_view, 14> kForms{
        "及其复印件", "及复印件", "和复印件", "复印件", "影印件", "扫描件", "电子版",
        "电子件",     "电子文本", "原件",     "正副本", "副本",   "正本",   "（）"};
    constexpr std::array<std::string_view, 3> kOpen{"（", "(", "["};
    name = trimmed(name);
    for (bool changed = true; changed;) {
        changed = dropEnd(name, kForms);
        // What stands in parentheses at the end says the form: （副本）, (原件及复印件).
        if (name.ends_with("）") || name.ends_with(")")) {
            std::size_t open = std::string_view::npos;
            for (const std::string_view bracket : kOpen) {
                const std::size_t at = name.rfind(bracket);
                if (at != std::string_view::npos && (open == std::string_view::npos || at > open)) {
                    open = at;
                }
            }
            if (open == std::string_view::npos || open == 0) {
                break;
            }
            const std::string_view inside = name.substr(open);
            const bool form = contains(inside, "复印") || contains(inside, "原件") ||
                              contains(inside, "副本") || contains(inside, "正本") ||
                              contains(inside, "扫描") || contains(inside, "电子");
            if (form) {
                name = trimmed(name.substr(0, open));
                changed = true;
            }
        }
    }
    return name;
}

bool maySayTheSame(std::string_view left, std::string_view right) {
    constexpr std::array<std::string_view, 8> kGenericEnds{
        "证明材料", "证明文件", "证明书", "证明", "材料", "资料", "文件", "证件"};
    std::string_view x = paperOf(left);
    std::string_view y = paperOf(right);
    if (x == y || isCatchAll(x) || isCatchAll(y)) {
        return true;
    }
    constexpr std::size_t kEnough = 3;  // Characters: 身份证, 平面图.
    const auto holds = [&] {
        const std::string_view shorter = x.size() < y.size() ? x : y;
        const std::string_view longer = x.size() < y.size() ? y : x;
        return countCodePoints(shorter) >= kEnough && contains(longer, shorter);
    };
    if (holds()) {
        return true;
    }
    dropEnd(x, kGenericEnds);
    dropEnd(y, kGenericEnds);
    if (x == y || holds()) {
        return true;
    }
    const std::u32string a = toCodePoints(x);
    const std::u32string b = toCodePoints(y);
    std::size_t alike = 0;
    while (alike < std::min(a.size(), b.size()) &&
           a[a.size() - 1 - alike] == b[b.size() - 1 - alike]) {
        ++alike;
    }
    return alike >= kEnough;
}

bool isAsked(const Program& program, const model::Material& material) {
    return !material.shared && !isCatchAll(program.text(material.name));
}

bool servesNaturalPersonsOnly(const Program& program, const model::Item& item) {
    constexpr std::array<std::string_view, 4> kPersons{"自然人", "个人", "公民", "居民"};
    return !item.applicants.empty() &&
           std::all_of(item.applicants.begin(), item.applicants.end(), [&](NameId name) {
               return std::find(kPersons.begin(), kPersons.end(), program.text(name)) !=
                      kPersons.end();
           });
}

HigherGround higherGround(const Program& program, const model::Item& item, std::string_view name,
                          const std::vector<model::Citation>& basis,
                          std::initializer_list<EntryKind> kinds) {
    HigherGround result;
    for (const model::Citation& citation : basis) {
        const model::Target& target = program.targets[citation.target];
        const auto rank =
            target.instrument.valid() ? program.instruments[target.instrument].rank : std::nullopt;
        if (citation.blamed || !rank) {
            result.state = HigherGround::State::Unknown;
            return result;
        }
        if (isSufficient(*rank)) {
            return result;
        }
        if (result.citation == nullptr) {
            result.citation = &citation;
        }
    }
    bool complete = true;
    for (const EntryKind kind : kinds) {
        const derive::Bearing bearing = derive::bearing(program, item, kind);
        complete = complete && bearing.complete;
        for (const derive::Bearing::Entry& found : bearing.entries) {
            const model::Entry& entry = program.entries[found.entry];
            const auto rank =
                program.instruments[program.provisions[entry.provision].instrument].rank;
            const std::string_view asked =
                entry.name.valid() ? program.text(entry.name) : std::string_view(entry.text);
            if (rank && isSufficient(*rank) && !found.general && maySayTheSame(name, asked)) {
                result.citation = nullptr;
                return result;
            }
        }
    }
    result.state = result.citation != nullptr ? HigherGround::State::TooLow
                   : complete                 ? HigherGround::State::None
                                              : HigherGround::State::NotStated;
    return result;
}

HigherGround proofGround(const Program& program, const model::Item& item,
                         const model::Material& material) {
    const std::string_view name = program.text(material.name);
    // What the applicant writes itself is no proof by another body.
    if (!takesMaterials(item) || !isProof(name) || material.shared || material.selfProvided ||
        servesNaturalPersonsOnly(program, item)) {
        return {};
    }
    return higherGround(program, item, name, material.basis,
                        {EntryKind::Material, EntryKind::Condition});
}

Fix shareInstead(const Context& context, const model::Material& material) {
    Span values = material.span;
    values.begin = material.nameSpan.end;
    if (!material.basis.empty()) {
        values.end = material.basis.front().span.begin;
    }
    const std::string_view text = context.sources.text(values);
    const std::size_t first = text.find_first_not_of(" :\t");
    std::string shared = "共享";
    if (first == std::string_view::npos) {
        shared = ": 共享";
    } else if (text.substr(first).starts_with("：")) {
        shared = "：共享";
        values.begin += static_cast<std::uint32_t>(first);
    } else {
        values.begin += static_cast<std::uint32_t>(first);
    }
    if (!material.basis.empty()) {
        shared += trimmed(text).ends_with("basis") ? ", basis " : ", 依据 ";
    }
    return {{"改为共享获取", "obtain it by sharing"}, false, {{values, shared}}};
}

Diagnostic groundFinding(const Context& context, const Descriptor& descriptor, model::ItemId id,
                         Span span, std::string_view name, const HigherGround& ground) {
    const Program& program = context.program;
    using State = HigherGround::State;
    Text found;
    if (ground.state == State::TooLow) {
        const model::Target& target = program.targets[ground.citation->target];
        const Text cited = program.citationText(target);
        const Text rank = termText(*program.instruments[target.instrument].rank);
        found = {"其依据" + cited.zh + "是" + rank.zh,
                 "what it cites, " + cited.en + ", has the rank of " + rank.en};
    } else if (ground.state == State::None) {
        found = {
            "没有写明依据，有关法律文件收录完全，其中也没有要求",
            "it cites nothing, and the instruments concerned, completely recorded, do not ask for it"};
    } else {
        found = {"没有写明依据，已收录的规定中也没有查到要求它的条文",
                 "it cites nothing, and nothing recorded asks for it"};
    }
    Diagnostic diagnostic =
        makeDiagnostic(descriptor, span,
                       {parameter("item", program.itemTitle(id)), parameter("name", name),
                        parameter("found", std::move(found))});
    if (ground.state == State::NotStated) {
        diagnostic.severity = Severity::Warning;
    }
    if (ground.citation != nullptr) {
        const model::Target& target = program.targets[ground.citation->target];
        diagnostic.label = {"依据的位阶不够", "its basis is of too low a rank"};
        diagnostic.related.push_back(
            {ground.citation->span, {"写明的依据", "the basis as stated"}});
        diagnostic.related.push_back(
            {program.instruments[target.instrument].head, {"法律文件在这里", "the instrument"}});
        diagnostic.legalBasis.push_back(program.legalBasis(target));
    } else {
        diagnostic.label = {"没有依据", "no basis"};
    }
    return diagnostic;
}

}  // namespace fadu::checks
