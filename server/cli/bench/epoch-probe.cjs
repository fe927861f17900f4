// Loaded before the program (node --require) into the processes of a product that `bench` starts. In the training child
// it notes when an epoch's message leaves it, which is the moment that the epoch ends.
const { appendFileSync } = require("node:fs");
const { basename } = require("node:path");

const file = process.env.STRATA_EPOCH_TRACE;
if (file && basename(process.argv[1] ?? "") === "child.js") {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = (chunk, ...rest) => {
    const at = Date.now();
    const isWritten = write(chunk, ...rest);
    const text = String(chunk);
    const report = text.startsWith('{"kind":"report"') ? JSON.parse(text).report : null;
    if (report?.kind === "epoch") {
      appendFileSync(file, `${JSON.stringify({ at, pid: process.pid, epoch: report.metrics.epoch })}\n`);
    }
    return isWritten;
  };
}
