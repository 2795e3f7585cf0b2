/** Called when the page is built, never in the browser. */
import { renderToStaticMarkup } from 'react-dom/server';
import { Article } from './Article';

/** The article as HTML. */
export function renderArticle(): string {
  return renderToStaticMarkup(<Article />);
}
