import {
  DEFAULT_HYPER_PARAMETERS,
  HYPER_PARAMETER_NAMES,
  type HyperParameters,
} from "../training/hyper-parameters.ts";
import { isOfAnotherTask, taskOf } from "./index.ts";
import { monitorsOf } from "./monitors-of.ts";
import type { TaskTarget } from "./target.ts";

export type SettingProblems = Partial<Record<keyof HyperParameters, string>>;

/** What is wrong with hyper-parameters for a dataset's task, by name, in a learner's words; empty where nothing is. */
export function settingProblems(hyperParameters: HyperParameters, target: TaskTarget): SettingProblems {
  const task = taskOf(target);
  const problems: SettingProblems = {};
  for (const name of HYPER_PARAMETER_NAMES) {
    const isDefault = hyperParameters[name] === DEFAULT_HYPER_PARAMETERS[name];
    if (!isDefault && isOfAnotherTask(name, target)) {
      problems[name] = `Expected no ${name}, which means nothing to ${task.label.toLowerCase()}`;
    }
  }
  const { loss, earlyStopping } = hyperParameters;
  const losses = task.losses.map(({ name }) => name);
  if (loss !== null && !losses.includes(loss)) {
    problems.loss = `Expected a loss of ${task.label.toLowerCase()}, ${listed(losses)}, received ${loss}`;
  }
  const watchable = ["none", ...monitorsOf(target).map(({ value }) => value)];
  if (!watchable.includes(earlyStopping)) {
    problems.earlyStopping = `Expected ${listed(watchable)}, received ${earlyStopping}`;
  }
  return { ...problems, ...task.settingProblems(hyperParameters, target) };
}

function listed(names: readonly string[]): string {
  return names.length === 1 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}
