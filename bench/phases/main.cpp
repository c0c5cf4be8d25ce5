// bench-phases: times every phase of a check by itself, on a generated catalogue.
//
//   bench-phases [--items N] [options of Google Benchmark]
//
// A phase is run on what the phases before it gave. Its result is thrown away inside the measured
// time. Rates are by processor time of all threads, which a busy machine disturbs less.
// `allocations` and `peak_MB` are those of one more run that is not timed.
#include "checks/Check.h"
#include "derive/Authority.h"
#include "derive/Dependencies.h"
#include "derive/Facts.h"
#include "derive/FlowTimes.h"
#include "derive/Limits.h"
#include "diagnostics/Render.h"
#include "generate/Catalogue.h"
#include "phases/Memory.h"
#include "syntax/Parser.h"
#include "syntax/Reader.h"
#include "workspace/Build.h"
#include "workspace/Embedded.h"
#include "workspace/Workspace.h"

#include <benchmark/benchmark.h>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>

namespace fs = std::filesystem;

namespace fadu::bench {

namespace {

/// What a benchmark counts its speed in.
struct Work {
    std::size_t bytes = 0;
    std::size_t items = 0;
};

/// Times `body`, whose result is kept from being optimised away.
template <typename Body>
void time(benchmark::State& state, const Work& work, const Body& body) {
    for ([[maybe_unused]] auto iteration : state) {
        auto result = body();
        benchmark::DoNotOptimize(result);
    }
    const auto rounds = static_cast<std::int64_t>(state.iterations());
    if (work.bytes != 0) {
        state.SetBytesProcessed(rounds * static_cast<std::int64_t>(work.bytes));
    }
    if (work.items != 0) {
        state.SetItemsProcessed(rounds * static_cast<std::int64_t>(work.items));
    }
    MemoryCount count;
    {
        auto result = body();
        benchmark::DoNotOptimize(result);
    }
    const Memory memory = count.stop();
    state.counters["allocations"] = static_cast<double>(memory.allocations);
    state.counters["peak_MB"] = static_cast<double>(memory.peakBytes) / 1e6;
}

template <typename Body>
void add(const std::string& name, Work work, Body body) {
    benchmark::RegisterBenchmark(name.c_str(),
                                 [work, body](benchmark::State& state) { time(state, work, body); })
        ->Unit(benchmark::kMillisecond)
        ->MeasureProcessCPUTime();
}

/// A package with what every phase makes of it.
class Package {
public:
    explicit Package(std::size_t items) {
        const auto files = faduFiles(makeCatalogue({items, 1}), Layout::Files);
        directory_ = fs::temp_directory_path() / ("fadu-bench-" + std::to_string(items));
        fs::remove_all(directory_);
        for (const GeneratedFile& file : files) {
            const fs::path path = directory_ / file.path;
            fs::create_directories(path.parent_path());
            std::ofstream(path, std::ios::binary) << file.text;
            if (file.path.ends_with(".fadu")) {
                bytes += file.text.size();
                ids.push_back(
                    sources.add(file.path, std::make_shared<const std::string>(file.text)));
            }
        }
        for (const FileId id : ids) {
            tokens.push_back(syntax::tokenize(sources.file(id).text(), id));
        }
        for (std::size_t i = 0; i < ids.size(); ++i) {
            for (const syntax::Slice& unit : tokens[i].units) {
                units.push_back({i, &unit, parse(i, unit)});
            }
        }
        modules = syntax::parseModules(sources, ids, 1);
        program = build()->program();
        facts = derive::deriveFacts(*program, sources, 1);
        CheckRequest request;
        request.paths = {directory_.string()};
        const CheckResult result = check(request);
        if (result.error || result.snapshots.size() != 1) {
            std::cerr << "bench-phases: the generated package cannot be checked\n";
            std::exit(2);
        }
        snapshot = result.snapshots.front();
        report = makeReport(*snapshot, Severity::Info);
    }
    ~Package() { fs::remove_all(directory_); }
    Package(const Package&) = delete;
    Package& operator=(const Package&) = delete;

    syntax::ParsedUnit parse(std::size_t file, const syntax::Slice& unit) {
        return parser_.parse(sources.file(ids[file]).text(), FileId(), tokens[file].tokens, unit);
    }
    std::unique_ptr<model::Model> build() {
        model::ProgramInput input;
        input.sources = &sources;
        input.modules = &modules;
        input.library = &embeddedLibrary();
        input.asOf = *Date::parse(kAsOf);
        return std::make_unique<model::Model>(input);
    }
    /// Calls `visit` for every item that is offered.
    template <typename Visit>
    void eachItem(const Visit& visit) const {
        for (std::size_t i = 0; i < program->items.size(); ++i) {
            if (program->items[model::ItemId(i)].offered) {
                visit(model::ItemId(i));
            }
        }
    }
    std::size_t itemCount() const {
        std::size_t count = 0;
        eachItem([&](model::ItemId) { ++count; });
        return count;
    }
    const fs::path& directory() const { return directory_; }

    struct Unit {
        std::size_t file = 0;
        const syntax::Slice* slice = nullptr;
        syntax::ParsedUnit parsed;
    };

