#pragma once

#include "seeded/Draft.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace fadu::bench {

/// A finding as far as it is scored.
struct Finding {
    std::string file;  ///< Without its directory.
    std::size_t line = 0;
    std::string code;
    bool information = false;
    std::string message;
};

/// Defects of one kind and what came of them.
struct Tally {
    std::size_t planted = 0;
    std::size_t found = 0;  ///< With the code, on the line.
    std::size_t extra = 0;  ///< Findings that no defect accounts for.

    double recall() const { return planted == 0 ? 1 : ratio(found, planted); }
    double precision() const { return found + extra == 0 ? 1 : ratio(found, found + extra); }
    double perDefect() const { return planted == 0 ? 1 : ratio(found + extra, planted); }
    Tally& operator+=(const Tally& other);
    static double ratio(std::size_t part, std::size_t all) {
        return static_cast<double>(part) / static_cast<double>(all);
    }
};

struct Row {
    std::string code;
    std::size_t ways = 0;        ///< Different mechanisms.
    Tally alone;                 ///< Each in a package of its own.
    Tally together;              ///< With one defect of every other kind in one package.
    std::size_t background = 0;  ///< Findings in the same texts without the defect.
};

/// A corpus in which nothing was planted.
struct Corpus {
    std::string name;
    std::size_t items = 0;
    std::size_t expected = 0;  ///< Findings that its marks name.
    std::size_t missed = 0;
    std::size_t unexpected = 0;  ///< Errors and warnings.
};

/// A way that is known not to be found.
struct Missed {
    std::string code;
    std::string what;
    Tally tally;
};

struct Result {
    std::vector<Row> rows;
    std::vector<Corpus> corpora;
    std::vector<Missed> gaps;
    std::size_t bystanders = 0;         ///< Findings in the clean part of packages with defects.
    std::vector<std::string> failures;  ///< What was missed or too much, a line each.

    /// Whether everything planted was found, and nothing else.
    bool perfect() const { return failures.empty(); }
};

struct Plan {
    std::uint64_t seed = 1;
    std::size_t each = 40;           ///< Defects of a code, alone.
    std::size_t packages = 10;       ///< Packages with a defect of every code.
    std::size_t items = 300;         ///< Of a generated catalogue.
    std::size_t catalogues = 3;      ///< Generated catalogues, each with another seed.
    std::vector<std::string> codes;  ///< Empty: all.
    std::filesystem::path corpus;    ///< The checked-in corpus; empty: none.
};

/// Plants, checks and counts. Works in a directory of its own, which is gone afterwards.
Result score(const Plan& plan);

/// What a text gives when it is checked: alone, or in a package with its `fadu.toml`.
std::vector<Finding> findingsIn(const Written& written, const std::filesystem::path& directory);

/// The table by code, and the same as JSON.
std::string tableOf(const Result& result);
std::string jsonOf(const Result& result, const Plan& plan);

}  // namespace fadu::bench
