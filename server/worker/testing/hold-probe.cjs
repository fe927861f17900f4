// Loaded before the program (node --require) into the processes of a test's worker. The training child stops itself as
// soon as it has told of the epoch that the file names, so that it is never too fast for what a test does then.
const { readFileSync } = require("node:fs");
const { basename } = require("node:path");

const file = process.env.STRATA_HOLD_FILE;
if (file && basename(process.argv[1] ?? "") === "child.js") {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = (chunk, ...rest) => {
    const isWritten = write(chunk, ...rest);
    const text = String(chunk);
    const report = text.startsWith('{"kind":"report"') ? JSON.parse(text).report : null;
    if (report?.kind === "epoch" && String(report.metrics.epoch) === wantedEpoch()) {
      process.kill(process.pid, "SIGSTOP");
    }
    return isWritten;
  };
}

function wantedEpoch() {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}
