#include "model/Builder.h"
#include "model/References.h"

#include <algorithm>
#include <tuple>

namespace fadu::model {

namespace {

/// The kind of entry that a label of a provision makes, beside powers and limits.
std::optional<EntryKind> entryKindOf(Label label) {
    switch (label) {
        case Label::ExcludedTime:
            return EntryKind::Excluded;
        case Label::Procedure:
            return EntryKind::Procedure;
        case Label::ConditionText:
            return EntryKind::Condition;
        case Label::MaterialName:
            return EntryKind::Material;
        case Label::Fee:
            return EntryKind::Fee;
        case Label::ValidityPeriod:
            return EntryKind::Validity;
        case Label::RenewalPeriod:
            return EntryKind::Renewal;
        case Label::Quota:
            return EntryKind::Quota;
        case Label::Delegates:
            return EntryKind::Delegation;
        case Label::Entrusts:
            return EntryKind::Entrustment;
        case Label::Forbids:
            return EntryKind::Forbidden;
        case Label::LeavesTo:
            return EntryKind::LeftTo;
        case Label::Precedes:
            return EntryKind::Precedence;
        case Label::Other:
            return EntryKind::Other;
        default:
            return std::nullopt;
    }
}

}  // namespace

void Builder::loadEntry(std::uint32_t index) {
    if (!loadedEntries_.insert(index).second) {
        return;
    }
    const Library::Entry& entry = input_.library->entries()[index];
    const Library::File& file = input_.library->files()[entry.file];
    auto& files = input_.libraryFiles != nullptr ? *input_.libraryFiles : libraryFiles_;
    const auto [known, isNew] = files.emplace(entry.file, FileId());
    if (isNew) {
        known->second = input_.sources->add(libraryAddress(file.name),
                                            std::make_shared<const std::string>(file.text), true);
    }
    libraryPlaced_.push_back(
        {syntax::parseDeclaration(file.text.substr(entry.begin, entry.end - entry.begin)),
         known->second, entry.begin});
    const PlacedDeclaration& placed = libraryPlaced_.back();
    program_->libraryDeclarations_.push_back(placed);
    // Read once, whoever asked first: its findings are not theirs.
    const Reading scope(*this, libraryFindings_, SlotId());
    if (placed.declaration->empty()) {
        return;
    }
    switch (placed.declaration->root().label) {
        case Label::DeclareInstrument:
            declareInstrument(placed, true);
            break;
        case Label::DeclareFunction:
            declareFunction(placed, true);
            break;
        case Label::DeclareCompetence:
            readCompetence(placed);
            break;
        case Label::DeclareAbolition:
        case Label::DeclareAdjustment:
            readAbolition(placed);
            break;
        case Label::DeclareJurisdiction:
            declareLibraryPlace(index, placed);
            break;
        case Label::DeclareCalendar:
            readCalendar(placed);
            break;
        default:
            break;
    }
}

void Builder::load(Library::KeyKind kind, std::string_view name) {
    if (input_.library == nullptr) {
        return;
    }
    for (const std::uint32_t entry : input_.library->find(kind, name)) {
        loadEntry(entry);
    }
}

void Builder::ensureKind(PowerKind kind) {
    if (!ensuredKinds_.insert(static_cast<std::uint8_t>(kind)).second) {
        return;
    }
    const std::string name = termText(kind).zh;
    load(Library::KeyKind::Competence, name);
    load(Library::KeyKind::GeneralLaw, name);
}

void Builder::ensurePower(NameId power) {
    if (!power.valid() || !ensuredPowers_.insert(power).second) {
        return;
    }
    load(Library::KeyKind::Power, program_->text(power));
    load(Library::KeyKind::Abolition, program_->text(power));
    // What else the power is called may be what a limit or an abolition names.
    const std::vector<EstablishmentId> establishments = program_->establishmentsOf(power);
    for (const EstablishmentId id : establishments) {
        const std::vector<NameId> aliases = program_->establishments[id].aliases;
        ensurePower(program_->establishments[id].power);
        for (const NameId alias : aliases) {
            ensurePower(alias);
        }
    }
}

InstrumentId Builder::findInstrument(std::string_view title) {
    const NameId key = intern(shortTitle(title));
    if (const auto found = program_->instrumentsByTitle_.find(key);
        found != program_->instrumentsByTitle_.end()) {
        return found->second;
    }
    load(Library::KeyKind::Title, program_->text(key));
    const auto found = program_->instrumentsByTitle_.find(key);
    return found == program_->instrumentsByTitle_.end() ? InstrumentId() : found->second;
}

std::string_view Builder::titleOf(const PlacedDeclaration& placed) {
    const std::span<const Value> subject = placed.declaration->subject(placed.declaration->root());
    if (subject.empty()) {
        return {};
    }
    const Value& name = subject.front();
    return name.kind == Value::Kind::Citation ? placed.declaration->citations[name.citation].title
                                              : name.text;
}

std::vector<NameId> Builder::aliasesOf(const PlacedDeclaration& placed) {
    std::vector<NameId> result;
    for (const Node& child : placed.declaration->children(placed.declaration->root())) {
        if (child.label == Label::Alias) {
            for (const Value& value : placed.declaration->valuesOf(child)) {
                if (value.kind == Value::Kind::Citation) {
                    result.push_back(
                        intern(shortTitle(placed.declaration->citations[value.citation].title)));
                }
            }
        }
    }
    return result;
}

/// The instrument that a declaration brings in; invalid when it repeats one. What it says of one of
/// the package is read when places and organs are known.
InstrumentId Builder::declareInstrument(const PlacedDeclaration& placed, bool fromLibrary) {
    const std::string_view title = titleOf(placed);
    if (title.empty()) {
        return {};
    }
    const Span head = placed.head(placed.declaration->root());
    const NameId key = intern(shortTitle(title));
    auto& known = program_->instrumentsByTitle_;
    if (const auto found = known.find(key); found != known.end()) {
        const Instrument& earlier = program_->instruments[found->second];
        // A package may state an instrument of the library anew: its own stands.
        if (!fromLibrary && shortTitle(program_->text(earlier.title)) == program_->text(key)) {
            std::unordered_map<NameId, Span> seen{{key, earlier.head}};
            declareOnce(seen, key, head, {"法律文件", "instrument"});
        }
        return {};
    }
    Instrument instrument;
    instrument.title = intern(title);
    instrument.aliases = aliasesOf(placed);
    instrument.fromLibrary = fromLibrary;
    instrument.head = head;
    const std::vector<NameId> aliases = instrument.aliases;
    const InstrumentId id = program_->instruments.add(std::move(instrument));
    known.emplace(key, id);
    for (const NameId alias : aliases) {
        known.emplace(alias, id);
    }
    if (fromLibrary) {
        readInstrument(id, placed);
    }
    return id;
}

void Builder::readInstrument(InstrumentId id, const PlacedDeclaration& placed) {
    const NodeRef root{&placed, &placed.declaration->root()};
    Instrument instrument = program_->instruments[id];
    instrument.rank = term<Rank>(root.find(Label::RankLabel), TermFamily::Rank);
    instrument.inForce = date(root.find(Label::InForce));
    instrument.repealed = date(root.find(Label::Repealed));
    instrument.articles = integer(root.find(Label::Articles));
    instrument.number = textOf(root.find(Label::Number));
    if (const NodeRef promulgated = root.find(Label::Promulgated)) {
        instrument.unpublished =
            !date(promulgated) && !promulgated.node->blamed && !promulgated.values().empty();
    }
    instrument.coverage =
        term<Coverage>(root.find(Label::CoverageLabel), TermFamily::Coverage)
            .value_or(instrument.fromLibrary || input_.packageIsLibrary ? Coverage::Partial
                                                                        : Coverage::Full);
    if (const NodeRef repealed = root.find(Label::Repealed)) {
        for (const Value& value : placed.declaration->clause(*repealed.node, Clause::By)) {
            if (value.kind == Value::Kind::Citation) {
                instrument.repealedBy = intern(placed.declaration->citations[value.citation].title);
            }
        }
    }
    if (const NodeRef place = root.find(Label::InJurisdiction)) {
        instrument.place = placeOf(place, &instrument.placeBlamed);
        const std::vector<Named> written = names(place);
        instrument.placeName = written.empty() ? NameId() : written.front().name;
    }
    const Date asOf = program_->asOf;
    const auto latest = [&](std::optional<Date> candidate, Instrument::Edition edition) {
        if (candidate && *candidate <= asOf &&
            (!instrument.version || *instrument.version < *candidate)) {
            instrument.version = candidate;
            instrument.edition = edition;
        }
    };
    std::vector<std::pair<Date, NodeRef>> versions;
    for (const Node& child : placed.declaration->children(*root.node)) {
        const NodeRef node{&placed, &child};
        switch (child.label) {
            case Label::Amended:
            case Label::Revised:
                for (const Value& value : node.values()) {
                    if (value.kind == Value::Kind::Date) {
                        latest(value.date, child.label == Label::Amended
                                               ? Instrument::Edition::Amended
                                               : Instrument::Edition::Revised);
                    }
                }
                break;
            case Label::VersionLabel:
                if (const auto from = date(node)) {
                    versions.emplace_back(*from, node);
                }
                break;
            case Label::CompleteFor:
                for (const Named& named : names(node)) {
                    if (const auto kind =
                            findTerm(TermFamily::EntryKind, program_->text(named.name))) {
                        instrument.completeFor.push_back(static_cast<EntryKind>(*kind));
                    }
                }
                break;
            case Label::GeneralLawFor:
                for (const Named& named : names(node)) {
                    if (const auto kind =
                            findTerm(TermFamily::PowerKind, program_->text(named.name))) {
                        instrument.generalLawFor.push_back(static_cast<PowerKind>(*kind));
                    }
                }
                break;
            case Label::HigherLaw:
                for (const Value& value : node.values()) {
                    if (value.kind == Value::Kind::Citation) {
                        instrument.higherLaws.push_back(
                            intern(placed.declaration->citations[value.citation].title));
                    }
                }
                break;
            case Label::DayMeans: {
                DayRule rule;
                if (node.node->blamed || node.values().empty()) {
                    break;
                }
                rule.unit =
                    static_cast<Unit>(findTerm(TermFamily::Unit, node.values().front().text)
                                          .value_or(static_cast<std::uint8_t>(Unit::WorkingDay)));
                for (const Value& value : placed.declaration->clause(child, Clause::Only)) {
                    if (value.kind == Value::Kind::Quantity) {
                        rule.onlyNumbers.push_back(value.quantity.low);
                    }
                }
                for (const Value& value : placed.declaration->clause(child, Clause::OnlyFor)) {
                    rule.onlyOrgan = findTerm(TermFamily::Party, value.text).value_or(0) == 0;
                }
                for (const Value& value : placed.declaration->clause(child, Clause::Basis)) {
                    if (value.kind == Value::Kind::Citation) {
                        rule.basis = placed.declaration->citations[value.citation].first;
                    }
                }
                instrument.dayRules.push_back(std::move(rule));
                break;
            }
            default:
                break;
        }
    }
    std::stable_sort(versions.begin(), versions.end(),
                     [](const auto& left, const auto& right) { return left.first < right.first; });
    if (!versions.empty() && !instrument.inForce) {
        instrument.inForce = versions.front().first;
    }
    latest(instrument.inForce, Instrument::Edition::InForce);
    // The text in force is the block itself, changed by every version up to the as-of date; before
    // the first version's day its text stands in for the one that is not recorded.
    std::map<std::pair<ProvisionPath, ProvisionPath>, NodeRef> text;
    std::set<ProvisionPath> deleted;
    const auto apply = [&](const Node& block) {
        for (const Node& child : placed.declaration->children(block)) {
            if (child.label != Label::ProvisionBlock || (child.path.empty() && child.blamed)) {
                continue;
            }
            const NodeRef node{&placed, &child};
            if (flag(node.find(Label::Deleted))) {
                // With an article go its paragraphs.
                std::erase_if(text, [&](const auto& entry) {
                    const auto& [first, last] = entry.first;
                    return child.lastPath.empty()
                               ? child.path.covers(first) &&
                                     (last.empty() || child.path.covers(last))
                               : inProvisionRange(child.path, child.lastPath, first);
                });
                deleted.insert(child.path);
                ProvisionPath article;
                article.annex = child.path.annex;
                for (unsigned number = child.path.article + 1U; number <= child.lastPath.article;
                     ++number) {
                    article.article = static_cast<std::uint16_t>(number);
                    deleted.insert(article);
                }
            } else {
                text.insert_or_assign({child.path, child.lastPath}, node);
                deleted.erase(child.path);
            }
        }
    };
    apply(*root.node);
    const bool unversioned = text.empty() && deleted.empty();
    for (const auto& [from, node] : versions) {
        if (from > asOf && !(unversioned && from == versions.front().first)) {
            break;
        }
        latest(from, Instrument::Edition::InForce);
        if (const auto articles = integer(node.find(Label::Articles))) {
            instrument.articles = articles;
        }
        if (const NodeRef renumbering = node.find(Label::Renumbering)) {
            readRenumbering(instrument, from, renumbering);
        }
        apply(*node.node);
    }
    instrument.deleted.assign(deleted.begin(), deleted.end());
    program_->instruments[id] = instrument;
    if (!instrument.generalLawFor.empty()) {
        auto& laws = program_->generalLaws_;
        laws.insert(std::lower_bound(laws.begin(), laws.end(), id), id);
    }
    for (const auto& [path, node] : text) {
        readProvision(id, node);
    }
}

/// Old and new number of each provision that a version moved.
void Builder::readRenumbering(Instrument& instrument, Date since, NodeRef node) {
    const Declaration& declaration = node.declaration();
    for (const Node& child : declaration.children(*node.node)) {
        const NodeRef entry{node.placed, &child};
        if (child.label != Label::Entry || entry.subject().empty() || entry.values().empty() ||
            entry.subject().front().kind != Value::Kind::Citation ||
            entry.values().front().kind != Value::Kind::Citation) {
            continue;
        }
        instrument.renumbered.push_back(
            {since, declaration.citations[entry.subject().front().citation].first,
             declaration.citations[entry.values().front().citation].first, entry.whole()});
    }
}

Quantity Builder::resolveDays(const Instrument& instrument, Quantity quantity,
                              bool applicants) const {
    if (quantity.unit != Unit::UnstatedDay) {
        return quantity;
    }
    for (const DayRule& rule : instrument.dayRules) {
        const bool party = !rule.onlyOrgan || *rule.onlyOrgan != applicants;
        const bool number =
            rule.onlyNumbers.empty() || (quantity.low == quantity.high &&
                                         std::find(rule.onlyNumbers.begin(), rule.onlyNumbers.end(),
                                                   quantity.high) != rule.onlyNumbers.end());
        if (party && number) {
            quantity.unit = rule.unit;
            return quantity;
        }
    }
    // A rule that names some numbers leaves the others to be calendar days (处罚法 85, 复议法 88).
    const bool otherwise = std::any_of(
        instrument.dayRules.begin(), instrument.dayRules.end(), [](const DayRule& rule) {
            return rule.unit == Unit::WorkingDay && !rule.onlyNumbers.empty();
        });
    if (otherwise) {
        quantity.unit = Unit::CalendarDay;
    }
    return quantity;
}

void Builder::readProvision(InstrumentId id, NodeRef node) {
    Provision provision;
    provision.instrument = id;
    provision.path = node.node->path;
    provision.last = node.node->lastPath;
    provision.head = node.head();
    provision.span = node.whole();
    provision.complete = flag(node.find(Label::Complete));
    provision.unverified = flag(node.find(Label::Unverified));
    provision.paragraphs = integer(node.find(Label::Paragraphs));
    provision.subparagraphs = integer(node.find(Label::Subparagraphs));
    const ProvisionId provisionId = program_->provisions.add(std::move(provision));
    program_->instruments[id].provisions.push_back(provisionId);
    const Declaration& declaration = node.declaration();
    for (const Node& child : declaration.children(*node.node)) {
        if (child.label == Label::AppliesTo) {
            for (const NameId name : nameIds(*node.placed, declaration.valuesOf(child))) {
                program_->provisions[provisionId].appliesTo.push_back(name);
            }
        }
    }
    LimitId lastLimit;
    for (const Node& child : declaration.children(*node.node)) {
        const NodeRef entry{node.placed, &child};
        switch (child.label) {
            case Label::Establishes:
                readEstablishment(provisionId, entry);
                break;
            case Label::LimitLabel:
                lastLimit = readLimit(provisionId, entry);
                break;
            case Label::ExtensionLabel:
                if (lastLimit.valid() && !child.blamed && !entry.values().empty()) {
                    Extension extension;
                    extension.length = resolveDays(program_->instruments[id],
                                                   entry.values().front().quantity, false);
                    const auto approver = declaration.clause(child, Clause::ApprovedBy);
                    extension.approver = approver.empty() ? "" : std::string(approver.front().text);
                    program_->limits[lastLimit].extension = std::move(extension);
                }
                break;
            case Label::DeemedLabel:
                if (lastLimit.valid()) {
                    if (const auto effect = term<Deemed>(entry, TermFamily::Deemed)) {
                        program_->limits[lastLimit].deemed = effect;
                    }
                }
                // An effect of silence is about the limit that it stands behind.
                readEntries(provisionId, entry, EntryKind::Deemed,
                            lastLimit.valid() ? program_->limits[lastLimit].appliesTo
                                              : std::vector<NameId>());
                break;
            default:
                if (const auto kind = entryKindOf(child.label)) {
                    readEntries(provisionId, entry, *kind);
                }
                break;
        }
    }
}

/// The entries of one label: one for each name it lists, or one for what it says.
void Builder::readEntries(ProvisionId provision, NodeRef node, EntryKind kind,
                          const std::vector<NameId>& otherwise) {
    if (node.node->blamed) {
        return;
    }
    const Declaration& declaration = node.declaration();
    const Instrument& instrument =
        program_->instruments[program_->provisions[provision].instrument];
    Entry entry;
    entry.kind = kind;
    entry.provision = provision;
    entry.span = node.whole();
    entry.name = subjectName(node);
    entry.appliesTo = nameIds(*node.placed, declaration.clause(*node.node, Clause::AppliesTo));
    if (entry.appliesTo.empty()) {
        entry.appliesTo = otherwise.empty() ? program_->provisions[provision].appliesTo : otherwise;
    }
    for (NameId& name : entry.appliesTo) {
        name = situationName(name);
        noteLibraryPower(name);
    }
    std::vector<Entry> result;
    const std::span<const Value> values = node.values();
    const bool listsNames = kind == EntryKind::Material || kind == EntryKind::Procedure ||
                            kind == EntryKind::Excluded || kind == EntryKind::Delegation ||
                            kind == EntryKind::Entrustment || kind == EntryKind::LeftTo ||
                            kind == EntryKind::Precedence;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const Value& value = values[i];
        if (value.kind == Value::Kind::Clause) {
            i += value.operands;
            continue;
        }
        if (value.kind == Value::Kind::Quantity) {
            // How early to apply for renewal is the applicant's period (许可法 50, 82).
            entry.quantity = resolveDays(instrument, value.quantity, kind == EntryKind::Renewal);
        } else if (kind == EntryKind::Deemed) {
            if (const auto effect = findTerm(TermFamily::Deemed, value.text)) {
                entry.deemed = static_cast<Deemed>(*effect);
            }
        } else if (kind == EntryKind::Forbidden && !entry.forbidden) {
            if (const auto power = findTerm(TermFamily::PowerKind, value.text)) {
                entry.forbidden = static_cast<PowerKind>(*power);
            }
        } else if (listsNames) {
            Entry named = entry;
            named.name = intern(value.kind == Value::Kind::Citation
                                    ? declaration.citations[value.citation].title
                                    : value.text);
            named.namesInstrument = value.kind == Value::Kind::Citation;
            named.span = node.placed->span(value);
            if (named.name.valid() && !program_->text(named.name).empty()) {
                result.push_back(std::move(named));
            }
        } else {
            entry.text += (entry.text.empty() ? "" : "，") +
                          (value.kind == Value::Kind::Date ? value.date.iso()
                                                           : writtenText(declaration, value));
        }
    }
    if (!listsNames) {
        result.push_back(std::move(entry));
    }
    for (Entry& one : result) {
        const std::vector<NameId> powers = one.appliesTo;
        const EntryId id = program_->entries.add(std::move(one));
        program_->provisions[provision].entries.push_back(id);
        for (const NameId name : powers) {
            program_->entriesByPower_[name].push_back(id);
        }
    }
}

