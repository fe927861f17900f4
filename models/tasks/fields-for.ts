import { HYPER_PARAMETER_FIELDS, type HyperParameterField } from "../training/hyper-parameter-fields.ts";
import { inSentence } from "./in-sentence.ts";
import { isOfAnotherTask, taskOf } from "./index.ts";
import { monitorsOf } from "./monitors-of.ts";
import type { TaskTarget } from "./target.ts";

/** The training form for a target: without what belongs to other tasks, with its own losses and metrics to choose from. */
export function fieldsFor(target: TaskTarget): HyperParameterField[] {
  const losses = taskOf(target).losses.map(({ name, label }) => ({ value: name, label }));
  return HYPER_PARAMETER_FIELDS.filter(
    ({ name }) => !isOfAnotherTask(name, target) && (name !== "loss" || losses.length > 1),
  ).map((field) => {
    if (field.kind !== "choice") return field;
    if (field.name === "loss") return { ...field, options: losses };
    return field.name === "earlyStopping" ? { ...field, options: stopsFor(target) } : field;
  });
}

function stopsFor(target: TaskTarget): { value: string; label: string }[] {
  const monitors = monitorsOf(target).map(({ value, metric }) => ({
    value,
    label: `On the validation ${inSentence(metric.label)}`,
  }));
  return [{ value: "none", label: "Off" }, ...monitors];
}
