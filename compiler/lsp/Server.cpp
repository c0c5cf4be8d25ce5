#include "lsp/Server.h"

#include "lsp/Channel.h"
#include "lsp/Client.h"
#include "lsp/Documents.h"
#include "lsp/Findings.h"
#include "lsp/Message.h"
#include "lsp/Packages.h"
#include "lsp/Places.h"
#include "lsp/Requests.h"
#include "lsp/Uri.h"
#include "support/Hash.h"
#include "support/Text.h"
#include "workspace/Embedded.h"
#include "workspace/Files.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <deque>
#include <fcntl.h>
#include <functional>
#include <new>
#include <set>
#include <unistd.h>
#include <unordered_map>
#include <utility>

namespace fadu::lsp {

namespace {

/// Messages that are read ahead of their turn, so that a cancellation finds its request.
constexpr std::size_t kReadAhead = 1000;

/// `MessageType` of the protocol.
constexpr int kError = 1;
constexpr int kWarning = 2;
/// `FileChangeType`.
constexpr int kFileChanged = 2;

Text errorText(ErrorCode code) {
    switch (code) {
        case ErrorCode::ParseError:
            return {"消息不是 JSON", "the message is not JSON"};
        case ErrorCode::InvalidRequest:
            return {"不是有效的请求", "not a valid request"};
        case ErrorCode::MethodNotFound:
            return {"没有这个方法", "there is no such method"};
        case ErrorCode::InvalidParams:
            return {"参数不符合要求", "the parameters are not valid"};
        case ErrorCode::InternalError:
            return {"内部错误", "internal error"};
        case ErrorCode::ServerNotInitialized:
            return {"尚未初始化", "not initialized yet"};
        case ErrorCode::RequestCancelled:
            return {"请求已取消", "the request was cancelled"};
    }
    return {};
}

Text framingText(FramingError error) {
    switch (error) {
        case FramingError::NoLength:
            return {"消息头没有 Content-Length", "the header has no Content-Length"};
        case FramingError::BadLength:
            return {"Content-Length 无效", "the Content-Length is not valid"};
        case FramingError::TooLong:
            return {"消息超过 64 MiB", "the message is larger than 64 MiB"};
    }
    return {};
}

bool isConfiguration(const std::string& path) { return path.ends_with("/fadu.toml"); }

/// Findings about a fadu.toml, as the client has it or else the disk.
struct ConfigurationFindings {
    SourceManager sources;
    FileId file;
    std::vector<Diagnostic> diagnostics;
};

ConfigurationFindings configurationFindings(const std::string& path, const Document* document) {
    ConfigurationFindings result;
    std::shared_ptr<const std::string> text =
        document != nullptr ? document->file().sharedText()
                            : std::make_shared<const std::string>(readFile(path).bytes);
    result.file = result.sources.add(path, std::move(text));
    result.diagnostics = readConfig(result.sources, result.file, catalogue()).diagnostics;
    return result;
}

class Server {
public:
    Server(const Settings& settings, Channel& channel) : settings_(settings), channel_(channel) {}

    int run();

private:
    using Clock = std::chrono::steady_clock;
    using Answer = std::function<Json(const Asked&)>;
    using Request = Json (Server::*)(const Json&);
    using Notification = void (Server::*)(const Json&);
    enum class State : std::uint8_t { Uninitialized, Running, ShutDown };

    /// What the client was last told about a file.
    struct Shown {
        std::string uri;
        std::string resultId;
        std::int64_t version = -1;
    };

    // Messages.
    void receive();
    void cancel(const Json& parameters);
    void handle(const Message& message);
    void handleRequest(const Message& message);
    void handleNotification(const Message& message);
    std::string replyTo(const Message& message);
    void fail(const Json& id, ErrorCode code, const Text& text);
    void notify(std::string_view method, Json parameters);
    void requestFromClient(std::string_view method, Json parameters);
    void log(int type, const Text& text);
    void trace(const Text& text, Clock::time_point since);

    // Life of the server.
    Json initialize(const Json& parameters);
    Json shutdown(const Json& parameters);
    void initialized(const Json& parameters);
    void setTrace(const Json& parameters);
    void ignore(const Json& /*parameters*/) {}

    // Texts.
    void didOpen(const Json& parameters);
    void didChange(const Json& parameters);
    void didClose(const Json& parameters);
    void didSave(const Json& parameters);
    void didChangeWatchedFiles(const Json& parameters);
    void didChangeFolders(const Json& parameters);
    void configurationSaved(const std::string& path);
    void addNewFolders();

