// A client of the language server for the tests beside it: starts the program, speaks the protocol
// with the library that editors use, and holds every message to the protocol's types.
"use strict";

const assert = require("node:assert/strict");
const {spawn} = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const {createMessageConnection, StreamMessageReader, StreamMessageWriter} = require("vscode-jsonrpc/node");
const types = require("vscode-languageserver-types");

const root = path.resolve(__dirname, "../..");
const program = path.resolve(process.env.FADU ?? path.join(root, "build/release/fadu"));
const asOf = "2026-11-21";

/// What an editor with every ability says; tests take abilities away.
function allCapabilities() {
    return {
        general: {positionEncodings: ["utf-16"]},
        workspace: {
            workspaceEdit: {documentChanges: true},
            didChangeWatchedFiles: {dynamicRegistration: true},
            workspaceFolders: true,
            diagnostics: {refreshSupport: true},
            textDocumentContent: {},
        },
        textDocument: {
            synchronization: {didSave: true},
            publishDiagnostics: {
                relatedInformation: true,
                versionSupport: true,
                dataSupport: true,
                tagSupport: {valueSet: [1, 2]},
            },
            hover: {contentFormat: ["markdown", "plaintext"]},
            definition: {linkSupport: true},
            documentSymbol: {hierarchicalDocumentSymbolSupport: true},
            codeAction: {
                codeActionLiteralSupport: {codeActionKind: {valueSet: ["", "quickfix"]}},
                isPreferredSupport: true,
            },
        },
        experimental: {faduSettled: true},
    };
}

/// The same for a client that asks for diagnostics instead of being told.
function pullCapabilities() {
    const capabilities = allCapabilities();
    capabilities.textDocument.diagnostic = {relatedDocumentSupport: true};
    return capabilities;
}

const uriOf = (file) => "file://" + path.resolve(file).split("/").map(encodeURIComponent).join("/");

/// A directory that is removed when the test ends, with these files.
function directory(test, files = {}) {
    const made = fs.mkdtempSync(path.join(os.tmpdir(), "fadu-lsp-"));
    test.after(() => fs.rmSync(made, {recursive: true, force: true}));
    for (const [name, text] of Object.entries(files)) {
        const file = path.join(made, name);
        fs.mkdirSync(path.dirname(file), {recursive: true});
        fs.writeFileSync(file, text);
    }
    return made;
}

/// Units of a string in an encoding.
function units(text, encoding) {
    switch (encoding) {
        case "utf-8": return Buffer.byteLength(text);
        case "utf-16": return text.length;
        case "utf-32": return [...text].length;
    }
    throw new Error(encoding);
}

/// The position of an index into a string.
function positionAt(text, index, encoding = "utf-16") {
    const before = text.slice(0, index).split(/\r\n|\n|\r/);
    return {line: before.length - 1, character: units(before.at(-1), encoding)};
}

/// The position of the n-th place where something stands, with `more` characters added.
function find(text, what, {nth = 1, more = 0, encoding = "utf-16"} = {}) {
    let index = -1;
    for (let i = 0; i < nth; ++i) {
        index = text.indexOf(what, index + 1);
        assert.notEqual(index, -1, `“${what}” does not stand ${nth} times in the text`);
    }
    return positionAt(text, index + more, encoding);
}

/// What stands in a range.
function textIn(text, range, encoding = "utf-16") {
    return text.slice(indexAt(text, range.start, encoding), indexAt(text, range.end, encoding));
}

function indexAt(text, position, encoding = "utf-16") {
    const ends = /\r\n|\n|\r/g;
    let start = 0;
    for (let line = 0; line < position.line; ++line) {
        const end = ends.exec(text);
        if (end === null) {
            return text.length;
        }
        start = end.index + end[0].length;
    }
    let index = start;
    for (let counted = 0; counted < position.character && index < text.length;) {
        const character = String.fromCodePoint(text.codePointAt(index));
        counted += units(character, encoding);
        index += character.length;
    }
    return index;
}

/// Applies text edits as an editor does.
function applied(text, edits, encoding = "utf-16") {
    const sorted = edits.map((edit) => ({
        begin: indexAt(text, edit.range.start, encoding),
        end: indexAt(text, edit.range.end, encoding),
        newText: edit.newText,
    })).sort((a, b) => b.begin - a.begin);
    for (const {begin, end, newText} of sorted) {
        text = text.slice(0, begin) + newText + text.slice(end);
    }
    return text;
}

const isUinteger = (n) => Number.isInteger(n) && n >= 0;

