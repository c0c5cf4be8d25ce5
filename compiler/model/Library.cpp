#include "model/Library.h"

#include "syntax/Terms.h"

#include <algorithm>
#include <deque>
#include <set>
#include <tuple>

namespace fadu::model {

namespace {

using syntax::Clause;
using syntax::Declaration;
using syntax::Label;
using syntax::Node;
using syntax::Value;

bool keyBefore(const Library::Key& left, const Library::Key& right) {
    return std::tie(left.kind, left.name, left.entry) <
           std::tie(right.kind, right.name, right.entry);
}

/// Collects the keys of one declaration.
class KeyCollector {
public:
    KeyCollector(const Declaration& declaration, std::uint32_t entry,
                 std::set<std::tuple<Library::KeyKind, std::string, std::uint32_t>>& keys)
        : declaration_(declaration), entry_(entry), keys_(keys) {}

    void collect() {
        if (declaration_.empty()) {
            return;
        }
        const Node& root = declaration_.root();
        switch (root.label) {
            case Label::DeclareInstrument:
                addTitles(declaration_.subject(root));
                addLabel(root, Label::Alias, true);
                addKinds(root, Label::GeneralLawFor, Library::KeyKind::GeneralLaw);
                addPowers(root);
                break;
            case Label::DeclareFunction:
                add(Library::KeyKind::Function, declaration_.subject(root));
                for (const Label label : {Label::AlsoCalled, Label::Formerly}) {
                    addNames(root, label, Library::KeyKind::Function);
                }
                break;
            case Label::DeclareCompetence:
                addKinds(root, Label::CompetenceKind, Library::KeyKind::Competence);
                break;
            case Label::DeclareDocument:
                add(Library::KeyKind::Document, declaration_.subject(root));
                break;
            case Label::DeclareJurisdiction:
                addPlace(root);
                break;
            case Label::DeclareAbolition:
            case Label::DeclareAdjustment:
                addNames(root, Label::Power, Library::KeyKind::Abolition);
                break;
            case Label::DeclareCalendar:
                for (const Value& value : declaration_.subject(root)) {
                    add(Library::KeyKind::Calendar, calendarFamily(value.text));
                }
                break;
            default:
                break;
        }
    }

private:
    void add(Library::KeyKind kind, std::string_view name) {
        if (!name.empty()) {
            keys_.emplace(kind, std::string(name), entry_);
        }
    }
    void add(Library::KeyKind kind, std::span<const Value> values) {
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (values[i].kind == Value::Kind::Clause) {
                i += values[i].operands;
            } else {
                add(kind, values[i].text);
            }
        }
    }
    void addTitles(std::span<const Value> values) {
        for (const Value& value : values) {
            if (value.kind == Value::Kind::Citation) {
                add(Library::KeyKind::Title,
                    shortTitle(declaration_.citations[value.citation].title));
            }
        }
    }
    void addLabel(const Node& parent, Label label, bool titles) {
        for (const Node& child : declaration_.children(parent)) {
            if (child.label == label && titles) {
                addTitles(declaration_.valuesOf(child));
            }
        }
    }
    /// By its name, and with the place around it before it (石家庄市长安区).
    void addPlace(const Node& root) {
        add(Library::KeyKind::Place, declaration_.subject(root));
        const Node* around = declaration_.find(root, Label::Within);
        if (around != nullptr && !declaration_.valuesOf(*around).empty() &&
            !declaration_.subject(root).empty()) {
            add(Library::KeyKind::Place, std::string(declaration_.valuesOf(*around).front().text) +
                                             std::string(declaration_.subject(root).front().text));
        }
    }

