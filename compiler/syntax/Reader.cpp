#include "syntax/Reader.h"

#include "support/Hash.h"
#include "support/Text.h"

#include <algorithm>
#include <unordered_map>

namespace fadu::syntax {

const Descriptor kUnknownLabel{
    "SYN004",
    "syntax/unknown-label",
    Severity::Error,
    Nature::Form,
    {"“{block}”中没有“{label}”这一项", "{block} has no label '{label}'"}};
const Descriptor kWrongValue{
    "SYN005",
    "syntax/wrong-value",
    Severity::Error,
    Nature::Form,
    {"“{label}”的值不对：{problem}", "wrong value for '{label}': {problem}"}};
const Descriptor kDuplicateLabel{
    "SYN006",
    "syntax/duplicate-label",
    Severity::Error,
    Nature::Form,
    {"“{label}”重复填写，以先写的为准", "'{label}' is given twice; the first one stands"}};
const Descriptor kMissingLabel{"SYN007",
                               "syntax/missing-label",
                               Severity::Error,
                               Nature::Form,
                               {"缺少必填项“{label}”", "the required label '{label}' is missing"}};

namespace {

constexpr std::int64_t kLargestNumber = 100'000'000;

using Kind = Value::Kind;

bool startsWith(std::string_view text, std::string_view prefix) {
    return text.substr(0, prefix.size()) == prefix;
}

/// Reads decimal digits from the front of `text`; past `kLargestNumber` it stays there plus one.
bool takeNumber(std::string_view& text, std::int64_t& value) {
    std::size_t i = 0;
    value = 0;
    while (i < text.size() && text[i] >= '0' && text[i] <= '9') {
        value = std::min(value * 10 + (text[i] - '0'), kLargestNumber + 1);
        ++i;
    }
    text.remove_prefix(i);
    return i != 0;
}

std::optional<Unit> readUnit(std::string_view text) {
    const auto value = findTerm(TermFamily::Unit, text);
    return value ? std::optional<Unit>(static_cast<Unit>(*value)) : std::nullopt;
}

struct NumberReading {
    bool matched = false;
    Quantity quantity;
    std::string_view unitText;
    bool outOfRange = false;
    bool decimal = false;  ///< 1.5: money once its unit follows, nothing else.
};

/// A number or range with an optional unit glued to it.
NumberReading readNumber(std::string_view text) {
    NumberReading result;
    std::int64_t low = 0;
    if (!takeNumber(text, low)) {
        return result;
    }
    std::int64_t fraction = 0;
    bool decimal = false;
    if (startsWith(text, ".") && text.size() > 1 && text[1] >= '0' && text[1] <= '9') {
        text.remove_prefix(1);
        const std::size_t before = text.size();
        std::int64_t digits = 0;
        takeNumber(text, digits);
        const std::size_t length = before - text.size();
        fraction = length == 1 ? digits * 10 : digits;
        decimal = true;
        if (length > 2) {
            return {};
        }
    }
    std::int64_t high = low;
    if (!decimal) {
        for (const std::string_view joiner : {"-", "~", "～", "—", "至"}) {
            std::string_view rest = text;
            std::int64_t upper = 0;
            if (startsWith(rest, joiner)) {
                rest.remove_prefix(joiner.size());
                if (takeNumber(rest, upper)) {
                    high = upper;
                    text = rest;
                    break;
                }
            }
        }
    }
    result.unitText = text;
    Unit unit = Unit::None;
    if (!text.empty()) {
        const std::optional<Unit> read = readUnit(text);
        if (!read || text == "月") {
            return {};  // 3月 is a month's name, not a span of months.
        }
        unit = *read;
    }
    if (decimal && unit != Unit::Fen && unit != Unit::None) {
        return {};
    }
    result.matched = true;
    result.decimal = decimal;
    result.outOfRange = low > kLargestNumber || high > kLargestNumber || high < low;
    if (unit == Unit::Fen) {
        low = low * 100 + fraction;
        high = high * 100 + fraction;
    }
    result.quantity = {low, high, unit};
    return result;
}

struct DateReading {
    bool matched = false;
    std::optional<Date> date;  ///< Nothing when the calendar has no such day.
};

DateReading readDate(std::string_view text) {
    std::int64_t parts[3] = {0, 0, 0};
    const bool iso = text.size() >= 8 && text.size() <= 10 && text.find('-') == 4;
    for (int i = 0; i < 3; ++i) {
        if (!takeNumber(text, parts[i])) {
            return {};
        }
        const std::string_view mark = iso      ? (i < 2 ? "-" : "")
                                      : i == 0 ? "年"
                                      : i == 1 ? "月"
                                               : "日";
        if (!startsWith(text, mark)) {
            return {};
        }
        text.remove_prefix(mark.size());
    }
    if (!text.empty() || parts[0] > 9999 || parts[1] > 99 || parts[2] > 99) {
        return {};
    }
    return {true, Date::fromCivil(static_cast<int>(parts[0]), static_cast<unsigned>(parts[1]),
                                  static_cast<unsigned>(parts[2]))};
}

std::uint64_t bit(Clause clause) { return 1ULL << static_cast<unsigned>(clause); }

/// Clause keywords that make sense in an entry.
std::uint64_t allowedClauses(BlockKind parent, const LabelInfo* info) {
    switch (parent) {
        case BlockKind::Materials:
            return bit(Clause::Original) | bit(Clause::Copy) | bit(Clause::SharedClause) |
                   bit(Clause::Deferrable) | bit(Clause::SelfProvidedClause) | bit(Clause::Basis) |
                   bit(Clause::Until);
        case BlockKind::Flow:
            return bit(Clause::After) | bit(Clause::Excluded) | bit(Clause::Basis) |
                   bit(Clause::StageClause) | bit(Clause::OnSite) | bit(Clause::AtMost);
        case BlockKind::BundleFlow:
            return bit(Clause::After);
        case BlockKind::Conditions:
            return bit(Clause::Basis) | bit(Clause::AppliesTo);
        case BlockKind::Fees:
        case BlockKind::Intermediaries:
            return bit(Clause::Basis);
        case BlockKind::Limits:
            return bit(Clause::Basis) | bit(Clause::ApprovedBy) | bit(Clause::Starting);
        case BlockKind::Provision:
            return bit(Clause::By) | bit(Clause::Levels) | bit(Clause::AlsoNamed) |
                   bit(Clause::JointlyWith) | bit(Clause::AppliesTo) | bit(Clause::Starting) |
                   bit(Clause::Before) | bit(Clause::ApprovedBy) | bit(Clause::Basis) |
                   bit(Clause::BeforeExpiry) | bit(Clause::Until);
        default:
            break;
    }
    if (info == nullptr) {
        return 0;
    }
    switch (info->label) {
        case Label::Repealed:
            return bit(Clause::By) | bit(Clause::Basis);
        case Label::DayMeans:
            return bit(Clause::OnlyFor) | bit(Clause::Only) | bit(Clause::Basis);
        case Label::Formerly:
        case Label::FormerNames:
            return bit(Clause::Until) | bit(Clause::Basis);
        case Label::Authority:
            return bit(Clause::Levels);
        case Label::RenewalLead:
            return bit(Clause::BeforeExpiry) | bit(Clause::Basis);
        case Label::ValidityPeriod:
        case Label::Quota:
        case Label::AnnualInspection:
        case Label::Abolished:
            return bit(Clause::Basis);
        default:
            return 0;
    }
}

/// Whether a name looks like a clause keyword without the space behind it (后于受理). Keywords of
/// one character prove nothing: 自然资源局, 由 and 至 begin many names.
bool gluedClause(const Value& value, const ClauseInfo& clause) {
    const std::string_view word = clause.zh;
    return word.size() > 3 && value.end - value.begin == value.text.size() &&
           startsWith(value.text, word) && value.text.size() > word.size();
}

/// Declarations whose 日 can only be a mistake: an item must say which days it means.
bool mustStateDays(Label declaration) { return declaration != Label::DeclareInstrument; }

/// What findings call an entry: a label of the schema or a name as written. It becomes text only
/// where there is a finding.
struct EntryName {
    std::string_view zh;
    std::string_view en;

    Text text() const { return {printable(zh, kLongest), printable(en, kLongest)}; }
    static constexpr std::size_t kLongest = 20;
};

/// A label given twice: the second child of a block with it, and the first.
struct Repetition {
    std::uint32_t child = 0;
    std::uint32_t earlier = 0;
};

/// Children of a block by what must not be repeated among them, in source order, to be reported.
template <typename Key>
void collectRepetitions(std::vector<std::pair<Key, std::uint32_t>>& children,
                        std::vector<Repetition>& result) {
    std::sort(children.begin(), children.end());
    for (std::size_t i = 1, first = 0; i < children.size(); ++i) {
        if (children[i].first == children[first].first) {
            result.push_back({children[i].second, children[first].second});
        } else {
            first = i;
        }
    }
}

}  // namespace

std::optional<DateRange> readDateRange(std::string_view text) {
    for (const std::string_view joiner : {"至", "~", "～"}) {
        if (const std::size_t at = text.find(joiner); at != std::string_view::npos) {
            const std::optional<Date> first = readDate(text.substr(0, at)).date;
            const std::optional<Date> last = readDate(text.substr(at + joiner.size())).date;
            return first && last && *first <= *last
                       ? std::optional<DateRange>(DateRange{*first, *last})
                       : std::nullopt;
        }
    }
    return std::nullopt;
}

Diagnostic missingLabel(Span head, const LabelInfo& label) {
    Diagnostic diagnostic =
        makeDiagnostic(kMissingLabel, head, {parameter("label", Text{label.zh, label.en})});
    diagnostic.advice = {std::string("补上“") + label.zh + "”：" + label.docZh,
                         std::string("add '") + label.en + "': " + label.docEn};
    return diagnostic;
}

/// Reads one unit. The statements come in the order of the text, so that a statement's parent has
/// been read before it.
class Reader {
public:
    /// What grows while a declaration is read. It is kept between declarations, so that each gets
    /// its vectors in one allocation of the right size.
    struct Buffers {
        std::vector<Node> nodes;
        std::vector<Value> values;
        std::vector<CitationSyntax> citations;
        std::vector<KeywordUse> keywords;
    };

