// bench-seeded: plants defects of every kind into what is clean, and counts what is found.
#include "seeded/Score.h"
#include "workspace/Workspace.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>

using namespace fadu::bench;

namespace {

/// Codes of the catalogue that nobody plants and nobody excuses, and the other way round.
std::vector<std::string> uncovered() {
    std::vector<std::string> problems;
    const auto& all = planters();
    const std::vector<Unplanted> excused = unplanted();
    for (const auto& entry : fadu::catalogue().entries()) {
        const std::string code(entry.descriptor->code);
        const auto isCode = [&](const auto& one) { return one.code == code; };
        const bool planted = std::any_of(all.begin(), all.end(), isCode);
        const bool excuse = std::any_of(excused.begin(), excused.end(), isCode);
        if (planted == excuse) {
            problems.push_back(code + (planted ? ": has a planter and an excuse"
                                               : ": has no planter (bench/seeded)"));
        }
    }
    for (const Planter& planter : all) {
        if (fadu::catalogue().find(planter.code) == nullptr) {
            problems.push_back(std::string(planter.code) + ": is planted, but no code");
        }
    }
    return problems;
}

}  // namespace

int main(int argumentCount, char** arguments) {
    CLI::App app{
        "Plants defects of every kind into what is clean, and counts what the compiler finds."};
    Plan plan;
    std::string json;
    std::string show;
    bool clean = false;
    app.add_option("--seed", plan.seed, "The same seed plants the same")->capture_default_str();
    app.add_option("--each", plan.each, "Defects of each code, each in a package of its own")
        ->capture_default_str();
    app.add_option("--packages", plan.packages, "Packages with a defect of every code")
        ->capture_default_str();
    app.add_option("--items", plan.items, "Items of a generated catalogue")->capture_default_str();
    app.add_option("--catalogues", plan.catalogues, "Clean generated catalogues")
        ->capture_default_str();
    app.add_option("--corpus", plan.corpus, "A package whose marks are what is to be found");
    app.add_option("--codes", plan.codes, "Only these")->delimiter(',');
    app.add_option("--json", json, "Write the result there as well");
    app.add_option("--show", show, "Print what is planted (TIM001/7) instead of running");
    app.add_flag("--clean", clean, "With --show: without the defect");
    try {
        app.parse(argumentCount, arguments);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    try {
        if (!show.empty()) {
            const std::size_t slash = std::min(show.find('/'), show.size());
            const auto planter =
                std::find_if(planters().begin(), planters().end(),
                             [&](const Planter& one) { return one.code == show.substr(0, slash); });
            if (planter == planters().end() || slash + 1 >= show.size()) {
                throw std::runtime_error("no planter for " + show);
            }
            const Written written =
                plant(*planter, plan.seed, std::stoul(show.substr(slash + 1)), !clean);
            std::cout << written.text;
            std::cerr << written.path << ":" << written.line << "\n";
            return 0;
        }
        const std::vector<std::string> problems = uncovered();
        for (const std::string& problem : problems) {
            std::cerr << problem << "\n";
        }
        const Result result = score(plan);
        std::cout << tableOf(result);
        for (const std::string& failure : result.failures) {
            std::cerr << failure << "\n";
        }
        if (!json.empty()) {
            std::ofstream(json) << jsonOf(result, plan);
        }
        return result.perfect() && problems.empty() ? 0 : 1;
    } catch (const std::exception& failure) {
        std::cerr << "bench-seeded: " << failure.what() << '\n';
        return 2;
    }
}
