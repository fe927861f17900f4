/** The storage is not there, or does not let us in: somebody has to change the configuration. */
export class StorageMisconfigured extends Error {
  override readonly name = "StorageMisconfigured";
}
