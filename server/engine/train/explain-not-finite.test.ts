import { numberedClasses } from "#models/tasks/numbered-classes.ts";
import { expect, test } from "vitest";
import { chainGraph, type ChainLayer } from "#models/graph/chain.ts";
import { hyperParameters, type HyperParameters } from "#models/training/hyper-parameters.ts";
import { explainNotFinite, type NotFinite } from "./explain-not-finite.ts";
import { planNetwork } from "../weights/network-plan.ts";

function explained(
  trouble: Partial<NotFinite>,
  { settings = {}, layers = [] }: { settings?: Partial<HyperParameters>; layers?: ChainLayer[] } = {},
): string {
  const graph = chainGraph(
    [...layers, { type: "Flatten" }, { type: "Dense", settings: { units: 10 } }],
    [4, 4, 3],
  );
  const plan = planNetwork(graph, { inputShape: [4, 4, 3], target: numberedClasses(10) });
  const chosen = hyperParameters.parse({ learningRate: 0.5, ...settings });
  const at: NotFinite = {
    what: "loss",
    step: 12,
    epoch: 1,
    learningRate: 0.25,
    firstLoss: 2.4,
    lastLoss: 3,
    ...trouble,
  };
  return explainNotFinite(at, { plan, hyperParameters: chosen }).message;
}

const NORMALIZED: ChainLayer[] = [{ type: "BatchNormalization" }];

test("step, epoch and that step's learning rate come first", () => {
  expect(explained({})).toMatch(
    /^The loss became infinite or not a number in step 12 \(epoch 1, learning rate 0\.25\)\./,
  );
  expect(explained({ what: "validation loss" })).toMatch(/^The validation loss became/);
});

test("a loss that grew: the steps are too long", () => {
  const message = explained({ lastLoss: 4.2e8, epoch: 3 });
  expect(message).toContain("The loss had grown from 2.4 to 420000000: the steps are too long.");
  expect(message).toContain("a learning rate of 0.05;");
  expect(message).toContain("BatchNormalization after the hidden layers");
  expect(message).toContain("gradients clipped at a norm of 1");
  expect(message).not.toContain("warm-up");
});

test("in a network with convolutions, the normalization goes after them", () => {
  const layers: ChainLayer[] = [{ type: "Conv2D", settings: { filters: 2, kernelSize: [1, 1] } }];
  expect(explained({}, { layers })).toContain("BatchNormalization after the convolutions");
});

test("a sudden one in the first epoch: one step was too long, a warm-up helps", () => {
  const message = explained({ lastLoss: 2.1 }, { layers: NORMALIZED });
  expect(message).toContain("It came suddenly, after a loss of 2.1");
  expect(message).toContain("a warm-up of one epoch");
  expect(message).not.toContain("BatchNormalization");
});

test("a first loss that is huge already: not the learning rate, but the network", () => {
  const message = explained(
    { firstLoss: 5e6, lastLoss: 6e6 },
    { layers: [{ type: "Rescaling", settings: { scale: 255 } }] },
  );
  expect(message).toContain("The very first loss was 5000000, where guessing gives 2.3");
  expect(message).toContain("a smaller scale in Rescaling");
  expect(message).not.toContain("learning rate of");
});

test("no number before anything was learned", () => {
  expect(explained({ step: 1, firstLoss: null, lastLoss: null })).toContain("before anything was learned");
});

test("what is on already is not advised again, and a high momentum is named", () => {
  const message = explained(
    {},
    {
      settings: { optimizer: "sgd", momentum: 0.99, globalClipnorm: 1, warmupEpochs: 1 },
      layers: NORMALIZED,
    },
  );
  expect(message).toContain("a momentum of 0.9: 0.99 makes steps up to 100 times as long");
  expect(message).not.toMatch(/clipped|warm-up/);
});
