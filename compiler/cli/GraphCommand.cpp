#include "cli/Commands.h"
#include "cli/Findings.h"
#include "cli/Output.h"
#include "cli/Simulations.h"
#include "emit/FlowGraph.h"
#include "emit/Pictures.h"
#include "support/Hash.h"
#include "support/Parallel.h"
#include "support/Text.h"
#include "workspace/Graphviz.h"
#include "workspace/ItemSearch.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

namespace fadu::cli {

namespace {

namespace fs = std::filesystem;

/// A picture that is asked for.
struct Wanted {
    PictureKind kind = PictureKind::Flow;
    model::ItemId item;  ///< Invalid: the whole package.
};

struct Drawn {
    std::string document;
    std::optional<Text> error;
};

const char* kindName(PictureKind kind) {
    switch (kind) {
        case PictureKind::Flow:
            return "flow";
        case PictureKind::Dependencies:
            return "dependencies";
        case PictureKind::Timeline:
            return "timeline";
        case PictureKind::Authority:
            break;
    }
    return "authority";
}

const char* extension(PictureFormat format) {
    switch (format) {
        case PictureFormat::Svg:
            return ".svg";
        case PictureFormat::Dot:
            return ".dot";
        case PictureFormat::Mermaid:
            break;
    }
    return ".mmd";
}

/// The name of a picture's file: what it is of without the characters that some system forbids.
std::string fileName(const Snapshot& snapshot, const Wanted& wanted) {
    constexpr std::size_t kLongest = 180;  // Bytes; systems allow 255 with the endings.
    const std::string id =
        wanted.item.valid() ? snapshot.program->itemId(wanted.item) : snapshot.config.name;
    std::string name;
    for (const char c : printable(id, id.size())) {
        const bool forbidden = std::string_view("/\\:*?\"<>| ").find(c) != std::string_view::npos;
        name += forbidden ? '_' : c;
    }
    if (name.size() > kLongest) {
        std::size_t end = kLongest;
        while ((static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) {
            --end;
        }
        name = name.substr(0, end) + "-" + hexadecimal(hashBytes(id));
    }
    return name.empty() ? "package" : name;
}

/// The pictures that the call asks for, or why it cannot have them.
struct Selection {
    std::vector<Wanted> pictures;
    std::optional<Text> error;
};

Selection select(const Options& options, const model::Program& program) {
    Selection result;
    const PictureKind kind = options.pictureKind.value_or(
        options.items.empty() ? PictureKind::Dependencies : PictureKind::Flow);
    if (options.items.empty() && kind == PictureKind::Dependencies) {
        result.pictures.push_back({kind, {}});
        return result;
    }
    const auto drawable = [&](model::ItemId id) {
        return (kind != PictureKind::Flow && kind != PictureKind::Timeline) ||
               program.items[id].flow.valid();
    };
    for (const std::string& written : options.items) {
        const ItemSearch found = findItem(program, written);
        if (found.error) {
            result.error = found.error;
            return result;
        }
        if (!drawable(found.item)) {
            const std::string name = printable(program.itemTitle(found.item));
            result.error = Text{"“" + name +
                                    "”没有写明流程，没有可画的；--kind dependencies 画依赖，"
                                    "--kind authority 画权限链",
                                "'" + name +
                                    "' states no flow to draw; --kind dependencies and --kind "
                                    "authority draw others"};
            return result;
        }
        result.pictures.push_back({kind, found.item});
    }
    for (std::size_t i = 0; options.items.empty() && i < program.items.size(); ++i) {
        const model::ItemId id(i);
        if (program.items[id].offered && !program.items[id].catalogue && drawable(id)) {
            result.pictures.push_back({kind, id});
        }
    }
    if (result.pictures.empty()) {
        result.error = Text{"没有可画的事项", "there is no item to draw"};
    }
    return result;
}

/// The timeline of a case that is accepted on the as-of date, where the call says nothing else.
Drawn drawTimeline(const Snapshot& snapshot, const Wanted& wanted, const Options& options,
                   Language language) {
    query::SimulationRequest request = simulationRequest(options, wanted.item);
    if (!request.acceptance && !request.receipt) {
        request.acceptance = snapshot.asOf;
    }
    const query::SimulationResult result =
        query::simulate(*snapshot.program, *snapshot.facts, request);
    if (result.error) {
        return {"", result.error};
    }
    return {emit::timelineSvg(timelineInput(*result.simulation), language), std::nullopt};
}

Drawn draw(const Snapshot& snapshot, const Wanted& wanted, const Options& options,
           Language language) {
    if (wanted.kind == PictureKind::Timeline) {
        return drawTimeline(snapshot, wanted, options, language);
    }
    const PictureFormat format = options.pictureFormat;
    const model::Program& program = *snapshot.program;
    const derive::Facts& facts = *snapshot.facts;
    const emit::Picture picture = [&] {
        switch (wanted.kind) {
            case PictureKind::Flow:
                return emit::flowPicture(program, facts, wanted.item, language);
            case PictureKind::Authority:
                return emit::authorityPicture(program, facts, wanted.item, language);
            case PictureKind::Timeline:
            case PictureKind::Dependencies:
                break;
        }
        return wanted.item.valid()
                   ? emit::dependencyPicture(program, facts, wanted.item, language)
                   : emit::dependencyPicture(program, facts, snapshot.config.name, language);
    }();
    switch (format) {
        case PictureFormat::Dot:
            return {emit::dotText(picture), std::nullopt};
        case PictureFormat::Mermaid:
            return {emit::mermaidText(picture), std::nullopt};
        case PictureFormat::Svg:
            break;
    }
    GraphvizResult drawn = drawnSvg(emit::dotText(picture), picture.title, language);
    return {std::move(drawn.svg), std::move(drawn.error)};
}

/// Writes the pictures where the call wants them. What went wrong, if anything.
std::optional<Text> write(const Options& options, const Snapshot& snapshot,
                          const std::vector<Wanted>& pictures, const std::vector<Drawn>& drawn) {
    const std::string& output = options.pictureOutput;
    if (output.empty()) {
        return writeStandardOutput(drawn.front().document);
    }
    std::error_code failed;
    if (pictures.size() == 1 && output.back() != '/' && !fs::is_directory(output, failed)) {
        return writeFile(output, drawn.front().document);
    }
    fs::create_directories(output, failed);
    if (failed) {
        const Text reason = systemReason(failed.value());
        return Text{"无法建立目录 " + output + "：" + reason.zh,
                    "cannot make the directory " + output + ": " + reason.en};
    }
    emit::LocalNames names;
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        const std::string name = names.take(fileName(snapshot, pictures[i])) + "." +
                                 kindName(pictures[i].kind) + extension(options.pictureFormat);
        if (auto failure = writeFile((fs::path(output) / name).string(), drawn[i].document)) {
            return failure;
        }
    }
    return std::nullopt;
}

}  // namespace

int graphCommand(const Options& options, Language locale) {
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
    if (const std::optional<Text> reason = obstacle(*result, "graph")) {
        return refuse(*reason);
    }
    const Snapshot& snapshot = *result->snapshots.front();
    if (snapshot.hasSyntaxErrors) {
        complain({"有语法错误，没有画图；fadu check 列出这些错误",
                  "there are syntax errors: nothing was drawn; fadu check lists them"},
                 language);
        return kFindings;
    }
    const Selection selection = select(options, *snapshot.program);
    if (selection.error) {
        return refuse(*selection.error);
    }
    const std::vector<Wanted>& pictures = selection.pictures;
    if (pictures.size() > 1 && options.pictureOutput.empty()) {
        const std::string count = std::to_string(pictures.size());
        return refuse({"共 " + count + " 幅图，须用 -o 给出目录",
                       "these are " + count + " pictures, which need a directory: -o DIR"});
    }
    std::vector<Drawn> drawn(pictures.size());
    const unsigned jobs = options.request.jobs == 0 ? defaultJobs() : options.request.jobs;
    parallelRanges(pictures.size(), 1, jobs, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            drawn[i] = draw(snapshot, pictures[i], options, language);
        }
    });
    timings.phaseEnded({"画图", "draw"});
    for (const Drawn& one : drawn) {
        if (one.error) {
            return refuse(*one.error);
        }
    }
    if (const std::optional<Text> failure = write(options, snapshot, pictures, drawn)) {
        return refuse(*failure);
    }
    timings.phaseEnded({"写出", "write"});
    if (options.timings) {
        writeStandardError(timings.line(language));
    }
    return kSuccess;
}

}  // namespace fadu::cli