    Reader(std::string_view text, const std::vector<Token>& tokens, const Slice& unit,
           const ParsedUnit& parsed)
        : tokens_(tokens), unit_(unit), parsed_(parsed), result_(std::make_shared<Declaration>()) {
        result_->text = std::string(text.substr(unit.begin, unit.end - unit.begin));
        result_->hash = hashBytes(result_->text);
        result_->repaired = unit.repaired;
    }

    std::shared_ptr<const Declaration> run(Buffers& buffers);

private:
    void read();
    void swapBuffers(Buffers& buffers);

    struct Context {  ///< What is known of a statement once it has been read.
        std::uint32_t node = 0;
        BlockKind block = BlockKind::None;
        bool skipped = false;
        bool entryBlock = false;  ///< Its statements are clauses of the entry.
        bool overrun = false;     ///< What follows in its block is that of another: reported.
        std::uint32_t lastChild = 0;
        const LabelInfo* info = nullptr;
    };
    /// A bare value: the atoms between commas.
    struct Group {
        std::span<Value> atoms;
    };

    std::string_view source(const Token& token) const {
        return std::string_view(result_->text)
            .substr(token.begin - unit_.begin, token.end - token.begin);
    }
    std::string_view normalized(std::string_view text);
    Span spanOf(const Token& token) const {
        return {FileId(), token.begin - unit_.begin, token.end - unit_.begin};
    }
    static Span spanOf(const Value& value) { return {FileId(), value.begin, value.end}; }

    Diagnostic& report(Diagnostic diagnostic) {
        result_->diagnostics.push_back(std::move(diagnostic));
        return result_->diagnostics.back();
    }
    void useKeyword(const Token& token, const char* zh, const char* en) {
        result_->keywords.push_back({token.begin - unit_.begin, token.end - unit_.begin, zh, en});
    }
    bool useTerm(TermFamily family, const Value& value);

    void readStatement(std::uint32_t index);
    void readDeclarationHead(std::uint32_t index);
    void readEntryClause(std::uint32_t index, Context& parent);
    void readLabelled(std::uint32_t index, const LabelInfo& info, std::uint32_t headRest);
    void readNamed(std::uint32_t index, BlockKind block);
    void readProvision(std::uint32_t index);
    Node& addNode(std::uint32_t index, Label label, BlockKind block);
    void finishNode(Node& node, std::uint32_t firstValueToken, std::uint32_t lastValueToken);
    void readAllowances(std::uint32_t index);
    void readDocumentation();
    void checkBlocks();

    std::uint32_t readAtoms(std::uint32_t first, std::uint32_t last, bool withClauses);
    void readRun(const Token& token, Value& value);
    void noSuchProvision(Span span, std::string_view text);
    void assembleCitation(Value& value, const Token& token);
    void unknownLabel(const Token& token, BlockKind block);
    bool isProvisionHead(BlockKind block, std::string_view name) const;
    bool overruns(std::uint32_t index, std::string_view name);

    void checkValues(std::uint32_t index, Node& node, const LabelInfo* info);
    void checkClauses(Node& node, BlockKind parent, const LabelInfo* info, EntryName label);
    bool checkGroups(Node& node, ValueType type, std::span<Value> atoms, EntryName label,
                     Span whole);
    bool checkGroup(Node& node, ValueType type, std::span<Value> atoms, EntryName label);
    static constexpr unsigned kMostWrongValues = 3;
    void wrong(Node& node, Span span, EntryName label, Text problem, std::vector<Fix> fixes = {});
    std::pair<const Node*, unsigned> wrongOf_{nullptr, 0};  ///< The last entry with wrong values.

    const std::vector<Token>& tokens_;
    const Slice& unit_;
    const ParsedUnit& parsed_;
    std::shared_ptr<Declaration> result_;
    std::vector<Context> contexts_;
    Label declaration_ = Label::None;
    bool keepSpelling_ = false;  ///< Reading a code, which is what its characters are.
    std::unordered_map<std::uint32_t, std::vector<std::string>> suggested_;  ///< By node.
};

std::string_view Reader::normalized(std::string_view text) {
    if (isNfkcQuick(text)) {
        return text;
    }
    std::string form = normalizeNfkc(text);
    if (form == text) {
        return text;
    }
    result_->normalized_.push_back(std::make_unique<const std::string>(std::move(form)));
    return *result_->normalized_.back();
}

bool Reader::useTerm(TermFamily family, const Value& value) {
    if (value.kind != Kind::Name) {
        return false;
    }
    const char* zh = otherSpelling(family, value.text, Language::Chinese);
    if (zh == nullptr) {
        return false;
    }
    result_->keywords.push_back(
        {value.begin, value.end, zh, otherSpelling(family, value.text, Language::English)});
    return true;
}

// ---------------------------------------------------------------------------------------------
// Atoms

void Reader::readRun(const Token& token, Value& value) {
    if (keepSpelling_) {
        value.kind = Kind::Name;
        value.text = source(token);
        return;
    }
    const std::string_view text = normalized(source(token));
    value.kind = Kind::Name;
    value.text = text;
    const char first = text.empty() ? '\0' : text.front();
    if (first >= '0' && first <= '9') {
        if (const DateReading date = readDate(text); date.matched) {
            if (date.date) {
                value.kind = Kind::Date;
                value.date = *date.date;
            } else {
                value.kind = Kind::Invalid;
                report(makeDiagnostic(
                    kOutOfRange, spanOf(token),
                    {parameter("what", Text{"日历上没有 " + printable(text) + " 这一天",
                                            "the calendar has no day " + printable(text)})}));
            }
            return;
        }
        if (const NumberReading number = readNumber(text);
            number.matched && !(number.decimal && number.quantity.unit == Unit::None)) {
            value.kind = number.outOfRange ? Kind::Invalid : Kind::Quantity;
            value.quantity = number.quantity;
            if (number.outOfRange) {
                report(makeDiagnostic(
                    kOutOfRange, spanOf(token),
                    {parameter("what",
                               Text{"数值超出范围：" + printable(text, 24),
                                    "the number is out of range: " + printable(text, 24)})}));
            } else if (!number.unitText.empty()) {
                const auto length = static_cast<std::uint32_t>(number.unitText.size());
                // Only where the source spells the unit as the normal form does.
                if (value.end - value.begin == text.size()) {
                    result_->keywords.push_back(
                        {value.end - length, value.end,
                         otherSpelling(TermFamily::Unit, number.unitText, Language::Chinese),
                         otherSpelling(TermFamily::Unit, number.unitText, Language::English)});
                }
            }
            return;
        }
        return;
    }
    if (startsWith(text, "第") || startsWith(text, "附件") || text == "全文") {
        const ProvisionReading reading = syntax::readProvision(text);
        if (!reading.matched) {
            return;
        }
        if (reading.outOfRange) {
            value.kind = Kind::Invalid;
            noSuchProvision(spanOf(token), text);
            return;
        }
        CitationSyntax citation;
        citation.first = reading.first;
        citation.last = reading.last;
        citation.provisionBegin = value.begin;
        citation.provisionEnd = value.end;
        value.kind = text == "全文" ? Kind::Name : Kind::Citation;
        value.citation = static_cast<std::uint32_t>(result_->citations.size());
        if (value.kind == Kind::Citation) {
            result_->citations.push_back(citation);
        }
    }
}

void Reader::noSuchProvision(Span span, std::string_view text) {
    report(makeDiagnostic(
        kOutOfRange, span,
        {parameter("what", Text{"没有这样的条款号：" + printable(text, 24),
                                "there is no such provision number: " + printable(text, 24)})}));
}

/// 《…》 with remarks: the title alone is the reference, remarks are the reader's.
void Reader::assembleCitation(Value& value, const Token& token) {
    const std::string_view raw = source(token);
    constexpr std::size_t mark = std::string_view("《").size();
    std::size_t depth = 0;
    std::size_t close = raw.size();
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (raw[i] != raw.front()) {
            continue;  // Both marks begin with the same byte.
        }
        if (startsWith(raw.substr(i), "《")) {
            ++depth;
        } else if (startsWith(raw.substr(i), "》") && --depth == 0) {
            close = i;
            break;
        }
    }
    CitationSyntax citation;
    std::string_view title = normalized(raw.substr(mark, close - mark));
    while (!title.empty() && (title.back() == ' ' || title.back() == '\t')) {
        title.remove_suffix(1);
    }
    while (!title.empty() && (title.front() == ' ' || title.front() == '\t')) {
        title.remove_prefix(1);
    }
    citation.title = title;
    citation.titleBegin = value.begin;
    citation.titleEnd = value.end;
    value.kind = Kind::Citation;
    value.text = citation.title;
    value.citation = static_cast<std::uint32_t>(result_->citations.size());
    result_->citations.push_back(citation);
}

