import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import {
  contentSecurityPolicy,
  isolationOf,
  permissionsOf,
  securityHeaders,
  STYLE_HASHES,
} from "./security-headers.ts";

const directives = (policy: string) =>
  new Map(policy.split("; ").map((part) => [part.split(" ")[0], part.split(" ").slice(1)]));
const sha256 = (text: string) => createHash("sha256").update(text).digest("base64");

test("only scripts of ours run, and nothing comes from elsewhere", () => {
  const page = directives(contentSecurityPolicy({ nonce: "abc" }));
  expect(page.get("script-src")).toEqual(["'self'", "'nonce-abc'"]);
  expect(page.get("script-src-attr")).toEqual(["'none'"]);
  expect(directives(contentSecurityPolicy()).get("script-src")).toEqual(["'self'"]);
  for (const sources of page.values()) {
    for (const source of sources)
      expect(source).toMatch(/^(?:'self'|'none'|'nonce-abc'|'sha256-.+'|data:|blob:)$/);
  }
});

/** The installed package's source, and the style sheet that `pattern` finds in it. */
async function styleOf(name: keyof typeof STYLE_HASHES, pattern: RegExp): Promise<string> {
  const source = await readFile(fileURLToPath(import.meta.resolve(name)), "utf8");
  const literal = pattern.exec(source)?.[1] ?? "";
  expect(literal.length, `${name} still has its style sheet there`).toBeGreaterThan(100);
  return JSON.parse(literal) as string;
}

test("the style elements that libraries make are allowed by what is in them today", async () => {
  expect(STYLE_HASHES).toEqual({
    empty: sha256(""),
    sonner: sha256(await styleOf("sonner", /^__insertCSS\((".*")\)/m)),
    "next-themes": sha256(await styleOf("next-themes", /createTextNode\(("[^"]*")\)/)),
  });
});

test("under https browsers are told to stay there, and only then", () => {
  const of = (isHttps: boolean): Record<string, string> => securityHeaders({ isDevelopment: false, isHttps });
  expect(of(true)["Strict-Transport-Security"]).toBe("max-age=31536000");
  expect(of(false)).not.toHaveProperty("Strict-Transport-Security");
});

test("the camera is for the vision lab's pages alone", () => {
  expect(permissionsOf("/cohorts/1/vision")).toContain("camera=(self)");
  expect(permissionsOf("/cohorts/1/vision/segment")).toContain("camera=(self)");
  for (const other of [
    "/",
    "/cohorts/1",
    "/cohorts/1/visions",
    "/x/cohorts/1/vision",
    "/api/trpc/vision.ask",
  ]) {
    expect(permissionsOf(other)).toContain("camera=()");
  }
});

test("WebAssembly is for the vision lab's pages and the workers that they start", () => {
  const page = directives(contentSecurityPolicy({ nonce: "a", isVisionLab: true }));
  expect(page.get("script-src")).toEqual(["'self'", "'nonce-a'", "'wasm-unsafe-eval'"]);
  expect(page.get("media-src")).toEqual(["'self'", "blob:"]);
  expect(directives(contentSecurityPolicy({ nonce: "a" })).get("media-src")).toEqual(["'self'"]);
  expect(isolationOf("/cohorts/1/vision", false)).toEqual({ "Cross-Origin-Embedder-Policy": "require-corp" });
  const { "Content-Security-Policy": policy = "", ...rest } = isolationOf("/_next/static/a.js", false);
  expect(directives(policy).get("script-src")).toEqual(["'self'", "'wasm-unsafe-eval'"]);
  expect(rest).toEqual({ "Cross-Origin-Embedder-Policy": "require-corp" });
  for (const other of ["/", "/cohorts/1", "/cohorts/1/visions", "/api/vision/models/1"]) {
    expect(isolationOf(other, false)).toEqual({});
  }
});
