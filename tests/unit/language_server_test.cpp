// The parts of the language server that need no client: framing, addresses, texts that change.
#include "lsp/Documents.h"
#include "lsp/Framing.h"
#include "lsp/PlainText.h"
#include "lsp/Uri.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace fadu::lsp {
namespace {

// Framing

struct Read {
    std::vector<std::string> bodies;
    std::vector<FramingError> errors;
};

Read readAll(std::string_view bytes, std::size_t step) {
    FrameReader reader;
    Read result;
    for (std::size_t at = 0; at < bytes.size(); at += step) {
        reader.feed(bytes.substr(at, step));
        while (auto frame = reader.next()) {
            if (const auto* error = std::get_if<FramingError>(&*frame)) {
                result.errors.push_back(*error);
            } else {
                result.bodies.push_back(std::get<std::string>(*frame));
            }
        }
    }
    return result;
}

TEST(Framing, CutsAtBytesHoweverTheyArrive) {
    const std::string bytes =
        framed("{\"甲\":1}") +
        "content-type: application/vscode-jsonrpc; charset=utf-8\r\nCONTENT-LENGTH:  3 \r\n\r\n丙" +
        "Content-Length: 2\n\n{}" + framed("");
    for (const std::size_t step : {1, 2, 7, 1000}) {
        const Read read = readAll(bytes, step);
        EXPECT_EQ(read.bodies, (std::vector<std::string>{"{\"甲\":1}", "丙", "{}", ""}));
        EXPECT_TRUE(read.errors.empty());
    }
}

TEST(Framing, OneBadMessageCostsItselfAlone) {
    const std::string good = framed("{}");
    const auto expect = [&](const std::string& bad, std::vector<FramingError> errors) {
        for (const std::size_t step : {1, 1000}) {
            const Read read = readAll(good + bad + good + good, step);
            EXPECT_EQ(read.bodies, (std::vector<std::string>(3, "{}"))) << bad;
            EXPECT_EQ(read.errors, errors) << bad;
        }
    };
    expect("Content-Length: -1\r\n\r\n", {FramingError::BadLength});
    expect("Content-Length: \r\n\r\n", {FramingError::BadLength});
    expect("Content-Length: 12abc\r\n\r\n", {FramingError::BadLength});
    expect("Content-Length: 0x10\r\n\r\n", {FramingError::BadLength});
    expect("Content-Length: 99999999999999999999999\r\n\r\n", {FramingError::BadLength});
    expect("Content-Length: 9999999999999999\r\n\r\n", {FramingError::BadLength});
    expect("Content-Type: x\r\n\r\n", {FramingError::NoLength});
    expect("{\"jsonrpc\":\"2.0\"}\n\n{}\n\n", {FramingError::NoLength});
    // Garbage that runs into the next header.
    expect("{\"jsonrpc\":\"2.0\"}", {});
    expect(std::string(100000, 'x'), {});
    expect(std::string("\0\xFF\r\r\n", 5), {});
    expect("\r\n\r\n\n", {});
}

TEST(Framing, PassesOverWhatIsTooLong) {
    const std::string length = std::to_string(kLongestMessage + 1);
    const std::string bytes = "Content-Length: " + length + "\r\n\r\n" +
                              std::string(kLongestMessage + 1, ' ') + framed("{}");
    const Read read = readAll(bytes, 1U << 16U);
    EXPECT_EQ(read.errors, std::vector{FramingError::TooLong});
    EXPECT_EQ(read.bodies, std::vector<std::string>{"{}"});
}

// Addresses

TEST(Addresses, SpellingsOfOneFileGiveOnePath) {
    for (const char* uri :
         {"file:///tmp/%E4%BA%8B%E9%A1%B9/a%20b.fadu", "file:///tmp/事项/a b.fadu",
          "file:/tmp/事项/a%20b.fadu", "FILE://localhost/tmp/事项/./x/../a b.fadu",
          "file:///tmp/%e4%ba%8b%e9%a1%b9//a%20b.fadu"}) {
        EXPECT_EQ(pathOfUri(uri), "/tmp/事项/a b.fadu") << uri;
    }
    for (const char* uri :
         {"file:///C%3A/x/a.fadu", "file:///c:/x/a.fadu", "file:///C:/x/a.fadu"}) {
        EXPECT_EQ(pathOfUri(uri), "/c:/x/a.fadu") << uri;
    }
    EXPECT_EQ(pathOfUri("file:///"), "/");
    EXPECT_EQ(pathOfUri("file:///tmp/"), "/tmp");
    EXPECT_EQ(pathOfUri("file:///a%25b%23c"), "/a%b#c");
}

TEST(Addresses, OthersHaveNoPath) {
    for (const char* uri : {"untitled:Untitled-1", "file://server/share/a.fadu", "file:", "",
                            "file:relative", "file:///a%2", "file:///a%zz", "file:///a%00b",
                            "/tmp/a.fadu", "1x:/a", "fadu-law:/laws/a.fadu"}) {
        EXPECT_EQ(pathOfUri(uri), std::nullopt) << uri;
    }
}

TEST(Addresses, EscapeAllButUnreservedCharacters) {
    EXPECT_EQ(uriOfPath("/tmp/事 项/a-b_c.~(1)#?%.fadu"),
              "file:///tmp/%E4%BA%8B%20%E9%A1%B9/a-b_c.~%281%29%23%3F%25.fadu");
    EXPECT_EQ(uriOfLibraryText("fadu-law:/laws/行政.fadu"),
              "fadu-law:/laws/%E8%A1%8C%E6%94%BF.fadu");
    EXPECT_EQ(keyOfUri("fadu-law:/laws/%E8%A1%8C.fadu"), keyOfUri("fadu-law:/laws/行.fadu"));
    std::mt19937 random(7);
    for (int i = 0; i < 1000; ++i) {
        std::string path = "/";
        for (int j = 0; j < 12; ++j) {
            path += static_cast<char>('!' + random() % 94);
        }
        const std::string normal = pathOfUri(uriOfPath(path)).value();
        EXPECT_EQ(pathOfUri(uriOfPath(normal)), normal);
    }
}

// Texts

Documents opened(const std::string& text) {
    Documents documents;
    documents.open("file:///x/a.fadu", "fadu", 1, text);
    return documents;
}

TEST(Documents, TakeWhatIsOursToCheck) {
    Documents documents;
    const auto kindOf = [&](const char* uri, const char* language) {
        return documents.open(uri, language, 1, "").kind();
    };
    EXPECT_EQ(kindOf("file:///x/a.fadu", "plaintext"), Document::Kind::Source);
    EXPECT_EQ(kindOf("file:///x/a.fadu.md", "markdown"), Document::Kind::Source);
    EXPECT_EQ(kindOf("file:///x/fadu.toml", "toml"), Document::Kind::Configuration);
    EXPECT_EQ(kindOf("untitled:Untitled-1", "fadu"), Document::Kind::Source);
    EXPECT_EQ(kindOf("untitled:Untitled-2", "plaintext"), Document::Kind::Other);
    EXPECT_EQ(kindOf("file:///x/README.md", "markdown"), Document::Kind::Other);
    EXPECT_EQ(kindOf("fadu-law:/laws/x.fadu", "fadu"), Document::Kind::Library);
    EXPECT_EQ(documents.find("file:///x/%61.fadu")->uri(), "file:///x/a.fadu");
}

TEST(Documents, ChangesFollowOneAnother) {
    Documents documents = opened("事项 𠮷\r\n时限");
    Document& document = *documents.find("file:///x/a.fadu");
    document.change(2,
                    {{ClientRange{{0, 3}, {0, 5}}, "甲"},
                     {ClientRange{{1, 0}, {1, 99}}, "承诺"},
                     {ClientRange{{99, 0}, {99, 0}}, "\n"}},
                    PositionEncoding::Utf16);
    EXPECT_EQ(document.file().text(), "事项 甲\r\n承诺\n");
    EXPECT_EQ(document.version(), 2);
    document.change(3, {{std::nullopt, "新"}, {ClientRange{{0, 1}, {0, 1}}, "的"}},
                    PositionEncoding::Utf16);
    EXPECT_EQ(document.file().text(), "新的");
}

TEST(Documents, AChangeThatCannotBeMadeEndsTheirAgreement) {
    Documents documents = opened("甲乙丙");
    Document& document = *documents.find("file:///x/a.fadu");
    document.change(2, {{ClientRange{{0, 2}, {0, 1}}, "x"}, {ClientRange{{0, 0}, {0, 1}}, "y"}},
                    PositionEncoding::Utf16);
    EXPECT_FALSE(document.synchronised());
    EXPECT_EQ(document.file().text(), "甲乙丙");
    document.change(3, {{std::nullopt, "丁"}}, PositionEncoding::Utf16);
    EXPECT_TRUE(document.synchronised());
    EXPECT_EQ(document.file().text(), "丁");
}

// Random changes against a plain model of UTF-16 text.
TEST(Documents, RandomChangesGiveWhatTheClientHas) {
    std::mt19937 random(20261121);
    const std::u32string alphabet = U"a事𠮷😀\t\r\n e\u0301\u2028";
    const auto toUtf8 = [](std::u32string_view text) {
        std::string result;
        for (const char32_t c : text) {
            appendUtf8(result, c);
        }
        return result;
    };
    for (int round = 0; round < 50; ++round) {
        std::u32string model;
        Documents documents = opened("");
        Document& document = *documents.find("file:///x/a.fadu");
        for (int step = 0; step < 40; ++step) {
            const std::size_t begin = random() % (model.size() + 1);
            const std::size_t end =
                begin + random() % (std::min<std::size_t>(model.size() - begin, 5) + 1);
            std::u32string insertion;
            for (std::size_t i = random() % 6; i > 0; --i) {
                insertion += alphabet[random() % alphabet.size()];
            }
            const auto placeOf = [&](std::size_t index) {
                ClientPosition place;
                for (std::size_t i = 0; i < index; ++i) {
                    const bool ends =
                        model[i] == U'\n' ||
                        (model[i] == U'\r' && (i + 1 == model.size() || model[i + 1] != U'\n'));
                    if (ends) {
                        place = {place.line + 1, 0};
                    } else if (model[i] != U'\r') {
                        place.character += model[i] > 0xFFFF ? 2 : 1;
                    }
                }
                return place;
            };
            const auto splits = [&](std::size_t index) {
                return index > 0 && index < model.size() && model[index - 1] == U'\r' &&
                       model[index] == U'\n';
            };
            if (splits(begin) || splits(end)) {
                continue;  // No position stands between the two halves of a line end.
            }
            const TextChange change{ClientRange{placeOf(begin), placeOf(end)}, toUtf8(insertion)};
            model.replace(begin, end - begin, insertion);
            document.change(step, {change}, PositionEncoding::Utf16);
            ASSERT_EQ(document.file().text(), toUtf8(model));
        }
    }
}

TEST(PlainText, SaysWhatMarkdownSays) {
    EXPECT_EQ(plainText("**承诺**：`15 工作日`\n\n[依据](https://example.org)\n"),
              "承诺：15 工作日\n\n依据");
}

}  // namespace
}  // namespace fadu::lsp
