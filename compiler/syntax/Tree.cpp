#include "syntax/Tree.h"

#include "support/Text.h"

#include <array>

namespace fadu::syntax {

namespace {

constexpr std::array<std::string_view, 10> kDigits{"零", "一", "二", "三", "四",
                                                   "五", "六", "七", "八", "九"};

/// A character of three bytes as a number, to switch on.
constexpr std::uint32_t characterKey(std::string_view text) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(text[0])) << 16U |
           static_cast<std::uint32_t>(static_cast<unsigned char>(text[1])) << 8U |
           static_cast<std::uint32_t>(static_cast<unsigned char>(text[2]));
}

/// What the first character stands for in a Chinese numeral: 0 to 9, 10, 100 or 1000.
std::optional<unsigned> numeralAt(std::string_view text) {
    if (text.size() < 3) {
        return std::nullopt;
    }
    switch (characterKey(text)) {
        case characterKey("零"):
        case characterKey("〇"):
            return 0;
        case characterKey("一"):
            return 1;
        case characterKey("二"):
        case characterKey("两"):
            return 2;
        case characterKey("三"):
            return 3;
        case characterKey("四"):
            return 4;
        case characterKey("五"):
            return 5;
        case characterKey("六"):
            return 6;
        case characterKey("七"):
            return 7;
        case characterKey("八"):
            return 8;
        case characterKey("九"):
            return 9;
        case characterKey("十"):
            return 10;
        case characterKey("百"):
            return 100;
        case characterKey("千"):
            return 1000;
        default:
            return std::nullopt;
    }
}

/// Reads numbers and keywords of a provision from left to right.
class ProvisionReader {
public:
    explicit ProvisionReader(std::string_view text) : text_(text) {}

    bool done() const { return position_ == text_.size(); }
    bool accept(std::string_view word) {
        if (text_.substr(position_, word.size()) != word) {
            return false;
        }
        position_ += word.size();
        return true;
    }
    std::size_t position() const { return position_; }
    void reset(std::size_t position) { position_ = position; }

    /// A decimal or Chinese numeral; past 9,999 it stays at 10,000.
    bool number(unsigned& value) {
        const std::size_t start = position_;
        value = 0;
        while (position_ < text_.size() && text_[position_] >= '0' && text_[position_] <= '9') {
            value = std::min(value * 10 + static_cast<unsigned>(text_[position_] - '0'), 10000U);
            ++position_;
        }
        if (position_ != start) {
            return true;
        }
        unsigned total = 0;
        unsigned pending = 0;
        while (const std::optional<unsigned> numeral = numeralAt(text_.substr(position_))) {
            if (*numeral < 10) {
                pending = std::min(pending * 10 + *numeral, 10000U);
            } else {
                total = std::min(total + (pending == 0 ? 1 : pending) * *numeral, 10000U);
                pending = 0;
            }
            position_ += 3;
        }
        value = std::min(total + pending, 10000U);
        return position_ != start;
    }

private:
    std::string_view text_;
    std::size_t position_ = 0;
};

/// The parts of a place, each inside the one before.
constexpr std::array<std::string_view, 7> kParts{"编", "章", "节", "条", "款", "项", "目"};
constexpr std::size_t kArticle = 3;
constexpr std::size_t kParagraph = 4;

/// 第 number part, with the number in parentheses or not; returns which part it is, at or inside
/// the part `outermost`, or the number of parts when there is none.
std::size_t readPart(ProvisionReader& reader, std::size_t outermost, unsigned& value) {
    const std::size_t start = reader.position();
    const bool ordinal = reader.accept("第");
    const bool parenthesis = reader.accept("(");
    if ((ordinal || parenthesis) && reader.number(value) && (!parenthesis || reader.accept(")"))) {
        for (std::size_t part = outermost; part < kParts.size(); ++part) {
            if (reader.accept(kParts[part])) {
                return part;
            }
        }
    }
    reader.reset(start);
    return kParts.size();
}

