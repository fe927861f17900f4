/** The page to go to after sign-in: a path of this site, or home for anything else. */
export function safeNext(next: string | null | undefined): string {
  if (next === null || next === undefined || !next.startsWith("/")) return "/";
  try {
    const url = new URL(next, "http://strata.invalid");
    return url.origin === "http://strata.invalid" ? `${url.pathname}${url.search}${url.hash}` : "/";
  } catch {
    return "/";
  }
}
