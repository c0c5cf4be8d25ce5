#include "cli/CommandLine.h"

#include "cli/Selectors.h"
#include "diagnostics/Catalogue.h"
#include "support/Text.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <charconv>
#include <initializer_list>
#include <memory>
#include <string_view>
#include <utility>

namespace fadu::cli {

namespace {

constexpr std::size_t kNameColumn = 36;
constexpr unsigned kMostJobs = 1024;

/// The options as written.
struct Raw {
    std::vector<std::string> paths;
    std::string stdinFilename;
    std::string format = "text";
    std::string outputFile;
    std::string language;
    std::string asOf;
    std::string severity = "warning";
    std::string failOn = "error";
    std::string baseline;
    std::string writeBaseline;
    std::string since;
    std::vector<std::string> select;
    std::vector<std::string> ignore;
    std::string stdlib;
    bool noStdlib = false;
    bool stdio = false;
    std::string color = "auto";
    std::string jobs;
    bool noCache = false;
    bool statistics = false;
    bool timings = false;
    bool quiet = false;
    bool verbose = false;
    std::string outputDirectory;
    std::vector<std::string> items;
    std::string package;
    std::string pictureKind;
    std::string pictureFormat;
    std::string pictureOutput;
    bool timeline = false;
    std::string accept;
    std::string receive;
    std::vector<std::string> events;
    std::vector<std::string> choices;
    bool checkOnly = false;
    bool showDiff = false;
    std::string topic;
};

Text inQuotes(std::string_view value) {
    const std::string shown = printable(value);
    return {"“" + shown + "”", "'" + shown + "'"};
}

std::string formatNames(std::string_view separator) {
    std::string result;
    for (const OutputFormat& format : outputFormats()) {
        result += result.empty() ? "" : separator;
        result += format.name;
    }
    return result;
}

/// The program's options for CLI11, in one language.
class Grammar {
public:
    explicit Grammar(Language language) : chinese_(language == Language::Chinese) {
        app_.name("fadu");
        app_.description(say("法度：检查政务服务事项是否于法有据、前后一致。",
                             "Fadu: checks whether government service items rest on law and "
                             "agree with each other."));
        app_.footer(say("退出状态：0 没有达到 --fail-on 级别的问题；1 有；2 命令或输入无法使用。",
                        "Exit status: 0 nothing at the --fail-on level; 1 findings at it or above; "
                        "2 the call or its input could not be used."));
        app_.require_subcommand(0, 1);
        auto formatter = std::make_shared<CLI::Formatter>();
        formatter->column_width(kNameColumn);
        formatter->label("Usage", say("用法", "Usage"));
        formatter->label("OPTIONS", say("选项", "OPTIONS"));
        formatter->label("SUBCOMMAND", say("子命令", "SUBCOMMAND"));
        formatter->label("Positionals", say("参数", "Arguments"));
        app_.formatter(formatter);
        app_.set_help_flag("-h,--help", say("显示本帮助", "show this help"))->group(group());
        app_.set_version_flag("--version", std::string("version"),
                              say("显示版本", "show the version"))
            ->group(group());
        single(app_, "--lang", raw_.language, "zh|en", languageHelp());

        check_ = subcommand("check", say("检查并报告问题", "check and report what is found"));
        analysisOptions(*check_);
        build_ = subcommand("build", say("检查并写出流程 JSON（有语法错误时不写）",
                                         "check and write the process JSON (not when there are "
                                         "syntax errors)"));
        single(*build_, "-o,--output", raw_.outputDirectory, "DIR",
               say("写到这个目录（必填）", "directory to write into (required)"));
        analysisOptions(*build_);
        graph_ = subcommand("graph", say("画出流程、依赖或者权限链（SVG 用 Graphviz 画）",
                                         "draw a flow, dependencies or a chain of authority (SVG "
                                         "by Graphviz)"));
        graphOptions(*graph_);
        simulate_ = subcommand("simulate", say("推算一件申请的日程和各项期限",
                                               "the dated course of one case and its periods"));
        simulateOptions(*simulate_);
        format_ =
            subcommand("fmt", say("把源文件改写成规范格式", "rewrite sources in canonical form"));
        formatOptions(*format_);
        explain_ = subcommand("explain", say("说明一项检查：查什么、依据、如何修改",
                                             "explain a check: what it finds, its legal ground, "
                                             "how to repair"));
        single(*explain_, "CODE", raw_.topic, "",
               say("代码、名称或类别，如 TIM001；不写则列出全部",
                   "a code, slug or family such as TIM001; without one, all are listed"));
        single(*explain_, "--lang", raw_.language, "zh|en", languageHelp());
        lsp_ = subcommand("lsp", say("语言服务器，供编辑器使用，经标准输入输出通信",
                                     "language server for editors, on standard input and output"));
        serverOptions(*lsp_);
    }

