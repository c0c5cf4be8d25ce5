#include "support/LineBreak.h"

#include "support/Text.h"

#include <algorithm>
#include <linebreak.h>

namespace fadu {

namespace {

std::size_t drawnWidth(char32_t codePoint) {
    constexpr char32_t kFirstWide = 0x2000;
    const auto columns = static_cast<std::size_t>(std::max(displayWidth(codePoint), 0));
    return columns == 0 || codePoint < kFirstWide ? columns : 2;
}

/// For every byte: whether a line may end behind the character that ends there.
std::vector<char> breaksOf(const std::string& text) {
    static const bool prepared = (init_linebreak(), true);
    static_cast<void>(prepared);
    std::vector<char> breaks(text.size());
    // The interface of the library is for bytes of its own type.
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast)
    set_linebreaks_utf8(reinterpret_cast<const utf8_t*>(text.data()), text.size(), "zh",
                        breaks.data());
    return breaks;
}

/// The text with a no-break space between a number and the word that counts it.
std::string withMeasures(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool binds = text[i] == ' ' && i > 0 && text[i - 1] >= '0' && text[i - 1] <= '9' &&
                           i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) >= 0x80U;
        if (binds) {
            result += "\u00A0";
        } else {
            result += text[i];
        }
    }
    return result;
}

struct Wrapped {
    std::vector<std::string> lines;
    bool wordsCut = false;  ///< A word is longer than a line.
};

Wrapped wrapped(std::string_view written, std::size_t columns) {
    const std::string text = withMeasures(written);
    const std::vector<char> breaks = breaksOf(text);
    Wrapped result;
    std::size_t begin = 0;   // Of the line.
    std::size_t stop = 0;    // Where the line can end, as far as is known.
    std::size_t width = 0;   // From the line's begin.
    std::size_t beyond = 0;  // From `stop`.
    const auto end = [&](std::size_t at) {
        std::string line = text.substr(begin, at - begin);
        line.erase(line.find_last_not_of(" \n") + 1);
        result.lines.push_back(std::move(line));
        begin = at;
    };
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint point = decodeUtf8(text, i);
        const std::size_t more = drawnWidth(point.value);
        if (width + more > columns && i > begin && point.value != ' ') {
            if (stop == begin) {
                stop = i;
                beyond = 0;
                result.wordsCut = true;
            }
            end(stop);
            width = beyond;
        }
        i += point.length;
        width += more;
        beyond += more;
        const char allowed = breaks[i - 1];
        if (allowed == LINEBREAK_MUSTBREAK && i < text.size()) {
            end(i);
            width = 0;
        }
        if (allowed != LINEBREAK_NOBREAK) {
            stop = i;
            beyond = 0;
        }
    }
    if (begin < text.size() || result.lines.empty()) {
        end(text.size());
    }
    return result;
}

}  // namespace

std::size_t drawnWidth(std::string_view text) {
    std::size_t result = 0;
    for (const char32_t codePoint : toCodePoints(text)) {
        result += drawnWidth(codePoint);
    }
    return result;
}

std::vector<std::string> wrappedLines(std::string_view text, std::size_t columns) {
    return wrapped(text, columns).lines;
}

std::vector<std::string> balancedLines(std::string_view text, std::size_t columns) {
    std::vector<std::string> best = wrappedLines(text, columns);
    std::size_t least = 1;
    for (std::size_t most = columns; least < most;) {
        const std::size_t middle = (least + most) / 2;
        Wrapped narrower = wrapped(text, middle);
        if (!narrower.wordsCut && narrower.lines.size() == best.size()) {
            best = std::move(narrower.lines);
            most = middle;
        } else {
            least = middle + 1;
        }
    }
    return best;
}

}  // namespace fadu
