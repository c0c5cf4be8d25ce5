#include "seeded/Score.h"

#include "generate/Catalogue.h"
#include "seeded/Surroundings.h"
#include "workspace/Workspace.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <memory>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <unistd.h>
#include <utility>

namespace fadu::bench {

namespace fs = std::filesystem;

namespace {

/// The day on which all that is planted is judged.
std::optional<Date> today() { return Date::parse(kAsOf); }

/// A directory that is gone when the run is over.
class Workplace {
public:
    Workplace() : path_(fs::temp_directory_path() / ("fadu-seeded-" + std::to_string(getpid()))) {
        fs::create_directories(path_);
    }
    ~Workplace() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    Workplace(const Workplace&) = delete;
    Workplace& operator=(const Workplace&) = delete;
    const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

void writeFile(const fs::path& path, std::string_view text) {
    fs::create_directories(path.parent_path());
    std::ofstream stream(path, std::ios::binary);
    stream << text;
    if (!stream.flush()) {
        throw std::runtime_error("cannot write " + path.string());
    }
}

std::vector<Finding> findingsOf(const SourceManager& sources,
                                const std::vector<Diagnostic>& diagnostics) {
    std::vector<Finding> findings;
    for (const Diagnostic& diagnostic : diagnostics) {
        Finding finding;
        if (diagnostic.span.valid()) {
            finding.file = fs::path(sources.file(diagnostic.span.file).path()).filename().string();
            finding.line = sources.begin(diagnostic.span).line;
        }
        finding.code = diagnostic.descriptor->code;
        finding.information = diagnostic.severity == Severity::Info;
        finding.message = diagnostic.message().zh;
        findings.push_back(std::move(finding));
    }
    return findings;
}

struct Checked {
    std::vector<Finding> findings;
    std::size_t items = 0;
    std::shared_ptr<const Snapshot> snapshot;
};

Checked checked(CheckRequest request) {
    request.jobs = 1;
    const CheckResult result = check(request);
    if (result.error && result.error->diagnostics.empty()) {
        throw std::runtime_error(result.error->message.en);
    }
    if (result.error) {
        return {findingsOf(*result.error->sources, result.error->diagnostics), 0, nullptr};
    }
    const Snapshot& snapshot = *result.snapshots.front();
    return {findingsOf(*snapshot.sources, snapshot.diagnostics), snapshot.summary.items,
            result.snapshots.front()};
}

/// As of a day, else of the one that the package names.
Checked checkedPackage(const fs::path& directory, std::optional<Date> asOf) {
    CheckRequest request;
    request.paths = {directory.string()};
    request.asOf = asOf;
    return checked(std::move(request));
}

std::string text(const Finding& finding) {
    return finding.code + " " + finding.file + ":" + std::to_string(finding.line) + " " +
           finding.message;
}

/// Information counts only where it is what was planted.
bool counts(const Finding& finding, std::string_view planted) {
    return !finding.information || finding.code == planted;
}

/// What came of one defect; the finding that it accounts for is taken out.
Tally tally(std::string_view code, const Written& written, const std::vector<Finding>& findings,
            const std::string& name, std::vector<std::string>& failures) {
    Tally result;
    result.planted = 1;
    for (const Finding& finding : findings) {
        if (!counts(finding, code)) {
            continue;
        }
        if (result.found == 0 && finding.code == code && finding.line == written.line) {
            result.found = 1;
        } else {
            ++result.extra;
            failures.push_back(name + ": also " + text(finding));
        }
    }
    if (result.found == 0) {
        failures.push_back(name + ": missed in line " + std::to_string(written.line));
    }
    return result;
}

class Scorer {
public:
    explicit Scorer(const Plan& plan) : plan_(plan) {}