bool readChinesePath(ProvisionReader& reader, ProvisionPath& path, bool& outOfRange) {
    const std::size_t start = reader.position();
    const auto store = [&](unsigned value, std::uint16_t& slot) {
        outOfRange = outOfRange || value == 0 || value > 9999;
        slot = static_cast<std::uint16_t>(value);
    };
    std::size_t outermost = 0;
    unsigned value = 0;
    if (reader.accept("附件")) {
        store(reader.number(value) ? value : 1, path.annex);
        outermost = kParagraph;
    }
    const std::array<std::uint16_t*, kParts.size()> slots{
        &path.part,      &path.chapter,      &path.section, &path.article,
        &path.paragraph, &path.subparagraph, &path.item};
    for (std::size_t part = readPart(reader, outermost, value); part < kParts.size();
         part = readPart(reader, part + 1, value)) {
        store(value, *slots[part]);
        if (part == kArticle && reader.accept("之")) {
            if (!reader.number(value)) {
                reader.reset(start);
                return false;
            }
            store(value, path.inserted);
        }
    }
    return reader.position() != start;
}

}  // namespace

bool ProvisionPath::covers(const ProvisionPath& other) const {
    const auto fits = [](std::uint16_t mine, std::uint16_t theirs) {
        return mine == 0 || mine == theirs;
    };
    return fits(annex, other.annex) && fits(article, other.article) &&
           (article == 0 || inserted == other.inserted) && fits(paragraph, other.paragraph) &&
           fits(subparagraph, other.subparagraph) && fits(item, other.item) &&
           fits(part, other.part) && fits(chapter, other.chapter) && fits(section, other.section);
}

ProvisionPath ProvisionPath::parent() const {
    ProvisionPath result = *this;
    if (item != 0) {
        result.item = 0;
    } else if (subparagraph != 0) {
        result.subparagraph = 0;
    } else if (paragraph != 0) {
        result.paragraph = 0;
    } else {
        result = {};
    }
    return result;
}

std::string chineseNumeral(unsigned value) {
    if (value < 10) {
        return std::string(kDigits[value]);
    }
    std::string result;
    constexpr std::array<std::pair<unsigned, std::string_view>, 3> units{
        {{1000, "千"}, {100, "百"}, {10, "十"}}};
    bool gap = false;
    for (const auto& [factor, word] : units) {
        const unsigned digit = value / factor % 10;
        if (digit == 0) {
            gap = !result.empty();
            continue;
        }
        if (gap) {
            result += "零";
            gap = false;
        }
        if (!(factor == 10 && digit == 1 && result.empty())) {
            result += kDigits[digit];
        }
        result += word;
    }
    if (value % 10 != 0) {
        if (gap) {
            result += "零";
        }
        result += kDigits[value % 10];
    }
    return result;
}

Text provisionText(const ProvisionPath& path) {
    Text text;
    if (path.annex != 0) {
        text.zh += "附件" + (path.annex > 1 ? std::to_string(path.annex) : std::string());
        text.en += path.annex > 1 ? "annex " + std::to_string(path.annex) : "annex";
    }
    const auto division = [&](unsigned number, const char* zh, const char* en) {
        if (number != 0) {
            text.zh += "第" + chineseNumeral(number) + zh;
            text.en +=
                (text.en.empty() ? "" : " ") + std::string(en) + " " + std::to_string(number);
        }
    };
    division(path.part, "编", "part");
    division(path.chapter, "章", "chapter");
    division(path.section, "节", "section");
    if (path.article != 0) {
        text.zh += "第" + chineseNumeral(path.article) + "条";
        text.en += (text.en.empty() ? "art. " : " art. ") + std::to_string(path.article);
        if (path.inserted != 0) {
            text.zh += "之" + chineseNumeral(path.inserted);
            text.en += "-" + std::to_string(path.inserted);
        }
    }
    if (path.paragraph != 0) {
        text.zh += "第" + chineseNumeral(path.paragraph) + "款";
        text.en += "(" + std::to_string(path.paragraph) + ")";
    }
    if (path.subparagraph != 0) {
        text.zh += path.annex != 0 ? "第" + std::to_string(path.subparagraph) + "项"
                                   : "第（" + chineseNumeral(path.subparagraph) + "）项";
        text.en += "(" + std::to_string(path.subparagraph) + ")";
    }
    if (path.item != 0) {
        text.zh += "第" + std::to_string(path.item) + "目";
        text.en += "(" + std::to_string(path.item) + ")";
    }
    return text;
}