/// Reads tokens as atoms into the value store and returns how many. Clause keywords, 或 and units
/// written apart are recognised when `withClauses` says that these are values, not a name.
std::uint32_t Reader::readAtoms(std::uint32_t first, std::uint32_t last, bool withClauses) {
    auto& values = result_->values;
    const std::size_t start = values.size();
    bool startsValue = true;
    bool alternative = false;
    const Token* joiner = nullptr;  ///< A 或 that nothing follows yet.
    const auto danglingJoiner = [&] {
        if (joiner != nullptr) {
            report(makeDiagnostic(
                kUnexpected, spanOf(*joiner),
                {parameter("found", Text{"“或”", "'or'"}),
                 parameter("expected",
                           Text{"“或”的两边各应有一个值", "a value goes on either side of it"})}));
            joiner = nullptr;
            alternative = false;
        }
    };
    std::size_t openClause = SIZE_MAX;
    const auto closeClause = [&] { openClause = SIZE_MAX; };
    for (std::uint32_t i = first; i < last; ++i) {
        const Token& token = tokens_[i];
        if (token.kind == TokenKind::Comma) {
            danglingJoiner();
            if (startsValue && i + 1 < last) {
                Diagnostic& diagnostic = report(makeDiagnostic(
                    kUnexpected, spanOf(token),
                    {parameter("found", Text{"多余的逗号", "a comma too many"}),
                     parameter("expected",
                               Text{"逗号前应有一个值", "a value goes before a comma"})}));
                diagnostic.fixes.push_back(
                    {{"删去这个逗号", "remove the comma"}, true, {{spanOf(token), ""}}});
            }
            startsValue = true;
            // After a clause that takes a list, bare values after a comma go on with it.
            if (openClause != SIZE_MAX && !clauseInfo(values[openClause].clause).many) {
                closeClause();
            }
            continue;
        }
        Value value;
        value.begin = token.begin - unit_.begin;
        value.end = token.end - unit_.begin;
        value.startsValue = startsValue;
        value.alternative = alternative;
        if (token.faulty) {
            value.text = normalized(source(token));  // Reported where it was scanned.
        } else if (token.kind == TokenKind::Run) {
            const std::string_view text = normalized(source(token));
            if (withClauses) {
                if (text == "或" || text == "or") {
                    useKeyword(token, "或", "or");
                    const bool doubled = joiner != nullptr;
                    joiner = &token;
                    alternative = true;
                    if (startsValue || doubled) {
                        danglingJoiner();
                    }
                    continue;
                }
                if (const ClauseInfo* clause = findClause(text)) {
                    danglingJoiner();
                    useKeyword(token, clause->zh, clause->en);
                    value.kind = Kind::Clause;
                    value.clause = clause->clause;
                    value.text = text;
                    openClause = values.size();
                    values.push_back(value);
                    startsValue = false;
                    alternative = false;
                    if (clause->type == ValueType::Nothing) {
                        closeClause();
                    }
                    continue;
                }
            }
            readRun(token, value);
            // English provisions: `art. 42(1)(3)`.
            if (value.kind == Kind::Name && (text == "art." || text == "article") && i + 1 < last &&
                tokens_[i + 1].kind == TokenKind::Run) {
                const std::string_view number = normalized(source(tokens_[i + 1]));
                const ProvisionReading reading = syntax::readProvision(number);
                if (reading.matched && reading.outOfRange) {
                    ++i;
                    value.end = tokens_[i].end - unit_.begin;
                    value.kind = Kind::Invalid;
                    noSuchProvision({FileId(), value.begin, value.end}, number);
                } else if (reading.matched) {
                    ++i;
                    value.end = tokens_[i].end - unit_.begin;
                    value.kind = Kind::Citation;
                    CitationSyntax citation;
                    citation.first = reading.first;
                    citation.provisionBegin = value.begin;
                    citation.provisionEnd = value.end;
                    value.citation = static_cast<std::uint32_t>(result_->citations.size());
                    result_->citations.push_back(citation);
                }
            }
            // A unit written apart from its number: `20 工作日`.
            if (value.kind == Kind::Name && !values.empty() && values.size() > start &&
                !startsValue) {
                Value& number = values.back();
                if (number.kind == Kind::Name && readUnit(text) == Unit::Fen) {
                    const NumberReading money = readNumber(std::string(number.text) + "元");
                    if (money.matched && !money.outOfRange) {
                        useKeyword(token, "元", "yuan");
                        number.kind = Kind::Quantity;
                        number.quantity = money.quantity;
                        number.end = value.end;
                        continue;
                    }
                }
                if (number.kind == Kind::Quantity && number.quantity.unit == Unit::None) {
                    if (const auto unit = readUnit(text); unit && text != "月") {
                        useKeyword(token, otherSpelling(TermFamily::Unit, text, Language::Chinese),
                                   otherSpelling(TermFamily::Unit, text, Language::English));
                        number.quantity.unit = *unit;
                        if (*unit == Unit::Fen) {
                            number.quantity.low *= 100;
                            number.quantity.high *= 100;
                        }
                        number.end = value.end;
                        continue;
                    }
                }
                // The unit of a number that cannot be is no value of its own.
                if (number.kind == Kind::Invalid && !number.text.empty() &&
                    number.text.front() >= '0' && number.text.front() <= '9' && readUnit(text)) {
                    number.end = value.end;
                    continue;
                }
            }
        } else if (token.kind == TokenKind::Title) {
            assembleCitation(value, token);
        } else {
            const std::string_view raw = source(token);
            const std::size_t open = decodeUtf8(raw, 0).length;
            std::string_view inner = raw.substr(open);
            for (const std::string_view close : {"\"", "”", "」"}) {
                if (inner.size() >= close.size() &&
                    inner.substr(inner.size() - close.size()) == close) {
                    inner.remove_suffix(close.size());
                    break;
                }
            }
            value.kind = Kind::Text;
            value.text = keepSpelling_ ? inner : normalized(inner);
        }
        // 《…》全文: the instrument as a whole.
        if (value.kind == Kind::Name && value.text == "全文" && !startsValue &&
            values.size() > start && values.back().kind == Kind::Citation) {
            CitationSyntax& whole = result_->citations[values.back().citation];
            if (!whole.title.empty() && whole.first.empty() && whole.provisionEnd == 0) {
                whole.provisionBegin = value.begin;
                whole.provisionEnd = value.end;
                values.back().end = value.end;
                continue;
            }
        }
        // A provision behind its title is one citation with it.
        if (value.kind == Kind::Citation && !startsValue && values.size() > start &&
            values.back().kind == Kind::Citation) {
            CitationSyntax& whole = result_->citations[values.back().citation];
            CitationSyntax& part = result_->citations[value.citation];
            if (!whole.title.empty() && whole.first.empty() && part.title.empty()) {
                whole.first = part.first;
                whole.last = part.last;
                whole.provisionBegin = part.provisionBegin;
                whole.provisionEnd = part.provisionEnd;
                values.back().end = value.end;
                result_->citations.pop_back();
                continue;
            }
        }
        if (openClause != SIZE_MAX) {
            const Clause clause = values[openClause].clause;
            const bool takesCitations = clause == Clause::Basis;
            const bool fits = !startsValue || values[openClause].operands == 0 || !takesCitations ||
                              value.kind == Kind::Citation;
            if (fits) {
                ++values[openClause].operands;
            } else {
                closeClause();
            }
        }
        values.push_back(value);
        startsValue = false;
        alternative = false;
        joiner = nullptr;
    }
    danglingJoiner();
    return static_cast<std::uint32_t>(values.size() - start);
}

// ---------------------------------------------------------------------------------------------
// Statements

Node& Reader::addNode(std::uint32_t index, Label label, BlockKind block) {
    const Statement& statement = parsed_.statements[index];
    Node node;
    node.label = label;
    node.block = block;
    node.hasBlock = statement.hasBlock;
    node.blamed = statement.faulty;
    const Token& head = tokens_[statement.first];
    node.headBegin = head.begin - unit_.begin;
    node.labelEnd = head.end - unit_.begin;
    const std::uint32_t headLast =
        statement.headEnd > statement.first ? statement.headEnd - 1 : statement.first;
    node.headEnd = tokens_[headLast].end - unit_.begin;
    node.begin = node.headBegin;
    const std::uint32_t last =
        statement.last > statement.first ? statement.last - 1 : statement.first;
    node.end = std::max(tokens_[last].end - unit_.begin, node.headEnd);
    const auto id = static_cast<std::uint32_t>(result_->nodes.size());
    contexts_[index].node = id;
    contexts_[index].block = block;
    if (statement.parent != Statement::kNone) {
        Context& parent = contexts_[statement.parent];
        if (parent.lastChild == 0) {
            result_->nodes[parent.node].firstChild = id;
        } else {
            result_->nodes[parent.lastChild].nextSibling = id;
        }
        parent.lastChild = id;
    }
    result_->nodes.push_back(node);
    return result_->nodes.back();
}

void Reader::unknownLabel(const Token& token, BlockKind block) {
    std::vector<std::string_view> candidates;
    for (const LabelInfo* row : labelsOf(block)) {
        candidates.emplace_back(row->zh);
        candidates.emplace_back(row->en);
    }
    if (block == BlockKind::Entry) {
        for (const ClauseInfo& row : clauses()) {
            candidates.emplace_back(row.zh);
        }
    }
    const std::string_view name = normalized(source(token));
    const std::vector<std::string> near = nearestNames(name, candidates);
    Text blockName{"此处", "this block"};
    for (const DeclarationInfo& row : declarations()) {
        if (row.block == block) {
            blockName = {row.zh, std::string("'") + row.en + "'"};
            break;
        }
    }
    if (block == BlockKind::Provision) {
        blockName = {"条文", "a provision"};
    } else if (block == BlockKind::Limits) {
        blockName = {"时限", "'limits'"};
    }
    Diagnostic& diagnostic = report(makeDiagnostic(
        kUnknownLabel, spanOf(token), {parameter("block", blockName), parameter("label", name)}));
    for (const std::string& candidate : near) {
        diagnostic.fixes.push_back({{"改为“" + candidate + "”", "change it to '" + candidate + "'"},
                                    near.size() == 1,
                                    {{spanOf(token), candidate}}});
    }
    if (near.empty()) {
        std::string zh;
        std::string en;
        for (const LabelInfo* row : labelsOf(block)) {
            zh += (zh.empty() ? "" : "、") + std::string(row->zh);
            en += (en.empty() ? "" : ", ") + std::string(row->en);
        }
        diagnostic.advice = {"可以填写的项：" + zh, "what it can have: " + en};
    }
}