    Result run() {
        for (const Planter& planter : planters()) {
            if (plan_.codes.empty() || std::find(plan_.codes.begin(), plan_.codes.end(),
                                                 planter.code) != plan_.codes.end()) {
                chosen_.push_back(&planter);
            }
        }
        for (const Planter* planter : chosen_) {
            alone(*planter);
        }
        for (const Gap& gap : gaps()) {
            missed(gap);
        }
        for (std::size_t i = 0; i < plan_.packages; ++i) {
            together(i);
        }
        for (std::size_t i = 0; i < plan_.catalogues; ++i) {
            generated(i);
        }
        if (!plan_.corpus.empty()) {
            checkedIn();
        }
        return std::move(result_);
    }

private:
    void alone(const Planter& planter) {
        Row row;
        row.code = planter.code;
        row.ways = planter.mechanisms.size();
        for (std::size_t i = 0; i < plan_.each; ++i) {
            const std::string name = row.code + "/" + std::to_string(i);
            const Written clean = plant(planter, plan_.seed, i, false);
            for (const Finding& finding : findingsIn(clean, workplace_.path())) {
                if (counts(finding, planter.code)) {
                    ++row.background;
                    result_.failures.push_back(name + ": clean, but " + text(finding));
                }
            }
            const Written broken = plant(planter, plan_.seed, i, true);
            row.alone += tally(planter.code, broken, findingsIn(broken, workplace_.path()), name,
                               result_.failures);
        }
        result_.rows.push_back(std::move(row));
    }

    void missed(const Gap& gap) {
        if (!plan_.codes.empty()) {
            return;
        }
        Missed row{std::string(gap.code), std::string(gap.what), {}};
        for (std::size_t i = 0; i < plan_.each; ++i) {
            const Written broken = plant(gap, plan_.seed, i, true);
            std::vector<std::string> expected;
            row.tally +=
                tally(gap.code, broken, findingsIn(broken, workplace_.path()), row.code, expected);
        }
        if (row.tally.found != 0) {
            result_.failures.push_back(row.code +
                                       ": found, though bench/seeded/Gaps.cpp says it is "
                                       "not: " +
                                       row.what);
        }
        result_.gaps.push_back(std::move(row));
    }

    /// One defect of every kind beside a catalogue in which nothing is wrong.
    void together(std::size_t number) {
        const fs::path directory = workplace_.path() / ("package" + std::to_string(number));
        const std::size_t draft = plan_.each + number;
        std::string config;
        for (const GeneratedFile& file : cleanCatalogue(plan_.items, plan_.seed + 1000 + number)) {
            if (file.path == "fadu.toml") {
                config = file.text;
            } else {
                writeFile(directory / file.path, file.text);
            }
        }
        std::map<std::string, std::pair<Row*, Written>> planted;
        for (std::size_t i = 0; i < chosen_.size(); ++i) {
            Written written = plant(*chosen_[i], plan_.seed, draft, true);
            // A broken fadu.toml ends the run, and one package has one.
            if (written.path == "fadu.toml" || !written.config.empty()) {
                continue;
            }
            writeFile(directory / "缺陷" / written.path, written.text);
            std::string file = written.path;
            planted.emplace(std::move(file), std::pair{&result_.rows[i], std::move(written)});
        }
        writeFile(directory / "fadu.toml", config);
        std::map<std::string, std::vector<Finding>> found;
        for (Finding& finding : checkedPackage(directory, today()).findings) {
            found[finding.file].push_back(std::move(finding));
        }
        const std::string package = "package " + std::to_string(number);
        for (auto& [file, one] : planted) {
            one.first->together += tally(
                one.first->code, one.second, found[file],
                package + " " + one.first->code + "/" + std::to_string(draft), result_.failures);
            found.erase(file);
        }
        for (const auto& [file, findings] : found) {
            for (const Finding& finding : findings) {
                if (!finding.information) {
                    ++result_.bystanders;
                    result_.failures.push_back(package + ": bystander " + text(finding));
                }
            }
        }
        fs::remove_all(directory);
    }

