/** What is thrown when a file of a dataset is missing, damaged or not what its manifest says: the message names the file and the remedy. */
export class DataError extends Error {
  override readonly name = 'DataError';
}
