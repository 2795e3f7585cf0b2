/** What the page builds on. */
export interface Reference {
  /** "Karras et al. 2022" */
  readonly short: string;
  readonly authors: string;
  readonly title: string;
  readonly year: number;
  /** Where it appeared, beside the archive. */
  readonly venue?: string;
  readonly arxiv: string;
}

export const references = {
  li2024: {
    short: 'Li, Dai and Qu 2024',
    authors: 'Xiang Li, Yixiang Dai, Qing Qu',
    title: 'Understanding Generalizability of Diffusion Models Requires Rethinking the Hidden Gaussian Structure',
    year: 2024,
    venue: 'NeurIPS 2024',
    arxiv: '2410.24060',
  },
  merger2025: {
    short: 'Merger and Goldt 2025',
    authors: 'Claudia Merger, Sebastian Goldt',
    title: 'Generalization Dynamics of Linear Diffusion Models',
    year: 2025,
    arxiv: '2505.24769',
  },
  karras2022: {
    short: 'Karras et al. 2022',
    authors: 'Tero Karras, Miika Aittala, Timo Aila, Samuli Laine',
    title: 'Elucidating the Design Space of Diffusion-Based Generative Models',
    year: 2022,
    venue: 'NeurIPS 2022',
    arxiv: '2206.00364',
  },
  kadkhodaie2023: {
    short: 'Kadkhodaie et al. 2023',
    authors: 'Zahra Kadkhodaie, Florentin Guth, Eero P. Simoncelli, Stéphane Mallat',
    title: 'Generalization in diffusion models arises from geometry-adaptive harmonic representations',
    year: 2023,
    venue: 'ICLR 2024',
    arxiv: '2310.02557',
  },
  wang2025: {
    short: 'Wang and Pehlevan 2025',
    authors: 'Binxu Wang, Cengiz Pehlevan',
    title: 'An Analytical Theory of Spectral Bias in the Learning Dynamics of Diffusion Models',
    year: 2025,
    arxiv: '2503.03206',
  },
  wang2024: {
    short: 'Wang and Vastola 2024',
    authors: 'Binxu Wang, John J. Vastola',
    title: 'The Unreasonable Effectiveness of Gaussian Score Approximation for Diffusion Models and its Applications',
    year: 2024,
    arxiv: '2412.09726',
  },
  zhang2023: {
    short: 'Zhang et al. 2023',
    authors: 'Huijie Zhang, Jinfan Zhou, Yifu Lu, Minzhe Guo, Peng Wang, Liyue Shen, Qing Qu',
    title: 'The Emergence of Reproducibility and Consistency in Diffusion Models',
    year: 2023,
    venue: 'ICML 2024',
    arxiv: '2310.05264',
  },
  yoon2023: {
    short: 'Yoon et al. 2023',
    authors: 'TaeHo Yoon, Joo Young Choi, Sehyun Kwon, Ernest K. Ryu',
    title: 'Diffusion Probabilistic Models Generalize when They Fail to Memorize',
    year: 2023,
    venue: 'ICML 2023 Workshop on Structured Probabilistic Inference and Generative Modeling',
    arxiv: '',
  },
  kamb2024: {
    short: 'Kamb and Ganguli 2024',
    authors: 'Mason Kamb, Surya Ganguli',
    title: 'An analytic theory of creativity in convolutional diffusion models',
    year: 2024,
    venue: 'ICML 2025',
    arxiv: '2412.20292',
  },
  carlini2023: {
    short: 'Carlini et al. 2023',
    authors:
      'Nicholas Carlini, Jamie Hayes, Milad Nasr, Matthew Jagielski, Vikash Sehwag, Florian Tramèr, Borja Balle, Daphne Ippolito, Eric Wallace',
    title: 'Extracting Training Data from Diffusion Models',
    year: 2023,
    venue: 'USENIX Security 2023',
    arxiv: '2301.13188',
  },
  ho2020: {
    short: 'Ho et al. 2020',
    authors: 'Jonathan Ho, Ajay Jain, Pieter Abbeel',
    title: 'Denoising Diffusion Probabilistic Models',
    year: 2020,
    venue: 'NeurIPS 2020',
    arxiv: '2006.11239',
  },
  song2021: {
    short: 'Song et al. 2021',
    authors: 'Yang Song, Jascha Sohl-Dickstein, Diederik P. Kingma, Abhishek Kumar, Stefano Ermon, Ben Poole',
    title: 'Score-Based Generative Modeling through Stochastic Differential Equations',
    year: 2021,
    venue: 'ICLR 2021',
    arxiv: '2011.13456',
  },
} as const satisfies Readonly<Record<string, Reference>>;

export type ReferenceId = keyof typeof references;

/** @throws RangeError that names the known references */
export function findReference(id: ReferenceId): Reference {
  if (!Object.hasOwn(references, id))
    throw new RangeError(`Cite: must be one of ${Object.keys(references).join(', ')}, got ${id}`);
  return references[id];
}

export function bibtexOf(id: ReferenceId): string {
  const { authors, title, year, arxiv, venue }: Reference = references[id];
  const fields: [string, string | number | undefined][] = [
    ['title', `{${title}}`],
    ['author', authors.split(', ').join(' and ')],
    ['year', year],
    ['eprint', arxiv || undefined],
    ['archiveprefix', arxiv ? 'arXiv' : undefined],
    ['note', venue],
  ];
  const lines = fields.flatMap(([name, value]) => (value === undefined ? [] : [`  ${name} = {${value}}`]));
  return `@misc{${id},\n${lines.join(',\n')}\n}`;
}

/** For those who cite this page. */
export const ownBibtex = `@misc{hiddengaussian2026,
  title = {{The Hidden Gaussian}},
  year = {2026},
  note = {An explorable explanation, version 0.1.0}
}`;
