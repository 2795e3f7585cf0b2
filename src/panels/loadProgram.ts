/**
 * The code of a figure.
 *
 * Browsers before 2026 keep a failed import until the page is loaded anew (whatwg/html#10327), and a newer build has files of other names. So when the reader
 * has asked again, it failed again, and the server answers, the page is loaded anew. Nothing is lost: the link holds the inputs, the browser keeps the reader's
 * images and networks.
 *
 * @param canReload Whether the page is ours and the reader has asked again.
 * @throws when the code does not come.
 */
export async function loadProgram<T>(load: () => Promise<T>, canReload = false): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    if (canReload && (await isServerThere())) location.reload();
    throw new Error(
      `The program of this figure did not load. Check the connection, and load the page anew if trying again does not help (${String(cause)}).`,
      { cause },
    );
  }
}

/** Past every cache. */
const isServerThere = () =>
  fetch(location.href, { method: 'HEAD', cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  );
