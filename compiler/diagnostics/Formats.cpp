#include "diagnostics/Render.h"

#include <array>

namespace fadu {

std::span<const OutputFormat> outputFormats() {
    // A format is its renderer and a row here.
    static constexpr std::array<OutputFormat, 10> kFormats{{
        {"text", renderText},
        {"json", renderJson},
        {"jsonl", renderJsonLines},
        {"sarif", renderSarif},
        {"github", renderGithub},
        {"gitlab", renderGitlab},
        {"junit", renderJunit},
        {"checkstyle", renderCheckstyle},
        {"rdjson", renderRdjson},
        {"markdown", renderMarkdown},
    }};
    return kFormats;
}

}  // namespace fadu