void Reader::readDeclarationHead(std::uint32_t index) {
    const Statement& statement = parsed_.statements[index];
    const Token& keyword = tokens_[statement.first];
    const DeclarationInfo* info =
        keyword.kind == TokenKind::Run ? findDeclaration(normalized(source(keyword))) : nullptr;
    if (info == nullptr) {
        contexts_[index].skipped = true;
        if (statement.faulty || keyword.faulty) {
            return;
        }
        std::vector<std::string_view> candidates;
        std::string zh;
        std::string en;
        for (const DeclarationInfo& row : declarations()) {
            candidates.emplace_back(row.zh);
            candidates.emplace_back(row.en);
            zh += (zh.empty() ? "" : "、") + std::string(row.zh);
            en += (en.empty() ? "" : ", ") + std::string(row.en);
        }
        const std::string_view name = normalized(source(keyword));
        const std::string shown = printable(name, 20);
        Diagnostic& diagnostic = report(makeDiagnostic(
            kUnexpected, spanOf(keyword),
            {parameter("found", Text{"“" + shown + "”", "'" + shown + "'"}),
             parameter("expected",
                       Text{"此处应是声明的关键字", "a declaration keyword goes here"})}));
        const auto near = nearestNames(name, candidates);
        for (const std::string& candidate : near) {
            diagnostic.fixes.push_back(
                {{"改为“" + candidate + "”", "change it to '" + candidate + "'"},
                 near.size() == 1,
                 {{spanOf(keyword), candidate}}});
        }
        if (near.empty()) {
            diagnostic.advice = {"声明的关键字有：" + zh, "declaration keywords are: " + en};
        }
        return;
    }
    useKeyword(keyword, info->zh, info->en);
    declaration_ = info->label;
    addNode(index, info->label, info->block);
    const std::uint32_t rest = statement.first + 1;
    const auto firstSubject = static_cast<std::uint32_t>(result_->values.size());
    const std::uint32_t subjects = readAtoms(rest, statement.headEnd, false);
    Node& node = result_->nodes[contexts_[index].node];
    node.firstSubject = firstSubject;
    node.subjectCount = subjects;
    if (node.subjectCount == 0 && !statement.faulty) {
        Diagnostic& diagnostic = report(makeDiagnostic(
            kUnexpected, spanOf(keyword),
            {parameter("found", Text{std::string("没有名称的“") + info->zh + "”",
                                     std::string("a nameless '") + info->en + "'"}),
             parameter("expected", Text{"关键字后应有名称", "a name follows the keyword"})}));
        diagnostic.advice = {std::string(info->zh) + " 名称 { … }",
                             std::string(info->en) + " NAME { … }"};
        node.blamed = true;
    } else if (node.subjectCount > 1 && info->label != Label::DeclareImport &&
               result_->values[firstSubject].kind != Kind::Invalid &&
               result_->values[firstSubject + 1].kind != Kind::Invalid) {
        const Value& extra = result_->values[firstSubject + 1];
        Diagnostic& diagnostic = report(makeDiagnostic(
            kUnexpected, spanOf(extra),
            {parameter("found", Text{"“" + printable(extra.text, 20) + "”",
                                     "'" + printable(extra.text, 20) + "'"}),
             parameter("expected",
                       Text{"名称中有空格时要加引号", "a name with spaces goes in quotes"})}));
        diagnostic.advice = {"名称写成一个整体，或者放在引号内",
                             "write the name as one word or in quotes"};
    }
    finishNode(node, statement.valuesBegin, statement.valuesEnd);
    Node& finished = result_->nodes[contexts_[index].node];
    const ValueType inherits =
        info->block == BlockKind::Organ ? ValueType::FunctionRefs : ValueType::Names;
    if (finished.valueCount != 0) {
        checkGroups(finished, inherits,
                    std::span(result_->values).subspan(finished.firstValue, finished.valueCount),
                    {info->zh, info->en}, {FileId(), finished.valueBegin, finished.valueEnd});
    } else if (statement.hasColon && !statement.faulty) {
        wrong(finished, {FileId(), finished.headBegin, finished.headEnd}, {info->zh, info->en},
              {"冒号后没有值", "nothing follows the colon"});
    }
}

void Reader::finishNode(Node& node, std::uint32_t firstValueToken, std::uint32_t lastValueToken) {
    const auto id = static_cast<std::size_t>(&node - result_->nodes.data());
    const auto firstValue = static_cast<std::uint32_t>(result_->values.size());
    const std::uint32_t count = readAtoms(firstValueToken, lastValueToken, true);
    Node& target = result_->nodes[id];
    target.firstValue = firstValue;
    target.valueCount = count;
    if (lastValueToken > firstValueToken) {
        target.valueBegin = tokens_[firstValueToken].begin - unit_.begin;
        std::uint32_t lastToken = lastValueToken - 1;
        while (lastToken > firstValueToken && tokens_[lastToken].kind == TokenKind::Comma) {
            --lastToken;
        }
        target.valueEnd = tokens_[lastToken].end - unit_.begin;
    } else {
        target.valueBegin = target.valueEnd = target.headEnd;
    }
}

void Reader::readLabelled(std::uint32_t index, const LabelInfo& info, std::uint32_t headRest) {
    const Statement& statement = parsed_.statements[index];
    useKeyword(tokens_[statement.first], info.zh, info.en);
    addNode(index, info.label, info.child);
    contexts_[index].info = &info;
    const std::uint32_t id = contexts_[index].node;
    std::uint32_t valuesBegin = statement.valuesBegin;
    std::uint32_t valuesEnd = statement.valuesEnd;
    if (statement.hasColon) {
        const auto firstSubject = static_cast<std::uint32_t>(result_->values.size());
        const std::uint32_t subjects = readAtoms(headRest, statement.headEnd, false);
        result_->nodes[id].firstSubject = firstSubject;
        result_->nodes[id].subjectCount = subjects;
    } else {
        valuesBegin = headRest;  // Without a colon the rest of the head is the first value.
        valuesEnd = statement.headEnd;
    }
    keepSpelling_ = info.type == ValueType::Code;
    finishNode(result_->nodes[id], valuesBegin, valuesEnd);
    keepSpelling_ = false;
    if (statement.hasBlock && info.child == BlockKind::None) {
        contexts_[index].entryBlock = true;
        contexts_[index].block = BlockKind::Entry;
    }
}

void Reader::readNamed(std::uint32_t index, BlockKind block) {
    const Statement& statement = parsed_.statements[index];
    addNode(index, Label::Entry, BlockKind::None);
    const std::uint32_t id = contexts_[index].node;
    const auto firstSubject = static_cast<std::uint32_t>(result_->values.size());
    // A bundle's flow names items, which may take several words.
    const std::uint32_t nameEnd = statement.hasColon || block == BlockKind::BundleFlow
                                      ? statement.headEnd
                                      : std::min(statement.first + 1, statement.headEnd);
    const std::uint32_t subjects = readAtoms(statement.first, nameEnd, false);
    result_->nodes[id].firstSubject = firstSubject;
    result_->nodes[id].subjectCount = subjects;
    result_->nodes[id].labelEnd =
        tokens_[std::max(nameEnd, statement.first + 1) - 1].end - unit_.begin;
    if (statement.hasColon) {
        finishNode(result_->nodes[id], statement.valuesBegin, statement.valuesEnd);
    } else {
        finishNode(result_->nodes[id], nameEnd, statement.headEnd);
    }
    if (statement.hasBlock) {
        contexts_[index].entryBlock = true;
        contexts_[index].block = BlockKind::Entry;
    }
    if (subjects > 1 && block != BlockKind::BundleFlow && block != BlockKind::Renumbering &&
        result_->values[firstSubject].kind != Kind::Invalid &&
        result_->values[firstSubject + 1].kind != Kind::Invalid) {
        const Value& extra = result_->values[firstSubject + 1];
        Diagnostic& diagnostic = report(makeDiagnostic(
            kUnexpected, spanOf(extra),
            {parameter("found", Text{"“" + printable(extra.text, 20) + "”",
                                     "'" + printable(extra.text, 20) + "'"}),
             parameter("expected",
                       Text{"名称中有空格时要加引号", "a name with spaces goes in quotes"})}));
        diagnostic.advice = {"名称写成一个整体，或者放在引号内",
                             "write the name as one word or in quotes"};
    }
}

void Reader::readProvision(std::uint32_t index) {
    const Statement& statement = parsed_.statements[index];
    addNode(index, Label::ProvisionBlock, BlockKind::Provision);
    const std::uint32_t id = contexts_[index].node;
    const auto firstSubject = static_cast<std::uint32_t>(result_->values.size());
    const std::uint32_t subjects = readAtoms(statement.first, statement.headEnd, false);
    Node& node = result_->nodes[id];
    node.firstSubject = firstSubject;
    node.subjectCount = subjects;
    const Value& head = result_->values[firstSubject];
    if (head.kind == Kind::Citation) {
        node.path = result_->citations[head.citation].first;
        node.lastPath = result_->citations[head.citation].last;
    } else if (head.kind != Kind::Name || head.text != "全文") {
        contexts_[index].skipped = true;  // 第零条: reported as such.
        node.blamed = true;
    }
    finishNode(result_->nodes[id], statement.valuesBegin, statement.valuesEnd);
}

bool Reader::isProvisionHead(BlockKind block, std::string_view name) const {
    return (block == BlockKind::Instrument || block == BlockKind::Version) &&
           (startsWith(name, "第") || startsWith(name, "附件") || name == "全文" ||
            name == "art." || name == "article");
}

