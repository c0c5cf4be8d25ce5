// The packager expects the global `File`, which Node.js 18 (Debian 12) has in node:buffer alone.
globalThis.File ??= require('node:buffer').File;
