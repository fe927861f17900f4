import { Field } from "#app/_ui/field.tsx";
import { Input } from "#app/_ui/input.tsx";

type NameFieldProps = { value: string; error: string | undefined; onValueChange: (name: string) => void };

/** Of the person themselves. */
export function NameField({ value, error, onValueChange }: NameFieldProps) {
  return (
    <Field label="Name" hint="Your class sees it." error={error}>
      <Input autoComplete="name" value={value} onValueChange={onValueChange} />
    </Field>
  );
}
