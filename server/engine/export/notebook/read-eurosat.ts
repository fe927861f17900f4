import { CLASS_SPELLINGS } from "#models/datasets/find-class.ts";
import { CLUTTER_NAMES } from "#models/datasets/import/is-clutter.ts";
import { CLASS_COLUMNS, FILE_COLUMNS, PICTURE_COLUMNS } from "#models/datasets/import/parquet-columns.ts";
import { PICTURE_EXTENSIONS } from "#models/datasets/import/picture-extensions.ts";

/**
 * Python that finds the tiles of EuroSAT in whatever `server/datasets/import` takes: a zip, a folder of class folders, parquet
 * files. Its `find_tiles()` gives a list of (class, path, function that gives the bytes). Whoever changes the one changes the
 * other.
 */
export function findTiles(archive: { url: string; fileName: string }): string {
  return `SOURCE = Path(os.environ.get("EUROSAT", ${JSON.stringify(archive.fileName)}))
URL = ${JSON.stringify(archive.url)}

if not SOURCE.exists():
    urllib.request.urlretrieve(URL, SOURCE)

PICTURES = ${tuple(PICTURE_EXTENSIONS)}
# What systems and file managers leave in folders and archives.
CLUTTER = {${strings([...CLUTTER_NAMES])}}
# Class names as copies of EuroSAT spell them, in lower case and letters alone.
SPELLINGS = {
${[...spellingsByClass()].map(([name, spellings]) => `    ${JSON.stringify(name)}: ${JSON.stringify(spellings)},`).join("\n")}
}


def class_of(folder):
    spelling = re.sub("[^a-z]", "", folder.lower().replace("&", " and "))
    return next((name for name, spellings in SPELLINGS.items() if spelling in spellings.split()), None)


def is_clutter(path):
    return any(part.lower() in CLUTTER or re.match(r"\\.(?!\\.?$)", part) for part in path.split("/"))


def tiles_of_files(files):
    """The pictures in class folders, of files as {path: function that gives the bytes}."""
    tiles = []
    for path, read in files.items():
        class_name = class_of(path.split("/")[-2]) if "/" in path else None
        if class_name and path.lower().endswith(PICTURES) and not is_clutter(path):
            tiles.append((class_name, path, read))
    return tiles


def tiles_of_parquet(shards):
    """The rows of Hugging Face's parquet files, given as {path: file}."""
    from pyarrow import parquet

    tiles, counts = [], {}
    for shard, file in shards.items():
        table = parquet.read_table(file)
        stored = (table.schema.metadata or {}).get(b"huggingface", b"{}")
        features = json.loads(stored).get("info", {}).get("features", {})

        def column(kind, names):
            described = [name for name, feature in features.items() if feature.get("_type") == kind]
            return next(name for name in described + names if name in table.column_names)

        images = table[column("Image", ${JSON.stringify(PICTURE_COLUMNS)})].to_pylist()
        label_column = column("ClassLabel", ${JSON.stringify(CLASS_COLUMNS)})
        names = features.get(label_column, {}).get("names")
        files = [table[name].to_pylist() for name in ${JSON.stringify(FILE_COLUMNS)} if name in table.column_names]
        for row, (image, label) in enumerate(zip(images, table[label_column].to_pylist())):
            image = image if isinstance(image, dict) else {"bytes": image}
            label = label.decode() if isinstance(label, bytes) else label
            class_name = class_of(names[label] if isinstance(label, int) else label)
            counts[class_name] = counts.get(class_name, 0) + 1
            file_name = next((name for name in [image.get("path"), *(one[row] for one in files)] if name), None)
            where = f"{shard} row {row}" + (f" ({file_name})" if file_name else "")
            name = (file_name or f"{class_name}_{counts[class_name]}").split("/")[-1]
            tiles.append((class_name, f"{where}/{name}", lambda data=image["bytes"]: data))
    return tiles


def find_tiles():
    """Every tile of SOURCE: its class, its path and a function that gives its bytes."""
    if SOURCE.is_dir():
        walked = [Path(folder) / name for folder, _, names in os.walk(SOURCE, followlinks=True) for name in names]
        paths = {path.relative_to(SOURCE).as_posix(): path for path in walked}
        paths = {path: paths[path] for path in sorted(paths, key=lambda path: path.split("/")) if not is_clutter(path)}
        shards = {path: file for path, file in paths.items() if path.lower().endswith(".parquet")}
        return tiles_of_parquet(shards) if shards else tiles_of_files({path: file.read_bytes for path, file in paths.items()})
    with open(SOURCE, "rb") as file:
        if file.read(4) == b"PAR1":
            return tiles_of_parquet({SOURCE.name: SOURCE})
    if not zipfile.is_zipfile(SOURCE):
        raise ValueError(f"{SOURCE} is no zip, no folder and no parquet file: set EUROSAT to what Strata was started with")
    archive = zipfile.ZipFile(SOURCE)
    return tiles_of_files({name.replace("\\\\", "/"): partial(archive.read, name) for name in archive.namelist()})`;
}

function spellingsByClass(): Map<string, string> {
  const found = new Map<string, string>();
  for (const [spelling, name] of CLASS_SPELLINGS) {
    const before = found.get(name);
    found.set(name, before === undefined ? spelling : `${before} ${spelling}`);
  }
  return found;
}

/** Python that makes a split of these tiles, of height x width, as `planEurosat` does and `decodeTile` decodes. */
export function readSplit([height, width]: readonly number[], classes: readonly string[]): string {
  return `CLASSES = ${JSON.stringify(classes)}


def number(path):
    """The last number in a file's name."""
    digits = re.findall("[0-9]+", re.sub(r"\\.[^.]*$", "", path.split("/")[-1]))
    return float(digits[-1]) if digits else float("inf")


def tiles_of_split(split):
    """The tiles of a split in their order: the index of the class, the path, a function that gives the bytes."""
    tiles, chosen = find_tiles(), []
    for label, class_name in enumerate(CLASSES):
        found = [(path, read) for name, path, read in tiles if name == class_name]
        names = Counter(path.split("/")[-1] for path, _ in found)

        def place(tile):
            # Where copies number the tiles of each split anew, their folders tell them apart.
            name = tile[0].split("/")[-1]
            return number(name), name if names[name] == 1 else tile[0]

        found.sort(key=place)
        train_end = len(found) * 3 // 5
        validation_end = train_end + len(found) // 5
        part = {
            "train": found[:train_end],
            "validation": found[train_end:validation_end],
            "test": found[validation_end:],
        }[split]
        chosen += [(label, path, read) for path, read in part]
    if not chosen:
        raise ValueError(f"{SOURCE} has no pictures in class folders such as {CLASSES[0]}")
    return chosen


def decode(data):
    """RGB as it is stored: no colour profile, no rotation."""
    image = Image.open(io.BytesIO(data))
    if image.mode.startswith("I"):
        # Grey of 16 bits, of which the upper eight are taken.
        return np.stack([np.asarray(image).astype("uint32") >> 8] * 3, axis=-1).astype("uint8")
    return np.asarray(image.convert("RGB"))


def read_split(split):
    """Images as float32 (count, ${height}, ${width}, 3) of 0 to 1, and the index of each one's class."""
    tiles = tiles_of_split(split)
    images = np.stack([decode(read()) for _, _, read in tiles])
    return images.astype("float32") / 255, np.array([label for label, _, _ in tiles])`;
}

function strings(values: readonly string[]): string {
  return values.map((value) => JSON.stringify(value)).join(", ");
}

function tuple(values: readonly string[]): string {
  return `(${strings(values)})`;
}
