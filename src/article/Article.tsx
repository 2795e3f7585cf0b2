/** The whole article as plain HTML, with places for what comes to life in it. Rendered when the page is built. */
import { bibtexOf, ownBibtex, type Reference, references, type ReferenceId } from './references';
import { chapters } from './chapters';
import { glossary, type TermId } from './glossary';
import { Island, Panel } from './parts/parts';
import { chapterParts } from './parts/chapterParts';
import { Footer } from './parts/Footer';

export function Article() {
  return (
    <>
      <a className="skip" href="#article">
        Skip to the article
      </a>
      <Island island="problems" className="problems-place" />
      <main className="page" id="article">
        <Opening />
        <Island island="lab" className="lab-place" />
        <section className="hero" aria-labelledby="hero-title">
          <h2 id="hero-title" className="visually-hidden">
            One noise, and what is made of it
          </h2>
          <Panel name="stepper" />
        </section>
        {chapters.map(({ id, question, Body }, i) => (
          <section key={id} className="chapter" id={id} aria-labelledby={`${id}-title`}>
            <header className="chapter-head">
              <p className="chapter-number">Chapter {i + 1}</p>
              <h2 id={`${id}-title`}>{question}</h2>
            </header>
            <Body components={chapterParts} />
          </section>
        ))}
        <Glossary />
        <References />
        <Island island="engine" className="engine-place" />
      </main>
      <Footer />
    </>
  );
}

function Opening() {
  return (
    <header className="opening">
      <div className="masthead">
        <h1>The Hidden Gaussian</h1>
        <p className="subtitle">Why do diffusion models make new images, and not copies of old ones?</p>
      </div>
      <p>
        A diffusion model learns to take noise away from its training images, and then makes images out of noise alone.
        One that did this perfectly could only return its training images; real ones make new ones. Each row below turns
        the same noise into an image with another denoiser: a trained <strong>network</strong>; the{' '}
        <strong>Gaussian</strong>, which knows only the mean and the covariance of the training images; the{' '}
        <strong>multi-delta</strong>, which knows each of them and nothing else. With few images the network follows the
        multi-delta. With many it starts out as the Gaussian does.
      </p>
      <nav className="contents" aria-label="Chapters">
        <ol>
          {chapters.map(({ id, name, question }) => (
            <li key={id}>
              <a href={`#${id}`} title={question}>
                {name}
              </a>
            </li>
          ))}
        </ol>
      </nav>
    </header>
  );
}

function Glossary() {
  return (
    <section className="chapter back-matter" id="glossary" aria-labelledby="glossary-title">
      <h2 id="glossary-title">Glossary</h2>
      <dl className="glossary">
        {(Object.keys(glossary) as TermId[]).map((id) => (
          <div key={id} id={`glossary-${id}`}>
            <dt>{glossary[id].name}</dt>
            <dd>{glossary[id].meaning}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function References() {
  return (
    <section className="chapter back-matter" id="references" aria-labelledby="references-title">
      <h2 id="references-title">References</h2>
      <ol className="references">
        {(Object.keys(references) as ReferenceId[]).map((id) => {
          const { authors, title, year, venue, arxiv }: Reference = references[id];
          return (
            <li key={id} id={`reference-${id}`}>
              {authors}. <cite>{title}</cite>. {[venue ?? year, arxiv && 'arXiv:'].filter(Boolean).join(', ')}
              {arxiv && <a href={`https://arxiv.org/abs/${arxiv}`}>{arxiv}</a>}.
            </li>
          );
        })}
      </ol>
      <h3>To cite</h3>
      <div className="cite-buttons">
        This page: <Island island="bibtex" className="bibtex-place" props={{ bibtex: ownBibtex }} />
        All of its references:{' '}
        <Island
          island="bibtex"
          className="bibtex-place"
          props={{ bibtex: (Object.keys(references) as ReferenceId[]).map(bibtexOf).join('\n\n') }}
        />
      </div>
      <h3>To print</h3>
      <Island island="print" className="print-place" />
    </section>
  );
}
