#include "derive/ClockReason.h"
#include "derive/Describe.h"
#include "ide/Pages.h"

#include <algorithm>
#include <array>
#include <utility>

namespace fadu::ide {

namespace {

using derive::Authority;
using derive::Clock;
using derive::ClockKind;
using derive::GoverningLimit;
using derive::Verdict;
using model::Item;
using model::Program;

class ItemPage {
public:
    ItemPage(const View& view, model::ItemId id)
        : view_(view),
          program_(*view.program),
          id_(id),
          item_(program_.items[id]),
          facts_(factsOf(view, id)) {}

    Text run();

private:
    void head();
    void authority();
    Text failedBefore() const;
    void clock(ClockKind kind);
    void promise(const Clock& clock, ClockKind kind);
    void flow(const Clock& clock, ClockKind kind);
    Text brokenLimit(model::LimitId id) const;
    void criticalPath();
    void prerequisites();

    const View& view_;
    const Program& program_;
    model::ItemId id_;
    const Item& item_;
    const derive::ItemFacts& facts_;
    Page page_;
};

void ItemPage::head() {
    page_.heading(Text{item_.catalogue ? "目录事项 " : "事项 ",
                       item_.catalogue ? "Catalogue item " : "Item "} +
                  same(program_.text(item_.name)));
    std::vector<Text> facts;
    if (item_.kind.known()) {
        facts.push_back(termText(item_.kind.value));
    }
    facts.push_back(same(program_.text(item_.situation)));
    if (item_.authorityName.valid()) {
        facts.push_back(same(program_.text(item_.authorityName)));
    }
    if (item_.place.valid()) {
        facts.push_back(same(program_.text(program_.places[item_.place].name)));
    }
    if (item_.code.known()) {
        facts.push_back(same(item_.code.value));
    }
    page_.paragraph(listed(facts, {" · ", " · "}));
    if (const Text text = documentationOf(view_, item_.head); !text.empty()) {
        page_.paragraph(text);
    }
    if (item_.catalogueItem.valid()) {
        page_.bullet({"承继", "Inherits from"},
                     Text{"目录事项 ", "the catalogue item "} +
                         same(program_.text(program_.items[item_.catalogueItem].name)));
    }
}

/// What broke the chain before it came to a provision that establishes the power.
Text ItemPage::failedBefore() const {
    const Authority& authority = facts_.authority;
    const Text power = same(program_.text(item_.power));
    const Text cited =
        authority.citation
            ? escaped(program_.citationText(program_.targets[authority.citation->target]))
            : Text{};
    switch (authority.failure) {
        case Authority::Failure::NoBasis:
            return Text{
                       "没有写明设定依据，已收录的法律文件中也没有设定“",
                       "no establishing basis is stated, and no instrument recorded establishes '"} +
                   power + Text{"”的条文", "'"};
        case Authority::Failure::EstablishesNothing:
            return cited + Text{"没有设定“", " does not establish '"} + power + Text{"”", "'"};
        case Authority::Failure::RankTooLow:
            return cited +
                   Text{"所在文件的位阶不得设定这类权力",
                        " stands in an instrument whose rank may not establish such powers"};
        default:
            return {};
    }
}

void ItemPage::authority() {
    const Authority& authority = facts_.authority;
    if (authority.verdict == Verdict::NotStated) {
        if (item_.kind.known() && !derive::basisRequirement(item_.kind.value)) {
            page_.bullet(
                {"职权依据", "Authority"},
                {"这类事项不要求设定依据", "items of this kind need no establishing basis"});
        }
        return;
    }
    constexpr std::array<std::pair<Verdict, Format>, 3> words{
        {{Verdict::Proved, {"成立", "established"}},
         {Verdict::Refuted, {"不成立", "not established"}},
         {Verdict::Unknown, {"无法得出结论", "no conclusion can be reached"}}}};
    for (const auto& [verdict, word] : words) {
        if (verdict == authority.verdict) {
            page_.bullet({"职权依据", "Authority"},
                         mark(verdict) + Text{std::string(word.zh), std::string(word.en)});
        }
    }
    const auto link = [&](bool holds, const Text& text) {
        page_.bullet(mark(holds ? Verdict::Proved : Verdict::Refuted) + text, 1);
    };
    const Witness chain = derive::authorityWitness(program_, authority);
    for (std::size_t i = 0; i < chain.steps.size(); ++i) {
        Text text = escaped(chain.steps[i].text);
        // The second link is what the rank of the instrument may establish.
        if (i == 1 && authority.competence) {
            std::vector<Text> basis;
            for (const model::TargetId target : program_.competences[*authority.competence].basis) {
                basis.push_back(escaped(program_.citationText(program_.targets[target])));
            }
            if (!basis.empty()) {
                text = std::move(text) + Text{"（", " ("} + listed(basis) + Text{"）", ")"};
            }
        }
        link(chain.steps[i].holds, text);
    }
    if (authority.establishment.valid() && authority.ancestor) {
        page_.bullet({"所引条文本身没有收录，以收录的上一级条文为准",
                      "the cited provision itself is not recorded; the one above it is"},
                     1);
    }
    const auto holds = [&](model::OrganId organ) {
        const auto& functions = program_.organs[organ].functions;
        return std::find(functions.begin(), functions.end(), authority.function) != functions.end();
    };
    if (authority.function.valid() && authority.organ.valid() && holds(authority.organ)) {
        link(true, same(program_.text(program_.organs[authority.organ].name)) +
                       Text{"承担“", " holds the function '"} +
                       same(program_.text(program_.functions[authority.function].name)) +
                       Text{"”的职能", "'"});
    }
    if (chain.steps.empty()) {
        if (const Text failure = failedBefore(); !failure.empty()) {
            link(false, failure);
        }
    }
    if (authority.verdict == Verdict::Unknown && !authority.missing.empty()) {
        page_.bullet(mark(Verdict::Unknown) + escaped(authority.missing), 1);
    }
}

/// Why nothing can be said of a promise or flow and a limit.
/// The limit that a promise or flow exceeds; where none is recorded the item's own is the measure.
Text ItemPage::brokenLimit(model::LimitId id) const {
    return id.valid()
               ? Text{"法定的 ", "the statutory "} + model::quantityText(program_.limits[id].length)
               : Text{"事项写明的法定时限", "the statutory limit that the item states"};
}

void ItemPage::clock(ClockKind kind) {
    const Clock& clock = facts_.of(kind);
    const auto& promised = derive::promiseOf(item_, kind);
    const derive::PathTime& path = facts_.flow.of(kind);
    const bool decision = kind == ClockKind::Decision;
    const bool known = clock.limit.state != GoverningLimit::State::None;
    if (!clock.applies || (promised.notStated() && !decision && !path.stated && !known)) {
        return;
    }
    const Text name = kind == ClockKind::Acceptance
                          ? Text{"受理和补正告知", "Acceptance and notice of correction"}
                      : decision ? Text{"办结时限", "Decision"}
                                 : Text{"送达时限", "Delivery"};
    if (known && clock.limit.state == GoverningLimit::State::Known) {
        page_.bullet(name,
                     Text{"法定 ", "statutory, "} +
                         model::quantityText(program_.limits[clock.limit.governing()].length));
    } else if (known) {
        page_.bullet(name, {"法定时限视情形而定", "the statutory limit depends on the situation"});
    } else {
        page_.bullet(name, {"没有查到法定时限", "no statutory limit found"});
    }
    for (const Witness::Step& step : derive::limitWitness(program_, clock.limit).steps) {
        page_.bullet(
            (step.holds ? Text{"→ ", "→ "} : Text{"（不采）", "(set aside) "}) + escaped(step.text),
            1);
    }
    if (decision && item_.statutory.known()) {
        page_.bullet(
            Text{"事项写明的法定时限：", "stated by the item: "} +
                model::quantityText(item_.statutory.value.length) +
                (item_.statutory.value.basis.empty()
                     ? Text{}
                     : Text{"，依据", ", by "} + citationsText(view_, item_.statutory.value.basis)),
            1);
    }
    promise(clock, kind);
    flow(clock, kind);
}

void ItemPage::promise(const Clock& clock, ClockKind kind) {
    const auto& promised = derive::promiseOf(item_, kind);
    if (promised.notStated()) {
        if (kind == ClockKind::Decision) {
            page_.bullet({"没有写明承诺", "no promise is stated"}, 1);
        }
        return;
    }
    if (promised.blamed()) {
        page_.bullet(mark(Verdict::Unknown) +
                         Text{"承诺有误，见诊断", "the promise is wrong; see its finding"},
                     1);
        return;
    }
    Text text = Text{"承诺 ", "promised: "} + model::quantityText(promised.value.length);
    if (clock.fromReceipt && kind == ClockKind::Decision) {
        text = std::move(text) +
               Text{"（自收到申请起连同受理共 ", " (from receipt, with acceptance, "} +
               derive::amountText(derive::Amount::of(derive::promiseFromReceipt(item_))) +
               Text{"）", ")"};
    }
    switch (clock.promiseWithinLimit) {
        case Verdict::Proved:
            text = std::move(text) + Text{"，不超过法定时限", ", within the statutory limit"};
            break;
        case Verdict::Refuted:
            text = std::move(text) + Text{"，长于", ", longer than "} +
                   brokenLimit(clock.brokenByPromise);
            break;
        case Verdict::Unknown:
            text = std::move(text) +
                   Text{"，是否超过法定时限不能判断：",
                        "; whether it keeps the statutory limit is open: "} +
                   derive::missingForClock(program_, id_, facts_, kind, false, true);
            break;
        case Verdict::NotStated:
            break;
    }
    page_.bullet(mark(clock.promiseWithinLimit) + text, 1);
}

void ItemPage::flow(const Clock& clock, ClockKind kind) {
    const derive::PathTime& path = facts_.pathToPromise(kind);
    if (!facts_.hasFlow || !facts_.flow.sound || !path.stated) {
        return;
    }
    const Text text = Text{"流程最长 ", "the flow takes up to "} + derive::pathText(path);
    const auto say = [&](Verdict verdict, const Text& kept, const Text& broken, const Text& open) {
        const Text& words = verdict == Verdict::Proved    ? kept
                            : verdict == Verdict::Refuted ? broken
                                                          : open;
        page_.bullet(mark(verdict) + text + (verdict == Verdict::NotStated ? Text{} : words), 1);
    };
    const bool promised = clock.flowWithinPromise != Verdict::NotStated;
    if (promised || clock.flowWithinLimit == Verdict::NotStated) {
        say(clock.flowWithinPromise, {"，不超过承诺", ", within the promise"},
            {"，超过承诺", ", longer than the promise"},
            Text{"，是否超过承诺不能判断：", "; whether it keeps the promise is open: "} +
                derive::missingForClock(program_, id_, facts_, kind, true, false));
    }
    if (clock.flowWithinLimit != Verdict::NotStated &&
        (!promised || clock.flowWithinLimit != Verdict::Proved)) {
        say(clock.flowWithinLimit, {"，不超过法定时限", ", within the statutory limit"},
            Text{"，超过", ", longer than "} + brokenLimit(clock.brokenByFlow),
            Text{"，是否超过法定时限不能判断：",
                 "; whether it keeps the statutory limit is open: "} +
                derive::missingForClock(program_, id_, facts_, kind, true, true));
    }
}

void ItemPage::criticalPath() {
    if (!facts_.hasFlow) {
        return;
    }
    const Text name{"关键路径", "Critical path"};
    if (!facts_.flow.sound) {
        page_.bullet(name, mark(Verdict::Unknown) + Text{"流程有误，没有推算，见诊断",
                                                         "the flow is wrong and was not timed; see "
                                                         "its findings"});
        return;
    }
    const derive::PathTime& path = facts_.flow.of(ClockKind::Decision);
    if (!path.stated || path.criticalPath.empty()) {
        return;
    }
    std::vector<Text> steps;
    for (const Witness::Step& step :
         derive::pathWitness(program_, program_.flows[item_.flow], path).steps) {
        steps.push_back(escaped(step.text));
    }
    const Text worst = derive::pathText(path);
    const Text best = derive::amountText(derive::Amount::shortest(path.quantity(false)));
    Text total = path.mixedUnits ? Text{"最长 ", "at most "} + worst
                 : worst.zh == best.zh
                     ? Text{"共 ", "in all "} + worst
                     : Text{"最长 ", "at most "} + worst + Text{"，最短 ", ", at least "} + best;
    if (!path.complete) {
        total = std::move(total) + Text{"（有的环节没有写时长）", " (some steps state no length)"};
    }
    page_.bullet(
        name, listed(steps, {" → ", " → "}) + (steps.empty() ? Text{} : Text{"；", "; "}) + total);
}

void ItemPage::prerequisites() {
    if (item_.prerequisites.empty()) {
        return;
    }
    std::vector<Text> all;
    for (const model::Prerequisite& prerequisite : item_.prerequisites) {
        std::vector<Text> ways;
        for (const model::Alternative& way : prerequisite.alternatives) {
            if (way.item.valid()) {
                ways.push_back(itemName(view_, way.item));
            } else if (way.outside.valid()) {
                ways.push_back(same(program_.text(way.outside)) +
                               Text{"（不在本包内）", " (outside this package)"});
            } else {
                ways.push_back(same(textOf(view_, way.span)) +
                               Text{"（不能确定是哪一项）", " (which item is not clear)"});
            }
        }
        all.push_back(listed(ways, {" 或 ", " or "}));
    }
    page_.bullet({"前置审批", "Prerequisites"}, listed(all, {"；", "; "}));
}

Text ItemPage::run() {
    head();
    authority();
    const std::vector<bool>& unobtainable = view_.facts->dependencies.unobtainable;
    if (id_.index() < unobtainable.size() && unobtainable[id_.index()]) {
        page_.bullet(
            {"时限", "Times"},
            mark(Verdict::Unknown) +
                Text{"事项处于循环依赖之中，或者所需的事项、证照无法取得，先予消除",
                     "the item is on a cycle of requirements, or what it needs cannot be had; "
                     "mend that first"});
    } else {
        for (const ClockKind kind : derive::kClockKinds) {
            clock(kind);
        }
        criticalPath();
    }
    prerequisites();
    return page_.take();
}

/// The item whose facts stand for an item: a main item that is only inherited from has its 新办.
model::ItemId judged(const Program& program, model::ItemId id) {
    const Item& item = program.items[id];
    if (item.offered || item.main.valid()) {
        return id;
    }
    for (std::size_t i = 0; i < program.items.size(); ++i) {
        const Item& other = program.items[model::ItemId(i)];
        if (other.main == id && other.offered && other.situation == item.situation) {
            return model::ItemId(i);
        }
    }
    return id;
}

}  // namespace

Text mark(Verdict verdict) {
    switch (verdict) {
        case Verdict::Proved:
            return {"✓ ", "✓ "};
        case Verdict::Refuted:
            return {"✗ ", "✗ "};
        case Verdict::Unknown:
            return {"未知：", "unknown: "};
        case Verdict::NotStated:
            break;
    }
    return {};
}

Text citationsText(const View& view, const std::vector<model::Citation>& citations) {
    std::vector<Text> texts;
    texts.reserve(citations.size());
    for (const model::Citation& citation : citations) {
        texts.push_back(
            escaped(view.program->citationText(view.program->targets[citation.target])));
    }
    return listed(texts);
}

const derive::ItemFacts& factsOf(const View& view, model::ItemId id) {
    static const derive::ItemFacts none;
    if (id.index() >= view.facts->items.size()) {
        return none;
    }
    const derive::ItemFacts& facts = view.facts->of(id);
    const model::FlowId flow = view.program->items[id].flow;
    const bool current =
        facts.hasFlow == flow.valid() &&
        (!flow.valid() || facts.flow.slack.size() == view.program->flows[flow].steps.size());
    return current || !view.program->items[id].offered ? facts : none;
}

Text itemsText(const View& view, std::vector<model::ItemId> items) {
    constexpr std::size_t kShown = 5;
    const auto shown = items.begin() + static_cast<std::ptrdiff_t>(std::min(items.size(), kShown));
    std::partial_sort(items.begin(), shown, items.end(),
                      [&](model::ItemId left, model::ItemId right) {
                          return view.sources->before(view.program->items[left].head,
                                                      view.program->items[right].head);
                      });
    std::vector<Text> names;
    for (auto item = items.begin(); item != shown; ++item) {
        names.push_back(itemName(view, *item));
    }
    return items.empty() ? Text{"本包没有", "none in this package"}
                         : firstOf(names, items.size(), kShown);
}

Text itemName(const View& view, model::ItemId id) {
    const Program& program = *view.program;
    const Item& item = program.items[id];
    Text result = same(program.text(item.name));
    if (item.main.valid() && program.text(item.situation) != "新办") {
        result = std::move(result) + Text{" ", " "} + same(program.text(item.situation));
    }
    if (!item.catalogue && item.authorityName.valid()) {
        const Text organ = same(program.text(item.authorityName));
        result = std::move(result) + Text{"（", " ("} + organ + Text{"）", ")"};
    }
    return result;
}

Text itemPage(const View& view, model::ItemId id) {
    return ItemPage(view, judged(*view.program, id)).run();
}

Text stepPage(const View& view, const FlowStep& place) {
    const Program& program = *view.program;
    const Item& item = program.items[place.item];
    const model::Flow& flow = program.flows[item.flow];
    const model::Step& step = flow.steps[place.step];
    Page page;
    page.heading((step.kind == model::Step::Kind::Choice ? Text{"分支 ", "Choice "}
                  : step.kind == model::Step::Kind::Loop ? Text{"循环 ", "Repetition "}
                                                         : Text{"环节 ", "Step "}) +
                 same(program.text(step.name)));
    page.paragraph(itemName(view, place.item));
    if (step.kind == model::Step::Kind::Loop) {
        page.bullet({"次数", "Rounds"}, step.atMost
                                            ? Text{"至多 " + std::to_string(*step.atMost) + " 次",
                                                   "at most " + std::to_string(*step.atMost)}
                                            : Text{"没有写明上限", "without a bound"});
    }
    if (step.kind != model::Step::Kind::Task) {
        if (!step.condition.empty()) {
            page.bullet({"条件", "Condition"}, same(step.condition));
        }
        return page.take();
    }
    if (step.actor.kind != model::Actor::Kind::NotStated) {
        Text actor = same(program.text(step.actor.name));
        if (step.actor.kind == model::Actor::Kind::Office) {
            actor = std::move(actor) + Text{"（", " ("} +
                    same(program.text(program.organs[step.actor.organ].name)) + Text{"）", ")"};
        }
        page.bullet({"办理", "By"}, actor);
    }
    page.bullet({"时长", "Length"}, step.duration.known() ? model::quantityText(step.duration.value)
                                    : step.duration.blamed()
                                        ? Text{"有误，见诊断", "wrong; see its finding"}
                                        : Text{"没有写明", "not stated"});
    page.bullet({"阶段", "Stage"}, termText(step.stage));
    if (step.excluded) {
        page.bullet({"不计入期限", "Excluded from the period"},
                    step.basis.empty() ? Text{"没有写明依据", "no basis stated"}
                                       : citationsText(view, step.basis));
    }
    std::vector<Text> after;
    for (const model::Step::After& edge : step.after) {
        after.push_back(same(program.text(flow.steps[edge.step].name)));
    }
    if (!after.empty()) {
        page.bullet({"后于", "After"}, listed(after));
    }
    // A main item that is only inherited from has a flow, but no facts of its own.
    const derive::ItemFacts& facts = factsOf(view, place.item);
    const derive::FlowTimes times = facts.hasFlow ? facts.flow : derive::deriveFlow(flow, false);
    const Text slackName{"机动时间", "Slack"};
    if (!times.sound || place.step.index() >= times.slack.size()) {
        page.bullet(slackName, {"流程有误，没有推算", "the flow is wrong and was not timed"});
        return page.take();
    }
    const std::int64_t slack = times.slack[place.step.index()];
    const auto clock =
        std::find_if(times.clocks.begin(), times.clocks.end(), [&](const derive::PathTime& path) {
            return std::find(path.criticalPath.begin(), path.criticalPath.end(), place.step) !=
                   path.criticalPath.end();
        });
    if (clock != times.clocks.end()) {
        page.bullet(slackName, {"没有，在关键路径上", "none: it is on the critical path"});
    } else if (slack < 0) {
        page.bullet(slackName, {"不计入时限", "it does not count towards a period"});
    } else if (slack == 0) {
        page.bullet(slackName, {"没有，与关键路径一样长", "none: as long as the critical path"});
    } else {
        const auto counted =
            std::find_if(times.clocks.begin(), times.clocks.end(),
                         [](const derive::PathTime& path) { return path.unit != Unit::None; });
        const Unit unit = step.duration.known() && step.duration.value.unit != Unit::OnTheSpot
                              ? step.duration.value.unit
                          : counted != times.clocks.end() ? counted->unit
                                                          : Unit::WorkingDay;
        page.bullet(slackName, model::quantityText({slack, slack, unit}) +
                                   Text{"，不在关键路径上", ", not on the critical path"});
    }
    return page.take();
}

}  // namespace fadu::ide
