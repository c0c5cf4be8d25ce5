// What a slip of the hand does to a text: the texts of the corpus, the library and the cases are
// cut, doubled, or given other brackets and quotes, one edit at a time, at seeded places. Whatever
// they say then, the whole pipeline has to take it, has to point into the text, and must not answer
// one slip with a flood.
//
//   FADU_MUTATIONS      how many edits in all (10,000)
//   FADU_MUTATION_SEED  where they fall (1)
//   FADU_MUTATION_ONLY  tries one edit alone, by its number, and shows it with what it gives
#include "diagnostics/Render.h"
#include "emit/ProcessJson.h"
#include "support/Text.h"
#include "unit/Cases.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/common_interface_defs.h>
#endif

namespace fadu::tests {

namespace {

namespace fs = std::filesystem;

/// Tests that the edits are dealt out to, so that ctest runs them side by side.
constexpr std::size_t kShards = 8;
/// More than any edit takes on any machine. It is there to name the edit that hangs.
constexpr unsigned kGuardSeconds = 60;

/// What one edit may add to the findings about the text itself (SYN, ALW). A cut may leave half a
/// word, an open quotation and an open block behind, and a value or two that their labels do not
/// take: `kFew`, which nearly every edit keeps. Where entries have lost the head of their block, or
/// values their label, all of them may be strange to what stands before them; a dozen is a long
/// list.
constexpr std::size_t kFew = 4;
constexpr std::size_t kMostSyntax = 16;
/// Of a hundred edits, how many may add more than a few.
constexpr std::size_t kMorePerHundred = 5;
/// What one edit may add to the other findings, besides one for each use of what it touched.
constexpr std::size_t kMostOthers = 6;

std::size_t setting(const char* name, std::size_t otherwise) {
    const char* text = std::getenv(name);
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

// ---- The texts ----

/// The top-level declarations of a text: the hash of their bytes and their names.
using Declared = std::multiset<std::pair<std::uint64_t, std::string>>;

Declared declaredIn(const std::string& text) {
    Declared names;
    const Parsed parsed = parseText(text);
    for (const syntax::PlacedDeclaration& placed : parsed.modules.front().declarations) {
        const syntax::Declaration& declaration = *placed.declaration;
        if (declaration.empty()) {
            continue;
        }
        for (const syntax::Value& value : declaration.subject(declaration.root())) {
            std::string_view name = value.kind == syntax::Value::Kind::Citation
                                        ? declaration.citations[value.citation].title
                                        : value.text;
            constexpr std::string_view kState = "中华人民共和国";
            name.remove_prefix(name.starts_with(kState) ? kState.size() : 0);
            if (!name.empty()) {
                names.emplace(declaration.hash, name);
            }
        }
    }
    return names;
}

/// The names in lists that are not what they were: a list says where its items are to be found, so
/// that each of them may now mean something else.
std::size_t listedAnew(const Declared& before, const std::string& text) {
    std::size_t count = 0;
    const Parsed parsed = parseText(text);
    for (const syntax::PlacedDeclaration& placed : parsed.modules.front().declarations) {
        const syntax::Declaration& declaration = *placed.declaration;
        const bool known = std::any_of(before.begin(), before.end(), [&](const auto& entry) {
            return entry.first == declaration.hash;
        });
        if (!declaration.empty() && !known &&
            declaration.root().label == syntax::Label::DeclareList) {
            count += declaration.values.size();
        }
    }
    return count;
}

std::size_t occurrences(std::string_view text, std::string_view what) {
    std::size_t count = 0;
    for (std::size_t at = text.find(what); at != std::string_view::npos;
         at = text.find(what, at + what.size())) {
        ++count;
    }
    return count;
}

/// Findings of a check, apart for what stands in the text itself and what follows from it.
struct Count {
    std::size_t syntax = 0;
    std::size_t others = 0;
};

Count countOf(const std::vector<Diagnostic>& diagnostics) {
    Count count;
    for (const Diagnostic& diagnostic : diagnostics) {
        const std::string_view family = diagnostic.descriptor->family();
        (family == "syntax" || family == "allowance" ? count.syntax : count.others) += 1;
    }
    return count;
}

/// A text with a package on disk in which its edits are checked: its own files are those of its
/// real package that it has to do with. Small packages make ten thousand edits a matter of seconds.
struct Subject {
    std::string path;  ///< In the project.
    std::string text;
    std::string place;  ///< Where the package has it.
    bool library = true;
    std::string company{};  ///< The other texts of the package, one after the other.
    Declared declared{};
    Count before{};  ///< Findings of the package as it is.

    bool configuration() const { return path.ends_with(".toml"); }
};

class Subjects {
public:
    Subjects() {
        enterProject();
        directory_ = fs::temp_directory_path() / ("fadu-mutation-" + std::to_string(getpid()));
        fs::remove_all(directory_);
        addRelated("corpus", true);
        addRelated("stdlib-rules", false);
        for (const std::string& path : caseFiles()) {
            if (!path.starts_with("tests/cases/packages/")) {
                addPackage({{path, readFile(path)}}, true, asOfCase(readFile(path)));
            }
        }
        // The cases that are packages already have their configuration.
        fs::create_directories(directory_);
        fs::copy("tests/cases/packages", directory_ / "packages", fs::copy_options::recursive);
        for (const std::string_view suffix : {".fadu", ".toml"}) {
            for (const std::string& path : below("tests/cases/packages", suffix)) {
                const std::string inside = path.substr(std::strlen("tests/cases/"));
                list_.push_back({path, readFile(path), (directory_ / inside).string()});
            }
        }
        // Markdown is a literate module, with as much Fadu as it fences.
        for (const std::string path : {"corpus/README.md", "stdlib-rules/README.md"}) {
            addPackage({{path, readFile(path)}}, true, *Date::parse(kCasesAsOf));
        }
    }
    ~Subjects() { fs::remove_all(directory_); }
    Subjects(const Subjects&) = delete;
    Subjects& operator=(const Subjects&) = delete;

    std::vector<Subject>& list() { return list_; }

private:
    using Texts = std::vector<std::pair<std::string, std::string>>;

    static std::vector<std::string> below(const std::string& folder, std::string_view suffix) {
        std::vector<std::string> paths = projectFiles({folder}, suffix);
        for (std::string& path : paths) {
            path.erase(0, std::strlen(FADU_SOURCE_DIR) + 1);
        }
        return paths;
    }

    /// Writes a package; its first text is the subject.
    void addPackage(const Texts& texts, bool library, Date asOf) {
        const fs::path root = directory_ / std::to_string(list_.size());
        Subject subject{texts.front().first, texts.front().second, {}, library};
        for (const auto& [path, text] : texts) {
            const fs::path place = root / (path.ends_with("README.md") ? "README.fadu.md" : path);
            fs::create_directories(place.parent_path());
            std::ofstream(place, std::ios::binary) << text;
            if (path == subject.path) {
                subject.place = place.string();
            } else {
                subject.company += text;
            }
        }
        std::ofstream(root / "fadu.toml") << "as-of = \"" << asOf.iso() << "\"\n";
        list_.push_back(std::move(subject));
    }

    /// Each file of a package with those that name what it declares or declare what it names.
    void addRelated(const std::string& folder, bool library) {
        struct Member {
            std::string path;
            std::string text;
            Declared names;
        };
        std::vector<Member> members;
        for (const std::string& path : below(folder, ".fadu")) {
            const std::string text = readFile(path);
            members.push_back({path, text, declaredIn(text)});
        }
        const auto needs = [](const Member& one, const Member& other) {
            return std::any_of(other.names.begin(), other.names.end(), [&](const auto& entry) {
                return one.text.find(entry.second) != std::string::npos;
            });
        };
        for (const Member& member : members) {
            Texts texts{{member.path, member.text}};
            for (const Member& other : members) {
                if (&other != &member && (needs(member, other) || needs(other, member))) {
                    texts.emplace_back(other.path, other.text);
                }
            }
            addPackage(texts, library, *Date::parse(kCasesAsOf));
        }
    }

    fs::path directory_;
    std::vector<Subject> list_;
};

// ---- The edits ----

struct Edited {
    std::string text;
    std::string what;         ///< For people.
    std::size_t doubled = 0;  ///< Entries that stand twice now, at most.
};

/// Brackets and quotes, with those that a hand or an input method takes for them.
const std::vector<std::vector<std::string>>& marks() {
    static const std::vector<std::vector<std::string>> list{{"{", "｛", "(", "["},
                                                            {"}", "｝", ")", "]"},
                                                            {"(", "（", "{", "〔"},
                                                            {")", "）", "}", "〕"},
                                                            {"（", "(", "｛", "【"},
                                                            {"）", ")", "｝", "】"},
                                                            {"《", "〈", "<", "「"},
                                                            {"》", "〉", ">", "」"},
                                                            {"〈", "《", "<"},
                                                            {"〉", "》", ">"},
                                                            {"\"", "“", "”", "＂", "'"},
                                                            {"“", "\"", "”", "「"},
                                                            {"”", "\"", "“", "」"},
                                                            {"「", "“", "『", "\""},
                                                            {"」", "”", "』", "\""},
                                                            {"｛", "{", "（"},
                                                            {"｝", "}", "）"}};
    return list;
}

struct MarkPlace {
    std::size_t at = 0;
    const std::vector<std::string>* mark = nullptr;

    std::size_t size() const { return mark->front().size(); }
};

std::vector<MarkPlace> marksIn(const std::string& text) {
    std::vector<MarkPlace> places;
    for (std::size_t i = 0; i < text.size(); ++i) {
        for (const auto& mark : marks()) {
            if (text.compare(i, mark.front().size(), mark.front()) == 0) {
                places.push_back({i, &mark});
            }
        }
    }
    return places;
}

/// The edit of a number; the same for ever.
Edited edited(const std::string& text, Random random) {
    Edited result{text, {}, 0};
    std::string& out = result.text;
    const std::vector<MarkPlace> places = marksIn(text);
    std::size_t at = random.below(text.size() + 1);
    std::size_t length = 1 + random.below(random.below(4) == 0 ? 600 : 40);
    // Three of four are edits of characters, the rest of bytes.
    if (random.below(4) != 0) {
        const auto inside = [&](std::size_t offset) {
            return offset < text.size() &&
                   (static_cast<unsigned char>(text[offset]) & 0xC0U) == 0x80U;
        };
        while (inside(at)) {
            ++at;
        }
        while (inside(at + length)) {
            ++length;
        }
    }
    length = std::min(length, text.size() - at);
    const std::size_t kind = random.below(places.empty() ? 3 : 7);
    std::string name;
    switch (kind) {
        case 0:
            name = "cut off";
            out.resize(at);
            break;
        case 1:
            name = "removed " + std::to_string(length) + " bytes";
            out.erase(at, length);
            break;
        case 2: {
            name = "repeated " + std::to_string(length) + " bytes";
            const std::string piece = text.substr(at, length);
            out.insert(at, piece);
            result.doubled =
                static_cast<std::size_t>(1 + std::count_if(piece.begin(), piece.end(), [](char c) {
                                             return c == '\n' || c == ';' || c == '{';
                                         }));
            break;
        }
        default: {
            const std::size_t which = random.below(places.size());
            const MarkPlace& mark = places[which];
            at = kind == 4 && random.below(2) == 0 ? at : mark.at;
            if (kind == 3) {
                name = "removed " + mark.mark->front();
                out.erase(at, mark.size());
            } else if (kind == 4) {
                name = "added " + mark.mark->front();
                out.insert(at, mark.mark->front());
            } else if (kind == 5) {
                const std::string& other = (*mark.mark)[1 + random.below(mark.mark->size() - 1)];
                name = "wrote " + other + " for " + mark.mark->front();
                out.replace(at, mark.size(), other);
            } else {
                const MarkPlace& other =
                    places[std::min(places.size() - 1, which + 1 + random.below(4))];
                name = "swapped " + mark.mark->front() + " with " + other.mark->front() + " at " +
                       std::to_string(other.at);
                out.replace(other.at, other.size(), mark.mark->front());
                out.replace(at, mark.size(), other.mark->front());
            }
        }
    }
    result.what = name + " at " + std::to_string(at);
    return result;
}

// ---- What is under way, for when the program ends in the middle of it ----

std::array<char, 512> underWay{};

void sayWhatIsUnderWay() {
    const char* text = underWay.data();
    [[maybe_unused]] const auto written = write(STDERR_FILENO, text, std::strlen(text));
}

extern "C" void endedBySignal(int signal) {
    sayWhatIsUnderWay();
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

void watch() {
#if defined(__SANITIZE_ADDRESS__)
    __sanitizer_set_death_callback(sayWhatIsUnderWay);
    std::signal(SIGALRM, endedBySignal);
#else
    for (const int signal : {SIGSEGV, SIGABRT, SIGFPE, SIGBUS, SIGILL, SIGALRM}) {
        std::signal(signal, endedBySignal);
    }
#endif
}

// ---- What must hold ----

/// Which offsets of a text are boundaries of characters. A byte that is no UTF-8 is one character.
std::vector<bool> boundariesOf(std::string_view text) {
    std::vector<bool> result(text.size() + 1, false);
    for (std::size_t i = 0; i < text.size(); i += decodeUtf8(text, i).length) {
        result[i] = true;
    }
    result[text.size()] = true;
    return result;
}

/// Looks at every place that findings name.
class Places {
public:
    explicit Places(const SourceManager& sources) : sources_(sources) {}

    void look(const std::vector<Diagnostic>& diagnostics) {
        for (const Diagnostic& diagnostic : diagnostics) {
            code_ = diagnostic.descriptor->code;
            if (diagnostic.descriptor->family() != "config") {  // May stand at the end of a line.
                EXPECT_EQ(brokenFinding(sources_, diagnostic), "");
            }
            place(diagnostic.span, "range");
            for (const Label& related : diagnostic.related) {
                place(related.span, "related place");
            }
            if (diagnostic.witness) {
                for (const Witness::Step& step : diagnostic.witness->steps) {
                    if (step.span.valid()) {
                        place(step.span, "step of the witness");
                    }
                }
            }
            for (const Fix& fix : diagnostic.fixes) {
                for (const Edit& edit : fix.edits) {
                    place(edit.span, "edit");
                    EXPECT_EQ(toCodePoints(edit.text).find(U'\uFFFD'), std::u32string::npos)
                        << code_ << " puts in what is no UTF-8";
                }
            }
        }
    }

private:
    void place(const Span& span, const char* what) {
        ASSERT_TRUE(span.valid()) << code_ << " " << what;
        const Position begin = position(span, sources_.begin(span), what);
        const Position end = position(span, sources_.end(span), what);
        EXPECT_LE(begin.offset, end.offset) << code_ << " " << what;
    }
    Position position(const Span& span, const Position& at, const char* what) {
        const SourceFile& file = sources_.file(span.file);
        std::vector<bool>& boundaries = boundaries_[sources_.fileOf(span.file)];
        if (boundaries.empty()) {
            boundaries = boundariesOf(file.text());
        }
        const std::string where = std::string(code_) + " " + what + " in " + file.path() + " at " +
                                  std::to_string(at.offset);
        if (at.offset >= boundaries.size()) {
            ADD_FAILURE() << where << " lies outside";
            return at;
        }
        EXPECT_TRUE(boundaries[at.offset]) << where << " lies inside a character";
        EXPECT_GE(at.line, 1U) << where;
        EXPECT_LE(at.line, file.lineCount()) << where;
        EXPECT_LE(file.lineStart(at.line), at.offset) << where;
        if (at.line < file.lineCount()) {
            EXPECT_LT(at.offset, file.lineStart(at.line + 1)) << where;
        }
        std::string_view line =
            file.text().substr(file.lineStart(at.line), at.offset - file.lineStart(at.line));
        constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
        if (at.line == 1 && line.starts_with(kByteOrderMark)) {
            line.remove_prefix(kByteOrderMark.size());
        }
        EXPECT_EQ(at.column, countCodePoints(line) + 1) << where;
        return at;
    }

    const SourceManager& sources_;
    std::string_view code_;
    std::map<FileId, std::vector<bool>> boundaries_;
};

bool isUtf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint point = decodeUtf8(text, i);
        if (!point.valid) {
            return false;
        }
        i += point.length;
    }
    return true;
}

void lookAtText(const std::string& text) {
    EXPECT_TRUE(isUtf8(text));
    EXPECT_TRUE(std::all_of(text.begin(), text.end(), [](char c) {
        return c == '\n' || static_cast<unsigned char>(c) >= 0x20U;
    })) << "a control character in the text";
}

nlohmann::json parsed(const std::string& json) {
    const nlohmann::json result = nlohmann::json::parse(json, nullptr, false);  // Checks UTF-8 too.
    EXPECT_FALSE(result.is_discarded()) << json.substr(0, 2000);
    return result;
}

/// Renders what was found in every form.
void lookAtOutputs(const Snapshot& snapshot) {
    const Report report = makeReport(snapshot, Severity::Info);
    lookAtText(renderText(report, {Language::Chinese, false, false, true}));
    lookAtText(renderText(report, {Language::English, false, false, false}));
    const nlohmann::json json = parsed(renderJson(report));
    EXPECT_EQ(json.at("diagnostics").size(), report.diagnostics.size());
    emit::ProcessInput input;
    input.program = snapshot.program.get();
    input.facts = snapshot.facts.get();
    input.sources = snapshot.sources.get();
    input.diagnostics = &snapshot.diagnostics;
    input.fingerprints = &snapshot.fingerprints;
    input.packageName = snapshot.config.name;
    input.packageRoot = snapshot.packageRoot;
    parsed(emit::processJson(input));
}

/// Runs the pipeline on a subject with other text and looks at all it gives. Null when it could not
/// be used (a configuration that cannot be read).
std::shared_ptr<const Snapshot> run(const Subject& subject, const std::string& text) {
    alarm(kGuardSeconds);
    CheckRequest request;
    request.jobs = 1;
    request.noStdlib = !subject.library;
    if (subject.configuration()) {
        std::ofstream(subject.place, std::ios::binary) << text;
        request.paths = {fs::path(subject.place).parent_path().string()};
    } else {
        request.paths = {"-"};
        request.stdinText = text;
        request.stdinFilename = subject.place;
    }
    CheckResult result;
    std::shared_ptr<const Snapshot> snapshot;
    EXPECT_NO_THROW(result = check(request));
    if (result.error) {
        EXPECT_TRUE(subject.configuration()) << result.error->message.en;
        if (result.error->sources) {
            Places(*result.error->sources).look(result.error->diagnostics);
        }
    } else if (result.snapshots.size() == 1) {
        snapshot = result.snapshots.front();
        Places(*snapshot->sources).look(snapshot->diagnostics);
        lookAtOutputs(*snapshot);
    }
    EXPECT_TRUE(snapshot || result.error);
    if (subject.configuration()) {
        std::ofstream(subject.place, std::ios::binary) << subject.text;
    }
    alarm(0);
    return snapshot;
}

/// What one edit may at most give. Every use of a declaration that the edit touched may have a
/// finding of its own: what it named is gone, or says something else.
Count bound(const Subject& subject, const Edited& edit) {
    std::size_t uses = 0;
    if (!subject.configuration()) {
        const Declared after = declaredIn(edit.text);
        std::vector<std::pair<std::uint64_t, std::string>> changed;
        std::set_symmetric_difference(subject.declared.begin(), subject.declared.end(),
                                      after.begin(), after.end(), std::back_inserter(changed));
        std::set<std::string> touched;
        for (auto& [hash, name] : changed) {
            touched.insert(std::move(name));
        }
        uses += listedAnew(subject.declared, edit.text);
        for (const std::string& name : touched) {
            uses += occurrences(edit.text, name) + occurrences(subject.company, name);
        }
    }
    return {subject.before.syntax + kMostSyntax + edit.doubled,
            subject.before.others + kMostOthers + edit.doubled + uses};
}

/// Applies the fixes of the edited file, each on its own, and runs the pipeline on what they leave.
void tryFixes(const Subject& subject, const Edited& edit, const Snapshot& snapshot) {
    std::size_t tried = 0;
    for (const Diagnostic& diagnostic : snapshot.diagnostics) {
        for (const Fix& fix : diagnostic.fixes) {
            SCOPED_TRACE(std::string(diagnostic.descriptor->code) + " " + fix.title.en);
            std::vector<Edit> edits = fix.edits;
            for (Edit& one : edits) {
                one.span = snapshot.sources->absolute(one.span);
            }
            std::stable_sort(edits.begin(), edits.end(), [](const Edit& left, const Edit& right) {
                return left.span < right.span;
            });
            for (std::size_t i = 1; i < edits.size(); ++i) {
                EXPECT_FALSE(edits[i - 1].span.file == edits[i].span.file &&
                             edits[i - 1].span.end > edits[i].span.begin)
                    << "two edits overlap";
            }
            std::string text = edit.text;
            bool own = true;
            for (auto one = edits.rbegin(); one != edits.rend(); ++one) {
                own = own && snapshot.sources->file(one->span.file).text() == edit.text;
                if (own) {
                    text.replace(one->span.begin, one->span.end - one->span.begin, one->text);
                }
            }
            if (own && ++tried <= 3) {
                EXPECT_NE(text, edit.text) << "a fix that changes nothing";
                run(subject, text);
            }
        }
    }
}

class Mutation : public testing::TestWithParam<std::size_t> {};

TEST_P(Mutation, KeepsWhatMustHold) {
    const std::size_t total = setting("FADU_MUTATIONS", 10000);
    const std::size_t seed = setting("FADU_MUTATION_SEED", 1);
    const std::size_t only = setting("FADU_MUTATION_ONLY", SIZE_MAX);
    watch();
    Subjects subjects;
    std::vector<Subject>& list = subjects.list();
    ASSERT_GE(list.size(), 150U);
    for (Subject& subject : list) {
        SCOPED_TRACE(subject.path);
        if (const auto snapshot = run(subject, subject.text)) {
            subject.before = countOf(snapshot->diagnostics);
        }
        subject.declared = declaredIn(subject.text);
    }
    std::size_t tried = 0;
    std::size_t more = 0;
    struct Worst {
        std::size_t added = 0;
        std::string where = "none";
    } worst;
    for (std::size_t number = GetParam(); number < total; number += kShards) {
        if (only != SIZE_MAX && number != only) {
            continue;
        }
        const Subject& subject = list[number % list.size()];
        const Edited edit = edited(subject.text, Random(seed * 1000003 + number));
        const std::string where = "edit " + std::to_string(number) + " of seed " +
                                  std::to_string(seed) + ": " + subject.path + ", " + edit.what;
        SCOPED_TRACE(where);
        std::snprintf(underWay.data(), underWay.size(), "%s\n", where.c_str());
        const auto snapshot = run(subject, edit.text);
        if (!snapshot) {
            continue;
        }
        const Count found = countOf(snapshot->diagnostics);
        const Count most = bound(subject, edit);
        EXPECT_LE(found.syntax, most.syntax);
        EXPECT_LE(found.others, most.others);
        ++tried;
        more += found.syntax > subject.before.syntax + kFew + edit.doubled ? 1 : 0;
        if (found.syntax > subject.before.syntax + worst.added) {
            worst = {found.syntax - subject.before.syntax, where};
        }
        if (number % 4 == 0) {
            tryFixes(subject, edit, *snapshot);
            EXPECT_EQ(showAll(parseAgain(edit.text, parseText(subject.text))),
                      showAll(parseText(edit.text)));
        }
        if (only != SIZE_MAX) {
            std::cout << renderText(makeReport(*snapshot, Severity::Info),
                                    {Language::Chinese, false, false, false})
                      << where << "\n";
        }
    }
    EXPECT_TRUE(only != SIZE_MAX || tried < 100 || 100 * more <= kMorePerHundred * tried)
        << more << " of " << tried << " edits add more than " << kFew << " findings";
    std::cout << tried << " of " << total << " edits, seed " << seed << ", of " << list.size()
              << " texts; " << more << " add more than " << kFew
              << " findings about the text; most: " << worst.added << ", " << worst.where << "\n";
}

INSTANTIATE_TEST_SUITE_P(Part, Mutation, testing::Range<std::size_t>(0, kShards));

}  // namespace

}  // namespace fadu::tests
