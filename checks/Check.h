#pragma once

#include "derive/Facts.h"
#include "diagnostics/Diagnostic.h"
#include "model/Program.h"

#include <optional>
#include <vector>

namespace fadu::checks {

/// What a check reads and where it reports. A check has no state and needs no thread care.
class Context {
public:
    Context(const model::Program& theProgram, const derive::Facts& theFacts,
            const SourceManager& theSources)
        : program(theProgram), facts(theFacts), sources(theSources) {}

    /// Reports a finding; the reference is good until the next one.
    Diagnostic& report(Diagnostic diagnostic) {
        findings.push_back(std::move(diagnostic));
        return findings.back();
    }

    /// The offered items, catalogue items apart, in the order of the files: edits append items, so
    /// their ids are in none. Made once, when the package as a whole is checked.
    const std::vector<model::ItemId>& offeredItems() const;

    const model::Program& program;
    const derive::Facts& facts;
    const SourceManager& sources;
    std::vector<Diagnostic> findings;

private:
    mutable std::optional<std::vector<model::ItemId>> offered_;
};

/// A check: its descriptor and what it visits. Adding one is two new files and no edit:
/// `checks/<family>/<slug>.cpp` defines `const Check <family>_<slug with underscores>`, and
/// `checks/<family>/<slug>.md` is its page.
struct Check {
    Descriptor descriptor;
    /// Called for every offered item and catalogue item, in any order, from several threads.
    void (*item)(Context& context, model::ItemId item) = nullptr;
    /// Called once for the package.
    void (*package)(Context& context) = nullptr;
};

/// All checks of this build, in the order of their files. The table is made by the build from what
/// stands in checks/*/*.cpp.
const std::vector<const Check*>& allChecks();

/// What the checks find about one item.
std::vector<Diagnostic> checkItem(const model::Program& program, const derive::Facts& facts,
                                  const SourceManager& sources, model::ItemId item);

/// What the checks find about each item, in parallel. The result does not depend on `jobs`.
std::vector<std::vector<Diagnostic>> checkItems(const model::Program& program,
                                                const derive::Facts& facts,
                                                const SourceManager& sources, unsigned jobs);

/// What the checks find about the package as a whole.
std::vector<Diagnostic> checkPackage(const model::Program& program, const derive::Facts& facts,
                                     const SourceManager& sources);

}  // namespace fadu::checks
