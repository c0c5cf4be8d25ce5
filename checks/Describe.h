#pragma once

#include "checks/Check.h"

#include <string>

namespace fadu::checks {

/// A statute's provision as a legal basis, with the version that was read (if it was).
LegalBasis statute(const model::Program& program, std::string_view title,
                   model::ProvisionPath path);

/// An article, and a paragraph and subparagraph where stated.
model::ProvisionPath article(unsigned number, unsigned paragraph = 0, unsigned subparagraph = 0);

/// 《清江省集市管理条例》第十一条.
Text provisionName(const model::Program& program, model::ProvisionId provisionId);

/// The provision that sets a limit and, where the text has a bare 日, the one that says what it is.
std::vector<LegalBasis> limitBasis(const model::Program& program, model::LimitId limitId);

/// A quantity as a source writes it: `15 工作日`.
std::string sourceText(const syntax::Quantity& quantity);

/// The length of an amount in words, unit by unit.
Text amountText(const derive::Amount& amount);

/// How far an amount exceeds a limit of the same unit, in words; empty when the units differ.
Text excessText(const derive::Amount& amount, const syntax::Quantity& limit);

/// The derivation of a governing limit: what governs, what lost and why, as a chain.
Witness limitWitness(const model::Program& program, const derive::GoverningLimit& limit);

/// The authority chain up to the link that fails.
Witness authorityWitness(const model::Program& program, const derive::Authority& authority);

/// The steps of a critical path with their lengths.
Witness pathWitness(const model::Program& program, const model::Flow& flow,
                    const derive::PathTime& path);

/// Whether the item's times are silent: it is on a reported cycle or waits for one.
bool timesAreSilent(const Context& context, model::ItemId item);

/// 、-joined names.
Text joined(const std::vector<std::string>& names);

}  // namespace fadu::checks
