#pragma once

#include "source/SourceManager.h"
#include "syntax/Module.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fadu::tests {

/// Texts parsed in memory.
struct Parsed {
    SourceManager sources;
    std::vector<syntax::Module> modules;
    std::vector<Diagnostic>
        diagnostics;  ///< Of modules and declarations, placed, in order of position.

    const syntax::Declaration& declaration(std::size_t index) const {
        return *modules.front().declarations.at(index).declaration;
    }
    std::string_view slice(Span span) const { return sources.text(span); }
};

Parsed parseText(std::string_view text, std::string path = "a.fadu", unsigned jobs = 1);
/// A text parsed anew after an edit: what did not change is taken over from before.
Parsed parseAgain(std::string_view text, const Parsed& before, std::string path = "a.fadu");
Parsed parseTexts(const std::vector<std::pair<std::string, std::string>>& pathsAndTexts,
                  unsigned jobs);

/// The findings of a text as `CODE:what its range holds`, in order of position.
std::vector<std::string> findings(const Parsed& parsed);
std::vector<std::string> findings(std::string_view text);

/// The values of an entry in one line: names as they are, texts in quotes, `?` for what is unknown,
/// `<依据 2>` for a clause with two operands, `, ` before what starts a value.
std::string show(const syntax::Declaration& declaration, const syntax::Node& node);
std::string showSubject(const syntax::Declaration& declaration, const syntax::Node& node);
std::string show(const syntax::Declaration& declaration, const syntax::Value& value);
/// The whole declaration, a node a line, indented.
std::string showTree(const syntax::Declaration& declaration);
/// The whole outcome of a parse, findings with their fixes included: equal results show equal.
std::string showAll(const Parsed& parsed);

/// Applies a fix to the text of its file.
std::string applied(const Parsed& parsed, const Fix& fix);

/// What must hold for any text: ranges lie in their file, trees are trees. Returns the first thing
/// that does not hold, or an empty string.
std::string brokenInvariant(const Parsed& parsed);

/// All files below the folders of the project that end in `suffix`, sorted.
std::vector<std::string> projectFiles(const std::vector<std::string>& folders,
                                      std::string_view suffix);
std::string readFile(const std::string& path);

/// A small generator that gives the same numbers everywhere.
class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next() {
        state_ += 0x9E3779B97F4A7C15ULL;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31U);
    }
    /// A number below `bound`.
    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }
    template <typename Container>
    const auto& pick(const Container& container) {
        return container[below(container.size())];
    }

private:
    std::uint64_t state_;
};

}  // namespace fadu::tests
