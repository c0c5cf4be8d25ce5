#include "syntax/Format.h"

#include "support/Check.h"
#include "support/Text.h"
#include "syntax/Tokens.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <limits>
#include <string_view>
#include <vector>

namespace fadu::syntax {

namespace {

constexpr std::size_t kLineWidth = 100;  ///< Columns; an ideograph takes two.
constexpr std::size_t kIndentation = 2;
constexpr std::size_t kContinuation = 4;  ///< More, so that no value stands level with an entry.
constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

// ---------------------------------------------------------------------------------------------
// Elements: what stays, in its order

/// A token or a comment. Terminators, semicolons and commas that nothing follows are layout.
struct Element {
    enum class Kind : std::uint8_t {
        Run,
        String,
        Title,
        At,
        Colon,
        Comma,
        LeftBrace,
        RightBrace,
        LeftParenthesis,
        RightParenthesis,
        Comment,
    };

    Kind kind = Kind::Run;
    bool lineBefore = false;       ///< A line ends between the element before and this one.
    bool blankBefore = false;      ///< An empty line stands there.
    bool semicolonBefore = false;  ///< A `;` stands there.
    bool startsStatement = false;  ///< Of a token: a terminator stands there.
    bool endsLine = false;         ///< Of a comment: nothing may follow it in its line.
    bool documents = false;        ///< Of a comment: `///`.
    bool requoted = false;         ///< Of a String: `text` is what stands between the quotes.
    std::string_view text;         ///< Of an At without its sign.
};

using Elements = std::vector<Element>;

std::string_view withoutTrailingSpace(std::string_view text) {
    return text.substr(0, text.find_last_not_of(" \t\v\f") + 1);
}

/// Calls `use` with each line of a text, without its line end.
template <typename Use>
void forEachLine(std::string_view text, Use use) {
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find_first_of("\r\n", begin), text.size());
        use(text.substr(begin, end - begin));
        begin = end + (text.substr(end, 2) == "\r\n" ? 2 : 1);
    }
}

/// Quotes of any kind become ASCII ones where these can hold the text: it ends at the next one.
void requote(Element& element) {
    const std::size_t open = decodeUtf8(element.text, 0).length;
    const std::string_view inner = element.text.substr(open, element.text.size() - 2 * open);
    if (inner.find('"') == std::string_view::npos) {
        element.text = inner;
        element.requoted = true;
    }
}

Element::Kind kindOf(TokenKind kind) {
    switch (kind) {
        case TokenKind::String:
            return Element::Kind::String;
        case TokenKind::Title:
            return Element::Kind::Title;
        case TokenKind::At:
            return Element::Kind::At;
        case TokenKind::Colon:
            return Element::Kind::Colon;
        case TokenKind::Comma:
            return Element::Kind::Comma;
        case TokenKind::LeftBrace:
            return Element::Kind::LeftBrace;
        case TokenKind::RightBrace:
            return Element::Kind::RightBrace;
        case TokenKind::LeftParenthesis:
            return Element::Kind::LeftParenthesis;
        case TokenKind::RightParenthesis:
            return Element::Kind::RightParenthesis;
        default:
            return Element::Kind::Run;
    }
}

/// The elements of a text: its tokens, with the comments that the scanner sees between them.
Elements elementsOf(std::string_view code, const std::vector<Token>& tokens) {
    Elements elements;
    elements.reserve(tokens.size());
    std::size_t next = 0;
    unsigned lineEnds = 2;
    bool commentEndsLine = false;  // As for the tokenizer: one that goes over lines ends a line.
    bool semicolon = false;
    bool terminator = false;
    Scanner scanner(code);
    for (RawToken raw = scanner.next(); raw.kind != RawKind::EndOfText; raw = scanner.next()) {
        Element element;
        element.text = code.substr(raw.begin, raw.end - raw.begin);
        bool severalLines = false;
        switch (raw.kind) {
            case RawKind::Newline:
                ++lineEnds;
                continue;
            case RawKind::Semicolon:
                semicolon = true;
                continue;
            case RawKind::DocComment:
            case RawKind::LineComment:
            case RawKind::BlockComment:
                severalLines = element.text.find_first_of("\r\n") != std::string_view::npos;
                element.kind = Element::Kind::Comment;
                element.endsLine = severalLines || raw.kind != RawKind::BlockComment;
                element.documents = raw.kind == RawKind::DocComment;
                element.text = withoutTrailingSpace(element.text);
                break;
            default:
                for (; tokens[next].kind == TokenKind::End; ++next) {
                    terminator = true;
                }
                FADU_CHECK(tokens[next].begin == raw.begin && tokens[next].end == raw.end);
                element.kind = kindOf(tokens[next].kind);
                ++next;
                if (element.kind == Element::Kind::Comma &&
                    (tokens[next].kind == TokenKind::End ||
                     tokens[next].kind == TokenKind::RightParenthesis)) {
                    continue;
                }
                element.startsStatement = terminator;
                terminator = false;
                if (element.kind == Element::Kind::String) {
                    requote(element);
                } else if (element.kind == Element::Kind::At) {
                    element.text.remove_prefix(decodeUtf8(element.text, 0).length);
                }
                break;
        }
        element.lineBefore = lineEnds != 0 || commentEndsLine;
        element.blankBefore = lineEnds > 1;
        element.semicolonBefore = semicolon;
        elements.push_back(element);
        lineEnds = 0;
        commentEndsLine = severalLines;
        semicolon = false;
    }
    return elements;
}

