#include "derive/Bundles.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

namespace fadu::derive {

namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFF;
/// No requirement of real items leads through more; without a bound, every item of every bundle
/// could walk the whole graph.
constexpr std::size_t kMostVisited = 10'000;

using model::Bundle;
using model::ItemId;
using model::Program;

class Derivation {
public:
    Derivation(const Program& program, const Dependencies& dependencies,
               const SourceManager& sources, const Bundle& bundle)
        : program_(program), graph_(dependencies), sources_(sources), bundle_(bundle) {}

    BundleOrder run();

private:
    std::uint32_t numberOf(ItemId item);
    void addStated();
    void addRequired(std::uint32_t from);
    void findContradictions();

    const Program& program_;
    const Dependencies& graph_;
    const SourceManager& sources_;
    const Bundle& bundle_;
    BundleOrder result_;
    std::unordered_map<ItemId, std::uint32_t> numbers_;
    std::unordered_map<std::uint32_t, std::uint32_t> numberOfNode_;
};

std::uint32_t Derivation::numberOf(ItemId item) {
    const auto [found, inserted] =
        numbers_.emplace(item, static_cast<std::uint32_t>(result_.items.size()));
    if (inserted) {
        result_.items.push_back(item);
        numberOfNode_.emplace(graph_.nodeOfItem[item.index()], found->second);
    }
    return found->second;
}

void Derivation::addStated() {
    // By the name that 后于 calls it: the place, or `kNone` when there are several.
    std::unordered_map<NameId, std::uint32_t> places;
    for (const Bundle::Place& place : bundle_.order) {
        if (place.item.item.valid()) {
            const auto [found, inserted] =
                places.emplace(program_.items[place.item.item].name, numberOf(place.item.item));
            if (!inserted) {
                found->second = kNone;
            }
        } else if (place.item.outside.valid()) {
            places[place.item.outside] = kNone;
        }
    }
    for (const Bundle::Place& place : bundle_.order) {
        if (!place.item.item.valid()) {
            continue;
        }
        for (const Bundle::Place::After& after : place.after) {
            const auto found = places.find(after.name);
            if (found != places.end() && found->second != kNone) {
                result_.waits.push_back({numberOf(place.item.item), found->second, after.span, {}});
            }
        }
    }
}

/// What an item requires of the bundle, by compulsory edges alone and breadth first; behind another
/// item of the bundle it is that one's requirement.
void Derivation::addRequired(std::uint32_t from) {
    const std::uint32_t start = graph_.nodeOfItem[result_.items[from].index()];
    if (start == kNone) {
        return;
    }
    std::unordered_map<std::uint32_t, std::uint32_t> via{{start, kNone}};
    std::vector<std::uint32_t> queue{start};
    for (std::size_t done = 0; done < queue.size() && done < kMostVisited; ++done) {
        for (std::uint32_t e = graph_.first[queue[done]]; e < graph_.first[queue[done] + 1]; ++e) {
            const Dependencies::Edge& edge = graph_.edges[e];
            if (!edge.compulsory || !via.emplace(edge.to, e).second) {
                continue;
            }
            const auto member = numberOfNode_.find(edge.to);
            if (member == numberOfNode_.end()) {
                queue.push_back(edge.to);
                continue;
            }
            BundleOrder::Wait wait{from, member->second, {}, {}};
            for (std::uint32_t back = e; back != kNone; back = via[graph_.edges[back].from]) {
                wait.requirement.push_back(back);
            }
            std::reverse(wait.requirement.begin(), wait.requirement.end());
            result_.waits.push_back(std::move(wait));
        }
    }
}

void Derivation::findContradictions() {
    std::stable_sort(result_.waits.begin(), result_.waits.end(),
                     [](const auto& left, const auto& right) { return left.from < right.from; });
    Digraph graph;
    for (const BundleOrder::Wait& wait : result_.waits) {
        while (graph.nodes() < wait.from) {
            graph.closeNode();
        }
        graph.target.push_back(wait.to);
    }
    while (graph.nodes() < result_.items.size()) {
        graph.closeNode();
    }
    const std::vector<bool> all(graph.edges(), true);
    const Components found = components(graph, all);
    std::vector<std::uint32_t> first(found.size.size(), kNone);
    for (std::uint32_t e = 0; e < graph.edges(); ++e) {
        const BundleOrder::Wait& wait = result_.waits[e];
        std::uint32_t& known = first[found.of[wait.from]];
        if (wait.stated() && found.of[wait.from] == found.of[wait.to] &&
            (known == kNone || sources_.before(wait.after, result_.waits[known].after))) {
            known = e;
        }
    }
    CycleSearch search(graph, all, found);
    for (const std::uint32_t edge : first) {
        if (edge != kNone) {
            BundleOrder::Contradiction one;
            for (const std::uint32_t e : search.through(result_.waits[edge].from, edge)) {
                one.ring.push_back(result_.waits[e]);
            }
            result_.contradictions.push_back(std::move(one));
        }
    }
}

BundleOrder Derivation::run() {
    for (const model::Alternative& part : bundle_.items) {
        if (part.item.valid()) {
            numberOf(part.item);
        }
    }
    addStated();
    for (std::uint32_t i = 0; i < result_.items.size(); ++i) {
        addRequired(i);
    }
    findContradictions();
    return std::move(result_);
}

}  // namespace