    SourceManager sources;
    std::vector<FileId> ids;
    std::vector<syntax::TokenizedText> tokens;
    std::vector<Unit> units;
    std::vector<syntax::Module> modules;
    std::shared_ptr<const model::Program> program;
    derive::Facts facts;
    std::shared_ptr<const Snapshot> snapshot;
    Report report;
    std::size_t bytes = 0;

private:
    syntax::Parser parser_;
    fs::path directory_;
};

void addSyntax(Package& package) {
    const Work work{package.bytes, 0};
    add("scan", work, [&] {
        std::size_t count = 0;
        for (const FileId id : package.ids) {
            syntax::Scanner scanner(package.sources.file(id).text());
            while (scanner.next().kind != syntax::RawKind::EndOfText) {
                ++count;
            }
        }
        return count;
    });
    add("tokenize", work, [&] {
        std::size_t count = 0;
        for (const FileId id : package.ids) {
            count += syntax::tokenize(package.sources.file(id).text(), id).tokens.size();
        }
        return count;
    });
    add("parse", work, [&] {
        std::size_t count = 0;
        for (const Package::Unit& unit : package.units) {
            count += package.parse(unit.file, *unit.slice).statements.size();
        }
        return count;
    });
    add("read", work, [&] {
        std::vector<std::shared_ptr<const syntax::Declaration>> declarations;
        declarations.reserve(package.units.size());
        for (const Package::Unit& unit : package.units) {
            declarations.push_back(syntax::readDeclaration(
                package.sources.file(package.ids[unit.file]).text(),
                package.tokens[unit.file].tokens, *unit.slice, unit.parsed));
        }
        return declarations;
    });
    for (const unsigned jobs : {1U, 2U}) {
        add("modules/jobs:" + std::to_string(jobs), work,
            [&package, jobs] { return syntax::parseModules(package.sources, package.ids, jobs); });
    }
}

void addModel(Package& package) {
    const Work work{0, package.itemCount()};
    add("program", work, [&] { return package.build(); });
    add("derive/authority", work, [&] {
        std::size_t proved = 0;
        package.eachItem([&](model::ItemId item) {
            const auto authority = derive::deriveAuthority(*package.program, item);
            proved += authority.verdict == derive::Verdict::Proved ? 1 : 0;
        });
        return proved;
    });
    add("derive/limits", work, [&] {
        std::size_t known = 0;
        package.eachItem([&](model::ItemId item) {
            for (const auto clock : {derive::ClockKind::Acceptance, derive::ClockKind::Decision,
                                     derive::ClockKind::Delivery}) {
                known += derive::deriveLimit(*package.program, *package.facts.periods, item, clock)
                             .limits.size();
            }
        });
        return known;
    });
    add("derive/flows", work, [&] {
        std::size_t sound = 0;
        package.eachItem([&](model::ItemId item) {
            const model::FlowId flow = package.program->items[item].flow;
            if (flow.valid()) {
                sound += derive::deriveFlow(package.program->flows[flow], false).sound ? 1 : 0;
            }
        });
        return sound;
    });
    add("derive/dependencies", work,
        [&] { return derive::deriveDependencies(*package.program, package.sources); });
    for (const unsigned jobs : {1U, 2U}) {
        add("derive/facts/jobs:" + std::to_string(jobs), work, [&package, jobs] {
            return derive::deriveFacts(*package.program, package.sources, jobs);
        });
    }
}

void addChecks(Package& package) {
    const Work work{0, package.itemCount()};
    std::set<std::string_view> families;
    for (const checks::Check* check : checks::allChecks()) {
        families.insert(check->descriptor.family());
    }
    for (const std::string_view family : families) {
        add("checks/" + std::string(family), work, [&package, family] {
            checks::Context context(*package.program, package.facts, package.sources);
            for (const checks::Check* check : checks::allChecks()) {
                if (check->descriptor.family() != family) {
                    continue;
                }
                if (check->item != nullptr) {
                    package.eachItem([&](model::ItemId item) { check->item(context, item); });
                }
                if (check->package != nullptr) {
                    check->package(context);
                }
            }
            return std::move(context.findings);
        });
    }
}

void addOutputs(Package& package) {
    const Work work{0, package.report.diagnostics.size()};
    add("arrange", work, [&] {
        std::vector<Diagnostic> diagnostics = package.report.diagnostics;
        arrange(diagnostics, *package.snapshot->sources);
        return diagnostics;
    });
    add("fingerprints", work, [&] { return fingerprintsOf(package.report.diagnostics); });
    add("render/text", work, [&] { return renderText(package.report, {}); });
    add("render/json", work, [&] { return renderJson(package.report); });
    add("emit/process-json", {0, package.itemCount()},
        [&] { return processJson(*package.snapshot); });
    for (const unsigned jobs : {1U, 2U}) {
        add("check/jobs:" + std::to_string(jobs), {package.bytes, package.itemCount()},
            [&package, jobs] {
                CheckRequest request;
                request.paths = {package.directory().string()};
                request.jobs = jobs;
                return check(request);
            });
    }
}

}  // namespace

}  // namespace fadu::bench

int main(int argumentCount, char** arguments) {
    std::size_t items = 1000;
    if (argumentCount > 2 && std::string_view(arguments[1]) == "--items") {
        items = std::max(1UL, std::strtoul(arguments[2], nullptr, 10));
        arguments[2] = arguments[0];
        arguments += 2;
        argumentCount -= 2;
    }
    benchmark::Initialize(&argumentCount, arguments);
    if (benchmark::ReportUnrecognizedArguments(argumentCount, arguments)) {
        return 2;
    }
    fadu::bench::Package package(items);
    fadu::bench::addSyntax(package);
    fadu::bench::addModel(package);
    fadu::bench::addChecks(package);
    fadu::bench::addOutputs(package);
    benchmark::AddCustomContext("items", std::to_string(items));
    benchmark::AddCustomContext("source bytes", std::to_string(package.bytes));
    benchmark::AddCustomContext("findings", std::to_string(package.report.diagnostics.size()));
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}
