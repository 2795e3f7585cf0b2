import { useStore } from 'zustand';
import { type DatasetId, datasetInfo, datasets, type PublishedId } from '../data/catalog';
import { useSession } from './session';

interface DatasetOption {
  readonly id: DatasetId;
  readonly label: string;
  readonly hint?: string;
}

const published: readonly DatasetOption[] = (Object.keys(datasets) as PublishedId[]).map((id) => ({
  id,
  label: datasetInfo(id).label,
}));

/** The images to choose from: those of the page, and the reader's own while they are open. */
export function useDatasetOptions(): readonly DatasetOption[] {
  const { ownImages } = useSession();
  const set = useStore(ownImages.store, (state) => state.set);
  return set ? [...published, { id: set.id, label: set.info.label, hint: set.name }] : published;
}
