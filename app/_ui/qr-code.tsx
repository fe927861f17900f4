import { encode } from "uqr";
import { cn } from "#app/_lib/cn.ts";

type QrCodeProps = {
  text: string;
  /** What it leads to, for who cannot see it. */
  label: string;
  className?: string;
};

/** Dark on white in every theme: some cameras read nothing else. One path, so that it is sharp at any size. */
export function QrCode({ text, label, className }: QrCodeProps) {
  const { data, size } = encode(text, { ecc: "M", border: 2 });
  const path = data
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join("");
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className={cn("aspect-square rounded-md bg-white", className)}
    >
      <path d={path} fill="#000" />
    </svg>
  );
}
