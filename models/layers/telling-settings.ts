import type { LayerDefinition } from "./define-layer.ts";
import type { SettingField } from "./setting-field.ts";

/** A layer's settings, as its fields order them, without those that nearly everybody leaves at their default. */
export function tellingSettings(
  layer: LayerDefinition,
  settings: Readonly<Record<string, unknown>>,
): { field: SettingField; value: unknown }[] {
  const defaults = layer.settings.safeParse({}).data as Readonly<Record<string, unknown>> | undefined;
  return layer.fields.flatMap((field) => {
    const value = settings[field.name];
    const isUsual = field.isAdvanced && JSON.stringify(value) === JSON.stringify(defaults?.[field.name]);
    return value === undefined || isUsual ? [] : [{ field, value }];
  });
}
