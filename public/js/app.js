// @ts-check
// The dashboard's enhancements. Every page works without them.

import './elements/confirm-dialog.js';
import './elements/copy-button.js';
import './elements/relative-time.js';
import './elements/slug-field.js';
import { submitOnce } from './lib/submit-once.js';

submitOnce(document);
