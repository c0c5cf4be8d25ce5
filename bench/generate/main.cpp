// bench-catalogue: writes a made-up catalogue in the shape of real ones.
#include "generate/Catalogue.h"
#include "generate/Shape.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <fstream>
#include <iostream>

namespace fs = std::filesystem;
using namespace fadu::bench;

namespace {

/// Writes the files below a directory that is new or empty, and says how many bytes they have.
std::size_t writeFiles(const fs::path& directory, const std::vector<GeneratedFile>& files) {
    std::size_t bytes = 0;
    for (const GeneratedFile& file : files) {
        const fs::path path = directory / file.path;
        fs::create_directories(path.parent_path());
        std::ofstream stream(path, std::ios::binary);
        stream << file.text;
        if (!stream.flush()) {
            throw std::runtime_error("cannot write " + path.string());
        }
        bytes += file.text.size();
    }
    return bytes;
}

}  // namespace

int main(int argumentCount, char** arguments) {
    CLI::App app{
        "Writes a made-up catalogue in the shape of real ones and says what its shape is."};
    CatalogueSize size;
    std::string directory;
    std::string format = "fadu";
    std::size_t bytes = 0;
    bool single = false;
    app.add_option("--items", size.items, "Items (事项) to write")->capture_default_str();
    app.add_option("--seed", size.seed, "The same seed gives the same bytes")
        ->capture_default_str();
    app.add_option("--format", format, "The notation")
        ->check(CLI::IsMember({"fadu", "proto", "xml"}))
        ->capture_default_str();
    app.add_flag("--single,!--files", single, "One file instead of one for every organ (fadu)");
    app.add_option("--bytes", bytes, "Write items until there are so many bytes (proto, xml)");
    app.add_option("directory", directory, "Where to write; new or empty")->required();
    CLI11_PARSE(app, argumentCount, arguments);
    try {
        if (fs::exists(directory) && !fs::is_empty(directory)) {
            throw std::runtime_error(directory + " is not empty");
        }
        if (format == "fadu") {
            const Catalogue catalogue = makeCatalogue(size);
            const auto files = faduFiles(catalogue, single ? Layout::Single : Layout::Files);
            writeFiles(directory, files);
            std::cout << describe(measure(files), catalogue.defects);
            return 0;
        }
        const auto write = format == "proto" ? protoFiles : xmlFiles;
        std::vector<GeneratedFile> files;
        std::size_t written = 0;
        // The notations take different room for an item: more items until the bytes are there.
        for (;; size.items += size.items / 4 + 1) {
            files = write(makeCatalogue(size), bytes == 0 ? SIZE_MAX : bytes);
            written = 0;
            for (const GeneratedFile& file : files) {
                written += file.text.size();
            }
            if (written >= bytes) {
                break;
            }
        }
        writeFiles(directory, files);
        std::cout << files.size() << " files, " << written << " bytes\n";
    } catch (const std::exception& failure) {
        std::cerr << "bench-catalogue: " << failure.what() << '\n';
        return 2;
    }
    return 0;
}
