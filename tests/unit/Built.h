#pragma once

#include "derive/Facts.h"
#include "model/Library.h"
#include "unit/Harness.h"

#include <gtest/gtest.h>

#include <memory>

namespace fadu::tests {

/// A program built from texts in memory, with a library of its own.
struct Built {
    std::unique_ptr<Parsed> parsed;
    std::unique_ptr<model::OwnedLibrary> library;
    std::shared_ptr<const model::Program> shared;
    std::vector<Diagnostic> diagnostics;  ///< Of the model alone.

    const model::Program& program() const { return *shared; }

    /// The offered item of a name (and organ), in a situation; invalid when there is none.
    model::ItemId item(std::string_view name, std::string_view situation = "新办",
                       std::string_view organ = {}) const {
        for (std::size_t i = 0; i < shared->items.size(); ++i) {
            const model::Item& item = shared->items[model::ItemId(i)];
            if (item.offered && !item.catalogue && shared->text(item.name) == name &&
                shared->text(item.situation) == situation &&
                (organ.empty() || shared->text(item.authorityName) == organ)) {
                return model::ItemId(i);
            }
        }
        return {};
    }
    const model::Item& at(std::string_view name, std::string_view situation = "新办",
                          std::string_view organ = {}) const {
        return shared->items[item(name, situation, organ)];
    }
    /// `CODE:what its range holds`, in order of position.
    std::vector<std::string> findings() const {
        std::vector<Diagnostic> sorted = diagnostics;
        std::stable_sort(
            sorted.begin(), sorted.end(),
            [](const Diagnostic& left, const Diagnostic& right) { return left.span < right.span; });
        std::vector<std::string> result;
        for (const Diagnostic& diagnostic : sorted) {
            result.push_back(std::string(diagnostic.descriptor->code) + ":" +
                             std::string(parsed->sources.text(diagnostic.span)));
        }
        return result;
    }
    derive::Facts facts(unsigned jobs = 1) const {
        return derive::deriveFacts(*shared, parsed->sources, jobs);
    }
    /// 《甲》第八条 and so on: what recorded provisions a target rests on.
    std::vector<std::string> covered(const model::Citation& citation) const {
        std::vector<std::string> result;
        for (const model::ProvisionId id : shared->targets[citation.target].covered()) {
            const model::Provision& provision = shared->provisions[id];
            result.push_back(
                syntax::provisionText(provision.path).zh +
                (provision.last.empty() ? "" : "至" + syntax::provisionText(provision.last).zh));
        }
        return result;
    }
};

inline Built built(std::string_view text, std::string_view asOf = "2026-01-01",
                   std::vector<std::pair<std::string, std::string>> library = {}) {
    Built result;
    result.parsed = std::make_unique<Parsed>(parseText(text));
    if (!library.empty()) {
        result.library = std::make_unique<model::OwnedLibrary>(std::move(library));
    }
    model::ProgramInput input;
    input.sources = &result.parsed->sources;
    input.modules = &result.parsed->modules;
    input.library = result.library ? &result.library->library() : nullptr;
    input.asOf = *Date::parse(asOf);
    const model::Model model(input);
    result.shared = model.program();
    model.eachFinding(
        [&](const Diagnostic& diagnostic) { result.diagnostics.push_back(diagnostic); });
    return result;
}

}  // namespace fadu::tests
