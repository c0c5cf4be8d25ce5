// Writes the library of law and the pages of the checks as C++ source, with the library's index, so
// that the program holds them without reading a file. Run by the build: embed OUT STDLIB_DIR PAGES…

#include "model/Library.h"
#include "support/Hash.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace {

namespace fs = std::filesystem;

std::string readFile(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) {
        std::cerr << "embed: cannot read " << path << '\n';
        std::exit(1);
    }
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// A raw string literal; compilers limit the length of one, so long texts are several.
std::string literal(std::string_view text) {
    constexpr std::size_t piece = 16000;
    std::string result;
    for (std::size_t i = 0; i == 0 || i < text.size(); i += piece) {
        result += "R\"~fadu~(" + std::string(text.substr(i, piece)) + ")~fadu~\"\n";
    }
    return result;
}

/// A text with its length, so that the compiler need not count it.
std::string view(std::string_view text) {
    return "std::string_view(" + literal(text) + "     , " + std::to_string(text.size()) + ")";
}

/// A library in a few words: name and text of every file, in order.
std::uint64_t contentHash(const std::vector<std::pair<std::string, std::string>>& texts) {
    std::string all;
    for (const auto& [name, text] : texts) {
        all += name + '\0' + text + '\0';
    }
    return fadu::hashBytes(all);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        std::cerr << "usage: embed OUT STDLIB_DIR PAGE...\n";
        return 1;
    }
    const fs::path root = argv[2];
    std::vector<std::pair<std::string, std::string>> texts;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root)) {
        if (entry.is_regular_file() && entry.path().extension() == ".fadu") {
            texts.emplace_back(entry.path().lexically_relative(root).generic_string(),
                               readFile(entry.path()));
        }
    }
    std::sort(texts.begin(), texts.end());
    std::string version = readFile(root / "VERSION");
    version.erase(version.find_last_not_of(" \r\n") + 1);
    const std::uint64_t hash = contentHash(texts);
    const fadu::model::OwnedLibrary owned(texts);
    const fadu::model::Library& library = owned.library();

    std::ofstream out(argv[1], std::ios::binary);
    out << "#include \"workspace/Embedded.h\"\n\nnamespace fadu {\n\nnamespace {\n\n"
        << "using Kind = model::Library::KeyKind;\n\n"
        << "constexpr model::Library::File kFiles[] = {\n";
    for (const auto& file : library.files()) {
        out << "    {" << view(file.name) << ",\n     " << view(file.text) << "},\n";
    }
    out << "};\n\nconstexpr model::Library::Entry kEntries[] = {\n";
    for (const auto& entry : library.entries()) {
        out << "    {" << entry.file << ", " << entry.begin << ", " << entry.end << "},\n";
    }
    out << "};\n\nconstexpr model::Library::Key kKeys[] = {\n";
    for (const auto& key : library.keys()) {
        out << "    {static_cast<Kind>('" << static_cast<char>(key.kind) << "'), "
            << view(key.name) << ", " << key.entry << "},\n";
    }
    out << "};\n\nconstexpr EmbeddedPage kPages[] = {\n";
    std::vector<std::pair<std::string, std::string>> pages;
    for (int i = 3; i < argc; ++i) {
        const fs::path path = argv[i];
        pages.emplace_back(path.parent_path().filename().string() + "/" + path.stem().string(),
                           readFile(path));
    }
    std::sort(pages.begin(), pages.end());
    for (const auto& [slug, text] : pages) {
        out << "    {" << view(slug) << ",\n     " << view(text) << "},\n";
    }
    out << "    {\"\", \"\"},\n};\n\n}  // namespace\n\n"
        << "const model::Library& embeddedLibrary() {\n"
        << "    static const model::Library library(kFiles, kEntries, kKeys);\n    return library;\n}\n\n"
        << "std::string_view embeddedLibraryVersion() { return " << literal(version) << "; }\n\n"
        << "std::string_view embeddedLibraryHash() { return \"" << fadu::hexadecimal(hash)
        << "\"; }\n\n"
        << "std::span<const EmbeddedPage> embeddedPages() {\n"
        << "    return std::span(kPages).first(std::size(kPages) - 1);\n}\n\n}  // namespace fadu\n";
    return out.good() ? 0 : 1;
}
