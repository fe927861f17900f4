import { randomBytes } from "node:crypto";
import type { ServerResponse } from "node:http";

type SmallPage = {
  title: string;
  /** Escaped already. */
  body: string;
  script?: string;
  /** May stand in a frame of another site. */
  isFramed?: boolean;
  /** May send its form to another site. */
  sendsAway?: boolean;
};

const STYLE =
  "body{font:16px/1.5 system-ui,sans-serif;margin:1.5rem auto;max-width:30rem;padding:0 1rem;color-scheme:light dark}" +
  "h1{font-size:1.125rem;margin:0 0 .75rem}p{margin:0}" +
  "button{font:inherit;padding:.5rem 1rem}";

/** A page of a few lines, which goes beside the site's own: it stands in a frame, or its form goes to another site. */
export function sendSmallPage(
  response: ServerResponse,
  { title, body, script, isFramed = false, sendsAway = false }: SmallPage,
): void {
  const nonce = randomBytes(16).toString("base64");
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    ...(script === undefined ? [] : [`script-src 'nonce-${nonce}'`]),
    `form-action ${sendsAway ? "https: http:" : "'none'"}`,
    `frame-ancestors ${isFramed ? "*" : "'none'"}`,
    "base-uri 'none'",
  ];
  if (isFramed) response.removeHeader("X-Frame-Options");
  const html = [
    "<!doctype html>",
    '<html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width">',
    `<title>${escapeHtml(title)}</title><style nonce="${nonce}">${STYLE}</style></head>`,
    `<body><h1>${escapeHtml(title)}</h1>${body}`,
    ...(script === undefined ? [] : [`<script nonce="${nonce}">${script}</script>`]),
    "</body></html>",
  ].join("\n");
  response.writeHead(200, {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
    "Content-Security-Policy": policy.join("; "),
  });
  response.end(html);
}

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? mark);
