#include "checks/Procedures.h"

#include <algorithm>
#include <array>
#include <utility>

namespace fadu::checks {

namespace {

/// Parts of names, the more special before the more general; the first that a name holds decides.
constexpr std::array<std::pair<std::string_view, std::string_view>, 50> kKinds{{
    {"听证", "听证"},
    {"招标", "招标拍卖"},
    {"拍卖", "招标拍卖"},
    {"检验", "检验检测"},
    {"检测", "检验检测"},
    {"检疫", "检疫"},
    {"专家评审", "专家评审"},
    {"专家评议", "专家评审"},
    {"专家论证", "专家评审"},
    {"专家鉴定", "鉴定"},
    {"专家审查", "专家评审"},
    {"专家评估", "专家评审"},
    {"技术评审", "专家评审"},
    {"技术审查", "专家评审"},
    {"技术评估", "专家评审"},
    {"评审", "专家评审"},
    {"鉴定", "鉴定"},
    {"现场核查", "现场核查"},
    {"现场核验", "现场核查"},
    {"现场查验", "现场核查"},
    {"现场勘查", "现场核查"},
    {"现场勘验", "现场核查"},
    {"现场勘察", "现场核查"},
    {"现场踏勘", "现场核查"},
    {"现场检查", "现场核查"},
    {"现场审查", "现场核查"},
    {"现场验收", "现场核查"},
    {"现场评估", "现场核查"},
    {"现场验证", "现场核查"},
    {"现场调查", "现场核查"},
    {"实地核查", "现场核查"},
    {"实地检查", "现场核查"},
    {"实地查验", "现场核查"},
    {"实地勘查", "现场核查"},
    {"实地考察", "现场核查"},
    {"实地调查", "现场核查"},
    {"入户调查", "入户调查"},
    {"入户核查", "入户调查"},
    {"勘验", "现场核查"},
    {"踏勘", "现场核查"},
    {"公众参与", "征求公众意见"},
    {"征求公众意见", "征求公众意见"},
    {"征求意见", "征求意见"},
    {"公示", "公示"},
    {"公告", "公告"},
    {"考试", "考试考核"},
    {"考核", "考试考核"},
    {"体检", "体检"},
    {"推荐", "推荐"},
    {"初审", "初审"},
}};

}  // namespace

std::string_view procedureKind(std::string_view name) {
    for (const auto& [part, kind] : kKinds) {
        if (name.find(part) != std::string_view::npos) {
            return kind;
        }
    }
    return {};
}

bool isProcedure(std::string_view step, std::string_view procedure) {
    const std::string_view kind = procedureKind(procedure);
    return step == procedure || step.find(procedure) != std::string_view::npos ||
           (!kind.empty() && procedureKind(step) == kind);
}

bool mentionsProcedure(std::string_view text, std::string_view procedure) {
    const std::string_view kind = procedureKind(procedure);
    return text.find(procedure) != std::string_view::npos ||
           std::any_of(kKinds.begin(), kKinds.end(), [&](const auto& one) {
               return one.second == kind && text.find(one.first) != std::string_view::npos;
           });
}

}  // namespace fadu::checks
