#include "emit/AuthorityChain.h"
#include "emit/PictureText.h"
#include "emit/Pictures.h"

#include <algorithm>
#include <array>
#include <utility>

namespace fadu::emit {

namespace {

using derive::Authority;
using derive::Verdict;
using Kind = AuthorityLink::Kind;
using Shape = Picture::Shape;
using Tone = Picture::Tone;

class AuthorityDrawing {
public:
    AuthorityDrawing(const model::Program& program, const derive::Facts& facts, model::ItemId id,
                     Language language)
        : program_(program), id_(id), item_(program.items[id]), authority_(facts.of(id).authority) {
        picture_.language = language;
        picture_.layout = Picture::Layout::Down;
    }

    Picture run();

private:
    bool chinese() const { return picture_.language == Language::Chinese; }
    std::string say(const Text& text) const { return text.in(picture_.language); }
    std::string name(NameId id) const { return std::string(program_.text(id)); }
    std::string organName(model::OrganId organ) const { return name(program_.organs[organ].name); }
    bool failsWith(Authority::Failure failure) const { return authority_.failure == failure; }
    std::string citations(const std::vector<model::Citation>& written) const {
        return citationsText(program_, written, picture_.language);
    }
    std::string levelDetail(Level level) const {
        const Text text = termText(level);
        return say({"层级：" + text.zh + "级", "level: " + text.en});
    }
    /// A node that hangs from the one before by an edge with a mark.
    void hang(Picture::Node node, Tone tone, const Text& label);
    void addLink(const AuthorityLink& link, Tone tone);
    void addProvision(Tone tone);
    void addPower(Tone tone);
    void addMandate(const model::Mandate& mandate, Tone tone);
    void addOrgan(Tone tone);
    void addGap(const Text& text);
    void addItem();
    /// Whether the organ is named or holds a function that the provision names.
    bool holdsFunction() const;
    Text organLabel(Tone tone) const;
    Text verdictText() const;

