#pragma once

#include "diagnostics/Diagnostic.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fadu::ide {

/// A text of a source inside Markdown: control characters visible, marks escaped, cut when long.
std::string escaped(std::string_view text);
Text escaped(const Text& text);
/// What reads the same in both languages, escaped.
Text same(std::string_view text);

Text operator+(Text left, const Text& right);

/// The texts with a mark between them: 、 and a comma, unless said otherwise.
Text listed(const std::vector<Text>& texts, const Text& between = {"、", ", "});

/// A list that names the first few of many: 甲、乙、丙等 12 个; A, B, C and 9 more.
Text firstOf(const std::vector<Text>& texts, std::size_t all, std::size_t shown = 5);

/// A page of Markdown in both languages: paragraphs and lists of bullets. Every text given is
/// Markdown.
class Page {
public:
    void heading(const Text& text);
    void paragraph(const Text& text);
    /// `depth` 1 is below the last bullet of depth 0.
    void bullet(const Text& text, unsigned depth = 0);
    /// A bullet with a name: **name**：text.
    void bullet(const Text& name, const Text& text);

    bool empty() const { return text_.empty(); }
    Text take() { return std::move(text_); }

private:
    void start(bool bullet);
    Text text_;
    bool inList_ = false;
};

}  // namespace fadu::ide
