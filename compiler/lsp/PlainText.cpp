#include "lsp/PlainText.h"

#include <cmark-gfm.h>

#include <cstdlib>
#include <memory>

namespace fadu::lsp {

std::string plainText(const std::string& markdown) {
    const std::unique_ptr<cmark_node, decltype(&cmark_node_free)> document(
        cmark_parse_document(markdown.data(), markdown.size(), CMARK_OPT_DEFAULT),
        &cmark_node_free);
    const std::unique_ptr<char, decltype(&std::free)> text(
        cmark_render_plaintext(document.get(), CMARK_OPT_DEFAULT, 0), &std::free);
    std::string result = text.get();
    while (result.ends_with('\n')) {
        result.pop_back();
    }
    return result;
}

}  // namespace fadu::lsp
