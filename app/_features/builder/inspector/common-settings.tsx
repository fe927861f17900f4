"use client";

import { commonSettings, setCommon } from "#models/graph/edits/set-common.ts";
import { nodeById } from "#models/graph/edits/links.ts";
import { useBuilder, useBuilderStore } from "../store/store-context.ts";
import { useEdit } from "../use-edit.ts";
import { MoreSettings } from "./more-settings.tsx";
import { SettingField } from "./setting-field.tsx";
import { formatSettingText } from "./setting-text.ts";

const MOST_VALUES = 4;

/** What several blocks have in common, set for all of them at once: one step of undo. */
export function CommonSettings({ nodeIds }: { nodeIds: readonly string[] }) {
  const store = useBuilderStore();
  const edit = useEdit();
  const graph = useBuilder((state) => state.graph);
  const issuesOfNode = useBuilder((state) => state.analysis.issuesOfNode);
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  const nodes = nodeIds.flatMap((id) => nodeById(graph, id) ?? []);
  const settings = commonSettings(nodes);
  const issues = nodeIds.flatMap((id) => issuesOfNode[id] ?? []);

  const form = ({ field, values }: (typeof settings)[number]) => {
    const isMixed = values.length > 1;
    return (
      <SettingField
        key={field.name}
        field={isMixed ? { ...field, help: `They have ${listOf(values)}.` } : field}
        value={isMixed ? "" : values[0]}
        error={issues.find((issue) => issue.field === field.name)?.message.replace(/^\w+: /u, "")}
        isReadOnly={isReadOnly}
        onChange={(value) =>
          edit(
            (current) => setCommon(current, nodeIds, { name: field.name, value }),
            `setting ${nodeIds.join(" ")} ${field.name}`,
          )
        }
        onDone={() => store.getState().endStep()}
      />
    );
  };

  if (settings.length === 0) {
    return <p className="text-[0.8125rem] text-muted-foreground">These blocks have no setting in common.</p>;
  }
  const advanced = settings.filter(({ field }) => field.isAdvanced);
  return (
    <section aria-label="Settings of all" className="flex flex-col gap-4 border-t border-border pt-3">
      <h3 className="text-[0.8125rem] text-muted-foreground">Set for all {nodes.length}</h3>
      {settings.filter(({ field }) => !field.isAdvanced).map(form)}
      {advanced.length > 0 && (
        <MoreSettings
          isOpenAtFirst={false}
          isWrong={issues.some(({ field }) => advanced.some((each) => each.field.name === field))}
        >
          {advanced.map(form)}
        </MoreSettings>
      )}
    </section>
  );
}

function listOf(values: readonly unknown[]): string {
  const texts = values.map((value) =>
    Array.isArray(value) ? value.join("×") : value === undefined ? "auto" : formatSettingText(value),
  );
  const more = texts.length - MOST_VALUES;
  return more > 0 ? `${texts.slice(0, MOST_VALUES).join(", ")} and ${more} more` : texts.join(", ");
}
