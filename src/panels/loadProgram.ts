/**
 * The code of a figure.
 *
 * Many browsers keep a failed import until the page is loaded anew (whatwg/html#10327), and a newer build of the site has files of other names. So when the
 * reader has asked again, it failed again, and the server answers, the page is loaded anew, where that loses nothing.
 *
 * @param canReload Whether the reader has asked again, the page is ours, and nothing of the reader's would be lost.
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
