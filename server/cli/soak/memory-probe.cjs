// Loaded before the program (node --require) into the web process and the workers of a product that `soak` starts. On
// SIGUSR2 it collects garbage and notes what the process holds then: what is left over is what a leak would be made of.
const { appendFileSync } = require("node:fs");
const { basename } = require("node:path");
const v8 = require("node:v8");
const vm = require("node:vm");

const file = process.env.STRATA_MEMORY_TRACE;
const role = { "main.js": "web", "worker.js": "worker" }[basename(process.argv[1] ?? "")];
if (file && role) {
  v8.setFlagsFromString("--expose-gc");
  const collect = vm.runInNewContext("gc");
  process.on("SIGUSR2", () => {
    collect();
    collect();
    const { rss, heapTotal, heapUsed, external } = process.memoryUsage();
    const sample = {
      at: Date.now(),
      pid: process.pid,
      role,
      rssBytes: rss,
      heapBytes: heapUsed,
      unusedHeapBytes: heapTotal - heapUsed,
      externalBytes: external,
    };
    appendFileSync(file, `${JSON.stringify(sample)}\n`);
  });
}
