#include "syntax/Terms.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

namespace fadu {

namespace {

struct Term {
    TermFamily family;
    std::uint8_t value;
    const char* zh;
    const char* en;
};

template <typename Enum>
constexpr Term term(TermFamily family, Enum value, const char* zh, const char* en) {
    return {family, static_cast<std::uint8_t>(value), zh, en};
}

using F = TermFamily;

constexpr std::size_t kFamilies = static_cast<std::size_t>(TermFamily::Bound) + 1;

// Of several spellings of one value the first is the one that messages use.
constexpr Term kTerms[] = {
    term(F::PowerKind, PowerKind::Licensing, "行政许可", "licensing"),
    term(F::PowerKind, PowerKind::Penalty, "行政处罚", "penalty"),
    term(F::PowerKind, PowerKind::CompulsoryMeasure, "行政强制措施", "compulsory-measure"),
    term(F::PowerKind, PowerKind::Enforcement, "行政强制执行", "enforcement"),
    term(F::PowerKind, PowerKind::Levy, "行政征收", "levy"),
    term(F::PowerKind, PowerKind::Inspection, "行政检查", "inspection"),
    term(F::PowerKind, PowerKind::Confirmation, "行政确认", "confirmation"),
    term(F::PowerKind, PowerKind::Adjudication, "行政裁决", "adjudication"),
    term(F::PowerKind, PowerKind::Benefit, "行政给付", "benefit"),
    term(F::PowerKind, PowerKind::Award, "行政奖励", "award"),
    term(F::PowerKind, PowerKind::OtherPower, "其他行政权力", "other-power"),
    term(F::PowerKind, PowerKind::PublicService, "公共服务", "public-service"),

    term(F::Level, Level::National, "国家", "national"),
    term(F::Level, Level::Province, "省", "province"),
    term(F::Level, Level::City, "市", "city"),
    term(F::Level, Level::County, "县", "county"),
    term(F::Level, Level::Township, "乡", "township"),
    term(F::Level, Level::National, "国家级", "national"),
    term(F::Level, Level::Province, "省级", "province"),
    term(F::Level, Level::City, "市级", "city"),
    term(F::Level, Level::County, "县级", "county"),
    term(F::Level, Level::Township, "乡级", "township"),

    term(F::Stage, Stage::Notice, "补正告知", "notice"),
    term(F::Stage, Stage::Acceptance, "受理", "acceptance"),
    term(F::Stage, Stage::Preliminary, "初审", "preliminary"),
    term(F::Stage, Stage::Review, "审查", "review"),
    term(F::Stage, Stage::Decision, "决定", "decision"),
    term(F::Stage, Stage::Delivery, "送达", "delivery"),
    term(F::Stage, Stage::Renewal, "延续", "renewal"),

    term(F::Coverage, Coverage::Full, "全文", "full"),
    term(F::Coverage, Coverage::Partial, "部分", "partial"),
    term(F::Coverage, Coverage::TitleOnly, "仅名称", "title-only"),

    term(F::Rank, Rank::Law, "法律", "law"),
    term(F::Rank, Rank::AdministrativeRegulation, "行政法规", "administrative-regulation"),
    term(F::Rank, Rank::StateCouncilDecision, "国务院决定", "state-council-decision"),
    term(F::Rank, Rank::ProvincialRegulation, "省级地方性法规", "provincial-regulation"),
    term(F::Rank, Rank::CityRegulation, "设区的市地方性法规", "city-regulation"),
    term(F::Rank, Rank::AutonomyRegulation, "自治条例", "autonomy-regulation"),
    term(F::Rank, Rank::SeparateRegulation, "单行条例", "separate-regulation"),
    term(F::Rank, Rank::SpecialZoneRegulation, "经济特区法规", "special-zone-regulation"),
    term(F::Rank, Rank::SpecialZoneRegulation, "浦东新区法规", "special-zone-regulation"),
    term(F::Rank, Rank::SpecialZoneRegulation, "海南自由贸易港法规", "special-zone-regulation"),
    term(F::Rank, Rank::DepartmentalRule, "部门规章", "departmental-rule"),
    term(F::Rank, Rank::ProvincialRule, "省级政府规章", "provincial-rule"),
    term(F::Rank, Rank::CityRule, "市级政府规章", "city-rule"),
    term(F::Rank, Rank::StateCouncilDocument, "国务院规范性文件", "state-council-document"),
    term(F::Rank, Rank::DepartmentalDocument, "部门规范性文件", "departmental-document"),
    term(F::Rank, Rank::LocalDocument, "地方规范性文件", "local-document"),
    term(F::Rank, Rank::PartyGovernmentDocument, "党政联合文件", "party-government-document"),
    term(F::Rank, Rank::FunctionsProvision, "三定规定", "functions-provision"),

    term(F::OrganNature, OrganNature::AdministrativeOrgan, "行政机关", "administrative-organ"),
    term(F::OrganNature, OrganNature::AuthorisedBody, "授权组织", "authorised-body"),
    term(F::OrganNature, OrganNature::EntrustedBody, "受委托组织", "entrusted-body"),
    term(F::OrganNature, OrganNature::FieldOffice, "派出机构", "field-office"),
    term(F::OrganNature, OrganNature::PublicInstitution, "事业单位", "public-institution"),
    term(F::OrganNature, OrganNature::Intermediary, "中介机构", "intermediary"),

    term(F::Mode, Mode::Commitment, "告知承诺", "commitment"),
    term(F::Mode, Mode::DeferrableAcceptance, "容缺受理", "deferrable-acceptance"),
    term(F::Mode, Mode::Ordinary, "一般", "ordinary"),
    term(F::Mode, Mode::Joint, "联合办理", "joint"),
    term(F::Mode, Mode::Unified, "统一办理", "unified"),
    term(F::Mode, Mode::Parallel, "并联审批", "parallel"),
    term(F::Mode, Mode::Central, "集中办理", "central"),
    term(F::Mode, Mode::OnTheSpotCase, "即办件", "on-the-spot-case"),
    term(F::Mode, Mode::CommittedCase, "承诺件", "committed-case"),

    term(F::Unit, Unit::WorkingDay, "工作日", "working-day"),
    term(F::Unit, Unit::WorkingDay, "个工作日", "working-days"),
    term(F::Unit, Unit::CalendarDay, "自然日", "calendar-day"),
    term(F::Unit, Unit::CalendarDay, "个自然日", "calendar-days"),
    term(F::Unit, Unit::UnstatedDay, "日", "day"),
    term(F::Unit, Unit::UnstatedDay, "个日", "days"),
    term(F::Unit, Unit::Month, "个月", "month"),
    term(F::Unit, Unit::Month, "月", "months"),
    term(F::Unit, Unit::Year, "年", "year"),
    term(F::Unit, Unit::Year, "个年", "years"),
    term(F::Unit, Unit::Hour, "小时", "hour"),
    term(F::Unit, Unit::Hour, "个小时", "hours"),
    term(F::Unit, Unit::Copies, "份", "copies"),
    term(F::Unit, Unit::Times, "次", "times"),
    term(F::Unit, Unit::Fen, "元", "yuan"),

    term(F::Event, Event::Acceptance, "受理", "acceptance"),
    term(F::Event, Event::Receipt, "收到申请", "receipt"),
    term(F::Event, Event::MaterialsComplete, "材料齐全", "materials-complete"),
    term(F::Event, Event::Decision, "决定", "decision"),
    term(F::Event, Event::NextDay, "次日", "next-day"),

    term(F::Deemed, Deemed::Accepted, "受理", "accepted"),
    term(F::Deemed, Deemed::Approved, "同意", "approved"),
    term(F::Deemed, Deemed::Renewed, "延续", "renewed"),
    term(F::Deemed, Deemed::Refused, "不同意", "refused"),

    term(F::Outcome, Outcome::Granted, "准予", "granted"),
    term(F::Outcome, Outcome::Refused, "不予许可", "refused"),
    term(F::Outcome, Outcome::NotAccepted, "不予受理", "not-accepted"),

    term(F::Flag, 1, "是", "yes"),
    term(F::Flag, 0, "否", "no"),

    term(F::EntryKind, EntryKind::Establishment, "设定", "establishes"),
    term(F::EntryKind, EntryKind::Limit, "时限", "limit"),
    term(F::EntryKind, EntryKind::Material, "材料", "material"),
    term(F::EntryKind, EntryKind::Procedure, "程序", "procedure"),
    term(F::EntryKind, EntryKind::Condition, "条件", "condition"),
    term(F::EntryKind, EntryKind::Fee, "收费", "fee"),
    term(F::EntryKind, EntryKind::Validity, "有效期", "validity"),
    term(F::EntryKind, EntryKind::Renewal, "延续", "renewal"),
    term(F::EntryKind, EntryKind::Quota, "数量限制", "quota"),
    term(F::EntryKind, EntryKind::Deemed, "逾期视为", "deemed"),
    term(F::EntryKind, EntryKind::Excluded, "不计入期限", "excluded"),
    term(F::EntryKind, EntryKind::Delegation, "授权", "delegates"),
    term(F::EntryKind, EntryKind::Entrustment, "委托", "entrusts"),
    term(F::EntryKind, EntryKind::Forbidden, "禁止", "forbids"),
    term(F::EntryKind, EntryKind::LeftTo, "授权制定", "leaves-to"),
    term(F::EntryKind, EntryKind::Precedence, "须先于", "must-precede"),
    term(F::EntryKind, EntryKind::Other, "另定", "other"),

    term(F::Party, 0, "行政机关", "organ"),
    term(F::Party, 1, "申请人", "applicant"),

    term(F::FunctionsCoverage, 0, "全部", "complete"),
    term(F::FunctionsCoverage, 1, "部分", "partial"),

    term(F::Bound, 0, "不得设定", "may-not"),
};

const Term* find(TermFamily family, std::string_view spelling) {
    static const auto byFamily = [] {
        std::array<std::unordered_map<std::string_view, const Term*>, kFamilies> result;
        for (const Term& entry : kTerms) {
            auto& terms = result[static_cast<std::size_t>(entry.family)];
            terms.emplace(entry.zh, &entry);
            terms.emplace(entry.en, &entry);
        }
        return result;
    }();
    const auto& terms = byFamily[static_cast<std::size_t>(family)];
    const auto found = terms.find(spelling);
    return found == terms.end() ? nullptr : found->second;
}

}  // namespace

std::optional<std::uint8_t> findTerm(TermFamily family, std::string_view spelling) {
    const Term* found = find(family, spelling);
    return found == nullptr ? std::nullopt : std::optional<std::uint8_t>(found->value);
}

Text termText(TermFamily family, std::uint8_t value) {
    const auto found = std::find_if(std::begin(kTerms), std::end(kTerms), [&](const Term& entry) {
        return entry.family == family && entry.value == value;
    });
    FADU_CHECK(found != std::end(kTerms));
    return {found->zh, found->en};
}

std::string termList(TermFamily family, Language language) {
    std::string result;
    std::uint32_t seen = 0;
    for (const Term& entry : kTerms) {
        if (entry.family != family || (seen >> entry.value & 1U) != 0) {
            continue;
        }
        seen |= 1U << entry.value;
        if (!result.empty()) {
            result += language == Language::Chinese ? "、" : ", ";
        }
        result += language == Language::Chinese ? entry.zh : entry.en;
    }
    return result;
}

std::vector<Text> termSpellings(TermFamily family) {
    std::vector<Text> result;
    for (const Term& entry : kTerms) {
        if (entry.family == family) {
            result.push_back({entry.zh, entry.en});
        }
    }
    return result;
}

const char* otherSpelling(TermFamily family, std::string_view spelling, Language language) {
    const Term* found = find(family, spelling);
    return found == nullptr ? nullptr : language == Language::Chinese ? found->zh : found->en;
}

Text proseTerm(TermFamily family, std::uint8_t value) {
    Text text = termText(family, value);
    std::replace(text.en.begin(), text.en.end(), '-', ' ');
    return text;
}

Text levelSetText(LevelSet levels) {
    std::optional<Level> lowest;
    std::optional<Level> highest;
    for (unsigned i = 0; i <= static_cast<unsigned>(Level::National); ++i) {
        const auto level = static_cast<Level>(i);
        if (levels.contains(level)) {
            lowest = lowest ? lowest : level;
            highest = level;
        }
    }
    if (!lowest) {
        return {};
    }
    const auto name = [](Level level) {
        Text text = termText(level);
        text.zh = level == Level::City       ? "设区的市级"
                  : level == Level::National ? text.zh
                                             : text.zh + "级";
        return text;
    };
    Text low = name(*lowest);
    const Text high = name(*highest);
    if (lowest == highest) {
        return low;
    }
    if (highest == Level::National) {
        return {low.zh + "以上", low.en + " and above"};
    }
    return {low.zh + "至" + high.zh, low.en + " to " + high.en};
}

std::optional<LevelSet> readLevels(std::string_view text) {
    const auto level = [](std::string_view name) -> std::optional<Level> {
        const auto value = findTerm(TermFamily::Level, name);
        return value ? std::optional<Level>(static_cast<Level>(*value)) : std::nullopt;
    };
    if (const auto exact = level(text)) {
        return LevelSet::of(*exact);
    }
    for (const std::string_view suffix : {"以上", "-up"}) {
        if (text.size() > suffix.size() && text.substr(text.size() - suffix.size()) == suffix) {
            if (const auto lowest = level(text.substr(0, text.size() - suffix.size()))) {
                return LevelSet::range(*lowest, Level::National);
            }
        }
    }
    for (const std::string_view joiner : {"至", "-to-"}) {
        if (const std::size_t at = text.find(joiner); at != std::string_view::npos) {
            const auto one = level(text.substr(0, at));
            const auto other = level(text.substr(at + joiner.size()));
            if (one && other) {
                return LevelSet::range(std::min(*one, *other), std::max(*one, *other));
            }
        }
    }
    return std::nullopt;
}

}  // namespace fadu
