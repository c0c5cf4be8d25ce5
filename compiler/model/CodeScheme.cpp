#include "model/CodeScheme.h"

#include <algorithm>

namespace fadu::model {

namespace {

// The department and the sub-item hold letters in real codes (00Y for a main item), the unified
// social credit code does by GB 32100: two letters or digits, six digits of the place, ten letters
// or digits.
constexpr std::string_view kBasic = "####********";
constexpr std::string_view kOrgan = "**######**********";

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isCapital(char c) { return c >= 'A' && c <= 'Z'; }

}  // namespace

const std::vector<CodeScheme>& codeSchemes() {
    static const std::vector<CodeScheme> schemes{
        {"基本编码",
         std::string(kBasic),
         {"12 位：地区 2 位、类型 2 位、部门 2 位、主项 3 位、子项 3 位",
          "12 places: region 2, kind 2, department 2, item 3, sub-item 3"}},
        {"实施编码",
         std::string(kOrgan) + "#" + std::string(kBasic),
         {"31 位：统一社会信用代码 18 位、行使层级 1 位、基本编码 12 位",
          "31 places: unified social credit code 18, level 1, basic code 12"}},
        {"业务办理项编码",
         std::string(kOrgan) + "#" + std::string(kBasic) + "##",
         {"33 位：实施编码 31 位、业务办理项 2 位",
          "33 places: implementing code 31, handling item 2"}}};
    return schemes;
}

std::optional<CodeScheme> findCodeScheme(std::string_view text) {
    for (const CodeScheme& scheme : codeSchemes()) {
        if (scheme.name == text) {
            return scheme;
        }
    }
    const bool ascii =
        std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c <= '~'; });
    if (ascii && text.find_first_of("#@*") != std::string_view::npos) {
        return CodeScheme{std::string(text), std::string(text), {}};
    }
    return std::nullopt;
}

bool fitsScheme(std::string_view code, const CodeScheme& scheme) {
    return std::equal(code.begin(), code.end(), scheme.pattern.begin(), scheme.pattern.end(),
                      [](char c, char pattern) {
                          switch (pattern) {
                              case '#':
                                  return isDigit(c);
                              case '@':
                                  return isCapital(c);
                              case '*':
                                  return isDigit(c) || isCapital(c);
                              default:
                                  return c == pattern;
                          }
                      });
}

}  // namespace fadu::model
