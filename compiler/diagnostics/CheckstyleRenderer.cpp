#include "diagnostics/Render.h"
#include "diagnostics/Wording.h"
#include "diagnostics/Xml.h"

#include <pugixml.hpp>

namespace fadu {

std::string renderCheckstyle(const std::vector<Report>& reports, const DocumentOptions& options) {
    pugi::xml_document document;
    pugi::xml_node root = document.append_child("checkstyle");
    root.append_attribute("version") = "4.3";  // Of the format.
    for (const Report& report : reports) {
        for (const FileFindings& findings : byFile(report)) {
            pugi::xml_node file = root.append_child("file");
            file.append_attribute("name") =
                xmlText(findings.path.empty() ? "fadu.toml" : findings.path).c_str();
            for (const std::size_t index : findings.found) {
                const Diagnostic& diagnostic = report.diagnostics[index];
                pugi::xml_node error = file.append_child("error");
                if (diagnostic.span.valid()) {
                    const Position begin = report.sources->begin(diagnostic.span);
                    error.append_attribute("line") = begin.line;
                    error.append_attribute("column") = begin.column;
                }
                error.append_attribute("severity") =
                    std::string(severityWord(diagnostic.severity, Language::English)).c_str();
                error.append_attribute("message") =
                    xmlText(findingLine(diagnostic, options.text.language)).c_str();
                error.append_attribute("source") =
                    ("fadu." + std::string(diagnostic.descriptor->code)).c_str();
            }
        }
    }
    return xmlBytes(document);
}

}  // namespace fadu
