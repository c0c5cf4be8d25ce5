#include "generate/Catalogue.h"

#include <map>

namespace fadu::bench {

namespace {

/// Writes lines; what stands inside braces is indented by two.
class Writer {
public:
    void line(std::string_view text) {
        text_.append(2 * depth_, ' ');
        text_ += text;
        text_ += '\n';
    }
    void open(std::string_view head, std::string_view mark = {}) {
        line(std::string(head) + " {" + std::string(mark));
        ++depth_;
    }
    void close() {
        --depth_;
        line("}");
    }
    void blank() { text_ += '\n'; }
    std::string take() { return std::move(text_); }

private:
    std::string text_;
    std::size_t depth_ = 0;
};

/// What goes behind a line on which the item's finding is expected.
std::string markAt(const std::optional<Defect>& defect, std::string_view place) {
    return defect && defect->place == place ? "  //~ " + defect->code : std::string();
}

std::string joined(const std::vector<std::string>& names, std::string_view separator) {
    std::string result;
    for (const std::string& name : names) {
        result += (result.empty() ? "" : std::string(separator)) + name;
    }
    return result;
}

std::string joined(const std::vector<Citation>& citations) {
    std::vector<std::string> texts;
    texts.reserve(citations.size());
    for (const Citation& citation : citations) {
        texts.push_back(textOf(citation));
    }
    return joined(texts, ", ");
}

void write(Writer& out, const std::vector<Material>& materials) {
    if (materials.empty()) {
        return;
    }
    out.open("材料");
    for (const Material& material : materials) {
        std::string text = material.name + ": ";
        if (material.shared) {
            text += "共享";
        } else {
            text += material.original ? "原件 " : "复印件 ";
            text += std::to_string(material.copies) + " 份";
        }
        text += material.document ? "" : ", 自备";
        text += material.deferrable ? ", 容缺" : "";
        text += material.basis ? ", 依据 " + textOf(*material.basis) : "";
        out.line(text);
    }
    out.close();
}

/// The blocks of a flow nest twice at most.
void write(Writer& out, const std::vector<Step>& steps, const std::optional<Defect>& defect) {
    for (const Step& step : steps) {
        switch (step.kind) {
            case Step::Kind::Task: {
                std::string text = step.name + ": " + step.actor + ", " + textOf(step.period);
                text += step.stage.empty() ? "" : ", 阶段 " + step.stage;
                text += step.after.empty() ? "" : ", 后于 " + joined(step.after, ", ");
                text += step.excludedBy ? ", 不计入期限 依据 " + textOf(*step.excludedBy) : "";
                out.line(text + markAt(defect, "流程/" + step.name));
                continue;
            }
            case Step::Kind::Loop:
                out.open("循环 " + step.name + " 至多 1 次");
                break;
            case Step::Kind::If:
                out.open("若 \"" + step.name + "\"");
                break;
            case Step::Kind::Else:
                out.open("否则");
                break;
            case Step::Kind::End:
                out.line("结束: " + step.name);
                continue;
        }
        write(out, step.body, defect);
        out.close();
    }
}

void writeFlow(Writer& out, const std::vector<Step>& steps, const std::optional<Defect>& defect) {
    if (!steps.empty()) {
        out.open("流程", markAt(defect, "流程"));
        write(out, steps, defect);
        out.close();
    }
}

void writeLimits(Writer& out, const Item& item) {
    out.open("时限");
    const auto period = [&](const std::string& label, const std::optional<Period>& stated,
                            const std::string& more = {}) {
        if (stated) {
            out.line(label + ": " + textOf(*stated) + more + markAt(item.defect, "时限/" + label));
        }
    };
    period("受理", item.acceptance);
    period("法定", item.statutory, " 依据 " + textOf(item.statutoryBasis));
    period("承诺", item.promise);
    period("送达", item.delivery);
    out.close();
}

void write(Writer& out, const Item& item) {
    const auto entry = [&](const std::string& label, const std::string& value) {
        if (!value.empty()) {
            out.line(label + ": " + value + markAt(item.defect, label));
        }
    };
    if (!item.documentation.empty()) {
        out.line("/// " + item.documentation);
    }
    out.open((item.catalogue ? "目录事项 " : "事项 ") + item.name +
             (item.inherits ? ": " + item.name : ""));
    entry("编码", "\"" + item.code + "\"");
    entry("类型", item.kind);
    entry("设定依据", joined(item.establishing));
    entry("实施依据", joined(item.implementing));
    entry("监管依据", joined(item.supervising));
    if (item.catalogue) {
        entry("实施机关", item.authority + ", 层级 " + item.level);
    } else {
        entry("实施机关", item.authority);
        entry("监管主体", item.authority);
        entry("行使层级", item.level);
        entry("办件类型", "承诺件");
        entry("办理形式", "窗口, 网上");
        entry("到现场次数", std::to_string(item.visits));
    }
    entry("服务对象", item.applicants);
    for (const std::vector<std::string>& alternatives : item.prerequisites) {
        entry("前置审批", joined(alternatives, " 或 "));
    }
    entry("结果", item.result);
    if (item.validityBasis) {
        entry("有效期", "3 年, 依据 " + textOf(*item.validityBasis));
    }
    writeLimits(out, item);
    if (!item.conditions.empty()) {
        out.open("条件");
        for (const Condition& condition : item.conditions) {
            out.line(condition.name + ": \"" + condition.text + "\", 依据 " +
                     textOf(condition.basis));
        }
        out.close();
    }
    write(out, item.materials);
    writeFlow(out, item.flow, item.defect);
    for (const Situation& situation : item.situations) {
        out.open("情形 " + situation.name);
        out.line("时限 { 承诺: " + textOf(situation.promise) + " }");
        write(out, situation.materials);
        writeFlow(out, situation.flow, {});
        out.close();
    }
    out.close();
    out.blank();
}

/// 第八条第二款 as the head of a provision's block.
std::string head(const Power& power, unsigned offset, unsigned paragraph = 0) {
    return provisionOf({{}, power.article + offset, paragraph});
}

void write(Writer& out, const Power& power) {
    out.line(head(power, 0) + " { 设定 " + power.name + ": " + power.kind + ", 由 " +
             power.function + ", 层级 " + power.level + " }");
    out.open(head(power, 1, power.oneParagraph ? 0 : 1));
    out.line("适用: " + power.name);
    out.line("条件: \"" + joined(power.conditions, "\", \"") + "\"");
    if (!power.oneParagraph) {
        out.close();
        out.open(head(power, 1, 2));
        out.line("适用: " + power.name);
    }
    for (const Material& material : power.materials) {
        out.line("材料 " + material.name);
    }
    for (const std::string& situation : power.situations) {
        out.line("材料 " + situation + "申请书");
        out.line("材料 " + situation + "事项说明");
    }
    out.close();
    out.line(head(power, 2) + " { 时限 决定: " + textOf(power.limit) + ", 适用 " + power.name +
             "; 有效期: 3 年, 适用 " + power.name + " }");
    if (power.siteVisit || power.expertReview) {
        out.open(head(power, 3, 1));
        out.line("适用: " + power.name);
        out.line(power.siteVisit ? "程序: 现场核查" : "程序: 专家评审");
        if (power.expertReview) {
            out.line("不计入期限: 专家评审");
        }
        out.close();
    }
}

void write(Writer& out, const Instrument& instrument) {
    out.open("法律文件 《" + instrument.title + "》");
    out.line("位阶: " + instrument.rank);
    out.line("制定机关: " + instrument.issuer);
    out.line("辖区: " + instrument.place);
    out.line("施行: " + instrument.inForce);
    if (!instrument.repealed.empty()) {
        out.line("废止: " + instrument.repealed);
    }
    out.line("条数: " + std::to_string(instrument.articles));
    out.line("收录: 全文");
    for (const Power& power : instrument.powers) {
        write(out, power);
    }
    if (instrument.supervision != 0) {
        out.line(provisionOf({{}, instrument.supervision, 0}) + " { 另定 监督检查: \"每年一次\" }");
    }
    out.close();
    out.blank();
}

void write(Writer& out, const Catalogue& catalogue, std::string_view province) {
    out.line("辖区 " + std::string(province) + " { 编码: \"990000\" }");
    for (const Place& place : catalogue.places) {
        out.line("辖区 " + place.name + " { 编码: \"" + place.code + "\"; 上级: " + place.within +
                 " }");
    }
    out.blank();
    out.line("职能 乡镇人民政府 { 层级: 乡 }");
    out.blank();
    for (const Organ& organ : catalogue.organs) {
        if (organ.function.empty()) {
            out.line("机关 " + organ.name + " { 辖区: " + organ.place + "; 性质: 事业单位 }");
        } else {
            out.line("机关 " + organ.name + ": " + organ.function + " { 辖区: " + organ.place +
                     "; 科室: " + joined(organ.offices, ", ") + " }");
        }
    }
}

void write(Writer& out, const std::vector<Document>& documents) {
    for (const Document& document : documents) {
        out.line("证照 " + document.name + " { 发证机关: " + document.issuer +
                 (document.shared ? "; 共享" : "") +
                 (document.validityBasis ? "; 有效期: 3 年 依据 " + textOf(*document.validityBasis)
                                         : "") +
                 "; 电子证照 }");
    }
    out.blank();
}

}  // namespace

std::vector<GeneratedFile> faduFiles(const Catalogue& catalogue, Layout layout) {
    std::vector<GeneratedFile> files;
    files.push_back(
        {"fadu.toml", "name = \"catalogue\"\nas-of = \"" + std::string(kAsOf) + "\"\n"});
    Writer out;
    // One file in all: the texts follow one another.
    const auto fileEnds = [&](const std::string& path) {
        if (layout == Layout::Files) {
            files.push_back({path, out.take()});
            out = Writer();
        }
    };
    write(out, catalogue, catalogue.places.front().within);
    fileEnds("辖区与机关.fadu");
    write(out, catalogue.documents);
    fileEnds("证照.fadu");
    for (const Instrument& instrument : catalogue.instruments) {
        write(out, instrument);
        fileEnds("法律文件/" + instrument.title + ".fadu");
    }
    std::map<std::string, std::vector<const Item*>> byFunction;
    for (const Item& item : catalogue.catalogueItems) {
        byFunction[item.authority].push_back(&item);
    }
    for (const auto& [function, items] : byFunction) {
        for (const Item* item : items) {
            write(out, *item);
        }
        fileEnds("目录/" + function + ".fadu");
    }
    for (const Organ& organ : catalogue.organs) {
        if (organ.items.empty()) {
            continue;
        }
        for (const Item& item : organ.items) {
            write(out, item);
        }
        fileEnds("事项/" + organ.place + "/" + organ.name + ".fadu");
    }
    if (layout == Layout::Single) {
        files.push_back({"catalogue.fadu", out.take()});
    }
    return files;
}

}  // namespace fadu::bench
