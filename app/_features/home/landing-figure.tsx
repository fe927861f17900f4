import { EUROSAT } from "#models/datasets/eurosat.ts";
import { analyzeGraph } from "#models/graph/analyze.ts";
import { layerOf } from "#models/layers/index.ts";
import { presetById } from "#models/presets/index.ts";
import { formatCount } from "#app/_lib/format-count.ts";
import { LandingTile } from "./landing-tile.tsx";
import { SolidBlock } from "./solid-block.tsx";

const PIXELS_PER_CELL = 2.1;
const GAP = 46;
const LABELS_Y = 172;
const HEIGHT = 180;
const BASELINE = 82;

type Stage = { id: string; label: string; color: string; size: number; depth: number };

/** The maps of the lecture's network in their true proportions: side as side, channels as depth. */
function stagesOf(presetId: string): { stages: Stage[]; params: number } {
  const preset = presetById(presetId);
  if (preset === undefined) return { stages: [], params: 0 };
  const analysis = analyzeGraph(preset.graph, EUROSAT);
  const stages: Stage[] = [];
  for (const [index, id] of analysis.order.entries()) {
    const shape = analysis.nodes[id]?.shape;
    const type = preset.graph.nodes.find((node) => node.id === id)?.type ?? "";
    const next = preset.graph.nodes.find((node) => node.id === analysis.order[index + 1])?.type;
    // Of two convolutions in a row the second stands for both.
    if (shape === null || shape === undefined || (type === "Conv2D" && next === "Conv2D")) continue;
    const [height = 1, , channels = 1] = shape;
    const category = layerOf(type)?.category;
    if (shape.length !== 3 || category === undefined) continue;
    stages.push({
      id,
      label: shape.join(" × "),
      color: `var(--layer-${category})`,
      size: height * PIXELS_PER_CELL,
      depth: 4 + channels * 0.62,
    });
  }
  return { stages, params: analysis.totals.params };
}

const { stages, params } = stagesOf("lecture-cnn");
const widths = stages.map((stage) => stage.size + stage.depth * 0.6 + GAP);
const placed = stages.map((stage, index) => ({
  ...stage,
  left: widths.slice(0, index).reduce((sum, width) => sum + width, 4),
}));
const scoresLeft = widths.reduce((sum, width) => sum + width, 4);
/** One bar a class, one of them clearly ahead. */
const BARS = [0.04, 0.02, 0.07, 0.03, 0.01, 0.05, 0.025, 0.68, 0.035, 0.06].map((score, place) => ({
  score,
  y: BASELINE - 60 + place * 12,
}));

export function LandingFigure() {
  return (
    <figure className="flex flex-col gap-3">
      <div className="-mx-4 overflow-x-auto pr-16 pl-4 max-sm:[mask-image:linear-gradient(to_right,black_78%,transparent)] sm:mx-0 sm:px-0">
        <svg
          role="img"
          aria-label="A satellite tile passes through ever smaller and deeper feature maps and ends as ten probabilities"
          viewBox={`0 0 ${scoresLeft + 96} ${HEIGHT}`}
          className="w-full min-w-[56rem]"
        >
          {placed.map(({ id, left, size, depth, color, label }, index) => (
            <g key={id}>
              {index > 0 && <Arrow to={left - 8} />}
              <SolidBlock x={left} y={BASELINE - size / 2} size={size} depth={depth} color={color} />
              {index === 0 && <LandingTile x={left} y={BASELINE - size / 2} size={size} />}
              <text
                x={left + size / 2}
                y={LABELS_Y}
                textAnchor="middle"
                className="num fill-muted-foreground font-mono text-[10.5px]"
              >
                {label}
              </text>
            </g>
          ))}
          <Arrow to={scoresLeft - 8} />
          {BARS.map(({ score, y }) => (
            <rect
              key={y}
              x={scoresLeft}
              y={y}
              width={4 + score * 110}
              height="8"
              rx="2"
              fill={score > 0.5 ? "var(--primary)" : "var(--border-strong)"}
            />
          ))}
          <text x={scoresLeft} y={LABELS_Y} className="fill-muted-foreground font-mono text-[10.5px]">
            10 classes
          </text>
        </svg>
      </div>
      <figcaption className="text-sm text-muted-foreground">
        The lecture's network, {formatCount(params)} parameters, drawn to scale: sides are pixels, depth is
        channels.
      </figcaption>
    </figure>
  );
}

function Arrow({ to }: { to: number }) {
  return (
    <path
      d={`M${to - 20} ${BASELINE}h16m-5 -4 5 4-5 4`}
      fill="none"
      stroke="var(--border-strong)"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  );
}
