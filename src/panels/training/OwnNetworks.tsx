import { type ChangeEvent, useRef } from 'react';
import { useStore } from 'zustand';
import type { OwnEntry } from '../../engine/protocol';
import { useInputs, useSession } from '../session';
import { useDatasetOptions } from '../useDatasetOptions';
import { ownWords } from './compute';
import { saveFile } from '../../ui/saveFile';

/** The networks of the reader: to use, to keep as a file, to delete; and the way to load one from a file. */
export function OwnNetworks() {
  const { own } = useSession();
  const { list, problem } = useStore(own.store);
  const input = useRef<HTMLInputElement>(null);
  const load = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    if (file) await own.load(file.name, new Uint8Array(await file.arrayBuffer()));
    target.value = ''; // the same file may be chosen again
  };
  return (
    <section className="own-networks" aria-label="Your networks">
      <h3>Your networks</h3>
      {list.length === 0 ? (
        <p>None yet. What you train here is kept in this browser, and can be used in every figure.</p>
      ) : (
        <ul>
          {list.map((entry) => (
            <OwnRow key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
      <p className="own-load">
        <button type="button" className="button" onClick={() => input.current?.click()}>
          Load from a file
        </button>
        <input
          ref={input}
          type="file"
          className="visually-hidden"
          accept=".safetensors"
          aria-label="A network's file"
          tabIndex={-1}
          onChange={load}
        />
      </p>
      <p className="own-problem" role="status">
        {problem}
      </p>
    </section>
  );
}

function OwnRow({ entry }: { readonly entry: OwnEntry }) {
  const { change, own } = useSession();
  const { network } = useInputs();
  const { id, dataset, subset } = entry;
  const isUsed = network === id;
  const options = useDatasetOptions();
  const areHere = options.some((option) => option.id === dataset);
  const isShown = areHere && subset.start === 0;
  const save = async (what: 'weights' | 'entry') => {
    const { file } = await own.read(id);
    if (what === 'weights') saveFile(entry.file, file, 'application/octet-stream');
    else saveFile(`${id}.json`, `${JSON.stringify(entry, null, 2)}\n`, 'application/json');
  };
  const remove = () => {
    if (isUsed) change({ network: '' });
    void own.remove(id);
  };
  return (
    <li className="own-row">
      <span>
        <strong>{id}</strong> {ownWords(entry, areHere)}
      </span>
      <span className="own-buttons">
        {isShown && (
          <button
            type="button"
            className="button"
            aria-pressed={isUsed}
            onClick={() => change(isUsed ? { network: '' } : { dataset, images: subset.count, network: id })}
          >
            {isUsed ? 'In use in the figures' : 'Use in the figures'}
          </button>
        )}
        <button type="button" className="button" aria-label={`Download ${id}`} onClick={() => void save('weights')}>
          Download
        </button>
        <button
          type="button"
          className="button"
          aria-label={`Download the manifest entry of ${id}`}
          onClick={() => void save('entry')}
        >
          Manifest entry
        </button>
        <button type="button" className="button" aria-label={`Delete ${id}`} onClick={remove}>
          Delete
        </button>
      </span>
    </li>
  );
}
