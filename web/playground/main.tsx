// The page's beginning.
import '@utrecht/alert-css/dist/index.css';
import '@utrecht/button-css/dist/index.css';
import '@utrecht/data-badge-css/dist/index.css';
import '@utrecht/form-label-css/dist/index.css';
import '@utrecht/link-css/dist/index.css';
import '@utrecht/select-css/dist/index.css';
import '@utrecht/textbox-css/dist/index.css';
import './theme.css';
import './page.css';
import './panel.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { LanguageProvider } from './language.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no place for the playground');
createRoot(root).render(
  <LanguageProvider>
    <App />
  </LanguageProvider>,
);
