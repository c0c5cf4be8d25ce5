// Beginning and end, order, framing: what a server must bear from any client.
"use strict";

const assert = require("node:assert/strict");
const {spawn} = require("node:child_process");
const {test} = require("node:test");
const {Client, item, law, program, pullCapabilities, root} = require("./client.js");

const frame = (body) => {
    const text = typeof body === "string" ? body : JSON.stringify({jsonrpc: "2.0", ...body});
    return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
};
const initializeFor = (processId) =>
    frame({id: 1, method: "initialize", params: {processId, rootUri: null, capabilities: {}}});
const initialize = initializeFor(null);
const ending = frame({id: 2, method: "shutdown"}) + frame({method: "exit"});

/// Feeds bytes and returns the exit status and the messages that come back.
function talk(...pieces) {
    return new Promise((resolve, reject) => {
        const server = spawn(program, ["lsp"], {cwd: root});
        const timer = setTimeout(() => {
            server.kill("SIGKILL");
            reject(new Error("the server hangs"));
        }, 60000);
        const chunks = [];
        server.stdout.on("data", (data) => chunks.push(data));
        server.stdin.on("error", () => {});
        server.on("close", (code, signal) => {
            clearTimeout(timer);
            resolve({status: signal ?? code, messages: messagesIn(Buffer.concat(chunks))});
        });
        for (const piece of pieces) {
            server.stdin.write(piece);
        }
        server.stdin.end();
    });
}

/// Nothing but framed JSON may stand in the stream.
function messagesIn(bytes) {
    const messages = [];
    for (let at = 0; at < bytes.length;) {
        const header = /^Content-Length: (\d+)\r\n\r\n/.exec(bytes.subarray(at, at + 50).toString("latin1"));
        assert.ok(header, `not a header: ${bytes.subarray(at, at + 50)}`);
        const begin = at + header[0].length;
        at = begin + Number(header[1]);
        const message = JSON.parse(bytes.subarray(begin, at).toString());
        assert.equal(message.jsonrpc, "2.0");
        messages.push(message);
    }
    return messages;
}

const errors = (messages) => messages.filter(({error}) => error).map(({id, error}) => [id, error.code]);

test("shutdown before exit is status 0, exit alone and a closed stream are 1", async () => {
    assert.equal((await talk(initialize, ending)).status, 0);
    assert.equal((await talk(initialize, frame({method: "exit"}))).status, 1);
    assert.equal((await talk(initialize)).status, 1);
    assert.equal((await talk("")).status, 1);
    assert.equal((await talk(frame({method: "exit"}))).status, 1);
    assert.equal((await talk(initialize, frame({id: 2, method: "shutdown"}))).status, 1);
});

test("before initialize requests fail and notifications are dropped", async () => {
    const {status, messages} = await talk(
        frame({id: "a", method: "textDocument/hover", params: {}}),
        frame({method: "textDocument/didOpen", params: {}}),
        frame({id: "b", method: "shutdown"}), initialize, ending);
    assert.equal(status, 0);
    assert.deepEqual(errors(messages), [["a", -32002], ["b", -32002]]);
    assert.equal(messages.length, 4);
});

test("a second initialize and requests after shutdown fail", async () => {
    const {status, messages} = await talk(
        initialize, initialize.replace('"id":1', '"id":7'), frame({id: 2, method: "shutdown"}),
        frame({id: 3, method: "textDocument/hover", params: {}}), frame({id: 4, method: "shutdown"}),
        frame({method: "textDocument/didOpen", params: {}}), frame({method: "exit"}));
    assert.equal(status, 0);
    assert.deepEqual(errors(messages), [[7, -32600], [3, -32600], [4, -32600]]);
});

