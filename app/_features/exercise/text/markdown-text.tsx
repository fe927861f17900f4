"use client";

import { useEffect, useState } from "react";
import Markdown, { defaultUrlTransform, type Components, type Options } from "react-markdown";
import remarkGfm from "remark-gfm";
import { pictureAddress } from "./picture-address.ts";
import { textClassName } from "./text-class-name.ts";
import { FORMULAS, TEXT_COMPONENTS } from "./text-components.tsx";

type MarkdownTextProps = { text: string; pictures: Readonly<Record<string, string>> };
type Plugins = Required<Pick<Options, "remarkPlugins" | "rehypePlugins">>;

const WITHOUT_FORMULAS: Plugins = { remarkPlugins: [remarkGfm], rehypePlugins: [] };

const COMPONENTS: Components = {
  ...TEXT_COMPONENTS,
  // oxlint-disable-next-line next/no-img-element -- a data address, which nothing makes smaller
  img: ({ src, alt }) => (src ? <img src={src} alt={alt ?? ""} /> : <em>{alt}</em>),
};

/** Draws a text in the browser: while it is written, or where the page was not asked for as a whole. */
export function MarkdownText({ text, pictures }: MarkdownTextProps) {
  const plugins = usePlugins(text.includes("$"));
  if (plugins === null) return <output className="sr-only">Loading the formulas</output>;
  return (
    <div className={textClassName}>
      <Markdown
        {...plugins}
        components={COMPONENTS}
        urlTransform={(url, key) =>
          key === "src" ? pictureAddress(url, pictures) : defaultUrlTransform(url)
        }
      >
        {text}
      </Markdown>
    </div>
  );
}

/** What sets formulas comes only where there are some. */
function usePlugins(hasFormulas: boolean): Plugins | null {
  const [plugins, setPlugins] = useState<Plugins | null>(null);
  useEffect(() => {
    if (!hasFormulas) return;
    let isWanted = true;
    async function load(): Promise<void> {
      const [math, katex] = await Promise.all([import("remark-math"), import("rehype-katex")]);
      const remarkPlugins = [remarkGfm, math.default];
      if (isWanted) setPlugins({ remarkPlugins, rehypePlugins: [[katex.default, FORMULAS]] });
    }
    void load();
    return () => {
      isWanted = false;
    };
  }, [hasFormulas]);
  return hasFormulas ? plugins : WITHOUT_FORMULAS;
}
