#include "seeded/Draft.h"

#include "seeded/Translation.h"
#include "support/Check.h"
#include "support/Hash.h"
#include "syntax/Tree.h"

#include <algorithm>
#include <array>
#include <set>

namespace fadu::bench {

namespace {

constexpr char kMark = '~';

// Other names than those of the generated catalogues, beside which drafts may stand.
constexpr std::string_view kFirstParts[] = {"临", "清", "长", "广", "宜", "武", "嘉",
                                            "兴", "丰", "昌", "怀", "定", "平", "海",
                                            "润", "辰", "康", "泰", "瑞", "祥"};
constexpr std::string_view kSecondParts[] = {"宁", "德", "远", "昭", "义", "顺", "庆", "陵",
                                             "阴", "浦", "渡", "埠", "圩", "墩", "堡", "寨",
                                             "垭", "畈", "坞", "岔", "坪", "湾", "岗", "洼"};
constexpr std::string_view kSettings[] = {"山区", "滨海", "古镇", "口岸", "边境", "河谷",
                                          "林间", "岛上", "高原", "湖畔", "沙地", "草原",
                                          "矿区", "城郊", "站前", "街头"};
constexpr std::string_view kSubjects[] = {
    "皮影", "冰雕", "花炮",   "竹筏", "马戏", "风筝",   "茶会",   "石磨",   "酒坊",   "醋坊",
    "豆坊", "油坊", "染坊",   "纸坊", "瓷窑", "蜡坊",   "绣坊",   "铁匠铺", "木作",   "藤编",
    "漆器", "剪纸", "年画",   "傩戏", "舞狮", "高跷",   "秧歌",   "社火",   "赛马",   "斗茶",
    "牧场", "蚕房", "垂钓园", "菌棚", "药圃", "采摘园", "藕塘",   "虾池",   "水磨",   "吊桥",
    "栈道", "滑道", "热气球", "马场", "盐田", "滑翔伞", "潜水点", "观景台", "驯鹿场", "灯彩"};
constexpr std::string_view kActivities[] = {"开办", "扩建", "迁移", "占用", "租赁", "拆除"};

/// Distinct for as many numbers as one package has drafts: four places a code.
std::string nameAt(std::size_t index) {
    const std::size_t all = std::size(kFirstParts) * std::size(kSecondParts);
    index %= all;
    return std::string(kFirstParts[index % std::size(kFirstParts)]) +
           std::string(kSecondParts[index / std::size(kFirstParts)]);
}

std::string provision(unsigned article, bool digits) {
    if (digits) {
        return "第" + std::to_string(article) + "条";
    }
    syntax::ProvisionPath path;
    path.article = static_cast<std::uint16_t>(article);
    return syntax::provisionText(path).zh;
}

std::size_t codeIndex(std::string_view code) {
    const auto& all = planters();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const Planter& planter) { return planter.code == code; });
    return static_cast<std::size_t>(found - all.begin());
}

/// What is drawn in with the names that a text uses: a place, a function, an organ.
struct Surrounding {
    std::string_view name;
    std::string_view text;
};
constexpr Surrounding kSurroundings[] = {
    {"county2", "辖区 <county2> { 编码: \"980122\"; 上级: <city> }\n"},
    {"town", "辖区 <town> { 编码: \"980121101\"; 上级: <county> }\n"},
    {"province2", "辖区 <province2> { 编码: \"970000\" }\n"},
    {"dept2", "职能 <dept2> { 层级: 县以上 }\n"},
    {"dept3", "职能 <dept3> { 层级: 县以上 }\n"},
    {"organ", "机关 <organ>: <dept> { 辖区: <county>; 科室: <office>, <office2> }\n"},
    {"organ2", "机关 <organ2>: <dept> { 辖区: <county2> }\n"},
    {"cityorgan", "机关 <cityorgan>: <dept> { 辖区: <city> }\n"},
    {"provorgan", "机关 <provorgan>: <dept> { 辖区: <province> }\n"},
    {"other", "机关 <other>: <dept2> { 辖区: <county> }\n"},
    {"third", "机关 <third>: <dept3> { 辖区: <county> }\n"},
    {"rival", "机关 <rival>: <dept> { 辖区: <county> }\n"},
    {"hall", "机关 <hall> { 辖区: <county> }\n"},
    {"townorgan", "机关 <townorgan> { 辖区: <town>; 层级: 乡 }\n"},
    {"centre", "机关 <centre> { 辖区: <county>; 性质: 事业单位 }\n"},
};

