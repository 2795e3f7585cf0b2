/**
 * WebGPU on a device of our own. TensorFlow.js's factory hides the device, so that nobody would hear when it is lost; ours is registered in its place.
 */
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import * as tf from '../tfjs';

export interface GpuDevice {
  /** The adapter's name, for readers. */
  readonly name: string;
  /** Resolves once, with the browser's words, when the device is gone. */
  readonly lost: Promise<string>;
  /** Calls back with the browser's words when work on the device failed, for want of memory for instance. */
  onError(listener: (message: string) => void): void;
  /** Frees the device; `lost` resolves. */
  destroy(): void;
}

/** Makes a new adapter and device and registers them as the backend "webgpu". @throws Error in words for the reader */
export async function registerWebgpu(): Promise<GpuDevice> {
  // the browser hides WebGPU on insecure pages, and then the graphics card is not to blame
  if (!globalThis.isSecureContext) throw new Error('WebGPU needs a secure page (https, or localhost).');
  const { gpu } = navigator as { gpu?: GPU };
  if (!gpu) throw new Error('This browser has no WebGPU.');
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter)
    throw new Error('This browser has WebGPU, but gave no adapter: the graphics driver is missing or blocked.');
  const { limits } = adapter;
  const device = await adapter.requestDevice({
    requiredLimits: {
      maxComputeWorkgroupStorageSize: limits.maxComputeWorkgroupStorageSize,
      maxComputeWorkgroupsPerDimension: limits.maxComputeWorkgroupsPerDimension,
      maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
      maxBufferSize: limits.maxBufferSize,
      maxComputeWorkgroupSizeX: limits.maxComputeWorkgroupSizeX,
      maxComputeInvocationsPerWorkgroup: limits.maxComputeInvocationsPerWorkgroup,
    },
  });
  if (tf.engine().registryFactory['webgpu']) tf.removeBackend('webgpu');
  tf.registerBackend('webgpu', () => new WebGPUBackend(device, adapter.info));
  const { description, device: deviceName, architecture, vendor } = adapter.info;
  return {
    name: description || deviceName || [vendor, architecture].filter(Boolean).join(' ') || 'unnamed adapter',
    lost: device.lost.then(({ reason, message }) => `${reason}: ${message}`),
    onError: (listener) => {
      device.addEventListener('uncapturederror', ({ error }) => {
        listener(error.message);
      });
    },
    destroy: () => {
      device.destroy();
    },
  };
}