/// Notes a name of 适用 that the library knows as a power: what is one does not depend on whether
/// some item has it.
void Builder::noteLibraryPower(NameId name) {
    if (input_.library != nullptr &&
        !input_.library->find(Library::KeyKind::Established, program_->text(name)).empty()) {
        program_->libraryPowers_.insert(name);
    }
}

void Builder::readEstablishment(ProvisionId provision, NodeRef node) {
    const Declaration& declaration = node.declaration();
    const bool fromLibrary =
        program_->instruments[program_->provisions[provision].instrument].fromLibrary;
    Establishment establishment;
    establishment.provision = provision;
    establishment.power = subjectName(node);
    establishment.span = node.whole();
    if (!establishment.power.valid()) {
        return;
    }
    establishment.kind = term<PowerKind>(node, TermFamily::PowerKind);
    establishment.aliases =
        nameIds(*node.placed, declaration.clause(*node.node, Clause::AlsoNamed));
    establishment.jointly =
        nameIds(*node.placed, declaration.clause(*node.node, Clause::JointlyWith));
    for (const NameId joint : establishment.jointly) {
        if (const FunctionId function = findFunction(joint); function.valid()) {
            establishment.jointFunctions.push_back(function);
        }
    }
    for (const Named& holder : names(*node.placed, declaration.clause(*node.node, Clause::By))) {
        establishment.holderNames.push_back(holder.name);
        if (const FunctionId function = findFunction(holder.name); function.valid()) {
            establishment.holders.push_back(function);
            continue;
        }
        if (const OrganId organ = findOrgan(holder.name); organ.valid()) {
            establishment.holderOrgans.push_back(organ);
            continue;
        }
        establishment.holdersUnknown = true;
        if (!fromLibrary) {
            unknownName(holder.span, {"职能或者机关", "function or organ"},
                        program_->text(holder.name),
                        {NameSet::Functions, NameSet::LibraryFunctions, NameSet::Organs});
        }
    }
    const auto levels = declaration.clause(*node.node, Clause::Levels);
    if (!levels.empty()) {
        establishment.levels = readLevels(levels.front().text).value_or(LevelSet());
    } else if (establishment.holders.size() == 1) {
        establishment.levels = program_->functions[establishment.holders.front()].levels;
    }
    const EstablishmentId id = program_->establishments.add(establishment);
    program_->provisions[provision].establishments.push_back(id);
    program_->establishmentsByPower_[establishment.power].push_back(id);
    for (const NameId alias : establishment.aliases) {
        program_->establishmentsByPower_[alias].push_back(id);
    }
}

