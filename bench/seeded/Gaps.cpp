#include "seeded/Draft.h"

namespace fadu::bench {

const std::vector<Gap>& gaps() {
    static const std::vector<Gap> all{
        {"REF005", "two laws declare one short name",
         [](Draft& d) {
             d.write(
                 "法律文件 《<law>》 {\n  <regulation>\n  简称: 《<theme>条规》\n  <a> { 设定 <power><by> "
                 "}\n  <e> { 另定 检查: \"每年一次\" }\n}\n法律文件 《<rule>》 {\n  <provincial rule>\n  "
                 "简称: 《<theme>[办法|条规]》\n  <b> { 另定 名称: \"自定\" }\n}\n");
             d.write(
                 "事项 <power> {\n  <licence>\n  <promise>\n  监管依据: 《<theme>条规》<e> ~\n}\n");
         }},
    };
    return all;
}

// Every code has a planter today.
std::vector<Unplanted> unplanted() { return {}; }

}  // namespace fadu::bench
