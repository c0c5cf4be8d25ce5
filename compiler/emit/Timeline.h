#pragma once

#include "derive/CourseClocks.h"

#include <string>

namespace fadu::emit {

/// What a timeline shows: one run of an item's flow with its clocks.
struct TimelineInput {
    const model::Program* program = nullptr;
    model::ItemId item;
    const derive::Calendar* calendar = nullptr;
    const derive::Course* course = nullptr;
    const derive::CaseClocks* clocks = nullptr;
    bool extended = false;  ///< An extension was granted: it is drawn too.
};

/// A bar a step along the days, time that is not counted hatched, a bracket a period; whole lines
/// of at most `width` columns (60 at the least). A column is a day, or several where they are too
/// many. Empty when nothing is dated.
std::string timelineText(const TimelineInput& input, Language language, std::size_t width = 100);

/// The same as an SVG document, days off shaded, the path that ends last in the darker colour. Same
/// input, same bytes.
std::string timelineSvg(const TimelineInput& input, Language language);

}  // namespace fadu::emit
