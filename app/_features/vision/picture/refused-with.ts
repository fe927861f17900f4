/** What a server says that refuses a file, in a learner's words. */
export async function refusedWith(response: Response): Promise<Error> {
  const answer: unknown = await response.json().catch(() => null);
  const message = (answer as { error?: { message?: unknown } } | null)?.error?.message;
  return new Error(typeof message === "string" ? message : "The server gave no answer. Try again.");
}
