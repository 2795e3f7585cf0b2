/** The bench for a reader: choose what is measured, run it, copy the tables. Nothing is loaded before it is asked for, and nothing leaves the browser. */
import type { ItemResult } from '../result';
import { markdownTable, numberTables, type Table, targetTable } from '../tables';
import { askWorker } from './askWorker';
import { countEngine } from './countEngine';
import { resultOf } from './engineResult';
import { forward } from './forward';
import grownUrl from './grown?worker&url';
import { siteUrl } from './siteUrl';
import { visit } from './visit';

interface Choice {
  readonly title: string;
  readonly about: string;
  run(options: { readonly rival: boolean; readonly place: HTMLElement }): Promise<ItemResult>;
}

const hasWebgpu = 'gpu' in navigator;

const choices: readonly Choice[] = [
  {
    title: 'Forward pass of the network',
    about: 'width 32, 1, 16 and 64 images, on WebAssembly and on WebGPU',
    run: ({ rival }) =>
      forward({ rival, rounds: { wasm: 9, ...(hasWebgpu && { webgpu: 9 }) }, gpuBatches: [1, 16, 64] }),
  },
  {
    title: 'Multi-delta and the Gaussian as N grows',
    about: '64 to 16,384 images, time and memory, on WebAssembly',
    run: () => askWorker(grownUrl, siteUrl),
  },
  {
    title: 'Engine counts on WebGPU',
    about: 'calls to the device, bytes, buffers',
    run: async () =>
      hasWebgpu
        ? resultOf(await countEngine(siteUrl))
        : { notes: ['Skipped: this browser has no WebGPU, so there is nothing to count.'] },
  },
  {
    title: 'The page',
    about: 'a visit, scrubbing, a change of N, long tasks; leave the window in front',
    run: ({ place }) => visit(place),
  },
];

export function showReader(body: HTMLElement): void {
  body.innerHTML = `
    <main>
      <h1>How fast is it here?</h1>
      <p>The bench of <a href="../">The Hidden Gaussian</a>, on your device. Nothing is loaded before you press the button, and nothing leaves your browser.</p>
      <form>
        ${choices.map(({ title, about }, i) => `<label><input type="checkbox" name="item" value="${i}" checked /> ${title}<small>${about}</small></label>`).join('')}
        <label><input type="checkbox" name="rival" /> Against onnxruntime-web<small>the same network in it, on the same threads: 27 MB more from this site</small></label>
        <p><button type="submit">Measure</button> <button type="button" name="copy" disabled>Copy the tables</button> <output></output></p>
      </form>
      <div class="place"></div>
      <div class="results"></div>
    </main>`;
  const form = body.querySelector('form')!;
  const [place, results] = [body.querySelector<HTMLElement>('.place')!, body.querySelector('.results')!];
  const [status, copy] = [form.querySelector('output')!, form.querySelector<HTMLButtonElement>('[name=copy]')!];
  let markdown = '';

  const measure = async () => {
    const data = new FormData(form);
    const rival = data.has('rival');
    const chosen = data.getAll('item').map((index) => choices[Number(index)]!);
    markdown = `# Bench of The Hidden Gaussian\n\n${deviceWords()}\n`;
    results.replaceChildren(element('p', deviceWords()));
    for (const [i, { title, run }] of chosen.entries()) {
      status.value = `${title} (${i + 1} of ${chosen.length}) ...`;
      const {
        targets = [],
        notes = [],
        ...numbers
      } = (await run({ rival, place }).catch((error: unknown) => ({
        notes: [`Failed: ${error instanceof Error ? error.message : String(error)}`],
      }))) as ItemResult;
      const tables = [...(targets.length > 0 ? [targetTable(targets)] : []), ...numberTables(numbers)];
      markdown += `\n${[`## ${title}`, ...notes, ...tables.map(markdownTable)].join('\n\n')}\n`;
      results.append(element('h2', title), ...notes.map((note) => element('p', note)), ...tables.map(tableElement));
    }
    status.value = 'Done.';
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const buttons = [...form.querySelectorAll('button')];
    for (const button of buttons) button.disabled = true;
    void measure().finally(() => {
      for (const button of buttons) button.disabled = false;
    });
  });
  copy.addEventListener('click', () => {
    void navigator.clipboard.writeText(markdown).then(
      () => (status.value = 'Copied, as Markdown.'),
      () => (status.value = 'This browser lets nothing be copied: select the tables by hand.'),
    );
  });
}

function deviceWords(): string {
  const threads = globalThis.crossOriginIsolated
    ? 'threads allowed'
    : 'one thread, since the page is not cross-origin isolated';
  return `${new Date().toISOString().slice(0, 10)}, ${navigator.hardwareConcurrency} cores, ${threads}; ${navigator.userAgent}. Times are medians of runs that take turns.`;
}

function element(name: string, text: string): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text.replaceAll('**', '');
  return made;
}

function tableElement({ head, rows }: Table): HTMLElement {
  const table = document.createElement('table');
  const line = (cells: readonly string[], name: string) => {
    const row = document.createElement('tr');
    row.append(...cells.map((cell) => element(name, cell)));
    return row;
  };
  table.append(line(head, 'th'), ...rows.map((row) => line(row, 'td')));
  return table;
}
