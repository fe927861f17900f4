import { nameProblem } from "#server/contract/name-problem.ts";
import { MIN_PASSWORD_LENGTH, PASSWORD_RULE } from "#server/contract/password-pattern.ts";
import { passwordProblem } from "./judge-password.ts";

export type AccountDraft = { name: string; email: string; password: string };
type AccountProblems = Partial<Record<keyof AccountDraft, string>>;

/** Told before anything is sent; the server has the last word. */
export function checkEmail(email: string): string | undefined {
  if (email.trim() === "") return "Enter your email address.";
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(email.trim()) ? undefined : "This is not an email address.";
}

export function checkNewAccount({ name, email, password }: AccountDraft): AccountProblems {
  const problems: AccountProblems = {};
  if (name.trim() === "") problems.name = "Enter the name that your class knows you by.";
  else {
    const problem = nameProblem(name);
    if (problem !== undefined) problems.name = problem;
  }
  const emailProblem = checkEmail(email);
  if (emailProblem !== undefined) problems.email = emailProblem;
  const weakness = passwordProblem(password, { name, email });
  if (weakness !== undefined) problems.password = weakness;
  return problems;
}

/** What is said of a new password while it is typed: an error only once it is long enough to be judged. */
export function judgePassword({ name, email, password }: AccountDraft): { hint?: string; error?: string } {
  const { length } = Array.from(password);
  if (length === 0) return { hint: PASSWORD_RULE };
  if (length < MIN_PASSWORD_LENGTH)
    return { hint: `${length} of at least ${MIN_PASSWORD_LENGTH} characters.` };
  const error = passwordProblem(password, { name, email });
  return error === undefined ? { hint: "This password is fine." } : { error };
}

export function checkSignIn({ email, password }: Omit<AccountDraft, "name">): AccountProblems {
  const problems: AccountProblems = {};
  const emailProblem = checkEmail(email);
  if (emailProblem !== undefined) problems.email = emailProblem;
  if (password === "") problems.password = "Enter your password.";
  return problems;
}