    const model::Program& program_;
    model::ItemId id_;
    const model::Item& item_;
    const Authority& authority_;
    Picture picture_;
    bool broken_ = false;      ///< A link failed or is unknown: nothing behind it is judged.
    model::OrganId standing_;  ///< The organ that the node before shows.
    std::vector<std::uint32_t> holders_;  ///< Several that may hold the power; all lead on.
};

void AuthorityDrawing::hang(Picture::Node node, Tone tone, const Text& label) {
    node.id = "link" + std::to_string(picture_.nodes.size() + 1);
    const std::vector<std::uint32_t> before =
        !holders_.empty() ? std::exchange(holders_, {})
        : picture_.nodes.empty()
            ? std::vector<std::uint32_t>()
            : std::vector<std::uint32_t>{static_cast<std::uint32_t>(picture_.nodes.size() - 1)};
    const std::uint32_t added = picture_.add(std::move(node));
    for (const std::uint32_t from : before) {
        Picture::Edge edge;
        edge.from = from;
        edge.to = added;
        edge.tone = tone;
        edge.dashed = tone == Tone::Fails || tone == Tone::Unknown || tone == Tone::Faint;
        edge.label = std::string(markOf(tone)) + (*markOf(tone) == 0 ? "" : " ") + say(label);
        picture_.edges.push_back(std::move(edge));
    }
    broken_ = broken_ || tone == Tone::Fails || tone == Tone::Unknown;
}

void AuthorityDrawing::addProvision(Tone tone) {
    Picture::Node node;
    node.shape = Shape::Document;
    model::InstrumentId instrument;
    Text edition;
    if (authority_.establishment.valid()) {
        const model::ProvisionId id = program_.establishments[authority_.establishment].provision;
        const LegalBasis basis = program_.legalBasis(id);
        instrument = program_.provisions[id].instrument;
        node.name = basisText(basis, picture_.language);
        edition = basis.edition;
        if (authority_.ancestor) {
            node.details.push_back(say({"所引条款没有单独收录，按收录的上一级条款判断",
                                        "what is cited is not recorded itself; this is the "
                                        "recorded provision around it"}));
        }
        if (basis.unverified) {
            node.details.push_back(say({"待核：没有与原文核对", "not yet verified"}));
        }
    } else {
        const model::Target& target = program_.targets[authority_.citation->target];
        instrument = target.instrument;
        node.name = say(program_.citationText(target));
        edition = program_.legalBasis(target).edition;
    }
    if (instrument.valid()) {
        const model::Instrument& text = program_.instruments[instrument];
        if (text.rank) {
            const std::string rank = say(termText(*text.rank));
            node.details.push_back(say({"位阶：" + rank, "rank: " + rank}));
        }
        if (!edition.empty()) {
            node.details.push_back(say({edition.zh + "文本", "text " + edition.en}));
        }
    }
    node.tone = tone == Tone::Fails ? Tone::Fails : Tone::Plain;
    hang(std::move(node), Tone::Plain, {});
    if (tone == Tone::Fails) {
        Picture::Node gap;
        gap.shape = Shape::Outside;
        gap.tone = Tone::Fails;
        gap.name = say({"没有设定这项权力", "does not establish this power"});
        hang(std::move(gap), Tone::Fails,
             {"所引条款已收录完全，其中没有", "completely recorded, and not there"});
    }
}

void AuthorityDrawing::addPower(Tone tone) {
    Picture::Node node;
    Text kind{"权力", "power"};
    model::InstrumentId instrument;
    if (authority_.establishment.valid()) {
        const model::Establishment& one = program_.establishments[authority_.establishment];
        node.name = name(one.power);
        kind = one.kind ? termText(*one.kind) : kind;
        instrument = program_.provisions[one.provision].instrument;
    } else {
        node.name = name(item_.power);
        kind = item_.kind.known() ? termText(item_.kind.value) : kind;
        instrument = program_.targets[authority_.citation->target].instrument;
    }
    node.details.push_back(say(kind));
    Text label{"设定", "establishes"};
    const auto rank =
        instrument.valid() ? program_.instruments[instrument].rank : std::optional<Rank>();
    if (rank) {
        const Text text = termText(*rank);
        label = tone == Tone::Fails ? Text{text.zh + "不得设定" + kind.zh,
                                           "the rank of " + text.en + " may not establish this"}
                                    : Text{"设定；" + text.zh + "可以设定" + kind.zh,
                                           "establishes; the rank of " + text.en + " may"};
    }
    if (authority_.competence) {
        std::vector<std::string> basis;
        for (const model::TargetId target : program_.competences[*authority_.competence].basis) {
            basis.push_back(say(program_.citationText(program_.targets[target])));
        }
        if (!basis.empty()) {
            const std::string list = joinedText(basis, picture_.language);
            node.details.push_back(say({"设定权依据：" + list, "competence: " + list}));
        }
    }
    node.tone = tone == Tone::Fails ? Tone::Fails : Tone::Plain;
    hang(std::move(node), tone, label);
}

void AuthorityDrawing::addMandate(const model::Mandate& mandate, Tone tone) {
    if (standing_ != mandate.from) {
        Picture::Node from;
        from.name = organName(mandate.from);
        hang(std::move(from), Tone::Holds, {"承担这项职能", "holds this function"});
    }
    constexpr std::array<Format, 4> kinds{{{"划转", "transferred"},
                                           {"委托", "entrusted"},
                                           {"授权", "delegated"},
                                           {"下放", "devolved"}}};
    const Format& kind = kinds[static_cast<std::size_t>(mandate.kind)];
    Text label{std::string(kind.zh), std::string(kind.en)};
    if (mandate.since) {
        label.zh += "，自 " + mandate.since->iso() + " 起";
        label.en += " since " + mandate.since->iso();
    }
    if (const std::string basis = citations(mandate.basis); !basis.empty()) {
        label.zh += "，依据" + basis;
        label.en += ", " + basis;
    }
    Picture::Node to;
    to.name = organName(mandate.to);
    if (const auto level = program_.levelOf(mandate.to)) {
        to.details.push_back(levelDetail(*level));
    }
    hang(std::move(to), tone, label);
    standing_ = mandate.to;
}

bool AuthorityDrawing::holdsFunction() const {
    const model::Establishment& one = program_.establishments[authority_.establishment];
    const auto& functions = program_.organs[authority_.organ].functions;
    return std::find(one.holderOrgans.begin(), one.holderOrgans.end(), authority_.organ) !=
               one.holderOrgans.end() ||
           std::find_first_of(functions.begin(), functions.end(), one.holders.begin(),
                              one.holders.end()) != functions.end();
}

Text AuthorityDrawing::organLabel(Tone tone) const {
    if (tone == Tone::Unknown) {
        return {"未知：" + authority_.missing.zh, "unknown: " + authority_.missing.en};
    }
    if (failsWith(Authority::Failure::NotCompetent)) {
        return holdsFunction()
                   ? Text{"该机关有这项职能，但不管辖事项所在的辖区",
                          "the organ holds this function, but not for the item's place"}
                   : Text{"该机关没有这项职能", "the organ does not hold this function"};
    }
    if (failsWith(Authority::Failure::WrongLevel)) {
        const Text level = authority_.level ? termText(*authority_.level) : Text{};
        return {"层级不符：" + level.zh + "级不在法定层级之内",
                "wrong level: " + level.en + " is not one of these"};
    }
    return {"承担这项职能，层级相符", "holds this function at this level"};
}

void AuthorityDrawing::addOrgan(Tone tone) {
    if (standing_ == authority_.organ && tone == Tone::Holds) {
        return;  // The last mandate led to it.
    }
    const model::Organ& organ = program_.organs[authority_.organ];
    Picture::Node node;
    node.name = name(organ.name);
    if (const auto level = program_.levelOf(authority_.organ)) {
        node.details.push_back(levelDetail(*level));
    }
    if (tone != Tone::Holds) {
        std::vector<std::string> functions;
        for (const model::FunctionId function : organ.functions) {
            functions.push_back(name(program_.functions[function].name));
        }
        const std::string list = functions.empty() ? say({"没有写明", "none stated"})
                                                   : joinedText(functions, picture_.language);
        node.details.push_back(say({"职能：" + list, "functions: " + list}));
    }
    node.tone = tone == Tone::Holds ? Tone::Plain : tone;
    hang(std::move(node), tone, organLabel(tone));
}

void AuthorityDrawing::addLink(const AuthorityLink& link, Tone tone) {
    switch (link.kind) {
        case Kind::Provision:
            addProvision(tone);
            return;
        case Kind::Power:
            addPower(tone);
            return;
        case Kind::Function:
        case Kind::Holder: {
            // Several may hold the power; they stand side by side.
            const model::Establishment& establishment =
                program_.establishments[authority_.establishment];
            Picture::Node node;
            node.id = "link" + std::to_string(picture_.nodes.size() + 1);
            LevelSet levels = establishment.levels;
            if (link.kind == Kind::Function) {
                const model::Function& function = program_.functions[link.function];
                node.name = name(function.name);
                levels = levels.empty() ? function.levels : levels;
            } else {
                node.name = name(link.holder);
            }
            if (const std::string text = say(levelSetText(levels)); !text.empty()) {
                node.details.push_back(say({"层级：" + text, "level: " + text}));
            }
            const auto power = static_cast<std::uint32_t>(
                (holders_.empty() ? picture_.nodes.size() : holders_.front()) - 1);
            Picture::Edge edge;
            edge.from = power;
            edge.to = picture_.add(std::move(node));
            edge.tone = tone;
            edge.label = std::string(markOf(tone)) + " " + say({"由其实施", "exercised by"});
            holders_.push_back(edge.to);
            picture_.edges.push_back(std::move(edge));
            return;
        }
        case Kind::FieldOffice: {
            Picture::Node from;
            from.name = organName(link.from);
            hang(std::move(from), Tone::Holds, {"承担这项职能", "holds this function"});
            Picture::Node to;
            to.name = organName(link.to);
            hang(std::move(to), tone, {"派出机构", "its field office"});
            standing_ = link.to;
            return;
        }
        case Kind::Mandate:
            addMandate(program_.mandates[link.mandate], tone);
            return;
        case Kind::Organ:
            addOrgan(tone);
            return;
    }
}

/// Where nothing leads on.
void AuthorityDrawing::addGap(const Text& text) {
    Picture::Node gap;
    gap.shape = Shape::Outside;
    gap.tone = authority_.verdict == Verdict::Refuted   ? Tone::Fails
               : authority_.verdict == Verdict::Unknown ? Tone::Unknown
                                                        : Tone::Faint;
    gap.name = say(text);
    hang(std::move(gap), Tone::Plain, {});
}

void AuthorityDrawing::addItem() {
    Picture::Node node;
    node.tone = Tone::Strong;
    node.name = program_.itemTitle(id_);
    if (item_.kind.known()) {
        const Text kind = termText(item_.kind.value);
        node.details.push_back(say({"事项类型：" + kind.zh, "kind: " + kind.en}));
    }
    if (item_.exerciseLevel.known()) {
        const Text levels = levelSetText(item_.exerciseLevel.value);
        node.details.push_back(say({"行使层级：" + levels.zh, "exercised: " + levels.en}));
    }
    node.tooltip = program_.itemId(id_);
    if (broken_) {
        hang(std::move(node), Tone::Faint, {"因此不能认定", "so this does not follow"});
    } else if (authority_.verdict == Verdict::Proved) {
        hang(std::move(node), Tone::Holds,
             item_.catalogue ? Text{"据此列入目录", "so it stands in the catalogue"}
                             : Text{"据此实施", "so it may be exercised"});
    } else if (authority_.verdict == Verdict::NotStated) {
        hang(std::move(node), Tone::Faint, {"没有判断", "not judged"});
    } else if (authority_.verdict == Verdict::Refuted) {
        hang(std::move(node), Tone::Fails, verdictText());
    } else {
        hang(std::move(node), Tone::Unknown,
             {"未知：" + authority_.missing.zh, "unknown: " + authority_.missing.en});
    }
}

Text AuthorityDrawing::verdictText() const {
    switch (authority_.failure) {
        case Authority::Failure::NoBasis:
            return {"没有设定依据", "there is no establishing basis"};
        case Authority::Failure::RankTooLow:
            return {"设定依据的位阶不够", "the establishing basis is of too low a rank"};
        case Authority::Failure::EstablishesNothing:
            return {"所引条款没有设定这项权力", "what is cited does not establish the power"};
        case Authority::Failure::NotCompetent:
            return holdsFunction() ? Text{"实施机关不管辖事项所在的辖区",
                                          "the organ is not competent for the item's place"}
                                   : Text{"实施机关没有这项职能", "the organ is not competent"};
        case Authority::Failure::WrongLevel:
            return {"实施机关的层级不符", "the organ is of the wrong level"};
        case Authority::Failure::None:
            break;
    }
    switch (authority_.verdict) {
        case Verdict::Proved:
            return {"各环相接，权限成立", "every link holds"};
        case Verdict::Unknown:
            return {"未知：" + authority_.missing.zh, "unknown: " + authority_.missing.en};
        default:
            return {"没有判断：法律没有要求这类事项须有设定依据",
                    "not judged: no law asks for an establishing basis for this kind"};
    }
}

Picture AuthorityDrawing::run() {
    const std::string title = program_.itemTitle(id_);
    picture_.title = say({title + "的权限链", title + ": chain of authority"});
    if (item_.authorityName.valid()) {
        picture_.subtitle =
            say({"实施机关：", "Implementing authority: "}) + name(item_.authorityName);
    }
    const std::vector<AuthorityLink> links = authorityLinks(program_, authority_);
    for (std::size_t i = 0; i < links.size(); ++i) {
        // What is missing shows at the organ, where there is one.
        const bool unknown = authority_.verdict == Verdict::Unknown && links[i].kind == Kind::Organ;
        addLink(links[i], !links[i].holds ? Tone::Fails : unknown ? Tone::Unknown : Tone::Holds);
    }
    if (links.empty()) {
        std::vector<model::Citation> cited = item_.establishing.citations;
        cited.insert(cited.end(), item_.implementing.citations.begin(),
                     item_.implementing.citations.end());
        const std::string list = citations(cited);
        addGap(list.empty() ? Text{"没有写明设定依据", "no establishing basis is stated"}
                            : Text{"所引依据：" + list, "cited: " + list});
    }
    addItem();
    const Tone tone = toneOf(authority_.verdict);
    const Text verdict = verdictText();
    const std::string mark = std::string(markOf(tone)) + (*markOf(tone) == 0 ? "" : " ");
    picture_.notes.push_back(
        say({"结论：" + mark + verdict.zh + "。", "Verdict: " + mark + verdict.en + "."}));
    picture_.legend.push_back(say({"✓ 成立；✗ 不成立；？未知，须补充材料后再判断",
                                   "✓ holds; ✗ fails; ？ unknown, something is missing"}));
    return std::move(picture_);
}

}  // namespace

Picture authorityPicture(const model::Program& program, const derive::Facts& facts,
                         model::ItemId item, Language language) {
    return AuthorityDrawing(program, facts, item, language).run();
}

}  // namespace fadu::emit
