import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { drawnText } from "./drawn-text.tsx";
import { MarkdownText } from "./markdown-text.tsx";
import { TextPictures } from "./text-picture.tsx";

const pictures = { m: "data:image/png;base64,AA==" };

/** As the browser draws a text while it is written, and as the server draws it for a page. */
const WAYS = {
  browser: (text: string) => renderToStaticMarkup(createElement(MarkdownText, { text, pictures })),
  server: (text: string) =>
    renderToStaticMarkup(createElement(TextPictures, { value: pictures }, drawnText(text))),
};
const ways = Object.entries(WAYS);

test.each([
  ["a script", "<script>alert(1)</script>"],
  ["a picture that fails on purpose", '<img src="x" onerror="alert(1)">'],
  ["a link that runs", "[press](javascript:alert(1))"],
  ["a link that runs, hidden", "[press](  jAvAsCrIpT:alert(1))"],
  ["an address that runs", "<javascript:alert(1)>"],
  ["a picture from elsewhere", "![a](https://elsewhere.example/a.png)"],
  ["a frame", '<iframe src="https://elsewhere.example"></iframe>'],
  ["a document as a link", "[press](data:text/html,<script>alert(1)</script>)"],
])("%s is text or nothing", (_, text) => {
  for (const [, shown] of ways)
    expect(shown(text)).not.toMatch(/<(?:script|iframe)|(?:src|href)="(?!#)[^"]+"/i);
});

test.each(ways)("what is meant is shown by the %s", (_, shown) => {
  const html = shown(
    "# Title\n\n**bold** [site](https://example.org) ![matrix](picture:m)\n\n| a |\n| - |\n| 1 |",
  );
  expect(html).toContain("<strong>bold</strong>");
  expect(html).toMatch(/<a href="https:\/\/example\.org" target="_blank" rel="noreferrer noopener">/);
  expect(html).toContain('<img src="data:image/png;base64,AA==" alt="matrix"/>');
  expect(html).toContain("<table>");
  // The page's own heading is the first.
  expect(html).not.toContain("<h1");
});

test("both draw the same, and formulas are there from the first drawing on where the server draws them", () => {
  const text = "# Title\n\n- one\n- ![a matrix](picture:m), ![none](picture:other)\n\n`code` <b>no</b>";
  expect(WAYS.server(text)).toBe(WAYS.browser(text));
  expect(WAYS.server("$x^2$")).toContain("<msup>");
  expect(WAYS.server("$\\href{javascript:alert(1)}{x}$")).not.toMatch(/href="(?!#)/);
});
