import { generateLoad } from "./bench/load/generate.ts";
import { loadInput } from "./bench/load/load-input.ts";

// For `bench`: loads a product from a process of its own, so that what is measured is not what measures.
const outcome = await generateLoad(loadInput.parse(JSON.parse(process.argv[2] ?? "")));
process.stdout.write(`${JSON.stringify(outcome)}\n`);
process.exit();