void append(std::string& out, const Element& element) {
    switch (element.kind) {
        case Element::Kind::Colon:
            out += ':';
            break;
        case Element::Kind::Comma:
            out += ',';
            break;
        case Element::Kind::LeftBrace:
            out += '{';
            break;
        case Element::Kind::RightBrace:
            out += '}';
            break;
        case Element::Kind::LeftParenthesis:
            out += '(';
            break;
        case Element::Kind::RightParenthesis:
            out += ')';
            break;
        case Element::Kind::At:
            out += '@';
            out += element.text;
            break;
        case Element::Kind::Comment: {
            bool first = true;
            forEachLine(element.text, [&](std::string_view line) {
                out += first ? "" : "\n";
                out += withoutTrailingSpace(line);
                first = false;
            });
            break;
        }
        default:
            out += element.requoted ? "\"" : "";
            out += element.text;
            out += element.requoted ? "\"" : "";
            break;
    }
}

std::size_t widthOf(const Element& element) {
    switch (element.kind) {
        case Element::Kind::Run:
        case Element::Kind::Title:
        case Element::Kind::Comment:
            return displayWidth(element.text);
        case Element::Kind::String:
            return displayWidth(element.text) + (element.requoted ? 2 : 0);
        case Element::Kind::At:
            return displayWidth(element.text) + 1;
        default:
            return 1;
    }
}

/// Whether both are the same text but for its layout: the same tokens and comments, divided into
/// the same statements.
bool sameContent(const Elements& left, const Elements& right) {
    const auto normal = [](const Element& element) {
        std::string text;
        append(text, element);
        return text;
    };
    bool afterAllowance = false;  // Whether a terminator stands behind it makes no difference.
    return std::equal(
        left.begin(), left.end(), right.begin(), right.end(),
        [&](const Element& a, const Element& b) {
            const bool divided = a.startsStatement == b.startsStatement || afterAllowance;
            if (a.kind != Element::Kind::Comment) {
                afterAllowance =
                    a.kind == Element::Kind::At || a.kind == Element::Kind::RightParenthesis;
            }
            return divided && a.kind == b.kind && (a.text == b.text || normal(a) == normal(b));
        });
}

// ---------------------------------------------------------------------------------------------
// Pieces: what is laid out by itself

/// A statement with its block, an allowance, or comments that have a line of their own. In the
/// order of the text: what is in a block follows its statement.
struct Piece {
    enum class Kind : std::uint8_t { Statement, Allowance, Comments };

    Kind kind = Kind::Statement;
    bool joined = false;   ///< Goes on in the line of the piece before it.
    bool chained = false;  ///< 否则 behind the block of its 若.
    bool open = false;     ///< Its block was written in several lines.
    bool broken = false;   ///< Behind a 若 whose block takes several lines: so does its own.
    bool blank = false;    ///< An empty line goes before it.
    std::uint32_t depth = 0;
    std::uint32_t begin = 0;           ///< First element: comments may lead its first token.
    std::uint32_t first = 0;           ///< First token.
    std::uint32_t last = 0;            ///< Past the last token.
    std::uint32_t end = 0;             ///< Past the comments behind it in its last line.
    std::uint32_t leftBrace = kNone;   ///< Of its block.
    std::uint32_t blockBegin = kNone;  ///< Past the comments behind the brace in its line.
    std::uint32_t before = kNone;      ///< The piece before it in the same block.
    std::uint32_t after = 0;           ///< The piece that follows it and all that is in it.

