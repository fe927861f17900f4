import { LRUCache } from "lru-cache";
import type { ReactElement } from "react";
import Markdown, { defaultUrlTransform } from "react-markdown";
import rehypeKatex from "rehype-katex";
import remarkGfm from "remark-gfm";
import remarkMath from "remark-math";
import { textClassName } from "./text-class-name.ts";
import { FORMULAS, TEXT_COMPONENTS } from "./text-components.tsx";
import { TextPicture } from "./text-picture.tsx";

/** A class opens one exercise at one moment: its text is drawn once. */
const known = new LRUCache<string, ReactElement>({ max: 50 });

/** A text as the server draws it, so that a reader of Markdown need not be sent with it. Its pictures are put in by the page. */
export function drawnText(text: string): ReactElement {
  const drawn = known.get(text) ?? draw(text);
  known.set(text, drawn);
  return drawn;
}

function draw(text: string): ReactElement {
  return (
    <div className={textClassName}>
      {Markdown({
        children: text,
        remarkPlugins: [remarkGfm, remarkMath],
        rehypePlugins: [[rehypeKatex, FORMULAS]],
        components: {
          ...TEXT_COMPONENTS,
          img: ({ src, alt }) => <TextPicture address={typeof src === "string" ? src : ""} alt={alt ?? ""} />,
        },
        // Nothing but the exercise's own pictures, which have no address yet.
        urlTransform: (url, key) => (key === "src" ? url : defaultUrlTransform(url)),
      })}
    </div>
  );
}
