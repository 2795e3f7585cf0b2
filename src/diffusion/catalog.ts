/** What the page may know of the samplers without loading TensorFlow.js. */
export const samplerCatalog = {
  heun: { label: 'Heun', description: 'Second order: two looks at the slope in each step.' },
  euler: { label: 'Euler', description: 'First order: one look at the slope in each step.' },
} as const;

export type SamplerId = keyof typeof samplerCatalog;