LimitId Builder::readLimit(ProvisionId provision, NodeRef node) {
    const Declaration& declaration = node.declaration();
    if (node.node->blamed || node.values().empty() ||
        node.values().front().kind != Value::Kind::Quantity) {
        return {};
    }
    Limit limit;
    limit.provision = provision;
    limit.span = node.whole();
    if (!node.subject().empty()) {
        limit.stage = static_cast<Stage>(findTerm(TermFamily::Stage, node.subject().front().text)
                                             .value_or(static_cast<std::uint8_t>(Stage::Decision)));
    }
    for (const Value& value : declaration.clause(*node.node, Clause::By)) {
        limit.applicants = findTerm(TermFamily::Party, value.text).value_or(0) == 1;
    }
    for (const Value& value : declaration.clause(*node.node, Clause::Starting)) {
        if (const auto event = findTerm(TermFamily::Event, value.text)) {
            limit.start = static_cast<Event>(*event);
        }
    }
    limit.appliesTo = nameIds(*node.placed, declaration.clause(*node.node, Clause::AppliesTo));
    if (limit.appliesTo.empty()) {
        limit.appliesTo = program_->provisions[provision].appliesTo;
    }
    for (NameId& name : limit.appliesTo) {
        name = situationName(name);
        noteLibraryPower(name);
    }
    const Quantity written = node.values().front().quantity;
    limit.bareDay = written.unit == Unit::UnstatedDay;
    const Instrument& instrument =
        program_->instruments[program_->provisions[provision].instrument];
    limit.length = resolveDays(instrument, written, limit.applicants);
    if (limit.bareDay && limit.length.unit != Unit::UnstatedDay) {
        for (const DayRule& rule : instrument.dayRules) {
            if (!limit.dayRule && !rule.basis.empty()) {
                limit.dayRule = rule.basis;
            }
        }
    }
    const LimitId id = program_->limits.add(limit);
    program_->provisions[provision].limits.push_back(id);
    for (const NameId name : limit.appliesTo) {
        program_->limitsByPower_[name].push_back(id);
    }
    return id;
}

