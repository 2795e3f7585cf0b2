/** All style sheets that are not a panel's own, in order. */
import '../ui/fonts.css';
import '../ui/theme.css';
import '../ui/ui.css';
import '../ui/chart.css';
import 'katex/dist/katex.min.css';
import './page.css';
import './article.css';
