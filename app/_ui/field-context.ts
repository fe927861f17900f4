import { createContext, use } from "react";

export type FieldScope = {
  labelId: string;
  name: string | undefined;
  /** The id of the hint, or of what is wrong. */
  describedBy: string | undefined;
  isInvalid: boolean;
};

/** Null outside of a field. */
export const FieldContext = createContext<FieldScope | null>(null);

/** The id of the input under a label with this id. */
export function inputId(labelId: string): string {
  return `${labelId}-input`;
}

/** The id of a button that stands for an input: a label presses it not, and only leads to it. */
export function standInId(labelId: string): string {
  return `${labelId}-control`;
}

/** What ties a text field to its label, its hint and what is wrong with it. */
export function useInputProps() {
  const field = use(FieldContext);
  if (field === null) return {};
  return {
    id: inputId(field.labelId),
    ...(field.name === undefined ? {} : { name: field.name }),
    ...tiesOf(field),
  };
}

/** The same for a switch or a select. */
export function useStandInProps() {
  const field = use(FieldContext);
  return field === null ? {} : { id: standInId(field.labelId), ...tiesOf(field) };
}

function tiesOf({ labelId, describedBy, isInvalid }: FieldScope) {
  return {
    "aria-labelledby": labelId,
    ...(describedBy === undefined ? {} : { "aria-describedby": describedBy }),
    ...(isInvalid ? { "aria-invalid": true, "data-invalid": "" } : {}),
  };
}