FunctionId Builder::declareFunction(const PlacedDeclaration& placed, bool fromLibrary) {
    const NodeRef root{&placed, &placed.declaration->root()};
    Function function;
    function.name = subjectName(root);
    if (!function.name.valid()) {
        return {};
    }
    function.head = root.head();
    function.span = root.whole();
    function.fromLibrary = fromLibrary;
    if (const auto known = functionsByName_.find(function.name); known != functionsByName_.end()) {
        const Function& earlier = program_->functions[known->second];
        if (!fromLibrary && earlier.name == function.name) {
            std::unordered_map<NameId, Span> seen{{function.name, earlier.head}};
            declareOnce(seen, function.name, function.head, {"职能", "function"});
        }
        return known->second;
    }
    if (const NodeRef levels = root.find(Label::Levels); levels && !levels.values().empty()) {
        function.levels = readLevels(levels.values().front().text).value_or(LevelSet());
    }
    for (const Node& child : placed.declaration->children(*root.node)) {
        const NodeRef node{&placed, &child};
        if (child.label == Label::AlsoCalled) {
            for (const Named& named : names(node)) {
                function.aliases.push_back(named.name);
            }
        } else if (child.label == Label::Formerly) {
            readFormerNames(node, function.formerNames);
        }
    }
    const FunctionId id = program_->functions.add(function);
    functionsByName_.emplace(function.name, id);
    for (const NameId alias : function.aliases) {
        functionsByName_.emplace(alias, id);
    }
    for (const FormerName& former : function.formerNames) {
        functionsByName_.emplace(former.name, id);
    }
    return id;
}

