#include "ide/Cursor.h"

#include <algorithm>
#include <utility>

namespace fadu::ide {

namespace {

using model::Program;
using syntax::BlockKind;
using syntax::Clause;
using syntax::Declaration;
using syntax::Label;
using syntax::LabelInfo;
using syntax::Node;
using syntax::PlacedDeclaration;
using syntax::Value;
using syntax::ValueType;

constexpr std::uint32_t kNoParent = 0xFFFFFFFF;

/// Finds the words of one declaration.
class Finder {
public:
    Finder(const View& view, Resolver& resolver, const PlacedDeclaration& placed,
           std::optional<std::uint32_t> at)
        : view_(view),
          program_(*view.program),
          resolver_(resolver),
          placed_(placed),
          declaration_(*placed.declaration),
          at_(at) {}

    std::vector<Site> run();

private:
    bool touched(std::uint32_t begin, std::uint32_t end) const {
        return begin < end && (!at_ || (begin <= *at_ && *at_ <= end));
    }
    bool touched(const Value& value) const { return touched(value.begin, value.end); }
    Site* add(std::uint32_t begin, std::uint32_t end, const Thing& thing, bool declares = false);
    void add(const Value& value, const Thing& thing, bool declares = false) {
        add(value.begin, value.end, thing, declares);
    }

    void allowances();
    void node(std::uint32_t index);
    void head(const Node& node);
    void declaredName(const Node& node);
    void entryName(const Node& node);
    void labelSubject(const Node& node);
    void values(const Node& node, ValueType type);
    void citations(std::span<const Value> values);
    void value(const Value& value, ValueType type, const Node& node);
    void operand(const Value& value, Clause clause, const Node& node);
    void items(std::span<const Value> atoms);
    void step(const Value& name, const Node& node);
    void actor(const Value& name, const Node& node);
    void after(const Value& name, const Node& node);
    bool term(const Value& value);

    /// The kind of block that a node stands in.
    BlockKind around(const Node& node) const {
        const std::uint32_t parent = parents_[indexOf(node)];
        return parent == kNoParent ? BlockKind::TopLevel : declaration_.nodes[parent].block;
    }
    std::uint32_t indexOf(const Node& node) const {
        return static_cast<std::uint32_t>(&node - declaration_.nodes.data());
    }
    model::ItemId ownerOf(const Node& node);
    const model::Flow* flowOf(const Node& node);
    std::optional<FlowStep> stepAt(Span head, const Node& node);
    NameId name(const Value& value) const { return resolver_.name(value.text); }
    bool known(NameId power) const {
        return power.valid() &&
               (!program_.establishmentsOf(power).empty() || !program_.limitsFor(power).empty());
    }

