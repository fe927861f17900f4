"use client";

import { Field } from "#app/_ui/field.tsx";
import { NumberField } from "#app/_ui/number-field.tsx";
import { Switch } from "#app/_ui/switch.tsx";
import type { CompetitionSettings } from "#models/competition/settings.ts";

type CompetitionFieldsProps = {
  settings: CompetitionSettings;
  /** Its parts are drawn, so that their sizes stay. */
  isDrawn: boolean;
  onChange: (settings: CompetitionSettings) => void;
};

const percentOf = (fraction: number | null) => (fraction === null ? null : Math.round(fraction * 100));

export function CompetitionFields({ settings, isDrawn, onChange }: CompetitionFieldsProps) {
  const { publicShare, hasTransferLeague, smallestAbove, fastestAbove } = settings;
  const change = (part: Partial<CompetitionSettings>) => onChange({ ...settings, ...part });
  const fraction = (percent: number | null) => (percent === null ? null : percent / 100);
  return (
    <div className="flex flex-col gap-4">
      {isDrawn ? (
        <p className="num text-sm">
          {percentOf(publicShare)} % of the hidden tiles are public. The parts are drawn, so this stays.
        </p>
      ) : (
        <Field
          label="Percent of the hidden tiles that the board shows"
          hint="The rest decides at the reveal."
        >
          <NumberField
            min={10}
            max={90}
            value={percentOf(publicShare)}
            onValueChange={(percent) => change({ publicShare: (percent ?? 30) / 100 })}
          />
        </Field>
      )}
      <Field label="League of the smallest network: percent at least" hint="Empty for no such league.">
        <NumberField
          min={0}
          max={100}
          value={percentOf(smallestAbove)}
          onValueChange={(percent) => change({ smallestAbove: fraction(percent) })}
        />
      </Field>
      <Field
        label="League of accuracy for a second of training: percent at least"
        hint="Empty for no such league."
      >
        <NumberField
          min={0}
          max={100}
          value={percentOf(fastestAbove)}
          onValueChange={(percent) => change({ fastestAbove: fraction(percent) })}
        />
      </Field>
      <div className="flex items-center justify-between gap-3 text-sm">
        <span>
          <span className="block font-medium">Transfer league</span>
          <span className="text-[0.8125rem] text-muted-foreground">
            Networks that began from other weights may enter, on a board of their own.
          </span>
        </span>
        <Switch
          aria-label="Transfer league"
          checked={hasTransferLeague}
          onCheckedChange={(has) => change({ hasTransferLeague: has })}
        />
      </div>
    </div>
  );
}
