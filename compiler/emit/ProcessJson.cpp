#include "emit/ProcessJson.h"

#include "emit/ProcessItem.h"
#include "emit/ProcessValues.h"
#include "support/Check.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

namespace fadu::emit {

namespace {

using derive::Dependencies;

constexpr int kSchemaVersion = 1;

/// Appends JSON text as if the whole document had been one value: with its indentation, but never
/// more of it in memory than one element.
class Writer {
public:
    void member(const char* key, const Json& value) {
        open(key);
        append(value, 1);
    }
    void beginList(const char* key) {
        open(key);
        out_ += "[";
        elements_ = 0;
    }
    void element(const Json& value) {
        out_ += elements_++ == 0 ? "\n" : ",\n";
        out_.append(listDepth(), ' ');
        append(value, listDepth());
    }
    void endList() {
        if (elements_ != 0) {
            out_ += "\n";
            out_.append(listDepth() - 1, ' ');
        }
        out_ += "]";
    }
    void beginObject(const char* key) {
        open(key);
        out_ += "{";
        nested_ = true;
        members_ = 0;
    }
    void endObject() {
        nested_ = false;
        members_ = 1;
        out_ += "\n }";
    }
    std::string finish() {
        out_ += "\n}\n";
        return std::move(out_);
    }

private:
    std::size_t listDepth() const { return nested_ ? 3 : 2; }
    void open(const char* key) {
        out_ += members_++ == 0 ? "\n" : ",\n";
        out_.append(nested_ ? 2 : 1, ' ');
        out_ += "\"";
        out_ += key;
        out_ += "\": ";
    }
    void append(const Json& value, std::size_t depth) {
        // Names from a source may hold bytes that are no UTF-8; the default is to throw on them.
        const std::string text = value.dump(1, ' ', false, Json::error_handler_t::replace);
        std::string_view rest = text;
        for (std::size_t end = rest.find('\n'); end != std::string_view::npos;
             end = rest.find('\n')) {
            out_.append(rest.substr(0, end + 1));
            out_.append(depth, ' ');
            rest.remove_prefix(end + 1);
        }
        out_.append(rest);
    }

    std::string out_ = "{";
    std::size_t members_ = 0;
    std::size_t elements_ = 0;
    bool nested_ = false;
};

class Document {
public:
    explicit Document(const ProcessInput& input) : input_(input), values_(input) {}

    std::string run();

private:
    void writeHeader();
    void writeJurisdictions();
    void writeItems(const char* key, bool catalogue);
    void writeDocuments();
    void writeBundles();
    void writeDependencies();
    void writeUnknown();
    std::string nodeId(std::uint32_t index) const;

