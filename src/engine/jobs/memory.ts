/** The job 'memory': what TensorFlow.js holds. */
import * as tf from '../../tfjs';
import type { RunJob } from '../job';

export const runMemory: RunJob<'memory'> = ({ isIdleFreed = false }, { device }) => {
  if (isIdleFreed) device.freeIdle();
  const { numTensors, numBytes } = tf.memory();
  const gpu = tf.memory() as { numBytesAllocatedInGPU?: number };
  return Promise.resolve({ tensors: numTensors, bytes: numBytes, gpuBytes: gpu.numBytesAllocatedInGPU ?? 0 });
};
