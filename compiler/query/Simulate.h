#pragma once

#include "derive/CourseClocks.h"
#include "derive/Facts.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace fadu::query {

/// One case that is to be followed. A receipt or an acceptance is given.
struct SimulationRequest {
    model::ItemId item;
    std::optional<Date> acceptance;
    std::optional<Date> receipt;
    /// Steps (the day on which they ended, with 开始 behind the name that on which they began; a
    /// step that is repeated may come several times) and 收到申请, 补正告知, 材料齐全, 受理, 决定,
    /// 延长.
    std::vector<std::pair<std::string, Date>> events;
    /// Choices (是, 否 or the condition) and repetitions (how often).
    std::vector<std::pair<std::string, std::string>> choices;
};

/// Something about a case that a reviewer has to know; no finding about the source.
struct CaseFinding {
    enum class Kind : std::uint8_t {
        DeemedAccepted,      ///< 许可法 32: too late told what to correct.
        ExtensionTooLate,    ///< Granted when the period was over.
        ExtensionNotLawful,  ///< What governs has none.
        LimitExceeded,
        LimitUncertain,  ///< Broken under one reading, kept under another.
        PromiseExceeded,
        DayOff,  ///< Acceptance on a day that is no working day.
        Unknown,
    };
    Kind kind = Kind::Unknown;
    Text message;
    std::vector<LegalBasis> basis;
};

/// One run with what follows for its clocks.
struct CaseRun {
    derive::Course course;
    derive::CaseClocks clocks;
};

/// The dated course of one case: the longest run that the facts leave open, and the shortest.
struct Simulation {
    const model::Program* program = nullptr;
    model::ItemId item;
    derive::Calendar calendar;
    derive::FlowStructure structure;  ///< Of the flow; empty when the item has none.
    derive::CaseFacts facts;
    std::vector<std::pair<std::string, Date>> given;  ///< What was said, by date.
    CaseRun longest;
    CaseRun shortest;
    std::vector<CaseFinding> findings;  ///< About the longest run.
};

/// The simulation, or why there can be none: one line.
struct SimulationResult {
    std::optional<Simulation> simulation;
    std::optional<Text> error;
};

/// Follows a case through its item's flow and clocks.
SimulationResult simulate(const model::Program& program, const derive::Facts& facts,
                          const SimulationRequest& request);

struct SimulationTextOptions {
    Language language = Language::Chinese;
    bool color = false;       ///< ANSI colours.
    std::size_t width = 100;  ///< Columns that no line exceeds.
};

/// The case as tables: what happens when and who does it, every clock with its last days, what is
/// to be known. `timeline`, a picture of whole lines, is put between.
std::string simulationText(const Simulation& simulation, const std::string& timeline,
                           const SimulationTextOptions& options);

/// The same as one JSON document (docs/schema/simulation.schema.json) with a final newline; texts
/// are in both languages.
std::string simulationJson(const Simulation& simulation, const std::string& toolVersion);

}  // namespace fadu::query
