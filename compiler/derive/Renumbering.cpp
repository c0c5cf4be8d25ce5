#include "derive/Renumbering.h"

#include <algorithm>
#include <array>

namespace fadu::derive {

namespace {

using model::ProvisionPath;
using model::Renumbering;

/// A place by its parts from the article down.
using Parts = std::array<std::uint16_t ProvisionPath::*, 3>;
constexpr Parts kBelowArticle{&ProvisionPath::paragraph, &ProvisionPath::subparagraph,
                              &ProvisionPath::item};

/// Where one revision puts a place: the parts below what was moved go with it.
std::optional<ProvisionPath> moved(const Renumbering& entry, const ProvisionPath& path) {
    if (!entry.from.covers(path)) {
        // Of a whole article of which a paragraph was moved.
        return path.covers(entry.from) ? std::optional(entry.to) : std::nullopt;
    }
    ProvisionPath result = entry.to;
    for (const auto part : kBelowArticle) {
        if (entry.from.*part == 0 && path.*part != 0) {
            result.*part = path.*part;
        }
    }
    return result;
}

}  // namespace

std::vector<Relocation> relocations(const model::Program& program, model::InstrumentId instrument,
                                    const ProvisionPath& cited, std::optional<int> editionYear) {
    const std::vector<Renumbering>& all = program.instruments[instrument].renumbered;
    std::vector<Date> revisions;
    for (const Renumbering& entry : all) {
        if (revisions.empty() || revisions.back() != entry.since) {
            revisions.push_back(entry.since);
        }
    }
    std::vector<Relocation> result;
    // The number as one of the text before the latest revision, before the one before it, …
    for (std::size_t first = revisions.size(); first-- > 0;) {
        const bool after = !editionYear || revisions[first].year() > *editionYear;
        const bool earlierAfter =
            editionYear && first != 0 && revisions[first - 1].year() > *editionYear;
        if (!after || earlierAfter) {
            continue;  // Of a text that is named it is known which revisions came after it.
        }
        Relocation relocation;
        ProvisionPath path = cited;
        for (std::size_t i = first; i < revisions.size(); ++i) {
            const Renumbering* best = nullptr;
            for (const Renumbering& entry : all) {
                if (entry.since == revisions[i] && moved(entry, path) &&
                    (best == nullptr || best->from.covers(entry.from))) {
                    best = &entry;
                }
            }
            if (best != nullptr) {
                path = *moved(*best, path);
                relocation.steps.push_back(*best);
            }
        }
        const bool known = std::any_of(result.begin(), result.end(), [&](const Relocation& other) {
            return other.place.first == path;
        });
        if (path != cited && !known) {
            relocation.place = program.place(instrument, path);
            result.push_back(std::move(relocation));
        }
    }
    return result;
}

}  // namespace fadu::derive
