#include "checks/Check.h"
#include "checks/Describe.h"
#include "support/Text.h"

#include <algorithm>

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check consistency_malformed_code;
const Check consistency_malformed_code{
    {"CON003",
     "consistency/malformed-code",
     Severity::Warning,
     Nature::Form,
     {"编码“{code}”不合本包声明的编码方案{schemes}", "the code '{code}' does not fit {schemes}"}},
    visit};

namespace {

void visit(Context& context, model::ItemId id) {
    const model::Program& program = context.program;
    const model::Item& item = program.items[id];
    const std::vector<model::CodeScheme>& schemes = program.codeSchemes;
    if (!item.code.known() || schemes.empty() ||
        std::any_of(schemes.begin(), schemes.end(), [&](const model::CodeScheme& scheme) {
            return model::fitsScheme(item.code.value, scheme);
        })) {
        return;
    }
    Text names;
    Text advice;
    for (const model::CodeScheme& scheme : schemes) {
        names.zh += (names.zh.empty() ? "“" : "、“") + scheme.name + "”";
        names.en += (names.en.empty() ? "'" : ", '") + scheme.name + "'";
        const Text parts = scheme.parts.empty() ? Text{"# 是数字、@ 是大写字母、* 是两者之一",
                                                       "# is a digit, @ a capital letter, * either"}
                                                : scheme.parts;
        const bool named = !scheme.parts.empty();
        advice.zh +=
            (advice.zh.empty() ? "“" : "；“") + scheme.name + (named ? "”是 " : "”中 ") + parts.zh;
        advice.en += (advice.en.empty() ? "'" : "; '") + scheme.name + "': " + parts.en;
    }
    Diagnostic diagnostic =
        makeDiagnostic(consistency_malformed_code.descriptor, item.code.span,
                       {parameter("code", item.code.value), parameter("schemes", names)});
    const bool lengthFits =
        std::any_of(schemes.begin(), schemes.end(), [&](const model::CodeScheme& scheme) {
            return scheme.pattern.size() == item.code.value.size();
        });
    const std::string places = std::to_string(countCodePoints(item.code.value));
    diagnostic.label = lengthFits ? Text{"有的位不合方案", "a place does not fit"}
                                  : Text{"共 " + places + " 位", places + " characters"};
    diagnostic.advice = {"对照目录改正编码。" + advice.zh, "correct the code. " + advice.en};
    context.report(std::move(diagnostic));
}

}  // namespace

}  // namespace fadu::checks
