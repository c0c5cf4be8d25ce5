#pragma once

#include "lsp/Client.h"
#include "lsp/Documents.h"
#include "lsp/Positions.h"
#include "source/SourceManager.h"

#include <map>
#include <string>

namespace fadu::lsp {

/// Addresses and positions in the texts of one package as the client counts and spells them. Good
/// for one answer: it looks at texts that the next edit replaces.
class Places {
public:
    Places(const SourceManager& sources, const Documents& documents, PositionEncoding encoding)
        : sources_(sources), documents_(documents), encoding_(encoding) {}

    /// The client's spelling for what it has open.
    const std::string& uri(FileId file) { return entry(file).uri; }
    /// The open document of a file; null when it is not open.
    const Document* document(FileId file) { return entry(file).document; }
    ClientRange range(Span span);
    std::uint32_t offset(FileId file, ClientPosition position);

    Json rangeJson(Span span);
    /// A `Location`.
    Json location(Span span);

    const SourceManager& sources() const { return sources_; }

private:
    struct Entry {
        std::string uri;
        const Document* document;
        PositionMap positions;
    };
    Entry& entry(FileId id);

    const SourceManager& sources_;
    const Documents& documents_;
    PositionEncoding encoding_;
    std::map<FileId, Entry> entries_;
};

/// A `Range`.
Json rangeJson(const ClientRange& range);

}  // namespace fadu::lsp
