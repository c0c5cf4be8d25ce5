#include "generate/Catalogue.h"

#include "syntax/Tree.h"

#include <algorithm>
#include <random>
#include <span>

namespace fadu::bench {

namespace {

using Names = std::span<const std::string_view>;

constexpr std::string_view kProvince = "青原省";
constexpr std::string_view kCity = "云阳市";
constexpr std::string_view kLicensing = "行政许可";

constexpr std::string_view kFirstParts[] = {"青", "白", "云", "石", "龙", "松", "竹",
                                            "梅", "兰", "溪", "金", "银", "东", "西",
                                            "南", "北", "新", "永", "安", "和"};
constexpr std::string_view kSecondParts[] = {"山", "河", "岭", "湖", "泉", "原", "川",
                                             "坪", "岗", "台", "桥", "塘", "洲", "沟",
                                             "谷", "屏", "峰", "林", "港"};

struct Department {
    std::string_view function;  ///< As the library names it.
    std::string_view organ;
};
constexpr Department kDepartments[] = {
    {"市场监督管理部门", "市场监督管理局"},
    {"住房城乡建设主管部门", "住房和城乡建设局"},
    {"交通运输主管部门", "交通运输局"},
    {"农业农村主管部门", "农业农村局"},
    {"文化主管部门", "文化和旅游局"},
    {"卫生健康主管部门", "卫生健康局"},
    {"水行政主管部门", "水利局"},
    {"应急管理部门", "应急管理局"},
    {"公安机关", "公安局"},
    {"教育行政部门", "教育局"},
    {"民政部门", "民政局"},
    {"人力资源社会保障部门", "人力资源和社会保障局"},
    {"生态环境主管部门", "生态环境局"},
    {"自然资源主管部门", "自然资源局"},
    {"林业主管部门", "林业局"},
    {"司法行政部门", "司法局"},
};
constexpr std::string_view kTownship = "乡镇人民政府";

// Powers and regulations are named: where, what, what is done with it.
constexpr std::string_view kSettings[] = {"城区", "乡村", "临时", "季节性", "小型", "大型",
                                          "沿街", "沿河", "景区", "园区",   "社区", "校园",
                                          "高层", "地下", "室外", "公共"};
constexpr std::string_view kSubjects[] = {
    "集市",     "渡口",   "码头",     "浴池",      "茶馆",     "书场",     "游船",     "户外广告",
    "停车场",   "苗圃",   "蜂场",     "鱼塘",      "果园",     "养殖场",   "屠宰点",   "冷库",
    "粮仓",     "砂场",   "石料场",   "砖窑",      "民俗活动", "庙会",     "灯会",     "龙舟赛",
    "露营地",   "农家乐", "民宿",     "温泉",      "滑雪场",   "古树",     "祠堂",     "戏台",
    "索道",     "缆车",   "垃圾收运", "渣土运输",  "废品回收", "共享单车", "充电桩",   "加水站",
    "快递驿站", "菜园",   "花市",     "宠物店",    "洗车点",   "修理铺",   "托管点",   "食堂",
    "健身房",   "游泳池", "棋牌室",   "放映点",    "展览",     "培训班",   "集贸摊位", "夜市",
    "物流园",   "堆场",   "取土场",   "便民服务点"};
constexpr std::string_view kActivities[] = {"开办", "经营", "建设", "改建", "迁移", "使用",
                                            "占用", "举办", "停用", "扩建", "设置", "运营"};

struct KindInfo {
    std::string_view name;
    unsigned percent;
    std::string_view suffixes[3];
};
constexpr KindInfo kKinds[] = {
    {"行政许可", 42, {"许可", "核准", "审批"}},
    {"行政确认", 18, {"认定", "确认", "登记"}},
    {"行政给付", 10, {"补助发放", "补贴发放", "救助发放"}},
    {"其他行政权力", 15, {"备案", "年报", "信息变动报告"}},
    {"公共服务", 15, {"信息查询", "证明打印", "政策咨询"}},
};

constexpr std::string_view kOwnMaterials[] = {
    "场地平面图",     "安全管理制度",     "人员名单",         "设备清单",     "应急预案",
    "场地使用合同",   "资金来源说明",     "技术方案",         "现状照片",     "周边关系图",
    "消防设施说明",   "卫生管理制度",     "环境影响说明",     "经营计划",     "岗位职责说明",
    "产品目录",       "质量承诺书",       "从业人员资料",     "工程图纸",     "水电接入说明",
    "废弃物处置方案", "交通组织方案",     "噪声防治说明",     "租赁合同",     "章程",
    "会议决议",       "法定代表人委托书", "保险凭证",         "风险评估报告", "活动方案",
    "票务方案",       "志愿者名册",       "动物防疫条件说明", "用地位置图",   "施工组织设计",
    "监测记录",       "检验合格记录",     "历史沿革说明",     "收费公示样本", "服务规范"};

constexpr std::string_view kConditions[] = {"场所", "人员", "设备", "制度", "资金", "资质", "安全"};
constexpr std::string_view kConditionTexts[] = {"有与申请内容相适应的固定场所",
                                                "有与规模相适应的专职管理人员",
                                                "有符合国家标准的设施设备",
                                                "有保证安全和质量的规章制度",
                                                "没有被列入严重失信主体名单",
                                                "与居民住宅保持规定的距离",
                                                "三年内没有因同类行为受过较重行政处罚",
                                                "有明确的责任人和应急处置措施"};

constexpr std::string_view kOffices[] = {"行政审批科", "登记注册科", "综合业务科",
                                         "监督管理科", "技术审查科", "执法大队"};
constexpr std::string_view kApplicants[] = {"企业, 个体工商户", "自然人", "企业", "自然人, 企业",
                                            "社会组织, 企业"};

// Provisions of the national library that a list cites beside its own regulations.
const Citation kLicensingLaw[] = {
    {"行政许可法", 32, 1}, {"行政许可法", 34, 2}, {"行政许可法", 34, 3}, {"行政许可法", 38, 2},
    {"行政许可法", 42, 1}, {"行政许可法", 44, 0}, {"行政许可法", 30, 1}, {"行政许可法", 31, 1},
    {"行政许可法", 39, 1}, {"行政许可法", 49, 0}, {"行政许可法", 40, 0}};
const Citation kBusinessRules[] = {{"优化营商环境条例", 35, 0}, {"优化营商环境条例", 36, 1},
                                   {"优化营商环境条例", 36, 2}, {"优化营商环境条例", 37, 4},
                                   {"优化营商环境条例", 43, 1}, {"优化营商环境条例", 44, 2}};

constexpr std::size_t kPowersOfAnInstrument = 14;
constexpr unsigned kFirstPowerArticle = 8;

class Generator {
public:
    explicit Generator(const CatalogueSize& size) : size_(size), random_(size.seed) {}

