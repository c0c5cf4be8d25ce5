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

/// How long the longest path of a clock takes, in words; of different units with the span of
/// calendar days.
Text pathText(const PathTime& path);

/// 1983 个起算日中有 39 个（2.0%）; 39 of 1983 first days (2.0%).
Text shareText(std::uint32_t part, std::uint32_t whole);

/// A comparison by dates: the worst first day, the last lawful day and the day on which the time is
/// over, with `between` (dated) between them, then on what share of days it is like that.
Witness timelineWitness(const Judgement::Reading& reading, const Calendar& calendar,
                        const Text& begins, const Text& limit, const Text& time,
                        std::vector<Witness::Step> between = {});

/// 决定期限, 送达期限, ….
Text clockName(ClockKind kind);

/// Who does a step; empty when that is not stated.
std::string actorName(const model::Program& program, const model::Step& step);

/// 、-joined names.
Text joined(const std::vector<std::string>& names);

}  // namespace fadu::derive