    void addNames(const Node& parent, Label label, Library::KeyKind kind) {
        for (const Node& child : declaration_.children(parent)) {
            if (child.label == label) {
                add(kind, declaration_.valuesOf(child));
            }
        }
    }
    void addKinds(const Node& parent, Label label, Library::KeyKind kind) {
        for (const Node& child : declaration_.children(parent)) {
            if (child.label != label) {
                continue;
            }
            for (const Value& value : declaration_.valuesOf(child)) {
                if (const auto term = findTerm(TermFamily::PowerKind, value.text)) {
                    add(kind, termText(TermFamily::PowerKind, *term).zh);
                }
            }
        }
    }
    void addPowers(const Node& parent) {
        for (const Node& child : declaration_.children(parent)) {
            if (child.label == Label::VersionLabel || child.label == Label::ProvisionBlock) {
                addPowers(child);  // An instrument nests two levels: version and provision.
                addNames(child, Label::AppliesTo, Library::KeyKind::Power);
            } else if (child.label == Label::Establishes) {
                for (const auto kind : {Library::KeyKind::Power, Library::KeyKind::Established}) {
                    add(kind, declaration_.subject(child));
                    add(kind, declaration_.clause(child, Clause::AlsoNamed));
                }
            } else if (child.label == Label::LimitLabel) {
                add(Library::KeyKind::Power, declaration_.clause(child, Clause::AppliesTo));
            }
        }
    }

    const Declaration& declaration_;
    std::uint32_t entry_;
    std::set<std::tuple<Library::KeyKind, std::string, std::uint32_t>>& keys_;
};

}  // namespace

std::vector<std::uint32_t> Library::find(KeyKind kind, std::string_view name) const {
    std::vector<std::uint32_t> result;
    const Key wanted{kind, name, 0};
    for (auto key = std::lower_bound(keys_.begin(), keys_.end(), wanted, keyBefore);
         key != keys_.end() && key->kind == kind && key->name == name; ++key) {
        result.push_back(key->entry);
    }
    return result;
}

std::vector<std::string_view> Library::names(KeyKind kind) const {
    std::vector<std::string_view> result;
    for (const Key& key : keys_) {
        if (key.kind == kind && (result.empty() || result.back() != key.name)) {
            result.push_back(key.name);
        }
    }
    return result;
}

OwnedLibrary::OwnedLibrary(std::vector<std::pair<std::string, std::string>> texts)
    : texts_(std::move(texts)) {
    std::sort(texts_.begin(), texts_.end());
    SourceManager sources;
    std::vector<FileId> ids;
    for (const auto& [name, text] : texts_) {
        files_.push_back({name, text});
        ids.push_back(sources.add(name, std::make_shared<const std::string>(text), true));
    }
    std::set<std::tuple<Library::KeyKind, std::string, std::uint32_t>> keys;
    const std::vector<syntax::Module> modules = syntax::parseModules(sources, ids, 1);
    for (std::size_t file = 0; file < modules.size(); ++file) {
        for (const syntax::PlacedDeclaration& placed : modules[file].declarations) {
            const auto entry = static_cast<std::uint32_t>(entries_.size());
            entries_.push_back(
                {static_cast<std::uint32_t>(file), placed.offset,
                 placed.offset + static_cast<std::uint32_t>(placed.declaration->text.size())});
            KeyCollector(*placed.declaration, entry, keys).collect();
        }
    }
    nameStorage_.reserve(keys.size());  // Views into it must stay.
    for (const auto& [kind, name, entry] : keys) {
        nameStorage_.push_back(name);
        keys_.push_back({kind, nameStorage_.back(), entry});
    }
    std::sort(keys_.begin(), keys_.end(), keyBefore);
    library_ = std::make_unique<Library>(files_, entries_, keys_);
}

std::string_view shortTitle(std::string_view title) {
    constexpr std::string_view prefix = "中华人民共和国";
    return title.size() > prefix.size() && title.substr(0, prefix.size()) == prefix
               ? title.substr(prefix.size())
               : title;
}

std::string_view calendarFamily(std::string_view name) {
    return name.substr(0, name.find_first_of("0123456789"));
}

std::string libraryAddress(std::string_view name) { return "fadu-law:/" + std::string(name); }

}  // namespace fadu::model