/// Whether a label that its block does not have belongs to a block around it (which has the label
/// all the same), or begins a declaration (to which all that follows belongs): a brace is missing
/// or in the wrong place, and that is one mistake.
bool Reader::overruns(std::uint32_t index, std::string_view name) {
    const bool declares = findDeclaration(name) != nullptr;
    for (std::uint32_t above = parsed_.statements[parsed_.statements[index].parent].parent;
         above != Statement::kNone; above = parsed_.statements[above].parent) {
        contexts_[above].overrun = contexts_[above].overrun || declares;
        const BlockKind block = contexts_[above].block;
        if (isProvisionHead(block, name)) {
            return true;
        }
        if (const LabelInfo* info = findLabel(block, name)) {
            result_->misspelt.push_back(info->label);
            return true;
        }
    }
    return declares;
}

/// A statement of an entry written as a block: a clause keyword with its operands, or the values.
void Reader::readEntryClause(std::uint32_t index, Context& parent) {
    const Statement& statement = parsed_.statements[index];
    contexts_[index].skipped = true;
    const Token& keyword = tokens_[statement.first];
    const std::string_view name = keyword.kind == TokenKind::Run ? normalized(source(keyword)) : "";
    Node& node = result_->nodes[parent.node];
    if (node.firstValue + node.valueCount != result_->values.size()) {
        return;  // An entry's block holds clauses only; deeper blocks were reported.
    }
    const std::uint32_t first = statement.hasColon ? statement.valuesBegin : statement.first + 1;
    const std::uint32_t last = statement.hasColon ? statement.valuesEnd : statement.headEnd;
    if (statement.faulty || keyword.faulty) {
        node.blamed = true;
    }
    if (keyword.faulty) {
        return;
    }
    if (statement.hasBlock) {
        node.blamed = true;
        if (parent.overrun) {
            return;
        }
        parent.overrun = true;
        report(makeDiagnostic(
            kUnexpected, spanOf(keyword),
            {parameter("found", Text{"“" + printable(source(keyword), 20) + " { … }”",
                                     "'" + printable(source(keyword), 20) + " { … }'"}),
             parameter("expected", Text{"条目的块里只有“标签: 值”",
                                        "an entry's block holds labels with values only"})}));
        return;
    }
    node.valueEnd = std::max(
        node.valueEnd,
        tokens_[statement.last > statement.first ? statement.last - 1 : statement.first].end -
            unit_.begin);
    if (name == "值" || name == "value") {
        useKeyword(keyword, "值", "value");
        node.valueCount += readAtoms(first, last, true);
        return;
    }
    const ClauseInfo* clause = findClause(name);
    if (clause == nullptr) {
        node.blamed = true;
        overruns(index, name);
        if (!parent.overrun) {
            unknownLabel(keyword, BlockKind::Entry);
        }
        parent.overrun = true;  // A block that is no entry's has more of the kind.
        return;
    }
    useKeyword(keyword, clause->zh, clause->en);
    Value value;
    value.kind = Kind::Clause;
    value.clause = clause->clause;
    value.begin = keyword.begin - unit_.begin;
    value.end = keyword.end - unit_.begin;
    value.startsValue = true;
    value.text = name;
    result_->values.push_back(value);
    const std::uint32_t count = readAtoms(first, last, true);
    result_->values[result_->values.size() - count - 1].operands = count;
    if (count != 0) {
        result_->values[result_->values.size() - count].startsValue = false;  // As in `依据 《…》`.
    }
    result_->nodes[parent.node].valueCount += count + 1;
}

void Reader::readStatement(std::uint32_t index) {
    const Statement& statement = parsed_.statements[index];
    contexts_.emplace_back();
    if (statement.parent == Statement::kNone) {
        readDeclarationHead(index);
        return;
    }
    Context& parent = contexts_[statement.parent];
    if (parent.skipped || statement.first >= statement.headEnd) {
        contexts_[index].skipped = true;
        return;
    }
    if (parent.entryBlock) {
        readEntryClause(index, parent);
        return;
    }
    const BlockKind block = parent.block;
    const Token& head = tokens_[statement.first];
    if (head.kind == TokenKind::Comma) {
        contexts_[index].skipped = true;
        report(makeDiagnostic(
            kUnexpected, spanOf(head),
            {parameter("found", Text{"逗号", "a comma"}),
             parameter("expected", Text{"逗号前应有一个值", "a value goes before a comma"})}));
        return;
    }
    const std::string_view name =
        head.kind == TokenKind::Run ? normalized(source(head)) : std::string_view();
    if (block == BlockKind::Flow) {
        const LabelInfo* info = findLabel(BlockKind::Flow, name);
        // Contextual: a step may be called 结束 or 循环; only the keyword's own shape makes it one.
        const bool end = info != nullptr && info->label == Label::FlowEnd;
        const bool outcome =
            end && statement.hasColon &&
            (statement.valuesEnd == statement.valuesBegin + 1 ||
             (statement.valuesEnd == statement.valuesBegin + 2 &&
              tokens_[statement.valuesBegin + 1].kind == TokenKind::Comma)) &&
            findTerm(TermFamily::Outcome, normalized(source(tokens_[statement.valuesBegin])));
        // 若 with a condition and 循环 with a bound are the keywords even where the block was
        // forgotten.
        const auto headHolds = [&](auto&& wanted) {
            for (std::uint32_t i = statement.first + 1; i < statement.headEnd; ++i) {
                if (wanted(tokens_[i])) {
                    return true;
                }
            }
            return false;
        };
        const bool blockless =
            info != nullptr && !statement.hasColon &&
            ((info->label == Label::If &&
              headHolds([](const Token& token) { return token.kind == TokenKind::String; })) ||
             (info->label == Label::Loop && headHolds([&](const Token& token) {
                  const ClauseInfo* clause = token.kind == TokenKind::Run
                                                 ? findClause(normalized(source(token)))
                                                 : nullptr;
                  return clause != nullptr && clause->clause == Clause::AtMost;
              })));
        const bool keyword =
            info != nullptr &&
            (statement.hasColon ? outcome : statement.hasBlock || end || blockless);
        if (keyword) {
            readLabelled(index, *info, statement.first + 1);
        } else {
            readNamed(index, block);
        }
        return;
    }
    if (hasNamedEntries(block)) {
        readNamed(index, block);
        return;
    }
    if (isProvisionHead(block, name)) {
        readProvision(index);
        return;
    }
    const LabelInfo* info = findLabel(block, name);
    if (info == nullptr && head.faulty) {
        contexts_[index].skipped = true;  // Reported where it was scanned.
        return;
    }
    if (info == nullptr) {
        contexts_[index].skipped = true;
        if (!statement.faulty || head.kind == TokenKind::Run) {
            std::vector<std::string_view> candidates;
            for (const LabelInfo* row : labelsOf(block)) {
                candidates.emplace_back(row->zh);
                candidates.emplace_back(row->en);
            }
            std::vector<std::string> close = nearestNames(name, candidates);
            if (!parent.overrun || !close.empty()) {
                unknownLabel(head, block);
            }
            parent.overrun = overruns(index, name) || parent.overrun;
            for (std::string& near : close) {
                result_->misspelt.push_back(findLabel(block, near)->label);
                suggested_[parent.node].push_back(std::move(near));
            }
        }
        return;
    }
    readLabelled(index, *info, statement.first + 1);
}

// ---------------------------------------------------------------------------------------------
// Allowances and documentation

void Reader::readAllowances(std::uint32_t index) {
    const Statement& statement = parsed_.statements[index];
    for (std::uint32_t a = 0; a < statement.annotationCount; ++a) {
        const Annotation& annotation = parsed_.annotations[statement.firstAnnotation + a];
        const Token& word = tokens_[annotation.first];
        const std::string_view name = normalized(source(word));
        if (name != "@允许" && name != "@allow") {
            Diagnostic& diagnostic = report(makeDiagnostic(
                kUnexpected, spanOf(word),
                {parameter("found",
                           Text{"“" + printable(name, 20) + "”", "'" + printable(name, 20) + "'"}),
                 parameter("expected", Text{"注记只有 @允许", "the only annotation is @allow"})}));
            diagnostic.fixes.push_back(
                {{"改为“@允许”", "change it to '@allow'"}, false, {{spanOf(word), "@允许"}}});
            continue;
        }
        useKeyword(word, "@允许", "@allow");
        Allowance allowance;
        allowance.span = {FileId(), word.begin - unit_.begin,
                          tokens_[annotation.last - 1].end - unit_.begin};
        const std::uint32_t last =
            statement.last > statement.first ? statement.last - 1 : statement.first;
        allowance.covered = {
            FileId(), tokens_[statement.first].begin - unit_.begin,
            std::max(tokens_[last].end, tokens_[statement.first].end) - unit_.begin};
        const auto malformed = [&](Span span, Text problem) {
            allowance.malformed = true;
            Diagnostic& diagnostic = report(makeDiagnostic(
                kAllowanceMalformed, span, {parameter("problem", std::move(problem))}));
            diagnostic.advice = {
                "例如 @允许(TIM001, \"省政府批复文号\", 至 2026-12-31)",
                "for example @allow(TIM001, \"approval number\", until 2026-12-31)"};
        };
        bool untilNext = false;
        for (std::uint32_t i = annotation.first + 1; i < annotation.last; ++i) {
            const Token& token = tokens_[i];
            if (token.kind == TokenKind::String) {
                std::string_view raw = source(token);
                raw.remove_prefix(decodeUtf8(raw, 0).length);
                for (const std::string_view close : {"\"", "”", "」"}) {
                    if (raw.size() >= close.size() &&
                        raw.substr(raw.size() - close.size()) == close) {
                        raw.remove_suffix(close.size());
                        break;
                    }
                }
                // A slug holds `/` and so stands in quotes.
                const std::size_t slash = raw.find('/');
                const bool slug = slash != std::string_view::npos && allowance.reason.empty() &&
                                  std::all_of(raw.begin(), raw.end(), [](char c) {
                                      return (c >= 'a' && c <= 'z') || c == '-' || c == '/';
                                  });
                if (slug) {
                    allowance.codes.emplace_back(raw);
                    allowance.codeSpans.push_back(spanOf(token));
                } else {
                    allowance.reason = std::string(raw);
                }
            } else if (token.kind == TokenKind::Run) {
                const std::string_view text = normalized(source(token));
                const DateReading date = readDate(text);
                if (text == "至" || text == "until") {
                    useKeyword(token, "至", "until");
                    untilNext = true;
                } else if (date.matched || untilNext) {
                    untilNext = false;
                    if (date.date) {
                        allowance.until = date.date;
                    } else {
                        malformed(spanOf(token), {"截止日期读不出：" + printable(text, 20),
                                                  "this is no date: " + printable(text, 20)});
                    }
                } else {
                    allowance.codes.emplace_back(text);
                    allowance.codeSpans.push_back(spanOf(token));
                }
            } else if (token.kind == TokenKind::Title || token.kind == TokenKind::Colon) {
                malformed(spanOf(token), {"理由要放在引号内", "the reason goes in quotes"});
            }
        }
        result_->allowances.push_back(std::move(allowance));
    }
}

