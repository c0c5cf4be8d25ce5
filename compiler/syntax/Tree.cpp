#include "syntax/Tree.h"

#include "support/Text.h"

#include <array>

namespace fadu::syntax {

namespace {

constexpr std::array<std::string_view, 10> kDigits{"零", "一", "二", "三", "四",
                                                   "五", "六", "七", "八", "九"};

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
        bool any = false;
        for (;;) {
            bool matched = false;
            for (unsigned digit = 0; digit < kDigits.size(); ++digit) {
                if (accept(kDigits[digit]) || (digit == 0 && accept("〇")) ||
                    (digit == 2 && accept("两"))) {
                    pending = std::min(pending * 10 + digit, 10000U);
                    matched = true;
                    break;
                }
            }
            if (!matched) {
                constexpr std::array<std::pair<std::string_view, unsigned>, 3> units{
                    {{"千", 1000}, {"百", 100}, {"十", 10}}};
                for (const auto& [word, factor] : units) {
                    if (accept(word)) {
                        total = std::min(total + (pending == 0 ? 1 : pending) * factor, 10000U);
                        pending = 0;
                        matched = true;
                        break;
                    }
                }
            }
            if (!matched) {
                break;
            }
            any = true;
        }
        value = std::min(total + pending, 10000U);
        return any;
    }

private:
    std::string_view text_;
    std::size_t position_ = 0;
};

/// 第 number unit, with the number in parentheses or not.
bool readPart(ProvisionReader& reader, std::string_view unit, unsigned& value) {
    const std::size_t start = reader.position();
    const bool ordinal = reader.accept("第");
    const bool parenthesis = reader.accept("(");
    if ((ordinal || parenthesis) && reader.number(value) && (!parenthesis || reader.accept(")")) &&
        reader.accept(unit)) {
        return true;
    }
    reader.reset(start);
    return false;
}

bool readChinesePath(ProvisionReader& reader, ProvisionPath& path, bool& outOfRange) {
    const std::size_t start = reader.position();
    bool any = false;
    const auto part = [&](std::string_view unit, std::uint16_t& slot) {
        unsigned value = 0;
        if (!readPart(reader, unit, value)) {
            return false;
        }
        outOfRange = outOfRange || value == 0 || value > 9999;
        slot = static_cast<std::uint16_t>(value);
        any = true;
        return true;
    };
    if (reader.accept("附件")) {
        unsigned value = 0;
        if (!reader.number(value)) {
            value = 1;
        }
        outOfRange = outOfRange || value == 0 || value > 9999;
        path.annex = static_cast<std::uint16_t>(value);
        any = true;
    }
    if (!any) {
        part("编", path.part);
        part("章", path.chapter);
        part("节", path.section);
    }
    if (path.annex == 0 && part("条", path.article) && reader.accept("之")) {
        unsigned value = 0;
        if (!reader.number(value)) {
            reader.reset(start);
            return false;
        }
        outOfRange = outOfRange || value == 0 || value > 9999;
        path.inserted = static_cast<std::uint16_t>(value);
    }
    part("款", path.paragraph);
    part("项", path.subparagraph);
    part("目", path.item);
    if (!any) {
        reader.reset(start);
    }
    return any;
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