    Catalogue run();

private:
    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(random_() % bound); }
    bool chance(unsigned percent) { return below(100) < percent; }
    unsigned between(unsigned low, unsigned high) {
        return low + static_cast<unsigned>(below(high - low + 1));
    }
    template <typename Range>
    const auto& pick(const Range& range) {
        return range[below(std::size(range))];
    }

    std::string placeName(std::string_view suffix);
    std::string powerName(std::string_view kind);
    std::string titleFor(std::string_view place, std::string_view suffix);
    Instrument& instrumentFor(bool licensing);
    std::vector<Power> makePowers(std::size_t count, std::string_view function,
                                  std::string_view level);
    void makeMaterials(Power& power, const std::vector<Power>& earlier);
    void addDocument(const Power& power);
    void addCatalogueItem(const Power& power);
    void addPlace(std::string_view level, std::string name, std::string_view within);
    void addOrgan(std::string name, const std::vector<Power>& powers, std::size_t count);
    Item describe(const Power& power);
    Item makeItem(const Power& power, const Organ& organ);
    std::vector<Step> makeFlow(const Power& power, const Organ& organ, const Period& promise);
    std::vector<Step> makeShortFlow(const Organ& organ, bool calendar);
    void spoil(Organ& organ, std::size_t index, const std::vector<Power>& powers);

