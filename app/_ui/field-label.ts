import { createContext } from "react";

/** The label's id, for a control that is not the library's own; null outside of a field. */
export const FieldLabelContext = createContext<string | null>(null);

/** The id of the field's hint; null where it has none. */
export const FieldHintContext = createContext<string | null>(null);

/** The id of such a control, under a label with this id. */
export function standInId(labelId: string): string {
  return `${labelId}-control`;
}
