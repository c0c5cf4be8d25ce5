// The catalogue in the notations of the tools that Fadu is timed beside.
#include "generate/Catalogue.h"

#include <map>

namespace fadu::bench {

namespace {

/// 0007: numbers in names have one width, so that files sort as they were made.
std::string numbered(std::string_view prefix, std::size_t number) {
    const std::string digits = std::to_string(number);
    return std::string(prefix) + std::string(digits.size() < 5 ? 5 - digits.size() : 0, '0') +
           digits;
}

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

/// Collects a file an organ until there are enough bytes.
class Files {
public:
    Files(std::vector<GeneratedFile> common, std::size_t bytes)
        : files_(std::move(common)), bytes_(bytes) {
        for (const GeneratedFile& file : files_) {
            written_ += file.text.size();
        }
    }
    bool full() const { return written_ >= bytes_; }
    void begin(std::string path, std::string head) {
        files_.push_back({std::move(path), {}});
        add(head);
    }
    void add(std::string_view text) {
        files_.back().text += text;
        written_ += text.size();
    }
    std::vector<GeneratedFile> take() { return std::move(files_); }

private:
    std::vector<GeneratedFile> files_;
    std::size_t bytes_;
    std::size_t written_ = 0;
};

// -------------------------------------------------------------------------------------------------
// Protocol Buffers

constexpr std::string_view kProtoHead = R"(syntax = "proto3";

package catalogue.v1;

)";

constexpr std::string_view kProtoOptions = R"(import "google/protobuf/descriptor.proto";

enum Unit {
  UNIT_UNSPECIFIED = 0;
  UNIT_WORKING_DAY = 1;
  UNIT_CALENDAR_DAY = 2;
}

enum Kind {
  KIND_UNSPECIFIED = 0;
  KIND_LICENSING = 1;
  KIND_CONFIRMATION = 2;
  KIND_BENEFIT = 3;
  KIND_OTHER_POWER = 4;
  KIND_PUBLIC_SERVICE = 5;
}

message Period {
  uint32 days = 1;
  Unit unit = 2;
}

message Condition {
  string name = 1;
  string text = 2;
  string basis = 3;
}

message ItemOptions {
  string name = 1;
  string code = 2;
  Kind kind = 3;
  string authority = 4;
  string level = 5;
  repeated string establishing_basis = 6;
  repeated string implementing_basis = 7;
  repeated string supervisory_basis = 8;
  string applicants = 9;
  string result = 10;
  uint32 visits = 11;
  Period acceptance = 12;
  Period statutory = 13;
  string statutory_basis = 14;
  Period promise = 15;
  Period delivery = 16;
  repeated Condition conditions = 17;
}

message MaterialOptions {
  string name = 1;
  uint32 copies = 2;
  bool original = 3;
  bool shared = 4;
  bool deferrable = 5;
  string basis = 6;
}

message StepOptions {
  string name = 1;
  string actor = 2;
  Period period = 3;
  repeated string after = 4;
}

message OwnMaterial {}

message Step {}

extend google.protobuf.MessageOptions {
  ItemOptions item = 50001;
  string document_name = 50002;
  Period situation_promise = 50003;
}

extend google.protobuf.FieldOptions {
  MaterialOptions material = 50001;
  StepOptions step = 50002;
}
)";

std::string protoPeriod(std::string_view name, const std::optional<Period>& period) {
    if (!period) {
        return {};
    }
    return "    " + std::string(name) + ": {days: " + std::to_string(period->days) +
           " unit: " + (period->calendar ? "UNIT_CALENDAR_DAY" : "UNIT_WORKING_DAY") + "}\n";
}

std::string_view protoKind(std::string_view kind) {
    return kind == "行政许可"       ? "KIND_LICENSING"
           : kind == "行政确认"     ? "KIND_CONFIRMATION"
           : kind == "行政给付"     ? "KIND_BENEFIT"
           : kind == "其他行政权力" ? "KIND_OTHER_POWER"
           : kind == "公共服务"     ? "KIND_PUBLIC_SERVICE"
                                    : "KIND_UNSPECIFIED";
}

class ProtoItem {
public:
    explicit ProtoItem(const std::map<std::string, std::string>& messages) : messages_(messages) {}

