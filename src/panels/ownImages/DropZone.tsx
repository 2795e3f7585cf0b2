import { type ChangeEvent, type DragEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { ReadRequest } from '../../data/own/reading';
import { ownLimits } from '../../data/own/limits';
import { IconButton } from '../../ui/IconButton';
import { useSession } from '../session';
import { formatCount } from '../words';
import { chosenFiles, droppedFiles } from './broughtFiles';
import { progressSentence } from './compute';

const kinds = '.png,.jpg,.jpeg,.webp,.zip,.npz,.npy,.csv,.tsv,.txt';

/** Where files come in: dropped, chosen, pasted. */
export function DropZone() {
  const { ownImages, bringImages } = useSession();
  const { reading, set } = useStore(ownImages.store);
  const [isOver, setOver] = useState(false);
  const bring = (request: ReadRequest | undefined) => {
    if (request) void bringImages(request);
  };
  const paste = useEffectEvent(({ clipboardData }: ClipboardEvent) => bring(chosenFiles(clipboardData?.files ?? null)));
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => paste(event);
    window.addEventListener('paste', onPaste);
    return () => window.removeEventListener('paste', onPaste);
  }, []);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void droppedFiles(event.dataTransfer).then(bring);
  };
  return (
    <section
      className={['drop-zone', isOver && 'is-over', set && 'is-small'].filter(Boolean).join(' ')}
      aria-label="Bring your images"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={onDrop}
    >
      {reading ? (
        <div className="drop-reading">
          <IconButton icon="stop" label="Stop reading" onPress={ownImages.stop} hasText />
          <p role="status">{progressSentence(reading.name, reading.progress)}</p>
          <progress
            aria-label="Files read"
            max={1}
            value={reading.progress ? reading.progress.read / Math.max(1, reading.progress.files) : 0}
          />
        </div>
      ) : (
        <>
          <p className="drop-words">Drop images, a folder, a zip file or a table here</p>
          <p className="drop-buttons">
            <FileButton label="Choose files" bring={bring} accept={kinds} />
            <FileButton label="Choose a folder" bring={bring} isFolder />
          </p>
          <p className="drop-hint">
            PNG, JPEG and WebP; CSV and npy; from {ownLimits.leastImages} to {formatCount(ownLimits.mostImages)} images.
            You can paste them, too. <strong>Nothing leaves your browser.</strong>
          </p>
        </>
      )}
    </section>
  );
}

interface FileButtonProps {
  readonly label: string;
  readonly bring: (request: ReadRequest | undefined) => void;
  readonly accept?: string;
  readonly isFolder?: boolean;
}

function FileButton({ label, bring, accept, isFolder = false }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  const onChange = ({ target }: ChangeEvent<HTMLInputElement>) => {
    bring(chosenFiles(target.files));
    target.value = ''; // the same files may be chosen again
  };
  return (
    <>
      <button type="button" className="button" onClick={() => input.current?.click()}>
        {label}
      </button>
      <input
        ref={input}
        type="file"
        className="visually-hidden"
        aria-label={isFolder ? 'A folder of images' : 'Files of images'}
        tabIndex={-1}
        multiple
        {...(isFolder ? { webkitdirectory: '' } : { accept })}
        onChange={onChange}
      />
    </>
  );
}