/// Holds a message of the server to the types of the protocol.
const shapes = {
    "textDocument/publishDiagnostics": (p) => {
        assert.equal(typeof p.uri, "string");
        p.diagnostics.forEach(checkDiagnostic);
    },
    "window/logMessage": (p) => {
        assert.ok([1, 2, 3, 4, 5].includes(p.type));
        assert.equal(typeof p.message, "string");
    },
    "$/logTrace": (p) => assert.equal(typeof p.message, "string"),
    "fadu/settled": (p) => assert.deepEqual(p, {}),
    "textDocument/hover": (r) => assert.ok(r === null || types.Hover.is(r)),
    "textDocument/definition": (r) =>
        assert.ok(r.every(types.LocationLink.is) || r.every(types.Location.is)),
    "textDocument/references": (r) => assert.ok(r.every(types.Location.is)),
    "textDocument/documentSymbol": (r) => r.forEach(checkSymbol),
    "workspace/symbol": (r) => r.forEach(checkSymbol),
    "textDocument/codeAction": (r) => r.forEach((action) => {
        assert.ok(types.CodeAction.is(action), JSON.stringify(action));
        action.diagnostics.forEach(checkDiagnostic);
    }),
    "textDocument/formatting": (r) => assert.ok(r === null || r.every(types.TextEdit.is)),
    "textDocument/diagnostic": checkReport,
    "workspace/diagnostic": (r) => r.items.forEach((item) => {
        assert.equal(typeof item.uri, "string");
        assert.ok(item.version === null || Number.isInteger(item.version));
        checkReport(item);
    }),
    "workspace/textDocumentContent": (r) => assert.equal(typeof r.text, "string"),
    "fadu/text": (r) => assert.equal(typeof r.text, "string"),
};

function checkDiagnostic(diagnostic) {
    assert.ok(types.Diagnostic.is(diagnostic), JSON.stringify(diagnostic));
    const {start, end} = diagnostic.range;
    assert.ok([start.line, start.character, end.line, end.character].every(isUinteger));
    assert.ok(start.line < end.line || (start.line === end.line && start.character <= end.character));
    assert.equal(diagnostic.source, "fadu");
    assert.ok([1, 2, 3, 4].includes(diagnostic.severity));
    assert.ok(diagnostic.message.length > 0);
    assert.ok((diagnostic.tags ?? []).every((tag) => tag === 1 || tag === 2));
    assert.ok((diagnostic.relatedInformation ?? []).every(types.DiagnosticRelatedInformation.is));
}

function checkSymbol(symbol) {
    if ("location" in symbol) {
        assert.ok(types.Location.is(symbol.location));
    } else {
        assert.ok(types.DocumentSymbol.is(symbol), JSON.stringify(symbol));
        const before = (a, b) => a.line < b.line || (a.line === b.line && a.character <= b.character);
        assert.ok(before(symbol.range.start, symbol.selectionRange.start));
        assert.ok(before(symbol.selectionRange.end, symbol.range.end));
        (symbol.children ?? []).forEach(checkSymbol);
    }
    assert.ok(symbol.name.length > 0);
    assert.ok(symbol.kind >= 1 && symbol.kind <= 26);
}

function checkReport(report) {
    assert.equal(typeof report.resultId, "string");
    if (report.kind === "unchanged") {
        assert.ok(!("items" in report));
    } else {
        assert.equal(report.kind, "full");
        report.items.forEach(checkDiagnostic);
    }
}

class Client {
    /// Starts a server and introduces this client, unless `initialize` is false.
    static async start(test, {
        capabilities = allCapabilities(), options, locale, folders = [], args = ["--as-of", asOf],
        initialize = true, encodings, trace, cwd = root,
    } = {}) {
        const client = new Client();
        client.server = spawn(program, ["lsp", ...args], {cwd, stdio: ["pipe", "pipe", "pipe"]});
        client.standardError = "";
        client.server.stderr.on("data", (data) => { client.standardError += data; });
        client.server.stdin.on("error", () => {});
        client.exited = new Promise((resolve) => client.server.on("exit", (code, signal) =>
            resolve(signal ?? code)));
        client.connection = createMessageConnection(new StreamMessageReader(client.server.stdout),
                                                    new StreamMessageWriter(client.server.stdin));
        client.connection.onError(() => {});
        client.diagnostics = new Map();  // What was last published, by address.
        client.published = [];
        client.messages = [];  // Log and trace.
        client.requests = [];  // Of the server.
        client.problems = [];
        client.settledCount = 0;
        client.waiting = [];
        client.versions = new Map();
        client.connection.onNotification((method, parameters) => client.notified(method, parameters));
        client.connection.onRequest((method, parameters) => {
            client.requests.push({method, parameters});
            client.wake();
            return null;
        });
        client.connection.listen();
        test.after(() => client.server.kill("SIGKILL"));
        if (initialize) {
            if (encodings !== undefined) {
                capabilities.general = {positionEncodings: encodings};
            }
            client.result = await client.connection.sendRequest("initialize", {
                processId: process.pid,
                rootUri: null,
                workspaceFolders: folders.map((name) => ({uri: uriOf(name), name: path.basename(name)})),
                capabilities,
                ...(options === undefined ? {} : {initializationOptions: options}),
                ...(locale === undefined ? {} : {locale}),
                ...(trace === undefined ? {} : {trace}),
            });
            client.encoding = client.result.capabilities.positionEncoding;
            client.notify("initialized", {});
        }
        return client;
    }

