#include "emit/PictureText.h"

#include "support/Text.h"

namespace fadu::emit {

std::string joinedText(const std::vector<std::string>& parts, Language language) {
    std::string result;
    for (const std::string& part : parts) {
        result += result.empty() ? "" : (language == Language::Chinese ? "、" : ", ");
        result += part;
    }
    return result;
}

std::string withRemark(const std::string& text, const std::string& remark, Language language) {
    if (remark.empty()) {
        return text;
    }
    return language == Language::Chinese ? text + "（" + remark + "）" : text + " (" + remark + ")";
}

std::string basisText(const LegalBasis& basis, Language language) {
    const std::string title = "《" + basis.instrument + "》";
    if (language == Language::Chinese) {
        return title + basis.provision;
    }
    return basis.provisionEn.empty() ? title : title + " " + basis.provisionEn;
}

std::string citationsText(const model::Program& program,
                          const std::vector<model::Citation>& citations, Language language) {
    std::vector<std::string> parts;
    parts.reserve(citations.size());
    for (const model::Citation& citation : citations) {
        parts.push_back(program.citationText(program.targets[citation.target]).in(language));
    }
    return joinedText(parts, language);
}

const char* markOf(Picture::Tone tone) {
    switch (tone) {
        case Picture::Tone::Holds:
            return "✓";
        case Picture::Tone::Fails:
            return "✗";
        case Picture::Tone::Unknown:
            return "？";
        default:
            return "";
    }
}

Picture::Tone toneOf(derive::Verdict verdict) {
    switch (verdict) {
        case derive::Verdict::Proved:
            return Picture::Tone::Holds;
        case derive::Verdict::Refuted:
            return Picture::Tone::Fails;
        case derive::Verdict::Unknown:
            return Picture::Tone::Unknown;
        case derive::Verdict::NotStated:
            break;
    }
    return Picture::Tone::Plain;
}

std::string circled(std::size_t number) {
    // Unicode has three runs of them: ①–⑳, ㉑–㉟, ㊱–㊿.
    char32_t start = 0;
    if (number >= 1 && number <= 20) {
        start = U'\u2460' - 1;
    } else if (number >= 21 && number <= 35) {
        start = U'\u3251' - 21;
    } else if (number >= 36 && number <= 50) {
        start = U'\u32B1' - 36;
    } else {
        return "(" + std::to_string(number) + ")";
    }
    std::string result;
    appendUtf8(result, start + static_cast<char32_t>(number));
    return result;
}

std::string xmlEscaped(std::string_view text) {
    std::string result;
    for (const char c : text) {
        switch (c) {
            case '&':
                result += "&amp;";
                break;
            case '<':
                result += "&lt;";
                break;
            case '>':
                result += "&gt;";
                break;
            case '"':
                result += "&quot;";
                break;
            default:
                result += c;
        }
    }
    return result;
}

}  // namespace fadu::emit
