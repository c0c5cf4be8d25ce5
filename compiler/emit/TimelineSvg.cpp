#include "emit/PictureText.h"
#include "emit/TimelineRows.h"
#include "support/LineBreak.h"
#include "support/Text.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace fadu::emit {

namespace {

using derive::Day;
using Fill = TimelineRows::Fill;
using PeriodKind = TimelineRows::PeriodKind;

/// A browser that lacks the first takes the next; the characters of all are squares of one width.
constexpr std::string_view kFonts =
    "Noto Sans CJK SC,Source Han Sans SC,PingFang SC,Microsoft YaHei,SimHei,sans-serif";
// Pixels, all of them.
constexpr double kMargin = 16;
constexpr double kTitleSize = 18;
constexpr double kNameSize = 13;
constexpr double kSmallSize = 11;
constexpr double kRowHeight = 34;
constexpr double kPeriodHeight = 26;
constexpr double kBarHeight = 16;
constexpr double kPlotWidth = 900;
constexpr double kWidestDay = 22;
constexpr double kNarrowestDay = 1.5;
constexpr double kDateRoom = 92;   ///< Behind the plot: the date of a bracket at its end.
constexpr double kLabelRoom = 42;  ///< A label of the axis.
constexpr std::size_t kNameColumns = 34;
constexpr std::size_t kLongestText = 2000;

std::string number(double value) {
    std::array<char, 32> buffer{};
    static_cast<void>(std::snprintf(buffer.data(), buffer.size(), "%.2f", value));
    return buffer.data();
}

std::string xml(std::string_view text) { return xmlEscaped(printable(text, kLongestText)); }

/// A column is half a character; letters of some fonts are wider than that.
double widthOf(std::size_t columns, double size) {
    constexpr double kReserve = 1.1;
    return static_cast<double>(columns) * size / 2 * kReserve;
}

struct PeriodStyle {
    const char* color;
    const char* dashes;
};

PeriodStyle styleOf(PeriodKind kind) {
    switch (kind) {
        case PeriodKind::Limit:
            return {"#B00020", "none"};
        case PeriodKind::Extended:
            return {"#7A5200", "2 3"};
        case PeriodKind::Promise:
            break;
    }
    return {"#1E5B3A", "6 3"};
}

class Drawing {
public:
    Drawing(const TimelineInput& input, Language language)
        : input_(input),
          calendar_(*input.calendar),
          language_(language),
          rows_(timelineRows(input, language)) {}

    std::string run();

private:
    std::string say(const Text& text) const { return text.in(language_); }
    /// The left edge of a day.
    double left(Day day) const { return plot_ + (day - rows_.first) * day_; }
    double right(Day day) const { return left(day) + day_; }
    void text(double x, double y, std::string_view words, double size,
              const char* color = "#222222", const char* more = "");
    void line(double x1, double y1, double x2, double y2, const char* color, double width,
              const char* dashes = "none");
    void box(double x, double y, double width, double height, const std::string& attributes,
             const std::string& tooltip = "");
    void measure();
    void addHead();
    void addDaysOff();
    void addAxis();
    void addRows();
    void addBar(const TimelineRows::Row& row, const TimelineRows::Bar& bar, double y);
    void addPeriods();
    void addLegend();
    void addNotes();
    std::string barAttributes(Fill fill, bool critical) const;