    void generated(std::size_t number) {
        const std::size_t items = plan_.items * (number + 1);
        const std::uint64_t seed = plan_.seed + number;
        const fs::path directory = workplace_.path() / "catalogue";
        for (const GeneratedFile& file : cleanCatalogue(items, seed)) {
            writeFile(directory / file.path, file.text);
        }
        // What surrounds the defects of every kind, without them: law with versions, mandates,
        // abolitions, fees.
        for (const Planter* planter : chosen_) {
            const Written written = plant(*planter, seed, 2 * plan_.each + number, false);
            if (written.path != "fadu.toml" && written.config.empty()) {
                writeFile(directory / "样例" / written.path, written.text);
            }
        }
        const Checked checked = checkedPackage(directory, today());
        Corpus corpus{"generated, seed " + std::to_string(seed), checked.items, 0, 0, 0};
        for (const Finding& finding : checked.findings) {
            if (!finding.information) {
                ++corpus.unexpected;
                result_.failures.push_back(corpus.name + ": " + text(finding));
            }
        }
        result_.corpora.push_back(std::move(corpus));
        fs::remove_all(directory);
    }

    /// The findings that marks (`//~ TIM001`) name, and no others.
    void checkedIn() {
        std::map<std::pair<std::string, std::size_t>, std::vector<std::string>> marks;
        Corpus corpus{"corpus/", 0, 0, 0, 0};
        const Checked checked = checkedPackage(plan_.corpus, std::nullopt);
        corpus.items = checked.items;
        for (const FileId id : checked.snapshot->selectedFiles) {
            const SourceFile& file = checked.snapshot->sources->file(id);
            const std::string name = fs::path(file.path()).filename().string();
            std::istringstream stream{std::string(file.text())};
            std::string line;
            for (std::size_t number = 1; std::getline(stream, line); ++number) {
                const std::size_t at = line.find("//~");
                if (at == std::string::npos) {
                    continue;
                }
                const char where = line[at + 3];
                const std::size_t of = where == '^'   ? number - 1
                                       : where == 'v' ? number + 1
                                                      : number;
                std::string word;
                for (const char c : line.substr(at + 3) + " ") {
                    const bool letter = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
                    if (!letter && !word.empty()) {
                        marks[{name, of}].push_back(std::exchange(word, {}));
                        ++corpus.expected;
                    } else if (letter) {
                        word += c;
                    }
                }
            }
        }
        for (const Finding& finding : checked.findings) {
            if (finding.information) {
                continue;
            }
            std::vector<std::string>& here = marks[{finding.file, finding.line}];
            const auto mark = std::find(here.begin(), here.end(), finding.code);
            if (mark != here.end()) {
                here.erase(mark);
            } else {
                ++corpus.unexpected;
                result_.failures.push_back("corpus: " + text(finding));
            }
        }
        for (const auto& [place, codes] : marks) {
            corpus.missed += codes.size();
            for (const std::string& code : codes) {
                result_.failures.push_back("corpus: missed " + code + " " + place.first + ":" +
                                           std::to_string(place.second));
            }
        }
        result_.corpora.push_back(std::move(corpus));
    }

    const Plan& plan_;
    Workplace workplace_;
    std::vector<const Planter*> chosen_;
    Result result_;
};

}  // namespace

Tally& Tally::operator+=(const Tally& other) {
    planted += other.planted;
    found += other.found;
    extra += other.extra;
    return *this;
}

std::vector<Finding> findingsIn(const Written& written, const fs::path& directory) {
    if (written.path == "fadu.toml" || !written.config.empty()) {
        const fs::path package = directory / "package";
        fs::remove_all(package);
        writeFile(package / written.path, written.text);
        if (written.path == "fadu.toml") {
            writeFile(package / "a.fadu", "// 没有声明\n");
        } else {
            writeFile(package / "fadu.toml", written.config);
        }
        return checkedPackage(package, today()).findings;
    }
    CheckRequest request;
    request.paths = {"-"};
    request.asOf = today();
    request.stdinText = written.text;
    request.stdinFilename = (directory / written.path).string();
    return checked(std::move(request)).findings;
}

Result score(const Plan& plan) { return Scorer(plan).run(); }

}  // namespace fadu::bench