    bool hasBlock() const { return leftBrace != kNone; }
};

/// Divides the elements of a text without mistakes into pieces.
class Divider {
public:
    explicit Divider(const Elements& elements) : elements_(elements) {}

    std::vector<Piece> run();

private:
    using Kind = Element::Kind;

    std::uint32_t size() const { return static_cast<std::uint32_t>(elements_.size()); }
    bool is(std::uint32_t index, Kind kind) const {
        return index < size() && elements_[index].kind == kind;
    }
    bool isFlowKeyword(std::uint32_t index, Label label) const;
    std::uint32_t placeComments(std::uint32_t begin, std::uint32_t token);
    std::uint32_t allowanceEnd(std::uint32_t sign) const;
    std::uint32_t readStatement(Piece piece);
    void closeBlock(std::uint32_t rightBrace);
    std::uint32_t add(Piece piece);

    const Elements& elements_;
    std::vector<Piece> pieces_;
    std::vector<std::uint32_t> open_;        ///< Statements whose blocks are open.
    std::vector<std::uint32_t> linesSoFar_;  ///< Line ends up to each element.
    std::uint32_t before_ = kNone;           ///< The last piece of the block so far.
};

bool Divider::isFlowKeyword(std::uint32_t index, Label label) const {
    const LabelInfo* info = is(index, Kind::Run)
                                ? findLabel(BlockKind::Flow, normalizeNfkc(elements_[index].text))
                                : nullptr;
    return info != nullptr && info->label == label;
}

/// Gives the comments before a token (or the end) to what they belong to. Returns the first of
/// those that lead the token in its own line.
std::uint32_t Divider::placeComments(std::uint32_t begin, std::uint32_t token) {
    const bool tokenInLine =
        token < size() && !elements_[token].lineBefore && !is(token, Kind::RightBrace);
    std::uint32_t at = begin;
    while (at < token && !elements_[at].lineBefore) {
        ++at;
    }
    if (at == token && tokenInLine) {
        // Between two pieces in one line: up to a `;` they belong to the first.
        while (at > begin && !elements_[at].semicolonBefore) {
            --at;
        }
    }
    if (before_ != kNone) {
        pieces_[before_].end = at;
    } else if (!open_.empty()) {
        pieces_[open_.back()].blockBegin = at;
    } else {
        at = begin;
    }
    while (at < token) {
        std::uint32_t lineEnd = at + 1;
        while (lineEnd < token && !elements_[lineEnd].lineBefore) {
            ++lineEnd;
        }
        if (lineEnd == token && tokenInLine) {
            break;
        }
        Piece piece;
        piece.kind = Piece::Kind::Comments;
        piece.begin = piece.first = at;
        piece.last = piece.end = lineEnd;
        add(piece);
        at = lineEnd;
    }
    return at;
}

/// Past an allowance: `@word` and its parentheses.
std::uint32_t Divider::allowanceEnd(std::uint32_t sign) const {
    std::uint32_t index = sign + 1;
    while (is(index, Kind::Comment)) {
        ++index;
    }
    if (!is(index, Kind::LeftParenthesis)) {
        return sign + 1;
    }
    while (!is(index, Kind::RightParenthesis)) {
        ++index;
    }
    return index + 1;
}

std::uint32_t Divider::add(Piece piece) {
    const auto index = static_cast<std::uint32_t>(pieces_.size());
    piece.depth = static_cast<std::uint32_t>(open_.size());
    piece.before = before_;
    piece.after = index + 1;
    if (before_ != kNone) {
        const Piece& before = pieces_[before_];
        const Element& start = elements_[piece.begin];
        const bool comments = piece.kind == Piece::Kind::Comments;
        // What follows a block begins a line, and so does every declaration.
        piece.joined = !comments && !start.lineBefore && !before.hasBlock() &&
                       before.kind != Piece::Kind::Comments &&
                       (before.kind == Piece::Kind::Allowance || piece.depth != 0);
        piece.chained = is(piece.begin + 1, Kind::LeftBrace) && before.hasBlock() &&
                        before.last == piece.begin && isFlowKeyword(piece.begin, Label::Else) &&
                        isFlowKeyword(before.first, Label::If);
        const bool documented = before.kind == Piece::Kind::Comments &&
                                elements_[before.last - 1].documents && !comments;
        piece.blank = start.blankBefore && before.kind != Piece::Kind::Allowance && !documented;
    }
    pieces_.push_back(piece);
    before_ = index;
    return index;
}

