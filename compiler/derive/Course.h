#pragma once

#include "derive/Calendar.h"
#include "derive/FlowStructure.h"
#include "model/Program.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace fadu::derive {

/// Which run of a flow is followed where nothing says which.
enum class RunKind : std::uint8_t {
    Longest,   ///< Longest lengths, the branches that last longest, every round there may be.
    Shortest,  ///< Shortest lengths and branches, no repetition; a run that passes if any does.
};

/// What is known of one case: days that events fell on, branches that were taken.
struct CaseFacts {
    /// Days of a step, the first time it was done first; nothing: not known.
    struct StepDays {
        model::StepId step;
        std::vector<std::optional<Day>> begins;
        std::vector<std::optional<Day>> ends;

        std::optional<Day> begin(std::size_t time) const {
            return time < begins.size() ? begins[time] : std::nullopt;
        }
        std::optional<Day> end(std::size_t time) const {
            return time < ends.size() ? ends[time] : std::nullopt;
        }
        std::size_t times() const { return std::max(begins.size(), ends.size()); }
    };
    std::optional<Day> receipt;            ///< 收到申请.
    std::optional<Day> correctionNotice;   ///< 补正告知.
    std::optional<Day> materialsComplete;  ///< 材料齐全.
    std::optional<Day> acceptance;         ///< 受理. It or the receipt is known.
    std::optional<Day> extension;          ///< The day on which an extension was granted.
    std::vector<StepDays> steps;
    /// The branch of a choice; invalid: none of them.
    std::vector<std::pair<model::StepId, model::BlockId>> branches;
    std::vector<std::pair<model::StepId, unsigned>> rounds;  ///< Of a repetition.
};

/// One step as it is done once.
struct CourseStep {
    /// Why its end is not known.
    enum class Missing : std::uint8_t {
        Nothing,
        Length,    ///< It has none.
        Bound,     ///< It follows a repetition without a bound.
        Calendar,  ///< It ends past the calendar.
        Before,    ///< The end of something before it is not known.
    };
    model::StepId step;
    std::uint32_t time = 0;   ///< 0: done for the first time.
    Day begin = 0;            ///< `Calendar::kPast`: not known. The day itself is not counted.
    Day end = 0;              ///< As `begin`.
    std::uint32_t after = 0;  ///< Index of the step at whose end it begins; its own: the start.
    bool beforeAcceptance = false;  ///< It leads to acceptance or is that.
    bool beginGiven = false;
    bool endGiven = false;  ///< A fact of the case, nothing computed.
    bool capped = false;    ///< Shorter than its length since something behind it is a fact.
    bool critical = false;  ///< On the path that ends last.
    /// It lies before an acceptance whose day alone is known: when, nobody said.
    bool undated = false;
    Missing missing = Missing::Nothing;
};

/// Days of a kind that a path counts towards a clock.
struct UsedDays {
    std::int64_t working = 0;
    std::int64_t calendar = 0;

    std::int64_t of(Unit unit) const { return unit == Unit::WorkingDay ? working : calendar; }
};

/// The dated course of one run. Steps begin on the day on which the last that they wait for ended.
struct Course {
    /// Two facts that cannot both be: a step ended or began before what it waits for.
    struct Contradiction {
        model::StepId step;
        Day day = 0;             ///< What is said of it.
        Day earliest = 0;        ///< What it waits for ended then.
        model::StepId waitsFor;  ///< Invalid: receipt or acceptance.
    };
    std::vector<CourseStep> steps;  ///< In an order in which each comes behind what it waits for.
    Day begin = 0;                  ///< Receipt, else acceptance.
    Day acceptance = 0;             ///< Given, or when the flow's acceptance ends.
    bool acceptanceInFlow = false;  ///< The flow has steps of acceptance.
    Day end = 0;                    ///< When the last step ends.
    Outcome outcome = Outcome::Granted;
    /// Most days that any path counts towards a clock, excluded steps and those of the applicant
    /// left out, by `ClockKind`.
    std::array<UsedDays, kClockKinds.size()> used{};
    /// The end of the last step that counts for a clock or pauses it; nothing: there is none.
    std::array<std::optional<Day>, kClockKinds.size()> clockEnd{};
    /// The latest known end of a step that counts for a clock.
    std::array<Day, kClockKinds.size()> clockKnown{};
    std::vector<Contradiction> contradictions;
    std::vector<model::StepId> unused;  ///< Steps with days that this run does not do (so often).
    bool cut = false;                   ///< More steps than `kMostSteps`: the rest is left out.

    static constexpr std::size_t kMostSteps = 10'000;
};

/// The course of a sound flow (`FlowStructure::sound`) in a calendar that has days. Hours are
/// rounded to days of the calendar, those of less than a day to the same day.
Course deriveCourse(const model::Flow& flow, const FlowStructure& structure,
                    const Calendar& calendar, const CaseFacts& facts, RunKind kind);

}  // namespace fadu::derive
