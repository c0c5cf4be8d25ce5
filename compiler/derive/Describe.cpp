#include "derive/Describe.h"

#include <algorithm>
#include <array>

namespace fadu::derive {

using model::Program;

Text provisionName(const Program& program, model::ProvisionId provisionId) {
    const model::Provision& provision = program.provisions[provisionId];
    const std::string title =
        "《" + std::string(program.text(program.instruments[provision.instrument].title)) + "》";
    Text place = syntax::provisionText(provision.path);
    if (!provision.last.empty()) {
        const Text last = syntax::provisionText(provision.last);
        place.zh += "至" + last.zh;
        place.en += " to " + last.en;
    }
    return {title + place.zh, title + (place.en.empty() ? "" : " " + place.en)};
}

Text amountText(const Amount& amount) {
    Text result;
    const auto add = [&](std::int64_t value, Unit unit) {
        if (value == 0) {
            return;
        }
        const Text part = model::quantityText({value, value, unit});
        result.zh += (result.zh.empty() ? "" : "加 ") + part.zh;
        result.en += (result.en.empty() ? "" : " plus ") + part.en;
    };
    add(amount.workingDays, Unit::WorkingDay);
    add(amount.calendarDays, Unit::CalendarDay);
    add(amount.unstatedDays, Unit::UnstatedDay);
    add(amount.months, Unit::Month);
    add(amount.hours, Unit::Hour);
    return result.zh.empty() ? Text{"当场", "on the spot"} : result;
}

Witness limitWitness(const Program& program, const GoverningLimit& limit) {
    Witness witness;
    witness.kind = Witness::Kind::Chain;
    const auto add = [&](model::LimitId id, const Text& remark, bool holds) {
        const model::Limit& value = program.limits[id];
        const Text name = provisionName(program, value.provision);
        const Text length = model::quantityText(value.length);
        witness.steps.push_back(
            {{name.zh + "：" + length.zh + remark.zh, name.en + ": " + length.en + remark.en},
             program.provisions[value.provision].span,
             name.zh,
             holds,
             std::nullopt});
    };
    for (std::size_t i = 0; i < limit.limits.size(); ++i) {
        if (limit.state == GoverningLimit::State::BySituation) {
            add(limit.limits[i], {"（视情形适用）", " (by situation)"}, true);
        } else if (i == 0) {
            add(limit.limits[i],
                limit.general ? Text{"，一般规定，没有特别规定时适用",
                                     ", the general rule; no special one is set"}
                              : Text{"，适用于该事项", ", governs this item"},
                true);
        } else {
            const bool shorter =
                compareLimits(program.limits[limit.limits[i]].length,
                              program.limits[limit.governing()].length) == Comparison::Within;
            add(limit.limits[i],
                shorter ? Text{"，更短，同时应当遵守", ", shorter, binds as well"}
                        : Text{"，单位不同，更短时同时应当遵守",
                               ", of another unit, binds as well where it is shorter"},
                true);
        }
    }
    for (const GoverningLimit::Loser& loser : limit.losers) {
        constexpr std::array<Format, 7> reasons{
            {{"，一般规定，另有规定的从其规定", ", the general rule; a special one is set"},
             {"，位阶较低，不适用", ", of lower rank"},
             {"，规章以下只能缩短，不适用", ", a rule may only shorten"},
             {"，先施行，不适用", ", the earlier one"},
             {"，不是专门规定，不适用", ", less specific"},
             {"，只有法律可以另行规定，不适用", ", only a law may lengthen it"},
             {"，与适用的规定没有上下位阶之分，从短执行，须裁决",
              ", no order between the ranks; the shorter binds until decided"}}};
        const Format& reason = reasons[static_cast<std::size_t>(loser.reason)];
        add(loser.limit, {std::string(reason.zh), std::string(reason.en)}, false);
    }
    return witness;
}

Witness authorityWitness(const Program& program, const Authority& authority) {
    Witness witness;
    witness.kind = Witness::Kind::Chain;
    const auto add = [&](Text text, Span span, bool holds) {
        witness.steps.push_back({std::move(text), span, "", holds, std::nullopt});
    };
    if (!authority.establishment.valid()) {
        return witness;
    }
    const model::Establishment& establishment = program.establishments[authority.establishment];
    const model::Provision& provision = program.provisions[establishment.provision];
    const model::Instrument& instrument = program.instruments[provision.instrument];
    const Text name = provisionName(program, establishment.provision);
    const std::string power(program.text(establishment.power));
    add({name.zh + "设定“" + power + "”", name.en + " establishes '" + power + "'"},
        establishment.span, true);
    if (instrument.rank) {
        const Text rank = termText(*instrument.rank);
        const Text kind = establishment.kind ? termText(*establishment.kind) : Text{};
        const bool tooLow = authority.failure == Authority::Failure::RankTooLow;
        add(tooLow ? Text{rank.zh + "不得设定" + kind.zh,
                          "the rank of " + rank.en + " may not establish " + kind.en}
                   : Text{rank.zh + "可以设定" + kind.zh,
                          "the rank of " + rank.en + " may establish " + kind.en},
            instrument.head, !tooLow);
        if (tooLow) {
            return witness;
        }
    }
    std::vector<std::string> holders;
    for (const NameId holder : establishment.holderNames) {
        holders.emplace_back(program.text(holder));
    }
    if (!holders.empty()) {
        const Text who = joined(holders);
        const Text levels = levelSetText(establishment.levels);
        add({"由" + levels.zh + who.zh + "实施",
             "held by " + who.en + (levels.en.empty() ? "" : ", " + levels.en)},
            establishment.span, true);
    }
    for (const std::size_t index : authority.mandates) {
        const model::Mandate& mandate = program.mandates[index];
        constexpr std::array<Format, 4> kinds{{{"划转给", " transferred to "},
                                               {"委托", " entrusted to "},
                                               {"授权", " delegated to "},
                                               {"下放给", " devolved to "}}};
        const Format& kind = kinds[static_cast<std::size_t>(mandate.kind)];
        const std::string from(program.text(program.organs[mandate.from].name));
        const std::string to(program.text(program.organs[mandate.to].name));
        add({from + std::string(kind.zh) + to, from + std::string(kind.en) + to}, mandate.head,
            true);
    }
    if (authority.organ.valid()) {
        const model::Organ& organ = program.organs[authority.organ];
        const std::string organName(program.text(organ.name));
        if (authority.failure == Authority::Failure::NotCompetent) {
            std::vector<std::string> functions;
            for (const model::FunctionId function : organ.functions) {
                functions.emplace_back(program.text(program.functions[function].name));
            }
            const Text has =
                functions.empty() ? Text{"没有写明职能", "no function"} : joined(functions);
            add({organName + "承担的职能是" + has.zh + "，其中没有这项职能",
                 organName + " holds " + has.en + ", not this function"},
                organ.head, false);
        } else if (authority.level) {
            const Text level = termText(*authority.level);
            const bool right = authority.failure != Authority::Failure::WrongLevel;
            add({organName + "是" + level.zh + "级机关" + (right ? "" : "，不符合法定层级"),
                 organName + " is of the " + level.en + " level" +
                     (right ? "" : ", not one of these")},
                organ.head, right);
        }
    }
    return witness;
}

Witness pathWitness(const Program& program, const model::Flow& flow, const PathTime& path) {
    Witness witness;
    witness.kind = Witness::Kind::Path;
    for (const model::StepId id : path.criticalPath) {
        const model::Step& step = flow.steps[id];
        const std::string name(program.text(step.name));
        Text length = step.duration.known() ? model::quantityText(step.duration.value)
                                            : Text{"时长未写", "no length"};
        // A step inside a repetition counts as often as the repetition allows.
        std::int64_t times = 1;
        for (model::StepId owner = flow.blocks[step.block].owner; owner.valid();
             owner = flow.blocks[flow.steps[owner].block].owner) {
            if (flow.steps[owner].kind == model::Step::Kind::Loop && flow.steps[owner].atMost) {
                times *= *flow.steps[owner].atMost;
            }
        }
        if (times > 1) {
            length.zh += " × " + std::to_string(times) + " 次";
            length.en += " × " + std::to_string(times);
        }
        witness.steps.push_back({{name + "：" + length.zh, name + ": " + length.en},
                                 step.span,
                                 name,
                                 true,
                                 std::nullopt});
    }
    return witness;
}

Text pathText(const PathTime& path) {
    if (!path.mixedUnits) {
        return amountText(path.worstAmount());
    }
    if (!path.dated) {
        return {"（单位不同，没有合计）", "a time in different units"};
    }
    Text text = amountText(path.dated->amount);
    const std::string least = std::to_string(path.dated->least);
    const std::string most = std::to_string(path.dated->most);
    text.zh += "（" + (least == most ? most : least + " 至 " + most) + " 个自然日）";
    text.en += " (" + (least == most ? most : least + " to " + most) + " calendar days)";
    return text;
}

Text shareText(std::uint32_t part, std::uint32_t whole) {
    const std::uint64_t tenths = (std::uint64_t{part} * 1000 + whole / 2) / whole;
    const std::string percent =
        std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + "%";
    const std::string count = std::to_string(part);
    const std::string all = std::to_string(whole);
    return {all + " 个起算日中有 " + count + " 个（" + percent + "）",
            count + " of " + all + " first days (" + percent + ")"};
}

Witness timelineWitness(const Judgement::Reading& reading, const Calendar& calendar,
                        const Text& begins, const Text& limit, const Text& time,
                        std::vector<Witness::Step> between) {
    Witness witness;
    witness.kind = Witness::Kind::Timeline;
    const auto add = [&](Text text, std::optional<Date> date, bool holds) {
        witness.steps.push_back({std::move(text), Span(), "", holds, date});
    };
    const bool rolled = reading.brokenRolled != 0;
    add({begins.zh + "，当日不计", begins.en + ", that day not counted"}, reading.start, true);
    for (Witness::Step& step : between) {
        witness.steps.push_back(std::move(step));
    }
    add({limit.zh + "届满" + (rolled ? "（末日遇休息日的已顺延）" : ""),
         "last day of " + limit.en + (rolled ? " (a last day off rolled)" : "")},
        reading.lastDay, true);
    const std::string late = std::to_string(reading.excess);
    add({time.zh + "届满，晚 " + late + " 日",
         "last day of " + time.en + ", " + late + (late == "1" ? " day late" : " days late")},
        reading.finish, false);
    std::stable_sort(witness.steps.begin(), witness.steps.end(),
                     [](const Witness::Step& left, const Witness::Step& right) {
                         return left.date && right.date && *left.date < *right.date;
                     });
    const std::uint32_t broken = rolled ? reading.brokenRolled : reading.broken;
    const std::string from = calendar.from().iso();
    const std::string until = calendar.until().iso();
    const Text share = shareText(broken, reading.starts);
    add({from + " 至 " + until + "，可以核算的 " + share.zh + "超期",
         "late on " + share.en + " from " + from + " to " + until},
        std::nullopt, true);
    return witness;
}

Text clockName(ClockKind kind) {
    switch (kind) {
        case ClockKind::Acceptance:
            return {"补正告知期限", "period for the correction notice"};
        case ClockKind::Preliminary:
            return {"初审期限", "period for preliminary examination"};
        case ClockKind::Decision:
            return {"决定期限", "period for the decision"};
        case ClockKind::Delivery:
            break;
    }
    return {"送达期限", "period for delivery"};
}

std::string actorName(const Program& program, const model::Step& step) {
    switch (step.actor.kind) {
        case model::Actor::Kind::NotStated:
            return "";
        case model::Actor::Kind::Organ:
            return std::string(program.text(program.organs[step.actor.organ].name));
        default:
            return std::string(program.text(step.actor.name));
    }
}

Text joined(const std::vector<std::string>& names) {
    Text result;
    for (const std::string& name : names) {
        result.zh += (result.zh.empty() ? "" : "、") + name;
        result.en += (result.en.empty() ? "" : ", ") + name;
    }
    return result;
}

}  // namespace fadu::derive