    const View& view_;
    const Program& program_;
    Resolver& resolver_;
    const PlacedDeclaration& placed_;
    const Declaration& declaration_;
    std::optional<std::uint32_t> at_;
    std::vector<std::uint32_t> parents_;
    std::vector<std::pair<std::uint32_t, model::ItemId>> owners_;  ///< By node, as asked for.
    const Node* current_ = nullptr;
    std::vector<Site> sites_;
};

Site* Finder::add(std::uint32_t begin, std::uint32_t end, const Thing& thing, bool declares) {
    if (!touched(begin, end) || std::holds_alternative<std::monostate>(thing)) {
        return nullptr;
    }
    const Span span = placed_.place(begin, end);
    sites_.push_back({span, thing, declares, true, span, &placed_, current_});
    return &sites_.back();
}

std::vector<Site> Finder::run() {
    parents_.assign(declaration_.nodes.size(), kNoParent);
    for (std::uint32_t i = 0; i < declaration_.nodes.size(); ++i) {
        for (const Node& child : declaration_.children(declaration_.nodes[i])) {
            parents_[indexOf(child)] = i;
        }
    }
    allowances();
    for (std::uint32_t i = 0; i < declaration_.nodes.size(); ++i) {
        // What stands in a node stands between its ends, its block apart.
        if (!at_ || touched(declaration_.nodes[i].begin, declaration_.nodes[i].end)) {
            node(i);
        }
    }
    return std::move(sites_);
}

void Finder::allowances() {
    for (const Allowance& allowance : declaration_.allowances) {
        for (std::size_t i = 0; i < allowance.codes.size(); ++i) {
            add(allowance.codeSpans[i].begin, allowance.codeSpans[i].end,
                CheckName{allowance.codes[i]});
        }
    }
    for (const syntax::KeywordUse& use : declaration_.keywords) {
        if (std::string_view(use.zh) == "@允许") {
            add(use.begin, use.end, Word{use.zh, use.en});
        }
    }
}

void Finder::node(std::uint32_t index) {
    const Node& node = declaration_.nodes[index];
    current_ = &node;
    if (node.label == Label::None) {
        return;
    }
    head(node);
    if (node.label == Label::Entry) {
        switch (around(node)) {
            case BlockKind::Flow:
                values(node, ValueType::OrganRef);
                break;
            case BlockKind::Renumbering:
                break;  // Numbers of the text before: nothing of today.
            default:
                values(node, ValueType::Anything);
                break;
        }
        return;
    }
    if (index == 0) {
        values(node, node.block == BlockKind::Organ ? ValueType::FunctionRefs : ValueType::Names);
    } else if (const LabelInfo* info = syntax::labelInfo(around(node), node.label)) {
        values(node, info->type);
    }
}

/// The keyword of a node and what it names.
void Finder::head(const Node& node) {
    if (node.label == Label::Entry) {
        entryName(node);
        return;
    }
    if (node.label == Label::ProvisionBlock) {
        if (touched(node.headBegin, node.headEnd)) {
            const model::ProvisionId id = resolver_.provisionAt(placed_.head(node));
            add(node.headBegin, node.headEnd, id.valid() ? Thing(id) : Thing(Declared{}), true);
        }
        return;
    }
    if (indexOf(node) == 0) {
        if (const syntax::DeclarationInfo* info = syntax::declarationInfo(node.label)) {
            add(node.headBegin, node.labelEnd, Word{info->zh, info->en, info});
        }
        declaredName(node);
    } else {
        if (const LabelInfo* info = syntax::labelInfo(around(node), node.label)) {
            add(node.headBegin, node.labelEnd, Word{info->zh, info->en, nullptr, info});
        }
        labelSubject(node);
    }
}

void Finder::declaredName(const Node& node) {
    const std::span<const Value> subject = declaration_.subject(node);
    if (subject.empty() || !touched(subject.front())) {
        return;
    }
    const Value& value = subject.front();
    const auto orDeclared = [](auto id) { return id.valid() ? Thing(id) : Thing(Declared{}); };
    const Thing thing = [&]() -> Thing {
        switch (node.label) {
            case Label::DeclareInstrument:
                return value.kind == Value::Kind::Citation
                           ? orDeclared(program_.findInstrument(
                                 declaration_.citations[value.citation].title))
                           : Thing(Declared{});
            case Label::DeclareFunction:
                return orDeclared(resolver_.function(name(value)));
            case Label::DeclareOrgan:
                return orDeclared(resolver_.organ(name(value)));
            case Label::DeclareJurisdiction:
                return orDeclared(resolver_.place(name(value)));
            case Label::DeclareDocument:
                return orDeclared(resolver_.document(name(value)));
            case Label::DeclareCatalogueItem:
            case Label::DeclareItem:
                return orDeclared(resolver_.itemAt(placed_.head(node)));
            case Label::DeclareList:
                if (const auto list = resolver_.list(name(value))) {
                    return ListOf{*list};
                }
                return Declared{};
            default:
                return Declared{};
        }
    }();
    add(value, thing, true);
}

/// The name of an entry in a block of such entries.
void Finder::entryName(const Node& node) {
    const std::span<const Value> subject = declaration_.subject(node);
    if (subject.empty()) {
        return;
    }
    const Value& value = subject.front();
    switch (around(node)) {
        case BlockKind::Materials:
            if (isName(value) && touched(value)) {
                const Thing material = resolver_.material(name(value));
                add(value, material, std::holds_alternative<OwnMaterial>(material));
            }
            break;
        case BlockKind::Flow:
            step(value, node);
            break;
        case BlockKind::BundleFlow:
            items(subject);
            break;
        default:
            break;
    }
}

/// What stands between a label and its colon.
void Finder::labelSubject(const Node& node) {
    const std::span<const Value> subject = declaration_.subject(node);
    if (subject.empty() || !isName(subject.front()) || !touched(subject.front())) {
        return;
    }
    if (node.label == Label::Establishes) {
        add(subject.front(), resolver_.power(name(subject.front())), true);
    } else {
        term(subject.front());
    }
}

void Finder::values(const Node& node, ValueType type) {
    const std::span<const Value> all = declaration_.valuesOf(node);
    citations(all);
    for (std::size_t i = 0; i < all.size();) {
        if (all[i].kind == Value::Kind::Clause) {
            const auto& info = syntax::clauseInfo(all[i].clause);
            add(all[i], Word{info.zh, info.en, nullptr, nullptr, &info});
            const std::size_t operands = std::min<std::size_t>(all[i].operands, all.size() - i - 1);
            citations(all.subspan(i + 1, operands));
            for (const Value& value : all.subspan(i + 1, operands)) {
                operand(value, all[i].clause, node);
            }
            i += operands + 1;
            continue;
        }
        std::size_t end = i + 1;
        if (type == ValueType::ItemRefs) {
            while (end < all.size() && !all[end].startsValue && !all[end].alternative &&
                   all[end].kind != Value::Kind::Clause) {
                ++end;
            }
            items(all.subspan(i, end - i));
        } else {
            value(all[i], type, node);
        }
        i = end;
    }
}

void Finder::citations(std::span<const Value> values) {
    const Node& root = declaration_.root();
    std::string_view own;
    if (root.label == Label::DeclareInstrument && root.subjectCount != 0) {
        const Value& title = declaration_.subject(root).front();
        own = title.kind == Value::Kind::Citation ? declaration_.citations[title.citation].title
                                                  : title.text;
    }
    for (const syntax::CompleteCitation& citation :
         syntax::completeCitations(declaration_, values, own)) {
        if (citation.title.empty() || !touched(*citation.value)) {
            continue;
        }
        const syntax::CitationSyntax& written = *citation.written;
        const CitedPlace place = resolver_.cited(citation.title, citation.first, citation.last);
        const Span whole = placed_.place(citation.value->begin, citation.value->end);
        if (written.titleEnd > written.titleBegin) {
            CitedPlace instrument = place;
            instrument.first = instrument.last = {};
            if (Site* site =
                    add(written.titleBegin, written.titleEnd,
                        place.instrument.valid() ? Thing(place.instrument) : Thing(instrument))) {
                site->whole = whole;
            }
        }
        if (!citation.first.empty() && written.provisionEnd > written.provisionBegin) {
            if (Site* site = add(written.provisionBegin, written.provisionEnd, place)) {
                site->whole = whole;
                site->named = written.titleEnd > written.titleBegin;
            }
        }
    }
}

bool Finder::term(const Value& value) {
    const auto& all = declaration_.keywords;
    const auto use = std::find_if(all.begin(), all.end(), [&](const syntax::KeywordUse& keyword) {
        return keyword.begin == value.begin && keyword.end == value.end;
    });
    if (use == all.end()) {
        return false;
    }
    add(value, Word{use->zh, use->en});
    return true;
}

void Finder::value(const Value& value, ValueType type, const Node& node) {
    if (!touched(value)) {
        return;
    }
    if (value.kind == Value::Kind::Quantity) {
        add(value, value.quantity);
        return;
    }
    if (value.kind == Value::Kind::Date) {
        add(value, value.date);
        return;
    }
    if (!isName(value) || (value.kind == Value::Kind::Name && term(value))) {
        return;
    }
    const NameId id = name(value);
    const auto ifValid = [](auto found) { return found.valid() ? Thing(found) : Thing(); };
    switch (type) {
        case ValueType::OrganRef:
            if (node.label == Label::Entry) {
                actor(value, node);
                return;
            }
            [[fallthrough]];
        case ValueType::OrganRefs:
        case ValueType::OrganOrFunctionRef:
        case ValueType::OrganOrFunctionRefs:
        case ValueType::FlagOrOrgan:
        case ValueType::InstrumentOrNames:
            add(value, resolver_.holder(id));
            return;
        case ValueType::FunctionRefs:
            add(value, ifValid(resolver_.function(id)));
            return;
        case ValueType::JurisdictionRef:
        case ValueType::JurisdictionRefs:
            add(value, ifValid(resolver_.place(id)));
            return;
        case ValueType::DocumentRefs:
            add(value, ifValid(resolver_.document(id)));
            return;
        case ValueType::ListRef:
            if (const auto list = resolver_.list(id)) {
                add(value, ListOf{*list});
            }
            return;
        case ValueType::SituationName:
            add(value, ifValid(resolver_.itemAt(placed_.head(node))), true);
            return;
        case ValueType::Choice:
        case ValueType::LoopHead:
            if (value.kind == Value::Kind::Name || type == ValueType::LoopHead) {
                step(value, node);
            }
            return;
        case ValueType::Names:
            break;
        default:
            return;
    }
    switch (node.label) {
        case Label::DeclareItem:
            add(value, ifValid(resolver_.catalogueItem(id)));
            break;
        case Label::Offices: {
            const auto subject = declaration_.subject(declaration_.root());
            const model::OrganId organ =
                subject.empty() ? model::OrganId() : resolver_.organ(name(subject.front()));
            if (organ.valid()) {
                add(value, Office{organ, id}, true);
            }
            break;
        }
        case Label::FormerNames:
            add(value, ifValid(resolver_.organ(id)));
            break;
        case Label::AlsoCalled:
        case Label::Formerly:
            add(value, ifValid(resolver_.function(id)));
            break;
        case Label::Delegates:
        case Label::Entrusts:
            add(value, resolver_.holder(id));
            break;
        case Label::Power:
        case Label::Items:
            add(value, resolver_.power(id));
            break;
        case Label::AppliesTo:
            if (known(id)) {
                add(value, resolver_.power(id));
            }
            break;
        case Label::MaterialName:
            add(value, resolver_.material(id));
            break;
        default:
            break;
    }
}

void Finder::operand(const Value& value, Clause clause, const Node& node) {
    if (!touched(value)) {
        return;
    }
    if (!isName(value)) {
        this->value(value, ValueType::Anything, node);
        return;
    }
    switch (clause) {
        case Clause::By:
        case Clause::JointlyWith:
            if (!(node.label == Label::LimitLabel && term(value))) {
                add(value, resolver_.holder(name(value)));
            }
            break;
        case Clause::AlsoNamed:
            add(value, resolver_.power(name(value)));
            break;
        case Clause::AppliesTo:
            if (known(name(value))) {
                add(value, resolver_.power(name(value)));
            }
            break;
        case Clause::After:
            after(value, node);
            break;
        default:
            term(value);
            break;
    }
}

/// `[place or organ] item [situation]`, as the program resolved it.
void Finder::items(std::span<const Value> atoms) {
    if (atoms.empty() || !touched(atoms.front().begin, atoms.back().end) ||
        !std::all_of(atoms.begin(), atoms.end(), isName)) {
        return;
    }
    const Span span = placed_.place(atoms.front().begin, atoms.back().end);
    const Node& root = declaration_.root();
    const auto among = [&](const std::vector<model::Alternative>& all) {
        const auto found = std::find_if(
            all.begin(), all.end(),
            [&](const model::Alternative& alternative) { return alternative.span == span; });
        return found == all.end() ? nullptr : &*found;
    };
    const auto inGroup = [&](const auto& groups) -> const model::Alternative* {
        for (const auto& group : groups) {
            if (group.head == placed_.head(root)) {
                return among(group.items);
            }
        }
        return nullptr;
    };
    const model::Alternative* alternative = nullptr;
    if (root.label == Label::DeclareBundle && current_->label == Label::Entry) {
        // The order of a bundle's items names them as its list does.
        const NameId wanted = name(atoms.size() == 1 ? atoms[0] : atoms[1]);
        for (const model::Bundle& bundle : program_.bundles) {
            if (bundle.head != placed_.head(root)) {
                continue;
            }
            for (const model::Alternative& item : bundle.items) {
                if (item.item.valid() ? program_.items[item.item].name == wanted
                                      : item.outside == wanted) {
                    alternative = &item;
                    break;
                }
            }
        }
    } else if (root.label == Label::DeclareList) {
        alternative = inGroup(program_.lists);
    } else if (root.label == Label::DeclareBundle) {
        alternative = inGroup(program_.bundles);
    } else if (root.label == Label::DeclareDuty) {
        alternative = inGroup(program_.duties);
    } else if (const model::ItemId owner = ownerOf(*current_); owner.valid()) {
        for (const model::Prerequisite& prerequisite : program_.items[owner].prerequisites) {
            if (alternative == nullptr) {
                alternative = among(prerequisite.alternatives);
            }
        }
    }
    if (alternative == nullptr) {
        return;
    }
    std::size_t first = 0;
    if (atoms.size() > 1) {
        const NameId qualifier = name(atoms.front());
        const model::OrganId organ = resolver_.organ(qualifier);
        const model::PlaceId place = resolver_.place(qualifier);
        if (organ.valid() || place.valid()) {
            first = 1;
            add(atoms.front(), organ.valid() ? Thing(organ) : Thing(place));
        }
    }
    if (alternative->item.valid()) {
        add(atoms[first].begin, atoms.back().end, alternative->item);
    } else if (alternative->outside.valid()) {
        add(atoms[first].begin, atoms.back().end, resolver_.power(alternative->outside));
    }
}

/// The item, in its situation, that writes a node.
model::ItemId Finder::ownerOf(const Node& node) {
    std::uint32_t index = indexOf(node);
    while (index != 0 && declaration_.nodes[index].label != Label::Situation) {
        index = parents_[index];
        if (index == kNoParent) {
            return {};
        }
    }
    const Label root = declaration_.root().label;
    if (root != Label::DeclareItem && root != Label::DeclareCatalogueItem) {
        return {};
    }
    for (const auto& [known, item] : owners_) {
        if (known == index) {
            return item;
        }
    }
    owners_.emplace_back(index, resolver_.itemAt(placed_.head(declaration_.nodes[index])));
    return owners_.back().second;
}

const model::Flow* Finder::flowOf(const Node& node) {
    const model::ItemId owner = ownerOf(node);
    return owner.valid() && program_.items[owner].flow.valid()
               ? &program_.flows[program_.items[owner].flow]
               : nullptr;
}

/// The step of a node's flow whose head stands at a span.
std::optional<FlowStep> Finder::stepAt(Span head, const Node& node) {
    if (const model::Flow* flow = flowOf(node)) {
        for (std::size_t i = 0; i < flow->steps.size(); ++i) {
            if (flow->steps[model::StepId(i)].head == head) {
                return FlowStep{ownerOf(node), model::StepId(i)};
            }
        }
    }
    return std::nullopt;
}

void Finder::step(const Value& name, const Node& node) {
    if (!touched(name)) {
        return;
    }
    // A task's head is its name, a choice's or repetition's begins with the keyword.
    const Span head = node.label == Label::Entry ? placed_.span(name) : placed_.head(node);
    if (const auto found = stepAt(head, node)) {
        add(name, *found, true);
    }
}

void Finder::actor(const Value& name, const Node& node) {
    const auto subject = declaration_.subject(node);
    const auto found = subject.empty() ? std::nullopt : stepAt(placed_.span(subject.front()), node);
    if (!found) {
        return;
    }
    const model::Actor& actor = flowOf(node)->steps[found->step].actor;
    if (actor.span != placed_.span(name)) {
        return;
    }
    if (actor.kind == model::Actor::Kind::Office) {
        add(name, Office{actor.organ, actor.name});
    } else if (actor.kind == model::Actor::Kind::Organ) {
        add(name, actor.organ);
    } else if (actor.kind == model::Actor::Kind::Applicant) {
        add(name, Word{"申请人", "applicant"});
    }
}

void Finder::after(const Value& name, const Node& node) {
    if (around(node) == BlockKind::BundleFlow) {
        items({&name, 1});
        return;
    }
    const model::Flow* flow = flowOf(node);
    if (flow == nullptr) {
        return;
    }
    const Span span = placed_.span(name);
    for (const model::Step& waiting : flow->steps) {
        for (const model::Step::After& edge : waiting.after) {
            if (edge.span == span) {
                add(name, FlowStep{ownerOf(node), edge.step});
                return;
            }
        }
    }
}

}  // namespace

std::vector<Site> sitesOf(const View& view, Resolver& resolver, const PlacedDeclaration& placed,
                          std::optional<std::uint32_t> at) {
    return placed.declaration->empty() ? std::vector<Site>()
                                       : Finder(view, resolver, placed, at).run();
}

const PlacedDeclaration* declarationAt(const View& view, FileId file, std::uint32_t offset) {
    const auto holds = [&](const PlacedDeclaration& placed) {
        return placed.file == file && placed.offset <= offset &&
               offset - placed.offset <= placed.declaration->text.size();
    };
    for (const syntax::Module& module : *view.modules) {
        if (module.file != file) {
            continue;
        }
        const auto after = std::upper_bound(
            module.declarations.begin(), module.declarations.end(), offset,
            [](std::uint32_t at, const PlacedDeclaration& placed) { return at < placed.offset; });
        return after != module.declarations.begin() && holds(*(after - 1)) ? &*(after - 1)
                                                                           : nullptr;
    }
    const PlacedDeclaration* found = nullptr;
    for (const PlacedDeclaration& placed : view.program->libraryDeclarations()) {
        if (holds(placed) && (found == nullptr || found->offset < placed.offset)) {
            found = &placed;
        }
    }
    return found;
}

std::optional<Site> siteAt(const View& view, Resolver& resolver, FileId file,
                           std::uint32_t offset) {
    const PlacedDeclaration* placed = declarationAt(view, file, offset);
    if (placed == nullptr) {
        return std::nullopt;
    }
    const std::vector<Site> sites = sitesOf(view, resolver, *placed, offset - placed->offset);
    const Site* best = nullptr;
    for (const Site& site : sites) {
        // Of two that meet at the place the later one, of two around it the narrower.
        if (best == nullptr || site.span.begin > best->span.begin ||
            (site.span.begin == best->span.begin && site.span.end < best->span.end)) {
            best = &site;
        }
    }
    return best == nullptr ? std::nullopt : std::optional(*best);
}

NodePlace nodeOf(const View& view, Span span) {
    if (!span.valid()) {
        return {};
    }
    const Span place = view.sources->absolute(span);
    const PlacedDeclaration* placed = declarationAt(view, place.file, place.begin);
    if (placed == nullptr) {
        return {};
    }
    for (const Node& node : placed->declaration->nodes) {
        if (placed->head(node) == span || placed->place(node.begin, node.end) == span) {
            return {placed, &node};
        }
    }
    return {};
}

Span nameOf(const NodePlace& place) {
    const Declaration& declaration = *place.placed->declaration;
    const auto subject = declaration.subject(*place.node);
    if (place.node->label == Label::ProvisionBlock) {
        return place.placed->head(*place.node);
    }
    if (!subject.empty()) {
        return place.placed->span(subject.front());
    }
    const auto values = declaration.valuesOf(*place.node);
    const bool named = place.node->label == Label::Situation || place.node->label == Label::If ||
                       place.node->label == Label::Loop;
    return named && !values.empty() && isName(values.front()) ? place.placed->span(values.front())
                                                              : place.placed->head(*place.node);
}

bool inFile(const View& view, Span span) {
    const Span place = view.sources->absolute(span);
    return place.valid() && place.begin <= place.end &&
           place.end <= view.sources->file(place.file).text().size();
}

std::string_view textOf(const View& view, Span span) {
    return inFile(view, span) ? view.sources->text(span) : std::string_view();
}

}  // namespace fadu::ide
