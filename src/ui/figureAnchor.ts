/** The name of a figure as a place on the page. */
export const anchorOf = (id: string) => `figure-${id}`;