    std::string write(const Item& item, const std::string& message) {
        text_ = "message " + message + " {\n  option (item) = {\n";
        entry("name", item.name);
        entry("code", item.code);
        if (!item.kind.empty()) {
            text_ += "    kind: " + std::string(protoKind(item.kind)) + "\n";
        }
        entry("authority", item.authority);
        entry("level", item.level);
        basis("establishing_basis", item.establishing);
        basis("implementing_basis", item.implementing);
        basis("supervisory_basis", item.supervising);
        entry("applicants", item.applicants);
        entry("result", item.result);
        text_ += "    visits: " + std::to_string(item.visits) + "\n";
        text_ += protoPeriod("acceptance", item.acceptance);
        if (item.statutory) {
            text_ += protoPeriod("statutory", item.statutory);
            entry("statutory_basis", textOf(item.statutoryBasis));
        }
        text_ += protoPeriod("promise", item.promise);
        text_ += protoPeriod("delivery", item.delivery);
        for (const Condition& condition : item.conditions) {
            text_ += "    conditions: {name: " + quoted(condition.name) +
                     " text: " + quoted(condition.text) +
                     " basis: " + quoted(textOf(condition.basis)) + "}\n";
        }
        text_ += "  };\n\n";
        fields(item.materials, item.flow, "  ");
        for (const auto& alternatives : item.prerequisites) {
            for (const std::string& name : alternatives) {
                const auto required = messages_.find(name);
                if (required != messages_.end()) {
                    const std::string number = std::to_string(++field_);
                    text_ += "  " + required->second + " prerequisite_" + number + " = " + number +
                             ";\n";
                }
            }
        }
        std::size_t situations = 0;
        for (const Situation& situation : item.situations) {
            text_ += "\n  message Situation" + std::to_string(++situations) +
                     " {\n    option (situation_promise) = {days: " +
                     std::to_string(situation.promise.days) + " unit: UNIT_WORKING_DAY};\n";
            field_ = 0;
            fields(situation.materials, situation.flow, "    ");
            text_ += "  }\n";
        }
        return text_ + "}\n\n";
    }

private:
    void entry(std::string_view name, std::string_view value) {
        if (!value.empty()) {
            text_ += "    " + std::string(name) + ": " + quoted(value) + "\n";
        }
    }
    void basis(std::string_view name, const std::vector<Citation>& citations) {
        for (const Citation& citation : citations) {
            entry(name, textOf(citation));
        }
    }
    void fields(const std::vector<Material>& materials, const std::vector<Step>& flow,
                const std::string& indentation) {
        for (const Material& material : materials) {
            const std::string number = std::to_string(++field_);
            text_ +=
                indentation + (material.document ? messages_.at(material.name) : "OwnMaterial");
            text_ += " material_" + number + " = " + number +
                     " [(material) = {name: " + quoted(material.name) +
                     " copies: " + std::to_string(material.copies);
            text_ += material.original ? " original: true" : "";
            text_ += material.shared ? " shared: true" : "";
            text_ += material.deferrable ? " deferrable: true" : "";
            text_ += material.basis ? " basis: " + quoted(textOf(*material.basis)) : "";
            text_ += "}];\n";
        }
        for (const Step& step : flow) {
            if (step.kind != Step::Kind::Task) {
                fields({}, step.body, indentation);
                continue;
            }
            const std::string number = std::to_string(++field_);
            text_ += indentation + "Step step_" + number + " = " + number +
                     " [(step) = {name: " + quoted(step.name) + " actor: " + quoted(step.actor) +
                     " period: {days: " + std::to_string(step.period.days) +
                     " unit: " + (step.period.calendar ? "UNIT_CALENDAR_DAY" : "UNIT_WORKING_DAY") +
                     "}";
            for (const std::string& after : step.after) {
                text_ += " after: " + quoted(after);
            }
            text_ += "}];\n";
        }
    }

    const std::map<std::string, std::string>& messages_;
    std::string text_;
    std::size_t field_ = 0;
};

// -------------------------------------------------------------------------------------------------
// XML

