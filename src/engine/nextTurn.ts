/** Lets waiting messages in: a promise alone would not, and an abort could not arrive on WebAssembly, which never waits. A timer would be held back in a hidden tab. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