    CLI::App& app() { return app_; }
    const Raw& raw() const { return raw_; }

    std::optional<Command> command() const {
        if (check_->parsed()) {
            return Command::Check;
        }
        if (build_->parsed()) {
            return Command::Build;
        }
        if (graph_->parsed()) {
            return Command::Graph;
        }
        if (simulate_->parsed()) {
            return Command::Simulate;
        }
        if (format_->parsed()) {
            return Command::Format;
        }
        if (explain_->parsed()) {
            return Command::Explain;
        }
        if (lsp_->parsed()) {
            return Command::Lsp;
        }
        return std::nullopt;
    }

    /// What is to be said about arguments that nothing takes.
    Text unexpected() {
        CLI::App* where = &app_;
        if (const auto parsed = app_.get_subcommands(); !parsed.empty()) {
            where = parsed.front();
        }
        std::string extra;
        for (const std::string& candidate : where->remaining(true)) {
            if (candidate != "--") {
                extra = candidate;
                break;
            }
        }
        const Text shown = inQuotes(extra);
        std::vector<std::string> names;
        if (extra.size() > 1 && extra[0] == '-') {
            for (const CLI::Option* option : where->get_options()) {
                for (const std::string& name : option->get_lnames()) {
                    names.push_back("--" + name);
                }
            }
            extra = extra.substr(0, extra.find('='));
            return withSuggestions({"没有选项" + shown.zh, "there is no option " + shown.en},
                                   nearestNames(extra, {names.begin(), names.end()}));
        }
        if (where == &app_) {
            return withSuggestions({"没有子命令" + shown.zh, "there is no command " + shown.en},
                                   nearestNames(extra, {"check", "build", "graph", "simulate",
                                                        "fmt", "explain", "lsp"}));
        }
        return {"多出一个参数" + shown.zh, "unexpected argument " + shown.en};
    }

private:
    std::string say(std::string_view zh, std::string_view en) const {
        return std::string(chinese_ ? zh : en);
    }
    std::string group() const { return say("选项", "Options"); }
    std::string languageHelp() const {
        return say("输出语言（默认依 fadu.toml、语言环境，再默认中文）",
                   "language of the output (default: fadu.toml, the locale, else zh)");
    }

    CLI::App* subcommand(const std::string& name, const std::string& description) {
        CLI::App* result = app_.add_subcommand(name, description);
        result->group(say("子命令", "Commands"));
        result->get_help_ptr()->group(group());
        return result;
    }

    /// Of an option given twice the later counts.
    void single(CLI::App& app, const std::string& names, std::string& value,
                const std::string& type, const std::string& help) {
        app.add_option(names, value, help)
            ->type_name(type)
            ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast)
            ->group(group());
    }
    void list(CLI::App& app, const std::string& names, std::vector<std::string>& values,
              const std::string& type, const std::string& help) {
        // Without the second call the option would swallow the paths after it.
        app.add_option(names, values, help)
            ->type_name(type)
            ->allow_extra_args(false)
            ->delimiter(',')
            ->group(group());
    }
    void flag(CLI::App& app, const std::string& names, bool& value, const std::string& help) {
        app.add_flag(names, value, help)->group(group());
    }

    /// How a package is read, whatever is done with it.
    void readingOptions(CLI::App& app) {
        single(app, "--stdin-filename", raw_.stdinFilename, "NAME",
               say("标准输入的文件名", "the name of what standard input holds"));
        single(app, "--lang", raw_.language, "zh|en", languageHelp());
        lawOptions(app);
        flag(app, "--no-cache", raw_.noCache, say("不用缓存", "use no cache"));
        flag(app, "--timings", raw_.timings,
             say("在标准错误上列出用时", "show the time taken on standard error"));
    }