constexpr std::string_view kSchema = R"(<?xml version="1.0" encoding="UTF-8"?>
<grammar xmlns="http://relaxng.org/ns/structure/1.0"
         datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start>
    <element name="organ">
      <attribute name="name"/>
      <attribute name="place"/>
      <zeroOrMore><ref name="item"/></zeroOrMore>
    </element>
  </start>
  <define name="item">
    <element name="item">
      <attribute name="name"/>
      <attribute name="code"><data type="string"><param name="pattern">99\d{10}</param></data></attribute>
      <attribute name="level"><choice><value>市</value><value>县</value><value>乡</value></choice></attribute>
      <optional><attribute name="kind"><choice>
        <value>行政许可</value><value>行政确认</value><value>行政给付</value>
        <value>其他行政权力</value><value>公共服务</value>
      </choice></attribute></optional>
      <optional><element name="establishing"><ref name="citations"/></element></optional>
      <optional><element name="implementing"><ref name="citations"/></element></optional>
      <optional><element name="supervising"><ref name="citations"/></element></optional>
      <element name="authority"><text/></element>
      <optional><element name="applicants"><text/></element></optional>
      <zeroOrMore><element name="prerequisite">
        <oneOrMore><element name="alternative"><text/></element></oneOrMore>
      </element></zeroOrMore>
      <optional><element name="result"><text/></element></optional>
      <element name="visits"><data type="nonNegativeInteger"/></element>
      <element name="limits">
        <optional><element name="acceptance"><ref name="period"/></element></optional>
        <optional><element name="statutory"><ref name="period"/><ref name="citations"/></element></optional>
        <optional><element name="promise"><ref name="period"/></element></optional>
        <optional><element name="delivery"><ref name="period"/></element></optional>
      </element>
      <zeroOrMore><element name="condition">
        <attribute name="name"/>
        <attribute name="text"/>
        <ref name="citations"/>
      </element></zeroOrMore>
      <ref name="details"/>
      <zeroOrMore><element name="situation">
        <attribute name="name"/>
        <element name="promise"><ref name="period"/></element>
        <ref name="details"/>
      </element></zeroOrMore>
    </element>
  </define>
  <define name="details">
    <zeroOrMore><element name="material">
      <attribute name="name"/>
      <attribute name="copies"><data type="positiveInteger"/></attribute>
      <optional><attribute name="form"><choice><value>original</value><value>shared</value></choice></attribute></optional>
      <optional><attribute name="deferrable"><data type="boolean"/></attribute></optional>
      <ref name="citations"/>
    </element></zeroOrMore>
    <optional><element name="flow"><ref name="steps"/></element></optional>
  </define>
  <define name="steps">
    <zeroOrMore>
      <choice>
        <element name="step">
          <attribute name="name"/>
          <attribute name="actor"/>
          <ref name="period"/>
          <zeroOrMore><element name="after"><text/></element></zeroOrMore>
        </element>
        <element name="branch"><ref name="steps"/></element>
      </choice>
    </zeroOrMore>
  </define>
  <define name="period">
    <attribute name="days"><data type="nonNegativeInteger"/></attribute>
    <attribute name="unit"><choice><value>working-day</value><value>calendar-day</value></choice></attribute>
  </define>
  <define name="citations">
    <zeroOrMore><element name="citation">
      <attribute name="instrument"/>
      <optional><attribute name="provision"><data type="string"><param name="pattern">第.+条(第.+款)?</param></data></attribute></optional>
    </element></zeroOrMore>
  </define>
</grammar>
)";

