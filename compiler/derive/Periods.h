#pragma once

#include "derive/Calendar.h"
#include "derive/Duration.h"
#include "derive/FlowTimes.h"

#include <array>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace fadu::derive {

/// Whether a time keeps a limit on every day on which both can begin.
///
/// 许可法 says nothing on a last day that is a day off; 民法典 203 lets it roll to the next working
/// day. So a limit is broken only if it is broken even then, and kept only if it is kept without.
struct Judgement {
    enum class Result : std::uint8_t {
        Within,   ///< Kept, under all readings.
        Exceeds,  ///< Broken, under all readings: on one day at least.
        Depends,  ///< It depends on a reading that no text settles.
        Unknown,
    };
    /// What an unknown result waits for, or what the result depends on.
    enum class Cause : std::uint8_t {
        None,
        BareDay,      ///< What a bare 日 means.
        Rolling,      ///< Whether a last day off rolls.
        Pauses,       ///< Whether a pause on one branch stops the whole clock.
        Calendar,     ///< Days that no calendar settles.
        Hours,        ///< Hours against days.
        PauseLength,  ///< An excluded step has no length.
        TooManyRuns,  ///< More runs of the flow than are tried out.
    };
    /// What holds under one reading of the bare days.
    struct Reading {
        Unit amount = Unit::None;  ///< What a bare 日 of the amount is; None: there is none.
        Unit limit = Unit::None;
        Result result = Result::Unknown;
        Cause cause = Cause::None;
        bool dated = false;        ///< By the calendar; else numbers decide, whatever the days.
        std::uint32_t starts = 0;  ///< Days of the calendar on which both begin and end.
        std::uint32_t broken = 0;  ///< On how many it is broken, a last day off not rolled.
        std::uint32_t brokenRolled = 0;  ///< … rolled.
        // The worst of those days: of the first kind that is not empty, rolled before not rolled.
        Date start;
        Date finish;
        Date lastDay;             ///< The last lawful day, rolled where that is what is broken.
        std::int64_t excess = 0;  ///< Calendar days from the last lawful day to the finish.

        bool operator==(const Reading&) const = default;
    };
    Result result = Result::Unknown;
    Cause cause = Cause::None;
    std::vector<Reading> readings;

    /// Broken on the path alone and kept if a pause stops the whole clock: the path decides.
    bool brokenOnPath() const { return result == Result::Depends && cause == Cause::Pauses; }
    /// The first reading that breaks the limit, else the first that could.
    const Reading* breaking() const;
    bool operator==(const Judgement&) const = default;
};

/// The days on which a clock can begin.
enum class FirstDays : std::uint8_t {
    WorkingDays,  ///< What an organ does (受理, 决定) is done on one.
    AnyDay,       ///< Applications arrive on any.
};

/// Computes periods over one calendar and remembers the answers: lists repeat a few lengths and
/// flows thousands of times. May be used by several threads at once.
class Periods {
public:
    using Answer = std::shared_ptr<const Judgement>;

    explicit Periods(Calendar calendar);

    const Calendar& calendar() const { return calendar_; }

    /// Whether one chain of lengths keeps another that begins on the same day. A bare 日 on both
    /// sides is the same kind of day.
    Answer compare(const Chain& amount, const Chain& limit, FirstDays first) const;

    /// Whether the longest run of a flow's counted steps keeps a limit. Both readings of pauses are
    /// looked at where that of the path alone breaks it. `path`: the same steps by numbers.
    Answer compare(const model::Flow& flow, const FlowStructure& structure, ClockKind clock,
                   const PathTime& path, const Chain& limit, FirstDays first) const;

    /// Adds to the times of a flow what needs dates: the clocks whose steps have different units.
    void time(const model::Flow& flow, const FlowStructure& structure, FlowTimes& times) const;

private:
    struct FlowCase;
    Judgement judge(const Chain& amount, const Chain& limit, FirstDays first) const;
    Judgement judge(const FlowCase& flow, const Chain& limit, FirstDays first) const;
    std::vector<Day> firstDays(FirstDays first) const;
    std::shared_ptr<const std::vector<Day>> lastDaysOf(const FlowCase& flow, Unit bareDay,
                                                       FirstDays first) const;
    template <typename Answers, typename Make>
    typename Answers::mapped_type remembered(Answers& answers, std::string key, Make&& make) const;

    Calendar calendar_;
    mutable std::shared_mutex mutex_;
    mutable std::unordered_map<std::string, Answer> answers_;
    mutable std::unordered_map<std::string, std::shared_ptr<const DatedTotal>> totals_;
    /// The last days of the flows looked at last: an item holds each against several limits.
    struct Recent {
        std::string key;
        std::shared_ptr<const std::vector<Day>> days;
    };
    mutable std::array<Recent, 16> recent_;
    mutable std::size_t nextRecent_ = 0;
};

}  // namespace fadu::derive