/// The alternatives of a template as they are with or without the defect.
std::string chosen(std::string_view text, bool broken) {
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t open = std::min(text.find('[', at), text.size());
        result += text.substr(at, open - at);
        if (open == text.size()) {
            break;
        }
        const std::size_t bar = text.find('|', open);
        const std::size_t close = text.find(']', bar);
        FADU_CHECK(close != std::string_view::npos);
        result +=
            broken ? text.substr(bar + 1, close - bar - 1) : text.substr(open + 1, bar - open - 1);
        at = close + 1;
    }
    return result;
}

std::vector<std::string> linesOf(std::string_view text) {
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        lines.emplace_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return lines;
}

std::string textOf(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) {
        text += line + "\n";
    }
    return text;
}

int depthOf(std::string_view line) {
    int depth = 0;
    for (const char c : line) {
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
    }
    return depth;
}

/// Lines in groups that each close what they open.
std::vector<std::vector<std::string>> groupsOf(const std::vector<std::string>& lines) {
    std::vector<std::vector<std::string>> groups;
    int depth = 0;
    for (const std::string& line : lines) {
        if (depth == 0) {
            groups.emplace_back();
        }
        groups.back().push_back(line);
        depth += depthOf(line);
    }
    return groups;
}

/// Another order, the same for the clean text and the broken one, for it goes by what a group is
/// called. Groups that are called the same stay in order.
void shuffle(std::vector<std::vector<std::string>>& groups, std::uint64_t seed) {
    const auto key = [&](const std::vector<std::string>& group) {
        const std::string& head = group.front();
        const std::size_t first = std::min(head.find_first_not_of(' '), head.size());
        const std::size_t end = std::min(head.find_first_of(" :{", first), head.size());
        return hashBytes(head.substr(first, end - first) + std::to_string(seed));
    };
    std::stable_sort(groups.begin(), groups.end(),
                     [&](const auto& left, const auto& right) { return key(left) < key(right); });
}

std::string shuffled(std::string_view text, std::uint64_t seed) {
    std::vector<std::vector<std::string>> declarations = groupsOf(linesOf(text));
    std::vector<std::string> lines;
    shuffle(declarations, seed);
    for (std::vector<std::string>& declaration : declarations) {
        const bool item = declaration.front().starts_with("事项") && declaration.size() > 2;
        if (!item) {
            lines.insert(lines.end(), declaration.begin(), declaration.end());
            continue;
        }
        std::vector<std::vector<std::string>> entries =
            groupsOf({declaration.begin() + 1, declaration.end() - 1});
        shuffle(entries, seed + 1);
        lines.push_back(declaration.front());
        for (const std::vector<std::string>& entry : entries) {
            lines.insert(lines.end(), entry.begin(), entry.end());
        }
        lines.push_back(declaration.back());
    }
    return textOf(lines);
}

/// Full-width punctuation, but inside of quotes, titles and comments.
std::string widened(std::string_view text) {
    std::string result;
    bool quoted = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!quoted && text.substr(at, 2) == "//") {
            const std::size_t end = std::min(text.find('\n', at), text.size());
            result += text.substr(at, end - at);
            at = end - 1;
            continue;
        }
        const char c = text[at];
        quoted = quoted != (c == '"');
        constexpr std::string_view narrow = ":,;{}";
        constexpr std::array<std::string_view, 5> wide = {"：", "，", "；", "｛", "｝"};
        const std::size_t which = quoted ? std::string_view::npos : narrow.find(c);
        if (which == std::string_view::npos) {
            result += c;
        } else {
            result += wide[which];
        }
    }
    return result;
}

}  // namespace

