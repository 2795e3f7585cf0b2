/** A worker for the theory: float64 work without TensorFlow.js, out of the way of the page and of the sampler. */
import { makeTheoryHost } from './theoryHost';
import type { TheoryRequest } from './theoryJobs';

const receive = makeTheoryHost((message) => {
  self.postMessage(message);
});

self.onmessage = ({ data }: MessageEvent<TheoryRequest>) => {
  receive(data);
};
