import { patternProblem } from "#server/contract/password-pattern.ts";

let judge = patternProblem;

/** The list of common passwords is long: it comes when somebody begins to choose one. Without it the server alone knows it. */
export async function loadCommonPasswords(): Promise<void> {
  const whole = await import("#server/contract/password.ts").catch(() => null);
  if (whole !== null) judge = whole.passwordProblem;
}

/** What speaks against a new password, as far as the page knows by now. */
export const passwordProblem: typeof patternProblem = (password, owner) => judge(password, owner);
