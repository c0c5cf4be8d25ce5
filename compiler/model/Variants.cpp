#include "model/Variants.h"

#include <opencc/opencc.h>

#include <memory>
#include <mutex>

namespace fadu::model {

std::string simplifiedForm(std::string_view text) {
    // Opened on first use: reading the dictionaries costs more than checking a small file.
    static std::mutex mutex;
    static const std::unique_ptr<opencc::SimpleConverter> converter = [] {
        try {
            return std::make_unique<opencc::SimpleConverter>("t2s.json");
        } catch (const std::exception&) {
            return std::unique_ptr<opencc::SimpleConverter>();  // Without its data: no suggestion.
        }
    }();
    const std::scoped_lock lock(mutex);
    if (!converter) {
        return std::string(text);
    }
    try {
        return converter->Convert(std::string(text));
    } catch (const std::exception&) {
        return std::string(text);
    }
}

}  // namespace fadu::model
