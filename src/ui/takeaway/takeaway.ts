/** What a reader takes away of a figure, and where it says that it comes from. */
import type { Source } from '../source';
import type { TableData } from '../tableData';

export interface Takeaway {
  /** Names its files. */
  readonly id: string;
  /** The finding. */
  readonly title: string;
  /** Restores what is shown. */
  readonly link: string;
  /** All that the reader has chosen. */
  readonly inputs: Readonly<Record<string, string | number>>;
  readonly sources: readonly Source[];
  readonly tables: readonly TableData[];
  /** ISO 8601. */
  readonly taken: string;
}