    void graphOptions(CLI::App& app) {
        app.add_option("ITEM", raw_.items,
                       say("事项：名称、名称（情形）、名称/情形或者稳定标识；不写则画整个包的依赖",
                           "items: a name, name/situation or a stable id (default: the "
                           "dependencies of the whole package)"))
            ->type_name("");
        single(app, "--kind", raw_.pictureKind, "flow|dependencies|authority|timeline",
               say("画流程、依赖、权限链还是时间线（默认：写了事项画流程，没写画依赖）",
                   "what to draw (default: the flow of an item, else the dependencies)"));
        flag(app, "--timeline", raw_.timeline,
             say("画时间线，即 --kind timeline（只有 SVG，不用 Graphviz）",
                 "draw the timeline: --kind timeline (SVG alone, without Graphviz)"));
        caseOptions(app);
        single(app, "--format", raw_.pictureFormat, "svg|dot|mermaid",
               say("输出格式（默认 svg，须装有 Graphviz）",
                   "format of the picture (default: svg, which needs Graphviz)"));
        single(app, "-o,--output", raw_.pictureOutput, "FILE|DIR",
               say("写到文件；目录或者有几幅图时，每幅一个文件（默认标准输出）",
                   "a file, or a directory for a file a picture (default: standard output)"));
        packageOption(app);
        readingOptions(app);
    }

    void packageOption(CLI::App& app) {
        single(app, "--package", raw_.package, "PATH",
               say("包的目录或者文件（默认当前目录所在的包；“-”读取标准输入）",
                   "a directory or file of the package (default: the package of the current "
                   "directory; '-' reads standard input)"));
    }

    void simulateOptions(CLI::App& app) {
        app.add_option("ITEM", raw_.items,
                       say("事项：名称、名称（情形）、名称/情形或者稳定标识",
                           "the item: a name, name/situation or a stable id"))
            ->type_name("");
        caseOptions(app);
        single(app, "--format", raw_.format, "text|json",
               say("输出格式（默认 text）", "format of the output (default: text)"));
        single(app, "--output-file", raw_.outputFile, "FILE",
               say("写到文件而不是标准输出", "write to a file instead of standard output"));
        single(app, "--color", raw_.color, "auto|always|never",
               say("是否用颜色（默认 auto）", "when to use colours (default: auto)"));
        packageOption(app);
        readingOptions(app);
    }

    /// What is known of one case.
    void caseOptions(CLI::App& app) {
        single(app, "--accept", raw_.accept, "DATE",
               say("受理之日，YYYY-MM-DD", "the day of acceptance, YYYY-MM-DD"));
        single(app, "--receive", raw_.receive, "DATE",
               say("收到申请之日；没有受理之日时，由流程推算",
                   "the day of receipt; without a day of acceptance the flow tells that"));
        values(app, "--event", raw_.events, "NAME=DATE",
               say("一个环节结束的日期（“检验开始=…”为开始），或者 收到申请、补正告知、材料齐全、"
                   "受理、决定、延长 的日期；可重复",
                   "the day on which a step ended ('NAME:begin=…': began), or of receipt, "
                   "correction-notice, materials-complete, acceptance, decision, extension; "
                   "repeatable"));
        values(app, "--choose", raw_.choices, "NAME=VALUE",
               say("判断走哪一支（是、否），循环走几次；可重复",
                   "which branch of a choice (yes, no), how often a repetition; repeatable"));
    }

    /// A list whose values may hold commas.
    void values(CLI::App& app, const std::string& names, std::vector<std::string>& out,
                const std::string& type, const std::string& help) {
        app.add_option(names, out, help)->type_name(type)->allow_extra_args(false)->group(group());
    }