test("what is no request is answered as JSON-RPC says", async () => {
    const {status, messages} = await talk(
        initialize, frame("{"), frame(""), frame("[]"), frame("1"), frame("null"),
        frame({id: 5}), frame({id: {}, method: "shutdown"}), frame({id: 6, method: 7}),
        frame({id: 8, method: "fadu/text", params: 1}), frame({id: 9, method: "no/such"}),
        frame({id: 10, method: "$/no/such"}), frame({method: "$/no/such"}),
        frame({id: 11, method: "textDocument/hover"}), frame({id: 12, result: {}}),
        frame({id: 13, method: "fadu/text", params: {uri: 5}}),
        frame('{"jsonrpc":"2.0","id":14,"method":"\xFF"}'), ending);
    assert.equal(status, 0);
    assert.deepEqual(errors(messages), [
        [null, -32700], [null, -32700], [null, -32600], [null, -32600], [null, -32600],
        [5, -32600], [null, -32600], [6, -32600], [8, -32600], [9, -32601], [10, -32601],
        [11, -32602], [13, -32602], [14, -32601]]);
});

test("bytes that are no UTF-8 and brackets without end are parse errors", async () => {
    const bad = Buffer.concat([Buffer.from('{"jsonrpc":"2.0","id":3,"method":"'), Buffer.from([0xFF, 0xC0]),
                               Buffer.from('"}')]);
    const deep = "[".repeat(1 << 20);
    const open = '{"a":'.repeat(1 << 20);
    const {status, messages} = await talk(initialize, `Content-Length: ${bad.length}\r\n\r\n`, bad,
                                          frame(deep), frame(open), ending);
    assert.equal(status, 0);
    assert.deepEqual(errors(messages), [[null, -32700], [null, -32700], [null, -32700]]);
});

test("a broken header costs one message", async () => {
    const {status, messages} = await talk(
        "GET / HTTP/1.1\r\nHost: x\r\n\r\n", initialize, "Content-Length: -5\r\n\r\n",
        "Content-Length: 99999999999999999999\r\n\r\n", frame("{}"),
        "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\n" + frame({id: 3, method: "x"}), ending);
    assert.equal(status, 0);
    assert.deepEqual(errors(messages),
                     [[null, -32700], [null, -32700], [null, -32600], [3, -32601]]);
});

test("a message of 100 MB is refused, and the next is read", async () => {
    const size = 100_000_000;
    const {status, messages} = await talk(initialize, `Content-Length: ${size}\r\n\r\n`, Buffer.alloc(size, 0x20),
                                          frame({id: 3, method: "x"}), ending);
    assert.equal(status, 0);
    assert.deepEqual(errors(messages), [[null, -32600], [3, -32601]]);
});

test("a stream that ends inside a message ends the server", async () => {
    assert.equal((await talk(initialize, "Content-Length: 100\r\n\r\n{")).status, 1);
    assert.equal((await talk(initialize, "Content-Le")).status, 1);
});

test("the death of the client ends the server although the streams stay open", async (t) => {
    const client = spawn("sleep", ["1000"]);
    const server = spawn(program, ["lsp"], {cwd: root});
    t.after(() => server.kill("SIGKILL"));
    const exited = new Promise((resolve) => server.on("exit", resolve));
    server.stdin.write(initializeFor(client.pid));
    await new Promise((resolve) => server.stdout.once("data", resolve));
    client.kill("SIGKILL");
    assert.equal(await exited, 1);
});

test("what nobody reads any more ends the server although its input stays open", async (t) => {
    const server = spawn(program, ["lsp"], {cwd: root});
    t.after(() => server.kill("SIGKILL"));
    const exited = new Promise((resolve) => server.on("exit", resolve));
    server.stdin.write(initialize);
    await new Promise((resolve) => server.stdout.once("data", resolve));
    server.stdout.destroy();
    const speak = setInterval(() => server.stdin.write(frame({id: 3, method: "x"}), () => {}), 20);
    server.stdin.on("error", () => {});
    assert.equal(await exited, 1);
    clearInterval(speak);
});

