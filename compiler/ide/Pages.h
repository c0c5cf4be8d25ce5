#pragma once

#include "ide/Cursor.h"
#include "ide/Markdown.h"

#include <algorithm>
#include <vector>

namespace fadu::ide {

// What a hover shows, by what it is about. Items stand in ItemPage.cpp, law in LawPage.cpp, the
// rest in Hover.cpp.

Text itemPage(const View& view, model::ItemId id);
Text stepPage(const View& view, const FlowStep& place);
Text instrumentPage(const View& view, model::InstrumentId id);
Text provisionPage(const View& view, model::ProvisionId id);
Text citedPage(const View& view, const CitedPlace& place);
Text powerPage(const View& view, const Power& power);
/// Of a length where it stands: what a bare 日 means by the instrument around it.
Text quantityPage(const View& view, const Site& site, const syntax::Quantity& quantity);

/// ✓, ✗ or 未知, with a blank behind; nothing where there is no verdict.
Text mark(derive::Verdict verdict);

/// Names one after the other, as Markdown.
Text namesText(const model::Program& program, const std::vector<NameId>& names);

/// 《…》第四十二条第一款 of citations, as Markdown.
Text citationsText(const View& view, const std::vector<model::Citation>& citations);

/// What is derived of an item; of nothing where the facts are of an earlier state of its flow.
const derive::ItemFacts& factsOf(const View& view, model::ItemId id);

/// The first few of some items, in source order, and how many there are.
Text itemsText(const View& view, std::vector<model::ItemId> items);

/// Sorted by where the source says it, so that it does not matter what was read first.
template <typename Ids, typename SpanOf>
Ids inSourceOrder(const View& view, Ids ids, SpanOf&& spanOf) {
    std::sort(ids.begin(), ids.end(), [&](const auto& left, const auto& right) {
        return view.sources->before(spanOf(left), spanOf(right));
    });
    return ids;
}

/// Name of an item with its organ and, but for 新办, its situation.
Text itemName(const View& view, model::ItemId id);

/// The documentation of the declaration with a head; empty when it has none.
Text documentationOf(const View& view, Span head);

}  // namespace fadu::ide