    // Questions.
    Json ask(const std::string& uri, const Answer& answer, Json otherwise);
    Json askLibrary(const std::string& uri, const Answer& answer, Json otherwise);
    Json hover(const Json& parameters);
    Json definition(const Json& parameters);
    Json references(const Json& parameters);
    Json documentSymbol(const Json& parameters);
    Json workspaceSymbol(const Json& parameters);
    Json codeAction(const Json& parameters);
    Json formatting(const Json& parameters);
    Json documentDiagnostic(const Json& parameters);
    Json workspaceDiagnostic(const Json& parameters);
    Json libraryText(const Json& parameters);

    // Findings.
    Json diagnosticsOf(const std::string& path);
    Json configurationDiagnostics(const std::string& path, const Package* package);
    Json failureDiagnostic(const Text& message) const;
    std::string uriOf(const std::string& path) const;
    std::int64_t versionOf(const std::string& path) const;
    Json report(const std::string& path, const std::string& known);
    void publish(const std::string& path);
    void publishAll(Package& package, bool openOnly);

    /// Does a piece of what is left to do while no message waits; false when nothing is left.
    bool work();

    const Settings& settings_;
    Channel& channel_;
    State state_ = State::Uninitialized;
    bool ready_ = false;  ///< The client has the answer to `initialize`.
    bool exit_ = false;
    Client client_;
    std::deque<Message> pending_;
    int requests_ = 0;  ///< Sent to the client.

