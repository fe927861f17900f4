import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { goldenCheck, goldenValues } from "#server/engine/measure/golden-check.ts";
import { measureSpeed } from "#server/engine/measure/measure-speed.ts";
import { ENGINE_CHOICES, openEngine } from "#server/engine/open-engine.ts";

// For `doctor` and the worker, in a process of its own, so that a runtime or a driver that crashes takes nothing else
// with it: golden-check [cpu|webgpu|cuda] [--measure] [--expect FILE]
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { measure: { type: "boolean", default: false }, expect: { type: "string" } },
});
const choice = ENGINE_CHOICES.find((each) => each === (positionals[0] ?? "cpu"));
if (choice === undefined) throw new Error(`There is no engine ${positionals[0]}`);
const expected =
  values.expect === undefined
    ? undefined
    : goldenValues.parse(JSON.parse(await readFile(values.expect, "utf8")));

const engine = await openEngine(choice);
const check = await goldenCheck(engine, expected);
const imagesPerSecond = check.isGood && values.measure ? await measureSpeed(engine) : null;
process.stdout.write(`${JSON.stringify({ ...check, imagesPerSecond })}\n`);
// Some drivers hang when the runtime unloads them.
process.exit();
