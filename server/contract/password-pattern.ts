export const MIN_PASSWORD_LENGTH = 10;
export const MAX_PASSWORD_LENGTH = 128;

/** Said beside the field before anything is typed. */
export const PASSWORD_RULE = `At least ${MIN_PASSWORD_LENGTH} characters. A few words that nobody else would put together are good.`;

/** Whose password it is going to be. */
export type PasswordOwner = { email: string; name: string };

/** What speaks against a new password but that it is common, in words; undefined where nothing does. */
export function patternProblem(password: string, owner: PasswordOwner): string | undefined {
  if (Array.from(password).length < MIN_PASSWORD_LENGTH) {
    return `Choose at least ${MIN_PASSWORD_LENGTH} characters.`;
  }
  if (password.length > MAX_PASSWORD_LENGTH) return `Choose at most ${MAX_PASSWORD_LENGTH} characters.`;
  const text = plain(password);
  if (isOwn(text, owner)) return "This is your name or address; choose something that nobody can look up.";
  if (isRepeated(text) || isSequence(text)) return "This is one pattern over and over; mix it more.";
  return undefined;
}

/** As it is compared with others. */
export function plain(password: string): string {
  return password.normalize("NFKC").toLowerCase();
}

/** Letters alone: digits and marks around a word hide nothing. */
function stem(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFKC")
    .replaceAll(/[^\p{L}\p{M}]/gu, "");
}

function isOwn(text: string, { email, name }: PasswordOwner): boolean {
  const address = email.trim().toLowerCase();
  const local = address.split("@")[0] ?? "";
  if (text === address || (local !== "" && text === local)) return true;
  const own = stem(text);
  return own !== "" && [address, local, name].some((each) => stem(each) === own);
}

/** A part of up to four characters, from the beginning to the end. */
function isRepeated(text: string): boolean {
  return [1, 2, 3, 4].some((period) =>
    Array.from(text, (character, index) => character === text[index % period]).every(Boolean),
  );
}

/** Every character follows the one before it, forwards or backwards. */
function isSequence(text: string): boolean {
  const steps = new Set(
    Array.from(text, (_, index) =>
      index === 0 ? null : text.charCodeAt(index) - text.charCodeAt(index - 1),
    ),
  );
  steps.delete(null);
  return steps.size === 1 && (steps.has(1) || steps.has(-1));
}
