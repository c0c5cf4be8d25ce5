#pragma once

#include "derive/Authority.h"
#include "model/Program.h"

#include <vector>

namespace fadu::emit {

/// One link of the chain that makes an item lawful, in the order in which it is shown.
struct AuthorityLink {
    enum class Kind : std::uint8_t {
        Provision,    ///< Of `Authority::establishment`, else the cited one.
        Power,        ///< What it establishes, and whether its rank may.
        Function,     ///< Who holds the power: a function …
        Holder,       ///< … or an organ that the provision names.
        FieldOffice,  ///< The organ that acts for the department that sent it out.
        Mandate,      ///< 划转, 委托, 授权 or 下放.
        Organ,
    };
    Kind kind = Kind::Provision;
    bool holds = true;
    model::FunctionId function;
    NameId holder;
    model::OrganId from;      ///< Of a field office: its department.
    model::OrganId to;        ///< Of a field office; of an organ: itself.
    std::size_t mandate = 0;  ///< Index.
};

/// The links as far as the chain holds; the last one is where it fails or where something is
/// missing. Empty where nothing leads to a provision.
std::vector<AuthorityLink> authorityLinks(const model::Program& program,
                                          const derive::Authority& authority);

}  // namespace fadu::emit
