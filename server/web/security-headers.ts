import type { ServerResponse } from "node:http";

/**
 * Style elements that libraries put into a page themselves, by what is in them: sonner's style sheet, and next-themes'
 * that stops transitions while the theme changes. All other styles come as files; React and the charts set theirs
 * through the DOM, which needs no permission.
 */
export const STYLE_HASHES = {
  // sonner puts its element in before its text.
  empty: "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
  sonner: "StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY=",
  "next-themes": "skqujXORqzxt1aE0NNXxujEanPTX6raoqSscTV/Ww/Y=",
} as const;

type PolicyOptions = {
  /** Of the page's own scripts; without it no inline script runs. */
  nonce?: string;
  /** Asks a network by itself, by WebAssembly, and plays a person's own video. */
  isVisionLab?: boolean;
  /** The development build evaluates its modules, writes scripts and styles inline and has a refresh socket. */
  isDevelopment?: boolean;
};

/** Nothing may load from another origin or frame the site, and only scripts that are ours run. */
export function contentSecurityPolicy(options: PolicyOptions = {}): string {
  const { nonce, isDevelopment = false, isVisionLab = false } = options;
  const wasm = isVisionLab ? ["'wasm-unsafe-eval'"] : [];
  const inlineScripts = isDevelopment ? ["'unsafe-inline'", "'unsafe-eval'"] : [];
  const directives = {
    "default-src": ["'self'"],
    "script-src": ["'self'", ...(nonce === undefined ? [] : [`'nonce-${nonce}'`]), ...wasm, ...inlineScripts],
    "script-src-attr": ["'none'"],
    "style-src": isDevelopment
      ? ["'self'", "'unsafe-inline'"]
      : ["'self'", ...Object.values(STYLE_HASHES).map((hash) => `'sha256-${hash}'`)],
    "img-src": ["'self'", "data:", "blob:"],
    "media-src": ["'self'", ...(isVisionLab ? ["blob:"] : [])],
    "font-src": ["'self'"],
    "connect-src": ["'self'", ...(isDevelopment ? ["ws:"] : [])],
    "worker-src": ["'self'", "blob:"],
    "frame-src": ["'none'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(" ")}`)
    .join("; ");
}

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** What every response carries. */
export function securityHeaders(options: { isDevelopment: boolean; isHttps: boolean }) {
  const headers = {
    "Content-Security-Policy": contentSecurityPolicy({ isDevelopment: options.isDevelopment }),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
  };
  if (!options.isHttps) return headers;
  return { ...headers, "Strict-Transport-Security": `max-age=${YEAR_SECONDS}` };
}

const VISION_PAGE = /^\/cohorts\/[^/]+\/vision(\/|$)/;

/** The camera is for the pages of the vision lab, and for nothing that they might embed. */
export function permissionsOf(pathname: string): string {
  const camera = VISION_PAGE.test(pathname) ? "(self)" : "()";
  return `camera=${camera}, microphone=(), geolocation=()`;
}

/** Pages of the vision lab, which may compile WebAssembly. */
export function isVisionPage(pathname: string): boolean {
  return VISION_PAGE.test(pathname);
}

const OWN_SCRIPTS = "/_next/static/";

/**
 * What the vision lab's pages carry besides: isolation, by which WebAssembly has threads. A worker goes by the headers of
 * its own script, whoever starts it, and has to be isolated as its page is; for all else a script's headers mean nothing.
 */
export function isolationOf(pathname: string, isDevelopment: boolean): Record<string, string> {
  const isScript = pathname.startsWith(OWN_SCRIPTS);
  if (!isScript && !VISION_PAGE.test(pathname)) return {};
  const isolated = { "Cross-Origin-Embedder-Policy": "require-corp" };
  if (!isScript) return isolated;
  return {
    ...isolated,
    "Content-Security-Policy": contentSecurityPolicy({ isDevelopment, isVisionLab: true }),
  };
}

export function setSecurityHeaders(response: ServerResponse, headers: Record<string, string>): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}
