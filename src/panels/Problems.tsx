import { useStore } from 'zustand';
import { useSession } from './session';
import { IconButton } from '../ui/IconButton';

/** What the link asked for and did not get. */
export function Problems() {
  const { problems } = useSession();
  const list = useStore(problems);
  if (list.length === 0) return null;
  return (
    <aside className="problems" aria-label="About this link">
      <p>{list.join(' ')}</p>
      <IconButton icon="close" label="Dismiss" onPress={() => problems.setState([], true)} />
    </aside>
  );
}