    const ProcessInput& input_;
    ProcessValues values_;
    Writer writer_;
    std::vector<UnknownVerdict> unknown_;
};

void Document::writeHeader() {
    writer_.member("schemaVersion", kSchemaVersion);
    writer_.member("tool", {{"name", "fadu"}, {"version", input_.toolVersion}});
    writer_.member("library", {{"version", input_.libraryVersion}, {"hash", input_.libraryHash}});
    writer_.member("asOf", values_.program().asOf.iso());
    writer_.member("calendar",
                   input_.calendarFrom.empty()
                       ? Json(nullptr)
                       : Json({{"from", input_.calendarFrom}, {"until", input_.calendarUntil}}));
    writer_.member("package", {{"name", input_.packageName}, {"root", "."}});
}

/// The places of the package and those of the library that it uses, with what lies around them.
void Document::writeJurisdictions() {
    const model::Program& program = values_.program();
    std::vector<bool> used(program.places.size(), false);
    const auto use = [&](model::PlaceId place) {
        for (; place.valid() && !used[place.index()]; place = program.places[place].within) {
            used[place.index()] = true;
        }
    };
    for (std::size_t i = 0; i < program.places.size(); ++i) {
        if (!program.places[model::PlaceId(i)].fromLibrary) {
            use(model::PlaceId(i));
        }
    }
    for (const model::Organ& organ : program.organs) {
        use(organ.place);
    }
    for (const model::Item& item : program.items) {
        if (item.offered) {
            use(item.place);
        }
    }
    for (const model::Instrument& instrument : program.instruments) {
        if (!instrument.fromLibrary) {
            use(instrument.place);
        }
    }
    std::vector<model::PlaceId> places;
    for (std::size_t i = 0; i < used.size(); ++i) {
        if (used[i]) {
            places.emplace_back(i);
        }
    }
    // The library's stand behind the package's, by code: not in the order in which they were read.
    std::stable_sort(places.begin(), places.end(), [&](model::PlaceId left, model::PlaceId right) {
        const model::Place& a = program.places[left];
        const model::Place& b = program.places[right];
        return a.fromLibrary != b.fromLibrary ? b.fromLibrary : a.fromLibrary && a.code < b.code;
    });
    writer_.beginList("jurisdictions");
    for (const model::PlaceId id : places) {
        const model::Place& place = program.places[id];
        Json entry = {{"id", values_.placeId(id)},
                      {"name", values_.text(place.name)},
                      {"level", values_.level(place.level)},
                      {"within", values_.placeId(place.within)}};
        values_.addSource(entry, place.span);
        writer_.element(entry);
    }
    writer_.endList();
}

void Document::writeItems(const char* key, bool catalogue) {
    const auto& items = values_.program().items;
    bool any = false;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const model::ItemId id(i);
        if (!items[id].offered || items[id].catalogue != catalogue) {
            continue;
        }
        if (!any) {
            writer_.beginList(key);
            any = true;
        }
        writer_.element(processItem(values_, id, unknown_));
    }
    // Keys beyond those of every document stand where they hold something.
    if (!any && catalogue) {
        return;
    }
    if (!any) {
        writer_.beginList(key);
    }
    writer_.endList();
}

void Document::writeDocuments() {
    const model::Program& program = values_.program();
    const Dependencies& graph = values_.facts().dependencies;
    std::vector<std::vector<model::ItemId>> producers(program.documents.size());
    for (const Dependencies::Edge& edge : graph.edges) {
        if (edge.kind == Dependencies::EdgeKind::IssuedBy) {
            producers[graph.nodes[edge.from].document.index()].push_back(graph.nodes[edge.to].item);
        }
    }
    writer_.beginList("documents");
    for (std::size_t i = 0; i < program.documents.size(); ++i) {
        const model::Document& document = program.documents[model::DocumentId(i)];
        Json entry = {{"name", values_.text(document.name)}, {"issuer", nullptr}};
        if (document.issuerName.valid()) {
            Json organs = Json::array();
            Json function = nullptr;
            for (const model::OrganId organ : document.issuingOrgans) {
                organs.push_back(values_.text(program.organs[organ].name));
            }
            if (document.issuingFunction.valid()) {
                function = values_.text(program.functions[document.issuingFunction].name);
                for (const model::OrganId organ : values_.organsWith(document.issuingFunction)) {
                    organs.push_back(values_.text(program.organs[organ].name));
                }
            }
            entry["issuer"] = {{"function", std::move(function)}, {"organs", std::move(organs)}};
        }
        Json producedBy = Json::array();
        for (const model::ItemId item : producers[i]) {
            producedBy.push_back(values_.itemId(item));
        }
        entry["producedBy"] = std::move(producedBy);
        entry["validity"] = nullptr;
        if (document.validity) {
            entry["validity"] = values_.duration(*document.validity);
            entry["validity"]["basis"] = values_.citations(document.validityBasis);
        }
        for (const auto& [key, value] : {std::pair("shared", document.shared),
                                         std::pair("selfProvided", document.selfProvided),
                                         std::pair("electronic", document.electronic)}) {
            if (value) {
                entry[key] = true;
            }
        }
        values_.addSource(entry, document.span);
        writer_.element(entry);
    }
    writer_.endList();
}

void Document::writeBundles() {
    const model::Program& program = values_.program();
    if (program.bundles.empty()) {
        return;
    }
    writer_.beginList("bundles");
    for (const model::Bundle& bundle : program.bundles) {
        Json items = Json::array();
        for (const model::Alternative& one : bundle.items) {
            if (one.item.valid()) {
                items.push_back(values_.itemId(one.item));
            } else if (one.outside.valid() && !one.blamed) {
                items.push_back(values_.outsideNode(one.outside));
            }
        }
        Json entry = {
            {"name", values_.text(bundle.name)},
            {"items", std::move(items)},
            {"promise", nullptr},
            {"lead", bundle.lead.valid() ? Json(values_.text(program.organs[bundle.lead].name))
                                         : Json(nullptr)}};
        if (bundle.promise.known()) {
            entry["promise"] = values_.duration(bundle.promise.value.length);
            values_.addSource(entry["promise"], bundle.promise.entry);
        }
        values_.addSource(entry, bundle.span);
        writer_.element(entry);
    }
    writer_.endList();
}

std::string Document::nodeId(std::uint32_t index) const {
    const Dependencies::Node& node = values_.facts().dependencies.nodes[index];
    switch (node.kind) {
        case Dependencies::NodeKind::Item:
            return values_.itemId(node.item);
        case Dependencies::NodeKind::Document:
            return values_.documentNode(node.document);
        case Dependencies::NodeKind::Outside:
            break;
    }
    return values_.outsideNode(node.name);
}

void Document::writeDependencies() {
    const Dependencies& graph = values_.facts().dependencies;
    writer_.beginObject("dependencies");
    writer_.beginList("nodes");
    for (std::uint32_t i = 0; i < graph.nodes.size(); ++i) {
        writer_.element(nodeId(i));
    }
    writer_.endList();
    writer_.beginList("edges");
    for (const Dependencies::Edge& edge : graph.edges) {
        const char* kind = edge.kind == Dependencies::EdgeKind::Prerequisite ? "prerequisite"
                           : edge.kind == Dependencies::EdgeKind::Needs      ? "needs"
                                                                             : "issuedBy";
        Json entry = {{"kind", kind}, {"from", nodeId(edge.from)}, {"to", nodeId(edge.to)}};
        if (!edge.compulsory) {
            entry["compulsory"] = false;
        }
        values_.addSource(entry, edge.span);
        writer_.element(entry);
    }
    writer_.endList();
    writer_.beginList("cycles");
    for (const Dependencies::Cycle& cycle : graph.cycles) {
        Json members = Json::array();
        for (const std::uint32_t edge : cycle.edges) {
            members.push_back(nodeId(graph.edges[edge].from));
        }
        writer_.element(members);
    }
    writer_.endList();
    writer_.endObject();
}

void Document::writeUnknown() {
    writer_.beginList("unknown");
    for (const UnknownVerdict& verdict : unknown_) {
        writer_.element({{"item", values_.itemId(verdict.item)},
                         {"what", verdict.what},
                         {"missing", verdict.missing}});
    }
    writer_.endList();
    writer_.beginList("notInLibrary");
    for (const NameId title : values_.program().notInLibrary()) {
        writer_.element(values_.text(title));
    }
    writer_.endList();
}

std::string Document::run() {
    writeHeader();
    writeJurisdictions();
    writeItems("items", false);
    writeItems("catalogueItems", true);
    writeDocuments();
    writeBundles();
    writeDependencies();
    writeUnknown();
    return writer_.finish();
}

}  // namespace

std::string processJson(const ProcessInput& input) {
    FADU_CHECK(input.diagnostics->size() == input.fingerprints->size());
    return Document(input).run();
}

}  // namespace fadu::emit
