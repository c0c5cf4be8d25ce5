#include "checks/Check.h"
#include "support/Parallel.h"

#include <algorithm>

namespace fadu::checks {

const std::vector<model::ItemId>& Context::offeredItems() const {
    if (!offered_) {
        offered_.emplace();
        for (std::size_t i = 0; i < program.items.size(); ++i) {
            const model::Item& item = program.items[model::ItemId(i)];
            if (item.offered && !item.catalogue) {
                offered_->emplace_back(i);
            }
        }
        const auto before = [&](model::ItemId left, model::ItemId right) {
            return sources.before(program.items[left].head, program.items[right].head);
        };
        if (!std::is_sorted(offered_->begin(), offered_->end(), before)) {
            std::sort(offered_->begin(), offered_->end(), before);
        }
    }
    return *offered_;
}

std::vector<Diagnostic> checkItem(const model::Program& program, const derive::Facts& facts,
                                  const SourceManager& sources, model::ItemId id) {
    const model::Item& item = program.items[id];
    if (!item.offered) {
        return {};
    }
    Context context(program, facts, sources);
    for (const Check* check : allChecks()) {
        if (check->item != nullptr) {
            check->item(context, id);
        }
    }
    for (Diagnostic& finding : context.findings) {
        finding.owner = program.itemId(id);
        // What is inherited is judged once, where it is written; the heirs are shown.
        if (!item.span.contains(finding.span)) {
            finding.related.push_back({item.head, {"由此事项承继", "inherited by this item"}});
        }
    }
    return std::move(context.findings);
}

std::vector<std::vector<Diagnostic>> checkItems(const model::Program& program,
                                                const derive::Facts& facts,
                                                const SourceManager& sources, unsigned jobs) {
    std::vector<std::vector<Diagnostic>> findings(program.items.size());
    parallelRanges(findings.size(), 32, jobs, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            findings[i] = checkItem(program, facts, sources, model::ItemId(i));
        }
    });
    return findings;
}

std::vector<Diagnostic> checkPackage(const model::Program& program, const derive::Facts& facts,
                                     const SourceManager& sources) {
    Context context(program, facts, sources);
    for (const Check* check : allChecks()) {
        if (check->package != nullptr) {
            check->package(context);
        }
    }
    return std::move(context.findings);
}

}  // namespace fadu::checks
