#include "seeded/Score.h"

#include <nlohmann/json.hpp>

#include <cstdio>

namespace fadu::bench {

namespace {

std::string percent(double value) {
    char buffer[16];
    std::snprintf(buffer, sizeof buffer, "%.1f %%", 100 * value);
    return buffer;
}

std::string fixed(double value) {
    char buffer[16];
    std::snprintf(buffer, sizeof buffer, "%.2f", value);
    return buffer;
}

Tally all(const Row& row) {
    Tally sum = row.alone;
    sum += row.together;
    return sum;
}

nlohmann::ordered_json json(const Tally& tally) {
    return {{"planted", tally.planted},       {"found", tally.found},
            {"extra", tally.extra},           {"recall", tally.recall()},
            {"precision", tally.precision()}, {"findingsADefect", tally.perDefect()}};
}

}  // namespace

std::string tableOf(const Result& result) {
    std::string text =
        "| code | ways | alone | together | recall | extra | precision | findings a defect | clean |\n"
        "|---|---|---|---|---|---|---|---|---|\n";
    Tally total;
    Tally alone;
    Tally together;
    std::size_t background = 0;
    std::size_t ways = 0;
    const auto line = [&](const std::string& name, std::size_t ways_, const Tally& one,
                          const Tally& other, std::size_t clean) {
        Tally sum = one;
        sum += other;
        text += "| " + name + " | " + std::to_string(ways_) + " | " + std::to_string(one.found) +
                "/" + std::to_string(one.planted) + " | " + std::to_string(other.found) + "/" +
                std::to_string(other.planted) + " | " + percent(sum.recall()) + " | " +
                std::to_string(sum.extra) + " | " + percent(sum.precision()) + " | " +
                fixed(sum.perDefect()) + " | " + std::to_string(clean) + " |\n";
    };
    for (const Row& row : result.rows) {
        line(row.code, row.ways, row.alone, row.together, row.background);
        alone += row.alone;
        together += row.together;
        total += all(row);
        background += row.background;
        ways += row.ways;
    }
    line("all", ways, alone, together, background);
    text += "\n| corpus | items | expected | missed | unexpected |\n|---|---|---|---|---|\n";
    for (const Corpus& corpus : result.corpora) {
        text += "| " + corpus.name + " | " + std::to_string(corpus.items) + " | " +
                std::to_string(corpus.expected) + " | " + std::to_string(corpus.missed) + " | " +
                std::to_string(corpus.unexpected) + " |\n";
    }
    text += "\n| known not to be found | | found |\n|---|---|---|\n";
    for (const Missed& gap : result.gaps) {
        text += "| " + gap.code + " | " + gap.what + " | " + std::to_string(gap.tally.found) + "/" +
                std::to_string(gap.tally.planted) + " |\n";
    }
    text +=
        "\nfindings in what stood beside the defects: " + std::to_string(result.bystanders) + "\n";
    return text;
}

std::string jsonOf(const Result& result, const Plan& plan) {
    nlohmann::ordered_json document;
    document["seed"] = plan.seed;
    document["each"] = plan.each;
    document["packages"] = plan.packages;
    document["codes"] = nlohmann::ordered_json::array();
    Tally total;
    for (const Row& row : result.rows) {
        total += all(row);
        document["codes"].push_back({{"code", row.code},
                                     {"ways", row.ways},
                                     {"alone", json(row.alone)},
                                     {"together", json(row.together)},
                                     {"all", json(all(row))},
                                     {"background", row.background}});
    }
    document["all"] = json(total);
    document["corpora"] = nlohmann::ordered_json::array();
    for (const Corpus& corpus : result.corpora) {
        document["corpora"].push_back({{"name", corpus.name},
                                       {"items", corpus.items},
                                       {"expected", corpus.expected},
                                       {"missed", corpus.missed},
                                       {"unexpected", corpus.unexpected}});
    }
    document["gaps"] = nlohmann::ordered_json::array();
    for (const Missed& gap : result.gaps) {
        document["gaps"].push_back(
            {{"code", gap.code}, {"what", gap.what}, {"tally", json(gap.tally)}});
    }
    document["bystanders"] = result.bystanders;
    document["failures"] = result.failures;
    return document.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace fadu::bench