/// Reads a statement up to its end or into its block; returns the element to go on with.
std::uint32_t Divider::readStatement(Piece piece) {
    piece.last = piece.first + 1;
    for (std::uint32_t index = piece.last; index < size(); ++index) {
        if (is(index, Kind::Comment)) {
            continue;
        }
        if (elements_[index].startsStatement) {
            break;
        }
        piece.last = index + 1;
        if (is(index, Kind::LeftBrace)) {
            piece.leftBrace = index;
            piece.blockBegin = index + 1;
            break;
        }
    }
    piece.end = piece.last;
    const std::uint32_t next = piece.last;
    const std::uint32_t added = add(piece);
    if (piece.hasBlock()) {
        open_.push_back(added);
        before_ = kNone;
    }
    return next;
}

void Divider::closeBlock(std::uint32_t rightBrace) {
    Piece& piece = pieces_[open_.back()];
    before_ = open_.back();
    open_.pop_back();
    piece.last = piece.end = rightBrace + 1;
    piece.after = static_cast<std::uint32_t>(pieces_.size());
    piece.open =
        rightBrace > piece.leftBrace + 1 && linesSoFar_[rightBrace] != linesSoFar_[piece.leftBrace];
}

std::vector<Piece> Divider::run() {
    linesSoFar_.reserve(elements_.size());
    std::uint32_t lines = 0;
    for (const Element& element : elements_) {
        lines += element.lineBefore ? 1 : 0;
        linesSoFar_.push_back(lines);
    }
    for (std::uint32_t at = 0;;) {
        Piece piece;
        piece.first = at;
        while (is(piece.first, Kind::Comment)) {
            ++piece.first;
        }
        piece.begin = placeComments(at, piece.first);
        if (piece.first == size()) {
            return std::move(pieces_);
        }
        if (is(piece.first, Kind::RightBrace)) {
            closeBlock(piece.first);
            at = piece.first + 1;
        } else if (is(piece.first, Kind::At)) {
            piece.kind = Piece::Kind::Allowance;
            at = piece.last = piece.end = allowanceEnd(piece.first);
            add(piece);
        } else {
            at = readStatement(piece);
        }
    }
}

// ---------------------------------------------------------------------------------------------
// Lines

/// Puts pieces into lines. Every decision looks at the piece alone: where it would stand if it were
/// in one line was computed before for all of them.
class Printer {
public:
    Printer(const Elements& elements, std::vector<Piece> pieces)
        : elements_(elements), pieces_(std::move(pieces)) {}

    /// The lines, each ended by LF.
    std::string run();

private:
    using Kind = Element::Kind;

    bool is(std::uint32_t index, Kind kind) const {
        return index < elements_.size() && elements_[index].kind == kind;
    }
    bool isAtom(std::uint32_t index) const {
        return is(index, Kind::Run) || is(index, Kind::String) || is(index, Kind::Title);
    }
    bool isProvision(std::uint32_t index) const;
    std::string_view separatorBefore(std::uint32_t index) const;
    void measure();
    void separateDeclarations();

    /// Width of the elements in one line, without what goes before the first.
    std::size_t width(std::uint32_t begin, std::uint32_t end) const {
        return begin == end ? 0 : columns_[end - 1] + widths_[end - 1] - columns_[begin];
    }
    /// Whether a line must end before an element (never the first).
    bool mustBreak(std::uint32_t index) const {
        return index < breaks_.size() && breaks_[index] != breaks_[index - 1];
    }
    bool isMarked(std::uint32_t begin, std::uint32_t end) const;
    bool fits(std::uint32_t from, std::uint32_t to) const;
    std::uint32_t valueEnd(std::uint32_t index, std::uint32_t stop) const;
    bool opensClause(std::uint32_t index) const;
    bool fitsBehind(std::uint32_t index, std::size_t column, const Piece& piece) const;
    bool beginsEntry(const Piece& piece) const;
    bool isSibling(std::uint32_t index, const Piece& piece) const {
        return index < pieces_.size() && pieces_[index].depth == piece.depth;
    }

