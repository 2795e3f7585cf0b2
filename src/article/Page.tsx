import { useStore } from 'zustand';
import { SessionContext, useSession } from '../panels/session';
import type { Session } from '../state/session';
import { IconButton } from '../ui/IconButton';
import { EngineLine } from './EngineLine';
import { Footer } from './Footer';
import { LinearitySections } from './LinearitySections';
import { LinearMapSections } from './LinearMapSections';
import { Opening } from './Opening';
import { ZooSections } from './ZooSections';
import { TheorySections } from './TheorySections';
import { TrainYourself } from './TrainYourself';

/** The page. */
export function Page({ session }: { readonly session: Session }) {
  return (
    <SessionContext value={session}>
      <Problems />
      <main className="page">
        <Opening />
        <ZooSections />
        <LinearitySections />
        <LinearMapSections />
        <TheorySections />
        <TrainYourself />
        <EngineLine />
      </main>
      <Footer />
    </SessionContext>
  );
}

/** What the link asked for and did not get. */
function Problems() {
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