Draft::Draft(std::uint64_t seed, std::string_view code, std::size_t number, bool broken)
    : random_(
          hashBytes(std::string(code) + "/" + std::to_string(seed) + "/" + std::to_string(number))),
      code_(code),
      number_(number),
      broken_(broken) {
    const std::size_t index = codeIndex(code) + 97 * number + static_cast<std::size_t>(seed % 89);
    const std::size_t theme = index * 37;
    const std::string setting(kSettings[theme / std::size(kSubjects) % std::size(kSettings)]);
    const std::string subject(kSubjects[theme % std::size(kSubjects)]);
    set("subject", subject);
    set("theme", setting + subject);
    constexpr std::size_t places = 4;
    set("province", nameAt(places * index) + "省");
    set("province2", nameAt(places * index) + "州省");
    set("city", nameAt(places * index + 1) + "市");
    set("county", nameAt(places * index + 2) + std::string(pick({"县", "区", "县"})));
    set("county2", nameAt(places * index + 3) + "县");
    set("town", nameAt(places * index + 3) + std::string(pick({"镇", "乡"})));
    set("dept", "<theme>" + std::string(pick({"主管部门", "管理部门", "行政主管部门"})));
    set("dept2", "<theme>" + std::string(pick({"街区机构", "场地机构"})));
    set("dept3", "<theme>" + std::string(pick({"交通机构", "消防机构"})));
    set("organ", "<county><theme>" + std::string(pick({"管理局", "局", "事务局"})));
    const std::string suffix(pick({"管理局", "管理处"}));
    set("organ2", "<county2><theme>" + suffix);
    set("cityorgan", "<city><theme>" + suffix);
    set("provorgan", "<province><theme>厅");
    set("other", "<county>街区" + suffix);
    set("third", "<county>交通" + suffix);
    set("rival", "<county>综合" + suffix);
    set("hall", "<county>行政审批局");
    set("townorgan", "<town>人民政府");
    set("centre", "<county>政务服务中心");
    set("office", std::string(pick({"许可科", "审批科", "登记科"})));
    set("office2", std::string(pick({"监督科", "技术科", "综合科"})));
    const std::size_t activity = below(std::size(kActivities));
    const std::string kind(pick({"许可", "核准", "审批"}));
    for (std::size_t i = 0; i < 3; ++i) {
        const std::string name =
            setting + subject + std::string(kActivities[(activity + i) % std::size(kActivities)]);
        const std::string digit = i == 0 ? "" : std::to_string(i + 1);
        set("power" + digit, name + kind);
        set("document" + digit, name + "许可证");
        set("service" + digit, name + "信息查询");
        set("record" + digit, name + "备案");
    }
    set("law", "<province><theme>管理条例");
    set("rule", "<province><theme>管理办法");
    set("notice", "<county><theme>管理暂行规定");
    set("statute", "<theme>法");
    set("decree", "<theme>条例");
    set("ministry", "<theme>监督管理规定");
    // Provisions, ascending.
    const bool digits = chance(25);
    unsigned article = between(2, 5);
    for (const std::string_view name : {"a", "b", "c", "d", "e", "m"}) {
        set(name, provision(article, digits));
        article += between(1, 4);
    }
    const unsigned articles = article + between(5, 30);
    set("z", provision(articles + between(1, 40), digits));
    const auto header = [&](std::string_view name, std::string_view rank, std::string_view issuer,
                            std::string_view place) {
        const std::string separator = chance(60) ? "; " : "\n  ";
        std::string text = "位阶: " + std::string(rank) + separator +
                           "制定机关: " + std::string(issuer) + separator;
        text += place.empty() ? "" : "辖区: " + std::string(place) + separator;
        text += "条数: " + std::to_string(articles) + separator + "收录: ";
        set(name, text + "全文" + separator + "施行: <since>");
        set("partial " + std::string(name), text + "部分" + separator + "施行: <since>");
        set("undated " + std::string(name), text + "全文");
    };
    set("since",
        std::to_string(between(2012, 2024)) + "-0" + std::to_string(between(1, 9)) + "-01");
    header("regulation", "省级地方性法规", "<province>人民代表大会常务委员会", "<province>");
    header("provincial rule", "省级政府规章", "<province>人民政府", "<province>");
    header("normative", "地方规范性文件", "<county>人民政府", "<county>");
    header("act", "法律", "全国人民代表大会常务委员会", {});
    header("council", "行政法规", "国务院", {});
    header("ministerial", "部门规章", "国务院有关部门", {});
    set("level", std::string(pick({"县", "县以上", "县至市"})));
    set("by", ": 行政许可, 由 <dept>, 层级 <level>");
    set("who", "实施机关: <organ>\n  监管主体: <organ>");
    draw("days", 8, 15);
    set("promise", "时限 { 承诺: <days> 工作日 }");
    set("licence", "类型: 行政许可\n  设定依据: 《<law>》<a>\n  <who>");
    set("registering",
        "类型: 行政确认\n  设定依据: 《市场主体登记管理条例》第三条第一款\n  实施依据: "
        "《市场主体登记管理条例》第十九条第一款\n  实施机关: <county>登记局\n  监管主体: <county>登记局");
    set("more", extras());
    // Conditions and materials with their provision, for items whose defect is elsewhere.
    const bool conditions = chance(40);
    const bool materials = chance(40);
    const std::string place(pick({"有固定的经营场所", "有与规模相适应的场地", "有专职管理人员"}));
    const std::string paper(pick({"场地平面图", "安全管理制度", "人员名单"}));
    set("detail", std::string(conditions || materials ? "<m> { 适用: <power>" : "") +
                      (conditions ? "; 条件: \"" + place + "\"" : "") +
                      (materials ? "; 材料 <power>申请书; 材料 " + paper : "") +
                      (conditions || materials ? " }" : ""));
    set("details",
        (conditions ? "条件 { 基本条件: \"" + place + "\", 依据 《<law>》<m> }\n  "
                    : std::string()) +
            (materials ? "材料 {\n    <power>申请书: 原件 1 份, 自备, 依据 《<law>》<m>\n    " +
                             paper + ": 复印件 2 份, 自备, 依据 《<law>》<m>\n  }"
                       : std::string()));
    set("flow", chance(50)
                    ? "流程 {\n    受理: <office>, 1 工作日\n    审查: <office2>, 2 工作日, 后于 "
                      "受理\n    决定: <organ>, 1 工作日, 后于 审查\n    送达: <office>, 1 "
                      "工作日, 后于 决定\n  }"
                    : "");
}

