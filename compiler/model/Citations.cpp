#include "model/Builder.h"
#include "model/References.h"
#include "model/Variants.h"
#include "support/Text.h"

#include <algorithm>

namespace fadu::model {

TargetId Builder::target(std::string_view title, const ProvisionPath& first,
                         const ProvisionPath& last) {
    const NameId name = intern(title);
    const auto [found, inserted] = targets_.emplace(std::tuple(name, first, last), TargetId());
    if (inserted) {
        Target target;
        target.title = name;
        target.first = first;
        target.last = last;
        resolveTarget(target);
        found->second = program_->targets.add(std::move(target));
    }
    return found->second;
}

void Builder::resolveTarget(Target& target) {
    const std::string title(program_->text(target.title));
    target.instrument = findInstrument(title);
    if (!target.instrument.valid()) {
        const std::string simplified = simplifiedForm(title);
        if (simplified != title) {
            target.misspeltFor = findInstrument(simplified);
            target.variant = target.misspeltFor.valid();
            target.instrument =
                target.misspeltFor;  // A variant form is certain: it is that instrument.
        }
        if (!target.instrument.valid()) {
            target.misspeltFor = misspeltTitle(target.title);
            return;
        }
    }
    const Instrument& instrument = program_->instruments[target.instrument];
    Target place = program_->place(target.instrument, target.first, target.last);
    target.provisions = std::move(place.provisions);
    target.ancestors = std::move(place.ancestors);
    target.deleted = std::any_of(instrument.deleted.begin(), instrument.deleted.end(),
                                 [&](const ProvisionPath& path) {
                                     return path.covers(target.first) && !target.first.empty();
                                 });
    const unsigned highest = std::max(target.first.article, target.last.article);
    target.noSuchProvision =
        instrument.articles && target.first.annex == 0 && highest > *instrument.articles;
    for (const ProvisionPath* end : {&target.first, &target.last}) {
        if (target.noSuchProvision || end->article == 0) {
            continue;
        }
        for (const ProvisionId id : instrument.provisions) {
            const Provision& provision = program_->provisions[id];
            if (provision.path.annex != end->annex || provision.path.article != end->article ||
                provision.path.inserted != end->inserted || !provision.last.empty()) {
                continue;
            }
            if (provision.path.paragraph == 0 && provision.paragraphs &&
                end->paragraph > *provision.paragraphs) {
                target.noSuchProvision = true;
            }
            if (provision.path.paragraph == end->paragraph && provision.path.subparagraph == 0 &&
                provision.subparagraphs && end->subparagraph > *provision.subparagraphs) {
                target.noSuchProvision = true;
            }
        }
    }
}

/// The instrument that an unknown title differs from in one character only, in the order of titles.
InstrumentId Builder::misspeltTitle(NameId title) {
    const auto [found, inserted] = misspeltTitles_.emplace(title, InstrumentId());
    if (!inserted) {
        return found->second;
    }
    const std::string_view text = shortTitle(program_->text(title));
    const std::u32string wanted = toCodePoints(text);
    if (wanted.size() < 5) {
        return {};  // Short titles are all one character off each other.
    }
    std::string_view best;
    const auto consider = [&](std::string_view candidate) {
        if ((best.empty() || candidate < best) &&
            editDistance(wanted, toCodePoints(candidate), 1) == 1) {
            best = candidate;
        }
    };
    for (const NameSet set : {NameSet::Titles, NameSet::LibraryTitles}) {
        for (const std::string_view candidate : nameIndex(set).near(text, 1)) {
            consider(candidate);
        }
    }
    if (best.empty()) {
        return {};
    }
    const InstrumentId known = findInstrument(std::string(best));
    misspeltTitles_[title] = known;  // Reading an instrument may have brought in other titles.
    return known;
}

/// Reads the citations among the values. A citation without a title takes over the one before it,
/// or means the own instrument; a paragraph without an article takes over the article.
std::vector<Citation> Builder::citations(const PlacedDeclaration& placed,
                                         std::span<const Value> values, InstrumentId own,
                                         bool judged, PlaceId place) {
    std::vector<Citation> result;
    std::string title =
        own.valid() ? std::string(program_->text(program_->instruments[own].title)) : std::string();
    ProvisionPath before;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const Value& value = values[i];
        if (value.kind == Value::Kind::Clause) {
            i += value.operands;
            continue;
        }
        if (value.kind != Value::Kind::Citation) {
            continue;
        }
        const syntax::CitationSyntax& written = placed.declaration->citations[value.citation];
        ProvisionPath first = written.first;
        if (!written.title.empty()) {
            title = std::string(written.title);
            before = {};
        } else if (!first.empty() && first.article == 0 && first.annex == 0 && first.chapter == 0) {
            const ProvisionPath part = first;
            first = before;
            if (part.paragraph != 0) {
                first.paragraph = part.paragraph;
                first.subparagraph = part.subparagraph;
                first.item = part.item;
            } else if (part.subparagraph != 0) {
                first.subparagraph = part.subparagraph;
                first.item = part.item;
            } else {
                first.item = part.item;
            }
        }
        before = first;
        if (title.empty()) {
            continue;  // A provision of no instrument: reported as a wrong value where it matters.
        }
        Citation citation;
        citation.target = target(title, first, written.last);
        if (const InstrumentId cited = program_->targets[citation.target].instrument;
            slot_.valid() && cited.valid()) {
            note(citers_[cited]);
        }
        if (item_.valid()) {
            std::vector<ItemId>& citing = program_->citing_[citation.target];
            if (citing.empty() || citing.back() != item_) {
                citing.push_back(item_);
            }
        }
        citation.span = placed.span(value);
        citation.titleSpan = placed.place(written.titleBegin, written.titleEnd);
        citation.provisionSpan = placed.place(written.provisionBegin, written.provisionEnd);
        if (judged) {
            judge(citation, place);
        }
        result.push_back(citation);
    }
    return result;
}

