// extension.js BUNDLE
//
// Runs the bundled extension without VS Code: what it asks of the editor is answered by a stand-in
// for the module `vscode`, what it asks of the server by server.js.
"use strict";
const assert = require("assert");
const fs = require("fs");
const Module = require("module");
const os = require("os");
const path = require("path");

const directory = fs.mkdtempSync(path.join(os.tmpdir(), "fadu-extension-"));
process.env.FADU_TEST_LOG = path.join(directory, "messages");
fs.writeFileSync(process.env.FADU_TEST_LOG, "");

/** Something that may be called, constructed, extended, disposed of, or looked into. */
function anything() {
    const target = class {
        dispose() {}
    };
    return new Proxy(target, {
        get(own, key) {
            if (key === "then" || key === Symbol.iterator) return undefined;
            if (key === Symbol.toPrimitive) return () => "";
            if (!(key in own)) own[key] = anything();
            return own[key];
        },
        apply: () => anything(),
        construct: (own, values, actual) => Reflect.construct(own, values, actual),
    });
}

class Emitter {
    listeners = new Set();
    event = (listener) => {
        this.listeners.add(listener);
        return {dispose: () => this.listeners.delete(listener)};
    };
    fire(value) {
        for (const listener of [...this.listeners]) listener(value);
    }
    dispose() {}
}

class Uri {
    constructor(parts) {
        Object.assign(this, {scheme: "", authority: "", path: "", query: "", fragment: ""}, parts);
    }
    static from(parts) {
        return new Uri(parts);
    }
    static file(name) {
        return new Uri({scheme: "file", path: name});
    }
    static parse(text) {
        const [, scheme, rest] = /^([^:]+):(.*)$/.exec(text);
        return new Uri({scheme, path: decodeURI(rest)});
    }
    get fsPath() {
        return this.path;
    }
    toString() {
        return `${this.scheme}:${encodeURI(this.path)}`;
    }
}

const settings = {
    "server.arguments": [],
    asOf: "2026-01-01",
    language: "auto",
};
const providers = new Map();
const commands = new Map();
const errors = [];
const configurationChanged = new Emitter();
const vscode = anything();
const disposable = () => ({dispose() {}});
const nothing = () => disposable();

Object.assign(vscode, {
    version: "1.91.0",
    EventEmitter: Emitter,
    Uri,
    CancellationTokenSource: class {
        token = {isCancellationRequested: false, onCancellationRequested: nothing};
        cancel() {}
        dispose() {}
    },
    CancellationError: class extends Error {},
    Disposable: class {
        constructor(dispose) {
            this.dispose = dispose ?? (() => {});
        }
        static from() {
            return disposable();
        }
        static create(dispose) {
            return {dispose};
        }
    },
});
Object.assign(vscode.env, {language: "zh-cn", appName: "test"});
Object.assign(vscode.l10n, {
    t: (text, ...values) => text.replace(/\{(\d)\}/g, (_, index) => values[index]),
});
const output = {
    logLevel: 1,
    onDidChangeLogLevel: nothing,
    dispose() {},
    ...Object.fromEntries(
        ["trace", "debug", "info", "warn", "error", "append", "appendLine", "show"].map((name) => [
            name,
            () => {},
        ]),
    ),
};
Object.assign(vscode.window, {
    createOutputChannel: () => output,
    showErrorMessage: async (message) => void errors.push(message),
    visibleTextEditors: [],
    activeTextEditor: undefined,
    tabGroups: {all: [], onDidChangeTabs: nothing, onDidChangeTabGroups: nothing},
});
const folder = {uri: Uri.file(directory), name: "test", index: 0};
Object.assign(vscode.workspace, {
    getConfiguration: (section) => ({
        get: (key, standard) => (section === "fadu" && key in settings ? settings[key] : standard),
        has: () => false,
        inspect: () => undefined,
    }),
    onDidChangeConfiguration: configurationChanged.event,
    registerTextDocumentContentProvider(scheme, provider) {
        providers.set(scheme, provider);
        return disposable();
    },
    createFileSystemWatcher: () => ({
        onDidCreate: nothing,
        onDidChange: nothing,
        onDidDelete: nothing,
        dispose() {},
    }),
    workspaceFolders: [folder],
    getWorkspaceFolder: () => folder,
    textDocuments: [],
    notebookDocuments: [],
    async openTextDocument(uri) {
        const token = {isCancellationRequested: false, onCancellationRequested: nothing};
        const provider = providers.get(uri.scheme);
        return {uri, text: await provider.provideTextDocumentContent(uri, token)};
    },
});
Object.assign(vscode.languages, {getDiagnostics: () => [], match: () => 0});
const executed = [];
Object.assign(vscode.commands, {
    registerCommand(name, command) {
        commands.set(name, command);
        return disposable();
    },
    executeCommand: async (name, ...values) => void executed.push([name, ...values]),
});

const load = Module._load;
Module._load = function (request, ...rest) {
    return request === "vscode" ? vscode : load.call(this, request, ...rest);
};

const messages = (method) =>
    fs
        .readFileSync(process.env.FADU_TEST_LOG, "utf8")
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line))
        .filter((message) => message.method === method);

async function main() {
    const program = path.join(directory, "fadu");
    fs.writeFileSync(
        program,
        `#!/bin/sh
case $1 in
lsp) exec "${process.execPath}" "${path.join(__dirname, "server.js")}" "$@" ;;
explain) [ "$2" = TIM001 ] && echo "# TIM001 $4" || { echo "fadu: no such check" >&2; exit 2; } ;;
esac
`,
        {mode: 0o755},
    );
    settings["server.path"] = program;

    const extension = require(path.resolve(process.argv[2]));
    await extension.activate({subscriptions: []});
    assert.deepStrictEqual(errors, [], "the server starts");
    const [initialize] = messages("initialize");
    const told = initialize.params.initializationOptions;
    assert.deepStrictEqual(told, {lang: "zh", asOf: "2026-01-01"});

    const law = Uri.parse("fadu-law:/laws/%E6%B0%91%E6%B3%95%E5%85%B8.fadu");
    const {text} = await vscode.workspace.openTextDocument(law);
    assert.strictEqual(text, `// ${law}\n法律文件 《甲》 { }\n`, "a text of the library is asked for");

    await commands.get("fadu.explain")("TIM001");
    const [shown] = executed;
    assert.strictEqual(shown[0], "markdown.showPreviewToSide");
    assert.strictEqual((await vscode.workspace.openTextDocument(shown[1])).text, "# TIM001 zh\n");
    await commands.get("fadu.explain")("XXX999");
    assert.deepStrictEqual(errors.splice(0), ["fadu: no such check"]);

    settings.language = "en";
    configurationChanged.fire({affectsConfiguration: (section) => section === "fadu.language"});
    await commands.get("fadu.restart")();
    const languages = messages("initialize").map(({params}) => params.initializationOptions.lang);
    assert.deepStrictEqual(languages, ["zh", "en", "en"], "changed settings start another server");
    assert.strictEqual(messages("shutdown").length, 2, "the one before is shut down");

    settings["server.path"] = path.join(directory, "missing");
    await commands.get("fadu.restart")();
    assert.strictEqual(errors.length, 1, "a program that is missing is said");
    await extension.deactivate();
}

main().then(
    () => {
        fs.rmSync(directory, {recursive: true});
        console.log("the extension starts, restarts and opens texts");
        process.exit(0);
    },
    (error) => {
        console.error(error);
        process.exit(1);
    },
);
