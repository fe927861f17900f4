import { expect, test } from "vitest";
import { settleDocument } from "./settle-document.ts";

test("style attributes become what a script with the page's nonce sets; text and scripts stay as they are", () => {
  const text = "say &quot; style=&quot;color:red&quot;";
  const script = String.raw`<script nonce="n">push("a style=\"b\"")</script>`;
  const settled = settleDocument(`<body><i style="width:40%">${text}</i>${script}</body></html>`, "n");
  expect(settled).toContain(`<body><i data-style="width:40%">${text}</i>${script}<script nonce="n">`);
  expect(settled).toMatch(/removeAttribute\("data-style"\)\}<\/script><\/body><\/html>$/);
});

test("what has no body is left alone", () => {
  expect(settleDocument('<svg style="width:1px"/>', "n")).toBe('<svg style="width:1px"/>');
});
