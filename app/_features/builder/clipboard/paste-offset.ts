/** Where a copy appears, beside what it was copied from. Flow units. */
export const PASTE_OFFSET = { x: 32, y: 32 };
