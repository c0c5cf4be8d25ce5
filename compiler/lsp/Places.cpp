#include "lsp/Places.h"

#include "lsp/Uri.h"

#include <nlohmann/json.hpp>

#include <filesystem>

namespace fadu::lsp {

Places::Entry& Places::entry(FileId id) {
    const FileId file = sources_.fileOf(id);
    const auto known = entries_.find(file);
    if (known != entries_.end()) {
        return known->second;
    }
    const SourceFile& source = sources_.file(file);
    std::string uri;
    const Document* document = nullptr;
    if (source.embedded()) {
        uri = uriOfLibraryText(source.path());
        document = documents_.at(keyOfUri(uri));
    } else {
        const std::string path =
            std::filesystem::absolute(source.path()).lexically_normal().generic_string();
        document = documents_.at(path);
        uri = document != nullptr ? document->uri() : uriOfPath(path);
    }
    const TextOf of = document != nullptr ? TextOf::Client : TextOf::Disk;
    return entries_
        .emplace(file, Entry{std::move(uri), document, PositionMap(source, encoding_, of)})
        .first->second;
}

ClientRange Places::range(Span span) { return entry(span.file).positions.range(sources_, span); }

std::uint32_t Places::offset(FileId file, ClientPosition position) {
    return entry(file).positions.offset(position);
}

Json Places::rangeJson(Span span) { return lsp::rangeJson(range(span)); }

Json Places::location(Span span) { return {{"uri", uri(span.file)}, {"range", rangeJson(span)}}; }

Json rangeJson(const ClientRange& range) {
    const auto position = [](const ClientPosition& place) {
        return Json{{"line", place.line}, {"character", place.character}};
    };
    return {{"start", position(range.start)}, {"end", position(range.end)}};
}

}  // namespace fadu::lsp
