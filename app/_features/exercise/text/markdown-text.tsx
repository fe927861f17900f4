"use client";

import { useEffect, useState } from "react";
import Markdown, { defaultUrlTransform, type Components, type Options } from "react-markdown";
import remarkGfm from "remark-gfm";
import { pictureAddress } from "./picture-address.ts";

type MarkdownTextProps = { text: string; pictures: Readonly<Record<string, string>> };
type Plugins = Required<Pick<Options, "remarkPlugins" | "rehypePlugins">>;

const WITHOUT_FORMULAS: Plugins = { remarkPlugins: [remarkGfm], rehypePlugins: [] };

const className =
  "flex min-w-0 flex-col gap-3 leading-relaxed wrap-break-word [&_a]:text-primary-text [&_a]:underline [&_blockquote]:border-l-2 [&_blockquote]:border-border-strong [&_blockquote]:pl-3 [&_blockquote]:text-muted-foreground [&_code]:rounded [&_code]:bg-muted [&_code]:px-1 [&_code]:font-mono [&_code]:text-[0.9em] [&_h1]:text-xl [&_h1]:font-semibold [&_h2]:mt-2 [&_h2]:text-lg [&_h2]:font-semibold [&_h3]:mt-1 [&_h3]:font-semibold [&_img]:max-w-full [&_img]:rounded-md [&_li]:my-1 [&_math]:overflow-x-auto [&_ol]:list-decimal [&_ol]:pl-6 [&_pre]:overflow-x-auto [&_pre]:rounded-md [&_pre]:bg-muted [&_pre]:p-3 [&_pre_code]:p-0 [&_table]:block [&_table]:overflow-x-auto [&_td]:border [&_td]:border-border [&_td]:px-2 [&_td]:py-1 [&_th]:border [&_th]:border-border [&_th]:px-2 [&_th]:py-1 [&_ul]:list-disc [&_ul]:pl-6";

// The page has its own first heading.
const COMPONENTS: Components = {
  h1: ({ children }) => <h2 className="text-xl! font-semibold">{children}</h2>,
  // oxlint-disable-next-line next/no-img-element -- a data address, which nothing makes smaller
  img: ({ src, alt }) => (src ? <img src={src} alt={alt ?? ""} /> : <em>{alt}</em>),
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  ),
};

export function MarkdownText({ text, pictures }: MarkdownTextProps) {
  const plugins = usePlugins(text.includes("$"));
  if (plugins === null) return <output className="sr-only">Loading the formulas</output>;
  return (
    <div className={className}>
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

/** Formulas are MathML, which browsers draw with their own fonts. What sets them comes only where there are some. */
function usePlugins(hasFormulas: boolean): Plugins | null {
  const [plugins, setPlugins] = useState<Plugins | null>(null);
  useEffect(() => {
    if (!hasFormulas) return;
    let isWanted = true;
    async function load(): Promise<void> {
      const [math, katex] = await Promise.all([import("remark-math"), import("rehype-katex")]);
      const bounded = { output: "mathml", trust: false, maxExpand: 200, maxSize: 20 } as const;
      const remarkPlugins = [remarkGfm, math.default];
      if (isWanted) setPlugins({ remarkPlugins, rehypePlugins: [[katex.default, bounded]] });
    }
    void load();
    return () => {
      isWanted = false;
    };
  }, [hasFormulas]);
  return hasFormulas ? plugins : WITHOUT_FORMULAS;
}
