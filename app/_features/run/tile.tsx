type TileProps = {
  cohortId: string;
  versionId: string;
  index: number;
  alt: string;
  /** Pictures of a sequence, which stand side by side. */
  frames?: number;
  isLazy?: boolean;
};

/** A tile of the validation split, its pixels enlarged and left square. */
export function Tile({ cohortId, versionId, index, alt, frames = 1, isLazy = true }: TileProps) {
  return (
    // A 64-pixel PNG of the server's own needs no image optimizer.
    // oxlint-disable-next-line nextjs/no-img-element
    <img
      src={`/api/tiles/${cohortId}/${versionId}/validation/${index}.png`}
      alt={alt}
      width={64 * frames}
      height={64}
      loading={isLazy ? "lazy" : "eager"}
      decoding="async"
      style={{ aspectRatio: frames }}
      className="bg-muted h-auto w-full rounded-lg [image-rendering:pixelated]"
    />
  );
}
