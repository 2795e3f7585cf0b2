/** The registry of the bench: one line each, in the order in which they run. */
import type { Item } from './item';
import { eigen } from './items/eigen';
import { engine } from './items/engine';
import { forward } from './items/forward';
import { growth } from './items/growth';
import { page } from './items/page';
import { training } from './items/training';
import { trajectories } from './items/trajectories';

export const items: Readonly<Record<string, Item>> = { forward, trajectories, growth, training, eigen, engine, page };