    void analysisOptions(CLI::App& app) {
        app.add_option("PATH", raw_.paths,
                       say("文件或目录；不写则为当前目录所在的包；“-”读取标准输入。"
                           "只限定报告范围，所在的包总是整个读入",
                           "files or directories (default: the package of the current directory; "
                           "'-' reads standard input). Selects what is reported: the whole package "
                           "is read"))
            ->type_name("");
        single(app, "--format", raw_.format, formatNames("|"),
               say("输出格式（默认 text）", "format of the output (default: text)"));
        single(app, "--output-file", raw_.outputFile, "FILE",
               say("写到文件而不是标准输出", "write to a file instead of standard output"));
        readingOptions(app);
        single(app, "--severity", raw_.severity, "error|warning|info",
               say("显示的最低级别（默认 warning）",
                   "lowest severity that is shown (default: "
                   "warning)"));
        list(app, "--select", raw_.select, "CODE[,CODE]",
             say("只报告这些代码、名称或类别；可重复",
                 "report only these codes, slugs or families; "
                 "repeatable"));
        list(app, "--ignore", raw_.ignore, "CODE[,CODE]",
             say("不报告这些代码、名称或类别；可重复",
                 "do not report these codes, slugs or "
                 "families; repeatable"));
        single(app, "--fail-on", raw_.failOn, "error|warning|info|never",
               say("达到这一级别时退出状态为 1（默认 error；不低于 --severity）",
                   "exit with 1 at this severity (default: error; not below --severity)"));
        single(app, "--baseline", raw_.baseline, "FILE",
               say("不报告基线文件里记下的问题（默认依 fadu.toml）",
                   "do not report what this baseline holds (default: fadu.toml)"));
        single(app, "--write-baseline", raw_.writeBaseline, "FILE",
               say("把现有问题记入基线文件；退出状态为 0",
                   "put what is found into this baseline; exit with 0"));
        single(app, "--since", raw_.since, "REV",
               say("只报告 git 版本 REV 以来改动的行上的问题",
                   "report only what stands on lines changed since this git revision"));
        single(app, "--color", raw_.color, "auto|always|never",
               say("是否用颜色（默认 auto）", "when to use colours (default: auto)"));
        flag(app, "--statistics", raw_.statistics,
             say("在标准错误上列出各代码的数量",
                 "list the number of findings per code on standard "
                 "error"));
        flag(app, "-q,--quiet", raw_.quiet,
             say("只输出问题，不输出小结", "findings only, no summary"));
        flag(app, "-v,--verbose", raw_.verbose,
             say("完整列出推导、相关位置和已抑制的问题",
                 "derivations, related places and what was "
                 "suppressed in full"));
    }

    void serverOptions(CLI::App& app) {
        single(app, "--lang", raw_.language, "zh|en",
               say("消息的语言（默认依编辑器，再默认中文）",
                   "language of messages (default: the editor's, else zh)"));
        lawOptions(app);
        // Clients are used to say so; there is no other way to talk to it.
        flag(
            app, "--stdio", raw_.stdio,
            say("经标准输入输出通信（总是如此）", "talk on standard input and output (always so)"));
    }

    /// Which law counts, and by how many threads.
    void lawOptions(CLI::App& app) {
        single(app, "--as-of", raw_.asOf, "DATE",
               say("按这一天的法律检查，YYYY-MM-DD（默认依 fadu.toml，再默认今天）",
                   "the law of this day counts, YYYY-MM-DD (default: fadu.toml, else today)"));
        single(app, "--stdlib", raw_.stdlib, "DIR",
               say("用这个目录代替内置的法律库",
                   "use this directory instead of the built-in "
                   "library"));
        flag(app, "--no-stdlib", raw_.noStdlib, say("不用法律库", "use no library"));
        single(app, "--jobs", raw_.jobs, "N",
               say("并行数（默认处理器数）", "number of threads (default: processors)"));
    }

