#include "cli/FindingTimelines.h"

#include "cli/Simulations.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace fadu::cli {

namespace {

/// Findings that a course by dates explains; others of the family are about single values.
constexpr std::array<std::string_view, 8> kTimed{"TIM001", "TIM002", "TIM003", "TIM006",
                                                 "TIM007", "TIM010", "TIM015", "TIM022"};

/// The offered item of a finding: the innermost that holds its place and has a flow.
model::ItemId itemOf(const Snapshot& snapshot, const Diagnostic& diagnostic) {
    const SourceManager& sources = *snapshot.sources;
    const auto file = sources.fileOf(diagnostic.span.file);
    const auto place = sources.begin(diagnostic.span).offset;
    model::ItemId found;
    std::uint64_t smallest = 0;
    const auto& items = snapshot.program->items;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const model::Item& item = items[model::ItemId(i)];
        if (!item.offered || !item.flow.valid() || !item.span.valid() ||
            sources.fileOf(item.span.file) != file) {
            continue;
        }
        const std::uint64_t begin = sources.begin(item.span).offset;
        const std::uint64_t end = sources.end(item.span).offset;
        if (begin <= place && place < end && (!found.valid() || end - begin < smallest)) {
            found = model::ItemId(i);
            smallest = end - begin;
        }
    }
    return found;
}

/// Where the course begins: where the finding's own timeline does.
std::optional<Date> firstDay(const Diagnostic& diagnostic, const Snapshot& snapshot) {
    if (diagnostic.witness && diagnostic.witness->kind == Witness::Kind::Timeline &&
        !diagnostic.witness->steps.empty() && diagnostic.witness->steps.front().date) {
        return diagnostic.witness->steps.front().date;
    }
    const derive::Calendar& calendar = snapshot.facts->periods->calendar();
    if (calendar.empty()) {
        return std::nullopt;
    }
    // Late in a year little is published of what follows: a course from its first working day.
    const std::optional<Date> year = Date::fromCivil(calendar.until().year(), 1, 1);
    const std::optional<derive::Day> day = year ? calendar.find(*year) : std::nullopt;
    return day ? std::optional<Date>(calendar.date(calendar.rolled(*day))) : std::nullopt;
}

}  // namespace

std::function<std::string(const Diagnostic&, Language)> timelinesOf(
    std::shared_ptr<const Snapshot> snapshot) {
    return [snapshot = std::move(snapshot)](const Diagnostic& diagnostic, Language language) {
        std::string lines;
        if (std::find(kTimed.begin(), kTimed.end(), diagnostic.descriptor->code) == kTimed.end() ||
            snapshot->program == nullptr || snapshot->facts == nullptr) {
            return lines;
        }
        const model::ItemId item = itemOf(*snapshot, diagnostic);
        const std::optional<Date> first = firstDay(diagnostic, *snapshot);
        if (!item.valid() || !first) {
            return lines;
        }
        query::SimulationRequest request;
        request.item = item;
        (snapshot->facts->of(item).of(derive::ClockKind::Decision).fromReceipt
             ? request.receipt
             : request.acceptance) = *first;
        if (const auto result = query::simulate(*snapshot->program, *snapshot->facts, request);
            result.simulation) {
            lines = emit::timelineText(timelineInput(*result.simulation), language);
        }
        return lines;
    };
}

}  // namespace fadu::cli
