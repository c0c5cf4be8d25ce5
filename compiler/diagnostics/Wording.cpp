#include "diagnostics/Wording.h"

#include "support/Text.h"

namespace fadu {

namespace {

constexpr std::size_t kLongestText = 2000;  ///< Code points.

std::string safe(std::string_view text) { return printable(text, kLongestText); }

}  // namespace

std::string basisText(const LegalBasis& basis, Language language) {
    const bool chinese = language == Language::Chinese;
    std::string result = "《" + safe(basis.instrument) + "》";
    if (!basis.edition.empty()) {
        result +=
            chinese ? "（" + safe(basis.edition.zh) + "）" : " (" + safe(basis.edition.en) + ")";
    } else if (!basis.version.empty()) {
        result += chinese ? "（" + safe(basis.version) + " 文本）"
                          : " (text of " + safe(basis.version) + ")";
    }
    if (!basis.provision.empty()) {
        result += chinese ? "" : " ";
        result += safe(chinese || basis.provisionEn.empty() ? basis.provision : basis.provisionEn);
    }
    if (basis.unverified) {
        result += chinese ? "（待核）" : " (not yet verified)";
    }
    return result;
}

}  // namespace fadu