    void formatOptions(CLI::App& app) {
        app.add_option("PATH", raw_.paths,
                       say("文件或目录；不写则为当前目录所在的包；“-”读取标准输入，写到标准输出",
                           "files or directories (default: the package of the current directory; "
                           "'-' reads standard input and writes standard output)"))
            ->type_name("");
        flag(app, "--check", raw_.checkOnly,
             say("只列出需要改写的文件，不改动；有则退出状态为 1",
                 "only list the files that would change; exit with 1 if there are any"));
        flag(app, "--diff", raw_.showDiff,
             say("只输出差异（unified diff），不改动；有则退出状态为 1",
                 "only show what would change as a unified diff; exit with 1 if anything would"));
        single(app, "--stdin-filename", raw_.stdinFilename, "NAME",
               say("标准输入的文件名", "the name of what standard input holds"));
        single(app, "--lang", raw_.language, "zh|en", languageHelp());
        single(app, "--color", raw_.color, "auto|always|never",
               say("是否用颜色（默认 auto）", "when to use colours (default: auto)"));
        single(app, "--jobs", raw_.jobs, "N",
               say("并行数（默认处理器数）", "number of threads (default: processors)"));
        flag(app, "-q,--quiet", raw_.quiet, say("不输出小结", "no summary"));
    }

    bool chinese_;
    Raw raw_;
    CLI::App app_;
    CLI::App* check_ = nullptr;
    CLI::App* build_ = nullptr;
    CLI::App* graph_ = nullptr;
    CLI::App* simulate_ = nullptr;
    CLI::App* format_ = nullptr;
    CLI::App* explain_ = nullptr;
    CLI::App* lsp_ = nullptr;
};

/// Turns what was written into options; keeps the first mistake.
class Validator {
public:
    explicit Validator(const Raw& raw) : raw_(raw) {}

    ParsedCommandLine run(Command command) {
        Options options;
        options.command = command;
        options.language = choice<Language>("--lang", raw_.language,
                                            {{"zh", Language::Chinese}, {"en", Language::English}});
        if (command == Command::Explain) {
            options.topic = raw_.topic;
        } else if (command == Command::Graph) {
            graph(options);
        } else if (command == Command::Simulate) {
            simulate(options);
        } else {
            analysis(options);
        }
        if (command == Command::Build && raw_.outputDirectory.empty()) {
            fail({"build 须用 -o 给出输出目录", "build needs a directory to write into: -o DIR"});
        }
        if (command == Command::Format && raw_.paths.size() > 1 &&
            std::find(raw_.paths.begin(), raw_.paths.end(), "-") != raw_.paths.end()) {
            fail({"fmt 的标准输入“-”不能与其他路径同时给出",
                  "fmt takes standard input '-' alone, without other paths"});
        }
        options.outputDirectory = raw_.outputDirectory;
        options.checkOnly = raw_.checkOnly;
        options.showDiff = raw_.showDiff;
        if (error_) {
            return {std::nullopt, std::nullopt, std::move(error_)};
        }
        return {std::move(options), std::nullopt, std::nullopt};
    }

private:
    template <typename Value>
    using Choices = std::initializer_list<std::pair<std::string_view, Value>>;

    void fail(Text message) {
        if (!error_) {
            error_ = std::move(message);
        }
    }

    void invalid(std::string_view option, std::string_view value, const Text& expected) {
        const Text shown = inQuotes(value);
        fail({std::string(option) + " 的值" + shown.zh + "无效：" + expected.zh,
              "invalid value " + shown.en + " for " + std::string(option) + ": " + expected.en});
    }

    /// Nothing when the option is not given or not valid.
    template <typename Value>
    std::optional<Value> choice(std::string_view option, const std::string& value,
                                Choices<Value> choices) {
        if (value.empty()) {
            return std::nullopt;
        }
        Text known;
        for (const auto& [name, meaning] : choices) {
            if (name == value) {
                return meaning;
            }
            known.zh += (known.zh.empty() ? "" : "、") + std::string(name);
            known.en += (known.en.empty() ? "" : ", ") + std::string(name);
        }
        invalid(option, value, {"可用 " + known.zh, "it takes " + known.en});
        return std::nullopt;
    }

    /// Items, and the package that they are of.
    void items(Options& options) {
        if (!raw_.package.empty()) {
            options.request.paths = {raw_.package};
        }
        if (std::find(raw_.items.begin(), raw_.items.end(), "") != raw_.items.end()) {
            fail({"事项名称为空", "the name of an item is empty"});
        }
        options.items = raw_.items;
    }

    std::optional<Date> date(std::string_view option, const std::string& value) {
        if (value.empty()) {
            return std::nullopt;
        }
        const std::optional<Date> date = Date::parse(value);
        if (!date) {
            invalid(option, value, {"应为 YYYY-MM-DD 形式的日期", "it takes a date, YYYY-MM-DD"});
        }
        return date;
    }

