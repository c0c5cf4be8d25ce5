#include "checks/Check.h"
#include "support/Parallel.h"

namespace fadu::checks {

namespace {

constexpr std::size_t kItemsAtOnce = 32;

}  // namespace

std::vector<Diagnostic> runChecks(const model::Program& program, const derive::Facts& facts,
                                  const SourceManager& sources, unsigned jobs) {
    const std::size_t count = program.items.size();
    std::vector<std::vector<Diagnostic>> byChunk((count + kItemsAtOnce - 1) / kItemsAtOnce);
    const auto visit = [&](std::size_t begin, std::size_t end) {
        Context context(program, facts, sources);
        for (std::size_t i = begin; i < end; ++i) {
            const model::ItemId id(i);
            const model::Item& item = program.items[id];
            if (!item.offered) {
                continue;
            }
            const std::size_t before = context.findings.size();
            for (const Check* check : allChecks()) {
                if (check->item != nullptr) {
                    check->item(context, id);
                }
            }
            for (std::size_t f = before; f < context.findings.size(); ++f) {
                Diagnostic& finding = context.findings[f];
                finding.owner = program.itemId(id);
                // What is inherited is judged once, where it is written; the heirs are shown.
                if (!item.span.contains(finding.span)) {
                    finding.related.push_back(
                        {item.head, {"由此事项承继", "inherited by this item"}});
                }
            }
        }
        byChunk[begin / kItemsAtOnce] = std::move(context.findings);
    };
    // Chunks are fixed, so that results do not depend on how many threads share them.
    parallelRanges(byChunk.size(), 1, jobs, [&](std::size_t begin, std::size_t end) {
        for (std::size_t chunk = begin; chunk < end; ++chunk) {
            visit(chunk * kItemsAtOnce, std::min(count, (chunk + 1) * kItemsAtOnce));
        }
    });
    std::vector<Diagnostic> findings;
    for (std::vector<Diagnostic>& chunk : byChunk) {
        for (Diagnostic& finding : chunk) {
            findings.push_back(std::move(finding));
        }
    }
    Context package(program, facts, sources);
    for (const Check* check : allChecks()) {
        if (check->package != nullptr) {
            check->package(package);
        }
    }
    for (Diagnostic& finding : package.findings) {
        findings.push_back(std::move(finding));
    }
    return findings;
}

}  // namespace fadu::checks
