import { toPython } from "#models/interchange/to-python.ts";
import type { ExportSource } from "../export-source.ts";
import { code, encodeNotebook, markdown, NOTEBOOK_WEIGHTS, plain } from "./cells.ts";

export type EurosatNotebook = {
  kind: "eurosat";
  /** What people call the run. */
  title: string;
  /** On the test split, 0..1. */
  testAccuracy: number;
  /** The archive of class folders that the run was trained on. */
  archive: { url: string; fileName: string };
};

/** A difference that decoders of JPEG and orders of additions may make. */
const TOLERANCE = 0.001;

/** A Jupyter notebook (nbformat 4.5) that rebuilds the network in Keras and scores it on the same test split. */
export function eurosatNotebook(source: ExportSource, details: EurosatNotebook): string {
  const { title, testAccuracy, archive } = details;
  const [height, width] = source.network.layers.find(({ type }) => type === "Input")?.shape ?? [];
  const percent = `${(testAccuracy * 100).toFixed(2)} %`;
  const cells = [
    markdown(`# ${plain(title)}

A network trained in Strata, rebuilt in [Keras](https://keras.io) 3. Its accuracy on the test split was **${percent}**;
this notebook computes it again.

It needs \`pip install keras tensorflow pillow\` (or another backend of Keras) and \`${NOTEBOOK_WEIGHTS}\` beside it.`),
    code(`import os
import re
import urllib.request
import zipfile
from pathlib import Path

import keras
import numpy as np
from keras import layers
from PIL import Image`),
    markdown(`## The network

It takes images of 0 to 1 and gives one number a class (logits); softmax makes probabilities of them.`),
    code(`${toPython(source.network, source.name)}
model.summary()`),
    code(`model.load_weights(${JSON.stringify(NOTEBOOK_WEIGHTS)})`),
    markdown(`## The data

EuroSAT RGB by P. Helber et al. (MIT licence), downloaded once. Set \`EUROSAT\` to the path of a zip that you have. In each
class, ordered by the number in the file name, the first 60 % train, the next 20 % validate, the last 20 % test.`),
    code(`ARCHIVE = Path(os.environ.get("EUROSAT", ${JSON.stringify(archive.fileName)}))
URL = ${JSON.stringify(archive.url)}
CLASSES = ${JSON.stringify(source.classes)}

if not ARCHIVE.exists():
    urllib.request.urlretrieve(URL, ARCHIVE)


def number(name):
    return int(re.findall(r"\\d+", Path(name).stem)[-1])


def read_split(split):
    """Images as float32 (count, ${height}, ${width}, 3) of 0 to 1, and the index of each one's class."""
    images, labels = [], []
    with zipfile.ZipFile(ARCHIVE) as archive:
        pictures = [name for name in archive.namelist() if name.lower().endswith((".jpg", ".jpeg"))]
        for label, class_name in enumerate(CLASSES):
            files = sorted((name for name in pictures if Path(name).parent.name == class_name), key=number)
            train_end = len(files) * 3 // 5
            validation_end = train_end + len(files) // 5
            part = {
                "train": files[:train_end],
                "validation": files[train_end:validation_end],
                "test": files[validation_end:],
            }[split]
            for name in part:
                with archive.open(name) as file:
                    images.append(np.asarray(Image.open(file).convert("RGB")))
                labels.append(label)
    return np.stack(images).astype("float32") / 255, np.array(labels)


images, labels = read_split("test")
print(images.shape, np.bincount(labels))`),
    markdown("## The score"),
    code(`logits = model.predict(images, batch_size=128, verbose=0)
accuracy = float(np.mean(np.argmax(logits, axis=-1) == labels))
TRAINED = ${testAccuracy}
print(f"Here {accuracy:.4%}, in Strata {TRAINED:.4%}")
assert abs(accuracy - TRAINED) <= ${TOLERANCE}, "The two should differ by no more than ${TOLERANCE * 100} points"`),
  ];
  return encodeNotebook(cells);
}