    void caseFacts(Options& options) {
        CaseOptions& known = options.simulation;
        known.acceptance = date("--accept", raw_.accept);
        known.receipt = date("--receive", raw_.receive);
        for (const std::string& event : raw_.events) {
            // The last sign: a name may hold one.
            const std::size_t sign = event.rfind('=');
            const std::optional<Date> day =
                sign == std::string::npos ? std::nullopt : Date::parse(event.substr(sign + 1));
            if (sign == 0 || !day) {
                invalid("--event", event, {"应为 名称=YYYY-MM-DD", "it takes NAME=YYYY-MM-DD"});
            } else {
                known.events.emplace_back(event.substr(0, sign), *day);
            }
        }
        for (const std::string& choice : raw_.choices) {
            const std::size_t sign = choice.rfind('=');
            if (sign == std::string::npos || sign == 0 || sign + 1 == choice.size()) {
                invalid("--choose", choice, {"应为 名称=值", "it takes NAME=VALUE"});
            } else {
                known.choices.emplace_back(choice.substr(0, sign), choice.substr(sign + 1));
            }
        }
    }

    void simulate(Options& options) {
        items(options);
        caseFacts(options);
        if (options.items.size() != 1) {
            fail({"simulate 须写明一个事项", "simulate takes one item"});
        }
        const CaseOptions& known = options.simulation;
        const bool dated =
            std::any_of(known.events.begin(), known.events.end(), [](const auto& one) {
                return one.first == "受理" || one.first == "收到申请" ||
                       one.first == "acceptance" || one.first == "receipt";
            });
        if (!known.acceptance && !known.receipt && !dated) {
            fail({"simulate 须用 --accept 给出受理之日，或者用 --receive 给出收到申请之日",
                  "simulate needs a day of acceptance (--accept) or of receipt (--receive)"});
        }
        options.simulation.json =
            choice<bool>("--format", raw_.format, {{"text", false}, {"json", true}})
                .value_or(false);
        options.outputFile = raw_.outputFile == "-" ? "" : raw_.outputFile;
        color(options);
        reading(options);
    }

    void color(Options& options) {
        options.color = choice<ColorChoice>("--color", raw_.color,
                                            {{"auto", ColorChoice::Auto},
                                             {"always", ColorChoice::Always},
                                             {"never", ColorChoice::Never}})
                            .value_or(ColorChoice::Auto);
    }

    void graph(Options& options) {
        items(options);
        caseFacts(options);
        options.pictureKind = choice<PictureKind>("--kind", raw_.pictureKind,
                                                  {{"flow", PictureKind::Flow},
                                                   {"dependencies", PictureKind::Dependencies},
                                                   {"authority", PictureKind::Authority},
                                                   {"timeline", PictureKind::Timeline}});
        if (raw_.timeline) {
            excluding("--timeline", options.pictureKind.has_value(), "--kind",
                      options.pictureKind != PictureKind::Timeline);
            options.pictureKind = PictureKind::Timeline;
        }
        const bool ofCase = !raw_.accept.empty() || !raw_.receive.empty() || !raw_.events.empty() ||
                            !raw_.choices.empty();
        if (ofCase && options.pictureKind != PictureKind::Timeline) {
            fail({"--accept、--receive、--event、--choose 只用于时间线（--timeline）",
                  "--accept, --receive, --event and --choose are for timelines (--timeline)"});
        }
        options.pictureFormat = choice<PictureFormat>("--format", raw_.pictureFormat,
                                                      {{"svg", PictureFormat::Svg},
                                                       {"dot", PictureFormat::Dot},
                                                       {"mermaid", PictureFormat::Mermaid}})
                                    .value_or(PictureFormat::Svg);
        if (options.pictureKind == PictureKind::Timeline &&
            options.pictureFormat != PictureFormat::Svg) {
            fail({"时间线只有 SVG 格式", "a timeline is SVG alone"});
        }
        options.pictureOutput = raw_.pictureOutput == "-" ? "" : raw_.pictureOutput;
        reading(options);
    }