    void newLine(std::size_t indentation) {
        out_ += '\n';
        out_.append(indentation, ' ');
    }
    void print(std::uint32_t begin, std::uint32_t end);
    void printBehind(std::uint32_t begin, std::uint32_t end);
    void printEnd(const Piece& piece);
    std::uint32_t printInLine(std::uint32_t from, std::uint32_t to);
    bool printHead(const Piece& piece);
    std::uint32_t printInLines(std::uint32_t index);
    std::uint32_t printPiece(std::uint32_t index);
    void printBlockEnd();

    const Elements& elements_;
    std::vector<Piece> pieces_;
    std::vector<std::uint32_t> open_;  ///< Statements whose blocks are being printed.
    std::string out_;

    // Of each element, as if all were in one line: what goes before it, its width, its column, and
    // how many line ends there must be before it all the same.
    std::vector<std::string_view> separators_;
    std::vector<std::size_t> widths_;
    std::vector<std::size_t> columns_;
    std::vector<std::uint32_t> breaks_;
};

/// Whether an element is a provision, which is written close to the title of its instrument.
bool Printer::isProvision(std::uint32_t index) const {
    if (!is(index, Kind::Run)) {
        return false;
    }
    const std::string text = normalizeNfkc(elements_[index].text);
    if (text == "art." || text == "article") {
        return is(index + 1, Kind::Run) &&
               readProvision(normalizeNfkc(elements_[index + 1].text)).matched;
    }
    return text == "全文" || readProvision(text).matched;
}

std::string_view Printer::separatorBefore(std::uint32_t index) const {
    if (index == 0) {
        return "";
    }
    const Kind before = elements_[index - 1].kind;
    switch (elements_[index].kind) {
        case Kind::Colon:
        case Kind::Comma:
        case Kind::LeftParenthesis:
        case Kind::RightParenthesis:
            return "";
        case Kind::RightBrace:
            return before == Kind::LeftBrace ? "" : " ";
        case Kind::Run:
            if (before == Kind::Title && isProvision(index)) {
                return "";
            }
            break;
        default:
            break;
    }
    return before == Kind::LeftParenthesis ? "" : " ";
}

void Printer::measure() {
    const auto count = static_cast<std::uint32_t>(elements_.size());
    separators_.resize(count);
    widths_.resize(count);
    columns_.resize(count);
    breaks_.resize(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        separators_[i] = separatorBefore(i);
        widths_[i] = widthOf(elements_[i]);
        const bool besideComment = is(i, Kind::Comment) || (i != 0 && is(i - 1, Kind::Comment));
        breaks_[i] = besideComment && elements_[i].lineBefore ? 1 : 0;
    }
    for (const Piece& piece : pieces_) {
        if (piece.before != kNone) {
            const bool parted =
                pieces_[piece.before].kind == Piece::Kind::Statement && !piece.chained;
            separators_[piece.begin] = parted ? "; " : " ";
        }
        if (piece.open) {
            breaks_[piece.leftBrace + 1] = 1;
        }
    }
    for (std::uint32_t i = 1; i < count; ++i) {
        columns_[i] = columns_[i - 1] + widths_[i - 1] + separators_[i].size();
        breaks_[i] += breaks_[i - 1];
    }
}

/// Whether one of the comments is a mark of a test (`//~`), which speaks of its line.
bool Printer::isMarked(std::uint32_t begin, std::uint32_t end) const {
    return std::any_of(elements_.begin() + begin, elements_.begin() + end,
                       [](const Element& element) { return element.text.starts_with("//~"); });
}

/// Whether neighbouring pieces can stand in one line. Comments behind them do not count.
bool Printer::fits(std::uint32_t from, std::uint32_t to) const {
    const std::uint32_t begin = pieces_[from].begin;
    const std::uint32_t end = pieces_[to].last;
    return breaks_[end - 1] == breaks_[begin] &&
           (pieces_[from].depth * kIndentation + width(begin, end) <= kLineWidth ||
            isMarked(end, pieces_[to].end));
}

/// A declaration of several lines has an empty line before and after it.
void Printer::separateDeclarations() {
    std::uint32_t declaration = kNone;  // The last one, and the first piece after it.
    std::uint32_t following = kNone;
    bool tall = false;
    bool parted = false;
    bool headed = false;  // Documentation or an allowance stands over the next one.
    for (std::uint32_t i = 0; i < pieces_.size(); i = pieces_[i].after) {
        const Piece& piece = pieces_[i];
        following = following == kNone ? i : following;
        parted = parted || piece.blank;
        if (piece.kind != Piece::Kind::Statement) {
            headed = headed || piece.kind == Piece::Kind::Allowance ||
                     elements_[piece.last - 1].documents;
            continue;
        }
        const bool wasTall = tall;
        tall = headed || !fits(i, i);
        if (declaration != kNone && !parted && (tall || wasTall)) {
            pieces_[following].blank = true;
        }
        declaration = i;
        following = kNone;
        parted = headed = false;
    }
}

