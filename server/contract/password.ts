import { DEMO_PASSWORD } from "#models/cohorts/demo-password.ts";
import { COMMON_PASSWORDS, COMMON_STEMS } from "./common-passwords.ts";
import { patternProblem, plain, type PasswordOwner } from "./password-pattern.ts";

/** What speaks against a new password, in words; undefined where nothing does. Page and server ask the same. */
export function passwordProblem(password: string, owner: PasswordOwner): string | undefined {
  const problem = patternProblem(password, owner);
  if (problem !== undefined) return problem;
  if (!isCommon(plain(password))) return undefined;
  return "Many people use this password, so it is tried first. Choose another.";
}

function isCommon(text: string): boolean {
  if (text === DEMO_PASSWORD || COMMON_PASSWORDS.has(text)) return true;
  const around = /^[^\p{L}]*(\p{L}+)[^\p{L}]*$/u.exec(text)?.[1];
  return around !== undefined && (COMMON_STEMS.has(around) || COMMON_PASSWORDS.has(around));
}
