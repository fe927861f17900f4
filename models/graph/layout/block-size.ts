/** Every block is this large, whatever it says, so that nothing moves while numbers change. Units of the canvas. */
export const BLOCK_WIDTH = 208;
export const BLOCK_HEIGHT = 64;
/** From the top of a block to the top of the next. */
export const ROW_HEIGHT = 100;
/** From the left of a column of blocks to the left of the next. */
export const COLUMN_WIDTH = BLOCK_WIDTH + 64;
