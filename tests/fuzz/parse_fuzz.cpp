// libFuzzer on the parser: no input may crash it or give a range outside its file.
#include "unit/Harness.h"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    for (const char* path : {"a.fadu", "a.fadu.md"}) {
        const std::string broken = fadu::tests::brokenInvariant(fadu::tests::parseText(text, path));
        if (!broken.empty()) {
            std::fprintf(stderr, "%s: %s\n", path, broken.c_str());
            std::abort();
        }
    }
    return 0;
}
