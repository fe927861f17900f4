import { APIError } from "better-auth/api";
import type { PasswordOwner } from "#server/contract/password-pattern.ts";
import { passwordProblem } from "#server/contract/password.ts";

export function requireGoodPassword(password: string, owner: PasswordOwner): void {
  const message = passwordProblem(password, owner);
  if (message !== undefined) throw new APIError("BAD_REQUEST", { code: "WEAK_PASSWORD", message });
}
