/** The one door to TensorFlow.js: every module takes it from here, so that ops, gradients and backends register on the same copy. */
export * from '@tensorflow/tfjs-core';