BundleOrder deriveBundleOrder(const Program& program, const Dependencies& dependencies,
                              const SourceManager& sources, const Bundle& bundle) {
    return Derivation(program, dependencies, sources, bundle).run();
}

std::optional<BundleChain> chainBeyondPromise(const Program& program, const Periods& periods,
                                              const BundleOrder& order, const Bundle& bundle) {
    if (!bundle.promise.known()) {
        return std::nullopt;
    }
    // An order from what waits for nothing; what is left stands on a ring.
    const std::size_t count = order.items.size();
    std::vector<std::uint32_t> waits(count, 0);
    std::vector<std::vector<std::uint32_t>> followers(count);
    for (const BundleOrder::Wait& wait : order.waits) {
        ++waits[wait.from];
        followers[wait.to].push_back(wait.from);
    }
    std::vector<std::uint32_t> sequence;
    for (std::uint32_t i = 0; i < count; ++i) {
        if (waits[i] == 0) {
            sequence.push_back(i);
        }
    }
    for (std::size_t done = 0; done < sequence.size(); ++done) {
        for (const std::uint32_t follower : followers[sequence[done]]) {
            if (--waits[follower] == 0) {
                sequence.push_back(follower);
            }
        }
    }
    if (sequence.size() < count) {
        return std::nullopt;
    }
    constexpr std::array kUnits{std::pair(&Amount::workingDays, Unit::WorkingDay),
                                std::pair(&Amount::calendarDays, Unit::CalendarDay),
                                std::pair(&Amount::unstatedDays, Unit::UnstatedDay),
                                std::pair(&Amount::months, Unit::Month),
                                std::pair(&Amount::hours, Unit::Hour)};
    for (const auto& [unit, name] : kUnits) {
        std::vector<std::int64_t> total(count, 0);
        std::vector<std::uint32_t> before(count, kNone);
        std::uint32_t last = kNone;
        for (const std::uint32_t at : sequence) {
            const model::Item& item = program.items[order.items[at]];
            if (item.promise.known()) {
                total[at] += Amount::longest(item.promise.value.length).*unit;
            }
            if (last == kNone || total[at] > total[last]) {
                last = at;
            }
            for (const std::uint32_t follower : followers[at]) {
                if (total[at] > total[follower]) {
                    total[follower] = total[at];
                    before[follower] = at;
                }
            }
        }
        if (last == kNone) {
            return std::nullopt;
        }
        BundleChain chain;
        chain.total.*unit = total[last];
        if (periods
                .compare({{total[last], name}}, chainOf(bundle.promise.value.length),
                         FirstDays::WorkingDays)
                ->result == Judgement::Result::Exceeds) {
            for (std::uint32_t at = last; at != kNone; at = before[at]) {
                chain.items.push_back(at);
            }
            std::reverse(chain.items.begin(), chain.items.end());
            return chain;
        }
    }
    return std::nullopt;
}

}  // namespace fadu::derive
