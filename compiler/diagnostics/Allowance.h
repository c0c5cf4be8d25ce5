#pragma once

#include "diagnostics/Catalogue.h"
#include "diagnostics/Diagnostic.h"

#include <string>
#include <vector>

namespace fadu {

/// A suppression written in a source: `@允许(TIM001, "省政府批复〔2025〕12号", 至 2026-12-31)`. It
/// covers findings whose primary range lies in what it stands before; a cycle when any of its edges
/// does.
struct Allowance {
    Span span;                       ///< The annotation itself.
    Span covered;                    ///< The declaration or entry after it.
    std::vector<std::string> codes;  ///< Codes or slugs, as written.
    std::vector<Span> codeSpans;     ///< One for each of `codes`.
    std::string reason;              ///< Required; empty when missing.
    std::optional<Date> until;       ///< Last day on which it holds.
    bool malformed = false;          ///< Something in it could not be read (reported as ALW003).
};

/// A finding that is not reported, kept for formats that show suppressions.
struct Suppressed {
    enum class By : std::uint8_t { Allowance, Baseline };

    Diagnostic diagnostic;
    std::string reason;  ///< Of the allowance; empty for a baseline.
    By by = By::Allowance;
    std::string fingerprint{};
};

/// What is left when the allowances have been applied.
struct SuppressionResult {
    std::vector<Diagnostic> kept;  ///< Findings, and those about the allowances (ALW).
    std::vector<Suppressed> suppressed;
};

/// Whether findings of a kind can be suppressed at all. SYN, ALW and CFG findings cannot: they say
/// that a source, an allowance or the configuration was not understood.
bool suppressible(const Descriptor& descriptor);

/// Applies allowances as of a date. What is not suppressible never is; an allowance
/// past its end date suppresses nothing and is reported (ALW002), one that covers nothing too
/// (ALW001), one without a reason or with an unknown code as well (ALW003).
SuppressionResult applyAllowances(std::vector<Diagnostic> diagnostics,
                                  const std::vector<Allowance>& allowances,
                                  const Catalogue& catalogue, Date asOf);

/// ALW001-ALW003.
extern const Descriptor kAllowanceUnused;
extern const Descriptor kAllowanceExpired;
extern const Descriptor kAllowanceMalformed;

}  // namespace fadu
