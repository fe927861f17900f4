import type { Components } from "react-markdown";

/** How a text is drawn, but for its pictures. The page has its own first heading. */
export const TEXT_COMPONENTS = {
  h1: ({ children }) => <h2 className="text-xl! font-semibold">{children}</h2>,
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  ),
} satisfies Components;

/** Formulas are MathML, which browsers draw with their own fonts; what they may ask for is bounded. */
export const FORMULAS = { output: "mathml", trust: false, maxExpand: 200, maxSize: 20 } as const;
