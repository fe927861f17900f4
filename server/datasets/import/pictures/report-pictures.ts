import type { ImportReport } from "#models/datasets/import/import-report.ts";
import { faultKinds } from "../tell-once.ts";
import { describeDoubles } from "./describe-doubles.ts";
import { findExact, findNear } from "./find-doubles.ts";
import type { PicturePlan } from "./plan-pictures.ts";
import type { PictureSource, Refused } from "./source-file.ts";

const REFUSED_SHOWN = 200;
const KINDS_SHOWN = 20;
const IGNORED_SHOWN = 20;

/** What was found, for the person who decides whether it becomes a dataset. */
export function reportPictures(
  plan: PicturePlan,
  source: Pick<PictureSource, "layout" | "ignored">,
  refused: readonly Refused[],
): ImportReport {
  const pictures = [...plan.splits.keys()];
  const splits = { train: 0, validation: 0, test: 0 };
  for (const split of plan.splits.values()) splits[split] += 1;
  const near = findNear(pictures);
  const pick = (groups: readonly number[][]) =>
    describeDoubles(
      groups.map((group) => group.flatMap((index) => pictures[index] ?? [])),
      plan.splits,
    );
  return {
    kind: "pictures",
    layout: source.layout,
    pictures: pictures.length,
    splits,
    classes: plan.classes,
    values: valuesOf(plan),
    refused: {
      count: refused.length,
      files: refused.slice(0, REFUSED_SHOWN),
      kinds: faultKinds(refused).slice(0, KINDS_SHOWN),
    },
    ignored: { count: source.ignored.length, names: source.ignored.slice(0, IGNORED_SHOWN) },
    exact: pick(findExact(pictures)),
    near: { ...pick(near.groups), isComplete: near.isComplete },
  };
}

function valuesOf(plan: PicturePlan): ImportReport["values"] {
  if (plan.kind === "class") return null;
  const values = [...plan.splits.keys()].flatMap(({ label }) =>
    label.kind === "value" ? [label.value] : [],
  );
  return {
    least: values.reduce((least, value) => Math.min(least, value), Infinity),
    greatest: values.reduce((greatest, value) => Math.max(greatest, value), -Infinity),
    mean: values.reduce((sum, value) => sum + value / values.length, 0),
  };
}
