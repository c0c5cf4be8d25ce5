#include "diagnostics/Report.h"

#include "support/Hash.h"
#include "support/Text.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <tuple>
#include <utility>

namespace fadu {

namespace {

/// What decides the order in all but rare cases; the words are only made when these are equal.
struct Key {
    std::string_view path;
    Span span;
    std::string_view code;
    Severity severity;
};

Key keyOf(const Diagnostic& diagnostic, const SourceManager& sources) {
    std::string_view path;
    if (diagnostic.span.valid()) {
        path = sources.file(diagnostic.span.file).path();
    }
    return {path, diagnostic.span, diagnostic.descriptor->code, diagnostic.severity};
}

int compareLabels(const std::vector<Label>& left, const std::vector<Label>& right) {
    const auto [l, r] = std::mismatch(
        left.begin(), left.end(), right.begin(), right.end(),
        [](const Label& a, const Label& b) { return a.span == b.span && a.text.zh == b.text.zh; });
    if (l == left.end() || r == right.end()) {
        return static_cast<int>(r == right.end()) - static_cast<int>(l == left.end());
    }
    return std::tie(l->span, l->text.zh) < std::tie(r->span, r->text.zh) ? -1 : 1;
}

/// A total order over everything a reader can see, so that the result cannot depend on the order in
/// which threads delivered. Of two findings about one place the graver comes first: merging must
/// not hide an error behind a warning of the same code.
bool before(const Key& leftKey, const Diagnostic& left, const Key& rightKey,
            const Diagnostic& right) {
    const auto place = [](const Key& key) {
        return std::tie(key.path, key.span.begin, key.span.end, key.code);
    };
    if (place(leftKey) != place(rightKey)) {
        return place(leftKey) < place(rightKey);
    }
    if (leftKey.span.file != rightKey.span.file) {
        return leftKey.span.file < rightKey.span.file;
    }
    if (leftKey.severity != rightKey.severity) {
        return leftKey.severity > rightKey.severity;
    }
    const Text leftMessage = left.message();
    const Text rightMessage = right.message();
    const auto words = [](const Diagnostic& diagnostic, const Text& message) {
        return std::tie(message.zh, message.en, diagnostic.owner, diagnostic.path,
                        diagnostic.label.zh, diagnostic.advice.zh);
    };
    if (words(left, leftMessage) != words(right, rightMessage)) {
        return words(left, leftMessage) < words(right, rightMessage);
    }
    return compareLabels(left.related, right.related) < 0;
}

void mergeInto(Diagnostic& first, Diagnostic& other,
               std::set<std::pair<Span, std::string>>& known) {
    for (Label& label : other.related) {
        if (known.emplace(label.span, label.text.zh).second) {
            first.related.push_back(std::move(label));
        }
    }
}

std::string normalised(std::string_view value) {
    const std::string compatible = normalizeNfkc(value);
    std::string result;
    bool pending = false;
    for (const char c : compatible) {
        if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
            pending = !result.empty();
            continue;
        }
        if (pending) {
            result.push_back(' ');
            pending = false;
        }
        result.push_back(c);
    }
    return result;
}

/// Lengths keep the fields apart: no value can imitate two others.
void appendField(std::string& out, std::string_view field) {
    out += std::to_string(field.size());
    out.push_back(':');
    out += field;
}

}  // namespace

void makeAbsolute(Diagnostic& diagnostic, const SourceManager& sources) {
    const auto settle = [&](Span& span) { span = sources.absolute(span); };
    settle(diagnostic.span);
    for (Label& related : diagnostic.related) {
        settle(related.span);
    }
    if (diagnostic.witness) {
        for (Witness::Step& step : diagnostic.witness->steps) {
            settle(step.span);
        }
    }
    for (Fix& fix : diagnostic.fixes) {
        for (Edit& edit : fix.edits) {
            settle(edit.span);
        }
    }
}

void arrange(std::vector<Diagnostic>& diagnostics, const SourceManager& sources) {
    std::vector<Key> keys;
    keys.reserve(diagnostics.size());
    for (const Diagnostic& diagnostic : diagnostics) {
        keys.push_back(keyOf(diagnostic, sources));
    }
    std::vector<std::size_t> order(diagnostics.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
        return before(keys[left], diagnostics[left], keys[right], diagnostics[right]);
    });

    std::vector<Diagnostic> result;
    result.reserve(diagnostics.size());
    std::set<std::pair<Span, std::string>> known;
    for (std::size_t i = 0; i < order.size(); ++i) {
        Diagnostic& current = diagnostics[order[i]];
        const Key& key = keys[order[i]];
        // Findings without a place are about different things though their ranges compare equal.
        const bool repeats = i != 0 && key.span.valid() && keys[order[i - 1]].span == key.span &&
                             keys[order[i - 1]].code == key.code;
        if (!repeats) {
            known.clear();
            result.push_back(std::move(current));
            continue;
        }
        if (known.empty()) {
            for (const Label& label : result.back().related) {
                known.emplace(label.span, label.text.zh);
            }
        }
        mergeInto(result.back(), current, known);
    }
    diagnostics = std::move(result);
}

std::string Fingerprinter::next(const Diagnostic& diagnostic) {
    std::string identity;
    appendField(identity, diagnostic.descriptor->code);
    appendField(identity, normalised(diagnostic.owner));
    appendField(identity, normalised(diagnostic.path));
    for (const Parameter& parameter : diagnostic.parameters) {
        appendField(identity, parameter.name);
        appendField(identity, normalised(parameter.value.zh));
    }
    const std::size_t earlier = seen_[identity]++;
    appendField(identity, std::to_string(earlier));
    return hexadecimal(hashBytes(identity));
}

std::vector<std::string> fingerprintsOf(const std::vector<Diagnostic>& diagnostics) {
    std::vector<std::string> result;
    result.reserve(diagnostics.size());
    Fingerprinter fingerprinter;
    for (const Diagnostic& diagnostic : diagnostics) {
        result.push_back(fingerprinter.next(diagnostic));
    }
    return result;
}

}  // namespace fadu