/// The names of one 曾称 or 曾用名, with their last day and the ground of succession.
void Builder::readFormerNames(NodeRef node, std::vector<FormerName>& result) {
    const Declaration& declaration = node.declaration();
    FormerName former;
    for (const Value& value : declaration.clause(*node.node, Clause::Until)) {
        if (value.kind == Value::Kind::Date) {
            former.until = value.date;
        }
    }
    // As text: who holds a function does not need the ground of its succession read.
    for (const syntax::CompleteCitation& citation : syntax::completeCitations(
             declaration, declaration.clause(*node.node, Clause::Basis), {})) {
        const Text place = syntax::provisionText(citation.first);
        LegalBasis basis;
        basis.instrument = std::string(citation.title);
        basis.provision = place.zh;
        basis.provisionEn = place.en;
        former.basis.push_back(std::move(basis));
    }
    for (const Named& named : names(node)) {
        former.name = named.name;
        former.span = named.span;
        result.push_back(former);
    }
}

FunctionId Builder::findFunction(NameId name) {
    if (const auto found = functionsByName_.find(name); found != functionsByName_.end()) {
        return found->second;
    }
    load(Library::KeyKind::Function, program_->text(name));
    const auto found = functionsByName_.find(name);
    return found == functionsByName_.end() ? FunctionId() : found->second;
}

