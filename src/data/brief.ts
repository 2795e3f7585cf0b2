/** A value of a file for an error message, in at most 80 letters. */
export function brief(value: unknown): string {
  try {
    const json = value === undefined ? 'nothing' : JSON.stringify(value);
    return json.length > 80 ? `${json.slice(0, 80)}...` : json;
  } catch {
    return 'a value nested too deeply'; // JSON.stringify recurses, JSON.parse does not
  }
}
