import { isClutter } from "#models/datasets/import/is-clutter.ts";
import { writeBundleHeader } from "#models/datasets/import/write-bundle-header.ts";

/** What is sent: a file as it is, or the files of a folder as one. */
export type Brought = { name: string; content: Blob };

type PathAndFile = { path: string; file: File };

/** Longer lists are better packed into a zip first. */
const MOST_FILES = 20_000;

/** @throws an Error in a learner's words where there is nothing that can be sent. */
export function gatherChosen(files: readonly File[]): Brought {
  return bring(files.map((file) => ({ path: file.webkitRelativePath || file.name, file })));
}

/** The files and folders that were dropped, at any depth. To be called in the event: the browser forgets them after it. */
export async function gatherDropped(items: DataTransferItemList): Promise<Brought> {
  const roots = [...items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const found: PathAndFile[] = [];
  for (const root of roots) await walk(root, found);
  return bring(found);
}

function bring(found: readonly PathAndFile[]): Brought {
  const files = found.filter(({ path }) => !isClutter(path));
  const [first] = files;
  if (first === undefined) throw new Error("There is nothing in it that could be sent.");
  if (files.length === 1 && /\.(?:zip|parquet|csv|tsv)$/i.test(first.path))
    return { name: first.file.name, content: first.file };
  if (files.length > MOST_FILES) {
    throw new Error(`A folder of ${files.length} files is too many to send one by one: pack it into a zip.`);
  }
  const header = writeBundleHeader(files.map(({ path, file }) => ({ path, bytes: file.size })));
  const root = first.path.split("/")[0] ?? "";
  const isOneFolder = first.path.includes("/") && files.every(({ path }) => path.startsWith(`${root}/`));
  return {
    name: isOneFolder ? root : `${files.length} files`,
    content: new Blob([header, ...files.map(({ file }) => file)]),
  };
}

async function walk(entry: FileSystemEntry, found: PathAndFile[]): Promise<void> {
  if (found.length > MOST_FILES) return;
  const path = entry.fullPath.replace(/^\//, "");
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    found.push({ path, file });
    return;
  }
  if (!isFolder(entry)) return;
  const reader = entry.createReader();
  for (;;) {
    // A hundred at a time, until none are left.
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (entries.length === 0) return;
    for (const child of entries) await walk(child, found);
  }
}

// Browsers do not all have the classes by these names.
function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
