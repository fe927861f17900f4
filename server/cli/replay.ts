import { classifyingBy } from "#server/engine/objectives/classification.ts";
import { availableParallelism } from "node:os";
import { settingProblems } from "#models/tasks/setting-problems.ts";
import { objectiveOf } from "#server/engine/objectives/index.ts";
import { EngineError } from "#server/engine/engine-error.ts";
import { replay } from "#server/engine/replay.ts";
import { withoutChance, type Chance } from "#server/engine/weights/without-chance.ts";
import { readEnvironment } from "#server/platform/env.ts";
import { readPlan } from "./replay/network.ts";
import { readCommand, readReplayOptions, USAGE, type ReplayCommand } from "./replay/options.ts";
import { checkOutput, formatWanted, readTensors, wantedTensors, writeTensors } from "./replay/tensors.ts";
import { UsageError } from "./train/usage-error.ts";

const EXIT_USAGE = 2;

async function run(command: ReplayCommand): Promise<void> {
  if (command.kind === "help") {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const { plan, weights } = await readPlan(command.model, (note) => process.stderr.write(`${note}\n`));
  if (command.kind === "list") {
    for (const wanted of wantedTensors(plan)) process.stdout.write(`${formatWanted(wanted)}\n`);
    return;
  }
  const { hyperParameters, learningRates, classWeights, chance } = await readReplayOptions(command.options);
  const [problem] = Object.values(settingProblems(hyperParameters, plan.target));
  if (problem !== undefined) throw new UsageError(problem);
  await checkOutput(command.out);
  const { steps, ...input } = await readTensors(command.tensors, plan, weights);
  const isOff = (kind: Chance) => !chance[kind];
  const result = await replay({
    ...input,
    plan: withoutChance(plan, (["dropout", "noise", "augmentation"] as const).filter(isOff)),
    hyperParameters,
    learningRates: learningRates(steps),
    objective:
      plan.target.task === "regression"
        ? objectiveOf({ target: plan.target, hyperParameters, trainTargets: null })
        : classifyingBy(plan.target, {
            labelSmoothing: hyperParameters.labelSmoothing,
            classWeights: classWeights(plan.outputLength),
          }),
    threads: readEnvironment().ENGINE_THREADS ?? availableParallelism(),
  });
  await writeTensors(command.out, result, plan);
}

try {
  await run(readCommand(process.argv.slice(2)));
} catch (error) {
  // What the engine expects may go wrong comes from the files, too.
  process.exitCode = error instanceof UsageError || error instanceof EngineError ? EXIT_USAGE : 1;
  const hint = process.exitCode === EXIT_USAGE ? "\nSee npm run -s replay -- --help" : "";
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}${hint}\n`);
}
