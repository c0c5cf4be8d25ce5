#pragma once

#include "source/SourceManager.h"
#include "syntax/Module.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fadu::model {

/// The library of law: texts with an index, so that a declaration is read only when a name reaches
/// it. The embedded library's tables are made at build time by the same code that indexes a
/// directory.
class Library {
public:
    enum class KeyKind : char {
        Title = 'T',     ///< Title or other title of an instrument, without 中华人民共和国.
        Function = 'F',  ///< Name, other or former name of a function.
        Power = 'P',     ///< A power that an instrument establishes or limits by name.
        Established = 'E',  ///< A power that an instrument establishes.
        GeneralLaw =
            'G',  ///< Kind of power, by its Chinese name, whose general law an instrument is.
        Competence = 'C',  ///< Kind of power, by its Chinese name.
        Document = 'D',
        Place = 'J',
        Abolition = 'A',  ///< A power that was cancelled or varied.
        Calendar = 'K',   ///< The family of a calendar (全国).
    };
    struct File {
        std::string_view name;  ///< Relative path inside the library.
        std::string_view text;
    };
    /// One declaration: its place in a file and what it is.
    struct Entry {
        std::uint32_t file;
        std::uint32_t begin;
        std::uint32_t end;
    };
    struct Key {
        KeyKind kind;
        std::string_view name;
        std::uint32_t entry;
    };

    Library(std::span<const File> files, std::span<const Entry> entries, std::span<const Key> keys)
        : files_(files), entries_(entries), keys_(keys) {}

    /// Entries with a key, in library order; empty when there is none.
    std::vector<std::uint32_t> find(KeyKind kind, std::string_view name) const;
    /// All names of a kind, sorted.
    std::vector<std::string_view> names(KeyKind kind) const;

    std::span<const File> files() const { return files_; }
    std::span<const Entry> entries() const { return entries_; }
    std::span<const Key> keys() const { return keys_; }

private:
    std::span<const File> files_;
    std::span<const Entry> entries_;
    std::span<const Key> keys_;
};

/// A library that owns its texts and tables: one read from a directory, or one about to be
/// embedded.
class OwnedLibrary {
public:
    /// Indexes texts given as (relative path, text), sorted by path. `findings`, when given,
    /// receives what was wrong with the texts (spans in `sources`).
    explicit OwnedLibrary(std::vector<std::pair<std::string, std::string>> texts);

    const Library& library() const { return *library_; }

private:
    std::vector<std::pair<std::string, std::string>> texts_;
    std::vector<std::string> nameStorage_;
    std::vector<Library::File> files_;
    std::vector<Library::Entry> entries_;
    std::vector<Library::Key> keys_;
    std::unique_ptr<Library> library_;
};

/// A title as instruments are looked up by: without the leading 中华人民共和国.
std::string_view shortTitle(std::string_view title);

/// What a calendar's name says before the year: 全国 of 全国2020第二版.
std::string_view calendarFamily(std::string_view name);

/// Address of a library file in output: `fadu-law:/` and its relative path.
std::string libraryAddress(std::string_view name);

}  // namespace fadu::model
