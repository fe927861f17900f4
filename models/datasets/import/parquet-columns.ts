/** What columns are looked for in parquet with pictures whose metadata do not describe them, the likelier first. */
export const PICTURE_COLUMNS = ["image", "img", "picture", "images", "jpg", "png", "webp", "image_bytes"];
export const CLASS_COLUMNS = ["label", "labels", "class", "cls", "category", "class_name", "fine_label"];
/** Columns that may say what a picture's file was called. */
export const FILE_COLUMNS = ["filename", "file_name", "image_id"];
