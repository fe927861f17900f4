/** Every block is this large, whatever it says, so that nothing moves while numbers change. Flow units. */
export const BLOCK_WIDTH = 264;
export const BLOCK_HEIGHT = 82;
/** From the top of a block to the top of the next, as the presets are laid out. */
export const ROW_HEIGHT = 120;
export const COLUMN_WIDTH = BLOCK_WIDTH + 56;