/// Where law in force establishes a power that the cited place established; empty when nowhere
/// recorded.
std::string Builder::sameMatterElsewhere(const std::vector<ProvisionId>& covered) {
    for (const ProvisionId provision : covered) {
        const std::vector<EstablishmentId> old = program_->provisions[provision].establishments;
        for (const EstablishmentId id : old) {
            const NameId power = program_->establishments[id].power;
            ensurePower(power);
            if (slot_.valid()) {
                note(powerUsers_[power]);
            }
            for (const EstablishmentId other : program_->establishmentsOf(power)) {
                const ProvisionId place = program_->establishments[other].provision;
                if (program_->instruments[program_->provisions[place].instrument].inForceOn(
                        program_->asOf)) {
                    const LegalBasis basis = program_->legalBasis(place);
                    return "《" + basis.instrument + "》" + basis.provision;
                }
            }
        }
    }
    return {};
}

/// REF002, REF003, REF004, REF007 at a citation; unknown instruments are collected for REF010.
void Builder::judge(Citation& citation, PlaceId place) {
    const Target& target = program_->targets[citation.target];
    const Span span = citation.titleSpan.empty() ? citation.span : citation.titleSpan;
    if (target.misspeltFor.valid()) {
        const std::string known(program_->text(program_->instruments[target.misspeltFor].title));
        Diagnostic& diagnostic = report(makeDiagnostic(
            kMisspeltInstrument, span,
            {parameter("title", program_->text(target.title)), parameter("known", known),
             parameter("difference",
                       target.variant ? Text{"繁简或者异体字", "traditional or variant characters"}
                                      : Text{"一个字", "one character"})}));
        diagnostic.related.push_back({program_->instruments[target.misspeltFor].head,
                                      {"已知的法律文件", "the known instrument"}});
        const std::string_view source = input_.sources->text(span);
        const std::size_t close = source.rfind("》");
        const std::string remark(close == std::string_view::npos ? "" : source.substr(close + 3));
        diagnostic.fixes.push_back({{"改为《" + known + "》", "change it to 《" + known + "》"},
                                    target.variant,
                                    {{span, "《" + known + "》" + remark}}});
        if (!target.variant) {
            citation.blamed = true;
            return;
        }
    }
    if (!target.instrument.valid()) {
        findings_->unknownUses.emplace_back(citation.target, span);
        return;
    }
    const Instrument& instrument = program_->instruments[target.instrument];
    const std::string title(program_->text(instrument.title));
    if (!instrument.inForceOn(program_->asOf)) {
        Text status;
        const bool repealed = instrument.repealed && *instrument.repealed <= program_->asOf;
        if (repealed) {
            status = {"自 " + instrument.repealed->iso() + " 起废止",
                      "was repealed on " + instrument.repealed->iso()};
            if (instrument.repealedBy.valid()) {
                const std::string by(program_->text(instrument.repealedBy));
                status.zh = "已由《" + by + "》废止（自 " + instrument.repealed->iso() + " 起）";
                status.en += " by 《" + by + "》";
            }
        } else {
            status = {"自 " + instrument.inForce->iso() + " 起才施行",
                      "is in force only from " + instrument.inForce->iso()};
        }
        Diagnostic& diagnostic = report(makeDiagnostic(
            kNotInForce, span, {parameter("title", title), parameter("status", status)}));
        diagnostic.related.push_back({instrument.head, {"收录在这里", "recorded here"}});
        diagnostic.legalBasis.push_back(program_->legalBasis(target.instrument));
        diagnostic.label = repealed ? Text{"截至 " + program_->asOf.iso() + " 已废止",
                                           "not in force on " + program_->asOf.iso()}
                                    : Text{"截至 " + program_->asOf.iso() + " 尚未施行",
                                           "not yet in force on " + program_->asOf.iso()};
        if (repealed && instrument.repealedBy.valid()) {
            const std::string by(program_->text(instrument.repealedBy));
            // A copy: what is read of the library on the way may move the stores.
            const std::vector<ProvisionId> covered(target.covered());
            const std::string now = sameMatterElsewhere(covered);
            diagnostic.advice = now.empty()
                                    ? Text{"改引《" + by + "》中的相应条款",
                                           "cite the corresponding provision of 《" + by + "》"}
                                    : Text{"改引" + now, "cite " + now + " instead"};
        } else {
            diagnostic.advice = {"改引现行有效的依据", "cite a basis that is in force"};
        }
        citation.blamed = true;
        return;
    }
    if (target.noSuchProvision || target.deleted) {
        const Text provision = syntax::provisionText(
            target.last.article > target.first.article ? target.last : target.first);
        const std::string version = program_->versionOf(target.instrument);
        Text extent;
        if (target.deleted) {
            extent = {"该条在现行文本中已删去", "it was deleted from the text in force"};
        } else if (instrument.articles &&
                   std::max(target.first.article, target.last.article) > *instrument.articles) {
            extent = {"全文共" + syntax::chineseNumeral(*instrument.articles) + "条",
                      "it has " + std::to_string(*instrument.articles) + " articles"};
        } else {
            extent = {"该条没有这一款或者项", "the article has no such paragraph or subparagraph"};
        }
        Diagnostic& diagnostic = report(makeDiagnostic(
            kNoSuchProvision,
            citation.provisionSpan.empty() ? citation.span : citation.provisionSpan,
            {parameter("title", title),
             parameter("version", version.empty() ? Text{}
                                                  : Text{"（" + version + " 文本）",
                                                         " (text of " + version + ")"}),
             parameter("provision", provision), parameter("extent", extent)}));
        diagnostic.related.push_back({instrument.head, {"收录在这里", "recorded here"}});
        diagnostic.legalBasis.push_back(program_->legalBasis(target.instrument));
        diagnostic.advice = {"核对条款号，改为实际设定或者规定该内容的条款",
                             "check the number and cite the provision that says it"};
        citation.blamed = true;
        return;
    }
    if (place.valid() && instrument.place.valid() && !program_->within(place, instrument.place)) {
        Diagnostic& diagnostic = report(makeDiagnostic(
            kOutsideJurisdiction, span,
            {parameter("title", title),
             parameter("place", program_->text(program_->places[instrument.place].name)),
             parameter("here", program_->text(program_->places[place].name))}));
        diagnostic.related.push_back({instrument.head, {"收录在这里", "recorded here"}});
        diagnostic.legalBasis.push_back(program_->legalBasis(target.instrument));
        diagnostic.advice = {"改引在当地有效的依据", "cite a basis that binds here"};
        citation.blamed = true;
    }
}

