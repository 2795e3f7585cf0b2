/**
 * WebGPU on a device of our own. TensorFlow.js's factory hides the device, so that nobody would hear when it is lost; ours is registered in its place.
 */
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import * as tf from '../tfjs';
import { registerWebgpuKernels } from './backendWebgpuKernels';
import type { Started } from './started';

registerWebgpuKernels();

/** Makes WebGPU the active backend, on a new adapter and device. @throws Error in words for the reader */
export async function startWebgpu(): Promise<Started> {
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
  tf.registerBackend('webgpu', () => new PooledBackend(device, adapter.info));
  if (!(await tf.setBackend('webgpu'))) throw new Error('WebGPU did not start.');
  const { description, device: deviceName, architecture, vendor } = adapter.info;
  return {
    detail: description || deviceName || [vendor, architecture].filter(Boolean).join(' ') || 'unnamed adapter',
    device: {
      lost: Promise.race([failure(device), device.lost.then(({ reason, message }) => `${reason}: ${message}`)]),
      destroy: () => device.destroy(),
    },
  };
}

/** What TensorFlow.js keeps of a tensor, with the types that it really has. */
interface Uploadable {
  readonly dtype: string;
  values: ArrayLike<number> | null;
  resource?: GPUBuffer | null;
}

/**
 * Uploads through the queue into a buffer of the pool, where TensorFlow.js makes two new buffers for each small constant. A buffer of the pool is of no
 * use to work that waits to be submitted, so it may be written at once.
 */
class PooledBackend extends WebGPUBackend {
  override uploadToGPU(dataId: tf.DataId): void {
    const data = this.tensorMap.get(dataId) as Uploadable;
    const { dtype, values: given } = data;
    if (data.resource || !given || (dtype !== 'float32' && dtype !== 'int32')) {
      super.uploadToGPU(dataId);
      return;
    }
    const values = dtype === 'float32' ? new Float32Array(given) : new Int32Array(given);
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
    const buffer = this.bufferManager.acquireBuffer(values.byteLength, usage);
    this.queue.writeBuffer(buffer, 0, values);
    data.values = null; // as TensorFlow.js does: what is on the device is not kept in memory too
    data.resource = buffer;
  }
}

/**
 * Work that failed, for want of memory for instance, leaves buffers that hold nothing, and TensorFlow.js would use them again: such a device is given up.
 * Another one starts with all of its memory.
 */
function failure(device: GPUDevice): Promise<string> {
  return new Promise((resolve) => {
    const giveUp = (error: { readonly message: string }) => {
      resolve(`it reported an error: ${error.message}`);
      device.destroy();
    };
    device.addEventListener('uncapturederror', ({ error }) => giveUp(error));
    const createBuffer = device.createBuffer.bind(device);
    device.createBuffer = (descriptor) => {
      try {
        return createBuffer(descriptor);
      } catch (cause) {
        const { message } = cause as RangeError;
        giveUp({ message });
        throw new Error(message, { cause });
      }
    };
  });
}
