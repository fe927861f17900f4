import type { UnitActivity } from "../runs/unit-activity.ts";
import type { Finding, RunFacts } from "./finding.ts";
import { short } from "./finding.ts";

/** Of a layer's units: a few that never rise are usual, and cost a network nothing. */
const SHARE = 0.25;

type Layer = UnitActivity["layers"][number];

/** Units of ReLU layers that are 0 on all of a sample of the validation split, where they are a quarter of their layer. */
export function findDeadUnits({ target, activity, hyperParameters }: RunFacts): Finding | null {
  const dead = (activity?.layers ?? []).filter((layer) => shareOf(layer) >= SHARE);
  const [worst, ...others] = dead.toSorted((a, b) => shareOf(b) - shareOf(a));
  if (activity === null || worst === undefined) return null;
  const isWhole = worst.dead === worst.units;
  const example = target.task === "classification" ? "tiles" : "examples";
  const on = `${worst.name} are 0 for each of ${activity.count} validation ${example}`;
  const text = isWhole
    ? `All ${worst.units} units of ${on}. Nothing gets through, so that what follows gives the same answer for every ${example === "tiles" ? "tile" : "example"} unless another path leads around it.`
    : `${worst.dead} of the ${worst.units} units of ${on}: they tell nothing apart, and no gradient reaches them to change that.`;
  const [next] = others;
  const also = next === undefined ? "" : ` So are ${next.dead} of the ${next.units} of ${next.name}.`;
  const more =
    others.length > 1
      ? ` ${others.length - 1} more ${others.length === 2 ? "layer has" : "layers have"} dead units.`
      : "";
  const { learningRate } = hyperParameters;
  return {
    kind: "dead-units",
    title: isWhole ? "A whole layer is dead" : "Dead units",
    text: text + also + more,
    advice: [
      `a learning rate of ${short(learningRate / 10)} in place of ${short(learningRate)}: a step that is too long throws units below 0 for good`,
      `leaky_relu in place of relu in ${worst.name}: it leaves a slope below 0, by which a unit comes back`,
      `BatchNormalization before the activation of ${worst.name}, which keeps about half of the values above 0`,
    ],
  };
}

const shareOf = ({ dead, units }: Layer): number => dead / units;