void Draft::set(std::string_view name, std::string value) {
    names_.insert_or_assign(std::string(name), std::move(value));
}

unsigned Draft::draw(std::string_view name, unsigned low, unsigned high) {
    const unsigned number = between(low, high);
    set(name, number);
    return number;
}

/// What a list states of every item, in some of its items.
std::string Draft::extras() {
    std::string text;
    const auto some = [&](unsigned percent, std::string_view entry) {
        if (chance(percent)) {
            text += (text.empty() ? "" : "\n  ") + std::string(entry);
        }
    };
    some(50, "服务对象: 企业, 个体工商户");
    some(40, "办理形式: 窗口, 网上");
    some(30, "公开: 是");
    some(30, "实施依据: 《行政许可法》第三十四条第二款");
    some(30, "监管依据: 《行政许可法》第六十一条第一款");
    some(30, "审批模式: 一般");
    return text;
}

/// Names put in, and names in these.
std::string Draft::filled(std::string_view text) const {
    std::string result(text);
    for (std::size_t open = result.find('<'); open != std::string::npos;
         open = result.find('<', open)) {
        const std::size_t close = result.find('>', open);
        FADU_CHECK(close != std::string::npos);
        const auto name = names_.find(std::string_view(result).substr(open + 1, close - open - 1));
        FADU_CHECK(name != names_.end());
        result.replace(open, close - open + 1, name->second);
    }
    return result;
}

