#include "diagnostics/Allowance.h"

#include "support/Text.h"

#include <algorithm>

namespace fadu {

const Descriptor kAllowanceUnused{
    "ALW001",
    "allowance/unused",
    Severity::Warning,
    Nature::Form,
    {"@允许（{codes}）没有对应的诊断，已不起作用", "the allowance of {codes} suppresses nothing"}};
const Descriptor kAllowanceExpired{
    "ALW002",
    "allowance/expired",
    Severity::Warning,
    Nature::Form,
    {"@允许（{codes}）已于 {until} 到期，所涉诊断重新报告",
     "the allowance of {codes} ended on {until}; what it covered is reported again"}};
const Descriptor kAllowanceMalformed{
    "ALW003",
    "allowance/malformed",
    Severity::Error,
    Nature::Form,
    {"@允许 的写法不完整：{problem}", "the allowance is incomplete: {problem}"}};

namespace {

bool covers(const Allowance& allowance, const Diagnostic& diagnostic) {
    if (allowance.covered.contains(diagnostic.span)) {
        return true;
    }
    if (!diagnostic.witness || diagnostic.witness->kind != Witness::Kind::Cycle) {
        return false;
    }
    const auto& steps = diagnostic.witness->steps;
    return std::any_of(steps.begin(), steps.end(), [&](const Witness::Step& step) {
        return step.span.valid() && allowance.covered.contains(step.span);
    });
}

Parameter codesParameter(const Allowance& allowance) {
    std::string zh;
    std::string en;
    for (const std::string& code : allowance.codes) {
        zh += (zh.empty() ? "" : "、") + printable(code);
        en += (en.empty() ? "" : ", ") + printable(code);
    }
    return parameter("codes", Text{zh, en});
}

Diagnostic malformed(Span span, Text problem) {
    Diagnostic diagnostic =
        makeDiagnostic(kAllowanceMalformed, span, {parameter("problem", std::move(problem))});
    diagnostic.advice = {
        "写明代码、理由和（可选的）截止日期，例如 @允许(TIM001, \"省政府批复文号\", 至 2026-12-31)",
        "state the code, the reason and, if wanted, the last day: "
        "@allow(TIM001, \"approval number\", until 2026-12-31)"};
    return diagnostic;
}

}  // namespace

bool suppressible(const Descriptor& descriptor) {
    return descriptor.family() != "syntax" && descriptor.family() != "allowance" &&
           descriptor.family() != "config";
}

SuppressionResult applyAllowances(std::vector<Diagnostic> diagnostics,
                                  const std::vector<Allowance>& allowances,
                                  const Catalogue& catalogue, Date asOf) {
    SuppressionResult result;
    std::vector<bool> used(allowances.size(), false);
    std::vector<bool> active(allowances.size(), false);
    for (std::size_t i = 0; i < allowances.size(); ++i) {
        const Allowance& allowance = allowances[i];
        bool sound = !allowance.malformed;
        for (std::size_t c = 0; c < allowance.codes.size(); ++c) {
            const Catalogue::Entry* entry = catalogue.find(allowance.codes[c]);
            if (entry == nullptr || !suppressible(*entry->descriptor)) {
                sound = false;
                const std::string shown = printable(allowance.codes[c]);
                result.kept.push_back(malformed(
                    allowance.codeSpans[c],
                    entry == nullptr ? Text{"没有代码为“" + shown + "”的检查",
                                            "there is no check '" + shown + "'"}
                                     : Text{shown + " 不可抑制", shown + " cannot be suppressed"}));
            }
        }
        if (allowance.codes.empty() && !allowance.malformed) {
            sound = false;
            result.kept.push_back(
                malformed(allowance.span, {"没有写明要允许的代码", "no code is given"}));
        }
        if (allowance.reason.empty() && !allowance.malformed) {
            sound = false;
            result.kept.push_back(
                malformed(allowance.span, {"没有写明理由", "no reason is given"}));
        }
        if (sound && allowance.until && *allowance.until < asOf) {
            Diagnostic expired = makeDiagnostic(
                kAllowanceExpired, allowance.span,
                {codesParameter(allowance), parameter("until", allowance.until->iso())});
            expired.advice = {"核实批准是否延续：延续的改截止日期，不再延续的删去并改正",
                              "confirm whether the approval was prolonged: change the date, or "
                              "remove the allowance and repair what it covered"};
            result.kept.push_back(std::move(expired));
            sound = false;
        }
        active[i] = sound;
    }
    for (Diagnostic& diagnostic : diagnostics) {
        std::size_t by = allowances.size();
        if (suppressible(*diagnostic.descriptor)) {
            for (std::size_t i = 0; i < allowances.size() && by == allowances.size(); ++i) {
                const auto& codes = allowances[i].codes;
                if (active[i] && covers(allowances[i], diagnostic) &&
                    std::any_of(codes.begin(), codes.end(), [&](const std::string& code) {
                        return code == diagnostic.descriptor->code ||
                               code == diagnostic.descriptor->slug;
                    })) {
                    by = i;
                }
            }
        }
        if (by == allowances.size()) {
            result.kept.push_back(std::move(diagnostic));
        } else {
            used[by] = true;
            result.suppressed.push_back({std::move(diagnostic), allowances[by].reason});
        }
    }
    for (std::size_t i = 0; i < allowances.size(); ++i) {
        if (active[i] && !used[i]) {
            Diagnostic unused = makeDiagnostic(kAllowanceUnused, allowances[i].span,
                                               {codesParameter(allowances[i])});
            unused.fixes.push_back(
                {{"删去这条 @允许", "remove the allowance"}, true, {{allowances[i].span, ""}}});
            result.kept.push_back(std::move(unused));
        }
    }
    return result;
}

}  // namespace fadu
