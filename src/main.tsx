/** Starts the page in pieces, so that it answers while it comes to life: React is evaluated in a task of its own, before what needs it. */
import './article/styles';

void import('react-dom/client');
void import('./article/start').then(({ start }) => start());
