/** An image file as its source offers it, not yet read. */
export type SourceTile = {
  className: string;
  /** The class as the source spells it. */
  spelled: string;
  /** File name; its number decides the split. */
  name: string;
  /** With its folders, which makes it unique, and the same name at its end. */
  path: string;
  /** For messages: which file of which archive. */
  where: string;
  read: () => Promise<Uint8Array>;
};

export type TileSource = {
  tiles: SourceTile[];
  close: () => Promise<void>;
};
