// @ts-check
// The dashboard's enhancements. Every page works without them.

import './elements/bulk-bar.js';
import './elements/colour-field.js';
import './elements/confirm-dialog.js';
import './elements/copy-button.js';
import './elements/line-chart.js';
import './elements/live-list.js';
import './elements/live-preview.js';
import './elements/menu-button.js';
import './elements/relative-time.js';
import './elements/search-palette.js';
import './elements/slug-field.js';
import './elements/upload-form.js';
import { openDialogs } from './lib/commands.js';
import { guardForms } from './lib/guard.js';
import { openPagesInDialogs } from './lib/page-dialog.js';
import { submitOnce } from './lib/submit-once.js';
import { settleToasts } from './lib/toast.js';

submitOnce(document);
openDialogs(document);
openPagesInDialogs(document);
guardForms(document);
settleToasts();
