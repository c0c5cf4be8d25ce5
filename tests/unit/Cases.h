#pragma once

#include "support/Date.h"
#include "unit/Harness.h"
#include "workspace/Workspace.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fadu::tests {

/// The day on which cases are judged unless they say otherwise.
inline constexpr std::string_view kCasesAsOf = "2026-11-21";

/// Findings by line and code, with how often each stands there.
using Marks = std::map<std::pair<std::size_t, std::string>, int>;

/// The marks of a text: `//~ CODE…`, `//~^ CODE…`, `//~v CODE…`; with `introducer` `# ~` those of
/// TOML. Throws when a mark cannot be read, so that no misspelt mark expects nothing.
Marks marksOf(std::string_view text, std::string_view introducer = "//~");

/// The day that the line `//~ as-of 2015-01-01` sets: the first one of a case, in a literate file
/// the first one of its Fadu.
Date asOfCase(std::string_view text);

/// Errors and warnings of the report of one file.
Marks findingsOf(const Report& report);

/// What stands in only one of the two, a line each; empty when they are equal.
std::string difference(const Marks& expected, const Marks& found);

/// Checks one file (and, where it belongs to one, its package) as of its date.
std::shared_ptr<const Snapshot> checkFile(const std::string& path, Date asOf,
                                          const CheckRequest& options = {});
/// Checks a text as a file of its own that is not on disk.
std::shared_ptr<const Snapshot> checkText(std::string_view text, Date asOf,
                                          const CheckRequest& options = {});

/// Every case: tests/cases, examples and corpus/cases, relative to the project.
std::vector<std::string> caseFiles();

/// First thing about a finding that must hold for every one and does not; empty when all is well.
std::string brokenFinding(const SourceManager& sources, const Diagnostic& diagnostic);

/// ASCII for a path, as names of tests must be.
std::string testName(std::string_view path);

/// Makes the project's root the working directory, so that paths in outputs hold on any machine.
void enterProject();

}  // namespace fadu::tests
