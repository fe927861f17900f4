import { analyzeGraph } from "#models/graph/analyze.ts";
import type { ModelGraph } from "#models/graph/schema.ts";
import { LAYERS } from "#models/layers/index.ts";
import { numberedClasses } from "#models/tasks/numbered-classes.ts";
import type { TaskTarget } from "#models/tasks/target.ts";
import { presetById } from "#models/presets/index.ts";
import type { NetworkPlan } from "#server/engine/weights/network-plan.ts";
import type { StoredWeights } from "#server/engine/weights/starting-weights.ts";
import { planFrom } from "../train/plan.ts";
import { readFile, unknownPreset, type NamedNetwork, type OnNote } from "../train/network.ts";
import { UsageError } from "../train/usage-error.ts";

const PRESET = "preset:";

/** The network that `--model` names, and the weights that its file carries, for inputs and answers of its own. @throws UsageError where there is none. */
export async function readPlan(
  model: string,
  onNote: OnNote,
): Promise<{ plan: NetworkPlan; weights: StoredWeights | null }> {
  const isPreset = model.startsWith(PRESET);
  const { graph, weights } = isPreset
    ? presetNetwork(model.slice(PRESET.length))
    : await readFile(model, onNote);
  return { plan: planFrom(model, graph, ownTarget(graph, model)), weights };
}

function presetNetwork(id: string): NamedNetwork {
  const preset = presetById(id);
  if (!preset) throw unknownPreset(id);
  return { graph: preset.graph, weights: null };
}

/** What the graph says itself: its Input's shape, and as many classes as Output receives numbers, or of one its value. */
function ownTarget(graph: ModelGraph, model: string) {
  const input = graph.nodes.find(({ type }) => type === "Input");
  const settings = LAYERS.Input.settings.safeParse(input?.settings);
  if (!settings.success)
    throw new UsageError(
      `${model} has no Input with a height, a width and channels, or with steps and columns`,
    );
  const inputShape = settings.data.shape;
  const { nodes } = analyzeGraph(graph, { inputShape, target: null });
  const output = graph.nodes.find(({ type }) => type === "Output");
  const [length = 0] = nodes[output?.id ?? ""]?.shape ?? [];
  const target: TaskTarget =
    length === 1 ? { task: "regression", quantity: "Value", unit: "" } : numberedClasses(length);
  return { inputShape, target };
}
