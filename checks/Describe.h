#pragma once

#include "checks/Check.h"
#include "derive/Describe.h"

#include <optional>
#include <string>

namespace fadu::checks {

/// A statute's provision as a legal basis, with the version that was read (if it was).
LegalBasis statute(const model::Program& program, std::string_view title,
                   model::ProvisionPath path);

/// An article, and a paragraph and subparagraph where stated.
model::ProvisionPath article(unsigned number, unsigned paragraph = 0, unsigned subparagraph = 0);

/// The provision that sets a limit and, where the text has a bare 日, the one that says what it is.
std::vector<LegalBasis> limitBasis(const model::Program& program, model::LimitId limitId);

/// A quantity as a source writes it: `15 工作日`.
std::string sourceText(const syntax::Quantity& quantity);

/// How far an amount exceeds a limit of the same unit, in words; empty when the units differ.
Text excessText(const derive::Amount& amount, const syntax::Quantity& limit);

/// Which part of a flow counts towards a clock, behind the word 流程; empty for the decision.
Text stageText(derive::ClockKind clock);

/// Whether a length is longer than another whatever the first day and the reading.
bool isAlwaysLonger(const Context& context, const syntax::Quantity& length,
                    const syntax::Quantity& than);

/// The longest length in a unit that keeps a limit on every first day and under every reading, none
/// longer than `most`; nothing where not even one does.
std::optional<syntax::Quantity> longestKept(const Context& context, const syntax::Quantity& limit,
                                            Unit unit, std::int64_t most);

/// 法定 20 个自然日: a limit as one reading has its bare days.
Text readAs(const syntax::Quantity& limit, const derive::Judgement::Reading& reading);

/// Shows a comparison by dates: the worst case as label and witness. `begins` is the event that
/// both run from; `time` and `limit` are what they are called.
void showDates(Diagnostic& diagnostic, const Context& context,
               const derive::Judgement::Reading& reading, const Text& begins, const Text& limit,
               const Text& time, std::vector<Witness::Step> between = {});

/// The finding on a promise longer than the limit of its clock that it breaks, under a descriptor
/// with the parameters `promise` and `limit`: the limit, called `limitName`, with its basis and how
/// it was found, and the promise cut to it as a fix.
Diagnostic promiseFinding(const Context& context, const Descriptor& descriptor,
                          const model::Stated<model::StatedLimit>& promise,
                          const derive::Clock& clock, Event begins, Text limitName);

/// Whether the item's times are silent: it is on a reported cycle or waits for one.
bool timesAreSilent(const Context& context, model::ItemId item);

}  // namespace fadu::checks
