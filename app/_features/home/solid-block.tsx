type SolidBlockProps = { x: number; y: number; size: number; depth: number; color: string };

/** A square prism seen from the front, a little from above and from the right. */
export function SolidBlock({ x, y, size, depth, color }: SolidBlockProps) {
  const dx = depth * 0.6;
  const dy = depth * 0.4;
  const line = { stroke: "var(--background)", strokeWidth: 1, strokeLinejoin: "round" } as const;
  return (
    <g>
      <path d={`M${x} ${y}l${dx} ${-dy}h${size}l${-dx} ${dy}z`} fill={color} fillOpacity="0.45" {...line} />
      <path
        d={`M${x + size} ${y}l${dx} ${-dy}v${size}l${-dx} ${dy}z`}
        fill={color}
        fillOpacity="0.95"
        {...line}
      />
      <rect x={x} y={y} width={size} height={size} fill={color} fillOpacity="0.7" {...line} />
    </g>
  );
}