class XmlItem {
public:
    std::string write(const Item& item) {
        text_ = "  <item" + attribute("name", item.name) + attribute("code", item.code) +
                attribute("level", item.level) + attribute("kind", item.kind) + ">\n";
        basis("establishing", item.establishing);
        basis("implementing", item.implementing);
        basis("supervising", item.supervising);
        element("authority", item.authority);
        element("applicants", item.applicants);
        for (const auto& alternatives : item.prerequisites) {
            text_ += "    <prerequisite>";
            for (const std::string& name : alternatives) {
                text_ += "<alternative>" + name + "</alternative>";
            }
            text_ += "</prerequisite>\n";
        }
        element("result", item.result);
        element("visits", std::to_string(item.visits));
        text_ += "    <limits>\n";
        limit("acceptance", item.acceptance);
        limit("statutory", item.statutory, item.statutoryBasis);
        limit("promise", item.promise);
        limit("delivery", item.delivery);
        text_ += "    </limits>\n";
        for (const Condition& condition : item.conditions) {
            text_ += "    <condition" + attribute("name", condition.name) +
                     attribute("text", condition.text) + ">" + citation(condition.basis) +
                     "</condition>\n";
        }
        details(item.materials, item.flow);
        for (const Situation& situation : item.situations) {
            text_ += "    <situation" + attribute("name", situation.name) + ">\n";
            limit("promise", situation.promise);
            details(situation.materials, situation.flow);
            text_ += "    </situation>\n";
        }
        return text_ + "  </item>\n";
    }

private:
    static std::string attribute(std::string_view name, std::string_view value) {
        return value.empty() ? std::string() : " " + std::string(name) + "=" + quoted(value);
    }
    static std::string period(const Period& value) {
        return " days=\"" + std::to_string(value.days) +
               (value.calendar ? "\" unit=\"calendar-day\"" : "\" unit=\"working-day\"");
    }
    static std::string citation(const Citation& value) {
        return "<citation" + attribute("instrument", value.title) +
               attribute("provision", provisionOf(value)) + "/>";
    }
    void element(const std::string& name, const std::string& value) {
        if (!value.empty()) {
            text_ += "    <" + name + ">" + value + "</" + name + ">\n";
        }
    }
    void basis(const std::string& name, const std::vector<Citation>& citations) {
        if (citations.empty()) {
            return;
        }
        text_ += "    <" + name + ">";
        for (const Citation& one : citations) {
            text_ += citation(one);
        }
        text_ += "</" + name + ">\n";
    }
    void limit(const std::string& name, const std::optional<Period>& value,
               const std::optional<Citation>& basis = {}) {
        if (value) {
            text_ += "      <" + name + period(*value) + ">" + (basis ? citation(*basis) : "") +
                     "</" + name + ">\n";
        }
    }
    void details(const std::vector<Material>& materials, const std::vector<Step>& flow) {
        for (const Material& material : materials) {
            text_ += "      <material" + attribute("name", material.name) +
                     attribute("copies", std::to_string(material.copies)) +
                     attribute("form", material.shared     ? "shared"
                                       : material.original ? "original"
                                                           : "") +
                     attribute("deferrable", material.deferrable ? "true" : "") + ">" +
                     (material.basis ? citation(*material.basis) : "") + "</material>\n";
        }
        if (!flow.empty()) {
            text_ += "      <flow>\n";
            steps(flow);
            text_ += "      </flow>\n";
        }
    }
    void steps(const std::vector<Step>& flow) {
        for (const Step& step : flow) {
            if (step.kind != Step::Kind::Task) {
                text_ += "        <branch>\n";
                steps(step.body);
                text_ += "        </branch>\n";
                continue;
            }
            text_ += "        <step" + attribute("name", step.name) +
                     attribute("actor", step.actor) + period(step.period) + ">";
            for (const std::string& after : step.after) {
                text_ += "<after>" + after + "</after>";
            }
            text_ += "</step>\n";
        }
    }

    std::string text_;
};

}  // namespace

std::vector<GeneratedFile> protoFiles(const Catalogue& catalogue, std::size_t bytes) {
    const std::string folder = "catalogue/v1/";
    std::map<std::string, std::string> documents;
    std::string declared(kProtoHead);
    declared += "import \"catalogue/v1/options.proto\";\n\n";
    for (const Document& document : catalogue.documents) {
        const std::string message = numbered("Document", documents.size() + 1);
        documents[document.name] = message;
        declared += "message " + message +
                    " {\n  option (document_name) = " + quoted(document.name) + ";\n}\n\n";
    }
    Files files({{folder + "options.proto", std::string(kProtoHead) + std::string(kProtoOptions)},
                 {folder + "documents.proto", std::move(declared)},
                 {"buf.yaml", "version: v2\nlint:\n  use:\n    - STANDARD\n"}},
                bytes);
    std::size_t organs = 0;
    std::size_t items = 0;
    for (const Organ& organ : catalogue.organs) {
        if (organ.items.empty() || files.full()) {
            continue;
        }
        // A prerequisite is an earlier item of the same list, where names are unique.
        std::map<std::string, std::string> messages = documents;
        files.begin(folder + numbered("organ_", ++organs) + ".proto",
                    std::string(kProtoHead) + "import \"catalogue/v1/documents.proto\";\n" +
                        "import \"catalogue/v1/options.proto\";\n\n" + "// " + organ.name + "\n\n");
        for (const Item& item : organ.items) {
            if (files.full()) {
                break;
            }
            const std::string message = numbered("Item", ++items);
            files.add(ProtoItem(messages).write(item, message));
            messages[item.name] = message;
        }
    }
    return files.take();
}

std::vector<GeneratedFile> xmlFiles(const Catalogue& catalogue, std::size_t bytes) {
    Files files({{"catalogue.rng", std::string(kSchema)}}, bytes);
    std::size_t organs = 0;
    for (const Organ& organ : catalogue.organs) {
        if (organ.items.empty() || files.full()) {
            continue;
        }
        files.begin(numbered("organ_", ++organs) + ".xml",
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<organ name=" +
                        quoted(organ.name) + " place=" + quoted(organ.place) + ">\n");
        for (const Item& item : organ.items) {
            if (!files.full()) {
                files.add(XmlItem().write(item));
            }
        }
        files.add("</organ>\n");
    }
    return files.take();
}

}  // namespace fadu::bench