    /// How the package is read.
    void reading(Options& options) {
        CheckRequest& request = options.request;
        if (!raw_.stdinFilename.empty()) {
            request.stdinFilename = raw_.stdinFilename;
        }
        request.asOf = date("--as-of", raw_.asOf);
        if (!raw_.stdlib.empty()) {
            request.stdlibDirectory = raw_.stdlib;
        }
        request.noStdlib = raw_.noStdlib;
        excluding("--stdlib", !raw_.stdlib.empty(), "--no-stdlib", raw_.noStdlib);
        jobs(request);
        options.timings = raw_.timings;
    }

    void analysis(Options& options) {
        CheckRequest& request = options.request;
        request.paths = raw_.paths;
        if (std::count(request.paths.begin(), request.paths.end(), "-") > 1) {
            fail({"标准输入“-”只能给一次", "standard input '-' can be given only once"});
        }
        if (std::find(request.paths.begin(), request.paths.end(), "") != request.paths.end()) {
            fail({"路径为空", "a path is empty"});
        }
        format(options);
        options.outputFile = raw_.outputFile == "-" ? "" : raw_.outputFile;
        reading(options);
        options.lowest = choice<Severity>("--severity", raw_.severity,
                                          {{"error", Severity::Error},
                                           {"warning", Severity::Warning},
                                           {"info", Severity::Info}})
                             .value_or(Severity::Warning);
        failOn(options);
        request.lowest = options.lowest;
        history(options);
        selectors("--select", raw_.select, request.select);
        selectors("--ignore", raw_.ignore, request.ignore);
        color(options);
        options.statistics = raw_.statistics;
        options.quiet = raw_.quiet;
        options.verbose = raw_.verbose;
    }

    void format(Options& options) {
        const auto formats = outputFormats();
        const auto found =
            std::find_if(formats.begin(), formats.end(),
                         [&](const OutputFormat& one) { return one.name == raw_.format; });
        if (found != formats.end()) {
            options.format = &*found;
        } else {
            invalid("--format", raw_.format,
                    {"可用 " + formatNames("、"), "it takes " + formatNames(", ")});
        }
    }

    /// What is compared with an earlier state.
    void history(Options& options) {
        CheckRequest& request = options.request;
        if (!raw_.baseline.empty()) {
            request.baseline = raw_.baseline;
        }
        if (!raw_.writeBaseline.empty()) {
            request.writeBaseline = raw_.writeBaseline;
        }
        if (!raw_.since.empty()) {
            options.since = raw_.since;
        }
        if (raw_.since.substr(0, 1) == "-") {
            invalid("--since", raw_.since,
                    {"应为 git 版本，不能以“-”开头",
                     "it takes a git revision, which has no '-' first"});
        }
        excluding("--baseline", request.baseline.has_value(), "--write-baseline",
                  request.writeBaseline.has_value());
        excluding("--since", options.since.has_value(), "--write-baseline",
                  request.writeBaseline.has_value());
        const bool standardInput =
            std::find(request.paths.begin(), request.paths.end(), "-") != request.paths.end();
        if (options.since && standardInput) {
            fail({"--since 不能与标准输入“-”同时使用",
                  "--since and standard input '-' exclude each other"});
        }
    }

    void excluding(std::string_view left, bool leftGiven, std::string_view right, bool rightGiven) {
        if (leftGiven && rightGiven) {
            const std::string l(left);
            const std::string r(right);
            fail({l + " 与 " + r + " 不能同时使用", l + " and " + r + " exclude each other"});
        }
    }

    void failOn(Options& options) {
        using Threshold = std::optional<Severity>;
        const auto threshold = choice<Threshold>("--fail-on", raw_.failOn,
                                                 {{"error", Threshold(Severity::Error)},
                                                  {"warning", Threshold(Severity::Warning)},
                                                  {"info", Threshold(Severity::Info)},
                                                  {"never", Threshold()}});
        if (threshold) {
            options.failOn = *threshold;
        }
        // What is not shown must not decide the exit status.
        if (options.failOn && *options.failOn < options.lowest) {
            options.failOn = options.lowest;
        }
    }