    Documents documents_;
    std::optional<Packages> packages_;
    std::set<std::string> newFolders_;
    std::unordered_map<std::string, Shown> shown_;  ///< By path.
    bool unsettled_ = false;  ///< Something happened since the client was told that all is done.
    bool refresh_ = false;    ///< What the client pulled is not right any more.
};

// Messages

int Server::run() {
    while (!exit_) {
        receive();
        if (!pending_.empty()) {
            const Message message = std::move(pending_.front());
            pending_.pop_front();
            handle(message);
        } else if (channel_.ended() || (!work() && !channel_.wait())) {
            break;
        }
    }
    return state_ == State::ShutDown && exit_ ? 0 : 1;
}

void Server::receive() {
    while (pending_.size() < kReadAhead) {
        std::optional<FrameReader::Frame> frame = channel_.take();
        if (!frame) {
            return;
        }
        if (const auto* error = std::get_if<FramingError>(&*frame)) {
            fail(
                nullptr,
                *error == FramingError::TooLong ? ErrorCode::InvalidRequest : ErrorCode::ParseError,
                framingText(*error));
            continue;
        }
        Message message = readMessage(std::get<std::string>(*frame));
        if (message.method == "$/cancelRequest") {
            cancel(*message.parameters);
        } else {
            pending_.push_back(std::move(message));
        }
    }
}

void Server::cancel(const Json& parameters) {
    const auto id = parameters.find("id");
    if (id == parameters.end()) {
        return;
    }
    for (auto message = pending_.begin(); message != pending_.end(); ++message) {
        if (message->kind == Message::Kind::Request && *message->id == *id) {
            fail(*id, ErrorCode::RequestCancelled, errorText(ErrorCode::RequestCancelled));
            pending_.erase(message);
            return;
        }
    }
}

void Server::handle(const Message& message) {
    switch (message.kind) {
        case Message::Kind::Request:
            return channel_.send(replyTo(message));
        case Message::Kind::Notification:
            return handleNotification(message);
        case Message::Kind::Response:
            return;  // Nothing that is asked of the client needs its answer.
        case Message::Kind::Invalid:
            return fail(message.id ? *message.id : Json(), message.error, errorText(message.error));
    }
}

std::string Server::replyTo(const Message& message) {
    static const std::unordered_map<std::string_view, Request> kRequests = {
        {"initialize", &Server::initialize},
        {"shutdown", &Server::shutdown},
        {"textDocument/hover", &Server::hover},
        {"textDocument/definition", &Server::definition},
        {"textDocument/references", &Server::references},
        {"textDocument/documentSymbol", &Server::documentSymbol},
        {"workspace/symbol", &Server::workspaceSymbol},
        {"textDocument/codeAction", &Server::codeAction},
        {"textDocument/formatting", &Server::formatting},
        {"textDocument/diagnostic", &Server::documentDiagnostic},
        {"workspace/diagnostic", &Server::workspaceDiagnostic},
        {"workspace/textDocumentContent", &Server::libraryText},
        {"fadu/text", &Server::libraryText},
    };
    const auto failed = [&](ErrorCode code) {
        return errorMessage(*message.id, code, errorText(code).in(client_.language));
    };
    if (state_ == State::Uninitialized && message.method != "initialize") {
        return failed(ErrorCode::ServerNotInitialized);
    }
    if (state_ == State::ShutDown || (state_ == State::Running && message.method == "initialize")) {
        return failed(ErrorCode::InvalidRequest);
    }
    ready_ = ready_ || state_ == State::Running;
    const auto found = kRequests.find(message.method);
    if (found == kRequests.end()) {
        return failed(ErrorCode::MethodNotFound);
    }
    try {
        return resultMessage(*message.id, (this->*found->second)(*message.parameters));
    } catch (const BadParameters&) {
        return failed(ErrorCode::InvalidParams);
    } catch (const std::exception& exception) {
        return errorMessage(
            *message.id, ErrorCode::InternalError,
            errorText(ErrorCode::InternalError).in(client_.language) + ": " + exception.what());
    }
}

void Server::handleNotification(const Message& message) {
    static const std::unordered_map<std::string_view, Notification> kNotifications = {
        {"initialized", &Server::initialized},
        {"$/setTrace", &Server::setTrace},
        {"textDocument/didOpen", &Server::didOpen},
        {"textDocument/didChange", &Server::didChange},
        {"textDocument/didClose", &Server::didClose},
        {"textDocument/didSave", &Server::didSave},
        {"workspace/didChangeWatchedFiles", &Server::didChangeWatchedFiles},
        {"workspace/didChangeWorkspaceFolders", &Server::didChangeFolders},
        {"workspace/didChangeConfiguration", &Server::ignore},
        {"window/workDoneProgress/cancel", &Server::ignore},
    };
    if (message.method == "exit") {
        exit_ = true;
        return;
    }
    const auto found = kNotifications.find(message.method);
    if (state_ != State::Running) {
        return;
    }
    ready_ = true;
    if (found == kNotifications.end()) {
        if (!message.method.starts_with("$/")) {
            const std::string method = printable(message.method);
            log(kWarning, {"未知的通知 " + method, "unknown notification " + method});
        }
        return;
    }
    try {
        (this->*found->second)(*message.parameters);
    } catch (const BadParameters&) {
        const Text reason = errorText(ErrorCode::InvalidParams);
        log(kWarning, {message.method + "：" + reason.zh, message.method + ": " + reason.en});
    } catch (const std::exception& exception) {
        const Text reason = errorText(ErrorCode::InternalError);
        log(kError, {message.method + "：" + reason.zh + "：" + exception.what(),
                     message.method + ": " + reason.en + ": " + exception.what()});
    }
}

void Server::fail(const Json& id, ErrorCode code, const Text& text) {
    channel_.send(errorMessage(id, code, text.in(client_.language)));
}

void Server::notify(std::string_view method, Json parameters) {
    channel_.send(notificationMessage(method, std::move(parameters)));
}

void Server::requestFromClient(std::string_view method, Json parameters) {
    channel_.send(requestMessage(++requests_, method, std::move(parameters)));
}

void Server::log(int type, const Text& text) {
    notify("window/logMessage", {{"type", type}, {"message", text.in(client_.language)}});
}

void Server::trace(const Text& text, Clock::time_point since) {
    if (client_.trace) {
        const auto elapsed =
            std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - since);
        notify("$/logTrace", {{"message", text.in(client_.language) + " " +
                                              std::to_string(elapsed.count() / 1000) + "." +
                                              std::to_string(elapsed.count() / 100 % 10) + " ms"}});
    }
}

// Life of the server

Json Server::initialize(const Json& parameters) {
    if (!parameters.is_object()) {
        throw BadParameters();
    }
    client_ = readClient(parameters, settings_.language);
    CheckRequest request = settings_.request;
    if (client_.asOf) {
        request.asOf = client_.asOf;
    }
    packages_.emplace(std::move(request), documents_);
    newFolders_.insert(client_.folders.begin(), client_.folders.end());
    if (client_.processId) {
        channel_.watch(*client_.processId);
    }
    state_ = State::Running;
    unsettled_ = true;
    return initializeResult(client_);
}

Json Server::shutdown(const Json& /*parameters*/) {
    state_ = State::ShutDown;
    return nullptr;
}

void Server::initialized(const Json& /*parameters*/) {
    if (!client_.registersWatchers) {
        return;
    }
    Json watchers = Json::array();
    for (const char* glob :
         {"**/*.fadu", "**/*.fadu.md", "**/fadu.toml", "**/fadu-baseline.json"}) {
        watchers.push_back({{"globPattern", glob}});
    }
    requestFromClient(
        "client/registerCapability",
        {{"registrations",
          Json::array({{{"id", "fadu-files"},
                        {"method", "workspace/didChangeWatchedFiles"},
                        {"registerOptions", {{"watchers", std::move(watchers)}}}}})}});
}

void Server::setTrace(const Json& parameters) {
    client_.trace = textMember(parameters, "value") != "off";
}

// Texts

void Server::didOpen(const Json& parameters) {
    const Json& item = member(parameters, "textDocument");
    const Json& version = member(item, "version");
    std::string text = textMember(item, "text");
    const Document& document = documents_.open(
        textMember(item, "uri"), textMember(item, "languageId"),
        version.is_number_integer() ? version.get<std::int64_t>() : 0, std::move(text));
    unsettled_ = true;
    if (document.kind() == Document::Kind::Source) {
        packages_->documentChanged(document);
    } else if (document.kind() == Document::Kind::Configuration) {
        packages_->configurationOpened(document.path());
        publish(document.path());
    }
}

void Server::didChange(const Json& parameters) {
    const std::string uri = documentUri(parameters);
    Document* document = documents_.find(uri);
    if (document == nullptr) {
        log(kWarning, {"未打开的文件有改动，已忽略：" + printable(uri),
                       "ignored a change of a file that is not open: " + printable(uri)});
        return;
    }
    const Json& version = member(member(parameters, "textDocument"), "version");
    const Json& written = member(parameters, "contentChanges");
    if (!written.is_array()) {
        throw BadParameters();
    }
    std::vector<TextChange> changes;
    for (const Json& change : written) {
        TextChange& read = changes.emplace_back();
        read.text = textMember(change, "text");
        if (const auto range = change.find("range"); range != change.end() && !range->is_null()) {
            read.range = readRange(*range);
        }
    }
    const bool was = document->synchronised();
    document->change(
        version.is_number_integer() ? version.get<std::int64_t>() : document->version() + 1,
        changes, client_.encoding);
    if (was && !document->synchronised()) {
        log(kWarning,
            {"改动的范围无效，文本已不同步，重新打开或保存后恢复：" + printable(uri),
             "a change has no valid range; the text is out of step until the file is saved or "
             "opened again: " +
                 printable(uri)});
    }
    unsettled_ = true;
    if (document->kind() == Document::Kind::Source) {
        packages_->documentChanged(*document);
    } else if (document->kind() == Document::Kind::Configuration) {
        publish(document->path());
    }
}

void Server::didClose(const Json& parameters) {
    const Document* document = documents_.find(documentUri(parameters));
    if (document == nullptr) {
        return;
    }
    const std::string path = document->path();
    const Document::Kind kind = document->kind();
    documents_.close(path);
    unsettled_ = true;
    if (kind == Document::Kind::Source) {
        packages_->fileChanged(path);
    }
    for (const std::string& abandoned : packages_->takeAbandoned()) {
        publish(abandoned);
    }
    publish(path);
}

void Server::didSave(const Json& parameters) {
    Document* document = documents_.find(documentUri(parameters));
    if (document == nullptr) {
        return;
    }
    unsettled_ = true;
    const std::string& path = document->path();
    if (!document->synchronised()) {
        FileContent content = readFile(path);
        if (!content.failure) {
            document->change(document->version(), {{std::nullopt, std::move(content.bytes)}},
                             client_.encoding);
            packages_->documentChanged(*document);
        }
    }
    if (document->kind() == Document::Kind::Configuration) {
        configurationSaved(path);
    }
}

void Server::configurationSaved(const std::string& path) {
    const Package* package = packages_->find(path);
    if (package != nullptr && package->configurationPath() == path) {
        packages_->fileChanged(path);
    } else {
        packages_->configurationMoved(path);
    }
}

void Server::didChangeWatchedFiles(const Json& parameters) {
    const Json& changes = member(parameters, "changes");
    if (!changes.is_array()) {
        throw BadParameters();
    }
    for (const Json& change : changes) {
        const std::optional<std::string> path = pathOfUri(textMember(change, "uri"));
        if (!path) {
            continue;
        }
        unsettled_ = true;
        if (!isConfiguration(*path)) {
            if (documents_.at(*path) == nullptr) {  // Else what the client has counts.
                packages_->fileChanged(*path);
            }
        } else if (member(change, "type") == kFileChanged) {
            configurationSaved(*path);
        } else {
            packages_->configurationMoved(*path);
        }
    }
    for (const std::string& abandoned : packages_->takeAbandoned()) {
        publish(abandoned);
    }
}

void Server::didChangeFolders(const Json& parameters) {
    const Json& event = member(parameters, "event");
    for (const Json& folder : member(event, "removed")) {
        if (const auto path = pathOfUri(textMember(folder, "uri"))) {
            newFolders_.erase(*path);
            packages_->removeFolder(*path);
        }
    }
    for (const Json& folder : member(event, "added")) {
        if (auto path = pathOfUri(textMember(folder, "uri"))) {
            newFolders_.insert(*std::move(path));
        }
    }
    unsettled_ = true;
    for (const std::string& abandoned : packages_->takeAbandoned()) {
        publish(abandoned);
    }
}

// Questions

Json Server::ask(const std::string& uri, const Answer& answer, Json otherwise) {
    const std::string path = keyOfUri(uri);
    const Document* document = documents_.at(path);
    if (document != nullptr && !document->synchronised()) {
        return otherwise;
    }
    if (isConfiguration(path)) {
        const ConfigurationFindings found = configurationFindings(path, document);
        Places places(found.sources, documents_, client_.encoding);
        return answer({client_, places, nullptr, found.file, found.diagnostics});
    }
    if (schemeOf(uri) == "fadu-law") {
        return askLibrary(uri, answer, std::move(otherwise));
    }
    Package* package = packages_->find(path);
    if (package == nullptr) {
        return otherwise;
    }
    packages_->check(*package);
    const std::optional<FileId> file =
        package->session ? package->session->fileOf(path) : std::nullopt;
    if (!file) {
        return otherwise;
    }
    const Snapshot& snapshot = package->session->snapshot();
    Places places(*snapshot.sources, documents_, client_.encoding);
    const FileFindings findings = findingsIn(*package->session, *file);
    return answer({client_, places, &snapshot, *file, findings.reported});
}

/// A text of the library is answered about by the first package that has read it.
Json Server::askLibrary(const std::string& uri, const Answer& answer, Json otherwise) {
    const std::string address = unescaped(uri).value_or(uri);
    for (const Package* package : packages_->all()) {
        if (!package->session) {
            continue;
        }
        const Snapshot& snapshot = package->session->snapshot();
        for (std::size_t i = 0; i < snapshot.sources->size(); ++i) {
            const SourceFile& file = snapshot.sources->file(FileId(i));
            if (file.embedded() && file.path() == address) {
                Places places(*snapshot.sources, documents_, client_.encoding);
                return answer({client_, places, &snapshot, FileId(i), {}});
            }
        }
    }
    return otherwise;
}

Json Server::hover(const Json& parameters) {
    return ask(
        documentUri(parameters), [&](const Asked& asked) { return hoverAnswer(asked, parameters); },
        nullptr);
}

Json Server::definition(const Json& parameters) {
    return ask(
        documentUri(parameters),
        [&](const Asked& asked) { return definitionAnswer(asked, parameters); }, Json::array());
}

Json Server::references(const Json& parameters) {
    return ask(
        documentUri(parameters),
        [&](const Asked& asked) { return referencesAnswer(asked, parameters); }, Json::array());
}

Json Server::documentSymbol(const Json& parameters) {
    return ask(documentUri(parameters), documentSymbolAnswer, Json::array());
}

Json Server::codeAction(const Json& parameters) {
    return ask(
        documentUri(parameters),
        [&](const Asked& asked) { return codeActionAnswer(asked, parameters); }, Json::array());
}

Json Server::formatting(const Json& parameters) {
    return ask(documentUri(parameters), formattingAnswer, nullptr);
}

Json Server::workspaceSymbol(const Json& parameters) {
    const std::string query = normalizeNfkc(textMember(parameters, "query"));
    addNewFolders();
    Json answer = Json::array();
    for (Package* package : packages_->all()) {
        packages_->check(*package);
        if (!package->session) {
            continue;
        }
        const Snapshot& snapshot = package->session->snapshot();
        Places places(*snapshot.sources, documents_, client_.encoding);
        for (const syntax::Module& module : snapshot.modules) {
            addWorkspaceSymbols({client_, places, &snapshot, module.file, {}}, query, answer);
        }
    }
    return answer;
}

Json Server::libraryText(const Json& parameters) {
    const std::string uri = textMember(parameters, "uri");
    const Answer wholeText = [](const Asked& asked) -> Json {
        return {{"text", asked.places.sources().file(asked.file).text()}};
    };
    if (Json read = askLibrary(uri, wholeText, nullptr); !read.is_null()) {
        return read;
    }
    const std::string address = unescaped(uri).value_or(uri);
    for (const model::Library::File& file : embeddedLibrary().files()) {
        if (model::libraryAddress(file.name) == address) {
            return {{"text", file.text}};
        }
    }
    throw BadParameters();
}

// Findings

Json Server::failureDiagnostic(const Text& message) const {
    return {{"range", rangeJson(ClientRange())},
            {"severity", 1},
            {"source", "fadu"},
            {"message", message.in(client_.language)}};
}

Json Server::diagnosticsOf(const std::string& path) {
    const Document* document = documents_.at(path);
    if (document == nullptr ? !client_.closedFiles : !document->synchronised()) {
        return Json::array();
    }
    const Package* package = packages_->find(path);
    if (isConfiguration(path)) {
        return configurationDiagnostics(path, package);
    }
    if (package != nullptr && package->session) {
        const Session& session = *package->session;
        if (const std::optional<FileId> file = session.fileOf(path)) {
            Places places(*session.snapshot().sources, documents_, client_.encoding);
            return findingsJson(findingsIn(session, *file), places, client_);
        }
    }
    // Why nothing is checked stands where the package begins.
    if (package != nullptr && package->loose && package->failure()) {
        return Json::array({failureDiagnostic(package->failure()->message)});
    }
    return Json::array();
}

/// About the text as it is; if nothing is wrong with that, why its package cannot be used.
Json Server::configurationDiagnostics(const std::string& path, const Package* package) {
    const Document* document = documents_.at(path);
    if (document == nullptr && package == nullptr) {
        return Json::array();
    }
    ConfigurationFindings found = configurationFindings(path, document);
    const std::optional<UsageError> failure =
        package != nullptr && package->configurationPath() == path ? package->failure()
                                                                   : std::nullopt;
    if (!found.diagnostics.empty() || !failure) {
        Places places(found.sources, documents_, client_.encoding);
        return findingsJson({std::move(found.diagnostics), {}}, places, client_);
    }
    if (failure->diagnostics.empty()) {
        return Json::array({failureDiagnostic(failure->message)});
    }
    Places places(*failure->sources, documents_, client_.encoding);
    return findingsJson({failure->diagnostics, {}}, places, client_);
}

std::string Server::uriOf(const std::string& path) const {
    const Document* document = documents_.at(path);
    return document != nullptr ? document->uri() : uriOfPath(path);
}

/// Of the open document, or -1.
std::int64_t Server::versionOf(const std::string& path) const {
    const Document* document = documents_.at(path);
    return document != nullptr ? document->version() : -1;
}

Json Server::report(const std::string& path, const std::string& known) {
    Json items = diagnosticsOf(path);
    std::string resultId =
        hexadecimal(hashBytes(items.dump(-1, ' ', false, Json::error_handler_t::replace)));
    shown_[path] = {uriOf(path), resultId, versionOf(path)};
    if (resultId == known) {
        return {{"kind", "unchanged"}, {"resultId", std::move(resultId)}};
    }
    return {{"kind", "full"}, {"resultId", std::move(resultId)}, {"items", std::move(items)}};
}

Json Server::documentDiagnostic(const Json& parameters) {
    const std::string path = keyOfUri(documentUri(parameters));
    if (Package* package = packages_->find(path)) {
        // A client that can be told to ask again need not wait for the rest.
        if (client_.refreshesDiagnostics) {
            packages_->check(*package);
        } else {
            packages_->settle(*package);
        }
    }
    return report(path, parameters.contains("previousResultId")
                            ? textMember(parameters, "previousResultId")
                            : std::string());
}

Json Server::workspaceDiagnostic(const Json& parameters) {
    std::unordered_map<std::string, std::string> known;  // Result ids by path.
    std::set<std::string> paths;
    for (const Json& previous : member(parameters, "previousResultIds")) {
        const std::string path = keyOfUri(textMember(previous, "uri"));
        known[path] = textMember(previous, "value");
        paths.insert(path);
    }
    addNewFolders();
    for (Package* package : packages_->all()) {
        packages_->settle(*package);
        for (std::string& path : packages_->filesOf(*package)) {
            paths.insert(std::move(path));
        }
    }
    Json items = Json::array();
    for (const std::string& path : paths) {
        Json entry = report(path, known[path]);
        const Document* document = documents_.at(path);
        entry["uri"] = uriOf(path);
        entry["version"] = document != nullptr ? Json(document->version()) : Json();
        items.push_back(std::move(entry));
    }
    return {{"items", std::move(items)}};
}

void Server::publish(const std::string& path) {
    const Json items = diagnosticsOf(path);
    const std::string resultId =
        hexadecimal(hashBytes(items.dump(-1, ' ', false, Json::error_handler_t::replace)));
    const auto known = shown_.find(path);
    const std::int64_t version = versionOf(path);
    if (client_.pullsDiagnostics) {
        // After an edit of its own the client asks anyway.
        refresh_ = refresh_ || (known != shown_.end() && known->second.resultId != resultId &&
                                known->second.version == version);
        return;
    }
    const Document* document = documents_.at(path);
    const std::string uri = uriOf(path);
    const auto send = [&](const std::string& address, Json diagnostics) {
        Json parameters = {{"uri", address}, {"diagnostics", std::move(diagnostics)}};
        if (document != nullptr && client_.diagnosticVersions && address == uri) {
            parameters["version"] = version;
        }
        notify("textDocument/publishDiagnostics", std::move(parameters));
    };
    if (known != shown_.end() && known->second.uri != uri) {
        send(known->second.uri, Json::array());  // The client spells the address in another way.
        shown_.erase(known);
    }
    const bool isNew = !shown_.contains(path);
    if (isNew && items.empty() && document == nullptr) {
        return;
    }
    Shown& shown = shown_[path];
    if (!isNew && shown.resultId == resultId && shown.version == version) {
        return;
    }
    shown = {uri, resultId, version};
    if (items.empty() && document == nullptr) {
        shown_.erase(path);
    }
    send(uri, items);
}

void Server::publishAll(Package& package, bool openOnly) {
    for (auto path = package.toPublish.begin(); path != package.toPublish.end();) {
        if (!openOnly || documents_.at(*path) != nullptr) {
            publish(*path);
            path = package.toPublish.erase(path);
        } else {
            ++path;
        }
    }
}

void Server::addNewFolders() {
    for (const std::string& folder : std::exchange(newFolders_, {})) {
        packages_->addFolder(folder);
    }
}

bool Server::work() {
    if (state_ != State::Running || !ready_) {
        return false;
    }
    const Clock::time_point start = Clock::now();
    const std::vector<Package*> packages = packages_->all();
    for (Package* package : packages) {
        if (!package->current()) {
            packages_->check(*package);
            publishAll(*package, true);
            trace({"检查 " + package->root, "checked " + package->root}, start);
            return true;
        }
    }
    for (Package* package : packages) {
        if (!package->settled() || !package->toPublish.empty()) {
            packages_->settle(*package);
            publishAll(*package, false);
            trace({"全包检查 " + package->root, "settled " + package->root}, start);
            return true;
        }
    }
    if (!newFolders_.empty()) {
        addNewFolders();
        return true;
    }
    if (std::exchange(refresh_, false) && client_.refreshesDiagnostics) {
        requestFromClient("workspace/diagnostic/refresh", nullptr);
    }
    if (std::exchange(unsettled_, false) && client_.settledNotification) {
        notify("fadu/settled", Json::object());
    }
    return false;
}

}  // namespace

int run(const Settings& settings) {
    // Standard output belongs to the protocol: whatever else would be written there must not.
    const int output = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (output == -1 || dup2(STDERR_FILENO, STDOUT_FILENO) == -1) {
        return 1;
    }
    Channel channel(STDIN_FILENO, output);
    return Server(settings, channel).run();
}

}  // namespace fadu::lsp
