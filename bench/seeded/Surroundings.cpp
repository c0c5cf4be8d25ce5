#include "seeded/Surroundings.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace fadu::bench {

namespace {

constexpr std::string_view kLicensing = "行政许可";

const Power* powerOf(const Catalogue& catalogue, const std::string& name) {
    for (const Instrument& instrument : catalogue.instruments) {
        for (const Power& power : instrument.powers) {
            if (power.name == name) {
                return &power;
            }
        }
    }
    return nullptr;
}

/// Kinds are the catalogue item's where an item inherits them.
bool isLicence(const Catalogue& catalogue, const Item& item) {
    const Power* power = powerOf(catalogue, item.name);
    return power != nullptr && power->kind == kLicensing;
}

/// A complete list of licences for every place, each held to the province's.
std::string lists(const Catalogue& catalogue) {
    std::map<std::string, std::vector<std::string>> byPlace;
    std::vector<std::string> all;
    std::set<std::string> listed;
    for (const Organ& organ : catalogue.organs) {
        for (const Item& item : organ.items) {
            if (!isLicence(catalogue, item)) {
                continue;
            }
            const std::string name = organ.name + " " + item.name;
            byPlace[organ.place].push_back(name);
            if (listed.insert(item.name).second) {
                all.push_back(name);
            }
        }
    }
    const std::string province = catalogue.places.front().within;
    std::string text = "清单 " + province +
                       "行政许可事项清单 {\n  类别: 行政许可\n  辖区: " + province +
                       "\n  版本: 2026-01-01\n  完整: 是\n";
    for (const std::string& name : all) {
        text += "  事项: " + name + "\n";
    }
    text += "}\n";
    for (const Place& place : catalogue.places) {
        text += "清单 " + place.name +
                "行政许可事项清单 {\n  类别: 行政许可\n  层级: " + place.level +
                "\n  辖区: " + place.name +
                "\n  版本: 2026-03-01\n  完整: 是\n  上级: " + province + "行政许可事项清单\n";
        for (const std::string& name : byPlace[place.name]) {
            text += "  事项: " + name + "\n";
        }
        text += "}\n";
    }
    return text;
}

/// The first two items of an organ offered as one, what both ask for asked once.
std::string bundles(const Catalogue& catalogue) {
    std::string text;
    for (const Organ& organ : catalogue.organs) {
        if (organ.items.size() < 2) {
            continue;
        }
        const Item& first = organ.items[0];
        const Item& second = organ.items[1];
        text += "一件事 " + organ.name + "联办 {\n  事项: " + organ.name + " " + first.name + ", " +
                organ.name + " " + second.name + "\n  牵头: " + organ.name +
                "\n  承诺: " + std::to_string(first.promise->days + second.promise->days) +
                " 工作日\n  到现场次数: " + std::to_string(std::max(first.visits, second.visits)) +
                "\n";
        std::string shared;
        for (const Material& material : first.materials) {
            const bool both =
                std::any_of(second.materials.begin(), second.materials.end(),
                            [&](const Material& other) { return other.name == material.name; });
            if (both && !material.shared) {
                shared += "    " + material.name + ": 复印件 1 份\n";
            }
        }
        text += (shared.empty() ? "" : "  材料 {\n" + shared + "  }\n") + std::string("}\n");
    }
    return text;
}

/// What an organ is there for, with the items that discharge it.
std::string duties(const Catalogue& catalogue) {
    std::string text;
    for (const Organ& organ : catalogue.organs) {
        if (organ.items.empty()) {
            continue;
        }
        const Power* power = powerOf(catalogue, organ.items.front().name);
        text += "职责 " + organ.name + "的管理职责 {\n  主体: " + organ.name + "\n  边界: \"限于" +
                organ.place + "\"\n  依据: " + textOf({power->instrument, power->article, 0}) +
                "\n";
        for (const Item& item : organ.items) {
            text += "  事项: " + organ.name + " " + item.name + "\n";
        }
        text += "}\n";
    }
    return text;
}

/// A licence of each second organ entrusted to its neighbour, as a regulation of the city allows.
std::string entrustments(const Catalogue& catalogue) {
    const std::string city = catalogue.places.front().name;
    std::string law = "法律文件 《" + city +
                      "行政许可委托实施条例》 {\n  位阶: 设区的市地方性法规; 辖区: " + city +
                      "; 施行: 2020-01-01; 条数: 60; 收录: 全文\n";
    std::string text;
    unsigned article = 3;
    const Organ* earlier = nullptr;
    std::set<std::string> named;
    for (const Organ& organ : catalogue.organs) {
        const bool pair = earlier != nullptr && earlier->place == organ.place &&
                          earlier->function != organ.function && !organ.items.empty();
        constexpr unsigned last = 50;
        if (pair && article < last) {
            for (const Item& item : earlier->items) {
                if (!isLicence(catalogue, item) || !named.insert(item.name).second) {
                    continue;
                }
                const std::string provision = provisionOf({{}, article++, 0});
                law += "  " + provision + " { 委托: " + organ.function + ", 适用 " + item.name +
                       " }\n";
                text += "委托 " + earlier->name + item.name + "委托 {\n  事项: " + item.name +
                        "\n  从: " + earlier->name + "\n  至: " + organ.name + "\n  依据: 《" +
                        city + "行政许可委托实施条例》" + provision +
                        "\n  公告: 2024-01-05\n  自: 2024-02-01\n}\n";
                break;
            }
        }
        earlier = organ.items.empty() ? nullptr : &organ;
    }
    return law + "}\n" + text;
}

}  // namespace

std::vector<GeneratedFile> cleanCatalogue(std::size_t items, std::uint64_t seed) {
    CatalogueSize size;
    size.items = items;
    size.seed = seed;
    size.spoiled = false;
    Catalogue catalogue = makeCatalogue(size);
    // Places that exercise one power cite the same of it: their lists are held to the province's.
    std::map<std::string, std::vector<Citation>> establishing;
    for (Organ& organ : catalogue.organs) {
        for (Item& item : organ.items) {
            item.establishing = establishing.emplace(item.name, item.establishing).first->second;
        }
    }
    std::vector<GeneratedFile> files = faduFiles(catalogue, Layout::Files);
    files.push_back({"清单.fadu", lists(catalogue)});
    files.push_back({"一件事.fadu", bundles(catalogue)});
    files.push_back({"职责.fadu", duties(catalogue)});
    files.push_back({"委托.fadu", entrustments(catalogue)});
    return files;
}

}  // namespace fadu::bench