void Reader::readDocumentation() {
    if (unit_.docEnd <= unit_.docBegin) {
        return;
    }
    std::string_view rest =
        std::string_view(result_->text)
            .substr(unit_.docBegin - unit_.begin, unit_.docEnd - unit_.docBegin);
    while (!rest.empty()) {
        if (rest.front() == ' ' || rest.front() == '\t' || rest.front() == '\r' ||
            rest.front() == '\n') {
            rest.remove_prefix(1);
            continue;
        }
        if (startsWith(rest, "/*")) {
            const std::size_t end = rest.find("*/", 2);
            rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 2);
            continue;
        }
        std::string_view line = rest.substr(0, rest.find_first_of("\r\n"));
        rest.remove_prefix(line.size());
        if (!startsWith(line, "///")) {
            continue;
        }
        line.remove_prefix(3);
        if (startsWith(line, " ")) {
            line.remove_prefix(1);
        }
        if (!result_->documentation.empty()) {
            result_->documentation += '\n';
        }
        result_->documentation += line;
    }
}

// ---------------------------------------------------------------------------------------------
// What values a label takes

void Reader::wrong(Node& node, Span span, EntryName label, Text problem, std::vector<Fix> fixes) {
    node.blamed = true;
    // Where one value after the other is wrong, it is the label that is: that has been said.
    wrongOf_ = wrongOf_.first == &node ? std::pair(&node, wrongOf_.second + 1)
                                       : std::pair<const Node*, unsigned>(&node, 1);
    if (wrongOf_.second > kMostWrongValues) {
        return;
    }
    Diagnostic& diagnostic = report(makeDiagnostic(
        kWrongValue, span,
        {parameter("label", label.text()), parameter("problem", std::move(problem))}));
    diagnostic.fixes = std::move(fixes);
}

bool Reader::checkGroup(Node& node, ValueType type, std::span<Value> atoms, EntryName label) {
    Value& first = atoms.front();
    const Span span = {FileId(), first.begin, atoms.back().end};
    if (std::any_of(atoms.begin(), atoms.end(),
                    [](const Value& v) { return v.kind == Kind::Invalid; })) {
        node.blamed = true;  // Reported where it was read.
        return false;
    }
    const auto one = [&] { return atoms.size() == 1; };
    const auto tooMany = [&](Text expected) {
        // `后于受理` and the like: a clause keyword without the space behind it.
        const Value& extra = atoms[1];
        if (extra.kind == Kind::Name) {
            for (const ClauseInfo& clause : clauses()) {
                if (gluedClause(extra, clause)) {
                    const auto at = static_cast<std::uint32_t>(extra.begin +
                                                               std::string_view(clause.zh).size());
                    wrong(node, spanOf(extra), label,
                          {std::string("“") + clause.zh + "”后要有空格",
                           std::string("a space goes after '") + clause.en + "'"},
                          {{{"补上空格", "insert the space"}, true, {{{FileId(), at, at}, " "}}}});
                    return false;
                }
            }
        }
        wrong(node, span, label, std::move(expected));
        return false;
    };
    const auto term = [&](TermFamily family) {
        if (!one()) {
            return tooMany({"应是以下之一：" + termList(family, Language::Chinese),
                            "one of: " + termList(family, Language::English)});
        }
        if (useTerm(family, first)) {
            return true;
        }
        std::vector<std::string_view> candidates;
        std::string list = termList(family, Language::Chinese);
        std::size_t position = 0;
        while (position <= list.size()) {
            const std::size_t end = std::min(list.find("、", position), list.size());
            candidates.push_back(std::string_view(list).substr(position, end - position));
            position = end + std::string_view("、").size();
        }
        std::vector<Fix> fixes;
        for (const std::string& near : nearestNames(first.text, candidates)) {
            fixes.push_back(
                {{"改为“" + near + "”", "change it to '" + near + "'"}, false, {{span, near}}});
        }
        wrong(node, span, label,
              {"应是以下之一：" + list, "one of: " + termList(family, Language::English)},
              std::move(fixes));
        return false;
    };
    const auto duration = [&](std::span<Value> values) {
        Value& value = values.front();
        if (values.size() == 1 && value.kind == Kind::Name &&
            (value.text == "当场" || value.text == "on-the-spot")) {
            result_->keywords.push_back({value.begin, value.end, "当场", "on-the-spot"});
            value.kind = Kind::Quantity;
            value.quantity = {0, 0, Unit::OnTheSpot};
            return true;
        }
        if (values.size() != 1 || value.kind != Kind::Quantity ||
            !isDuration(value.quantity.unit)) {
            if (!one()) {
                return tooMany({"应是带单位的时长，例如 20 工作日、3 个月、当场",
                                "a duration with its unit, such as 20 working-day"});
            }
            std::vector<Fix> fixes;
            const std::string_view text = value.text;
            if (text.size() > 3 && text.substr(text.size() - 3) == "天") {
                const std::string number(text.substr(0, text.size() - 3));
                fixes.push_back({{"改为“" + number + " 工作日”", "working days"},
                                 false,
                                 {{span, number + " 工作日"}}});
                fixes.push_back({{"改为“" + number + " 自然日”", "calendar days"},
                                 false,
                                 {{span, number + " 自然日"}}});
            }
            wrong(node, span, label,
                  {"应是带单位的时长，例如 20 工作日、3 个月、当场",
                   "a duration with its unit, such as 20 working-day, 3 month, on-the-spot"},
                  std::move(fixes));
            return false;
        }
        if (value.quantity.unit == Unit::UnstatedDay && mustStateDays(declaration_)) {
            const std::string number = value.quantity.low == value.quantity.high
                                           ? std::to_string(value.quantity.low)
                                           : std::to_string(value.quantity.low) + "-" +
                                                 std::to_string(value.quantity.high);
            wrong(node, span, label,
                  {"“日”没有写明是工作日还是自然日",
                   "it does not say whether these are working or calendar days"},
                  {{{"改为“" + number + " 工作日”", "change it to working days"},
                    false,
                    {{span, number + " 工作日"}}},
                   {{"改为“" + number + " 自然日”", "change it to calendar days"},
                    false,
                    {{span, number + " 自然日"}}}});
            return false;
        }
        return true;
    };
    const auto isName = [&](const Value& value) {
        return value.kind == Kind::Name || value.kind == Kind::Text;
    };
    switch (type) {
        case ValueType::Nothing:
            wrong(node, span, label, {"此处不需要值", "it takes no value"});
            return false;
        case ValueType::Anything:
        case ValueType::Text:
        case ValueType::Code:
            return true;
        case ValueType::Names:
        case ValueType::OrganRef:
        case ValueType::OrganRefs:
        case ValueType::FunctionRefs:
        case ValueType::OrganOrFunctionRef:
        case ValueType::OrganOrFunctionRefs:
        case ValueType::JurisdictionRef:
        case ValueType::JurisdictionRefs:
        case ValueType::DocumentRefs:
        case ValueType::ListRef:
        case ValueType::SituationName:
            if (!one()) {
                return tooMany({"应是一个名称；名称中有空格时要加引号",
                                "a name; put it in quotes when it holds spaces"});
            }
            if (!isName(first)) {
                wrong(node, span, label, {"应是名称", "a name goes here"});
                return false;
            }
            return true;
        case ValueType::ItemRefs:
            if (atoms.size() > 3 || !std::all_of(atoms.begin(), atoms.end(), isName)) {
                wrong(
                    node, span, label,
                    {"应是事项名称，前面可以写辖区或者机关，后面可以写情形",
                     "an item's name, with a place or organ before it and a situation after it if wanted"});
                return false;
            }
            return true;
        case ValueType::InstrumentName:
            if (atoms.size() != 1 || first.kind != Kind::Citation ||
                result_->citations[first.citation].title.empty()) {
                wrong(node, span, label, {"应是带书名号的标题", "a title in title marks"});
                return false;
            }
            return true;
        case ValueType::InstrumentOrNames:
            if (!(first.kind == Kind::Citation || isName(first))) {
                wrong(node, span, label,
                      {"应是法律文件的标题或者职能的名称", "a title or a function's name"});
                return false;
            }
            return true;
        case ValueType::DateName:
        case ValueType::Date:
            if (!one()) {
                return tooMany({"应是一个日期", "a date"});
            }
            if (first.kind != Kind::Date) {
                wrong(node, span, label,
                      {"应是日期，例如 2026-01-01", "a date such as 2026-01-01"});
                return false;
            }
            return true;
        case ValueType::Dates:
            if (!one()) {
                return tooMany({"应是日期", "a date"});
            }
            if (first.kind != Kind::Date &&
                !(first.kind == Kind::Name && readDateRange(first.text))) {
                wrong(node, span, label, {"应是日期或者日期范围", "a date or a range of dates"});
                return false;
            }
            return true;
        case ValueType::DateOrNo:
            if (first.kind == Kind::Date || useTerm(TermFamily::Flag, first)) {
                return true;
            }
            wrong(node, span, label, {"应是日期，未公布的写“否”", "a date, or no"});
            return false;
        case ValueType::Integer:
        case ValueType::Integers:
        case ValueType::OptionalInteger:
            if (!one()) {
                return tooMany({"应是一个整数", "a whole number"});
            }
            if (first.kind != Kind::Quantity || first.quantity.low != first.quantity.high ||
                isDuration(first.quantity.unit) || first.quantity.unit == Unit::Fen) {
                wrong(node, span, label, {"应是整数", "a whole number"});
                return false;
            }
            return true;
        case ValueType::Flag:
            return term(TermFamily::Flag);
        case ValueType::FlagOrOrgan:
            return useTerm(TermFamily::Flag, first) || isName(first);
        case ValueType::PowerKind:
        case ValueType::PowerKinds:
            return term(TermFamily::PowerKind);
        case ValueType::ForbiddenKind:
            return term(TermFamily::PowerKind);
        case ValueType::Rank:
        case ValueType::Ranks:
            return term(TermFamily::Rank);
        case ValueType::Level:
            return term(TermFamily::Level);
        case ValueType::Levels:
            if (!one()) {
                return tooMany({"应是层级", "a level"});
            }
            if (!readLevels(first.text)) {
                wrong(node, span, label,
                      {"应是层级，例如 县、县以上、县至省",
                       "a level such as county, county-up, county-to-province"});
                return false;
            }
            // useTerm knows single levels; ranges (县至省) are no keywords of one spelling.
            useTerm(TermFamily::Level, first);
            for (const auto& [zh, en] : {std::pair("省以上", "province-up"),
                                         {"市以上", "city-up"},
                                         {"县以上", "county-up"},
                                         {"乡以上", "township-up"}}) {
                if (first.text == zh || first.text == en) {
                    result_->keywords.push_back({first.begin, first.end, zh, en});
                }
            }
            return true;
        case ValueType::Coverage:
            return term(TermFamily::Coverage);
        case ValueType::FunctionsCoverage:
            return term(TermFamily::FunctionsCoverage);
        case ValueType::OrganNature:
            return term(TermFamily::OrganNature);
        case ValueType::Mode:
        case ValueType::Modes:
            return term(TermFamily::Mode);
        case ValueType::DayUnit:
            if (atoms.size() == 1 &&
                (first.text == "工作日" || first.text == "自然日" || first.text == "working-day" ||
                 first.text == "calendar-day")) {
                return useTerm(TermFamily::Unit, first);
            }
            wrong(node, span, label, {"应是“工作日”或者“自然日”", "working-day or calendar-day"});
            return false;
        case ValueType::Duration:
        case ValueType::StageDuration:
            return duration(atoms);
        case ValueType::Establishment:
            return term(TermFamily::PowerKind);
        case ValueType::Deemed:
            return term(TermFamily::Deemed);
        case ValueType::EntryKinds:
            return term(TermFamily::EntryKind);
        case ValueType::NameWithMoney:
        case ValueType::NameWithAnything:
            return true;
        case ValueType::Citations:
            if (atoms.size() != 1 || first.kind != Kind::Citation) {
                wrong(node, span, label,
                      {"应写法律文件及其条款，例如 《行政许可法》第四十二条第一款",
                       "an instrument and its provision"});
                return false;
            }
            return true;
        case ValueType::Outcome:
            return term(TermFamily::Outcome);
        case ValueType::Stage:
            return term(TermFamily::Stage);
        case ValueType::Event:
            return term(TermFamily::Event);
        case ValueType::Party:
            return term(TermFamily::Party);
        case ValueType::Choice:
        case ValueType::LoopHead:
            return true;
    }
    return true;
}

