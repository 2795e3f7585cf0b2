/** Starts the page in pieces, so that it answers while it comes to life: React is evaluated in a task of its own, before what needs it. */
import './article/styles';

// `?bench` is a page of its own, of which this one knows no more than its place
if (new URLSearchParams(location.search).has('bench')) location.replace(`bench/${location.search}`);
else {
  void import('react-dom/client');
  void import('./article/start').then(({ start }) => start());
}
