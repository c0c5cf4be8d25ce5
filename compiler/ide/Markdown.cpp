#include "ide/Markdown.h"

#include "support/Text.h"

#include <algorithm>

namespace fadu::ide {

std::string escaped(std::string_view text) {
    constexpr std::string_view kMarks = "\\`*_[]<>~|#&";
    std::string result;
    for (const char c : printable(text)) {
        if (kMarks.find(c) != std::string_view::npos) {
            result += '\\';
        }
        result += c;
    }
    return result;
}

Text escaped(const Text& text) { return {escaped(text.zh), escaped(text.en)}; }

Text same(std::string_view text) {
    const std::string shown = escaped(text);
    return {shown, shown};
}

Text operator+(Text left, const Text& right) {
    left.zh += right.zh;
    left.en += right.en;
    return left;
}

Text listed(const std::vector<Text>& texts, const Text& between) {
    Text result;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        result = (i == 0 ? std::move(result) : std::move(result) + between) + texts[i];
    }
    return result;
}

Text firstOf(const std::vector<Text>& texts, std::size_t all, std::size_t shown) {
    const std::size_t count = std::min(texts.size(), shown);
    Text result = listed({texts.begin(), texts.begin() + static_cast<std::ptrdiff_t>(count)});
    if (all > count) {
        result = std::move(result) + Text{"等 " + std::to_string(all) + " 个",
                                          " and " + std::to_string(all - count) + " more"};
    }
    return result;
}

void Page::start(bool bullet) {
    if (!text_.empty()) {
        text_ = std::move(text_) + (bullet && inList_ ? Text{"\n", "\n"} : Text{"\n\n", "\n\n"});
    }
    inList_ = bullet;
}

void Page::heading(const Text& text) {
    start(false);
    text_ = std::move(text_) + Text{"### ", "### "} + text;
}

void Page::paragraph(const Text& text) {
    start(false);
    text_ = std::move(text_) + text;
}

void Page::bullet(const Text& text, unsigned depth) {
    start(true);
    const std::string mark = std::string(std::size_t{depth} * 2, ' ') + "- ";
    text_ = std::move(text_) + Text{mark, mark} + text;
}

void Page::bullet(const Text& name, const Text& text) {
    bullet(Text{"**" + name.zh + "**：", "**" + name.en + "**: "} + text);
}

}  // namespace fadu::ide