    const TimelineInput& input_;
    const derive::Calendar& calendar_;
    Language language_;
    TimelineRows rows_;
    double names_ = 0;  ///< Width of the names.
    double plot_ = 0;   ///< Where the days begin.
    double day_ = kWidestDay;
    double top_ = 0;     ///< Of the rows.
    double bottom_ = 0;  ///< Of the rows.
    double width_ = 0;
    double y_ = 0;
    std::string out_;
};

void Drawing::text(double x, double y, std::string_view words, double size, const char* color,
                   const char* more) {
    out_ += "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" font-size=\"" + number(size) +
            "\" fill=\"" + color + "\"" + (*more == 0 ? "" : " ") + more + ">" + xml(words) +
            "</text>\n";
}

void Drawing::line(double x1, double y1, double x2, double y2, const char* color, double width,
                   const char* dashes) {
    out_ += "<line x1=\"" + number(x1) + "\" y1=\"" + number(y1) + "\" x2=\"" + number(x2) +
            "\" y2=\"" + number(y2) + "\" stroke=\"" + color + "\" stroke-width=\"" +
            number(width) + "\" stroke-dasharray=\"" + dashes + "\"/>\n";
}

void Drawing::box(double x, double y, double width, double height, const std::string& attributes,
                  const std::string& tooltip) {
    out_ += "<rect x=\"" + number(x) + "\" y=\"" + number(y) + "\" width=\"" + number(width) +
            "\" height=\"" + number(height) + "\" " + attributes;
    out_ += tooltip.empty() ? "/>\n" : "><title>" + xml(tooltip) + "</title></rect>\n";
}

void Drawing::measure() {
    std::size_t columns = 8;
    for (const TimelineRows::Row& row : rows_.rows) {
        columns = std::max({columns, drawnWidth(row.name), drawnWidth(row.actor)});
    }
    for (const TimelineRows::Period& period : rows_.periods) {
        columns = std::max(columns, drawnWidth(period.name));
    }
    names_ = widthOf(std::min(columns, kNameColumns), kNameSize);
    plot_ = kMargin + names_ + 12;
    const Day days = rows_.last - rows_.first + 1;
    day_ = std::clamp(kPlotWidth / days, kNarrowestDay, kWidestDay);
    width_ = plot_ + days * day_ + kDateRoom + kMargin;
    const std::string title = input_.program->itemTitle(input_.item);
    width_ = std::max(width_, 2 * kMargin + widthOf(drawnWidth(title) + 12, kTitleSize));
}

void Drawing::addHead() {
    const std::string title = input_.program->itemTitle(input_.item);
    y_ = kMargin + kTitleSize;
    text(kMargin, y_, say({title + "办理时间线", title + ": timeline"}), kTitleSize, "#222222",
         "font-weight=\"bold\"");
    const model::Item& item = input_.program->items[input_.item];
    std::string words;
    if (item.authorityName.valid()) {
        words = say({"实施机关：", "Authority: "}) +
                std::string(input_.program->text(item.authorityName)) + say({"；", "; "});
    }
    const std::string begin = calendar_.date(input_.course->begin).iso();
    if (input_.course->end == derive::Calendar::kPast) {
        words += say({begin + " 起，何时办结不能确定", "from " + begin + ", the end is not known"});
    } else {
        const std::string end = calendar_.date(input_.course->end).iso();
        words += say({begin + " 起，按最长的情形 " + end + " 办结",
                      "from " + begin + ", done by " + end + " at the latest"});
    }
    y_ += 20;
    text(kMargin, y_, words, kSmallSize, "#555555");
    y_ += 14;
}

void Drawing::addDaysOff() {
    for (Day day = rows_.first; day <= rows_.last;) {
        Day next = day + 1;
        if (calendar_.isWorkingDay(day)) {
            day = next;
            continue;
        }
        while (next <= rows_.last && !calendar_.isWorkingDay(next)) {
            ++next;
        }
        box(left(day), top_, (next - day) * day_, bottom_ - top_, "fill=\"#EEEEEE\"");
        day = next;
    }
}

/// Mondays where they have room, else the first days of months, else of years.
void Drawing::addAxis() {
    line(plot_, top_, right(rows_.last), top_, "#333333", 1);
    double free = 0;
    bool first = true;
    for (Day day = rows_.first; day <= rows_.last; ++day) {
        const Date date = calendar_.date(day);
        const bool weekly = 7 * day_ >= kLabelRoom;
        const bool tick = weekly ? date.weekday() == 1 : date.day() == 1;
        if (day != rows_.first && !tick) {
            continue;
        }
        const bool year = first || (date.month() == 1 && date.day() <= 7);
        const std::string label = year ? date.iso() : date.iso().substr(5);
        line(left(day), top_ - 5, left(day), bottom_, day == rows_.first ? "#333333" : "#CCCCCC",
             1);
        if (left(day) >= free) {
            text(left(day) + 2, top_ - 8, label, kSmallSize, "#333333");
            free = left(day) + (year ? 1.6 : 1) * kLabelRoom;
            first = false;
        }
    }
}

std::string Drawing::barAttributes(Fill fill, bool critical) const {
    const char* stroke = critical ? "#1F3F66" : "#666666";
    const std::string width = critical ? "2" : "1";
    const char* paint = "";
    switch (fill) {
        case Fill::Counted:
            paint = critical ? "#3F6EA5" : "#C9DBEC";
            break;
        case Fill::Excluded:
            paint = "url(#hatch)";
            break;
        case Fill::Applicants:
            paint = "#FFFFFF";
            break;
    }
    return std::string("fill=\"") + paint + "\" stroke=\"" + stroke + "\" stroke-width=\"" + width +
           "\"" + (fill == Fill::Applicants ? " stroke-dasharray=\"4 2\"" : "");
}

void Drawing::addBar(const TimelineRows::Row& row, const TimelineRows::Bar& bar, double y) {
    const auto iso = [&](Day day) { return calendar_.date(day).iso(); };
    if (bar.begin == bar.end && !bar.open) {
        const double x = right(bar.begin);
        const double size = kBarHeight / 2;
        const double middle = y + size;
        out_ += "<path d=\"M" + number(x) + " " + number(y) + " L" + number(x + size) + " " +
                number(middle) + " L" + number(x) + " " + number(y + kBarHeight) + " L" +
                number(x - size) + " " + number(middle) + " Z\" " +
                barAttributes(row.fill, bar.critical) + "><title>" +
                xml(row.name + " " + iso(bar.begin)) + "</title></path>\n";
        return;
    }
    const Day end = bar.open ? rows_.last : bar.end;
    std::string tooltip = row.name + " " + iso(bar.begin + 1) + " – " +
                          (bar.open ? say({"不能确定", "not known"}) : iso(bar.end));
    std::string attributes = barAttributes(row.fill, bar.critical);
    if (bar.open) {
        attributes += " opacity=\"0.5\"";
    }
    box(right(bar.begin), y, std::max(1.0, (end - bar.begin) * day_), kBarHeight, attributes,
        tooltip);
    if (bar.open) {
        text(right(end) + 4, y + kBarHeight - 3, "?", kNameSize, "#B00020");
    }
}

void Drawing::addRows() {
    double y = top_;
    for (const TimelineRows::Row& row : rows_.rows) {
        const bool critical = std::any_of(row.bars.begin(), row.bars.end(),
                                          [](const auto& bar) { return bar.critical; });
        const std::string name = wrappedLines(row.name, kNameColumns).front();
        text(kMargin, y + 15, name == row.name ? name : name + "…", kNameSize, "#222222",
             critical ? "font-weight=\"bold\"" : "");
        if (!row.actor.empty()) {
            text(kMargin, y + 28, row.actor, kSmallSize, "#666666");
        }
        line(kMargin, y + kRowHeight, right(rows_.last), y + kRowHeight, "#E4E4E4", 1);
        for (const TimelineRows::Bar& bar : row.bars) {
            addBar(row, bar, y + (kRowHeight - kBarHeight) / 2);
        }
        y += kRowHeight;
    }
}

/// A bracket from the day of the event to the last day, and a line up through the steps.
void Drawing::addPeriods() {
    double y = bottom_;
    for (const TimelineRows::Period& period : rows_.periods) {
        const PeriodStyle style = styleOf(period.kind);
        const double middle = y + kPeriodHeight / 2;
        const double begin = right(period.start);
        const double end = right(period.last);
        for (const std::string& name : wrappedLines(period.name, kNameColumns + 6)) {
            text(kMargin, middle + 4, name, kSmallSize + 1, style.color);
            break;
        }
        if (period.main) {
            line(end, top_, end, middle, style.color, 1.5, style.dashes);
        }
        line(begin, middle, end, middle, style.color, 2, style.dashes);
        line(begin, middle - 6, begin, middle + 6, style.color, 2);
        line(end, middle - 6, end, middle + 6, style.color, 2);
        std::string date = calendar_.date(period.last).iso();
        double x = end;
        if (period.rolled > period.last) {
            line(end, middle, right(period.rolled), middle, style.color, 1, "1 2");
            x = right(period.rolled);
        }
        if (period.broken) {
            date += " ✗";
        }
        text(x + 4, middle + 4, date, kSmallSize, style.color);
        y += kPeriodHeight;
    }
    y_ = y + 8;
}

void Drawing::addLegend() {
    struct Sign {
        Fill fill;
        bool critical;
        Text words;
    };
    const auto any = [&](auto&& wanted) {
        return std::any_of(rows_.rows.begin(), rows_.rows.end(), wanted);
    };
    std::vector<Sign> signs{{Fill::Counted, true, {"决定用时的最长路径", "the longest path"}}};
    if (any([](const auto& row) {
            return row.fill == Fill::Counted &&
                   std::any_of(row.bars.begin(), row.bars.end(),
                               [](const auto& bar) { return !bar.critical; });
        })) {
        signs.push_back({Fill::Counted, false, {"其他环节", "other steps"}});
    }
    if (any([](const auto& row) { return row.fill == Fill::Excluded; })) {
        signs.push_back({Fill::Excluded, false, {"不计入期限", "not counted"}});
    }
    if (any([](const auto& row) { return row.fill == Fill::Applicants; })) {
        signs.push_back({Fill::Applicants, false, {"由申请人办理", "by the applicant"}});
    }
    double x = kMargin;
    y_ += 10;
    const auto room = [&](const std::string& words) {
        const double needed = widthOf(drawnWidth(words), kSmallSize) + 48;
        if (x > kMargin && x + needed > width_) {
            x = kMargin;
            y_ += 20;
        }
        return needed;
    };
    for (const Sign& sign : signs) {
        const std::string words = say(sign.words);
        const double needed = room(words);
        box(x, y_, 22, 12, barAttributes(sign.fill, sign.critical));
        text(x + 28, y_ + 10, words, kSmallSize, "#333333");
        x += needed;
    }
    const std::string off = say({"灰底为休息日", "grey: days off"});
    const double needed = room(off);
    box(x, y_, 22, 12, R"(fill="#EEEEEE" stroke="#CCCCCC")");
    text(x + 28, y_ + 10, off, kSmallSize, "#333333");
    x += needed;
    const bool spot = any([](const auto& row) {
        return std::any_of(row.bars.begin(), row.bars.end(),
                           [](const auto& bar) { return bar.begin == bar.end && !bar.open; });
    });
    if (spot) {
        const std::string words = say({"◆ 当日完成", "◆ the same day"});
        room(words);
        text(x, y_ + 10, words, kSmallSize, "#333333");
    }
    y_ += 26;
}

void Drawing::addNotes() {
    std::vector<std::string> notes;
    for (const TimelineRows::Period& period : rows_.periods) {
        std::string note = period.name;
        if (!period.ground.empty()) {
            note = withRemark(note, period.ground, language_);
        }
        note += say({"，届满 ", ", last day "}) + calendar_.date(period.last).iso();
        if (period.rolled > period.last) {
            const std::string day = calendar_.date(period.rolled).iso();
            note += say({"，顺延则 " + day, ", put off " + day});
        }
        if (period.broken) {
            note += say({"，逾期", ", exceeded"});
        }
        notes.push_back(note + say({"。", "."}));
    }
    notes.push_back(say({"事件发生的当日不计入期间，色条从次日画起。",
                         "The day of an event is not counted: bars begin on the next."}));
    const auto columns = static_cast<std::size_t>((width_ - 2 * kMargin) / widthOf(1, kSmallSize));
    for (const std::string& note : notes) {
        for (const std::string& words : wrappedLines(note, columns)) {
            text(kMargin, y_ + 10, words, kSmallSize, "#333333");
            y_ += 17;
        }
    }
}

std::string Drawing::run() {
    measure();
    addHead();
    top_ = y_ + 22;
    bottom_ = top_ + static_cast<double>(rows_.rows.size()) * kRowHeight;
    addDaysOff();
    addAxis();
    addRows();
    addPeriods();
    addLegend();
    addNotes();
    const std::string lang = language_ == Language::Chinese ? "zh-CN" : "en";
    const std::string title = input_.program->itemTitle(input_.item);
    const std::string width = number(width_);
    const std::string height = number(y_ + kMargin);
    std::string svg = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    svg += "<svg lang=\"" + lang + "\" xml:lang=\"" + lang +
           R"(" role="img" style="max-width:100%;height:auto" width=")" + width + "\" height=\"" +
           height + "\" viewBox=\"0 0 " + width + " " + height + "\" font-family=\"";
    svg += kFonts;
    svg += "\" xmlns=\"http://www.w3.org/2000/svg\">\n<title>" +
           xml(say({title + "办理时间线", title + ": timeline"})) +
           "</title>\n<defs><pattern id=\"hatch\" width=\"6\" height=\"6\" "
           "patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
           "<rect width=\"6\" height=\"6\" fill=\"#FFFFFF\"/>"
           "<line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"6\" stroke=\"#7A5200\" "
           "stroke-width=\"2\"/></pattern></defs>\n";
    svg += R"(<rect width="100%" height="100%" fill="#FFFFFF"/>)"
           "\n";
    return svg + out_ + "</svg>\n";
}

}  // namespace

std::string timelineSvg(const TimelineInput& input, Language language) {
    return Drawing(input, language).run();
}

}  // namespace fadu::emit