    void selectors(std::string_view option, const std::vector<std::string>& written,
                   std::vector<std::string>& out) {
        for (const std::string& selector : written) {
            if (catalogue().knows(selector)) {
                out.push_back(selector);
                continue;
            }
            const Text shown = inQuotes(selector);
            fail(withSuggestions(
                {std::string(option) + " 的" + shown.zh + "不是任何检查的代码、名称或类别",
                 std::string(option) + ": no check has the code, slug or family " + shown.en},
                nearestSelectors(selector)));
        }
    }

    void jobs(CheckRequest& request) {
        if (raw_.jobs.empty()) {
            return;
        }
        const char* end = raw_.jobs.data() + raw_.jobs.size();
        const auto [stop, error] = std::from_chars(raw_.jobs.data(), end, request.jobs);
        if (error != std::errc() || stop != end || request.jobs > kMostJobs) {
            invalid("--jobs", raw_.jobs,
                    {"应为 0 至 " + std::to_string(kMostJobs) + " 的整数",
                     "it takes a whole number up to " + std::to_string(kMostJobs)});
        }
    }

    const Raw& raw_;
    std::optional<Text> error_;
};

std::string versionText(Language language) {
    std::string result = "fadu " + toolVersion();
    result += language == Language::Chinese ? "（法律库 " + libraryVersion() + "）"
                                            : " (library " + libraryVersion() + ")";
    return result + "\n";
}

/// The option that an error of CLI11 speaks of: its text begins with the name.
std::string optionOf(const CLI::Error& error) {
    const std::string what = error.what();
    return printable(what.substr(0, what.find(':')));
}

}  // namespace

std::optional<Language> languageArgument(const std::vector<std::string>& arguments) {
    constexpr std::string_view kOption = "--lang";
    std::optional<Language> result;
    for (std::size_t i = 0; i < arguments.size() && arguments[i] != "--"; ++i) {
        std::string_view value;
        const std::string_view argument = arguments[i];
        if (argument == kOption && i + 1 < arguments.size()) {
            value = arguments[i + 1];
        } else if (argument.substr(0, kOption.size()) == kOption &&
                   argument.substr(kOption.size(), 1) == "=") {
            value = argument.substr(kOption.size() + 1);
        }
        if (value == "zh" || value == "en") {
            result = value == "zh" ? Language::Chinese : Language::English;
        }
    }
    return result;
}

ParsedCommandLine parseCommandLine(const std::vector<std::string>& arguments, Language language) {
    Grammar grammar(language);
    // An argument in brackets CLI11 would take apart as a list; a path that is written so keeps its
    // meaning with `./` before it.
    std::vector<std::string> written;
    written.reserve(arguments.size());
    for (const std::string& argument : arguments) {
        const bool bracketed =
            argument.size() > 1 && argument.front() == '[' && argument.back() == ']';
        written.push_back(bracketed ? "./" + argument : argument);
    }
    std::reverse(written.begin(), written.end());  // It wants the last one first.
    try {
        grammar.app().parse(std::move(written));
    } catch (const CLI::CallForHelp&) {
        const auto parsed = grammar.app().get_subcommands();
        const std::string help =
            parsed.empty() ? grammar.app().help() : parsed.front()->help("fadu");
        return {std::nullopt, help, std::nullopt};
    } catch (const CLI::CallForVersion&) {
        return {std::nullopt, versionText(language), std::nullopt};
    } catch (const CLI::ExtrasError&) {
        return {std::nullopt, std::nullopt, grammar.unexpected()};
    } catch (const CLI::ArgumentMismatch& error) {
        const std::string option = optionOf(error);
        return {std::nullopt, std::nullopt,
                Text{"选项 " + option + " 缺少值", "option " + option + " needs a value"}};
    } catch (const CLI::Error& error) {
        const std::string what = printable(error.what());
        return {std::nullopt, std::nullopt,
                Text{"命令行无法解读：" + what, "the command line cannot be read: " + what}};
    }
    const std::optional<Command> command = grammar.command();
    if (!command) {
        return {std::nullopt, std::nullopt,
                Text{"缺少子命令；用法见 fadu --help", "a command is missing; see fadu --help"}};
    }
    return Validator(grammar.raw()).run(*command);
}

}  // namespace fadu::cli
