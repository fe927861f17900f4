export const MAX_UPLOAD_BYTES = 2 * 1024 ** 3;

/** Every part but the last is as long, so that a part that is sent twice takes the same place. */
export const PART_BYTES = 2 * 1024 ** 2;

/** Where the bytes from `part` x `PART_BYTES` on are put, as they are. The answer says how many have arrived. */
export const importPartPath = (importId: string, part: number) => `/api/imports/${importId}/${part}`;
export const IMPORTS_PATH = "/api/imports/";
