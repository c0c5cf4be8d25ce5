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
        {"TIM006", "a month against working days: decided only with a calendar",
         [](Draft& d) {
             d.write(kLaw);
             d.write(
                 "事项 <power> {\n  <licence>\n  时限 {\n    承诺: 8 工作日\n    受理: [2 工作日|1 个月] "
                 "~\n  }\n}\n");
         }},
        {"TIM001", "thirty calendar days against a limit of fifteen working days, likewise",
         [](Draft& d) {
             d.write(
                 "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <b> { 时限 决定: 15 "
                 "工作日 }\n}\n事项 <power> {\n  <licence>\n  时限 {\n    承诺: [10 工作日|30 自然日] ~\n  "
                 "}\n}\n");
         }},
    };
    return all;
}

// Every code has a planter today.
std::vector<Unplanted> unplanted() { return {}; }

}  // namespace fadu::bench
