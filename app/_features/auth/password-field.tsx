"use client";

import { Eye, EyeOff } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button } from "#app/_ui/button.tsx";
import { Field } from "#app/_ui/field.tsx";
import { Input } from "#app/_ui/input.tsx";

type PasswordFieldProps = {
  label?: string;
  autoComplete: "current-password" | "new-password";
  value: string;
  error: string | undefined;
  hint?: ReactNode;
  onFocus?: () => void;
  onValueChange: (password: string) => void;
};

export function PasswordField({
  label = "Password",
  autoComplete,
  value,
  error,
  hint,
  onFocus,
  onValueChange,
}: PasswordFieldProps) {
  const [isShown, setIsShown] = useState(false);
  return (
    <Field label={label} error={error} hint={hint}>
      <span className="relative flex">
        <Input
          type={isShown ? "text" : "password"}
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          className="pr-11"
          value={value}
          onFocus={onFocus}
          onValueChange={onValueChange}
        />
        <Button
          variant="ghost"
          size="icon"
          aria-label="Show what is typed"
          aria-pressed={isShown}
          className="absolute top-0 right-0 text-muted-foreground"
          icon={isShown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
          onClick={() => setIsShown(!isShown)}
        />
      </span>
    </Field>
  );
}
