/** The components that every chapter may use without importing them. */
import { Cite, ManyNoises, Note, Panel, Predict, Remember, See, Term, Try, YourPath } from './parts';

export const chapterParts = { Cite, ManyNoises, Note, Panel, Predict, Remember, See, Term, Try, YourPath };
