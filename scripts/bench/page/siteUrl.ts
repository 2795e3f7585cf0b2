/** The site stands one folder above its bench. */
export const siteUrl = new URL('../', location.href).href;
