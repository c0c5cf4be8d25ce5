#include "syntax/Schema.h"

#include <array>
#include <unordered_map>

namespace fadu::syntax {

namespace {

constexpr bool Many = true;
constexpr bool One = false;
constexpr bool Required = true;
constexpr bool Optional = false;

constexpr std::size_t kBlockKinds = static_cast<std::size_t>(BlockKind::Entry) + 1;

const std::vector<LabelInfo>& table() {
    static const std::vector<LabelInfo> rows = [] {
        std::vector<LabelInfo> result{
#define LABEL(block, id, zh, en, type, child, cardinality, need, docZh, docEn) \
    LabelInfo{BlockKind::block, Label::id,   zh,   en,    ValueType::type,     \
              BlockKind::child, cardinality, need, docZh, docEn},
#include "syntax/schema.def"
        };
        const std::size_t written = result.size();
        for (std::size_t i = 0; i < written; ++i) {
            if (result[i].block == BlockKind::Item) {
                LabelInfo row = result[i];
                row.block = BlockKind::CatalogueItem;
                if (row.child == BlockKind::Item) {
                    row.child = BlockKind::CatalogueItem;
                }
                result.push_back(row);
            }
        }
        return result;
    }();
    return rows;
}

template <typename Row>
std::unordered_map<std::string_view, const Row*> indexRows(const std::vector<Row>& rows) {
    std::unordered_map<std::string_view, const Row*> index;
    for (const Row& row : rows) {
        index.emplace(row.zh, &row);
        index.emplace(row.en, &row);
    }
    return index;
}

template <typename Row>
const Row* lookUp(const std::unordered_map<std::string_view, const Row*>& index,
                  std::string_view spelling) {
    const auto found = index.find(spelling);
    return found == index.end() ? nullptr : found->second;
}

}  // namespace

const std::vector<DeclarationInfo>& declarations() {
    static const std::vector<DeclarationInfo> rows{
#define DECLARATION(id, zh, en, block, docZh, docEn) \
    DeclarationInfo{Label::Declare##id, zh, en, BlockKind::block, docZh, docEn},
#include "syntax/schema.def"
    };
    return rows;
}

const std::vector<ClauseInfo>& clauses() {
    static const std::vector<ClauseInfo> rows{
#define CLAUSE(id, zh, en, type, list, docZh, docEn) \
    ClauseInfo{Clause::id, zh, en, ValueType::type, list, docZh, docEn},
#include "syntax/schema.def"
    };
    return rows;
}

const std::vector<const LabelInfo*>& labelsOf(BlockKind block) {
    static const auto byBlock = [] {
        std::array<std::vector<const LabelInfo*>, kBlockKinds> result;
        for (const LabelInfo& row : table()) {
            result[static_cast<std::size_t>(row.block)].push_back(&row);
        }
        return result;
    }();
    return byBlock[static_cast<std::size_t>(block)];
}

const DeclarationInfo* findDeclaration(std::string_view spelling) {
    static const auto index = indexRows(declarations());
    return lookUp(index, spelling);
}

const LabelInfo* findLabel(BlockKind block, std::string_view spelling) {
    static const auto indexes = [] {
        std::array<std::unordered_map<std::string_view, const LabelInfo*>, kBlockKinds> result;
        for (const LabelInfo& row : table()) {
            auto& index = result[static_cast<std::size_t>(row.block)];
            index.emplace(row.zh, &row);
            index.emplace(row.en, &row);
        }
        return result;
    }();
    return lookUp(indexes[static_cast<std::size_t>(block)], spelling);
}

const ClauseInfo* findClause(std::string_view spelling) {
    static const auto index = indexRows(clauses());
    return lookUp(index, spelling);
}

const DeclarationInfo* declarationInfo(Label label) {
    for (const DeclarationInfo& row : declarations()) {
        if (row.label == label) {
            return &row;
        }
    }
    return nullptr;
}

const LabelInfo* labelInfo(BlockKind block, Label label) {
    for (const LabelInfo* row : labelsOf(block)) {
        if (row->label == label) {
            return row;
        }
    }
    return nullptr;
}

const ClauseInfo& clauseInfo(Clause clause) { return clauses()[static_cast<std::size_t>(clause)]; }

bool hasNamedEntries(BlockKind block) {
    switch (block) {
        case BlockKind::Conditions:
        case BlockKind::Materials:
        case BlockKind::Flow:
        case BlockKind::Fees:
        case BlockKind::Intermediaries:
        case BlockKind::BundleFlow:
        case BlockKind::Renumbering:
            return true;
        default:
            return false;
    }
}

}  // namespace fadu::syntax