    notified(method, parameters) {
        try {
            assert.ok(shapes[method], `unknown notification ${method}`);
            shapes[method](parameters);
        } catch (error) {
            this.problems.push(error);
        }
        if (method === "textDocument/publishDiagnostics") {
            this.published.push(parameters);
            this.diagnostics.set(parameters.uri, parameters);
        } else if (method === "fadu/settled") {
            ++this.settledCount;
        } else {
            this.messages.push({method, ...parameters});
        }
        this.wake();
    }

    wake() {
        const waiting = this.waiting;
        this.waiting = [];
        waiting.forEach((resolve) => resolve());
    }

    /// Waits until something holds of what came from the server.
    async until(holds, what) {
        const limit = Date.now() + 60000;
        while (!holds()) {
            const left = limit - Date.now();
            if (left <= 0) {
                throw new Error(`waited in vain for ${what ?? holds}`);
            }
            let timer;
            await Promise.race([
                new Promise((resolve) => this.waiting.push(resolve)),
                new Promise((resolve) => { timer = setTimeout(resolve, left); }),
            ]);
            clearTimeout(timer);
        }
    }

    notify(method, parameters) { return this.connection.sendNotification(method, parameters); }

    async request(method, parameters, token) {
        const result = await this.connection.sendRequest(method, parameters, ...(token ? [token] : []));
        shapes[method]?.(result);
        return result;
    }

    /// The code with which a request fails.
    async failure(method, parameters) {
        try {
            await this.connection.sendRequest(method, parameters);
        } catch (error) {
            return error.code;
        }
        return undefined;
    }

    /// Everything sent so far has been seen, checked and published.
    async settled() {
        await this.failure("fadu/text", {uri: "fadu-law:/none"});
        const before = this.settledCount;
        // Makes the server say so once more in case it had said it before.
        this.notify("workspace/didChangeWatchedFiles",
                    {changes: [{uri: "file:///none/none.fadu", type: 2}]});
        await this.until(() => this.settledCount > before, "fadu/settled");
        if (this.problems.length > 0) {
            throw this.problems[0];
        }
    }

    open(uri, text, {languageId = "fadu", version = 1} = {}) {
        this.versions.set(uri, version);
        this.notify("textDocument/didOpen", {textDocument: {uri, languageId, version, text}});
    }

    change(uri, ...contentChanges) {
        const version = this.versions.get(uri) + 1;
        this.versions.set(uri, version);
        this.notify("textDocument/didChange", {textDocument: {uri, version}, contentChanges});
    }

    close(uri) { this.notify("textDocument/didClose", {textDocument: {uri}}); }
    save(uri) { this.notify("textDocument/didSave", {textDocument: {uri}}); }
    watched(...changes) {
        this.notify("workspace/didChangeWatchedFiles",
                    {changes: changes.map(([uri, type]) => ({uri, type}))});
    }

    /// Codes published for an address, in order.
    codes(uri) { return (this.diagnostics.get(uri)?.diagnostics ?? []).map(({code}) => code); }

    at(uri, position) { return {textDocument: {uri}, position}; }

    /// Ends it as the protocol says and expects exit status 0 and nothing on standard error.
    async stop() {
        assert.equal(await this.connection.sendRequest("shutdown"), null);
        this.notify("exit");
        assert.equal(await this.exited, 0);
        assert.equal(this.standardError, "");
        if (this.problems.length > 0) {
            throw this.problems[0];
        }
    }
}

/// A package without findings, in one file.
const law = `辖区 清江省 { 编码: "990000" }
辖区 青山县 { 编码: "999001"; 上级: 清江省; 省直管 }
职能 集市主管部门 { 层级: 县以上 }
机关 青山县集市管理局: 集市主管部门 { 辖区: 青山县 }
法律文件 《清江省集市管理条例》 {
  位阶: 省级地方性法规; 制定机关: 清江省人民代表大会常务委员会; 辖区: 清江省
  施行: 2021-07-01; 条数: 36; 收录: 全文
  第八条 { 设定 集市开办许可: 行政许可, 由 集市主管部门, 层级 县 }
  第十一条 { 时限 决定: 15 工作日 }
}
`;
const item = (days) => `事项 集市开办许可 {
  类型: 行政许可
  设定依据: 《清江省集市管理条例》第八条
  实施机关: 青山县集市管理局
  监管主体: 青山县集市管理局
  时限 {
    承诺: ${days} 工作日
  }
}
`;

module.exports = {
    Client, allCapabilities, pullCapabilities, applied, asOf, directory, find, indexAt, item, law,
    positionAt, program, root, textIn, units, uriOf,
};