ProvisionReading readProvision(std::string_view text) {
    ProvisionReading result;
    if (text == "全文") {
        result.matched = true;
        return result;
    }
    ProvisionReader reader(text);
    // English: 42(1)(3), after "art." has been taken off by the caller.
    if (!text.empty() && text.front() >= '0' && text.front() <= '9') {
        unsigned value = 0;
        std::array<std::uint16_t*, 4> slots{&result.first.article, &result.first.paragraph,
                                            &result.first.subparagraph, &result.first.item};
        if (!reader.number(value)) {
            return result;
        }
        *slots[0] = static_cast<std::uint16_t>(value);
        bool zero = value == 0 || value > 9999;
        if (reader.accept("-")) {
            if (!reader.number(value)) {
                return {};
            }
            zero = zero || value == 0 || value > 9999;
            result.first.inserted = static_cast<std::uint16_t>(value);
        }
        for (std::size_t i = 1; i < slots.size() && reader.accept("("); ++i) {
            if (!reader.number(value) || !reader.accept(")")) {
                return {};
            }
            zero = zero || value == 0 || value > 9999;
            *slots[i] = static_cast<std::uint16_t>(value);
        }
        result.matched = reader.done();
        result.outOfRange = result.matched && zero;
        return result;
    }
    if (!readChinesePath(reader, result.first, result.outOfRange)) {
        return {};
    }
    if (reader.accept("至")) {
        if (!readChinesePath(reader, result.last, result.outOfRange)) {
            return {};
        }
        // 第三条第一款至第三款: what the end omits it has from the start.
        if (result.last.article == 0) {
            if (result.last.annex == 0) {
                result.last.annex = result.first.annex;
            }
            if (result.last.chapter == 0) {
                result.last.part = result.first.part;
                result.last.chapter = result.first.chapter;
            }
            result.last.article = result.first.article;
            result.last.inserted = result.first.inserted;
            if (result.last.paragraph == 0) {
                result.last.paragraph = result.first.paragraph;
                if (result.last.subparagraph == 0) {
                    result.last.subparagraph = result.first.subparagraph;
                }
            }
        }
        result.outOfRange = result.outOfRange || result.last < result.first;
    }
    if (!reader.done()) {
        return {};
    }
    result.matched = true;
    return result;
}

bool isDuration(Unit unit) {
    switch (unit) {
        case Unit::WorkingDay:
        case Unit::CalendarDay:
        case Unit::UnstatedDay:
        case Unit::Month:
        case Unit::Year:
        case Unit::Hour:
        case Unit::OnTheSpot:
            return true;
        default:
            return false;
    }
}

const Node* Declaration::find(const Node& node, Label label) const {
    for (const Node& child : children(node)) {
        if (child.label == label) {
            return &child;
        }
    }
    return nullptr;
}

std::span<const Value> Declaration::clause(const Node& node, Clause clause, bool* present) const {
    const std::span<const Value> all = valuesOf(node);
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].kind == Value::Kind::Clause) {
            if (all[i].clause == clause) {
                if (present != nullptr) {
                    *present = true;
                }
                return all.subspan(i + 1, all[i].operands);
            }
            i += all[i].operands;
        }
    }
    if (present != nullptr) {
        *present = false;
    }
    return {};
}

bool Declaration::hasClause(const Node& node, Clause which) const {
    bool present = false;
    clause(node, which, &present);
    return present;
}

std::vector<CompleteCitation> completeCitations(const Declaration& declaration,
                                                std::span<const Value> values,
                                                std::string_view own) {
    std::vector<CompleteCitation> result;
    std::string_view title = own;
    ProvisionPath before;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i].kind == Value::Kind::Clause) {
            i += values[i].operands;
            continue;
        }
        if (values[i].kind != Value::Kind::Citation) {
            continue;
        }
        const CitationSyntax& written = declaration.citations[values[i].citation];
        ProvisionPath first = written.first;
        const bool part = first.article == 0 && first.annex == 0 && first.chapter == 0;
        if (!written.title.empty()) {
            title = written.title;
            before = {};
        } else if (!first.empty() && part) {
            // 第三款 takes over the article, 第（二）项 the paragraph too.
            ProvisionPath whole = before;
            if (first.paragraph != 0) {
                whole.paragraph = first.paragraph;
            }
            if (first.paragraph != 0 || first.subparagraph != 0) {
                whole.subparagraph = first.subparagraph;
            }
            whole.item = first.item;
            first = whole;
        }
        before = first;
        result.push_back({&values[i], &written, title, first, written.last});
    }
    return result;
}

}  // namespace fadu::syntax
