/**
 * One setting as a form shows it, so that an inspector needs no code for any single layer. `name` is the key
 * in the node's settings. Limits are those of the settings schema.
 */
export type SettingField = {
  name: string;
  label: string;
  help: string;
  /** Kept out of sight until asked for: what a first network needs no thought about. */
  isAdvanced?: true;
} &
  /** One with `emptyMeans` may be left out of the settings; it says what then holds. */
  (
    | { kind: "integer" | "number"; min: number; max: number; step: number; emptyMeans?: string }
    /** Height and width, [3, 3]. An optional one may be left out of the settings; `emptyMeans` says what then holds. */
    | { kind: "size2d"; min: number; max: number; step: number; isOptional: boolean; emptyMeans?: string }
    | { kind: "choice"; options: readonly { value: string | number; label: string }[] }
    | { kind: "boolean" }
    /** A list of sizes, [1, 1, 64]. */
    | { kind: "shape" }
    /** A list of up to `maxCount` numbers, [0.5, 0.25]; `takesOne` where a single one may stand by itself. */
    | {
        kind: "numbers";
        min: number;
        max: number;
        step: number;
        maxCount: number;
        takesOne?: true;
        isWhole?: true;
        emptyMeans?: string;
      }
  );
