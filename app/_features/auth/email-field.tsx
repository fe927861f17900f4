import { Field } from "#app/_ui/field.tsx";
import { Input } from "#app/_ui/input.tsx";

type EmailFieldProps = { value: string; error: string | undefined; onValueChange: (email: string) => void };

export function EmailField({ value, error, onValueChange }: EmailFieldProps) {
  return (
    <Field label="Email" error={error}>
      <Input type="email" autoComplete="email" value={value} onValueChange={onValueChange} />
    </Field>
  );
}