void Builder::readCompetence(const PlacedDeclaration& placed) {
    const NodeRef root{&placed, &placed.declaration->root()};
    Competence competence;
    competence.kind = term<PowerKind>(root.find(Label::CompetenceKind), TermFamily::PowerKind);
    competence.span = root.whole();
    for (const Node& child : placed.declaration->children(*root.node)) {
        const NodeRef node{&placed, &child};
        if (child.label == Label::Ranks) {
            for (const Named& named : names(node)) {
                if (const auto rank = findTerm(TermFamily::Rank, program_->text(named.name))) {
                    competence.ranks.push_back(static_cast<Rank>(*rank));
                }
            }
        } else if (child.label == Label::Bounds) {
            for (const Value& value : node.values()) {
                if (findTerm(TermFamily::Bound, value.text)) {
                    competence.mayNot = true;
                } else {
                    competence.bounds += std::string(value.text);
                }
            }
        } else if (child.label == Label::BasisLabel) {
            for (const Citation& citation : citations(placed, node.values(), {}, false, {})) {
                competence.basis.push_back(citation.target);
            }
        }
    }
    program_->competences.push_back(std::move(competence));
}

void Builder::readAbolition(const PlacedDeclaration& placed) {
    const NodeRef root{&placed, &placed.declaration->root()};
    Abolition abolition;
    abolition.adjustment = root.node->label == Label::DeclareAdjustment;
    abolition.head = root.head();
    abolition.since = date(root.find(Label::Since));
    abolition.until = date(root.find(Label::Until));
    const bool fromLibrary = input_.sources->file(placed.file).embedded();
    for (const Node& child : placed.declaration->children(*root.node)) {
        const NodeRef node{&placed, &child};
        if (child.label == Label::Power) {
            for (const Named& named : names(node)) {
                abolition.powers.push_back(named.name);
            }
        } else if (child.label == Label::Provisions) {
            abolition.provisions = citations(placed, node.values(), {}, false, {});
        } else if (child.label == Label::BasisLabel) {
            abolition.basis = citations(placed, node.values(), {}, !fromLibrary, {});
        } else if (child.label == Label::InJurisdictions) {
            for (const Named& named : names(node)) {
                abolition.places.push_back(findPlace(named.name));
            }
        }
    }
    program_->abolitions.push_back(std::move(abolition));
}