/// Whether the tokenizer takes the line that a piece begins for an entry rather than for values of
/// the line before: atoms, then `:` or `{`.
bool Printer::beginsEntry(const Piece& piece) const {
    std::uint32_t index = piece.first;
    while (isAtom(index) || (index != piece.first && is(index, Kind::Comment) &&
                             !elements_[index].endsLine && !mustBreak(index))) {
        ++index;
    }
    return index != piece.first && !mustBreak(index) &&
           (is(index, Kind::Colon) || is(index, Kind::LeftBrace));
}

void Printer::print(std::uint32_t begin, std::uint32_t end) {
    for (std::uint32_t i = begin; i < end; ++i) {
        out_ += i == begin ? "" : separators_[i];
        append(out_, elements_[i]);
    }
}

/// Comments at the end of a line.
void Printer::printBehind(std::uint32_t begin, std::uint32_t end) {
    for (std::uint32_t i = begin; i < end; ++i) {
        out_ += i == begin ? "  " : " ";
        append(out_, elements_[i]);
    }
}

std::uint32_t Printer::printInLine(std::uint32_t from, std::uint32_t to) {
    print(pieces_[from].begin, pieces_[to].last);
    printEnd(pieces_[to]);
    return pieces_[to].after;
}

/// What stands behind the last token of a piece.
void Printer::printEnd(const Piece& piece) {
    if (is(piece.last - 1, Kind::Colon)) {
        // A colon at the end of a line takes the next one for its values, unless that is an entry.
        std::uint32_t next = piece.after;
        while (isSibling(next, piece) && pieces_[next].kind == Piece::Kind::Comments) {
            ++next;
        }
        out_ += isSibling(next, piece) && !beginsEntry(pieces_[next]) ? ";" : "";
    }
    printBehind(piece.last, piece.end);
}

/// Past a value and the comma behind it, without comments that end the line.
std::uint32_t Printer::valueEnd(std::uint32_t index, std::uint32_t stop) const {
    std::uint32_t end = index;
    while (end < stop && !is(end, Kind::Comma) && !is(end, Kind::Colon) &&
           (end == index || !mustBreak(end))) {
        ++end;
    }
    end += end < stop && is(end, Kind::Comma) ? 1 : 0;
    while (end > index && is(end - 1, Kind::Comment) && mustBreak(end)) {
        --end;
    }
    return end;
}

bool Printer::opensClause(std::uint32_t index) const {
    return is(index, Kind::Run) && findClause(normalizeNfkc(elements_[index].text)) != nullptr;
}

/// Whether the value behind a comma goes into the line at `column`: there is room for it and, where
/// it opens a clause whose list a line of its own would hold, for the whole list. What a colon
/// follows is never moved: after a comma and a line's end it would be an entry.
bool Printer::fitsBehind(std::uint32_t index, std::size_t column, const Piece& piece) const {
    const std::uint32_t stop = piece.hasBlock() ? piece.leftBrace : piece.last;
    const auto widthTo = [&](std::uint32_t end) {
        return width(index, end) + (end == stop && piece.hasBlock() ? 2 : 0);
    };
    const std::uint32_t end = valueEnd(index, stop);
    if (is(end, Kind::Colon)) {
        return true;
    }
    if (column + 1 + widthTo(end) > kLineWidth) {
        return false;
    }
    if (!opensClause(index)) {
        return true;
    }
    std::uint32_t listEnd = end;
    while (listEnd < stop && is(listEnd - 1, Kind::Comma) && !mustBreak(listEnd) &&
           !opensClause(listEnd)) {
        const std::uint32_t next = valueEnd(listEnd, stop);
        if (next == listEnd) {
            break;  // Only a comment follows in this line.
        }
        listEnd = next;
    }
    return column + 1 + widthTo(listEnd) <= kLineWidth ||
           piece.depth * kIndentation + kContinuation + widthTo(listEnd) > kLineWidth;
}

