#pragma once

#include "derive/Facts.h"
#include "diagnostics/Diagnostic.h"

#include <string>
#include <vector>

namespace fadu::derive {

/// 《清江省集市管理条例》第十一条.
Text provisionName(const model::Program& program, model::ProvisionId provisionId);

/// The length of an amount in words, unit by unit.
Text amountText(const Amount& amount);

/// The derivation of a governing limit: what governs, what lost and why, as a chain.
Witness limitWitness(const model::Program& program, const GoverningLimit& limit);

/// The authority chain up to the link that fails.
Witness authorityWitness(const model::Program& program, const Authority& authority);

/// The steps of a critical path with their lengths.
Witness pathWitness(const model::Program& program, const model::Flow& flow, const PathTime& path);

/// 、-joined names.
Text joined(const std::vector<std::string>& names);

}  // namespace fadu::derive
