import { z } from "zod";

const PATH = /^\/cohorts\/[^/]+\/exercises\/([^/]+)\/?$/;

/** Which exercise a link means, by its address on this site or by its own setting `exercise`; null for none. */
export function exerciseIdIn(
  siteUrl: string,
  { target, custom }: { target: string; custom: unknown },
): string | null {
  const url = URL.canParse(target) ? new URL(target) : null;
  const inPath = url?.origin === new URL(siteUrl).origin ? PATH.exec(url.pathname)?.[1] : undefined;
  return z.uuid().safeParse(inPath).data ?? z.uuid().safeParse(custom).data ?? null;
}