/// Prints a piece up to its block, its values in as many lines as they need. Returns whether that
/// is more than one.
bool Printer::printHead(const Piece& piece) {
    const std::uint32_t stop = piece.hasBlock() ? piece.leftBrace : piece.last;
    const std::size_t indentation = piece.depth * kIndentation;
    const bool marked =
        piece.hasBlock() ? isMarked(stop, piece.blockBegin) : isMarked(piece.last, piece.end);
    std::size_t column = indentation;
    bool wrapped = false;
    for (std::uint32_t i = piece.begin; i < stop; ++i) {
        if (i != piece.begin) {
            if (mustBreak(i) ||
                (is(i - 1, Kind::Comma) && !marked && !fitsBehind(i, column, piece))) {
                newLine(indentation + kContinuation);
                column = indentation + kContinuation;
                wrapped = true;
            } else {
                const std::string_view separator =
                    is(i, Kind::Comment) && mustBreak(i + 1) ? "  " : separators_[i];
                out_ += separator;
                column += separator.size();
            }
        }
        append(out_, elements_[i]);
        column += widths_[i];
    }
    return wrapped;
}

std::uint32_t Printer::printInLines(std::uint32_t index) {
    const Piece& piece = pieces_[index];
    if (!piece.open) {  // Written in one line that has no room for it.
        for (std::uint32_t child = index + 1; child < piece.after; child = pieces_[child].after) {
            pieces_[child].joined = false;
        }
    }
    const bool wrapped = printHead(piece);
    if (!piece.hasBlock()) {
        printEnd(piece);
        return piece.after;
    }
    // Behind a comma and a line's end, values with a brace in their line would be an entry.
    if (wrapped || mustBreak(piece.leftBrace)) {
        newLine(piece.depth * kIndentation);
    } else {
        out_ += ' ';
    }
    out_ += '{';
    printBehind(piece.leftBrace + 1, piece.blockBegin);
    open_.push_back(index);
    return index + 1;
}

void Printer::printBlockEnd() {
    const Piece& piece = pieces_[open_.back()];
    open_.pop_back();
    if (piece.leftBrace + 2 != piece.last) {
        newLine(piece.depth * kIndentation);
    }
    out_ += '}';
    printBehind(piece.last, piece.end);
}

/// Prints a piece, and with it those that stand in its line. Returns the piece to go on with.
std::uint32_t Printer::printPiece(std::uint32_t index) {
    Piece& piece = pieces_[index];
    if (piece.chained) {
        out_ += ' ';
    } else if (!out_.empty()) {
        out_ += piece.blank ? "\n" : "";
        newLine(piece.depth * kIndentation);
    }
    if (piece.kind == Piece::Kind::Comments) {
        print(piece.begin, piece.end);
        return piece.after;
    }
    // What the author has put into one line stays there if there is room for all of it.
    std::uint32_t last = index;
    std::uint32_t chainLast = index;
    for (std::uint32_t next = piece.after;
         isSibling(next, piece) && (pieces_[next].joined || pieces_[next].chained);
         next = pieces_[next].after) {
        chainLast = pieces_[next].chained && chainLast == last ? next : chainLast;
        last = next;
    }
    if (!piece.broken && fits(index, last)) {
        return printInLine(index, last);
    }
    for (std::uint32_t next = piece.after; next <= last && last != index;
         next = pieces_[next].after) {
        pieces_[next].joined = false;
        pieces_[next].broken = next <= chainLast;
    }
    if (!piece.broken && fits(index, chainLast)) {
        return printInLine(index, chainLast);
    }
    return printInLines(index);
}

std::string Printer::run() {
    measure();
    separateDeclarations();
    for (std::uint32_t index = 0; index < pieces_.size() || !open_.empty();) {
        if (!open_.empty() && index == pieces_[open_.back()].after) {
            printBlockEnd();
        } else {
            index = printPiece(index);
        }
    }
    if (!out_.empty()) {
        out_ += '\n';
    }
    return std::move(out_);
}

// ---------------------------------------------------------------------------------------------
// Texts

/// The canonical form of a stretch of code, lines ended by LF; nothing when it is not complete in
/// itself (a comment that goes on in another block of a literate file).
std::optional<std::string> formatCode(std::string_view code) {
    const TokenizedText tokenized = tokenize(code, FileId());
    if (!tokenized.diagnostics.empty()) {
        return std::nullopt;
    }
    const Elements elements = elementsOf(code, tokenized.tokens);
    std::string result = Printer(elements, Divider(elements).run()).run();
    // A formatter of law texts proves each time that it has changed nothing but the layout.
    const TokenizedText again = tokenize(result, FileId());
    FADU_CHECK(again.diagnostics.empty() &&
               sameContent(elements, elementsOf(result, again.tokens)));
    return result;
}

