// Starts `fadu lsp` and shows what it says. Everything about the language is the server's business;
// here are settings, commands, and the read-only texts that exist in no file.

import {execFile} from 'node:child_process';
import * as vscode from 'vscode';
import {LanguageClient, type LanguageClientOptions} from 'vscode-languageclient/node';

/** Texts of the embedded library of law, which the server holds. */
const lawScheme = 'fadu-law';
/** Pages of the checks, which `fadu explain` prints. */
const pageScheme = 'fadu-page';

let output: vscode.LogOutputChannel;
/** Changes outside the editor. */
let files: vscode.FileSystemWatcher;
let client: LanguageClient | undefined;
/** Starts and stops, one after the other: settings may change while the server is starting. */
let pending: Promise<void> = Promise.resolve();

interface Settings {
    readonly path: string;
    readonly arguments: readonly string[];
    /** YYYY-MM-DD; empty: what the package says, else today. */
    readonly asOf: string;
    readonly language: 'zh' | 'en';
}

function settings(): Settings {
    const configuration = vscode.workspace.getConfiguration('fadu');
    const language = configuration.get<string>('language', 'auto');
    return {
        path: configuration.get<string>('server.path', '').trim() || 'fadu',
        arguments: configuration.get<string[]>('server.arguments', []),
        asOf: configuration.get<string>('asOf', '').trim(),
        language:
            language === 'zh' || language === 'en'
                ? language
                : vscode.env.language.toLowerCase().startsWith('zh')
                  ? 'zh'
                  : 'en',
    };
}

/** A failed start is reported once, by `reportStart`, not by the library in its own words too. */
class Client extends LanguageClient {
    override error(...[message, data, show]: Parameters<LanguageClient['error']>): void {
        super.error(message, data, this.isRunning() ? show : false);
    }
}

function createClient(): LanguageClient {
    const {path, arguments: extra, asOf, language} = settings();
    const options: LanguageClientOptions = {
        documentSelector: [
            {language: 'fadu'},
            {language: 'fadu-markdown'},
            // Where the user's settings give these files to Markdown.
            {language: 'markdown', pattern: '**/*.fadu.md'},
        ],
        synchronize: {fileEvents: files},
        initializationOptions: {lang: language, ...(asOf === '' ? {} : {asOf})},
        outputChannel: output,
        markdown: {isTrusted: false},
    };
    return new Client('fadu', 'Fadu', {command: path, args: ['lsp', ...extra]}, options);
}

function restart(): Promise<void> {
    pending = pending.then(async () => {
        const previous = client;
        client = undefined;
        // A server that died or never came up has nothing to stop.
        await previous?.dispose().catch(() => undefined);
        const next = createClient();
        try {
            await next.start();
            client = next;
        } catch (error) {
            await next.dispose().catch(() => undefined);
            void reportStart(error);
        }
    });
    return pending;
}

async function reportStart(error: unknown): Promise<void> {
    const openSettings = vscode.l10n.t('Open Settings');
    const chosen = await vscode.window.showErrorMessage(
        vscode.l10n.t(
            "'{0} lsp' could not be started: {1}",
            settings().path,
            error instanceof Error ? error.message : String(error),
        ),
        openSettings,
    );
    if (chosen === openSettings) {
        await vscode.commands.executeCommand('workbench.action.openSettings', 'fadu.server');
    }
}

/** The read-only texts of the library. VS Code asks once for each address. */
const lawTexts: vscode.TextDocumentContentProvider = {
    async provideTextDocumentContent(uri, token) {
        await pending;
        if (client === undefined) {
            throw new Error(vscode.l10n.t('The language server is not running.'));
        }
        const answer = await client.sendRequest<{text: string}>(
            'fadu/text',
            {uri: client.code2ProtocolConverter.asUri(uri)},
            token,
        );
        return answer.text;
    },
};

/** fadu-page:/TIM001.md: what `fadu explain TIM001` prints. */
const pages: vscode.TextDocumentContentProvider = {
    provideTextDocumentContent(uri, token) {
        const code = uri.path.replace(/^\//, '').replace(/\.md$/, '');
        const {path, language} = settings();
        return new Promise((resolve, reject) => {
            const child = execFile(
                path,
                ['explain', code, '--lang', language],
                {encoding: 'utf8', maxBuffer: 1 << 24},
                (error, stdout, stderr) =>
                    error === null
                        ? resolve(stdout)
                        : reject(new Error(stderr.trim() || error.message)),
            );
            token.onCancellationRequested(() => child.kill());
        });
    },
};

function codeOf(diagnostic: vscode.Diagnostic): string {
    const {code} = diagnostic;
    return String(typeof code === 'object' ? code.value : (code ?? ''));
}

/** Codes of the findings in the active editor, those at the cursor first, with a message each. */
function codesInView(): Map<string, string> {
    const editor = vscode.window.activeTextEditor;
    const found = editor === undefined ? [] : vscode.languages.getDiagnostics(editor.document.uri);
    const line = editor?.selection.active.line ?? 0;
    const distance = ({range}: vscode.Diagnostic) =>
        Math.max(range.start.line - line, line - range.end.line, 0);
    const codes = new Map<string, string>();
    for (const diagnostic of [...found].sort((a, b) => distance(a) - distance(b))) {
        const code = codeOf(diagnostic);
        if (/^[A-Z]+\d+$/.test(code) && !codes.has(code)) {
            codes.set(code, diagnostic.message);
        }
    }
    return codes;
}

async function explain(argument?: unknown): Promise<void> {
    let code = typeof argument === 'string' ? argument : undefined;
    if (code === undefined) {
        const codes = codesInView();
        code =
            codes.size > 0
                ? (
                      await vscode.window.showQuickPick(
                          [...codes].map(([label, detail]) => ({label, detail})),
                          {placeHolder: vscode.l10n.t('The check to explain')},
                      )
                  )?.label
                : await vscode.window.showInputBox({
                      prompt: vscode.l10n.t('Code or name of a check, for example TIM001'),
                  });
    }
    if (code === undefined || code.trim() === '') {
        return;
    }
    const uri = vscode.Uri.from({scheme: pageScheme, path: `/${code.trim()}.md`});
    try {
        await vscode.workspace.openTextDocument(uri);
    } catch (error) {
        void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
        return;
    }
    await vscode.commands.executeCommand('markdown.showPreviewToSide', uri);
}

export async function activate(context: vscode.ExtensionContext): Promise<void> {
    output = vscode.window.createOutputChannel('Fadu', {log: true});
    files = vscode.workspace.createFileSystemWatcher('**/{*.fadu,*.fadu.md,fadu.toml}');
    context.subscriptions.push(
        output,
        files,
        vscode.workspace.registerTextDocumentContentProvider(lawScheme, lawTexts),
        vscode.workspace.registerTextDocumentContentProvider(pageScheme, pages),
        vscode.commands.registerCommand('fadu.restart', restart),
        vscode.commands.registerCommand('fadu.explain', explain),
        vscode.commands.registerCommand('fadu.showOutput', () => output.show()),
        vscode.workspace.onDidChangeConfiguration((change) => {
            // Tracing is the client's own setting and needs no new server.
            const restarts = ['fadu.server', 'fadu.asOf', 'fadu.language'];
            if (restarts.some((section) => change.affectsConfiguration(section))) {
                void restart();
            }
        }),
    );
    await restart();
}

export async function deactivate(): Promise<void> {
    await pending;
    await client?.dispose();
}
