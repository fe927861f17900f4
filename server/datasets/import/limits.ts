// Ten times what EuroSAT needs. An archive that wants more is not a copy of it, whatever its entries are called.
export const MAX_FILES = 300_000;
export const MAX_FILE_BYTES = 4 * 1024 ** 2;
export const MAX_TOTAL_BYTES = 1024 ** 3;
