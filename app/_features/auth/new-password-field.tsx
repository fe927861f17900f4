"use client";

import type { PasswordOwner } from "#server/contract/password-pattern.ts";
import { judgePassword } from "./check-account.ts";
import { loadCommonPasswords, passwordProblem } from "./judge-password.ts";
import { PasswordField } from "./password-field.tsx";

type NewPasswordFieldProps = {
  label?: string;
  /** Whose password it is going to be, as far as that is known. */
  owner: PasswordOwner;
  value: string;
  /** Found when the form was sent. */
  error: string | undefined;
  onValueChange: (password: string) => void;
};

/** Says while it is typed whether a password will do. */
export function NewPasswordField({ label, owner, value, error, onValueChange }: NewPasswordFieldProps) {
  const judged = judgePassword({ ...owner, password: value });
  return (
    <PasswordField
      {...(label === undefined ? {} : { label })}
      autoComplete="new-password"
      value={value}
      hint={<span aria-live="polite">{judged.hint}</span>}
      error={error === undefined ? judged.error : (passwordProblem(value, owner) ?? judged.error)}
      onFocus={() => void loadCommonPasswords()}
      onValueChange={onValueChange}
    />
  );
}
