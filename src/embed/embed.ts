/** The script that a page loads: defines the element and lets framed figures be as tall as they are. */
import { defineElement } from './element';
import { listenToFrames } from './frames';

const site = new URL(/* @vite-ignore */ './', import.meta.url).href;
defineElement(site);
listenToFrames(site);
