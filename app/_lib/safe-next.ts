const ORIGIN = "http://strata.invalid";

/** The page to go to after sign-in: a path of this site, or home for anything else. */
export function safeNext(next: string | null | undefined): string {
  if (next === null || next === undefined || !next.startsWith("/") || !URL.canParse(next, ORIGIN)) return "/";
  const { origin, pathname, search, hash } = new URL(next, ORIGIN);
  // `/..//host` comes out as `//host`, which would be another site's address.
  if (origin !== ORIGIN || pathname.startsWith("//")) return "/";
  return `${pathname}${search}${hash}`;
}
