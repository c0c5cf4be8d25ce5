#!/usr/bin/env node
// A language server that only takes part: it answers `initialize`, `shutdown` and `fadu/text`, and
// writes every message to the file named by FADU_TEST_LOG, one a line.
"use strict";
const fs = require("fs");

let buffer = Buffer.alloc(0);

function answer(message) {
    switch (message.method) {
        case "initialize":
            return {capabilities: {textDocumentSync: {openClose: true, change: 2}}};
        case "fadu/text":
            return {text: `// ${message.params.uri}\n法律文件 《甲》 { }\n`};
        default:
            return null;
    }
}

function receive(message) {
    fs.appendFileSync(process.env.FADU_TEST_LOG, JSON.stringify(message) + "\n");
    if (message.method === "exit") {
        process.exit(0);
    }
    if (message.id !== undefined && message.method !== undefined) {
        const body = JSON.stringify({jsonrpc: "2.0", id: message.id, result: answer(message)});
        process.stdout.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    }
}

process.stdin.on("data", (chunk) => {
    buffer = Buffer.concat([buffer, chunk]);
    for (;;) {
        const header = /^Content-Length: (\d+)\r\n(?:.+\r\n)*\r\n/.exec(buffer.toString("latin1"));
        if (header === null || buffer.length < header[0].length + Number(header[1])) {
            return;
        }
        const end = header[0].length + Number(header[1]);
        receive(JSON.parse(buffer.subarray(header[0].length, end).toString()));
        buffer = buffer.subarray(end);
    }
});
process.stdin.on("end", () => process.exit(0));