/// Checks each bare value of a list; clauses inside are left to `checkClauses`.
bool Reader::checkGroups(Node& node, ValueType type, std::span<Value> atoms, EntryName label,
                         Span whole) {
    bool sound = true;
    std::size_t groups = 0;
    for (std::size_t i = 0; i < atoms.size();) {
        if (atoms[i].kind == Kind::Clause) {
            i += 1 + atoms[i].operands;
            continue;
        }
        std::size_t end = i + 1;
        while (end < atoms.size() && atoms[end].kind != Kind::Clause && !atoms[end].startsValue &&
               !atoms[end].alternative) {
            ++end;
        }
        ++groups;
        sound = checkGroup(node, type, atoms.subspan(i, end - i), label) && sound;
        i = end;
    }
    if (groups == 0 && type != ValueType::Nothing && type != ValueType::Flag &&
        type != ValueType::FlagOrOrgan && type != ValueType::OptionalInteger && !node.blamed) {
        wrong(node, whole, label, {"没有值", "a value is missing"});
        return false;
    }
    return sound;
}

void Reader::checkClauses(Node& node, BlockKind parent, const LabelInfo* info, EntryName label) {
    const std::uint64_t allowed = allowedClauses(parent, info);
    const std::span<Value> all =
        std::span(result_->values).subspan(node.firstValue, node.valueCount);
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].kind != Kind::Clause) {
            continue;
        }
        const ClauseInfo& clause = clauseInfo(all[i].clause);
        const EntryName name{clause.zh, clause.en};
        const std::span<Value> operands = all.subspan(i + 1, all[i].operands);
        if ((allowed & bit(clause.clause)) == 0) {
            wrong(
                node, spanOf(all[i]), label,
                {"“" + name.text().zh + "”不能用在这里；如果它是名称，请加引号",
                 "'" + name.text().en + "' has no meaning here; put it in quotes if it is a name"});
        } else if (clause.type == ValueType::Nothing) {
            if (!operands.empty()) {
                wrong(node, spanOf(operands.front()), name, {"此处不需要值", "it takes no value"});
            }
        } else if (!(clause.clause == Clause::By &&
                     std::any_of(operands.begin(), operands.end(),
                                 [](const Value& v) { return v.kind == Kind::Citation; }))) {
            checkGroups(node, clause.type, operands, name, spanOf(all[i]));
            if (clause.clause == Clause::By && operands.size() == 1 &&
                operands[0].kind == Kind::Name) {
                useTerm(TermFamily::Party, operands[0]);
            }
        }
        i += operands.size();
    }
}

void Reader::checkValues(std::uint32_t index, Node& node, const LabelInfo* info) {
    const Statement& statement = parsed_.statements[index];
    const BlockKind parent = contexts_[statement.parent].block;
    if (statement.faulty) {
        node.blamed = true;
        return;
    }
    std::span<Value> all = std::span(result_->values).subspan(node.firstValue, node.valueCount);
    const std::span<Value> subject =
        std::span(result_->values).subspan(node.firstSubject, node.subjectCount);
    if (info == nullptr) {  // A named entry.
        const std::string_view name = subject.empty() ? std::string_view() : subject[0].text;
        const EntryName label{name, name};
        checkClauses(node, parent, nullptr, label);
        if (parent == BlockKind::Flow) {
            std::size_t durations = 0;
            std::size_t actors = 0;
            for (std::size_t i = 0; i < all.size(); ++i) {
                if (all[i].kind == Kind::Clause) {
                    i += all[i].operands;
                } else if (all[i].kind == Kind::Invalid) {
                    node.blamed = true;
                } else if (all[i].kind == Kind::Quantity || all[i].text == "当场" ||
                           all[i].text == "on-the-spot") {
                    ++durations;
                    if (durations > 1) {
                        wrong(node, spanOf(all[i]), label,
                              {"一个环节只有一个时长", "a step has one duration"});
                    } else {
                        checkGroup(node, ValueType::Duration, all.subspan(i, 1), label);
                    }
                } else if (all[i].kind == Kind::Name || all[i].kind == Kind::Text) {
                    ++actors;
                    // No actor is called 后于…: without one before it, it is the clause all the
                    // same.
                    if (actors > 1 || (all[i].kind == Kind::Name &&
                                       gluedClause(all[i], clauseInfo(Clause::After)))) {
                        std::vector<Fix> fixes;
                        for (const ClauseInfo& clause : clauses()) {
                            const std::string_view word = clause.zh;
                            if ((allowedClauses(parent, nullptr) & bit(clause.clause)) != 0 &&
                                gluedClause(all[i], clause)) {
                                const auto at =
                                    static_cast<std::uint32_t>(all[i].begin + word.size());
                                fixes.push_back({{"在“" + std::string(word) + "”后补上空格",
                                                  "insert the missing space"},
                                                 true,
                                                 {{{FileId(), at, at}, " "}}});
                                break;
                            }
                        }
                        wrong(node, spanOf(all[i]), label,
                              {"一个环节只有一个办理主体", "a step has one actor"},
                              std::move(fixes));
                    }
                } else {
                    wrong(node, spanOf(all[i]), label,
                          {"应是办理主体或者时长", "an actor or a duration goes here"});
                }
            }
        }
        return;
    }
    const EntryName label{info->zh, info->en};
    switch (info->type) {
        case ValueType::StageDuration:
        case ValueType::Establishment:
            if (info->type == ValueType::StageDuration && !subject.empty() &&
                !useTerm(TermFamily::Stage, subject[0])) {
                wrong(node, spanOf(subject[0]), label,
                      {"应先写阶段：" + termList(TermFamily::Stage, Language::Chinese),
                       "the stage comes first: " + termList(TermFamily::Stage, Language::English)});
            }
            if (info->type == ValueType::Establishment && subject.size() != 1) {
                wrong(node, {FileId(), node.headBegin, node.headEnd}, label,
                      {"应写成“设定 权力名称: 类型”", "write 'establishes NAME: kind'"});
            }
            break;
        case ValueType::Deemed:
        case ValueType::Choice:
        case ValueType::LoopHead:
        case ValueType::NameWithMoney:
        case ValueType::NameWithAnything:
            break;
        default:
            if (!subject.empty()) {
                wrong(node, spanOf(subject[0]), label,
                      {"“" + label.text().zh + "”后应直接是冒号",
                       "the colon follows '" + label.text().en + "' directly"});
            }
            break;
    }
    if (info->type == ValueType::Choice || info->type == ValueType::LoopHead) {
        const bool choice = info->type == ValueType::Choice;
        std::size_t names = 0;
        std::size_t texts = 0;
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (all[i].kind == Kind::Clause) {
                i += all[i].operands;
            } else if (all[i].kind == Kind::Name) {
                ++names;
            } else if (all[i].kind == Kind::Text) {
                ++texts;
            }
        }
        const bool unread = std::any_of(all.begin(), all.end(),
                                        [](const Value& v) { return v.kind == Kind::Invalid; });
        if (choice && !unread && (texts != 1 || names > 1)) {
            wrong(node, {FileId(), node.headBegin, node.headEnd}, label,
                  {"应写成“若 \"条件\" { … }”，条件前可以有名称",
                   "write 'if \"condition\" { … }', a name may come before it"});
        }
        if (!choice && names + texts > 1) {
            wrong(node, {FileId(), node.headBegin, node.headEnd}, label,
                  {"应写成“循环 名称 至多 n 次 { … }”", "write 'loop NAME at-most n { … }'"});
        }
        checkClauses(node, BlockKind::Flow, info, label);
        if (!node.hasBlock && !node.blamed) {
            if (unread) {
                node.blamed = true;  // Too deep: reported as that.
            } else {
                wrong(node, {FileId(), node.headBegin, node.headEnd}, label,
                      {"后面应有块：" + label.text().zh + " … { … }",
                       "a block follows: " + label.text().en + " … { … }"});
            }
        }
        return;
    }
    checkClauses(node, parent, info, label);
    const Span place = node.valueEnd > node.valueBegin
                           ? Span{FileId(), node.valueBegin, node.valueEnd}
                           : Span{FileId(), node.headBegin, node.headEnd};
    if (info->type == ValueType::ForbiddenKind) {
        if (all.empty() || !useTerm(TermFamily::PowerKind, all[0])) {
            wrong(node, place, label,
                  {"应先写权力的类型：" + termList(TermFamily::PowerKind, Language::Chinese),
                   "the kind of power comes first"});
        }
        return;
    }
    if (info->child != BlockKind::None && info->type == ValueType::Nothing) {
        if (!node.hasBlock) {
            wrong(node, {FileId(), node.headBegin, node.headEnd}, label,
                  {"应是一个块：" + label.text().zh + " { … }",
                   "it opens a block: " + label.text().en + " { … }"});
        } else if (!all.empty()) {
            wrong(node, place, label, {"块之前不需要值", "no value goes before the block"});
        }
        return;
    }
    if (statement.hasColon && all.empty() && !statement.hasBlock &&
        (info->type == ValueType::Flag || info->type == ValueType::FlagOrOrgan)) {
        wrong(node, place, label, {"冒号后没有值", "nothing follows the colon"});
        return;
    }
    checkGroups(node, info->type, all, label, place);
    if (!info->many && info->type != ValueType::Text && info->type != ValueType::Anything) {
        std::size_t groups = 0;
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (all[i].kind == Kind::Clause) {
                i += all[i].operands;
            } else if (all[i].startsValue && ++groups == 2 && !node.blamed) {
                wrong(node, spanOf(all[i]), label, {"只能有一个值", "it takes one value"});
            }
        }
    }
}

