/** A backend that has been started. */

/** What can be lost: a graphics device, or a WebGL context. */
export interface LosableDevice {
  /** Resolves once, with the reason, when the device is gone, or has failed: what lies on it is not to be trusted then. */
  readonly lost: Promise<string>;
  /** Takes the device away, as a crashed driver would. */
  destroy(): void;
}

export interface Started {
  /** What it runs on, for readers. */
  readonly detail: string;
  readonly device?: LosableDevice;
}
