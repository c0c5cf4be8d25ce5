#pragma once

#include "ide/View.h"

#include <cstdint>
#include <optional>

namespace fadu::ide {

/// What an editor shows of a word: the word, and Markdown in both languages.
struct Hover {
    Span range;
    Text markdown;
};

/// What is known of what stands at a place: of an item its authority, limits and critical path; of
/// a citation what the law is recorded to say and who rests on it; of a name what it means here; of
/// a keyword what it is for. Nothing in comments, between words and where a name means nothing.
std::optional<Hover> hover(const View& view, FileId file, std::uint32_t offset);

}  // namespace fadu::ide
