#include "emit/TimelineRows.h"
#include "support/Text.h"

#include <algorithm>

namespace fadu::emit {

namespace {

using derive::Day;
using Fill = TimelineRows::Fill;
using PeriodKind = TimelineRows::PeriodKind;

constexpr std::size_t kLeastWidth = 60;
constexpr std::size_t kWidestName = 36;
constexpr std::size_t kDateWidth = 11;  ///< A date behind a bracket.

/// Cells of one column each.
using Line = std::vector<std::string>;

class Drawing {
public:
    Drawing(const TimelineInput& input, Language language, std::size_t width)
        : calendar_(*input.calendar),
          language_(language),
          rows_(timelineRows(input, language)),
          width_(std::max(width, kLeastWidth)) {}

    std::string run();

private:
    std::string say(const Text& text) const { return text.in(language_); }
    std::size_t columnOf(Day day) const {
        return static_cast<std::size_t>((day - rows_.first) / scale_);
    }
    void put(Line& line, std::size_t column, std::string_view text) const;
    void addLine(std::string_view name, const Line& cells, const std::string& behind = "");
    void addScale();
    void addRow(const TimelineRows::Row& row);
    void addPeriod(const TimelineRows::Period& period);
    void addLegend();

    const derive::Calendar& calendar_;
    Language language_;
    TimelineRows rows_;
    std::size_t width_;
    std::size_t nameWidth_ = 0;
    std::size_t columns_ = 0;
    Day scale_ = 1;  ///< Days of a column.
    bool excluded_ = false;
    bool applicants_ = false;
    bool spot_ = false;
    bool pauses_ = false;  ///< Days off in a bar.
    bool open_ = false;
    bool off_ = false;
    std::string out_;
};

/// A text of single-width characters over the cells.
void Drawing::put(Line& line, std::size_t column, std::string_view text) const {
    for (std::size_t i = 0; i < text.size() && column < line.size(); ++column) {
        const CodePoint point = decodeUtf8(text, i);
        line[column] = std::string(text.substr(i, point.length));
        i += point.length;
    }
}

/// A name of at most so many columns, cut with an ellipsis.
std::string cut(std::string_view name, std::size_t width) {
    if (displayWidth(name) <= width) {
        return std::string(name);
    }
    std::size_t end = 0;
    std::size_t used = 0;
    while (end < name.size()) {
        const CodePoint point = decodeUtf8(name, end);
        const auto more = static_cast<std::size_t>(std::max(0, displayWidth(point.value)));
        if (used + more + 1 > width) {
            break;
        }
        used += more;
        end += point.length;
    }
    return std::string(name.substr(0, end)) + "…";
}

void Drawing::addLine(std::string_view name, const Line& cells, const std::string& behind) {
    const std::string shown = cut(name, nameWidth_);
    std::string line = shown + std::string(nameWidth_ - displayWidth(shown) + 2, ' ');
    for (const std::string& cell : cells) {
        line += cell;
    }
    line += behind;
    line.erase(line.find_last_not_of(' ') + 1);
    out_ += line + "\n";
}

/// Dates, and below them what kind of day each is.
void Drawing::addScale() {
    Line dates(columns_, " ");
    Line marks(columns_, " ");
    std::size_t free = 0;
    bool first = true;
    for (std::size_t i = 0; i < columns_; ++i) {
        const Day day = rows_.first + static_cast<Day>(i) * scale_;
        const bool week = scale_ == 1 ? calendar_.date(day).weekday() == 1 : i % 10 == 0;
        if (i == 0 || (week && i >= free)) {
            const std::string iso = calendar_.date(day).iso();
            const bool year = first || iso.substr(5) <= "01-07";
            const std::string text = year ? iso : iso.substr(5);
            if (i + text.size() <= columns_) {
                put(dates, i, text);
                marks[i] = "|";
                free = i + text.size() + 1;
                first = false;
            }
        }
        if (scale_ == 1 && marks[i] == " " && !calendar_.isWorkingDay(day)) {
            marks[i] = ".";
            off_ = true;
        }
    }
    addLine("", dates);
    addLine("", marks);
}

void Drawing::addRow(const TimelineRows::Row& row) {
    Line cells(columns_, " ");
    for (const TimelineRows::Period& period : rows_.periods) {
        if (period.main && period.kind != PeriodKind::Extended) {
            cells[columnOf(period.last)] = period.kind == PeriodKind::Limit ? "|" : ":";
        }
    }
    for (const TimelineRows::Bar& bar : row.bars) {
        if (bar.begin == bar.end && !bar.open) {
            cells[columnOf(bar.begin)] = "*";
            spot_ = true;
            continue;
        }
        const Day end = bar.open ? rows_.last : bar.end;
        for (Day day = bar.begin + 1; day <= end; ++day) {
            std::string& cell = cells[columnOf(day)];
            if (bar.open) {
                cell = "?";
                open_ = true;
            } else if (row.fill == Fill::Excluded) {
                cell = "░";
                excluded_ = true;
            } else if (row.fill == Fill::Applicants) {
                cell = "▒";
                applicants_ = true;
            } else if (calendar_.isWorkingDay(day)) {
                cell = "█";
            } else if (cell != "█") {
                cell = "─";
                pauses_ = true;
            }
        }
    }
    addLine(row.name, cells);
}

void Drawing::addPeriod(const TimelineRows::Period& period) {
    Line cells(columns_, " ");
    const std::size_t begin = columnOf(period.start);
    const std::size_t end = columnOf(period.last);
    for (std::size_t i = begin; i <= end; ++i) {
        cells[i] = period.kind == PeriodKind::Promise ? "╌" : "─";
    }
    cells[begin] = "├";
    cells[end] = "┤";
    if (period.rolled > period.last && columnOf(period.rolled) > end) {
        cells[columnOf(period.rolled)] = "┊";
    }
    std::size_t used = columns_;
    while (used > 0 && cells[used - 1] == " ") {
        --used;
    }
    cells.resize(used);
    addLine(period.name, cells,
            " " + calendar_.date(period.last).iso().substr(5) + (period.broken ? " ✗" : ""));
}

void Drawing::addLegend() {
    std::vector<Text> parts;
    if (!rows_.rows.empty()) {
        parts.push_back({"█ 办理", "█ worked on"});
    }
    if (excluded_) {
        parts.push_back({"░ 不计入期限", "░ not counted"});
    }
    if (applicants_) {
        parts.push_back({"▒ 由申请人办理", "▒ by the applicant"});
    }
    if (pauses_) {
        parts.push_back({"─ 休息日", "─ days off"});
    }
    if (spot_) {
        parts.push_back({"* 当日完成", "* the same day"});
    }
    if (open_) {
        parts.push_back({"? 何时结束不能确定", "? end not known"});
    }
    if (off_) {
        parts.push_back({". 休息日（刻度）", ". day off (scale)"});
    }
    const auto any = [&](PeriodKind kind) {
        return std::any_of(rows_.periods.begin(), rows_.periods.end(),
                           [&](const auto& period) { return period.main && period.kind == kind; });
    };
    if (any(PeriodKind::Limit)) {
        parts.push_back({"| 法定的决定期限届满", "| limit of the decision"});
    }
    if (any(PeriodKind::Promise)) {
        parts.push_back({": 承诺的决定期限届满", ": promise of the decision"});
    }
    if (scale_ > 1) {
        const std::string days = std::to_string(scale_);
        parts.push_back({"一列 " + days + " 日", "a column is " + days + " days"});
    }
    std::string line;
    for (const Text& part : parts) {
        const std::string text = say(part);
        if (!line.empty() && displayWidth(line) + 3 + displayWidth(text) > width_) {
            out_ += line + "\n";
            line.clear();
        }
        line += (line.empty() ? "" : "   ") + text;
    }
    out_ += line + "\n";
}

std::string Drawing::run() {
    if (rows_.rows.empty() && rows_.periods.empty()) {
        return "";
    }
    for (const TimelineRows::Row& row : rows_.rows) {
        nameWidth_ = std::max(nameWidth_, displayWidth(row.name));
    }
    for (const TimelineRows::Period& period : rows_.periods) {
        nameWidth_ = std::max(nameWidth_, displayWidth(period.name));
    }
    nameWidth_ = std::min({nameWidth_, kWidestName, width_ / 2 - 4});
    constexpr Day kFewestDays = 12;  // Room for a date.
    rows_.last =
        std::max(rows_.last, std::min<Day>(rows_.first + kFewestDays - 1, calendar_.size() - 1));
    const Day days = rows_.last - rows_.first + 1;
    const std::size_t room = width_ - nameWidth_ - 2 - kDateWidth;
    scale_ = static_cast<Day>((static_cast<std::size_t>(days) + room - 1) / room);
    columns_ = columnOf(rows_.last) + 1;
    addScale();
    for (const TimelineRows::Row& row : rows_.rows) {
        addRow(row);
    }
    for (const TimelineRows::Period& period : rows_.periods) {
        addPeriod(period);
    }
    addLegend();
    return std::move(out_);
}

}  // namespace

std::string timelineText(const TimelineInput& input, Language language, std::size_t width) {
    return Drawing(input, language, width).run();
}

}  // namespace fadu::emit