    Citation own(const Power& power, unsigned offset, unsigned paragraph = 0) const {
        return {power.instrument, power.article + offset, paragraph};
    }
    Citation conditionsOf(const Power& power) const {
        return own(power, 1, power.oneParagraph ? 0 : 1);
    }
    Citation materialsOf(const Power& power) const {
        return own(power, 1, power.oneParagraph ? 0 : 2);
    }
    std::string centreOf(const Organ& organ) const { return organ.place + "政务服务中心"; }

    CatalogueSize size_;
    std::mt19937_64 random_;
    Catalogue catalogue_;
    std::size_t placeNames_ = 0;
    std::size_t powerNames_ = 0;
    std::size_t titles_ = 0;
    std::size_t items_ = 0;
    unsigned counties_ = 0;
    unsigned townships_ = 0;
    std::size_t openRegulation_ = SIZE_MAX;  ///< Instrument that still takes licences, …
    std::size_t openRule_ = SIZE_MAX;        ///< … and other powers.
    std::size_t nextDefect_ = 0;
};

std::string Generator::placeName(std::string_view suffix) {
    const std::size_t count = std::size(kFirstParts) * std::size(kSecondParts);
    const std::size_t number = placeNames_++;
    const std::size_t step = number * 7 % count;  // 7 does not divide 380: every name once.
    std::string name(kFirstParts[step % std::size(kFirstParts)]);
    name += kSecondParts[step / std::size(kFirstParts)];
    for (std::size_t round = number / count; round != 0; --round) {
        name += "新";
    }
    return name + std::string(suffix);
}

std::string Generator::powerName(std::string_view kind) {
    constexpr std::size_t count =
        std::size(kSettings) * std::size(kSubjects) * std::size(kActivities);
    const std::size_t number = powerNames_++;
    const std::size_t step = number * 7919 % count;
    std::string name(kSettings[step % std::size(kSettings)]);
    name += kSubjects[step / std::size(kSettings) % std::size(kSubjects)];
    name += kActivities[step / std::size(kSettings) / std::size(kSubjects)];
    for (const KindInfo& info : kKinds) {
        if (info.name == kind) {
            name += info.suffixes[number % std::size(info.suffixes)];
        }
    }
    for (std::size_t round = number / count; round != 0; --round) {
        name += "（乙类）";
    }
    return name;
}

std::string Generator::titleFor(std::string_view place, std::string_view suffix) {
    constexpr std::size_t count = std::size(kSettings) * std::size(kSubjects);
    const std::size_t number = titles_++;
    const std::size_t step = number * 77 % count;
    std::string title(place);
    title += kSettings[step % std::size(kSettings)];
    title += kSubjects[step / std::size(kSettings)];
    for (std::size_t round = number / count; round != 0; --round) {
        title += "若干";
    }
    return title + std::string(suffix);
}

/// The regulation or rule that establishes the next power. A licence needs a regulation of a
/// people's congress (许可法 15); other powers stand in a rule of the city's government.
Instrument& Generator::instrumentFor(bool licensing) {
    std::size_t& open = licensing ? openRegulation_ : openRule_;
    if (open == SIZE_MAX || catalogue_.instruments[open].powers.size() == kPowersOfAnInstrument) {
        open = catalogue_.instruments.size();
        Instrument instrument;
        const bool provincial = licensing && open % 2 == 0;
        instrument.place = provincial ? kProvince : kCity;
        instrument.title = titleFor(instrument.place, licensing ? "管理条例" : "管理办法");
        instrument.rank = !licensing   ? "市级政府规章"
                          : provincial ? "省级地方性法规"
                                       : "设区的市地方性法规";
        instrument.issuer = instrument.place + (licensing ? "人民代表大会常务委员会" : "人民政府");
        const unsigned year = between(2012, 2024);
        instrument.inForce = std::to_string(year) + "-0" + std::to_string(between(1, 9)) + "-01";
        instrument.supervision =
            kFirstPowerArticle + 4 * static_cast<unsigned>(kPowersOfAnInstrument) + 3;
        instrument.articles = instrument.supervision + between(8, 20);
        catalogue_.instruments.push_back(std::move(instrument));
    }
    return catalogue_.instruments[open];
}

void Generator::makeMaterials(Power& power, const std::vector<Power>& earlier) {
    const Citation basis = materialsOf(power);
    const auto add = [&](std::string name) -> Material& {
        power.materials.push_back({std::move(name), false, false, 1, false, false, basis});
        return power.materials.back();
    };
    add(power.name + "申请书").original = true;
    const std::size_t wanted = between(4, 6);
    if (chance(60)) {
        Material& licence = add(chance(50) ? "营业执照" : "居民身份证");
        licence.document = true;
        licence.shared = true;
        licence.basis.reset();
    }
    // A document of another item of the same list, always an earlier one: nothing waits for itself.
    if (!earlier.empty() && chance(35)) {
        const Power& other = earlier[below(earlier.size())];
        if (!other.document.empty()) {
            Material& document = add(other.document);
            document.document = true;
            document.shared = chance(50);
        }
    }
    for (std::size_t at = below(std::size(kOwnMaterials)); power.materials.size() < wanted; ++at) {
        Material& material = add(std::string(kOwnMaterials[at % std::size(kOwnMaterials)]));
        material.copies = between(1, 3);
        material.deferrable = chance(15);
    }
}

std::vector<Power> Generator::makePowers(std::size_t count, std::string_view function,
                                         std::string_view level) {
    std::vector<Power> powers;
    for (std::size_t i = 0; i < count; ++i) {
        std::size_t share = below(100);
        const KindInfo* kind = std::begin(kKinds);
        while (share >= kind->percent) {
            share -= kind->percent;
            ++kind;
        }
        const bool licensing = kind->name == kLicensing;
        Instrument& instrument = instrumentFor(licensing);
        Power power;
        power.kind = kind->name;
        power.code = "99" + std::to_string(1'000'000'000 + 1000 * powerNames_);
        power.name = powerName(kind->name);
        power.function = function;
        power.level = level;
        power.instrument = instrument.title;
        power.article = kFirstPowerArticle + 4 * static_cast<unsigned>(instrument.powers.size());
        power.oneParagraph = chance(85);
        constexpr unsigned licensingDays[] = {10, 15, 20};
        constexpr unsigned otherDays[] = {7, 10, 15};
        power.limit.days = licensing ? pick(licensingDays) : pick(otherDays);
        power.limit.calendar = !licensing && chance(15);
        for (std::size_t at = below(std::size(kConditionTexts)), n = 4; n != 0; --n, ++at) {
            power.conditions.emplace_back(kConditionTexts[at % std::size(kConditionTexts)]);
        }
        power.form = static_cast<unsigned>(below(20));
        power.siteVisit = power.form >= 7 && power.form < 14;
        power.expertReview = power.form == 0;
        if (licensing || kind->name == "行政确认") {
            power.document = power.name + "证";
        }
        makeMaterials(power, powers);
        for (const Material& material : power.materials) {
            for (Power& other : powers) {
                other.needed = other.needed || other.document == material.name;
            }
        }
        if (licensing) {
            for (const std::string_view situation : {"变更", "延续", "注销"}) {
                if (chance(35)) {
                    power.situations.emplace_back(situation);
                }
            }
        } else if (chance(12)) {
            power.situations.emplace_back("变更");
        }
        if (powers.size() > 3 && chance(15)) {
            Power& first = powers[below(powers.size())];
            first.needed = true;
            power.prerequisites.push_back({first.name});
            Power& second = powers[below(powers.size())];
            if (chance(30) && second.name != first.name) {
                second.needed = true;
                power.prerequisites.back().push_back(second.name);
            }
        }
        power.catalogued = chance(32);
        power.citesOutside = chance(10);
        addDocument(power);
        if (power.catalogued) {
            addCatalogueItem(power);
        }
        instrument.powers.push_back(power);
        powers.push_back(std::move(power));
    }
    return powers;
}

void Generator::addDocument(const Power& power) {
    if (power.document.empty()) {
        return;
    }
    Document document{power.document, power.function, false, std::nullopt};
    if (power.kind == kLicensing) {
        document.validityBasis = own(power, 2);
    }
    catalogue_.documents.push_back(std::move(document));
}

/// What law and the list say of a power wherever it is exercised.
Item Generator::describe(const Power& power) {
    const bool licensing = power.kind == kLicensing;
    Item item;
    item.name = power.name;
    item.kind = power.kind;
    item.establishing = {own(power, 0)};
    if (chance(70)) {
        item.establishing.push_back(pick(kBusinessRules));
    }
    item.implementing = {conditionsOf(power)};
    const auto& national = licensing ? std::span<const Citation>(kLicensingLaw)
                                     : std::span<const Citation>(kBusinessRules);
    for (std::size_t at = below(national.size()), n = between(2, 3); n != 0; --n, ++at) {
        item.implementing.push_back(national[at % national.size()]);
    }
    if (power.citesOutside) {  // What no library holds: the specification of a trade.
        item.implementing.push_back({std::string(kSubjects[below(20)]) + "服务规范（试行）", 0, 0});
    }
    const auto instrument = std::find_if(
        catalogue_.instruments.begin(), catalogue_.instruments.end(),
        [&](const Instrument& candidate) { return candidate.title == power.instrument; });
    item.supervising = {{power.instrument, instrument->supervision, 0}};
    if (licensing) {
        item.supervising.push_back({"行政许可法", 61, 1});
        item.validityBasis = own(power, 2);
    }
    item.applicants = pick(kApplicants);
    item.prerequisites = power.prerequisites;
    item.result = power.document;
    item.statutory = power.limit;
    item.statutoryBasis = own(power, 2);
    // One code, one condition: what a condition is called goes with the power (CON001).
    for (std::size_t n = between(2, 4); n != 0; --n) {
        item.conditions.push_back(
            {std::string(kConditions[(power.article + n) % std::size(kConditions)]),
             power.conditions[n - 1], conditionsOf(power)});
    }
    return item;
}

void Generator::addCatalogueItem(const Power& power) {
    Item item = describe(power);
    item.catalogue = true;
    item.authority = power.function;
    item.level = power.level;
    catalogue_.catalogueItems.push_back(std::move(item));
}

std::vector<Step> Generator::makeShortFlow(const Organ& organ, bool calendar) {
    const std::string centre = centreOf(organ);
    std::vector<Step> flow;
    flow.push_back({Step::Kind::Task, "受理", centre, {1, calendar}, {}, {}, {}, {}});
    flow.push_back(
        {Step::Kind::Task, "审查", pick(organ.offices), {1, calendar}, {"受理"}, {}, {}, {}});
    flow.push_back({Step::Kind::Task, "决定", organ.name, {1, calendar}, {"审查"}, {}, {}, {}});
    flow.push_back({Step::Kind::Task, "送达", centre, {1, false}, {"决定"}, {}, {}, {}});
    return flow;
}

std::vector<Step> Generator::makeFlow(const Power& power, const Organ& organ,
                                      const Period& promise) {
    const bool calendar = promise.calendar;
    const std::string centre = centreOf(organ);
    const auto task = [](std::string name, std::string actor, Period period,
                         std::vector<std::string> after, std::string stage = {}) {
        return Step{Step::Kind::Task,
                    std::move(name),
                    std::move(actor),
                    period,
                    std::move(after),
                    std::move(stage),
                    {},
                    {}};
    };
    const unsigned review = between(1, promise.days - 2);
    std::vector<Step> flow;
    if (power.form >= 14 && power.form < 17) {  // Corrections before acceptance.
        flow.push_back(task("收件", centre, {}, {}, "受理"));
        Step loop{Step::Kind::Loop, "补正", {}, {}, {}, {}, {}, {}};
        loop.body.push_back(task("补正材料", "申请人", {2, false}, {}, "受理"));
        flow.push_back(std::move(loop));
        flow.push_back(task("受理", pick(organ.offices), {1, calendar}, {"补正"}));
    } else {
        flow.push_back(task("受理", centre, {1, calendar}, {}));
    }
    flow.push_back(task("审查", pick(organ.offices), {review, calendar}, {"受理"}));
    if (power.form >= 17) {  // A choice: granted or refused.
        Step granted{Step::Kind::If, "符合条件", {}, {}, {}, {}, {}, {}};
        granted.body.push_back(task("决定", organ.name, {1, calendar}, {}));
        granted.body.push_back(task("送达", centre, {1, false}, {"决定"}));
        Step refused{Step::Kind::Else, {}, {}, {}, {}, {}, {}, {}};
        refused.body.push_back(task("不予许可决定", organ.name, {1, calendar}, {}, "决定"));
        refused.body.push_back({Step::Kind::End, "不予许可", {}, {}, {}, {}, {}, {}});
        flow.push_back(std::move(granted));
        flow.push_back(std::move(refused));
        return flow;
    }
    std::vector<std::string> before{"审查"};
    if (power.siteVisit) {
        const Period visit{between(1, promise.days - 2), calendar};
        flow.push_back(task("现场核查", pick(organ.offices), visit, {"受理"}));
        before.emplace_back("现场核查");
    }
    if (power.expertReview) {
        Step expert = task("专家评审", pick(organ.offices), {10, false}, {"受理"});
        expert.excludedBy = own(power, 3, 1);
        flow.push_back(std::move(expert));
        before.emplace_back("专家评审");
    }
    flow.push_back(task("决定", organ.name, {1, calendar}, before));
    flow.push_back(task("送达", centre, {1, false}, {"决定"}));
    return flow;
}

Item Generator::makeItem(const Power& power, const Organ& organ) {
    const bool licensing = power.kind == kLicensing;
    Item item;
    if (power.catalogued) {
        item.name = power.name;
        item.inherits = true;
    } else {
        item = describe(power);
    }
    item.code = power.code;
    item.level = power.level;
    item.authority = organ.name;
    item.visits = between(0, 1);
    item.promise =
        Period{std::max(4U, power.limit.days * between(4, 8) / 10), power.limit.calendar};
    item.acceptance = Period{between(1, licensing ? 5 : 3), false};
    if (licensing) {
        item.delivery = Period{between(1, 8), false};
    }
    item.materials = power.materials;
    if (chance(60)) {
        item.flow = makeFlow(power, organ, *item.promise);
    }
    for (const std::string& name : power.situations) {
        Situation situation{
            name, {std::max(3U, item.promise->days - 1), item.promise->calendar}, {}, {}};
        Material form{name + "申请书", false, true, 1, false, false, materialsOf(power)};
        situation.materials = {
            form, {name + "事项说明", false, false, 1, false, false, materialsOf(power)}};
        if (!item.flow.empty()) {
            situation.flow = makeShortFlow(organ, item.promise->calendar);
        }
        item.situations.push_back(std::move(situation));
    }
    if (chance(30)) {
        item.documentation =
            "办理地点：" + centreOf(organ) + "，" + power.name.substr(0, 12) + "窗口。";
    }
    return item;
}

/// Makes one thing wrong in an item, of a kind that it can have; kinds take turns.
void Generator::spoil(Organ& organ, std::size_t index, const std::vector<Power>& powers) {
    Item& item = organ.items[index];
    const Power& power = powers[index];
    const bool licensing = power.kind == kLicensing;
    const auto step = [&](std::string_view name) {
        return std::find_if(item.flow.begin(), item.flow.end(),
                            [&](const Step& candidate) { return candidate.name == name; });
    };
    const bool simpleFlow = !item.flow.empty() && power.form < 14;
    const auto mark = [&](std::string code, std::string place) {
        item.defect = Defect{std::move(code), std::move(place)};
        return true;
    };
    const auto tryKind = [&](std::size_t kind) {
        switch (kind) {
            case 0:
                item.promise->days = power.limit.days + 3;
                return mark("TIM001", "时限/承诺");
            case 1:
                if (!simpleFlow || item.promise->days >= power.limit.days) {
                    return false;
                }
                step("审查")->period.days = item.promise->days;
                return mark("TIM002", "流程");
            case 2:
                if (!simpleFlow) {
                    return false;
                }
                step("审查")->period.days = power.limit.days + 2;
                return mark("TIM003", "流程");
            case 3:
                if (!item.statutory) {
                    return false;
                }
                item.statutory->days += 5;
                return mark("TIM005", "时限/法定");
            case 4:
                // Beside a text that nobody holds a general limit is not known to govern.
                if (!licensing || power.citesOutside) {
                    return false;
                }
                item.acceptance->days = 8;
                return mark("TIM006", "时限/受理");
            case 5:
                if (!licensing || power.citesOutside) {
                    return false;
                }
                item.delivery->days = 15;
                return mark("TIM007", "时限/送达");
            case 6:
                if (!simpleFlow) {
                    return false;
                }
                step("送达")->after = {"复核"};
                return mark("REF001", "流程/送达");
            case 7:
                if (item.implementing.empty()) {
                    return false;
                }
                item.implementing.push_back({power.instrument, 180, 0});
                return mark("REF003", "实施依据");
            case 8:
                if (item.supervising.empty()) {
                    return false;
                }
                item.supervising.push_back({catalogue_.instruments.front().title, 12, 0});
                return mark("REF004", "监管依据");
            case 9:
                if (item.implementing.empty() || !licensing) {
                    return false;
                }
                item.implementing.push_back(own(power, 1));
                item.implementing.back().title.replace(power.instrument.size() - 3, 3, "列");
                return mark("REF002", "实施依据");
            case 10:
                // Anybody may offer a public service.
                if (!item.flow.empty() || power.needed || power.kind == "公共服务") {
                    return false;
                }
                item.authority = centreOf(organ);
                return mark("AUT004", "实施机关");
            case 11:
                if (!simpleFlow) {
                    return false;
                }
                step("审查")->after = {"决定"};
                return mark("DEP003", "流程/审查");
            default:
                if (index + 1 == organ.items.size() || power.needed || powers[index + 1].needed) {
                    return false;
                }
                item.prerequisites = {{organ.items[index + 1].name}};
                organ.items[index + 1].prerequisites = {{item.name}};
                return mark("DEP001", "前置审批");
        }
    };
    constexpr std::size_t kinds = 13;
    for (std::size_t tries = 0; tries < kinds; ++tries) {
        const bool done = tryKind(nextDefect_);
        nextDefect_ = (nextDefect_ + 1) % kinds;
        if (done) {
            ++catalogue_.defects;
            return;
        }
    }
}

void Generator::addPlace(std::string_view level, std::string name, std::string_view within) {
    std::string code = "9900";
    if (level == "县") {
        counties_ += 1;
        townships_ = 0;
        code = "9901" + std::to_string(100 + counties_).substr(1);
    } else if (level == "乡") {
        townships_ += 1;
        code = "9901" + std::to_string(100 + counties_).substr(1) +
               std::to_string(1000 + townships_).substr(1);
    } else {
        code = "990100";
    }
    const std::string centre = name + "政务服务中心";
    catalogue_.places.push_back({name, std::move(code), std::string(within), std::string(level)});
    catalogue_.organs.push_back({centre, {}, std::move(name), {}, {}});
}

void Generator::addOrgan(std::string name, const std::vector<Power>& powers, std::size_t count) {
    Organ organ;
    organ.name = std::move(name);
    organ.function = powers.front().function;
    organ.place = catalogue_.places.back().name;
    const std::size_t first = below(std::size(kOffices));
    for (std::size_t i = 0; i < 3; ++i) {
        organ.offices.emplace_back(kOffices[(first + i) % std::size(kOffices)]);
    }
    count = std::min({count, powers.size(), size_.items - items_});
    for (std::size_t i = 0; i < count; ++i) {
        organ.items.push_back(makeItem(powers[i], organ));
    }
    for (std::size_t i = 0; i < count; ++i) {
        constexpr std::size_t everyFortieth = 40;
        if (size_.spoiled && (items_ + i) % everyFortieth == everyFortieth / 2 &&
            !organ.items[i].defect) {
            spoil(organ, i, powers);
        }
    }
    items_ += count;
    catalogue_.organs.push_back(std::move(organ));
}

/// Lists in the proportion of a city of twelve thousand items: a tenth the city's own, five parts
/// in twelve its districts' and counties', the rest the townships'.
Catalogue Generator::run() {
    const auto rounded = [](std::size_t value, std::size_t unit) {
        return std::max<std::size_t>(1, (value + unit / 2) / unit);
    };
    const auto share = [](std::size_t value, std::size_t parts) {
        return (value + parts - 1) / parts;
    };
    const std::size_t counties = rounded(size_.items, 1000);
    const std::size_t ofCity = share(size_.items, 10);
    const std::size_t ofCounty = share(size_.items * 42 / 100, counties);
    const std::size_t ofTownships = share(size_.items - ofCity - size_.items * 42 / 100, counties);
    const std::size_t cityOrgans = std::min(rounded(ofCity, 120), std::size(kDepartments));
    const std::size_t countyOrgans = std::min(rounded(ofCounty, 84), std::size(kDepartments));
    const std::size_t townships = rounded(ofTownships, 96);

    Instrument repealed;
    repealed.title = std::string(kCity) + "政务服务工作暂行办法";
    repealed.rank = "市级政府规章";
    repealed.issuer = std::string(kCity) + "人民政府";
    repealed.place = kCity;
    repealed.inForce = "2009-05-01";
    repealed.repealed = "2023-01-01";
    repealed.articles = 40;
    catalogue_.instruments.push_back(std::move(repealed));
    catalogue_.documents = {{"营业执照", "登记机关", true, {}},
                            {"居民身份证", "公安机关", true, {}}};

    addPlace("市", std::string(kCity), kProvince);
    for (std::size_t d = 0; d < cityOrgans; ++d) {
        const std::size_t count = share(ofCity, cityOrgans);
        addOrgan(std::string(kCity) + std::string(kDepartments[d].organ),
                 makePowers(count, kDepartments[d].function, "市"), count);
    }
    std::vector<std::vector<Power>> ofCounties;
    for (std::size_t d = 0; d < countyOrgans; ++d) {
        ofCounties.push_back(
            makePowers(share(ofCounty, countyOrgans), kDepartments[d].function, "县"));
    }
    const std::vector<Power> ofTownship =
        makePowers(share(ofTownships, townships), kTownship, "乡");
    for (std::size_t c = 0; c < counties && items_ < size_.items; ++c) {
        const std::string county = placeName(c % 3 == 0 ? "区" : "县");
        addPlace("县", county, kCity);
        for (std::size_t d = 0; d < countyOrgans; ++d) {
            addOrgan(county + std::string(kDepartments[d].organ), ofCounties[d],
                     share(ofCounty, countyOrgans));
        }
        for (std::size_t t = 0; t < townships && items_ < size_.items; ++t) {
            const std::string township = placeName(t % 2 == 0 ? "镇" : "乡");
            addPlace("乡", township, county);
            addOrgan(township + "人民政府", ofTownship, share(ofTownships, townships));
        }
    }
    return std::move(catalogue_);
}

}  // namespace

std::string provisionOf(const Citation& citation) {
    if (citation.article == 0) {
        return {};
    }
    syntax::ProvisionPath path;
    path.article = static_cast<std::uint16_t>(citation.article);
    path.paragraph = static_cast<std::uint16_t>(citation.paragraph);
    return syntax::provisionText(path).zh;
}

std::string textOf(const Citation& citation) {
    return "《" + citation.title + "》" + provisionOf(citation);
}

std::string textOf(const Period& period) {
    if (period.days == 0) {
        return "当场";
    }
    return std::to_string(period.days) + (period.calendar ? " 自然日" : " 工作日");
}

Catalogue makeCatalogue(const CatalogueSize& size) { return Generator(size).run(); }

}  // namespace fadu::bench