Written Draft::finish() {
    const bool english = chance(35) && !spelled_;
    const bool wide = chance(20) && !spelled_;
    const bool crlf = chance(15) && !toml_;
    const bool literate = chance(12) && !spelled_;
    const bool remarks = chance(30) && !spelled_;
    const bool reordered = chance(60) && !spelled_ && !ordered_;
    const std::uint64_t order = random_();

    // What is used in either text, so that both have the same surroundings.
    std::set<std::string, std::less<>> used;
    std::vector<std::string> unread{text_};
    while (!unread.empty()) {
        const std::string one = std::move(unread.back());
        unread.pop_back();
        for (std::size_t open = one.find('<'); open != std::string::npos;
             open = one.find('<', open + 1)) {
            const std::string name = one.substr(open + 1, one.find('>', open) - open - 1);
            if (!used.insert(name).second) {
                continue;
            }
            if (const auto value = names_.find(name); value != names_.end()) {
                unread.push_back(value->second);
            }
            for (const Surrounding& piece : kSurroundings) {
                if (piece.name == name) {
                    unread.emplace_back(piece.text);
                }
            }
        }
    }
    std::string surroundings =
        "辖区 <province> { 编码: \"980000\" }\n"
        "辖区 <city> { 编码: \"980100\"; 上级: <province> }\n"
        "辖区 <county> { 编码: \"980121\"; 上级: <city> }\n"
        "职能 <dept> { 层级: 县以上 }\n";
    for (const Surrounding& piece : kSurroundings) {
        surroundings += used.contains(piece.name) ? piece.text : std::string_view();
    }
    std::string text = chosen(filled(toml_ ? text_ : surroundings + text_), broken_);
    std::vector<std::string> lines = linesOf(text);
    lines.erase(std::remove_if(lines.begin(), lines.end(),
                               [](const std::string& line) {
                                   return line.find_first_not_of(" ~") == std::string::npos;
                               }),
                lines.end());
    text = textOf(lines);
    if (reordered) {
        text = shuffled(text, order);
    }
    if (remarks) {
        std::string remarked;
        int depth = 0;
        std::size_t count = 0;
        for (const std::string& line : linesOf(text)) {
            if (depth == 0 && (order >> (count++ % 48) & 3U) == 0) {
                remarked += count % 2 == 0 ? "\n// 依据公布的清单整理\n" : "/* 来源：公报 */\n";
            }
            depth += depthOf(line);
            remarked += line + "\n";
        }
        text = remarked;
    }
    if (literate) {
        text = "# 办事指南\n\n本章由窗口核对。\n\n```fadu\n" + text + "```\n";
    }
    if (wide) {
        text = literate ? text : widened(text);
    }
    Written written;
    const std::size_t mark = text.find(kMark);
    if (broken_) {
        FADU_CHECK(mark != std::string::npos && text.find(kMark, mark + 1) == std::string::npos);
        written.line = static_cast<std::size_t>(std::count(
                           text.begin(), text.begin() + static_cast<std::ptrdiff_t>(mark), '\n')) +
                       1;
    }
    if (mark != std::string::npos) {
        const std::size_t begin = text.find_last_not_of(' ', mark - 1) + 1;
        text.erase(begin, mark + 1 - begin);
    }
    written.path = toml_ ? "fadu.toml" : literate ? code_ + ".fadu.md" : code_ + ".fadu";
    if (english) {
        text = translate(written.path, text, true).text;
    }
    if (crlf) {
        std::string lineEnds;
        for (const char c : text) {
            lineEnds += c == '\n' ? "\r\n" : std::string(1, c);
        }
        text = lineEnds;
    }
    written.text = std::move(text);
    written.config = config_;
    return written;
}

const std::vector<Planter>& planters() {
    static const std::vector<Planter> all = [] {
        std::vector<Planter> result;
        for (const auto family : {syntaxPlanters, referencePlanters, allowancePlanters,
                                  authorityPlanters, dependencyPlanters, timelinePlanters,
                                  materialPlanters, consistencyPlanters, servicePlanters}) {
            const std::vector<Planter> some = family();
            result.insert(result.end(), some.begin(), some.end());
        }
        return result;
    }();
    return all;
}

Written plant(const Planter& planter, std::uint64_t seed, std::size_t number, bool broken) {
    Draft draft(seed, planter.code, number, broken);
    planter.mechanisms[number % planter.mechanisms.size()](draft);
    return draft.finish();
}

Written plant(const Gap& gap, std::uint64_t seed, std::size_t number, bool broken) {
    Draft draft(seed, gap.code, number, broken);
    gap.mechanism(draft);
    return draft.finish();
}

}  // namespace fadu::bench