/// Labels given twice and labels that are missing, block by block.
void Reader::checkBlocks() {
    std::vector<std::pair<Label, std::uint32_t>> labels;
    std::vector<std::pair<std::string_view, std::uint32_t>> names;
    std::vector<Repetition> repetitions;
    for (std::uint32_t id = 0; id < result_->nodes.size(); ++id) {
        const Node parent = result_->nodes[id];
        if (parent.block == BlockKind::None || !(parent.hasBlock || id == 0)) {
            continue;
        }
        const bool named = hasNamedEntries(parent.block);
        labels.clear();
        names.clear();
        repetitions.clear();
        for (std::uint32_t child = parent.firstChild; child != 0;
             child = result_->nodes[child].nextSibling) {
            const Node& node = result_->nodes[child];
            if (node.label == Label::Entry) {
                if (node.subjectCount != 0 && parent.block != BlockKind::BundleFlow &&
                    parent.block != BlockKind::Renumbering &&
                    !result_->values[node.firstSubject].text.empty()) {
                    names.emplace_back(result_->values[node.firstSubject].text, child);
                }
            } else if (!named && node.label != Label::ProvisionBlock) {
                const LabelInfo* info = labelInfo(parent.block, node.label);
                if (info != nullptr && !info->many) {
                    labels.emplace_back(node.label, child);
                }
            }
        }
        collectRepetitions(labels, repetitions);
        collectRepetitions(names, repetitions);
        std::sort(repetitions.begin(), repetitions.end(),
                  [](const Repetition& left, const Repetition& right) {
                      return left.child < right.child;
                  });
        for (const auto& [child, earlier] : repetitions) {
            Node& node = result_->nodes[child];
            const Node& before = result_->nodes[earlier];
            EntryName label;
            if (node.label == Label::Entry) {
                label.zh = label.en = result_->values[node.firstSubject].text;
            } else {
                const LabelInfo* info = labelInfo(parent.block, node.label);
                label = {info->zh, info->en};
            }
            Diagnostic& diagnostic =
                report(makeDiagnostic(kDuplicateLabel, {FileId(), node.headBegin, node.headEnd},
                                      {parameter("label", label.text())}));
            diagnostic.related.push_back({{FileId(), before.headBegin, before.headEnd},
                                          {"先写的在这里", "the first one is here"}});
            diagnostic.fixes.push_back({{"删去重复的一项", "remove the repetition"},
                                        false,
                                        {{{FileId(), node.begin, node.end}, ""}}});
            node.label = Label::None;  // The first stands; nothing reads this one.
        }
        if (result_->nodes[id].blamed || named || parent.block == BlockKind::Item ||
            parent.block == BlockKind::CatalogueItem) {
            continue;  // What an item lacks is judged after inheritance.
        }
        const auto require = [&](Label label) {
            if (result_->find(parent, label) != nullptr) {
                return;
            }
            const LabelInfo* info = labelInfo(parent.block, label);
            const auto near = suggested_.find(id);
            if (near != suggested_.end() &&
                std::any_of(near->second.begin(), near->second.end(), [&](const std::string& name) {
                    return name == info->zh || name == info->en;
                })) {
                return;  // Misspelt, and reported as that.
            }
            report(missingLabel({FileId(), parent.headBegin, parent.headEnd}, *info));
        };
        for (const LabelInfo* info : labelsOf(parent.block)) {
            if (info->required) {
                require(info->label);
            }
        }
        if (parent.label == Label::DeclareInstrument) {
            // A text that is not recorded in full may have a date that nobody has verified.
            const Node* coverage = result_->find(parent, Label::CoverageLabel);
            const bool partial =
                coverage != nullptr && coverage->valueCount == 1 &&
                findTerm(TermFamily::Coverage, result_->values[coverage->firstValue].text)
                        .value_or(0) != static_cast<std::uint8_t>(Coverage::Full);
            if (!partial && result_->find(parent, Label::VersionLabel) == nullptr) {
                require(Label::InForce);
            }
            if (const Node* rank = result_->find(parent, Label::RankLabel);
                rank != nullptr && rank->valueCount == 1) {
                const auto value =
                    findTerm(TermFamily::Rank, result_->values[rank->firstValue].text);
                switch (value ? static_cast<Rank>(*value) : Rank::Law) {
                    case Rank::ProvincialRegulation:
                    case Rank::CityRegulation:
                    case Rank::AutonomyRegulation:
                    case Rank::SeparateRegulation:
                    case Rank::SpecialZoneRegulation:
                    case Rank::ProvincialRule:
                    case Rank::CityRule:
                    case Rank::LocalDocument:
                        require(Label::InJurisdiction);
                        break;
                    default:
                        break;
                }
            }
        }
    }
}

void Reader::read() {
    for (const Diagnostic& diagnostic : parsed_.diagnostics) {
        Diagnostic relative = diagnostic;
        relative.span.file = FileId();
        relative.span.begin -= unit_.begin;
        relative.span.end -= unit_.begin;
        report(std::move(relative));
    }
    contexts_.reserve(parsed_.statements.size());
    for (std::uint32_t i = 0; i < parsed_.statements.size(); ++i) {
        readStatement(i);
    }
    for (std::uint32_t i = 0; i < parsed_.statements.size(); ++i) {
        readAllowances(i);
        if (!contexts_[i].skipped && parsed_.statements[i].parent != Statement::kNone) {
            Node& node = result_->nodes[contexts_[i].node];
            if (node.label != Label::ProvisionBlock) {
                checkValues(i, node, contexts_[i].info);
            }
        }
    }
    checkBlocks();
    readDocumentation();
}

void Reader::swapBuffers(Buffers& buffers) {
    result_->nodes.swap(buffers.nodes);
    result_->values.swap(buffers.values);
    result_->citations.swap(buffers.citations);
    result_->keywords.swap(buffers.keywords);
}

std::shared_ptr<const Declaration> Reader::run(Buffers& buffers) {
    buffers.nodes.clear();
    buffers.values.clear();
    buffers.citations.clear();
    buffers.keywords.clear();
    swapBuffers(buffers);
    read();
    swapBuffers(buffers);
    result_->nodes = buffers.nodes;
    result_->values = buffers.values;
    result_->citations = buffers.citations;
    result_->keywords = buffers.keywords;
    return result_;
}

std::shared_ptr<const Declaration> readDeclaration(std::string_view text,
                                                   const std::vector<Token>& tokens,
                                                   const Slice& unit, const ParsedUnit& parsed) {
    static thread_local Reader::Buffers buffers;
    return Reader(text, tokens, unit, parsed).run(buffers);
}

}  // namespace fadu::syntax
