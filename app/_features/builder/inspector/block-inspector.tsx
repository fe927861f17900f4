"use client";

import type { GraphIssue } from "#models/graph/graph-issue.ts";
import type { NodeAnalysis } from "#models/graph/node-analysis.ts";
import type { GraphNode } from "#models/graph/schema.ts";
import type { LayerDefinition } from "#models/layers/define-layer.ts";
import type { SettingField as FieldDescription } from "#models/layers/setting-field.ts";
import { layerOf } from "#models/layers/index.ts";
import { fieldsOf, TRAINABLE } from "#models/layers/trainable.ts";
import { formatCount } from "#app/_lib/format-count.ts";
import { cn } from "#app/_lib/cn.ts";
import { CureButton } from "../cure-button.tsx";
import { TONE_TEXT, toneOf } from "../issue-tone.ts";
import { formatFaceShape } from "#app/_lib/format-face-shape.ts";
import { lookOf } from "../layer-look.ts";
import { useBuilder, useBuilderStore } from "../store/store-context.ts";
import { useEdit } from "../use-edit.ts";
import { BlockHelp } from "./block-help.tsx";
import { BlockName } from "./block-name.tsx";
import { Connections } from "./connections.tsx";
import { FreezeButtons } from "./freeze-buttons.tsx";
import { MoreSettings } from "./more-settings.tsx";
import { SettingField } from "./setting-field.tsx";

const NO_ISSUES: readonly GraphIssue[] = [];

/** All about one block: its settings as a form, what goes in and comes out, what it learns. */
export function BlockInspector({ node }: { node: GraphNode }) {
  const store = useBuilderStore();
  const edit = useEdit();
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  const analysis = useBuilder((state) => state.analysis.nodes[node.id]);
  const issues = useBuilder((state) => state.analysis.issuesOfNode[node.id]) ?? NO_ISSUES;
  const layer = layerOf(node.type);
  const { icon: Icon, color } = lookOf(node.type);
  if (layer === undefined) return <p className="p-4 text-sm">{issues[0]?.message}</p>;
  const defaults = defaultsOf(layer);
  const general = issues.filter((issue) => issue.field === undefined || !hasField(layer, issue.field));
  const advanced = fieldsOf(layer).filter((field) => field.isAdvanced);

  const form = (field: FieldDescription) => (
    <SettingField
      key={field.name}
      field={field}
      value={field.name in node.settings ? node.settings[field.name] : defaults[field.name]}
      error={issues.find((issue) => issue.field === field.name)?.message.replace(/^\w+: /u, "")}
      isReadOnly={isReadOnly}
      onChange={(value) =>
        edit(
          () => ({ ok: true, edit: { kind: "setSetting", id: node.id, name: field.name, value } }),
          `setting ${node.id} ${field.name}`,
        )
      }
      onDone={() => store.getState().endStep()}
    />
  );

  return (
    <div className="flex flex-col gap-4 p-4">
      <header className="flex flex-col gap-1.5">
        <h2 className="flex items-center gap-2 text-[0.9375rem] font-semibold">
          <Icon aria-hidden className="size-4.5 shrink-0" style={{ color }} />
          {layer.type}
        </h2>
        <BlockHelp layer={layer} node={node} />
      </header>
      {general.map((issue) => (
        <div
          key={issue.code + issue.message}
          className={cn(
            "flex flex-col items-start gap-1.5 rounded-md px-2.5 py-1.5 text-[0.8125rem]",
            TONE_TEXT[toneOf(issue)],
          )}
        >
          <p>{issue.message}</p>
          {issue.cure !== undefined && <CureButton cure={issue.cure} className="min-h-7 px-2" />}
        </div>
      ))}
      {layer.fields.filter((field) => !field.isAdvanced).map(form)}
      {advanced.length > 0 && (
        <MoreSettings
          isOpenAtFirst={advanced.some(({ name }) => isChanged(node.settings[name], defaults[name]))}
          isWrong={issues.some(({ field }) => advanced.some(({ name }) => name === field))}
        >
          {advanced.map(form)}
        </MoreSettings>
      )}
      <BlockName node={node} />
      <FreezeButtons node={node} />
      <Connections node={node} />
      {analysis !== undefined && <Flow analysis={analysis} layer={layer} />}
    </div>
  );
}

function Flow({ analysis, layer }: { analysis: NodeAnalysis; layer: LayerDefinition }) {
  const { inputs, shape, weights, params, macs } = analysis;
  return (
    <section aria-label="Shapes and weights" className="border-t border-border pt-3">
      <dl className="num grid grid-cols-[auto_1fr] gap-x-3 gap-y-1.5 text-[0.8125rem] [&_dd]:text-right [&_dd]:font-mono [&_dd]:text-xs [&_dd]:leading-5 [&_dt]:text-muted-foreground">
        {layer.inputs.max > 0 && (
          <>
            <dt>Shape in</dt>
            <dd>{inputs.length === 0 ? "?" : inputs.map(formatFaceShape).join(", ")}</dd>
          </>
        )}
        <dt>Shape out</dt>
        <dd>{formatFaceShape(shape)}</dd>
        {shape !== null && (
          <>
            <dt>Multiply-adds</dt>
            <dd>{formatCount(macs)}</dd>
            <dt>Parameters</dt>
            <dd>{formatCount(params)}</dd>
          </>
        )}
        {weights.map((weight) => (
          <div key={weight.name} className="col-span-2 flex justify-between gap-3 pl-3">
            <dt>
              {weight.name.replace("_", " ")}
              {!weight.isTrainable && " (not trained)"}
            </dt>
            <dd>{weight.shape.join("×")}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function isChanged(value: unknown, ofDefault: unknown): boolean {
  return value !== undefined && JSON.stringify(value) !== JSON.stringify(ofDefault);
}

function hasField(layer: LayerDefinition, name: string): boolean {
  return fieldsOf(layer).some((field) => field.name === name);
}

function defaultsOf(layer: LayerDefinition): Record<string, unknown> {
  const parsed = layer.settings.safeParse({});
  return { [TRAINABLE]: true, ...(parsed.success ? (parsed.data as Record<string, unknown>) : {}) };
}
