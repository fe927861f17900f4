type TileProps = { cohortId: string; versionId: string; index: number; alt: string; isLazy?: boolean };

/** A tile of the validation split, its 64 pixels enlarged and left square. */
export function Tile({ cohortId, versionId, index, alt, isLazy = true }: TileProps) {
  return (
    // A 64-pixel PNG of the server's own needs no image optimizer.
    // oxlint-disable-next-line nextjs/no-img-element
    <img
      src={`/api/tiles/${cohortId}/${versionId}/validation/${index}.png`}
      alt={alt}
      width={64}
      height={64}
      loading={isLazy ? "lazy" : "eager"}
      decoding="async"
      className="bg-muted aspect-square h-auto w-full rounded-lg [image-rendering:pixelated]"
    />
  );
}