void Builder::reportNotInLibrary() {
    wholeFindings_ = {};
    program_->notInLibrary_.clear();
    const Reading scope(*this, wholeFindings_, SlotId());
    std::map<TargetId, std::vector<Span>> uses;
    std::map<std::string_view, std::vector<Span>> approvals;
    const auto collect = [&](const Findings& findings) {
        for (const auto& [target, span] : findings.unknownUses) {
            uses[target].push_back(span);
        }
        for (const auto& [name, span] : findings.unknownApprovals) {
            approvals[program_->text(name)].push_back(span);
        }
    };
    collect(libraryFindings_);
    for (const Slot& slot : slots_) {
        collect(slot.findings);
    }
    std::map<std::string, std::pair<NameId, std::vector<Span>>> byTitle;
    for (const auto& [id, spans] : uses) {
        const NameId title = program_->targets[id].title;
        auto& entry = byTitle[std::string(shortTitle(program_->text(title)))];
        // Of several spellings the one that was cited first.
        const auto at = std::min_element(spans.begin(), spans.end(), [&](Span left, Span right) {
            return input_.sources->before(left, right);
        });
        if (entry.second.empty() || input_.sources->before(*at, entry.second.front())) {
            entry.first = title;
            entry.second.insert(entry.second.begin(), *at);
        }
        entry.second.insert(entry.second.end(), spans.begin(), spans.end());
    }
    // One finding at the first of the uses, the others related.
    const auto reportOnce = [&](Text what, std::vector<Span>& spans,
                                const Text& again) -> Diagnostic& {
        std::sort(spans.begin(), spans.end(), [&](const Span& left, const Span& right) {
            return input_.sources->before(left, right);
        });
        spans.erase(std::unique(spans.begin(), spans.end()), spans.end());
        Diagnostic& diagnostic = report(
            makeDiagnostic(kNotInLibrary, spans.front(), {parameter("title", std::move(what))}));
        for (std::size_t i = 1; i < spans.size(); ++i) {
            diagnostic.related.push_back({spans[i], again});
        }
        return diagnostic;
    };
    for (auto& [title, entry] : byTitle) {
        const std::string shown = "《" + std::string(program_->text(entry.first)) + "》";
        reportOnce({shown, shown}, entry.second, {"也引用了它", "cited here too"}).advice = {
            "需要检查时，用“法律文件”声明它及所引条文",
            "declare the instrument and the cited provisions to have them checked"};
        program_->notInLibrary_.push_back(entry.first);
    }
    for (auto& [name, spans] : approvals) {
        const std::string shown(name);
        reportOnce({"“" + shown + "”这项审批", "the approval '" + shown + "'"}, spans,
                   {"也以它为前置", "required here too"})
            .advice = {"是包内事项的，写它的名称；由法律设定的，用“法律文件”声明设定它的条文",
                       "name the item of the package that is meant, or declare the provision that "
                       "establishes it"};
    }
}

}  // namespace fadu::model
