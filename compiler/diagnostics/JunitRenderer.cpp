#include "diagnostics/Render.h"
#include "diagnostics/Wording.h"
#include "diagnostics/Xml.h"
#include "support/Text.h"

#include <map>
#include <pugixml.hpp>
#include <utility>

namespace fadu {

namespace {

constexpr std::size_t kLongestName = 200;

struct Counts {
    std::size_t tests = 0;
    std::size_t failures = 0;
    std::size_t skipped = 0;
};

/// The cases of one file.
class Suite {
public:
    Suite(const Report& report, const FileFindings& findings, const DocumentOptions& options,
          pugi::xml_node node)
        : report_(report),
          findings_(findings),
          options_(options),
          node_(node),
          name_(xmlText(findings.path.empty() ? "fadu.toml" : findings.path)) {}

    Counts write() {
        pugi::xml_attribute name = node_.append_attribute("name");
        name = name_.c_str();
        pugi::xml_attribute tests = node_.append_attribute("tests");
        pugi::xml_attribute failures = node_.append_attribute("failures");
        node_.append_attribute("errors") = 0;
        pugi::xml_attribute skipped = node_.append_attribute("skipped");
        for (const std::size_t index : findings_.found) {
            found(report_.diagnostics[index]);
        }
        for (const std::size_t index : findings_.covered) {
            covered(report_.suppressed[index]);
        }
        if (counts_.tests == 0) {
            // A suite without cases counts as one that did not run.
            test(chinese() ? "没有发现问题" : "nothing found");
        }
        tests = counts_.tests;
        failures = counts_.failures;
        skipped = counts_.skipped;
        return counts_;
    }

private:
    bool chinese() const { return options_.text.language == Language::Chinese; }

    /// Code and message: a name that stays when lines move. Equal ones are numbered.
    std::string caseName(const Diagnostic& diagnostic) {
        std::string name = std::string(diagnostic.descriptor->code) + " " +
                           printable(diagnostic.message().in(options_.text.language), kLongestName);
        if (const std::size_t earlier = names_[name]++; earlier > 0) {
            name += " (" + std::to_string(earlier + 1) + ")";
        }
        return name;
    }

    pugi::xml_node test(const std::string& name) {
        ++counts_.tests;
        pugi::xml_node node = node_.append_child("testcase");
        node.append_attribute("name") = xmlText(name).c_str();
        node.append_attribute("classname") = name_.c_str();
        return node;
    }

    void found(const Diagnostic& diagnostic) {
        pugi::xml_node node = test(caseName(diagnostic));
        std::string text = findingText(diagnostic, options_.text.language) + "\n";
        if (diagnostic.span.valid()) {
            const Position begin = report_.sources->begin(diagnostic.span);
            text = findings_.path + ":" + std::to_string(begin.line) + ":" +
                   std::to_string(begin.column) + "\n" + text;
        }
        if (!options_.failOn || diagnostic.severity < *options_.failOn) {
            node.append_child("system-out").text() = xmlText(text).c_str();
            return;
        }
        ++counts_.failures;
        pugi::xml_node failure = node.append_child("failure");
        failure.append_attribute("message") =
            xmlText(printable(diagnostic.message().in(options_.text.language), 2000)).c_str();
        failure.append_attribute("type") = std::string(diagnostic.descriptor->slug).c_str();
        failure.text() = xmlText(text).c_str();
    }

    void covered(const Suppressed& suppressed) {
        pugi::xml_node node = test(caseName(suppressed.diagnostic));
        ++counts_.skipped;
        const std::string reason = suppressed.by == Suppressed::By::Baseline
                                       ? std::string(chinese() ? "基线内" : "in the baseline")
                                       : suppressed.reason;
        node.append_child("skipped").append_attribute("message") = xmlText(reason).c_str();
    }

    const Report& report_;
    const FileFindings& findings_;
    const DocumentOptions& options_;
    pugi::xml_node node_;
    std::string name_;
    std::map<std::string, std::size_t> names_;
    Counts counts_;
};

}  // namespace

std::string renderJunit(const std::vector<Report>& reports, const DocumentOptions& options) {
    pugi::xml_document document;
    pugi::xml_node root = document.append_child("testsuites");
    root.append_attribute("name") = "fadu";
    pugi::xml_attribute tests = root.append_attribute("tests");
    pugi::xml_attribute failures = root.append_attribute("failures");
    root.append_attribute("errors") = 0;
    pugi::xml_attribute skipped = root.append_attribute("skipped");
    Counts sum;
    for (const Report& report : reports) {
        for (const FileFindings& findings : byFile(report)) {
            const Counts one =
                Suite(report, findings, options, root.append_child("testsuite")).write();
            sum.tests += one.tests;
            sum.failures += one.failures;
            sum.skipped += one.skipped;
        }
    }
    tests = sum.tests;
    failures = sum.failures;
    skipped = sum.skipped;
    return xmlBytes(document);
}

}  // namespace fadu
