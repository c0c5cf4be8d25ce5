#include "seeded/Translation.h"

#include "source/SourceManager.h"
#include "support/Check.h"
#include "syntax/Module.h"

#include <algorithm>
#include <memory>
#include <vector>

namespace fadu::bench {

namespace {

/// Characters that would grow together with a keyword put beside them.
bool grows(unsigned char byte) {
    return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= 'a' && byte <= 'z') || byte == '_' || byte == '-';
}

/// Full-width punctuation is three bytes; it separates as its ASCII twin does.
bool isPunctuation(std::string_view bytes) {
    for (const std::string_view one :
         {"：", "，", "；", "｛", "｝", "（", "）", "、", "　", "《", "》", "「", "」", "“", "”"}) {
        if (bytes == one) {
            return true;
        }
    }
    return false;
}

bool grown(std::string_view before, std::string_view after) {
    const bool left = !before.empty() && grows(static_cast<unsigned char>(before.back())) &&
                      !(before.size() >= 3 && isPunctuation(before.substr(before.size() - 3)));
    const bool right = !after.empty() && grows(static_cast<unsigned char>(after.front())) &&
                       !isPunctuation(after.substr(0, 3));
    return left && right;
}

}  // namespace

Translation translate(std::string_view path, std::string_view text, bool english) {
    SourceManager sources;
    const FileId file = sources.add(std::string(path), std::make_shared<const std::string>(text));
    struct Use {
        std::size_t begin;
        std::size_t end;
        std::string spelling;
    };
    std::vector<Use> uses;
    const std::vector<syntax::Module> modules = syntax::parseModules(sources, {file}, 1);
    for (const syntax::PlacedDeclaration& placed : modules.front().declarations) {
        for (const syntax::KeywordUse& use : placed.declaration->keywords) {
            uses.push_back(
                {placed.offset + use.begin, placed.offset + use.end, english ? use.en : use.zh});
        }
    }
    std::sort(uses.begin(), uses.end(),
              [](const Use& left, const Use& right) { return left.begin < right.begin; });
    Translation result;
    std::size_t at = 0;
    for (const Use& use : uses) {
        FADU_CHECK(use.begin >= at);
        result.text += text.substr(at, use.begin - at);
        result.text += grown(result.text, use.spelling) ? " " : "";
        result.text += use.spelling;
        at = use.end;
        result.text += grown(result.text, text.substr(at)) ? " " : "";
        ++result.keywords;
    }
    result.text += text.substr(at);
    return result;
}

}  // namespace fadu::bench
