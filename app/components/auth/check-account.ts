export type AccountDraft = { name: string; email: string; password: string };
export type AccountProblems = Partial<Record<keyof AccountDraft, string>>;

export const MIN_PASSWORD_LENGTH = 8;

/** Told before anything is sent; the server has the last word. */
export function checkEmail(email: string): string | undefined {
  if (email.trim() === "") return "Enter your email address.";
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(email.trim()) ? undefined : "This is not an email address.";
}

export function checkNewAccount({ name, email, password }: AccountDraft): AccountProblems {
  const problems: AccountProblems = {};
  if (name.trim() === "") problems.name = "Enter the name that your class knows you by.";
  const emailProblem = checkEmail(email);
  if (emailProblem !== undefined) problems.email = emailProblem;
  if (password.length < MIN_PASSWORD_LENGTH) {
    problems.password = `Choose at least ${MIN_PASSWORD_LENGTH} characters.`;
  }
  return problems;
}

export function checkSignIn({ email, password }: Omit<AccountDraft, "name">): AccountProblems {
  const problems: AccountProblems = {};
  const emailProblem = checkEmail(email);
  if (emailProblem !== undefined) problems.email = emailProblem;
  if (password === "") problems.password = "Enter your password.";
  return problems;
}