void Builder::readCalendar(const PlacedDeclaration& placed) {
    const NodeRef root{&placed, &placed.declaration->root()};
    CalendarNotice calendar;
    if (const NameId name = subjectName(root); name.valid()) {
        calendar.family = intern(calendarFamily(program_->text(name)));
    }
    calendar.known = date(root.find(Label::KnownSince));
    calendar.until = date(root.find(Label::PublishedUntil));
    calendar.head = root.head();
    for (const Node& child : placed.declaration->children(*root.node)) {
        if (child.blamed) {
            return;  // Without a day off that could not be read, other days would be wrong.
        }
    }
    for (const Node& child : placed.declaration->children(*root.node)) {
        const bool off = child.label == Label::DaysOff;
        if (!off && child.label != Label::WorkingDays) {
            continue;
        }
        for (const Value& value : placed.declaration->valuesOf(child)) {
            const std::optional<syntax::DateRange> range =
                value.kind == Value::Kind::Date ? syntax::DateRange{value.date, value.date}
                                                : syntax::readDateRange(value.text);
            if (range && off) {
                calendar.daysOff.push_back(*range);
            }
            for (Date day = range ? range->first : Date(); range && !off && day <= range->last;
                 day = day.plusDays(1)) {
                calendar.workingDays.push_back(day);
            }
        }
    }
    program_->calendars.push_back(std::move(calendar));
}

}  // namespace fadu::model