/// The line end that a text has most: LF, CRLF or CR.
std::string_view lineEndOf(std::string_view text) {
    std::array<std::size_t, 3> counts{};
    for (std::size_t i = text.find_first_of("\r\n"); i < text.size();
         i = text.find_first_of("\r\n", i + 1)) {
        const bool pair = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
        ++counts[text[i] == '\n' ? 0 : pair ? 1 : 2];
        i += pair ? 1 : 0;
    }
    constexpr std::array<std::string_view, 3> kLineEnds{"\n", "\r\n", "\r"};
    return kLineEnds[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) -
                                              counts.begin())];
}

/// Appends lines that LF ends, with a prefix and other line ends.
void appendLines(std::string& out, std::string_view lines, std::string_view prefix,
                 std::string_view lineEnd) {
    while (!lines.empty()) {
        const std::string_view line = lines.substr(0, lines.find('\n'));
        lines.remove_prefix(line.size() + 1);
        out += line.empty() ? withoutTrailingSpace(prefix) : prefix;
        out += line;
        out += lineEnd;
    }
}

/// What stands before the code of a block in each of its lines: the marks of quotations, and room
/// for those of lists.
std::string linePrefix(std::string_view text, const CodeBlock& block) {
    const std::string_view line = text.substr(block.fence, block.begin - block.fence);
    std::string prefix(line.substr(0, std::min(line.find("```"), line.find("~~~"))));
    std::replace_if(
        prefix.begin(), prefix.end(), [](char c) { return c != '>' && c != '\t'; }, ' ');
    return prefix;
}

/// Formats the code of a literate file; the prose keeps its bytes. A block that holds only a part
/// of a declaration stays as it is.
std::string formatLiterate(const SourceFile& source, const Module& module) {
    const std::string_view text = source.text();
    const std::vector<CodeBlock> blocks = codeBlocks(text);
    const TokenizedText tokenized = tokenize(*scannableText(source, module.file).text, module.file);
    const std::string_view lineEnd = lineEndOf(text);
    std::string result;
    std::size_t done = 0;
    auto unit = tokenized.units.begin();
    std::uint32_t held = 0;  // Where the last declaration seen so far ends.
    for (const CodeBlock& block : blocks) {
        bool whole = held <= block.begin;
        for (; unit != tokenized.units.end() && unit->begin < block.end; ++unit) {
            held = unit->end;
            whole = whole && held <= block.end;
        }
        result += text.substr(done, block.begin - done);
        done = block.begin;
        if (const auto code = whole ? formatCode(block.code) : std::nullopt) {
            appendLines(result, *code, linePrefix(text, block), lineEnd);
            done = block.end;
        }
    }
    result += text.substr(done);
    return result;
}

}  // namespace

std::vector<Diagnostic> syntaxErrors(const Module& module) {
    std::vector<Diagnostic> errors;
    const auto isError = [](const Diagnostic& diagnostic) {
        return diagnostic.descriptor->family() == "syntax" &&
               diagnostic.severity == Severity::Error;
    };
    std::copy_if(module.diagnostics.begin(), module.diagnostics.end(), std::back_inserter(errors),
                 isError);
    for (const PlacedDeclaration& declared : module.declarations) {
        for (const Diagnostic& diagnostic : declared.declaration->diagnostics) {
            if (isError(diagnostic)) {
                errors.push_back(placed(diagnostic, declared.file, declared.offset));
            }
        }
    }
    return errors;
}

std::optional<std::string> formatText(const SourceFile& source, const Module& module) {
    if (!syntaxErrors(module).empty()) {
        return std::nullopt;
    }
    if (isLiterate(source)) {
        return formatLiterate(source, module);
    }
    std::string_view text = source.text();
    constexpr std::string_view byteOrderMark = "\uFEFF";
    std::string result;
    if (text.starts_with(byteOrderMark)) {
        result = byteOrderMark;
        text.remove_prefix(byteOrderMark.size());
    }
    const std::optional<std::string> code = formatCode(text);
    FADU_CHECK(code.has_value());
    appendLines(result, *code, "", lineEndOf(text));
    return result;
}

}  // namespace fadu::syntax