test("a request that waits can be cancelled", async (t) => {
    const client = await Client.start(t, {capabilities: pullCapabilities()});
    const uri = "untitled:a";
    // What comes first takes a while, so that all of these wait together.
    client.open(uri, law + Array.from({length: 400}, (_, i) =>
        item(i + 1).replace("集市开办许可", `许可${i}`)).join(""));
    const {CancellationTokenSource} = require("vscode-jsonrpc/node");
    const first = client.request("textDocument/diagnostic", {textDocument: {uri}});
    const source = new CancellationTokenSource();
    const second = client.connection.sendRequest("workspace/diagnostic", {previousResultIds: []}, source.token);
    const third = client.request("textDocument/documentSymbol", {textDocument: {uri}});
    source.cancel();
    await assert.rejects(second, {code: -32800});
    await first;
    await third;
    client.notify("$/cancelRequest", {id: 12345});
    client.notify("$/cancelRequest", []);
    await client.stop();
});

test("each ability is announced only to a client that has it", async (t) => {
    const plain = await Client.start(t, {capabilities: {}});
    assert.equal(plain.encoding, "utf-16");
    assert.ok(!("codeActionProvider" in plain.result.capabilities));
    assert.ok(!("diagnosticProvider" in plain.result.capabilities));
    assert.equal(plain.result.serverInfo.name, "fadu");
    plain.open("untitled:a", item(10));
    await plain.request("textDocument/hover", plain.at("untitled:a", {line: 0, character: 0}));
    assert.deepEqual(plain.requests, []);
    await plain.stop();
    const able = await Client.start(t, {capabilities: pullCapabilities()});
    await able.settled();
    assert.deepEqual(able.result.capabilities.codeActionProvider, {codeActionKinds: ["quickfix"]});
    assert.equal(able.result.capabilities.diagnosticProvider.workspaceDiagnostics, true);
    assert.deepEqual(able.result.capabilities.workspace.textDocumentContent, {schemes: ["fadu-law"]});
    assert.deepEqual(able.requests.map(({method}) => method), ["client/registerCapability"]);
    await able.stop();
});

test("the first encoding of the client that is known is taken", async (t) => {
    for (const [offered, taken] of [[["utf-8", "utf-16"], "utf-8"], [["utf-7", "utf-32", "utf-8"], "utf-32"],
                                    [["utf-16"], "utf-16"], [[], "utf-16"], ["utf-8", "utf-16"]]) {
        const client = await Client.start(t, {encodings: offered});
        assert.equal(client.encoding, taken, JSON.stringify(offered));
        await client.stop();
    }
});

test("traces are sent while they are wanted", async () => {
    const open = (version) => frame({method: "textDocument/didOpen", params: {
        textDocument: {uri: "untitled:a", languageId: "fadu", version, text: law + item(25)}}});
    // A request with an answer makes the pieces follow one another with idle time between them.
    const traces = async (trace, ...pieces) => {
        const first = frame({id: 1, method: "initialize", params: {processId: null, capabilities: {}, trace}});
        const server = spawn(program, ["lsp"], {cwd: root});
        const chunks = [];
        const published = () => Buffer.concat(chunks).toString().split("publishDiagnostics").length - 1;
        server.stdin.write(first);
        for (const [i, piece] of pieces.entries()) {
            server.stdin.write(piece);
            while (published() <= i) {
                chunks.push(await new Promise((resolve) => server.stdout.once("data", resolve)));
            }
        }
        server.stdin.end(ending);
        for await (const chunk of server.stdout) {
            chunks.push(chunk);
        }
        return messagesIn(Buffer.concat(chunks)).filter(({method}) => method === "$/logTrace");
    };
    const heard = await traces("messages", open(1));
    assert.ok(heard.length > 0);
    assert.match(heard[0].params.message, /^检查 .* \d+\.\d ms$/);
    assert.deepEqual(await traces("off", open(1)), []);
    const off = frame({method: "$/setTrace", params: {value: "off"}});
    assert.equal((await traces("verbose", open(1), off + open(2))).length, heard.length);
});
