import { taskOf } from "#models/tasks/index.ts";
import type { HyperParameters } from "#models/training/hyper-parameters.ts";
import { EngineError } from "../engine-error.ts";
import type { NetworkPlan } from "../weights/network-plan.ts";

/** Clipping at this norm is what most papers that clip begin with. */
const USUAL_CLIPNORM = 1;
const NORMALIZATIONS: ReadonlySet<string> = new Set(["BatchNormalization", "LayerNormalization"]);

export type NotFinite = {
  what: "loss" | "validation loss";
  step: number;
  epoch: number;
  /** Of that step. */
  learningRate: number;
  /** Mean losses of the training's first step and of the last one before; null where there was none. */
  firstLoss: number | null;
  lastLoss: number | null;
};

/** Why a loss is no number, as far as it can be told, and what to try. */
export function explainNotFinite(
  { what, step, epoch, learningRate, firstLoss, lastLoss }: NotFinite,
  { plan, hyperParameters }: { plan: NetworkPlan; hyperParameters: HyperParameters },
): EngineError {
  const { momentum, optimizer, globalClipnorm, warmupEpochs } = hyperParameters;
  const guessing = taskOf(plan.target).baselineLoss(plan.target);
  const isBadFromTheStart = firstLoss === null || firstLoss > 20 * guessing;
  const advice: string[] = [];
  if (!isBadFromTheStart) advice.push(`a learning rate of ${short(hyperParameters.learningRate / 10)}`);
  if (optimizer === "sgd" && momentum > 0.95) {
    advice.push(
      `a momentum of 0.9: ${momentum} makes steps up to ${short(1 / (1 - momentum))} times as long`,
    );
  }
  if (!plan.layers.some(({ type }) => NORMALIZATIONS.has(type))) {
    const hasConvolution = plan.layers.some(({ type }) => type.includes("Conv"));
    const where = hasConvolution ? "the convolutions" : "the hidden layers";
    advice.push(`BatchNormalization after ${where}, which keeps values from growing layer by layer`);
  }
  if (isBadFromTheStart && plan.layers.some(({ type }) => type === "Rescaling")) {
    advice.push("a smaller scale in Rescaling");
  }
  if (!isBadFromTheStart && globalClipnorm === null) {
    advice.push(`gradients clipped at a norm of ${USUAL_CLIPNORM}`);
  }
  if (!isBadFromTheStart && epoch === 1 && warmupEpochs === 0) advice.push("a warm-up of one epoch");
  const where = `step ${step} (epoch ${epoch}, learning rate ${short(learningRate)})`;
  return new EngineError(
    "NOT_FINITE",
    `The ${what} became infinite or not a number in ${where}. ${cause()} Try ${listed(advice)}.`,
  );

  function cause(): string {
    if (firstLoss === null) {
      return "That was before anything was learned: values already overflow on their way through the network.";
    }
    if (isBadFromTheStart) {
      return (
        `The very first loss was ${short(firstLoss)}, where guessing gives ${short(guessing)}: values grow too large ` +
        "on their way through the network."
      );
    }
    if (lastLoss !== null && lastLoss > 2 * firstLoss) {
      return `The loss had grown from ${short(firstLoss)} to ${short(lastLoss)}: the steps are too long.`;
    }
    const before = lastLoss === null ? "" : `, after a loss of ${short(lastLoss)}`;
    return `It came suddenly${before}: most likely one step was far too long.`;
  }
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function listed(advice: readonly string[]): string {
  const all = advice.length === 0 ? ["smaller initial weights"] : advice;
  return all.length === 1 ? (all[0] ?? "") : `${all.slice(0, -1).join("; ")}; or ${all.at(-1)}`;
}
