/** What signs people in and out, fetched when somebody does. */
export async function loadAuthClient() {
  return (await import("./auth-client.ts")).authClient;
}
