// Prints where the compiler reads keywords in files, for the test of the editors' grammars: a line
// `= PATH` a file, then a line `BEGIN END` a keyword, in bytes.

#include "source/SourceManager.h"
#include "syntax/Module.h"

#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

int main(int argc, char** argv) {
    fadu::SourceManager sources;
    std::vector<fadu::FileId> files;
    for (int i = 1; i < argc; ++i) {
        std::ifstream in(argv[i], std::ios::binary);
        files.push_back(sources.add(
            argv[i], std::make_shared<const std::string>(std::istreambuf_iterator<char>(in),
                                                         std::istreambuf_iterator<char>())));
    }
    for (const fadu::syntax::Module& module : fadu::syntax::parseModules(sources, files, 1)) {
        std::cout << "= " << sources.file(module.file).path() << '\n';
        for (const fadu::syntax::PlacedDeclaration& placed : module.declarations) {
            for (const fadu::syntax::KeywordUse& use : placed.declaration->keywords) {
                const fadu::Span span = placed.place(use.begin, use.end);
                std::cout << sources.begin(span).offset << ' ' << sources.end(span).offset << '\n';
            }
        }
    }
    return 0;
}
