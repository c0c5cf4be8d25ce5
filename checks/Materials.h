#pragma once

#include "checks/Check.h"
#include "derive/Bearing.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace fadu::checks {

/// Whether applicants hand something in for items of a kind: what an organ does of its own motion
/// (处罚, 强制, 征收, 检查) asks for no materials.
bool takesMaterials(const model::Item& item);

/// Whether a material's name leaves open what is asked for: 其他材料, 有关证明文件, 身份证等.
bool isCatchAll(std::string_view name);

/// Whether a material is the application itself (申请书, 申请表), which 许可法 29(1) provides for,
/// or what a representative shows (授权委托书, 29(2)).
bool isApplication(std::string_view name);

/// Whether a material is a 证明 that somebody has to issue (优化营商环境条例 44). What shows who
/// the applicant is (身份证明) is an identity document and none.
bool isProof(std::string_view name);

/// The paper that a material's name is about, whatever form of it is asked for:
/// 营业执照（副本）复印件 is about 营业执照.
std::string_view paperOf(std::string_view name);

/// Whether two names may be of one paper: one holds the other, or they end alike (经营场所平面图,
/// 场地平面图). Two wordings that only a reader can tell apart count as one.
bool maySayTheSame(std::string_view left, std::string_view right);

/// A material is asked of the applicant: not obtained by sharing, not left open by its name.
bool isAsked(const model::Program& program, const model::Material& material);

/// Whether an item serves natural persons alone: what 优化营商环境条例 protects are market
/// entities (2).
bool servesNaturalPersonsOnly(const model::Program& program, const model::Item& item);

/// What something that an item asks for rests on, where it takes a 法律, a 法规 or a decision of
/// the State Council to ask for it (优化营商环境条例 43, 44).
struct HigherGround {
    enum class State : std::uint8_t {
        Sufficient,  ///< Such an instrument is cited, or recorded to ask for it.
        Unknown,     ///< A citation is blamed, or what it cites was not read.
        TooLow,      ///< What is cited is of lower rank: `citation`.
        None,        ///< Nothing is cited, and all that would ask for it is completely recorded.
        NotStated,   ///< Nothing is cited; what could ask for it is not completely recorded.
    };
    State state = State::Sufficient;
    const model::Citation* citation = nullptr;

    bool lacking() const {
        return state == State::TooLow || state == State::None || state == State::NotStated;
    }
};
/// `kinds`: of what entries of law may ask for it by its name.
HigherGround higherGround(const model::Program& program, const model::Item& item,
                          std::string_view name, const std::vector<model::Citation>& basis,
                          std::initializer_list<EntryKind> kinds);

/// What a 证明 rests on; sufficient for what is no 证明 or is not asked of the applicant.
HigherGround proofGround(const model::Program& program, const model::Item& item,
                         const model::Material& material);

/// Puts 共享 in the place of 原件 and 复印件 and leaves a basis where it is.
Fix shareInstead(const Context& context, const model::Material& material);

/// The finding on what lacks such a ground, under a descriptor with the parameters `item`, `name`
/// and `found`.
Diagnostic groundFinding(const Context& context, const Descriptor& descriptor, model::ItemId item,
                         Span span, std::string_view name, const HigherGround& ground);

}  // namespace fadu::checks
