import { layerOf } from "./index.ts";
import { tellingSettings } from "./telling-settings.ts";

/** The settings that make a layer what it is; those that nearly everybody leaves alone are left out. */
export function settingsText(type: string, settings: unknown): string {
  const layer = layerOf(type);
  if (layer === undefined || typeof settings !== "object" || settings === null) {
    return "";
  }
  return tellingSettings(layer, settings as Readonly<Record<string, unknown>>)
    .filter(({ field, value }) => !isUsual(field.name, value))
    .map(({ field: { name }, value }) => `${name} ${Array.isArray(value) ? value.join("×") : String(value)}`)
    .join(", ");
}

function isUsual(name: string, value: unknown): boolean {
  return value === true || value === "linear" || (name === "strides" && String(value) === "1,1");
}
