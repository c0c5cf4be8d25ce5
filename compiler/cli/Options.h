#pragma once

#include "diagnostics/Diagnostic.h"
#include "diagnostics/Render.h"
#include "workspace/Workspace.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace fadu::cli {

/// Exit statuses; there are no others.
constexpr int kSuccess = 0;
constexpr int kFindings = 1;
constexpr int kUnusable = 2;

enum class Command { Check, Build, Graph, Simulate, Format, Explain, Lsp };
enum class PictureKind { Flow, Dependencies, Authority, Timeline };
enum class PictureFormat { Svg, Dot, Mermaid };
enum class ColorChoice { Auto, Always, Never };

/// What is said of one case: `simulate`, and `graph --kind timeline`.
struct CaseOptions {
    std::optional<Date> acceptance;                            ///< `--accept`.
    std::optional<Date> receipt;                               ///< `--receive`.
    std::vector<std::pair<std::string, Date>> events;          ///< `--event NAME=DATE`.
    std::vector<std::pair<std::string, std::string>> choices;  ///< `--choose NAME=VALUE`.
    bool json = false;                                         ///< `simulate --format json`.
};

/// One call of the program, understood and valid.
struct Options {
    Command command = Command::Check;
    CheckRequest request;  ///< `stdinText` is still to be read when a path is `-`.
    const OutputFormat* format = &outputFormats().front();
    std::string outputFile;                            ///< Empty: standard output.
    std::optional<Language> language;                  ///< `--lang`.
    Severity lowest = Severity::Warning;               ///< Lowest that is shown.
    std::optional<std::string> since;                  ///< A git revision: only what changed since.
    std::optional<Severity> failOn = Severity::Error;  ///< Nothing: `never`.
    ColorChoice color = ColorChoice::Auto;
    bool statistics = false;
    bool timings = false;
    bool quiet = false;
    bool verbose = false;
    std::string outputDirectory;  ///< `build -o`.
    /// `graph` and `simulate`: as written; empty: the whole package.
    std::vector<std::string> items;
    CaseOptions simulation;
    std::optional<PictureKind> pictureKind;  ///< `graph --kind`.
    PictureFormat pictureFormat = PictureFormat::Svg;
    std::string pictureOutput;  ///< `graph -o`: a file or directory; empty: standard output.
    bool checkOnly = false;     ///< `fmt --check`.
    bool showDiff = false;      ///< `fmt --diff`.
    std::string topic;          ///< `explain`: a code, slug or family; empty: list all.
};

}  // namespace fadu::cli
