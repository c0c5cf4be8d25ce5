#include "cli/Commands.h"
#include "cli/Findings.h"
#include "cli/Output.h"
#include "cli/Simulations.h"
#include "emit/Timeline.h"
#include "workspace/ItemSearch.h"

namespace fadu::cli {

namespace {

std::string documentOf(const query::Simulation& simulation, const Options& options,
                       Language language) {
    if (options.simulation.json) {
        return query::simulationJson(simulation, toolVersion());
    }
    query::SimulationTextOptions text;
    text.language = language;
    text.color = useColor(options.color, !options.outputFile.empty());
    const std::string timeline =
        emit::timelineText(timelineInput(simulation), language, text.width);
    return query::simulationText(simulation, timeline, text);
}

}  // namespace

emit::TimelineInput timelineInput(const query::Simulation& simulation) {
    emit::TimelineInput input;
    input.program = simulation.program;
    input.item = simulation.item;
    input.calendar = &simulation.calendar;
    input.course = &simulation.longest.course;
    input.clocks = &simulation.longest.clocks;
    input.extended = simulation.facts.extension.has_value();
    return input;
}

query::SimulationRequest simulationRequest(const Options& options, model::ItemId item) {
    query::SimulationRequest request;
    request.item = item;
    request.acceptance = options.simulation.acceptance;
    request.receipt = options.simulation.receipt;
    request.events = options.simulation.events;
    request.choices = options.simulation.choices;
    return request;
}

int simulateCommand(const Options& options, Language locale) {
    Timings timings;
    const std::optional<CheckResult> result =
        analyse(options, options.language.value_or(locale), timings);
    if (!result) {
        return kUnusable;
    }
    const Language language = languageOf(options, *result, locale);
    const auto refuse = [&](const Text& message) {
        complain(message, language);
        return kUnusable;
    };
    if (const std::optional<Text> reason = obstacle(*result, "simulate")) {
        return refuse(*reason);
    }
    const Snapshot& snapshot = *result->snapshots.front();
    if (snapshot.hasSyntaxErrors) {
        complain({"有语法错误，没有推算；fadu check 列出这些错误",
                  "there are syntax errors: nothing was computed; fadu check lists them"},
                 language);
        return kFindings;
    }
    const ItemSearch found = findItem(*snapshot.program, options.items.front());
    if (found.error) {
        return refuse(*found.error);
    }
    const query::SimulationResult simulated =
        query::simulate(*snapshot.program, *snapshot.facts, simulationRequest(options, found.item));
    if (simulated.error) {
        return refuse(*simulated.error);
    }
    timings.phaseEnded({"推算", "simulate"});
    const std::string document = documentOf(*simulated.simulation, options, language);
    const std::optional<Text> failure = options.outputFile.empty()
                                            ? writeStandardOutput(document)
                                            : writeFile(options.outputFile, document);
    if (failure) {
        return refuse(*failure);
    }
    timings.phaseEnded({"写出", "write"});
    if (options.timings) {
        writeStandardError(timings.line(language));
    }
    return kSuccess;
}

}  // namespace fadu::cli
